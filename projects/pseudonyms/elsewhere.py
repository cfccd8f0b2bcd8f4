"""Find names outside the transcripts' texts: in memos, comments, names of interviews and whatever else has words."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from projects.anonymise.replacing import Planner, apply
from projects.walls.anonymise import Cell
from projects.walls.places import TOLD_ONLY, texts
from projects.walls.purge import tables

# Labels and headers change with the text; a substitute's row has no words.
_WITH_THE_TEXT = frozenset((("label", "text"), ("transcript", "header")))
_NONE = frozenset(("body", "pseudonym", "setting"))


def cells(database: Database, planner: Planner) -> Iterator[Cell]:
    """Return every text outside the transcripts that would be another without the names."""
    for table in tables(database):
        for key, column, value in texts(database, table) if table not in _NONE else ():
            if column in TOLD_ONLY or (table, column) in _WITH_THE_TEXT:
                continue
            after = apply(value, [one for one in planner.plan(key, value) if one.sure])
            if after != value:
                yield Cell(table, column, key, value, after)
