"""Offer the project's quotes to be ticked: all of them, or those of one code."""

from __future__ import annotations

from functools import partial

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.models.theme_rows import Source
from coder.session import Session
from projects.quotes.layers import all_layers
from projects.quotes.published import TUTKIMUS

_FIRST = 80


def quote_sources(session: Session, say: Catalogue) -> list[Source]:
    """Return where quotes can be taken from: all, then each code that has any."""
    store = session.store
    quotes = store.quotes()
    wanted = dict.fromkeys(one.transcript for one in quotes)
    shown = {
        one.quote.id: (Row(" ".join(one.published(TUTKIMUS))[:_FIRST], lead=one.quote.name), one.quote.id)
        for one in all_layers([store.document(one) for one in wanted], quotes)
    }
    by_excerpt = {one.excerpt: one.id for one in quotes}
    found: dict[str, list[str]] = {}
    for coding in store.codings():
        quote = by_excerpt.get(coding.excerpt)
        if quote in shown and quote not in found.setdefault(coding.code, []):
            found[coding.code].append(quote)
    book = store.codebook()
    rows = partial(_rows, shown)
    coded = [Source(one.name(say.language), partial(rows, found[one.id])) for one in book if one.id in found]
    return [Source(say("plan.all_quotes"), partial(rows, [*shown])), *coded]


def _rows(shown: dict[str, Item], ids: list[str]) -> list[Item]:
    return [shown[one] for one in ids]
