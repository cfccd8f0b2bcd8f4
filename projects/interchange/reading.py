"""Tell another program's project by its name and bytes, and read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from codebooks.errors import CodebookError
from codebooks.os_errors import os_code
from codebooks.qdc import parse_qdc
from projects.errors import ImportRefusedError
from projects.interchange import qualcoder
from projects.interchange.refi import read_qdpx
from projects.interchange.rqda import read_rqda
from projects.interchange.taguette import read_codebook_csv, read_taguette
from projects.interchange.values import Foreign
from projects.model import ProjectInfo, Snapshot

_READERS: Mapping[str, Callable[[Path], Foreign]]


def is_project(path: Path) -> bool:
    """Tell whether a path is called as projects and codebooks of other programs are; a table may be anything."""
    return path.suffix.lower() != ".csv" and _reader(path) is not None


def read_project(path: Path) -> Foreign:
    """Return another program's project, or its codebook alone, as our values.

    Raises ImportRefusedError or CodebookError with what is wrong; nothing but the file is ever opened.
    """
    reader = _reader(path)
    if not path.exists():
        raise ImportRefusedError("no-file", file=path.name)
    if reader is None:
        raise ImportRefusedError("unknown-format", file=path.name, found="unknown")
    return reader(path)


def read_codebook_file(path: Path) -> Foreign:
    """Return a `.qdc` file as a project that holds nothing but a codebook."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise CodebookError(os_code(problem), file=path.name) from None
    read = parse_qdc(data, path.name)
    return Foreign(Snapshot(ProjectInfo("", path.stem, ""), read.codebook, (), (), ()), read.findings, "")


_READERS = {
    ".qdpx": read_qdpx,
    ".qdc": read_codebook_file,
    ".rqda": read_rqda,
    ".sqlite3": read_taguette,
    ".csv": read_codebook_csv,
}


def _reader(path: Path) -> Callable[[Path], Foreign] | None:
    if path.name.lower() == qualcoder.FILE or (path.suffix.lower() == ".qda" and path.is_dir()):
        return qualcoder.read_qualcoder
    return _READERS.get(path.suffix.lower())
