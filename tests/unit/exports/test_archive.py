"""The archive version is written only when nothing in it tells, and says where something does."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from exports import archive as module
from exports.archive import write_archive
from exports.errors import ExportError
from projects.anonymise.archiving import ArchiveText
from projects.anonymise.proof import Proof
from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import Thing

THINGS = (
    Thing("1", ("Maija Virtanen", "Maija", "Xhemile"), Substitute("person", number=1)),
    Thing("2", ("Kotipolku ry",), Substitute("association", number=1)),
    Thing("3", ("040 123 4567",), Substitute("phone")),
    Thing("4", ("Toivo",), Substitute(name="Tapio")),
)
PROOF = Proof(THINGS, ("Maijalle", "Arskan"), frozenset({"Toivon"}), Voikko())
NOTE = ("arkistomuistio", ("Arkistomuistio", "kaikki hyvin"))
TEXT = ArchiveText("haastattelu-01", ("Pvm: [päivämäärä]",), (("H 1", "Mitä [henkilölle 1] kuuluu?"), ("", "Hyvää.")))


@pytest.mark.parametrize("word", [
    "Maija", "Maijallekin", "maijalle", "MAIJAN", "Maija-täti", "Mai\u00adjan", "Mai-jalle", "Mai-\njalle",
    "Virtaselta", "Xhemilelle", "arskan", "Kotipolku  ry:n", "kotipolku ry", "0401234567", "040-123 45 67",
    "Toivolle", "Maija\u200bn", "Maija2", "MaijaVirtanen", "Maija’n",
])
def test_a_form_of_a_name_is_found_however_it_is_written(word: str) -> None:
    assert [one.kind for one in PROOF.traces(f"kun {word} tuli")] == ["name"]


@pytest.mark.parametrize("text", [
    "mai ja", "toivo elää", "toivon parasta", "Toivon parasta", "Ariel ja Turkulaiset", "12 040 ja 123",
    "[henkilölle 1]", "kotipolku", "maissa",
])
def test_an_innocent_word_is_none(text: str) -> None:
    assert PROOF.clean(text)


@pytest.mark.parametrize("text", ["soita 050 765 4321", "kirjoita a.b@esimerkki.fi", "hetu 010190-123A"])
def test_what_identifies_by_itself_is_told_apart(text: str) -> None:
    assert [(one.line, one.kind) for one in PROOF.traces(f"rivi\n{text}")] == [(2, "direct")]


def test_files_are_plain_and_tell_nothing(tmp_path: Path) -> None:
    made = write_archive(tmp_path / "a", [TEXT], NOTE, PROOF)
    assert [one.name for one in made.files] == ["haastattelu-01.txt", "haastattelu-01.docx", "arkistomuistio.txt"]
    assert (tmp_path / "a" / "haastattelu-01.txt").read_text("utf-8") == (
        "Pvm: [päivämäärä]\n\nH 1: Mitä [henkilölle 1] kuuluu?\nHyvää.\n"
    )
    with zipfile.ZipFile(tmp_path / "a" / "haastattelu-01.docx") as package:
        xml = package.read("word/document.xml").decode()
        assert "[henkilölle 1]" in xml
        assert "<w:b/>" not in xml
        assert all(b"python-docx" not in package.read(name) for name in package.namelist())


@pytest.mark.parametrize(("change", "place"), [
    ({"turns": (("", "Hyvää."), ("", "Maijallekin"))}, ("haastattelu-01.txt", 4)),
    ({"header": ("Nimi: Maija",)}, ("haastattelu-01.txt", 1)),
    ({"stem": "maijan-haastattelu"}, ("maijan-haastattelu.txt", 1)),
    ({"turns": (("Maija", "Hyvää."),)}, ("haastattelu-01.txt", 3)),
])
def test_one_name_that_is_left_stops_the_whole(
    tmp_path: Path, change: dict[str, object], place: tuple[str, int]
) -> None:
    values: dict[str, object] = {"stem": TEXT.stem, "header": TEXT.header, "turns": TEXT.turns, **change}
    with pytest.raises(ExportError, match="archive-name-left") as told:
        write_archive(tmp_path / "a", [ArchiveText(**values)], NOTE, PROOF)  # type: ignore[arg-type]
    assert (told.value.file, told.value.values["line"]) == place
    assert not (tmp_path / "a").exists()


def test_a_name_in_a_words_files_properties_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.base_package

    def with_author(language: str) -> bytes:
        path = tmp_path / "base.docx"
        path.write_bytes(real(language))
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("word/customXml.xml", '<a who="x">Maija</a>')
        return path.read_bytes()

    monkeypatch.setattr(module, "_word_file", lambda _, language: with_author(language))
    with pytest.raises(ExportError, match="archive-name-left"):
        write_archive(tmp_path / "a", [TEXT], NOTE, PROOF, formats=("docx",))


def test_nothing_is_written_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "vanha.txt").write_text("x")
    with pytest.raises(ExportError, match="archive-folder-used"):
        write_archive(tmp_path, [TEXT], NOTE, PROOF)
    with pytest.raises(ExportError, match="no-folder"):
        write_archive(tmp_path / "no" / "a", [TEXT], NOTE, PROOF)
    assert [one.name for one in tmp_path.iterdir()] == ["vanha.txt"]
