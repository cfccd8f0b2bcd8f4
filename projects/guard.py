"""Stand between a project file and the world: tell in codes what goes wrong, replace the file in one piece."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from codebooks.os_errors import os_code
from projects.connection import BUSY_MS, connect
from projects.errors import ProjectError


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one under the same name, or None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def held(path: Path, passphrase: str | None) -> Iterator[Callable[[Path], None]]:
    """Keep every other program from writing to a project; yield what puts another file in its place.

    A file that cannot be opened needs no holding: nobody writes to it. Windows replaces no open file, and refuses
    by itself while another program has it open, so there the hold ends just before.
    """
    database = None
    try:
        database = connect(path, passphrase)
        database.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        database.execute("BEGIN IMMEDIATE")
    except dbapi2.DatabaseError as problem:
        if database is not None:
            database.close()
            database = None
        if "locked" in str(problem):
            raise ProjectError("locked", file=str(path)) from problem

    def replace(fresh: Path) -> None:
        if database is not None and os.name == "nt":
            database.close()
        fresh.replace(path)

    try:
        yield replace
    finally:
        if database is not None:
            database.close()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into what a person can be told."""
    try:
        yield
    except dbapi2.DatabaseError as problem:
        raise ProjectError(_code_of(problem), file=str(path)) from problem
    except OSError as problem:
        raise ProjectError(os_code(problem), file=str(path)) from problem


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Make a new file, for its owner's eyes only, that the block fills; leave nothing behind when that fails.

    Refusals: `file-exists`, also when another program was quicker, and what `telling` tells.
    """
    with telling(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise ProjectError("file-exists", file=str(path)) from None
    try:
        with telling(path):
            yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _code_of(problem: Exception) -> str:
    said = str(problem)
    for words, code in (
        ("locked", "locked"),
        ("full", "disk-full"),
        ("readonly", "read-only"),
        ("unable to open", "no-permission"),
        ("disk I/O", "disk-trouble"),
        ("malformed", "damaged-file"),
        ("not a database", "damaged-file"),
    ):
        if words in said:
            return code
    raise problem
