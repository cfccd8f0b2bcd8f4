"""Plain text is decoded by its mark, as UTF-8, or by the code pages of Finland."""

from __future__ import annotations

import codecs

import pytest

from projects.errors import ImportRefusedError
from projects.importers.draft import Finding
from projects.importers.plain_text import decode, is_text
from projects.importers.reading import read_bytes

FINNISH = (
    "Haastattelija: Mitä äiti sanoi siitä, kun häätö tuli?\n"
    "Asukas: Höpö höpö, ei se mitään sanonut. Pääsin yöksi ystävän luo ja söin siellä.\n"
    "Haastattelija: Entä sitten, lähditkö töihin?\n"
) * 6


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("utf-8", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(encoding, mark):
    draft = read_bytes(mark + FINNISH.encode(encoding), "a.txt", "")
    assert draft.text == FINNISH
    assert not draft.findings


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15"])
def test_western_code_pages_are_read_without_a_word(encoding):
    text = FINNISH + "A: 5 € – niin.\n".replace("–", "-" if encoding == "iso8859-15" else "–")
    draft = read_bytes(text.encode(encoding), "a.txt", "")
    assert draft.text == text
    assert not draft.findings


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_other_code_pages_are_read_and_told(encoding):
    draft = read_bytes(FINNISH.encode(encoding), "a.txt", "")
    assert draft.text == FINNISH
    assert draft.findings == (Finding("encoding-guessed", {"encoding": encoding}),)


def test_slightly_broken_utf8_stays_utf8():
    text, findings = decode("äiti ".encode() + b"\xff\xfe\x80" + " öljy".encode())
    assert text == "äiti \ufffd\ufffd\ufffd öljy"
    assert findings == (Finding("encoding", {"count": 3}),)


def test_bytes_that_a_code_page_lacks_are_replaced_and_counted():
    text, findings = decode(b"\xe4iti \x81 ja \xf6ljy \xe4 \xe4")
    assert text == "äiti \ufffd ja öljy ä ä"
    assert findings == (Finding("encoding", {"count": 1}),)


def test_lone_surrogates_are_replaced():
    text, findings = decode(codecs.BOM_UTF16_LE + "A: ".encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le"))
    assert text == "A: \ufffdb"
    assert findings[0].code == "encoding"


def test_a_long_text_in_few_bytes_and_many():
    for data in (("ä" * 5_000_001).encode(), ("😀" * 5_000_001).encode()):
        with pytest.raises(ImportRefusedError) as caught:
            read_bytes(data, "a.txt", "")
        assert (caught.value.code, caught.value.values) == ("too-long", {"limit": 5_000_000})


def test_text_is_told_from_bytes():
    assert is_text("äö".encode("cp1252"))
    assert is_text(b"\x1b[1mHei\x1b[0m\f")
    assert not is_text(b"Hei\0maailma")
    assert not is_text(bytes(range(1, 30)) * 3)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.log", "a.csv", ".txt"])
def test_text_under_any_name_is_text(name):
    assert read_bytes(b"BM on kaupunginosa.\n", name, "").text == "BM on kaupunginosa.\n"
