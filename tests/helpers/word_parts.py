"""Look into a Word file for tests: its parts as text, its visible paragraphs, its quotes; and a small picture."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of the package by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(path: Path) -> etree._Element:
    """Return the body of the document."""
    return etree.fromstring(parts(path)["word/document.xml"])[0]


def styles(path: Path) -> dict[str, str]:
    """Return style names by id."""
    root = etree.fromstring(parts(path)["word/styles.xml"])
    return {one.get(f"{W}styleId"): one.find(f"{W}name").get(f"{W}val") for one in root.iter(f"{W}style")}


def text(paragraph: etree._Element) -> str:
    """Return what a paragraph says; breaks and tabs as characters, field codes left out."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else marks[one.tag]
        for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
        if one.getparent().tag == f"{W}r"
    )


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Go through all paragraphs, also those in tables and controls, as style name and text."""
    names = styles(path)
    for paragraph in body(path).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield names[style.get(f"{W}val")] if style is not None else "Normal", text(paragraph)


def said(path: Path, style: str) -> list[str]:
    """Return the texts of all paragraphs of a style."""
    return [words for name, words in lines(path) if name == style]


def quotes(path: Path) -> dict[str, list[str]]:
    """Return the paragraphs of every quote by its content control's tag."""
    found: dict[str, list[str]] = {}
    for control in body(path).iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            name = tag.get(f"{W}val")
            assert name not in found, "a tag stands once"
            found[name] = [text(one) for one in control.iter(f"{W}p")]
    return found


def bookmarks(path: Path) -> list[str]:
    """Return all bookmark names in document order."""
    return [one.get(f"{W}name") for one in body(path).iter(f"{W}bookmarkStart")]


def field_codes(path: Path) -> list[str]:
    """Return the instructions of all fields of the body."""
    return [(one.text or "").strip() for one in body(path).iter(f"{W}instrText")]


def visible(path: Path) -> str:
    """Return all text of all parts, tags cut away."""
    return "\n".join(re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace")) for data in parts(path).values())


def tiny_png(width: int = 4, height: int = 3) -> bytes:
    """Make a white picture without any library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width * 3 for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
