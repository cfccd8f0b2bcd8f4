"""Remove rows and all that hangs on them, whatever table it lies in, without a trace in the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

# Nobody's words hang on these; `home` says where a label would go, not to whom it belongs.
_KEPT = frozenset(("meta", "counter", "coder", "journal"))
_NOT_HANGING = frozenset(("home", "coder"))
_BYTES = frozenset(("text", "data", "bytes"))
# A memo that is being typed names what it hangs on inside a text of its own.
_NAMED_INSIDE = frozenset(("draft",))


def purge(database: Database, ids: Iterable[str]) -> dict[str, int]:
    """Delete the rows of these ids and every row that refers to one of them; return table -> how many went.

    The caller holds a transaction in which foreign keys are checked at its end.
    """
    hanging = _references(database)
    gone, waiting = set[str](), list(ids)
    while waiting:
        one = waiting.pop()
        if one not in gone:
            gone.add(one)
            waiting += hanging.get(one, ())
    return {table: count for table in tables(database) if (count := _delete(database, table, gone))}


def tables(database: Database) -> tuple[str, ...]:
    """Name the tables that hold what people said and wrote."""
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(name for (name,) in rows if name not in _KEPT and not name.startswith("sqlite_"))


def columns(database: Database, table: str) -> tuple[str, ...]:
    """Name the columns of a table."""
    rows = database.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
    return tuple(name for (name,) in rows)


def _references(database: Database) -> dict[str, list[str]]:
    """Return id -> ids of the rows that refer to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in tables(database):
        names = [name for name in columns(database, table) if name not in _NOT_HANGING and name not in _BYTES]
        quoted = ", ".join(f'"{name}"' for name in names)
        for row in database.execute(f'SELECT {quoted} FROM "{table}"').fetchall():  # noqa: S608 - names are ours
            key = str(row[names.index("id")])
            for value in _named(table, row):
                if value != key:
                    found[value].append(key)
    return found


def _named(table: str, row: tuple[object, ...]) -> Iterator[str]:
    for value in row:
        if isinstance(value, str):
            yield value
            if table in _NAMED_INSIDE:
                yield from value.split('"')


def _delete(database: Database, table: str, gone: set[str]) -> int:
    there = [key for (key,) in database.execute(f'SELECT id FROM "{table}"').fetchall() if key in gone]  # noqa: S608 - ours
    for key in there:
        database.execute(f'DELETE FROM "{table}" WHERE id = ?', [key])  # noqa: S608 - names are ours
    if "home" in columns(database, table):
        for key in gone:
            database.execute(f'UPDATE "{table}" SET home = NULL WHERE home = ?', [key])  # noqa: S608 - names are ours
    return len(there)
