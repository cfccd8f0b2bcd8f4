"""Say where the turns of a project's transcripts lie among the bits, each transcript in a place of its own.

The index holds a text once, however many transcripts have it; here each further one gets bits behind the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.search.snapshot import Span, bits_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from projects.search.snapshot import Snapshot


class Space:
    """Lay out the transcripts (id -> address) of a project on a snapshot; those not in the index are left out."""

    def __init__(self, snapshot: Snapshot, wanted: Mapping[str, str]) -> None:
        """Give every transcript a span; `spans` are by id, in the transcripts' order."""
        self.spans: dict[str, Span] = {}
        self._copies: list[tuple[Span, int]] = []
        total = snapshot.total
        taken = set()
        for id_, address in wanted.items():
            span = snapshot.spans.get(address)
            if span is None:
                continue
            if address in taken:
                self._copies.append((span, total))
                span = Span(total, span.turns)
                total += span.turns
            taken.add(address)
            self.spans[id_] = span
        self._total = total
        self._firsts = self._lasts = -1

    def spread(self, bits: int) -> int:
        """Return bits of the index with those of texts that stand here more than once."""
        for span, start in self._copies:
            bits |= span.cut(bits) << start
        return bits

    def source(self, place: int) -> int:
        """Return which bit of the index a place here stands for."""
        for span, start in self._copies:
            if start <= place < start + span.turns:
                return span.start + place - start
        return place

    def of(self, turns: Mapping[str, Collection[int]]) -> int:
        """Return the bits of turns, given by transcript as their places in the document (0 is the first)."""
        found = 0
        for id_, places in turns.items():
            span = self.spans.get(id_)
            if span:
                found |= marked(places, span.turns) << span.start
        return found

    def whole(self, transcripts: Collection[str]) -> int:
        """Return all bits of some transcripts."""
        return self.of({id_: range(span.turns) for id_, span in self.spans.items() if id_ in transcripts})

    def around(self, bits: int, turns: int) -> int:
        """Return the turns at most so many turns away, in the same transcript."""
        firsts, lasts = self._edges()
        for _ in range(turns):
            bits |= ((bits << 1) & ~firsts) | ((bits >> 1) & ~lasts)
        within: int = (1 << self._total) - 1
        return bits & within

    def _edges(self) -> tuple[int, int]:
        if self._firsts < 0:
            spans = [span for span in self.spans.values() if span.turns]
            size = self._total + 1
            self._firsts = marked([span.start for span in spans], size)
            self._firsts |= marked([span.start + span.turns for span in spans], size)
            self._lasts = marked([span.start + span.turns - 1 for span in spans], size)
            self._lasts |= marked([span.start - 1 for span in spans if span.start], size)
        return self._firsts, self._lasts


def marked(places: Collection[int], size: int) -> int:
    """Return the bits of places below a size; others are left out."""
    digits = bytearray(b"0" * size)
    for place in places:
        if place < size:
            digits[place] = 49
    return bits_of(digits)
