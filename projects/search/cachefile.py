"""The cache file: where it lies, how it is opened, and how it is made anew when it is of no use."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2

from projects.errors import ProjectError
from projects.search import storage, terms

SCHEMA = 4
KEY_BYTES = 32
BUSY = "search-busy"
BUSY_MS = 120_000
TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    storage.TABLE,
    "CREATE TABLE docs (number INTEGER PRIMARY KEY, address TEXT UNIQUE, turns INTEGER NOT NULL, tokens BLOB NOT NULL)",
    "CREATE TABLE words (code INTEGER PRIMARY KEY, language TEXT, form TEXT, found TEXT, UNIQUE (form, language))",
    "CREATE TABLE terms (term TEXT NOT NULL, code INTEGER NOT NULL, PRIMARY KEY (term, code)) WITHOUT ROWID",
    "CREATE TABLE asked (word TEXT PRIMARY KEY, terms TEXT NOT NULL, also TEXT NOT NULL) WITHOUT ROWID",
)


class Damaged(Exception):  # noqa: N818 - not an error a person sees: the cache is made anew
    """Say that the cache file cannot be trusted."""


def cache_path(project_id: str, path: Path) -> Path:
    """Return where the index of a project lies: the user's cache folder, by project and the file's real path."""
    name = hashlib.sha256(f"{project_id}\0{path.resolve()}".encode()).hexdigest()[:32]
    return cache_folder() / "ote" / f"{name}.index"


def cache_folder() -> Path:
    """Return the user's cache folder on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"


def version() -> str:
    """Return the stamp a cache file must bear to be believed."""
    return f"{SCHEMA} whoosh {metadata.version('whoosh')} {terms.version()}"


def connect(path: Path, key: bytes) -> dbapi2.Connection:
    """Open a sound cache file, made when it is not there; raises `Damaged` when it cannot be believed."""
    _make_room(path)
    connection = _opened(path, key)
    try:
        stamp = _stamp(connection)
    except dbapi2.Error as error:
        connection.close()
        raise _told(error, path) from error
    if stamp != version():
        connection.close()
        raise Damaged
    return connection


def remove(path: Path) -> None:
    """Delete the cache file and its journal; a file another program holds open stays (Windows)."""
    for one in (path, path.with_name(path.name + "-journal")):
        with contextlib.suppress(FileNotFoundError):
            try:
                one.unlink()
            except PermissionError as error:
                raise ProjectError("search-cache-held", file=str(one)) from error


def trouble(error: dbapi2.Error, path: Path) -> ProjectError | None:
    """Return what a person must be told of a failure of the cache, None when making it anew helps."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return ProjectError(BUSY, file=str(path))
    if "full" in text:
        return ProjectError("search-disk-full", file=str(path))
    if "readonly" in text or "unable to open" in text:
        return ProjectError("search-cache-closed", file=str(path))
    return None


def _told(error: dbapi2.Error, path: Path) -> Exception:
    return trouble(error, path) or Damaged()


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise ProjectError("search-cache-closed", file=str(path)) from error


def _opened(path: Path, key: bytes) -> dbapi2.Connection:
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in ("temp_store=MEMORY", "journal_mode=DELETE", "synchronous=FULL", f"busy_timeout={BUSY_MS}"):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except dbapi2.Error as error:
            connection.close()
            raise _told(error, path) from error
    return connection


def _stamp(connection: dbapi2.Connection) -> str:
    connection.execute("BEGIN IMMEDIATE" if not _tables(connection) else "BEGIN")
    if not _tables(connection):
        for table in TABLES:
            connection.execute(table)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (version(),))
    row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    connection.execute("COMMIT")
    return row[0] if row else ""


def _tables(connection: dbapi2.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return count
