"""Choose which codings of a transcript are shown: by code, family, coder and speaker; and compare two coders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebooks.model import Codebook
from coder.models.coding_index import ShownCoding
from projects.model import Document


@dataclass(frozen=True, slots=True)
class Showing:
    """Say what is shown; None lets everything through. Families, codes and coders by id, speakers by label's id."""

    families: frozenset[str] | None = None
    codes: frozenset[str] | None = None
    coders: frozenset[str] | None = None
    speakers: frozenset[str] | None = None

    @property
    def is_all(self) -> bool:
        """Tell whether nothing is held back."""
        return (self.families, self.codes, self.coders, self.speakers) == (None, None, None, None)

    def of(self, codings: Iterable[ShownCoding], codebook: Codebook, document: Document) -> list[ShownCoding]:
        """Return the codings that are shown; one over several turns when any of its speakers is."""
        if self.is_all:
            return list(codings)
        codes = self._codes(codebook)
        turns = self._turns(document)
        return [
            coding for coding in codings
            if (codes is None or coding.code.id in codes)
            and (self.coders is None or coding.coder_id in self.coders)
            and (turns is None or any(start < coding.end and end > coding.start for start, end in turns))
        ]

    def _codes(self, codebook: Codebook) -> frozenset[str] | None:
        if self.families is None:
            return self.codes
        members = frozenset(code.id for code in codebook if code.family in self.families)
        return members if self.codes is None else members & self.codes

    def _turns(self, document: Document) -> list[tuple[int, int]] | None:
        if self.speakers is None:
            return None
        return [(turn.start, turn.end) for turn in document.turns if turn.label in self.speakers]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Count how two coders read the same turns: plain counts, no coefficient.

    `same` turns have the same codes by both, `differ` (indices) do not; turns neither has coded are in none of them.
    `shared`, `first`, `second` count codes a turn: by both, by the one only, by the other only.
    """

    same: tuple[int, ...]
    differ: tuple[int, ...]
    shared: int
    first: int
    second: int

    @property
    def turns(self) -> int:
        """Return how many turns at least one of them has coded."""
        return len(self.same) + len(self.differ)


def agreement(turns: Sequence[tuple[int, int]], one: Iterable[ShownCoding], other: Iterable[ShownCoding]) -> Agreement:
    """Compare the codes that two coders have in each turn, given as ranges in order."""
    ours, theirs = _by_turn(turns, one), _by_turn(turns, other)
    coded = sorted(set(ours) | set(theirs))
    same = tuple(turn for turn in coded if ours.get(turn) == theirs.get(turn))
    pairs = [(ours.get(turn, set()), theirs.get(turn, set())) for turn in coded]
    return Agreement(
        same, tuple(turn for turn in coded if turn not in set(same)),
        sum(len(a & b) for a, b in pairs), sum(len(a - b) for a, b in pairs), sum(len(b - a) for a, b in pairs),
    )


def _by_turn(turns: Sequence[tuple[int, int]], codings: Iterable[ShownCoding]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    ordered = sorted(codings, key=lambda coding: coding.start)
    first = 0
    for coding in ordered:
        while first < len(turns) and turns[first][1] <= coding.start:
            first += 1
        at = first
        while at < len(turns) and turns[at][0] < coding.end:
            found.setdefault(at, set()).add(coding.code.id)
            at += 1
    return found
