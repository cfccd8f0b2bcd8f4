"""Codebook files by their ending: what is written is read back, what cannot be read or written is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebooks.edit import describe, retire
from codebooks.errors import CodebookError, OteError
from codebooks.files import booklet, write_toml
from codebooks.model import Codebook
from coder.codebook_files import Booklet, read_codebook_file, write_codebook_file

WHEN = "2026-11-05T12:00:00Z"


@pytest.fixture(scope="module")
def book() -> Codebook:
    made = booklet()
    first, second = made.codes[:2]
    told = describe(made, first.id, {"example_fi": "”Koti” ä – 🙂", "include_en": "homes", "exclude_fi": "työ\npaikka"})
    return retire(told, second.id)


def write(book: Codebook, path: Path) -> Path:
    write_codebook_file(book, Booklet("Hanke", "fi", WHEN, {book.codes[0].id: 3}), path)
    return path


@pytest.mark.parametrize("name", ["kirja.toml", "kirja.qdc", "KIRJA.QDC"])
def test_what_is_written_is_read_back_the_same(book: Codebook, tmp_path: Path, name: str) -> None:
    assert read_codebook_file(write(book, tmp_path / name)) == book


def test_a_table_of_tags_is_read_as_a_codebook(tmp_path: Path) -> None:
    path = tmp_path / "Tagit.CSV"
    path.write_text("tag,description,number of highlights\nLuottamus,Se syntyy ajan kanssa,3\nKoti,,1\n", "utf-8")
    found = read_codebook_file(path)
    assert [(one.name_fi, one.definition_fi) for one in found.codes] == [
        ("Luottamus", "Se syntyy ajan kanssa"), ("Koti", ""),
    ]


@pytest.mark.parametrize("name", ["k.toml", "k.qdc", "k.html", "k.docx"])
def test_the_same_codebook_is_always_the_same_file(book: Codebook, tmp_path: Path, name: str) -> None:
    first = write(book, tmp_path / name).read_bytes()
    assert write(book, tmp_path / name).read_bytes() == first
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_file_of_any_other_ending_is_read_as_toml(book: Codebook, tmp_path: Path) -> None:
    (tmp_path / "kirja.txt").write_text("\ufeff" + write_toml(book), "utf-8")
    assert read_codebook_file(tmp_path / "kirja.txt") == book


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.toml", b"x = [", "codebook-syntax"),
        ("a.toml", b"a = 1\nb = '\xff'", "codebook-syntax"),
        ("a.qdc", b"<p/>", "not-qdc"),
        ("a.qdc", b"<p", "damaged-file"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CodebookError) as caught:
        read_codebook_file(tmp_path / name)
    assert (caught.value.code, caught.value.file) == (code, str(tmp_path / name))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone.toml", "no-file"), (tmp_path, "is-folder")):
        with pytest.raises(CodebookError, match=code):
            read_codebook_file(path)


def test_what_cannot_be_written_is_told_and_leaves_the_former_file(book: Codebook, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="codebook-file-kind"):
        write(book, tmp_path / "k.pdf")
    with pytest.raises(OteError, match="no-folder"):
        write(book, tmp_path / "gone" / "k.html")
    (tmp_path / "k.qdc").write_text("ennen", "utf-8")
    with pytest.raises(CodebookError, match="qdc-empty"):
        write_codebook_file(Codebook(), Booklet("Hanke", "fi", WHEN, {}), tmp_path / "k.qdc")
    assert (tmp_path / "k.qdc").read_text("utf-8") == "ennen"
