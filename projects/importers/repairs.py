"""Say what is mended in a text, place by place, and mend it: each repair can be refused without touching another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

SOFT_HYPHEN = "soft-hyphen"
LINE_END_HYPHEN = "line-end-hyphen"
WRAPPED_LINE = "wrapped-line"
PAGE_BREAK = "page-break"
FOOTER_ADDRESS = "footer-address"
KINDS = (SOFT_HYPHEN, LINE_END_HYPHEN, WRAPPED_LINE, PAGE_BREAK, FOOTER_ADDRESS)


class Repair(NamedTuple):
    """Put `text` in the place of [start, end); done by default when `sure`, never without those it `needs`.

    Positions are code points of the text as it was before any repair. `needs` are places in the list of repairs: a
    line is joined over the page's foot only when the foot is gone.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    sure: bool = True
    needs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """Hold a text after its repairs; `places` are where each of the repairs done stands in it, in their order.

    `starts` and `ends` are where the text goes on behind each, in the mended text and in the one before; `shifts` by
    how much the text has grown until there.
    """

    text: str
    done: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def before(self, position: int) -> int:
        """Return where a character of the mended text stood before the repairs."""
        at = bisect_right(self.starts, position) - 1
        return position - self.shifts[at] if at >= 0 else position

    def after(self, position: int) -> int:
        """Return where a character stands that no repair took; one that a repair took stands where the repair does."""
        at = bisect_right(self.ends, position) - 1
        moved = position + self.shifts[at] if at >= 0 else position
        return min(moved, self.places[at + 1]) if at + 1 < len(self.places) else moved


def chosen(repairs: Sequence[Repair], refused: frozenset[int], wanted: frozenset[int]) -> tuple[int, ...]:
    """Return the places of the repairs to be done, in order."""
    if not repairs:
        return ()
    done = [(one.sure and at not in refused) or at in wanted for at, one in enumerate(repairs)]
    return tuple(at for at, one in enumerate(repairs) if done[at] and all(done[need] for need in one.needs))


def mend(text: str, repairs: Sequence[Repair], done: tuple[int, ...]) -> Mended:
    """Return the text with some of its repairs done; they stand in order and do not overlap."""
    if not done:
        return Mended(text)
    made = [repairs[at] for at in done]
    growth = list(accumulate(len(one.text) - (one.end - one.start) for one in made))
    places = tuple(one.start + shift for one, shift in zip(made, [0, *growth], strict=False))
    starts = tuple(place + len(one.text) for one, place in zip(made, places, strict=True))
    ends = tuple(one.end for one in made)
    return Mended("".join(_pieces(text, made)), done, places, starts, ends, tuple(growth))


def ordered(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Return repairs in the order of the text, without those that reach into an earlier one."""
    made: list[Repair] = []
    for one in sorted(repairs, key=lambda repair: (repair.start, repair.end)):
        if not made or one.start >= made[-1].end:
            made.append(one)
    return tuple(made)


def _pieces(text: str, repairs: Iterable[Repair]) -> Iterator[str]:
    at = 0
    for one in repairs:
        yield text[at : one.start]
        yield one.text
        at = one.end
    yield text[at:]
