"""Keep what stood where, in an encrypted file of its own that opens with its own passphrase; destroy it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from codebooks.os_errors import os_code
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import KeyPlace, Thing, checked
from projects.connection import connect, normalised, prepare
from projects.diagnosis import is_plain, why_unreadable
from projects.errors import ProjectError
from projects.guard import making, telling

SUFFIX = ".oteavain"
_ID = 0x4F54454B  # OTEK
_VERSION = 1
_CHUNK = 1_048_576
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thing (id TEXT PRIMARY KEY, category TEXT NOT NULL, name TEXT NOT NULL, number INTEGER,
    position INTEGER NOT NULL);
CREATE TABLE base (thing TEXT NOT NULL REFERENCES thing(id), base TEXT NOT NULL, PRIMARY KEY (thing, base));
CREATE TABLE confirmed (thing TEXT NOT NULL REFERENCES thing(id), old TEXT NOT NULL, new TEXT NOT NULL,
    PRIMARY KEY (thing, old));
CREATE TABLE left_alone (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE place (id TEXT PRIMARY KEY, transcript TEXT NOT NULL, thing TEXT NOT NULL, old TEXT NOT NULL,
    new TEXT NOT NULL)
"""


def default_path(project: Path) -> Path:
    """Return where a project's key is looked for first: beside it."""
    return project.with_suffix(SUFFIX)


class KeyFile:
    """Own the connection to a key file; use it from one thread."""

    def __init__(self, path: Path, database: Database) -> None:
        """Wrap an open key; use `create` or `open`."""
        self.path = path
        self._database = database

    @classmethod
    def create(cls, path: Path, passphrase: str, project: str, *, projects_own: str | None = None) -> KeyFile:
        """Make the key of a project (by its id); leave nothing behind when that fails.

        Refusals: `passphrase-empty`; `key-same-passphrase` for the project's own, which would open both; `file-exists`.
        """
        if not passphrase.strip():
            raise ProjectError("passphrase-empty", file=str(path))
        if projects_own is not None and normalised(projects_own) == normalised(passphrase):
            raise ProjectError("key-same-passphrase", file=str(path))
        with making(path):
            database = connect(path, passphrase)
            prepare(database)
            _found(database, project)
        return cls(path, database)

    @classmethod
    def open(cls, path: Path, passphrase: str, project: str) -> KeyFile:
        """Open a project's key.

        Refusals: `key-missing`, `key-not-key`, `key-wrong-passphrase`, `key-damaged`, `key-other-project`, `key-newer`.
        """
        if not path.is_file():
            raise ProjectError("key-missing", file=str(path))
        with telling(path):
            if path.stat().st_size == 0 or is_plain(path):
                raise ProjectError("key-not-key", file=str(path))
            database = connect(path, passphrase)
        try:
            _refuse_other(database, path, passphrase, project)
        except BaseException:
            database.close()
            raise
        return cls(path, database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def things(self) -> tuple[Thing, ...]:
        """Return everything that has a substitute, in order."""
        rows = self._database.execute("SELECT id, category, name, number FROM thing ORDER BY position").fetchall()
        return tuple(
            Thing(key, self._bases(key), Substitute(category, name, number), self._confirmed(key))
            for key, category, name, number in rows
        )

    def put(self, thing: Thing) -> Thing:
        """Add a thing or write it anew; return it as it is kept. Refusals: those of `checked`."""
        others = tuple(one for one in self.things() if one.id != thing.id)
        kept = checked(thing, others)
        with self._writing():
            self._forget(kept.id)
            what = kept.substitute
            place = self._database.execute("SELECT coalesce(max(position), 0) + 1 FROM thing").fetchone()[0]
            row = (kept.id, what.category, what.name, what.number, place)
            self._database.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", row)
            for base in kept.bases:
                self._database.execute("INSERT INTO base VALUES (?, ?)", (kept.id, base))
            for old, new in dict(kept.confirmed).items():
                self._database.execute("INSERT INTO confirmed VALUES (?, ?, ?)", (kept.id, old, new))
        return kept

    def remove(self, thing: str) -> None:
        """Take a thing off the list; what stands in texts for it stays, and can still be put back."""
        with self._writing():
            self._forget(thing)

    def left(self) -> frozenset[str]:
        """Return the words that a person has said are no names here."""
        return frozenset(word for (word,) in self._database.execute("SELECT word FROM left_alone").fetchall())

    def leave(self, words: Iterable[str], *, alone: bool = True) -> None:
        """Say that words (as they are written) are no names here, or take that back."""
        with self._writing():
            for word in words:
                if alone:
                    self._database.execute("INSERT OR REPLACE INTO left_alone VALUES (?)", [word])
                else:
                    self._database.execute("DELETE FROM left_alone WHERE word = ?", [word])

    def places(self) -> tuple[KeyPlace, ...]:
        """Return what stood where, also at places that have gone from the project meanwhile."""
        rows = self._database.execute("SELECT id, transcript, thing, old, new FROM place ORDER BY rowid").fetchall()
        return tuple(KeyPlace(*row) for row in rows)

    def add_places(self, places: Sequence[KeyPlace]) -> None:
        """Remember what stands where, before the project is changed: a name is never without its key."""
        with self._writing():
            for one in places:
                row = (one.id, one.transcript, one.thing, one.old, one.new)
                self._database.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?)", row)

    def drop_places(self, ids: Iterable[str]) -> None:
        """Forget places at which nothing was changed after all."""
        with self._writing():
            for one in ids:
                self._database.execute("DELETE FROM place WHERE id = ?", [one])

    def originals(self) -> frozenset[str]:
        """Return every form of every name that the key knows: as it stood, as it was confirmed, in base form."""
        queries = ("SELECT old FROM place", "SELECT old FROM confirmed", "SELECT base FROM base")
        return frozenset(text for query in queries for (text,) in self._database.execute(query).fetchall())

    def _bases(self, thing: str) -> tuple[str, ...]:
        rows = self._database.execute("SELECT base FROM base WHERE thing = ? ORDER BY rowid", [thing]).fetchall()
        return tuple(base for (base,) in rows)

    def _confirmed(self, thing: str) -> tuple[tuple[str, str], ...]:
        query = "SELECT old, new FROM confirmed WHERE thing = ? ORDER BY rowid"
        return tuple(self._database.execute(query, [thing]).fetchall())

    def _forget(self, thing: str) -> None:
        for table, column in (("confirmed", "thing"), ("base", "thing"), ("thing", "id")):
            self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", [thing])  # noqa: S608 - names are ours

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with telling(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                self._database.execute("ROLLBACK")
                raise


def destroy(path: Path) -> None:
    """Overwrite a closed key file with noise and remove it; ProjectError when something keeps it.

    What a solid-state disk or a backup of the disk has kept of it, nobody can reach from here; without its passphrase
    it is noise as well.
    """
    try:
        for one in (path, path.with_name(path.name + "-journal")):
            if one.exists():
                _overwrite(one)
                one.unlink()
    except OSError as problem:
        raise ProjectError(os_code(problem), file=str(path)) from problem


def _overwrite(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as stream:
        for at in range(0, size, _CHUNK):
            stream.write(os.urandom(min(_CHUNK, size - at)))
        stream.flush()
        os.fsync(stream.fileno())


def _found(database: Database, project: str) -> None:
    database.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";\n"):
        database.execute(statement)
    database.execute("INSERT INTO meta VALUES ('project', ?)", [project])
    database.execute(f"PRAGMA application_id={_ID}")
    database.execute(f"PRAGMA user_version={_VERSION}")
    database.execute("COMMIT")


def _refuse_other(database: Database, path: Path, passphrase: str, project: str) -> None:
    """Read the whole file once; say why when that fails, and refuse a key of something else."""
    try:
        whole = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except dbapi2.DatabaseError as problem:
        wrong = why_unreadable(path, passphrase).code == "wrong-passphrase"
        raise ProjectError("key-wrong-passphrase" if wrong else "key-damaged", file=str(path)) from problem
    if not whole:
        raise ProjectError("key-damaged", file=str(path))
    with telling(path):
        prepare(database)
        if database.execute("PRAGMA application_id").fetchone()[0] != _ID:
            raise ProjectError("key-not-key", file=str(path))
        if database.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
            raise ProjectError("key-newer", file=str(path))
        row = database.execute("SELECT value FROM meta WHERE key = 'project'").fetchone()
    if row is None or row[0] != project:
        raise ProjectError("key-other-project", file=str(path))
