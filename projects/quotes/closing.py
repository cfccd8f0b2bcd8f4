"""Follow a consent that was refused or taken back: the quotes it closes, and the documents that went out with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from projects.consents import USES
from projects.model import Consent
from projects.quote_rows import Written, use_of
from projects.quotes.layers import Layers
from projects.quotes.standing import closures


@dataclass(frozen=True, slots=True)
class Held:
    """Name a document that holds closed quotes, and which; `next_edition` when it is printed and cannot be redone."""

    document: Written
    quotes: tuple[str, ...]
    next_edition: bool


def newly_closed(
    layers: Iterable[Layers], before: Sequence[Consent], after: Sequence[Consent]
) -> tuple[Layers, ...]:
    """Return the quotes that are closed for a use now and were not for that use before."""
    return tuple(one for one in layers if _closed(one, after) - _closed(one, before))


def held(written: Iterable[Written], layers: Iterable[Layers], consents: Sequence[Consent]) -> tuple[Held, ...]:
    """Return the documents that hold a quote which is closed for what they are, in their order."""
    known = {one.quote.id: one for one in layers}
    found = ((document, _closed_in(document, known, consents)) for document in written)
    return tuple(Held(document, names, bool(document.printed)) for document, names in found if names)


def _closed_in(document: Written, known: dict[str, Layers], consents: Sequence[Consent]) -> tuple[str, ...]:
    use = use_of(document.kind)
    quotes = (known[one.quote] for one in document.quotes if one.quote in known)
    return tuple(one.quote.name for one in quotes if closures(one.speakers, use, consents))


def _closed(one: Layers, consents: Sequence[Consent]) -> frozenset[str]:
    return frozenset(use for use in USES if closures(one.speakers, use, consents))
