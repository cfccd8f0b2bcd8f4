"""Say in which of the four quadrants (N1 to N4) each excerpt stands, and how the quadrants overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codebooks.model import Code, Codebook
from projects.analysis.coded import Coded
from projects.model import Coding, Snapshot

QUADRANTS = ("N1", "N2", "N3", "N4")


@dataclass(frozen=True, slots=True)
class Membership:
    """Hold the quadrant keys of every excerpt that has any, by excerpt id in document order."""

    fields: Mapping[str, frozenset[str]]

    def total(self, key: str) -> int:
        """Count the excerpts that stand in a quadrant."""
        return sum(1 for keys in self.fields.values() if key in keys)

    def only(self, key: str) -> int:
        """Count the excerpts that stand in this quadrant and in no other."""
        return sum(1 for keys in self.fields.values() if keys == {key})

    def shared(self) -> int:
        """Count the excerpts that stand in more than one quadrant."""
        return sum(1 for keys in self.fields.values() if len(keys) > 1)

    def combinations(self) -> Mapping[frozenset[str], int]:
        """Count the excerpts of every combination that occurs; together they are all of them."""
        return dict(Counter(self.fields.values()))

    def overlap(self) -> tuple[tuple[int, ...], ...]:
        """Count, row by row, the excerpts two quadrants share; the diagonal holds each quadrant's total."""
        return tuple(tuple(self._both(row, column) for column in QUADRANTS) for row in QUADRANTS)

    def _both(self, one: str, other: str) -> int:
        return sum(1 for keys in self.fields.values() if one in keys and other in keys)


def quadrant_codes(codebook: Codebook) -> Mapping[str, Code]:
    """Return the four quadrant codes by key; empty unless all four are there and of one family."""
    found = {code.key: code for code in codebook if code.key in QUADRANTS}
    if len(found) < len(QUADRANTS) or len({code.family for code in found.values()}) > 1:
        return {}
    return {key: found[key] for key in QUADRANTS}


def quadrant_membership(snapshot: Snapshot) -> Membership:
    """Find the quadrants of every excerpt of a snapshot from its codings."""
    order = {document.transcript.id: place for place, document in enumerate(snapshot.documents)}
    excerpts = sorted(
        snapshot.excerpts, key=lambda one: (order.get(one.transcript, len(order)), one.start, one.end, one.id)
    )
    return _membership(snapshot.codebook, [one.id for one in excerpts], snapshot.codings)


def membership_of(coded: Coded) -> Membership:
    """Find the quadrants of every excerpt from its codings."""
    return _membership(coded.codebook, [one.id for one in coded.excerpts], coded.codings)


def _membership(codebook: Codebook, excerpts: Iterable[str], codings: Iterable[Coding]) -> Membership:
    keys = {code.id: key for key, code in quadrant_codes(codebook).items()}
    found: dict[str, set[str]] = {}
    for coding in codings:
        if coding.code in keys:
            found.setdefault(coding.excerpt, set()).add(keys[coding.code])
    return Membership({excerpt: frozenset(found[excerpt]) for excerpt in excerpts if excerpt in found})
