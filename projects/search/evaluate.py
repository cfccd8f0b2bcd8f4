"""Evaluate a query's tree: which turns fit, as bits, one bit a turn in the project's space."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from projects.search.nodes import And, Exact, Filter, Fuzzy, Near, Not, Or, Phrase, Scoped, Wild, Word
from projects.search.places import Patterns
from projects.search.snapshot import bits_of, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from projects.search.nodes import Leaf, Node, Placed
    from projects.search.snapshot import Snapshot
    from projects.search.space import Space

FEW = 48
KEPT = 512


@dataclass(frozen=True, slots=True)
class Known:
    """Give what the index does not know: the turns that pass a filter, and each speaker's turns in a transcript.

    Both give bits: `passing` in the space, `voices` counted from the transcript's first turn.
    """

    passing: Callable[[Filter], int]
    voices: Callable[[str], Iterable[int]]


class Evaluator:
    """Evaluate queries on one snapshot laid out in one space; `terms` gives what a query word asks for."""

    def __init__(self, snapshot: Snapshot, space: Space, terms: Callable[[Word], frozenset[str]]) -> None:
        """Keep all; the turns of words are remembered as long as the snapshot holds."""
        self._snapshot = snapshot
        self.space = space
        self._terms = terms
        self._every = space.spread(snapshot.every)
        self.leaf = lru_cache(KEPT)(self._leaf)
        self.patterns = Patterns(self._codes)

    def turns(self, node: Node, known: Known, scope: Scoped | None = None) -> int:
        """Return the turns that fit a query."""
        if isinstance(node, Scoped):
            return self.turns(node.node, known, node)
        if isinstance(node, And):
            return self._all(node, known, scope)
        if isinstance(node, Or):
            return reduce(or_, (self.turns(one, known, scope) for one in node.nodes))
        if isinstance(node, Not):
            return self._every & ~self.turns(node.node, known, scope)
        if isinstance(node, Filter):
            return self._every & known.passing(node)
        return self.space.spread(self.leaf(node))

    def said(self, place: int) -> str:
        """Return the words of a turn in the space, one character a word."""
        return self._snapshot.turn(self.space.source(place))

    def turns_said(self, found: Mapping[str, int]) -> list[str]:
        """Return the words of turns given as bits of each transcript; -1 are all turns."""
        spans = self.space.spans
        return [
            self.said(spans[id_].start + place)
            for id_, bits in found.items()
            for place in places_of(bits & ((1 << spans[id_].turns) - 1))
        ]

    def words(self, nodes: Iterable[Placed], place: int) -> list[int]:
        """Return the ordinals of the words of a turn in the space that show why it fits."""
        return self.patterns.words(nodes, self.said(place))

    def _all(self, node: And, known: Known, scope: Scoped | None) -> int:
        """Join by AND: in one turn, or as far apart as the scope says; filters are always about the turn found."""
        if scope is None or scope.scope == "turn":
            return reduce(and_, (self.turns(one, known, scope) for one in node.nodes))
        wanted = [one for one in node.nodes if not isinstance(one, Not) and not _of_turn(one)]
        forbidden = [one.node for one in node.nodes if isinstance(one, Not) and not _of_turn(one)]
        found = [self.turns(one, known, scope) for one in wanted]
        bits = reduce(or_, found) if found else self._every
        for there in found:
            bits &= self._reach(there, known, scope)
        for one in forbidden:
            bits &= ~self._reach(self.turns(one, known, scope), known, scope)
        passing = (self.turns(one, known, scope) for one in node.nodes if _of_turn(one))
        return reduce(and_, passing, bits)

    def _reach(self, bits: int, known: Known, scope: Scoped) -> int:
        """Return the turns from which a turn is in reach: near enough, or by the same speaker."""
        if scope.scope == "turns":
            return self.space.around(bits, scope.turns)
        found = 0
        for transcript, span in self.space.spans.items():
            part = span.cut(bits)
            if part:
                heard = reduce(or_, (voice for voice in known.voices(transcript) if voice & part), 0)
                found |= heard << span.start
        return found

    def _leaf(self, node: Leaf | Phrase | Near) -> int:
        """Return the turns of the index that have a word, words in a row, or words near each other."""
        if isinstance(node, Phrase | Near):
            return self._look(node, self._having(node))
        if isinstance(node, Wild | Fuzzy):
            forms = self._found(node).values()
            return self._any("body", set(forms)) if len(forms) <= FEW else self._scan(node)
        return self._any("lem", self._terms(node)) if isinstance(node, Word) else self._any("body", [node.form])

    def _having(self, node: Placed) -> int:
        """Return the turns that have all the words that are needed, wherever they stand."""
        if isinstance(node, Phrase):
            return reduce(and_, map(self.leaf, node.words))
        if isinstance(node, Near):
            return self._having(node.left) & self._having(node.right)
        return reduce(or_, map(self._having, node.nodes)) if isinstance(node, Or) else self.leaf(node)  # type: ignore[arg-type]  # all are placed

    def _look(self, node: Placed, candidates: int) -> int:
        """Return which of some turns fit when their words are looked at."""
        if not candidates:
            return 0
        search = self.patterns.fits(node)
        said = self._snapshot.turns()
        digits = bytearray(b"0" * len(said))
        for place in places_of(candidates):
            if search(said[place]):
                digits[place] = 49
        return bits_of(digits)

    def _scan(self, leaf: Leaf) -> int:
        """Look at every turn: faster than reading the lists of very many forms."""
        search = self.patterns.fits(leaf)
        return bits_of(b"".join(b"1" if search(said) else b"0" for said in self._snapshot.turns()))

    def _any(self, field: str, terms: Iterable[str]) -> int:
        return reduce(or_, (self._snapshot.found(field, term) for term in terms), 0)

    def _found(self, leaf: Wild | Fuzzy) -> dict[str, str]:
        if isinstance(leaf, Fuzzy):
            return self._snapshot.forms().like(leaf.form, leaf.edits)
        start = leaf.pattern[:-1]
        if leaf.pattern[-1] == "*" and not {"*", "?"} & set(start):
            return self._snapshot.starting(start)
        return self._snapshot.forms().fitting(leaf.pattern)

    def _codes(self, leaf: Leaf) -> str:
        if isinstance(leaf, Wild | Fuzzy):
            return "".join(self._found(leaf))
        if isinstance(leaf, Exact):
            return self._snapshot.codes("body", leaf.form)
        return "".join(dict.fromkeys("".join(self._snapshot.codes("lem", term) for term in self._terms(leaf))))


def _of_turn(node: Node) -> bool:
    """Tell whether a node speaks of the turn that is found alone: a filter, or filters joined."""
    if isinstance(node, Not):
        return _of_turn(node.node)
    if isinstance(node, And | Or):
        return all(map(_of_turn, node.nodes))
    return isinstance(node, Filter)
