"""Evaluate a query's tree on a snapshot: which turns fit, and which words in a turn show why."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from projects.search import query
from projects.search.query import And, Not, Or, Phrase, Prefix, Word
from projects.search.snapshot import bits_of, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from projects.search.query import Leaf, Node
    from projects.search.snapshot import Snapshot

FEW = 48
KEPT = 512


class Evaluator:
    """Evaluate queries on one snapshot; `terms` gives the terms a query word asks for."""

    def __init__(self, snapshot: Snapshot, terms: Callable[[str], frozenset[str]]) -> None:
        """Keep both; answers are remembered as long as the snapshot holds."""
        self._snapshot = snapshot
        self._terms = terms
        self.turns = lru_cache(KEPT)(self._turns)
        self._words = lru_cache(KEPT)(self._codes)
        self._pattern = lru_cache(KEPT)(self._compiled)

    def matches(self, node: Node, place: int) -> list[int]:
        """Return the ordinals of the words of a turn that fit a leaf of the query."""
        said = self._snapshot.turn(place)
        found: set[int] = set()
        for leaf in query.leaves(node):
            pattern = self._pattern(leaf.words if isinstance(leaf, Phrase) else (leaf,))
            for fit in pattern.finditer(said):
                found.update(range(fit.start(), fit.end(1)))
        return sorted(found)

    def _turns(self, node: Node) -> int:
        """Return the turns that fit, as bits."""
        if isinstance(node, And):
            return reduce(and_, map(self.turns, node.nodes))
        if isinstance(node, Or):
            return reduce(or_, map(self.turns, node.nodes))
        if isinstance(node, Not):
            return self._snapshot.every & ~self.turns(node.node)
        return self._phrase(node) if isinstance(node, Phrase) else self._leaf(node)

    def _leaf(self, leaf: Leaf) -> int:
        if isinstance(leaf, Prefix):
            forms = self._snapshot.starting(leaf.start).values()
            return self._any("body", set(forms)) if len(forms) <= FEW else self._scan(leaf)
        return self._any("lem", self._terms(leaf.form)) if isinstance(leaf, Word) else self._any("body", [leaf.form])

    def _any(self, field: str, terms: Iterable[str]) -> int:
        return reduce(or_, (self._snapshot.found(field, term) for term in terms), 0)

    def _scan(self, leaf: Leaf) -> int:
        """Look at every turn: faster than reading the lists of very many forms."""
        search = self._pattern((leaf,)).search
        return bits_of(b"".join(b"1" if search(said) else b"0" for said in self._snapshot.turns()))

    def _phrase(self, phrase: Phrase) -> int:
        """Return the turns that have the words in a row: those that have them all are looked at."""
        candidates = reduce(and_, map(self.turns, phrase.words))
        search = self._pattern(phrase.words).search
        said = self._snapshot.turns() if candidates else []
        digits = bytearray(b"0" * len(said))
        for place in places_of(candidates):
            if search(said[place]):
                digits[place] = 49
        return bits_of(digits)

    def _compiled(self, leaves: tuple[Leaf, ...]) -> re.Pattern[str]:
        """Return what finds the words in a row; it takes one character and looks at the rest, so fits may overlap."""
        sets = [f"[{codes}]" if codes else "(?!)" for codes in map(self._words, leaves)]
        return re.compile(f"(?=({''.join(sets)}))")

    def _codes(self, leaf: Leaf) -> str:
        if isinstance(leaf, Prefix):
            return "".join(self._snapshot.starting(leaf.start))
        return self._each("lem", self._terms(leaf.form)) if isinstance(leaf, Word) else self._each("body", [leaf.form])

    def _each(self, field: str, terms: Iterable[str]) -> str:
        return "".join(dict.fromkeys("".join(self._snapshot.codes(field, term) for term in terms)))
