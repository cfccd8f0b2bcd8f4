"""Read any file as a draft of a transcript: bytes, sniffing, an importer, normalising, header, turns."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from projects.errors import ImportRefusedError
from projects.importers.containers import MAX_TOTAL
from projects.importers.content import MAX_PIECES, Content, Importer, Source
from projects.importers.cues import CueImporter
from projects.importers.draft import Draft, Finding
from projects.importers.intake import Intake, settle, take_in
from projects.importers.markdown import MarkdownImporter
from projects.importers.normalise import BIDI
from projects.importers.open_document import OpenDocumentImporter
from projects.importers.pdf import PdfImporter
from projects.importers.plain_text import PlainTextImporter
from projects.importers.rich_text import RichTextImporter
from projects.importers.sniff import sniff
from projects.importers.web import WebImporter
from projects.importers.word import WordImporter
from projects.model import Origin

IMPORTERS: tuple[Importer, ...] = (
    WordImporter(), PlainTextImporter(), CueImporter(), MarkdownImporter(), WebImporter(), OpenDocumentImporter(),
    RichTextImporter(), PdfImporter(),
)  # fmt: skip


def read_file(path: Path, importers: tuple[Importer, ...] = IMPORTERS) -> Draft:
    """Return the draft of a transcript in a file, or refuse the file with a code and what it needs to be told."""
    return settle(read_intake(path, importers)).draft


def read_intake(path: Path, importers: tuple[Importer, ...] = IMPORTERS) -> Intake:
    """Return a file as read, for a person to decide over, or refuse it."""
    name = _clean_name(path.name)
    data, date = _load(path, name)
    return intake_of(data, name, date, importers)


def read_bytes(data: bytes, name: str, date: str, importers: tuple[Importer, ...] = IMPORTERS) -> Draft:
    """Return the draft of a transcript whose file is already in memory."""
    return settle(intake_of(data, name, date, importers)).draft


def intake_of(data: bytes, name: str, date: str, importers: tuple[Importer, ...] = IMPORTERS) -> Intake:
    """Return a file in memory as read, or refuse it."""
    source = sniff(data, name, _others(importers))
    content = importer_for(source, importers).read(source)
    if content.text.count("\n") > MAX_PIECES:
        raise ImportRefusedError("too-many-pieces", file=name, limit=MAX_PIECES)
    origin = Origin(name, hashlib.sha256(data).hexdigest(), date)
    intake = take_in(_named(content, name), origin, _stem(name))
    if not intake.base.text or intake.base.text.isspace():
        raise ImportRefusedError("no-text", file=name)
    return intake


def _others(importers: tuple[Importer, ...]) -> Mapping[str, str]:
    """Return the formats, by suffix, of the importers that are not the program's own."""
    strange = [one for one in importers if one not in IMPORTERS]
    return {suffix: one.formats[0] for one in strange for suffix in one.suffixes}


def original_bytes(path: Path, origin: Origin) -> bytes:
    """Return a file's bytes, to be kept; `file-changed` when it is no longer the file that was read."""
    data, _ = _load(path, origin.name)
    if hashlib.sha256(data).hexdigest() != origin.sha256:
        raise ImportRefusedError("file-changed", file=origin.name)
    return data


def importer_for(source: Source, importers: tuple[Importer, ...] = IMPORTERS) -> Importer:
    """Return the importer that reads a source's format."""
    for importer in importers:
        if source.format in importer.formats:
            return importer
    raise ImportRefusedError("not-yet-readable", file=source.name, found=source.format)


def _named(content: Content, name: str) -> Content:
    """Return the content with a remark when the file's name hides marks that turn the direction of writing."""
    hidden = sum(name.count(mark) for mark in BIDI)
    found = (Finding("bidi-name", {"count": hidden}),) if hidden else ()
    return replace(content, findings=(*content.findings, *found)) if found else content


def _load(path: Path, name: str) -> tuple[bytes, str]:
    """Return a file's bytes and the day it was last changed."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImportRefusedError("is-folder", file=name)
        if not stat.S_ISREG(status.st_mode):
            raise ImportRefusedError("unknown-format", file=name, found="device")
        if status.st_size > MAX_TOTAL:
            raise ImportRefusedError("too-large", file=name, limit=MAX_TOTAL // 1_000_000)
        return path.read_bytes(), _day(status.st_mtime)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise ImportRefusedError("no-file", file=name) from None
    except PermissionError:
        raise ImportRefusedError("no-permission", file=name) from None
    except OSError:
        raise ImportRefusedError("read-failed", file=name) from None


def _day(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone().date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _clean_name(name: str) -> str:
    """Return a file name that any store can hold: composed letters, no bytes the system could not decode."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def _stem(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return (stem if dot and stem else name).strip() or name
