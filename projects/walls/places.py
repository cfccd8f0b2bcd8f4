"""Find where words stand in a project, and replace them in everything that is no transcript's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from projects.commands.autocode import Passage
from projects.errors import CommandError
from projects.walls.purge import columns, tables
from projects.walls.scrub import folded, holds

# Columns that say how a row works; no word of anybody stands in them.
_WORKING = frozenset(
    ("id", "hash", "origin_sha256", "target_table", "kind", "state", "table", "language", "use", "scope", "part",
     "marks", "own_colour", "time", "changed", "day", "date", "withdraw_until", "withdrawn", "anchor", "key")
)
_WORD = re.compile(r"\w+")
_RUN = 5
_FEWEST = 3
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Tell that a table still holds words that were taken away elsewhere, and in how many rows."""

    table: str
    count: int


def find_words(database: Database, words: Iterable[str]) -> tuple[Passage, ...]:
    """Return every place of the words (as they are written) in the texts, the longer word first where two overlap."""
    wanted = sorted(set(words), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, wanted)))
    rows = database.execute("SELECT body.id, text FROM body JOIN transcript USING (id) ORDER BY position").fetchall()
    return tuple(
        Passage(key, one.start(), one.end(), one.group()) for key, text in rows for one in pattern.finditer(text)
    )


def leftovers(database: Database, words: Iterable[str], said: frozenset[str] = frozenset()) -> tuple[Leftover, ...]:
    """Return which tables still hold one of the words in any form of case, or quote what was said.

    `said` are runs of words as `runs` makes them. Transcripts are not looked through for those: two people may say
    the same, but a memo that does quotes somebody.
    """
    forbidden = tuple(folded(word) for word in words)
    found = []
    for table in tables(database) if forbidden or said else ():
        quoting = said if table != "body" else frozenset()
        cells = _texts(database, table)
        rows = {key for key, _, value in cells if holds(value, forbidden) or not quoting.isdisjoint(runs(value))}
        if rows:
            found.append(Leftover(table, len(rows)))
    return tuple(found)


def runs(text: str) -> frozenset[str]:
    """Return every run of five words of a text, as it is compared; fewer words make one run, under three none."""
    words = _WORD.findall(folded(text))
    if len(words) < _FEWEST:
        return frozenset()
    count = max(len(words) - _RUN, 0) + 1
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(count))


def replace_elsewhere(database: Database, words: Iterable[str], inserted: str) -> None:
    """Replace the words in every text of the project but the transcripts' own; `short-taken` when names would meet."""
    pairs = [(word, inserted) for word in sorted(set(words), key=len, reverse=True)]
    pairs += [(_escaped(word), _escaped(inserted)) for word, _ in pairs if _escaped(word) != word]
    for table in tables(database):
        if table == "body":
            continue
        for key, name, value in list(_texts(database, table)):
            changed = value
            for old, new in pairs:
                changed = changed.replace(old, new)
            if changed != value:
                _refuse_taken(database, table, name, changed)
                database.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', [changed, key])  # noqa: S608 - ours


def _refuse_taken(database: Database, table: str, name: str, value: str) -> None:
    if (table, name) == ("transcript", "short"):
        there = database.execute("SELECT 1 FROM transcript WHERE short = ?", [value]).fetchone()
        if there or not value.strip():
            raise CommandError("short-taken", short=value)


def _texts(database: Database, table: str) -> Iterator[tuple[str, str, str]]:
    """Go through the texts of a table: id of the row, column, value."""
    names = ["id", *(name for name in columns(database, table) if name not in _WORKING)]
    quoted = ", ".join(f'"{name}"' for name in names)
    for key, *values in database.execute(f'SELECT {quoted} FROM "{table}"').fetchall():  # noqa: S608 - names are ours
        for name, value in zip(names[1:], values, strict=True):
            if isinstance(value, str) and not _ID.fullmatch(value):
                yield key, name, value


def _escaped(text: str) -> str:
    """Return a text as it stands inside JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
