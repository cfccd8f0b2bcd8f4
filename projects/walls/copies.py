"""Find the copies of a project that the program itself has made and that still hold what was taken away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from projects.backup import backup_folder
from projects.connection import connect
from projects.packing import unpacked


def copies(project: Path) -> tuple[Path, ...]:
    """Return every copy beside a project: backups, damaged files that a restore kept, and unfinished ones of each."""
    beside = (
        *backup_folder(project).glob("*.ote"),
        *backup_folder(project).glob("*.part"),
        *project.parent.glob(f"{_literal(project.stem)}.damaged-*"),
        *(project.with_name(project.name + ending) for ending in (".rekeying", ".restoring")),
    )
    return tuple(sorted(path for path in beside if path.is_file() and not path.name.endswith("-journal")))


def holding(project: Path, passphrase: str | None, ids: Iterable[str], wall: str = "") -> tuple[Path, ...]:
    """Return the copies that know these transcripts or persons from before the wall (a journal entry's id).

    One that cannot be read counts as holding it: nobody can prove that it does not.
    """
    wanted = frozenset(ids)
    return tuple(path for path in copies(project) if _holds(path, passphrase, wanted, wall))


def remove(path: Path) -> None:
    """Delete a copy and the rollback journal that a crash left beside it."""
    for one in (path.with_name(path.name + "-journal"), path):
        one.unlink(missing_ok=True)


def _holds(path: Path, passphrase: str | None, ids: frozenset[str], wall: str) -> bool:
    try:
        database = connect(path, passphrase)
        try:
            return _before(database, wall) and _knows(database, ids)
        finally:
            database.close()
    except (dbapi2.DatabaseError, OSError):
        return True


def _before(database: Database, wall: str) -> bool:
    return database.execute("SELECT 1 FROM journal WHERE id = ?", [wall]).fetchone() is None


def _knows(database: Database, ids: frozenset[str]) -> bool:
    """Tell whether a copy has one of them, or had it: what was removed stays in the history."""
    there = {key for (key,) in database.execute("SELECT id FROM transcript UNION SELECT id FROM person").fetchall()}
    if there & ids:
        return True
    rows = database.execute("SELECT changes FROM journal").fetchall()
    return any(change.key in ids for (data,) in rows for change in unpacked(data))


def _literal(name: str) -> str:
    """Return a name as a pattern that fits only itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
