"""Read any file as a draft of a transcript: bytes, sniffing, an importer, normalising, header, turns."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from projects.errors import ImportRefusedError
from projects.importers.containers import MAX_TOTAL
from projects.importers.content import Content, Importer, Source
from projects.importers.draft import Draft, Finding
from projects.importers.header import find_header
from projects.importers.language import guess_language
from projects.importers.names import readable_name
from projects.importers.normalise import BIDI, normalise
from projects.importers.plain_text import PlainTextImporter
from projects.importers.sniff import sniff
from projects.importers.turns import find_turns, note_turns
from projects.importers.word import WordImporter
from projects.model import Origin

IMPORTERS: tuple[Importer, ...] = (WordImporter(), PlainTextImporter())


def read_file(path: Path, importers: tuple[Importer, ...] = IMPORTERS) -> Draft:
    """Return the draft of a transcript in a file, or refuse the file with a code and what it needs to be told."""
    name = _clean_name(path.name)
    data, date = _load(path, name)
    return read_bytes(data, name, date, importers)


def read_bytes(data: bytes, name: str, date: str, importers: tuple[Importer, ...] = IMPORTERS) -> Draft:
    """Return the draft of a transcript whose file is already in memory."""
    source = sniff(data, name)
    content = importer_for(source, importers).read(source)
    return _draft(content, source, date)


def importer_for(source: Source, importers: tuple[Importer, ...] = IMPORTERS) -> Importer:
    """Return the importer that reads a source's format."""
    for importer in importers:
        if source.format in importer.formats:
            return importer
    raise ImportRefusedError("not-yet-readable", file=source.name, found=source.format)


def _draft(content: Content, source: Source, date: str) -> Draft:
    clean = normalise(content)
    if not clean.text or clean.text.isspace():
        raise ImportRefusedError("no-text", file=source.name)
    text = clean.text
    header = find_header(text[: clean.body_end])
    turns = (*find_turns(text, header.end, clean.body_end), *note_turns(text, clean.body_end))
    if not turns:
        raise ImportRefusedError("no-text", file=source.name)
    stem = _stem(source.name)
    short = header.short or stem
    hidden = sum(source.name.count(mark) for mark in BIDI)
    return Draft(
        name=readable_name(stem, short),
        short=short,
        text=text,
        header=header.lines,
        header_end=header.end,
        language=guess_language(text[header.end :]),
        turns=turns,
        origin=Origin(source.name, hashlib.sha256(source.data).hexdigest(), date),
        findings=clean.findings + ((Finding("bidi-name", {"count": hidden}),) if hidden else ()),
        counts=clean.counts,
    )


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
