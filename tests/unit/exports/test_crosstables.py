"""Tables as sheets and blocks: their numbers, their heads, speakers as printed, cells that stay text."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from coder.draining import drained
from exports.crosstables import QUOTES, TABLES, cross_block, cross_sheet, cross_table, quote_sheet, sheets
from exports.errors import ExportError
from exports.sheets import write_sheets
from helpers.coded import chance_project
from helpers.snapshots import snapshot
from projects.analysis.coded import coded_of

PERSONS = {"H1": ("asumisneuvoja", 2, ""), "H2": ("asukas", 1, "Aino")}
TWO = ("A | a\nH1: [P01 N1: yksi] ja\nH2: [P01 N1 N2: kaksi\nH1: kolme]", "B | b\nH1: [S01: neljä]")
FORMULAS = ("=1+1", "+358", "-2", "@SUM(A1)", "\tx", "\rx", "＝1+1")


def table(kind, *blocks, persons=PERSONS, language="fi"):
    coded = coded_of(snapshot(*blocks, persons=persons))
    return cross_sheet(cross_table(kind, coded, language), coded, language)


def test_codes_by_interview():
    made = table("by_transcript", *TWO)
    assert made.heads == ("Tunnus", "Koodi", "Perhe", "A", "B", "Yhteensä")
    assert made.rows[0] == ("P01", "Asukkaan koti", "Paikka", 2, 0, 2)
    assert made.rows[1] == ("S01", "Luottamus", "Suhteet", 0, 1, 1)


def test_codes_by_speaker_as_printed_never_by_label():
    made = table("by_person", *TWO)
    assert made.heads[3:] == ("Aino", "AN2", "Yhteensä")
    assert made.rows[0][3:] == (1, 2, 2)


def test_codes_by_codes_and_quadrants():
    made = table("by_code", *TWO)
    assert made.heads[3] == "1 Asukkaan koti"
    assert "Yhteensä" not in made.heads
    quadrants = table("by_quadrant", *TWO)
    assert [row[3:] for row in quadrants.rows] == [(2, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)]
    assert quadrants.heads[3].startswith("N1 Taloudellis")


def test_levels_need_their_codes():
    project = chance_project(3, excerpts=60)
    coded = coded_of(project)
    made = cross_sheet(cross_table("by_level", coded, "en"), coded, "en")
    assert [row[0] for row in made.rows] == ["S1", "S2", "S3", "S4"]
    assert cross_table("by_level", coded_of(snapshot(*TWO)), "fi") is None


def test_a_block_says_the_same_as_the_sheet():
    coded = coded_of(chance_project(5))
    for kind in TABLES:
        made, sheet = cross_table(kind, coded, "en"), cross_sheet(cross_table(kind, coded, "en"), coded, "en")
        block = cross_block(made, "en")
        assert [row[1:] for row in block.rows] == [tuple(str(cell) for cell in row[3:]) for row in sheet.rows]


def test_the_list_of_excerpts_names_place_speakers_words_codes_and_coders():
    made = quote_sheet(snapshot(*TWO, persons=PERSONS, coders=("k1", "k2")), "fi")
    assert made.rows[0] == ("A-v1", "A", "1", "asumisneuvoja 2", "yksi", MIXED, "Koodaaja k1; Koodaaja k2")
    assert made.rows[1][:5] == ("A-v2", "A", "2–3", "Aino, asumisneuvoja 2", "Aino: kaksi\nasumisneuvoja 2: kolme")
    assert not any("H1" in str(cell) for row in made.rows for cell in row)


MIXED = "Asukkaan koti; Taloudellissosiaalista hyvinvointia vahvistava"


def test_one_workbook_holds_every_table_and_text_the_first(tmp_path):
    made = sheets(snapshot(*TWO, persons=PERSONS), "fi")
    assert [one.name for one in made] == [
        "Otteet", "Koodi ja haastattelu", "Koodi ja puhuja", "Koodi ja koodi", "Kentät päällekkäin",
    ]  # fmt: skip
    drained(write_sheets(made, tmp_path / "a.xlsx"))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    assert names == [one.name for one in made]
    drained(write_sheets(made, tmp_path / "a.csv"))
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert len(rows) == len(made[0].rows) + 1


@pytest.mark.parametrize("begin", FORMULAS)
def test_words_that_look_like_formulas_stay_text(begin, tmp_path):
    made = sheets(snapshot(f"A | a\nH1: [P01: {begin.strip()} on]".replace("\r", "")), "fi", QUOTES)
    assert made[0].rows[0][4].startswith(begin.strip())
    drained(write_sheets(made, tmp_path / "a.xlsx"))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    drained(write_sheets(made, tmp_path / "a.csv"))
    drained(write_sheets(made, tmp_path / "bare.csv", guarded=False))
    guarded, bare = (
        list(csv.reader(io.StringIO((tmp_path / name).read_text("utf-8-sig"))))[1][4] for name in ("a.csv", "bare.csv")
    )
    assert guarded == (f"'{bare}" if begin.strip()[0] in "=+-@＝" else bare)
    assert bare == made[0].rows[0][4]


def test_a_table_with_nothing_to_count_is_refused():
    with pytest.raises(ExportError) as refusal:
        sheets(snapshot("A | a\nH1: yksi"), "fi", "by_level")
    assert refusal.value.code == "counts-empty"
