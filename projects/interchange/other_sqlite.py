"""Read another program's SQLite file with suspicion: read-only, plain tables only, within limits of size and time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from codebooks.os_errors import os_code
from projects.errors import ImportRefusedError

MAX_FILE = 1_000_000_000
MAX_ROWS = 2_000_000
_MAX_CELL = 100_000_000
_MAGIC = b"SQLite format 3\x00"
_SECONDS = 30
_STEPS = 100_000
_MEGA = 1_000_000

Cell = str | int | float | None
Record = dict[str, Cell]


class OtherDatabase:
    """Hold a read-only connection to a stranger's file."""

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        """Look at which plain tables there are; views and virtual tables could run what their maker wrote."""
        self._connection = connection
        self.file = file
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        self._tables = {
            str(name)
            for name, sql in rows
            if isinstance(sql, str) and not sql.lstrip().casefold().startswith("create virtual")
        }

    def has(self, *tables: str) -> bool:
        """Tell whether all these tables are there."""
        return self._tables.issuperset(tables)

    def records(self, table: str, *columns: str) -> list[Record]:
        """Return a table's rows in the order they were made; columns and tables that are not there hold nothing."""
        if table not in self._tables:
            return []
        known = {str(row[1]) for row in self._connection.execute(f'PRAGMA table_info("{table}")')}
        wanted = ", ".join(f'"{column}"' if column in known else f'NULL AS "{column}"' for column in columns)
        found = self._connection.execute(f'SELECT {wanted} FROM "{table}" ORDER BY rowid').fetchmany(MAX_ROWS + 1)  # noqa: S608 - names are ours
        if len(found) > MAX_ROWS:
            raise ImportRefusedError("too-large", file=self.file, limit=MAX_FILE // _MEGA)
        return [{column: _plain(cell) for column, cell in zip(columns, row, strict=True)} for row in found]


@contextmanager
def opened(path: Path) -> Iterator[OtherDatabase]:
    """Open a file for the length of a block; everything SQLite says of it becomes ImportRefusedError."""
    _refuse_impossible(path)
    until = time.monotonic() + _SECONDS
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        raise ImportRefusedError("damaged-file", file=path.name) from None
    try:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL)
        connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        yield OtherDatabase(connection, path.name)
    # What SQLite says of a damaged schema quotes its bytes, and Python reads that sentence as UTF-8.
    except (sqlite3.Error, OverflowError, UnicodeDecodeError):
        raise ImportRefusedError("damaged-file", file=path.name) from None
    finally:
        connection.close()


def text(cell: Cell) -> str:
    """Return a cell as text; a number as it is written."""
    return "" if cell is None else str(cell)


def number(cell: Cell) -> int | None:
    """Return a cell as a whole number, None when it is none."""
    try:
        return int(cell) if cell is not None else None
    except (ValueError, OverflowError):
        return None


def _plain(cell: object) -> Cell:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return cell if isinstance(cell, (str, int, float)) else None


def _refuse_impossible(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
        unsaved = path.with_name(f"{path.name}-wal")
        in_use = unsaved.exists() and unsaved.stat().st_size > 0
    except OSError as problem:
        raise ImportRefusedError(os_code(problem), file=path.name) from None
    if not head.startswith(_MAGIC):
        raise ImportRefusedError("not-database", file=path.name)
    if size > MAX_FILE:
        raise ImportRefusedError("too-large", file=path.name, limit=MAX_FILE // _MEGA)
    if in_use:
        raise ImportRefusedError("database-in-use", file=path.name)
