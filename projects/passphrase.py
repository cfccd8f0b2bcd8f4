"""Give a project a passphrase, another one, or none: a new file, verified, in the old one's place."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlite_utils import Database

from projects.backup import list_backups, make_backup
from projects.connection import connect, quoted
from projects.diagnosis import APPLICATION_ID
from projects.errors import ProjectError
from projects.guard import held, telling
from projects.migrations import version
from projects.store import Store

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def change_passphrase(path: Path, old: str | None, new: str | None) -> int:
    """Rewrite a closed project under another passphrase (None = without); return how many old backups went.

    Backups lie encrypted as the project was, so they are replaced by one fresh copy in the same act.
    """
    if new is not None and not new.strip():
        raise ProjectError("passphrase-empty", file=str(path))
    unfinished = path.with_name(path.name + ".rekeying")
    store = Store.open(path, old)
    key = old if store.encrypted else None
    try:
        with telling(path), held(path, key) as replace:
            unfinished.unlink(missing_ok=True)
            _export(store.database, unfinished, new)
            _verify(store.database, unfinished, new)
            shutil.copymode(path, unfinished)
            store.close()
            replace(unfinished)
    finally:
        store.close()
        unfinished.unlink(missing_ok=True)
    return _renew_backups(path, new)


def _export(database: Database, target: Path, passphrase: str | None) -> None:
    """Copy every page through SQLCipher; an empty key writes a plain file."""
    key = quoted(passphrase) if passphrase is not None else "''"
    name = str(target).replace("'", "''")
    database.execute(f"ATTACH DATABASE '{name}' AS fresh KEY {key}")
    try:
        database.execute("SELECT sqlcipher_export('fresh')").fetchone()
        database.execute(f"PRAGMA fresh.application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA fresh.user_version={version(database)}")
    finally:
        database.execute("DETACH DATABASE fresh")


def _verify(database: Database, copy: Path, passphrase: str | None) -> None:
    fresh = connect(copy, passphrase)
    try:
        whole = fresh.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not whole or _counts(fresh) != _counts(database):
            raise ProjectError("rekey-failed", file=str(copy))
    finally:
        fresh.close()


def _counts(database: Database) -> list[tuple[str, int]]:
    names = [row[0] for row in database.execute(_TABLES).fetchall()]
    return [(name, database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]  # noqa: S608 - our names


def _renew_backups(path: Path, passphrase: str | None) -> int:
    old = list_backups(path)
    if not old:
        return 0
    store = Store.open(path, passphrase)
    try:
        fresh = make_backup(store, passphrase)
    finally:
        store.close()
    gone = [one for one in old if one.path != fresh.path]
    for one in gone:
        one.path.unlink(missing_ok=True)
    return len(gone)
