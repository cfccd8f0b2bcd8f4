"""Find where the words of a turn fit a leaf, a phrase or a distance; a turn is a text of one character a word."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from projects.search.nodes import Near, Or, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from projects.search.nodes import Leaf, Placed

KEPT = 512
FAR = "\U00010000"
ANY_FAR = f"[{FAR}-\U0010ffff]"
Place: TypeAlias = tuple[int, int]
"""Where something stands: ordinals of words, half-open."""


class Patterns:
    """Look at turns; `codes` gives the characters of the words a leaf finds."""

    def __init__(self, codes: Callable[[Leaf], str]) -> None:
        """Keep it; patterns are remembered."""
        self._codes = codes
        self.fits = lru_cache(KEPT)(self._fits)
        self._row = lru_cache(KEPT)(self._compiled)

    def words(self, nodes: Iterable[Placed], said: str) -> list[int]:
        """Return the ordinals of the words of a turn that show why it fits."""
        return sorted({one for node in nodes for ordinals in self.shown(node, said).values() for one in ordinals})

    def shown(self, node: Placed, said: str) -> dict[Place, frozenset[int]]:
        """Return every place where a node stands in a turn, with the words that make it."""
        if isinstance(node, Near):
            return self._pairs(node, said)
        if isinstance(node, Or):
            found: dict[Place, frozenset[int]] = {}
            for one in node.nodes:
                for place, ordinals in self.shown(one, said).items():  # type: ignore[arg-type]  # all are placed
                    found[place] = found.get(place, frozenset()) | ordinals
            return found
        row = node.words if isinstance(node, Phrase) else (node,)
        spots = ((one.start(), one.end(1)) for one in self._row(row).finditer(said))
        return {place: frozenset(range(*place)) for place in spots}

    def _pairs(self, node: Near, said: str) -> dict[Place, frozenset[int]]:
        left, right = self.shown(node.left, said), self.shown(node.right, said)
        found: dict[Place, frozenset[int]] = {}
        orders = [(left, right)] if node.ordered else [(left, right), (right, left)]
        for first, second in orders:
            later = sorted(second)
            for start, end in first:
                for place in later[bisect_left(later, (end, 0)) :]:
                    if place[0] - end >= node.distance:
                        break
                    whole = (start, place[1])
                    found[whole] = found.get(whole, frozenset()) | first[start, end] | second[place]
        return found

    def _fits(self, node: Placed) -> Callable[[str], object]:
        """Return what tells whether a turn fits; turns without any of a node's far characters are told at once."""
        source = self._source(node)
        whole = re.compile(source, re.DOTALL).search
        far = frozenset(one for one in source if one >= FAR)
        if not far:
            return whole
        near = re.compile(self._source(node, near_only=True), re.DOTALL).search
        far_of = re.compile(ANY_FAR).findall
        return lambda said: near(said) or (not far.isdisjoint(far_of(said)) and whole(said))

    def _source(self, node: Placed, *, near_only: bool = False) -> str:
        if isinstance(node, Phrase):
            return "".join(self._source(one, near_only=near_only) for one in node.words)
        if isinstance(node, Or):
            nodes = (self._source(one, near_only=near_only) for one in node.nodes)  # type: ignore[arg-type]  # placed
            return f"(?:{'|'.join(nodes)})"
        if isinstance(node, Near):
            left, right = (self._source(one, near_only=near_only) for one in (node.left, node.right))
            gap = f".{{0,{node.distance - 1}}}"
            one, other = left + gap + right, right + gap + left
            return f"(?:{one})" if node.ordered else f"(?:{one}|{other})"
        codes = self._codes(node)
        return _one_of("".join(one for one in codes if one < FAR) if near_only else codes)

    def _compiled(self, row: tuple[Leaf, ...]) -> re.Pattern[str]:
        """Return what finds words in a row; it takes one character and looks at the rest, so fits may overlap."""
        return re.compile(f"(?=({''.join(map(self._source, row))}))")


def _one_of(codes: str) -> str:
    """Return a pattern for one character of many.

    `re` looks a character up in a class at once, but goes through it one by one when it holds any beyond 0xFFFF, as
    those of rare words in a corpus of millions are: they get a class of their own that only such characters come to.
    """
    near, far = "".join(one for one in codes if one < FAR), "".join(one for one in codes if one >= FAR)
    classes = [*([f"[{near}]"] if near else []), *([f"(?={ANY_FAR})[{far}]"] if far else [])]
    if not classes:
        return "(?!)"
    return f"(?:{'|'.join(classes)})" if far else classes[0]
