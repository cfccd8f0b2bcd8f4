"""Say why a word was found: the rule and the base form that lead from the word to the query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.search.forms import pattern_source, within
from projects.search.lexicon import DERIVED, sequences
from projects.search.nodes import LEAVES, Exact, Fuzzy, Wild, inner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from projects.search.lexicon import Reading
    from projects.search.nodes import Leaf, Node
    from projects.search.spoken import Spoken


@dataclass(frozen=True, slots=True)
class Reason:
    """Hold why a word fits.

    `rule` is `exact`, `pattern`, `like`, `base` (it is the base form), `inflected`, `compound`, `spoken`, `derived`
    or `stem`; `base` is the form it was found by, `parts` a compound's parts as they stand, `written` the written
    form a spoken one stands for.
    """

    rule: str
    base: str
    parts: tuple[str, ...] = ()
    written: str = ""


def literal(leaf: Leaf, form: str) -> Reason | None:
    """Return why a leaf finds a written word without any lexicon, None when it does not."""
    if isinstance(leaf, Exact) and leaf.form == form:
        return Reason("exact", leaf.form)
    if isinstance(leaf, Wild) and re.fullmatch(pattern_source(leaf.pattern), form):
        return Reason("pattern", leaf.pattern)
    if isinstance(leaf, Fuzzy) and within(leaf.form, form, leaf.edits):
        return Reason("like", leaf.form)
    return None


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Go through every word of a query that can be found."""
    if isinstance(node, LEAVES):
        yield node
    for under in inner(node):
        yield from leaves_of(under)


def by_lexicon(word: str, wanted: frozenset[str], readings: Iterable[Reading], spoken: Spoken) -> Reason | None:
    """Return why a word the lexicon knows fits one of the wanted terms."""
    known = tuple(readings)
    whole = _first(wanted, (spoken.base(base) for reading in known for base in reading.bases))
    if whole:
        return Reason("base" if whole == word else "inflected", whole)
    for reading in known:
        part = _first(wanted, map(spoken.base, sequences(reading.parts)))
        if part:
            return Reason("compound", part, tuple(one.form for one in reading.parts))
    root = _first(wanted, (f"{DERIVED}{spoken.base(root)}" for reading in known for root in reading.roots))
    return Reason("derived", root.removeprefix(DERIVED)) if root else None


def _first(wanted: frozenset[str], terms: Iterable[str]) -> str:
    """Return the first term that is wanted, "" when none is."""
    return next((term for term in terms if term in wanted), "")


def joined(found: Callable[[str], Reason | None], pieces: list[str]) -> Reason | None:
    """Return why a word made of pieces fits: by the piece that does."""
    for piece in pieces:
        reason = found(piece)
        if reason:
            return Reason("compound", reason.base, tuple(pieces))
    return None
