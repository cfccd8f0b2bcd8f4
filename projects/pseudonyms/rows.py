"""Read where substitutes stand in a project, and what was thought of the risk that is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Place:
    """Point at a substitute in a transcript's text; `kind` is its category's key, or `invented`."""

    id: str
    transcript: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Say what was thought of one kind of risk in a transcript; `state` is one of `STATES`."""

    transcript: str
    item: str
    state: str
    note: str


def places(database: Database) -> tuple[Place, ...]:
    """Return every substitute, in the order of the texts."""
    rows = database.execute(
        'SELECT pseudonym.id, transcript, start, "end", kind FROM pseudonym JOIN transcript ON transcript.id = '
        "transcript ORDER BY position, short, start"
    ).fetchall()
    return tuple(Place(*row) for row in rows)


def taken(database: Database) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return transcript id -> the ranges where substitutes stand."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in places(database):
        found[one.transcript].append((one.start, one.end))
    return {transcript: tuple(ranges) for transcript, ranges in found.items()}


def counts(database: Database) -> Mapping[str, int]:
    """Return kind -> how many substitutes of it stand in the texts."""
    return Counter(one.kind for one in places(database))


def risks(database: Database) -> tuple[Risk, ...]:
    """Return what was thought of the risks, in the order of the transcripts."""
    rows = database.execute(
        "SELECT transcript, item, state, note FROM risk JOIN transcript ON transcript.id = transcript "
        "ORDER BY position, short, item"
    ).fetchall()
    return tuple(Risk(*row) for row in rows)
