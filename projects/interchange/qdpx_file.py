"""Open a `.qdpx` container with suspicion: only the project and its texts are ever unpacked, within limits."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from codebooks.broken_zip import BROKEN_ZIP
from codebooks.os_errors import os_code
from codebooks.safe_xml import MAX_PARSED
from projects.errors import ImportRefusedError
from projects.importers.content import MAX_TEXT

MAX_MEMBERS = 20_000
MAX_READ = 400_000_000

_MAX_DIRECTORY = 8_000_000
_MAX_TEXT_BYTES = 4 * MAX_TEXT
_END_OF_DIRECTORY = b"PK\x05\x06"
_TAIL = 66_000
_ENCRYPTED = 0x1
_INTERNAL = "internal:"
_ANYWHERE = ("absolute:", "file:")
_OUTSIDE = ("relative:", "http:", "https:")
_MEGA = 1_000_000


@dataclass(slots=True)
class QdpxFile:
    """Hold an open container; `project` is the member that holds the project's XML."""

    name: str
    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    project: str
    left: int = MAX_READ

    def xml(self) -> bytes:
        """Return the project's XML; refuse the file when it is too large or damaged."""
        return self._read(self.members[self.project], MAX_PARSED)

    def text(self, path: str) -> bytes | None:
        """Return the bytes of a text that the project names, None when it is not in the container.

        Any case, any folder, with or without `internal://`. Nothing outside the container is ever read: a text that is
        said to lie at an absolute place of this computer is refused with `unsafe-path`.
        """
        if path.casefold().startswith(_ANYWHERE):
            raise ImportRefusedError("unsafe-path", file=self.name)
        info = self._find(path)
        return None if info is None else self._read(info, _MAX_TEXT_BYTES)

    def _find(self, path: str) -> zipfile.ZipInfo | None:
        if path.casefold().startswith(_OUTSIDE):
            return None
        bare = path[len(_INTERNAL) :] if path.casefold().startswith(_INTERNAL) else path
        bare = bare.replace("\\", "/").lstrip("/")
        for form in (bare, unquote(bare), bare.rpartition("/")[2]):
            key = _key(form)
            folders = (f"{self.project.rpartition('/')[0]}/", "")
            found = (self.members.get(_key(f"{top}{folder}{key}")) for top in folders for folder in ("sources/", ""))
            info = next((one for one in found if one is not None), None)
            if info is not None and key:
                return info
        return None

    def _read(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        limit = min(limit, self.left)
        if info.flag_bits & _ENCRYPTED:
            raise ImportRefusedError("password", file=self.name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ImportRefusedError("damaged-file", file=self.name)
        try:
            with self.archive.open(info) as stream:
                data = stream.read(limit + 1)
        except BROKEN_ZIP:
            raise ImportRefusedError("damaged-file", file=self.name) from None
        if len(data) > limit:
            raise ImportRefusedError("too-large", file=self.name, limit=limit // _MEGA)
        self.left -= len(data)
        return data


def open_qdpx(path: Path) -> QdpxFile:
    """Open a container that holds exactly one project, or refuse it with what is wrong."""
    name = path.name
    try:
        _check_directory(path, name)
        archive = zipfile.ZipFile(path)
    except OSError as problem:
        raise ImportRefusedError(os_code(problem), file=name) from None
    except BROKEN_ZIP:
        raise ImportRefusedError("not-qdpx", file=name, found="unknown", suffix="") from None
    try:
        members = _members(archive, name)
        return QdpxFile(name, archive, members, _project(members, name))
    except BaseException:
        archive.close()
        raise


def _check_directory(path: Path, name: str) -> None:
    """Look at the end record before zipfile builds an object for each of its entries."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + 22 > len(tail):
        raise ImportRefusedError("not-qdpx", file=name, found="unknown", suffix="")
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if count > MAX_MEMBERS or length > _MAX_DIRECTORY:
        raise ImportRefusedError("too-many-files", file=name, count=count, limit=MAX_MEMBERS)


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        key = _key(info.filename)
        if ".." in key.split("/") or key.startswith("/") or "\x00" in info.orig_filename:
            raise ImportRefusedError("unsafe-path", file=name)
        if not info.is_dir():
            found.setdefault(key, info)
    return found


def _project(members: Mapping[str, zipfile.ZipInfo], name: str) -> str:
    """Return the one `.qde` member, whatever it is called: at the top, else the only one in a folder."""
    projects = [key for key in members if key.endswith(".qde")]
    projects = [key for key in projects if "/" not in key] or projects
    if not projects:
        raise ImportRefusedError("not-qdpx", file=name, found="archive", suffix=".zip")
    if len(projects) > 1:
        raise ImportRefusedError("several-projects", file=name, count=len(projects))
    return projects[0]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()
