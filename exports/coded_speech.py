"""Cut what is said in an interview at the ends of its codings: for writers that mark codings in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from projects.model import Document, Turn
from projects.speech import spoken_ranges


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold a coding as it is written out: its range in code points, half-open, its code's name, who coded, and when.

    `time` is ISO 8601 or "".
    """

    start: int
    end: int
    name: str
    coder: str = ""
    comment: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class CodedTranscript:
    """Hold an interview with its codings in order; speakers are printed, never by their labels.

    `created` is an ISO moment; `anonymised` leaves the warning out.
    """

    document: Document
    codings: tuple[Marked, ...]
    language: str
    created: str
    anonymised: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Hold a stretch of speech between two ends of codings.

    `closes` and `opens` are the numbers of the codings that end before it and begin at it, from zero.
    """

    text: str
    closes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """Hold a turn with its stretches; the last one may be empty, for codings that end with the turn."""

    turn: Turn
    cuts: tuple[Cut, ...]

    def opened(self) -> tuple[int, ...]:
        """Return the numbers of the codings that begin in the turn."""
        return tuple(number for cut in self.cuts for number in cut.opens)


@dataclass(slots=True)
class _Ends:
    """Hold which codings begin and end at each position of speech, and those positions in order."""

    opens: dict[int, list[int]] = field(default_factory=dict)
    closes: dict[int, list[int]] = field(default_factory=dict)
    points: list[int] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[int]:
        """Return the positions inside a range, its edges not among them."""
        return self.points[bisect_right(self.points, start) : bisect_left(self.points, end)]


def said_turns(document: Document, codings: Sequence[Marked]) -> Iterator[SaidTurn]:
    """Go through the turns that say something; a coding without speech is left out, labels and times always are.

    A coding that ends in a mark or in blanks at a turn's edge ends with the speech before it.
    """
    spoken = [(turn, _trimmed(document.text, spoken_ranges(turn))) for turn in document.turns]
    ends = _ends([span for _, spans in spoken for span in spans], codings)
    for turn, spans in spoken:
        if spans:
            yield SaidTurn(turn, tuple(_cuts(document.text, spans, ends)))


def _trimmed(text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges of a turn's speech without the blanks at its edges."""
    spans = list(ranges)
    while spans and not text[spans[0][0] : spans[0][1]].strip():
        del spans[0]
    while spans and not text[spans[-1][0] : spans[-1][1]].strip():
        del spans[-1]
    if spans:
        start, end = spans[0]
        spans[0] = (start + len(text[start:end]) - len(text[start:end].lstrip()), end)
        start, end = spans[-1]
        spans[-1] = (start, start + len(text[start:end].rstrip()))
    return spans


def _ends(spans: Sequence[tuple[int, int]], codings: Sequence[Marked]) -> _Ends:
    """Move the ends of codings to where speech is; each coding by its place in the order they are given."""
    found, begins, stops = _Ends(), [a for a, _ in spans], [b for _, b in spans]
    for number, one in enumerate(codings):
        first, last = bisect_right(stops, one.start), bisect_left(begins, one.end) - 1
        if first <= last:
            found.opens.setdefault(max(begins[first], one.start), []).append(number)
            found.closes.setdefault(min(stops[last], one.end), []).append(number)
    found.points = sorted({*found.opens, *found.closes})
    return found


def _cuts(text: str, spans: Sequence[tuple[int, int]], ends: _Ends) -> Iterator[Cut]:
    last: tuple[int, ...] = ()
    for start, end in spans:
        points = [start, *ends.between(start, end), end]
        for place, at in enumerate(points[:-1]):
            closes = last if place == 0 else tuple(ends.closes.get(at, ()))
            yield Cut(text[at : points[place + 1]], closes, tuple(ends.opens.get(at, ())))
        last = tuple(ends.closes.get(end, ()))
    if last:
        yield Cut("", last)
