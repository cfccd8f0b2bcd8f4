"""Read what is coded straight from a project, without its texts: what the window counts again after each step."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from projects.analysis.coded import Coded, Voice, heard
from projects.model import Excerpt, Turn
from projects.reading import marks_of
from projects.speech import spoken_ranges
from projects.store import Store

_TURNS = (
    'SELECT turn.transcript, turn.start, turn."end", label.person, marks FROM turn JOIN label ON label.id = turn.label '
    "ORDER BY turn.transcript, turn.start"
)


def read_coded(store: Store) -> Coded:
    """Return everything coded in an open project."""
    excerpts = store.excerpts()
    lengths = store.database.execute("SELECT id, length(text) FROM body").fetchall()
    return Coded(
        store.codebook(),
        store.transcripts(),
        excerpts,
        store.codings(),
        store.persons(),
        store.coders(),
        heard(excerpts, _voices(store, excerpts)),
        dict(lengths),
    )


def _voices(store: Store, excerpts: Iterable[Excerpt]) -> dict[str, list[Voice]]:
    """Return the voices of the turns that an excerpt may touch; marks are read for those alone."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for one in excerpts:
        ranges = wanted.setdefault(one.transcript, [])
        if ranges and one.start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], one.end))
        else:
            ranges.append((one.start, one.end))
    found: dict[str, list[Voice]] = {}
    for transcript, start, end, person, marks in store.database.execute(_TURNS).fetchall():
        if _meets(wanted.get(transcript, []), start, end):
            turn = Turn("", transcript, 0, "", start, end, None, None, marks_of(marks, start))
            found.setdefault(transcript, []).extend(Voice(a, b, person) for a, b in spoken_ranges(turn))
    return found


def _meets(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a range shares a character with one of the ranges, which stand in order and apart."""
    at = bisect_right(ranges, start, key=lambda one: one[0]) - 1
    return any(ranges[n][0] < end and ranges[n][1] > start for n in (at, at + 1) if 0 <= n < len(ranges))
