"""Say what is printed of each quote now, as reviewers are shown it, and which quotes consent keeps from print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.quotes.layers import all_layers
from projects.quotes.published import VIHKONEN
from projects.quotes.standing import closed_everywhere
from projects.review.sending import QuoteText
from projects.review.standing import Standing, standings

if TYPE_CHECKING:
    from projects.quotes.layers import Layers
    from projects.store import Store


def quote_texts(store: Store) -> dict[str, QuoteText]:
    """Return quote's id -> what is printed of it (in the booklet's style, which names nobody), in the texts' order."""
    key = store.mark_key()
    return {one.quote.id: _text(one, key) for one in _layers(store)}


def fingerprints(store: Store) -> dict[str, str]:
    """Return quote's id -> the fingerprint of its published text now."""
    key = store.mark_key()
    return {one.quote.id: one.fingerprint(key) for one in _layers(store)}


def closed_quotes(store: Store) -> frozenset[str]:
    """Return the quotes whose speakers let them be printed nowhere, or have taken their consent back."""
    consents = store.consents()
    return frozenset(one.quote.id for one in _layers(store) if closed_everywhere(one.speakers, consents))


def project_standings(store: Store) -> dict[str, Standing]:
    """Return where every quote (by id) stands between draft and print now."""
    return standings(store.review(), fingerprints(store), closed_quotes(store))


def _layers(store: Store) -> tuple[Layers, ...]:
    quotes = store.quotes()
    wanted = dict.fromkeys(one.transcript for one in quotes)
    return all_layers([store.document(one) for one in wanted], quotes)


def _text(one: Layers, key: bytes) -> QuoteText:
    return QuoteText(one.quote.name, one.published(VIHKONEN), one.fingerprint(key))
