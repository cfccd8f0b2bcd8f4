"""Open the project's SQLite file, with or without a passphrase; every connection starts here."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2
from sqlite_utils import Database

BUSY_MS = 2000


def connect(path: Path, passphrase: str | None = None) -> Database:
    """Open a connection that never creates a file, and takes its transactions from us.

    Rollback journal and `synchronous=FULL`: a copied WAL loses rows in silence. Nothing is read yet, so a wrong
    passphrase shows at the first query.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if passphrase is not None:
        connection.execute(f"PRAGMA key={quoted(passphrase)}")
    # SQLCipher's connection has sqlite3's methods but not its type.
    return Database(connection, execute_plugins=False, recursive_triggers=False)  # type: ignore[arg-type]


def prepare(database: Database) -> None:
    """Set how a project's connection works; the file must be readable by now."""
    for pragma in (
        "journal_mode=DELETE",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        f"busy_timeout={BUSY_MS}",
    ):
        database.execute(f"PRAGMA {pragma}")


def quoted(passphrase: str) -> str:
    """Return a passphrase as an SQL literal, NFC-normalised so that ä typed in any way opens the file."""
    return "'" + normalised(passphrase).replace("'", "''") + "'"


def normalised(passphrase: str) -> str:
    """Return the one form of a passphrase that is ever used."""
    return unicodedata.normalize("NFC", passphrase)
