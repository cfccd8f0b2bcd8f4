"""A sheet holds text and numbers, never a formula, and appears whole or not at all."""

from __future__ import annotations

import csv
import re
import zipfile

import pytest

from coder.draining import drained
from exports.errors import ExportError
from exports.sheets import Sheet, write_sheet

SHEET = Sheet("Osumat", ("Nimi", "Määrä"), (("=1+1", 3), ("+358", 4), ("@a", 5), ("https://a.fi", 6), ("ä <b>", 7)))


def test_an_excel_workbook_holds_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    assert drained(write_sheet(SHEET, path)) == 5
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page
    assert re.findall(r"<v>(\d+)</v></c></row>", page)[1:] == ["3", "4", "5", "6", "7"]
    assert "<t>=1+1</t>" in strings


def test_comma_separated_text_holds_no_formula(tmp_path):
    path = tmp_path / "a.csv"
    drained(write_sheet(SHEET, path))
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Nimi", "Määrä"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+358", "'@a", "https://a.fi", "ä <b>"]


def test_another_name_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ExportError) as refusal:
        drained(write_sheet(SHEET, tmp_path / "a.pdf"))
    assert refusal.value.code == "sheet-suffix"
    with pytest.raises(ExportError):
        drained(write_sheet(SHEET, tmp_path / "ei" / "a.csv"))
    assert not list(tmp_path.iterdir())
