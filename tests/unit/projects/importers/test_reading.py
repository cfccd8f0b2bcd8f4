"""A file becomes a draft: text, header, turns, where it came from, and room for further importers."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers import bad_files as bad
from projects.errors import ImportRefusedError
from projects.importers.content import Content, Source
from projects.importers.draft import Finding
from projects.importers.reading import IMPORTERS, importer_for, read_bytes, read_file

TEXT = """Aineisto: Kontrollihaastattelut
Haastattelutunnus: RH77

Haastattelija: Mitä teidän työssä tapahtuu ensin? 🙂
Maija: Me käydään kotikäynnillä.
Sinne mennään uudestaan.
Pekka: Joo.
"""


def test_a_text_file_becomes_a_draft(tmp_path: Path):
    path = tmp_path / "haastattelu.txt"
    path.write_text(TEXT, "utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    draft = read_file(path)
    assert (draft.name, draft.short, draft.text, draft.language) == ("Haastattelu", "RH77", TEXT, "fi")
    assert [turn.label for turn in draft.turns] == ["Haastattelija", "Maija", "Pekka"]
    assert draft.text[: draft.header_end].endswith("RH77")
    assert draft.origin.name == "haastattelu.txt"
    assert draft.origin.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert draft.origin.date == datetime.fromtimestamp(1_600_000_000, UTC).astimezone().date().isoformat()
    assert not draft.findings


def test_a_word_file_gives_the_same_draft():
    draft = read_bytes(bad.words_docx(TEXT.splitlines()), "haastattelu.docx", "2020-11-05")
    assert draft.text == TEXT.rstrip("\n")
    assert [turn.label for turn in draft.turns] == ["Haastattelija", "Maija", "Pekka"]
    assert draft.origin.date == "2020-11-05"


def test_a_date_that_no_calendar_holds_is_left_out(tmp_path: Path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    monkeypatch.setattr("projects.importers.reading.datetime", Broken)
    assert read_file(path).origin.date == ""


class Broken:
    @staticmethod
    def fromtimestamp(*_args):
        raise OverflowError


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_of_undecodable_bytes_can_still_be_stored(tmp_path: Path):
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    Path(os.fsdecode(path)).write_text(TEXT, "utf-8")
    draft = read_file(Path(os.fsdecode(path)))
    assert draft.origin.name == "a?.txt"
    assert draft.origin.name.encode()


def test_a_name_with_marks_of_direction_is_told():
    draft = read_bytes(TEXT.encode(), "a\u202etxt.exe", "")
    assert draft.findings == (Finding("bidi-name", {"count": 1}),)


def test_any_name_may_hold_what_it_does_not_contradict():
    assert read_bytes(bad.docx(), "haastattelu", "").text == "A: Hei."
    assert read_bytes(bad.docx(), "haastattelu.DOTX", "").text == "A: Hei."


@dataclass(frozen=True, slots=True)
class LoudImporter:
    name: str = "loud"
    formats: tuple[str, ...] = ("text",)
    suffixes: tuple[str, ...] = (".txt",)

    def read(self, source: Source) -> Content:
        return Content(source.data.decode().upper())


def test_a_further_importer_joins_by_standing_in_the_tuple():
    assert read_bytes(b"A: hei", "a.txt", "", (LoudImporter(), *IMPORTERS)).text == "A: HEI"


def test_a_format_without_an_importer_is_not_yet_readable():
    with pytest.raises(ImportRefusedError) as caught:
        importer_for(Source("a", b"", "hologram"))
    assert (caught.value.code, caught.value.values) == ("not-yet-readable", {"found": "hologram"})


def test_a_word_source_without_its_package_is_refused():
    with pytest.raises(ImportRefusedError):
        IMPORTERS[0].read(Source("a.docx", b"", "docx"))
