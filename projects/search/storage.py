"""Whoosh's files as rows of one table in an SQLCipher file; a commit of Whoosh is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.search.engine import RamStorage

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

TABLE = "CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"


class MemoryStorage(RamStorage):
    """Hold Whoosh's scratch files in memory: nothing of an interview may reach the temp folder."""

    def temp_storage(self, name: str | None = None) -> MemoryStorage:  # noqa: ARG002 - Whoosh's signature
        """Return another one."""
        return MemoryStorage()

    def destroy(self) -> None:
        """Forget the files."""
        self.files.clear()


class BlobStorage(MemoryStorage):
    """Hold Whoosh's files in memory and, between `acquire` and `release` of its lock, write them to the table.

    Whoosh's files never change once written, so a file of a known name is not read again. The files Whoosh
    writes and deletes again within one commit never reach the table.
    """

    def __init__(self, connection: dbapi2.Connection) -> None:
        """Keep the connection; `pull` before reading."""
        super().__init__()
        self._connection = connection
        self._stored: set[str] = set()

    def pull(self) -> None:
        """Take over what the table holds; the caller has begun a transaction."""
        names = {name for (name,) in self._connection.execute("SELECT name FROM files").fetchall()}
        for name in self.files.keys() - names:
            del self.files[name]
        for name in names - self.files.keys():
            row = self._connection.execute("SELECT data FROM files WHERE name = ?", (name,)).fetchone()
            self.files[name] = row[0]
        self._stored = names

    def lock(self, name: str) -> WriteLock:  # noqa: ARG002 - Whoosh's signature
        """Return Whoosh's write lock: the transaction itself."""
        return WriteLock(self, self._connection)

    def push(self) -> None:
        """Write what changed since `pull` into the table."""
        gone = [(name,) for name in self._stored - self.files.keys()]
        new = [(name, self.files[name]) for name in self.files.keys() - self._stored]
        self._connection.executemany("DELETE FROM files WHERE name = ?", gone)
        self._connection.executemany("INSERT INTO files VALUES (?, ?)", new)
        self._stored = set(self.files)

    def forget(self) -> None:
        """Take nothing in memory for true any more, after a transaction was rolled back."""
        self.files.clear()
        self._stored = set()

    def close(self) -> None:
        """Do nothing: Whoosh's readers close a storage that others still use."""


class WriteLock:
    """Be a transaction: `BEGIN IMMEDIATE` takes the lock, `COMMIT` releases it."""

    def __init__(self, storage: BlobStorage, connection: dbapi2.Connection) -> None:
        """Keep both."""
        self._storage = storage
        self._connection = connection

    def acquire(self, blocking: bool = False) -> bool:  # noqa: ARG002, FBT001, FBT002 - Whoosh's signature
        """Begin; waits as long as the connection's busy timeout says, then raises `OperationalError`."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._storage.pull()
        return True

    def release(self) -> None:
        """Write the files and commit."""
        self._storage.push()
        self._connection.execute("COMMIT")
