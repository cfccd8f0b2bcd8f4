"""Open a draft that may have been through any word processor, and put it back whole, the former version beside it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from codebooks.broken_zip import BROKEN_ZIP
from exports.errors import ExportError
from exports.files import whole_file
from exports.refreshing.elements import Part, read_part

LARGEST = 200 * 1024 * 1024
_MEMBERS = 5000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TYPES = "[Content_Types].xml"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES, _MAIN = "word/styles.xml", "word/document.xml"
_TEXTS = (_MAIN, "word/footnotes.xml", "word/endnotes.xml")
_PLAN = re.compile(r"_plan_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """Hold a draft: its bytes, its parts that hold text, style names by id, and the id of its plan or ""."""

    path: Path
    data: bytes
    parts: Mapping[str, Part]
    styles: Mapping[str, str]
    plan: str


def open_draft(path: Path) -> DraftFile:
    """Read a draft; refuse what is none.

    `no-draft`, `draft-unreadable`, `draft-locked` (a password, or an old Word file), `draft-too-large`, `bad-draft`.
    """
    data = _bytes(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_large(archive, path)
            if _WORD not in archive.read(_TYPES):
                raise ExportError("bad-draft", file=str(path))
            names = set(archive.namelist())
            parts = {name: read_part(archive.read(name), str(path)) for name in _TEXTS if name in names}
            styles = _style_names(archive, names, path)
    except BROKEN_ZIP as error:
        raise ExportError("bad-draft", file=str(path)) from error
    if _MAIN not in parts:
        raise ExportError("bad-draft", file=str(path))
    return DraftFile(path, data, parts, styles, _plan(parts[_MAIN]))


def save_draft(draft: DraftFile, changed: Mapping[str, bytes], target: Path, kept: Path | None) -> None:
    """Write the draft with some parts exchanged; `kept` is where its former version goes first, None for nowhere.

    When anything fails the draft is as it was.
    """
    if kept is not None:
        with whole_file(kept) as stream:
            stream.write(draft.data)
    try:
        with whole_file(target) as stream:
            _copy(draft.data, changed, stream)
    except ExportError:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise


def _copy(data: bytes, changed: Mapping[str, bytes], stream: BinaryIO) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            fresh = changed.get(member.filename)
            copy.writestr(member, archive.read(member) if fresh is None else fresh)


def refuse_open_elsewhere(path: Path) -> None:
    """Refuse a file that Word or LibreOffice has open: it would be written over from there (`draft-open`)."""
    locks = (path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name[2:]}"))
    if any(lock.exists() for lock in locks):
        raise ExportError("draft-open", file=str(path))


def kept_name(path: Path, moment: str) -> Path:
    """Return where the former version goes: beside the draft, named by the moment (ISO 8601), over no other file."""
    stamp = moment[:19].replace("-", "").replace(":", "").replace("T", "-")
    first = path.with_name(f"{path.stem}.{stamp}{path.suffix}")
    number, found = 2, first
    while found.exists():
        found = first.with_name(f"{first.stem}-{number}{first.suffix}")
        number += 1
    return found


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ExportError("no-draft", file=str(path)) from error
    except OSError as error:
        raise ExportError("draft-unreadable", file=str(path)) from error
    if data.startswith(_OLD_OFFICE):
        raise ExportError("draft-locked", file=str(path))
    return data


def _refuse_large(archive: zipfile.ZipFile, path: Path) -> None:
    members = archive.infolist()
    if len(members) > _MEMBERS or sum(one.file_size for one in members) > LARGEST:
        raise ExportError("draft-too-large", file=str(path))


def _style_names(archive: zipfile.ZipFile, names: set[str], path: Path) -> Mapping[str, str]:
    if _STYLES not in names:
        return {}
    root = read_part(archive.read(_STYLES), str(path)).root
    found = {}
    for style in root.children:
        name = style.child("name") if style.name == "style" else None
        if name is not None:
            found[style.value("styleId")] = name.value()
    return found


def _plan(part: Part) -> str:
    for one in part.root.walk():
        found = _PLAN.match(one.value("name")) if one.name == "bookmarkStart" else None
        if found:
            return "-".join(found.groups())
    return ""
