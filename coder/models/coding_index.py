"""Where the codings of one transcript stand: by turn, in lanes and underline rows, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from operator import attrgetter

LANES = 12
ROWS = 3
GAP = 80
NONE = -1


@dataclass(frozen=True, slots=True)
class ShownCode:
    """Say what the view shows of a code; `family` is the slot of its colour, -1 without a family.

    `order` is the code's place in the codebook: codings of one passage stand in this order.
    """

    id: str
    name: str
    family: int
    initial: str = ""
    definition: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class ShownCoding:
    """Say what the view shows of a coding; `start` and `end` are code points of the transcript, `date` is printed."""

    id: str
    code: ShownCode
    start: int
    end: int
    coder: str = ""
    date: str = ""
    comment: str = ""
    weight: int | None = None
    coder_id: str = ""


Key = tuple[int, int, int, str]
NOWHERE = range(0)


class CodingIndex:
    """Find the codings of a place in microseconds, and keep a lane and a row for each.

    Lanes are given in character space, so that nothing jumps when the text is wrapped anew: two codings in a lane
    leave GAP characters, about a line, or a turn's end between them. Who has a lane or row keeps it.
    They are given from the beginning on, as far as somebody looks; `fill` gives some more of them.
    """

    def __init__(
        self, turns: Sequence[tuple[int, int]], codings: Iterable[ShownCoding] = (), *, by_code: bool = False
    ) -> None:
        """Take the ranges of the turns, in order, and the codings in any order.

        `by_code` gives each code a lane of its own, in the codebook's order; codes that come later take the next ones.
        """
        self._starts = [start for start, _ in turns]
        self._ends = [end for _, end in turns]
        # By a plain attribute, which is much faster than by tuples; `_fill` puts equal starts in order.
        self._waiting = sorted(codings, key=attrgetter("start"))
        self._next = 0
        self._code_lanes = _lanes_of_codes(self._waiting) if by_code else None
        self._busy_lanes, self._busy_rows = [NONE] * LANES, [NONE] * ROWS
        self._codings = {coding.id: coding for coding in self._waiting}
        self._by_turn: dict[int, list[ShownCoding]] = {}
        self._places: dict[str, range] = {}
        self._lanes: dict[str, int] = {}
        self._rows: dict[str, int] = {}
        self._order: list[Key] | None = None

    def __len__(self) -> int:
        return len(self._codings)

    def __contains__(self, coding_id: object) -> bool:
        return coding_id in self._codings

    def all(self) -> Iterable[ShownCoding]:
        """Return every coding, in no order."""
        return self._codings.values()

    def get(self, coding_id: str) -> ShownCoding | None:
        """Return the coding with this id, or None."""
        return self._codings.get(coding_id)

    def lane(self, coding_id: str) -> int:
        """Return the coding's lane, 0 next to the text, or NONE when all were taken."""
        self._reach(coding_id)
        return self._lanes.get(coding_id, NONE)

    def row(self, coding_id: str) -> int:
        """Return the coding's underline row, 0 next to the words, or NONE when all were taken."""
        self._reach(coding_id)
        return self._rows.get(coding_id, NONE)

    def lanes_used(self) -> int:
        """Return how many lanes the transcript needs, as far as they are given."""
        return max(self._lanes.values(), default=NONE) + 1

    def lanes_expected(self) -> int:
        """Guess how many lanes the transcript will need from how much of it is coded."""
        if self._code_lanes is not None:
            return min(len(self._code_lanes), LANES)
        sample = self._waiting[:: max(len(self._waiting) // 500, 1)]
        if not sample or not self._ends:
            return 0
        length = sum(coding.end - coding.start + GAP for coding in sample) / len(sample)
        depth = length * len(self._waiting) / max(self._ends[-1] - self._starts[0], 1)
        return min(ceil(depth + 4 * sqrt(depth) + 1), LANES)

    def fill(self, count: int) -> bool:
        """Give so many more codings their lanes; return whether all have theirs now."""
        self._fill(min(self._next + count, len(self._waiting)))
        return self._next >= len(self._waiting)

    def turns_of(self, start: int, end: int) -> range:
        """Return the indices of the turns that share a character with the range."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end, first)
        return range(first, last) if first < last and start < end else NOWHERE

    def in_turn(self, turn: int) -> Sequence[ShownCoding]:
        """Return the codings that touch the turn."""
        if self._next < len(self._waiting):
            end = self._ends[turn] if 0 <= turn < len(self._ends) else 0
            self._fill(bisect_left(self._waiting, end, self._next, key=attrgetter("start")))
        return self._by_turn.get(turn, ())

    def first_turn(self, coding: ShownCoding) -> int:
        """Return the index of the turn where the coding begins, or NONE."""
        place = self.turns_of(coding.start, coding.end)
        return place.start if place else NONE

    def touching(self, start: int, end: int) -> tuple[ShownCoding, ...]:
        """Return the codings that share a character with the range, in reading order."""
        found = {
            coding.id: coding
            for turn in self.turns_of(start, end)
            for coding in self.in_turn(turn)
            if coding.start < end and coding.end > start
        }
        return tuple(sorted(found.values(), key=key_of))

    def at(self, position: int) -> tuple[ShownCoding, ...]:
        """Return the codings over a character, in reading order."""
        return self.touching(position, position + 1)

    def after(self, key: Key) -> ShownCoding | None:
        """Return the next coding in reading order behind a key (start, -end, place of the code, id)."""
        order = self._ordered()
        place = bisect_right(order, key)
        return self._codings[order[place][-1]] if place < len(order) else None

    def before(self, key: Key) -> ShownCoding | None:
        """Return the coding in reading order ahead of a key (start, -end, place of the code, id)."""
        order = self._ordered()
        place = bisect_left(order, key) - 1
        return self._codings[order[place][-1]] if place >= 0 else None

    def add(self, coding: ShownCoding) -> range:
        """Take a coding in, in the lowest free lane and row; return the turns it touches."""
        self._finish()
        place = self._put(coding)
        if place:
            own = self._own_lane(coding)
            self._lanes[coding.id] = self._free(coding, place, self._lanes, LANES, GAP) if own is None else own
            self._rows[coding.id] = self._free(coding, place, self._rows, ROWS, 0)
        if self._order is not None and place:
            insort(self._order, key_of(coding))
        return place

    def remove(self, coding_id: str) -> range:
        """Leave a coding out; return the turns it touched."""
        self._finish()
        coding = self._codings.pop(coding_id, None)
        if coding is None:
            return NOWHERE
        place = self._places.pop(coding_id, NOWHERE)
        for turn in place:
            self._by_turn[turn].remove(coding)
        self._lanes.pop(coding_id, None)
        self._rows.pop(coding_id, None)
        if self._order is not None and place:
            del self._order[bisect_left(self._order, key_of(coding))]
        return place

    def change(self, coding: ShownCoding) -> range:
        """Put a coding in the stead of its former self; it keeps its lane and row where they are still free."""
        lane, row = self.lane(coding.id), self.row(coding.id)
        old = self.remove(coding.id)
        place = self.add(coding)
        if place and self._code_lanes is None and self._is_free(coding, place, self._lanes, lane, GAP):
            self._lanes[coding.id] = lane
        if place and self._is_free(coding, place, self._rows, row, 0):
            self._rows[coding.id] = row
        return range(min(old.start, place.start), max(old.stop, place.stop)) if old and place else old or place

    def _ordered(self) -> list[Key]:
        self._finish()
        if self._order is None:
            self._order = sorted(key_of(coding) for coding in self._codings.values() if coding.id in self._places)
        return self._order

    def _put(self, coding: ShownCoding) -> range:
        self._codings[coding.id] = coding
        place = self.turns_of(coding.start, coding.end)
        if place:
            self._places[coding.id] = place
        for turn in place:
            self._by_turn.setdefault(turn, []).append(coding)
        return place

    def _reach(self, coding_id: str) -> None:
        if self._next < len(self._waiting) and coding_id not in self._lanes and coding_id in self._codings:
            start = self._codings[coding_id].start
            self._fill(bisect_right(self._waiting, start, self._next, key=attrgetter("start")))

    def _finish(self) -> None:
        self._fill(len(self._waiting))

    def _fill(self, stop: int) -> None:
        waiting = self._waiting
        while self._next < stop < len(waiting) and waiting[stop].start == waiting[stop - 1].start:
            stop += 1
        for coding in sorted(waiting[self._next : stop], key=key_of):
            place = self._put(coding)
            if place:
                # A turn's end counts as a gap: the next turn begins a line of its own.
                low, high = coding.start + place.start * GAP, coding.end + place.stop * GAP
                own = self._own_lane(coding)
                self._lanes[coding.id] = _take(self._busy_lanes, low, high) if own is None else own
                self._rows[coding.id] = _take(self._busy_rows, coding.start, coding.end)
        self._next = max(self._next, stop)

    def _own_lane(self, coding: ShownCoding) -> int | None:
        """Return the lane of a coding's code, NONE when all were taken; None when codes have no lanes."""
        if self._code_lanes is None:
            return None
        lane = self._code_lanes.setdefault(coding.code.id, len(self._code_lanes))
        return lane if lane < LANES else NONE

    def _others(self, coding: ShownCoding, place: range) -> Iterable[ShownCoding]:
        return (other for turn in place for other in self._by_turn[turn] if other.id != coding.id)

    def _free(self, coding: ShownCoding, place: range, given: dict[str, int], count: int, gap: int) -> int:
        low, high = coding.start - gap, coding.end + gap
        taken = {given.get(o.id, NONE) for o in self._others(coding, place) if o.start < high and o.end > low}
        return next((one for one in range(count) if one not in taken), NONE)

    def _is_free(self, coding: ShownCoding, place: range, given: dict[str, int], lane: int, gap: int) -> bool:
        low, high = coding.start - gap, coding.end + gap
        return lane != NONE and not any(
            given.get(o.id) == lane and o.start < high and o.end > low for o in self._others(coding, place)
        )


def key_of(coding: ShownCoding) -> Key:
    """Return where a coding stands in reading order: by start, the longer first, then as the codebook has it."""
    return coding.start, -coding.end, coding.code.order, coding.id


def _lanes_of_codes(codings: Iterable[ShownCoding]) -> dict[str, int]:
    codes = {coding.code.id: coding.code.order for coding in codings}
    return {code: lane for lane, code in enumerate(sorted(codes, key=lambda one: (codes[one], one)))}


def _take(busy_until: list[int], start: int, end: int) -> int:
    for lane, busy in enumerate(busy_until):
        if busy <= start:
            busy_until[lane] = end
            return lane
    return NONE
