"""Where brackets and names of one turn stand in the right margin, in pixels from the sheet's top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.models.coding_index import NONE, ShownCoding
from coder.views.sheet import Line, Sheet

LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Bracket:
    """Hold the part of a coding's bracket beside one turn; a foot is drawn only where the coding begins or ends."""

    coding: ShownCoding
    lane: int
    top: int
    bottom: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a code's name on its baseline; without a coding it is the sign that `more` names found no room."""

    coding: ShownCoding | None
    baseline: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class TurnMargin:
    """Hold all that stands beside one turn; `hidden` are the codings without a bracket or a name."""

    brackets: tuple[Bracket, ...]
    names: tuple[Name, ...]
    hidden: tuple[ShownCoding, ...]


def stack(wanted: Sequence[int], step: int, top: int, limit: int, gap: int = 0) -> list[int]:
    """Give each wanted height (ascending) one of its own: downwards first, and up again where the limit is met.

    Names keep their order and `step` between them, and `gap` more between groups when there is room for it; those
    that fit nowhere between top and limit are left out.
    """
    room = max((limit - top) // step, 0)
    places: list[int] = []
    for at, height in enumerate(wanted[:room]):
        apart = step + (gap if at and height != wanted[at - 1] else 0)
        places.append(max(height, places[-1] + apart if places else top))
    if gap and places and places[-1] > limit - step:
        return stack(wanted, step, top, limit)
    lowest = limit - step
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], lowest)
        lowest = places[at] - step
    return places


class MarginLayout:
    """Lay out the right margin turn by turn and remember it; a turn depends on itself and the next few only."""

    def __init__(self, sheet: Sheet, lanes: int, *, named: bool = True) -> None:
        """Lay out the margin of a sheet that has room for so many lanes, and for names or for `+n` only."""
        self._sheet = sheet
        self._lanes = lanes
        self._named = named
        self._turns: dict[int, TurnMargin] = {}

    def fits(self, sheet: Sheet, lanes: int, *, named: bool) -> bool:
        """Tell whether it was made for this sheet, this many lanes, and names or none."""
        return self._sheet is sheet and (self._lanes, self._named) == (lanes, named)

    def forget(self, turns: Iterable[int]) -> None:
        """Forget some turns and those before them whose names could run on beside them."""
        for turn in turns:
            for near in range(turn - LOOK_AHEAD - 1, turn + 1):
                self._turns.pop(near, None)

    def turn(self, number: int) -> TurnMargin:
        """Return what stands beside a turn."""
        found = self._turns.get(number)
        if found is None:
            found = self._turns[number] = self._laid_out(number)
        return found

    def _laid_out(self, number: int) -> TurnMargin:
        codings = self._sheet.index.in_turn(number)
        if not codings:
            return TurnMargin((), (), ())
        lines = self._sheet.turn_lines(number)
        shown = [coding for coding in codings if self._lane(coding) != NONE]
        brackets = tuple(
            bracket for coding in shown if (bracket := self._bracket(number, coding, lines)) is not None
        )
        starting = sorted((b for b in brackets if b.begins and self._named), key=lambda b: (b.top, b.lane))
        unbracketed = [coding for coding in codings if self._lane(coding) == NONE and self._begins(coding, number)]
        names, unnamed = self._names(number, starting, unbracketed)
        return TurnMargin(brackets, names, (*unnamed, *unbracketed))

    def _lane(self, coding: ShownCoding) -> int:
        lane = self._sheet.index.lane(coding.id)
        return lane if lane < self._lanes else NONE

    def _begins(self, coding: ShownCoding, number: int) -> bool:
        return self._sheet.index.first_turn(coding) == number

    def _bracket(self, number: int, coding: ShownCoding, lines: Sequence[Line]) -> Bracket | None:
        view = self._sheet.column.to_view(coding.start, coding.end)
        if view is None:
            return None
        touched = [line for line in lines if line.start < view[1] and line.end > view[0]]
        if not touched:
            return None
        place = self._sheet.index.turns_of(coding.start, coding.end)
        begins, ends = place.start == number, place.stop - 1 == number
        measures = self._sheet.measures
        rise, fall = measures.line // 2, measures.line // 6
        # Beside a turn in the middle the bracket runs on through the gaps to its neighbours.
        top = touched[0].top + measures.baseline - rise if begins else touched[0].top - measures.turn_gap
        bottom = touched[-1].top + measures.baseline + fall if ends else touched[-1].top + measures.line
        return Bracket(coding, self._lane(coding), top, bottom, begins, ends)

    def _names(
        self, number: int, starting: Sequence[Bracket], others: Sequence[ShownCoding]
    ) -> tuple[tuple[Name, ...], Sequence[ShownCoding]]:
        measures = self._sheet.measures
        step, rise = measures.name_step, measures.line // 2
        top, limit = self._baseline(number), self._limit(number)
        if not starting and not others:
            return (), ()
        wanted = [bracket.top + rise for bracket in starting]
        room = max((limit - top) // step, 1)
        kept = len(starting) if not others and len(starting) <= room else min(room - 1, len(starting))
        left_out = len(starting) - kept + len(others)
        if left_out:
            wanted = [*wanted[:kept], wanted[kept - 1] if kept else self._first_baseline(number, others, top)]
        places = stack(wanted, step, top, max(limit, top + step), step // 2)
        names = [Name(b.coding, place) for b, place in zip(starting[:kept], places, strict=False)]
        if left_out:
            names.append(Name(None, places[-1], left_out))
        return tuple(names), [bracket.coding for bracket in starting[kept:]]

    def _baseline(self, number: int) -> int:
        first = self._sheet.lines(self._sheet.blocks_of(number)[0])[0]
        return first.top + self._sheet.measures.baseline

    def _first_baseline(self, number: int, codings: Sequence[ShownCoding], otherwise: int) -> int:
        """Return the baseline of the line where the first of some codings begins."""
        view = self._sheet.column.to_view(codings[0].start, codings[0].end) if codings else None
        lines = self._sheet.turn_lines(number) if view else ()
        found = next((line for line in lines if view and line.end > view[0]), None)
        return found.top + self._sheet.measures.baseline if found else otherwise

    def _limit(self, number: int) -> int:
        """Return the baseline of the next turn that has names of its own, or of the last one looked at."""
        last = self._sheet.turn_count()
        for following in range(number + 1, min(number + 1 + LOOK_AHEAD, last)):
            if any(self._begins(coding, following) for coding in self._sheet.index.in_turn(following)):
                return self._baseline(following)
        beyond = number + 1 + LOOK_AHEAD
        return self._baseline(beyond) if beyond < last else self._baseline(last - 1) + 20 * self._sheet.measures.line
