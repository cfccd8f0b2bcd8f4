"""Offer what can stand in a chapter to be ticked: quotes, memos, figures, tables and appendices."""

from __future__ import annotations

from functools import partial

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.models.theme_rows import Source
from coder.session import Session
from exports.charts.draw import FIGURES
from exports.planned import TABLES
from projects.commands import NewNode
from projects.memos import memos
from projects.plans.plan import APPENDICES, FIGURE, MEMO, QUOTE, TABLE
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


def thing_sources(session: Session, say: Catalogue) -> list[Source]:
    """Return where memos, figures, tables and appendices can be taken from; their ids say what they are."""
    return [
        Source(say("plan.kind.memo"), lambda: [
            (Row(one.title or one.text[:_FIRST]), f"{MEMO}|{one.id}") for one in memos(session.store.database)]),
        Source(say("plan.kind.figure"), lambda: [
            (Row(say(f"plan.figure.{one}")), f"{FIGURE}|{one}") for one in FIGURES]),
        Source(say("plan.kind.table"), lambda: [
            (Row(say(f"plan.table.{one}")), f"{TABLE}|{one}") for one in TABLES]),
        Source(say("plan.appendices"), lambda: [
            (Row(say(f"plan.kind.{one}")), f"{one}|") for one in APPENDICES]),
    ]  # fmt: skip


def node_of(thing: str) -> NewNode:
    """Return what a ticked row puts into a plan."""
    kind, mark, target = thing.partition("|")
    return NewNode(kind, target) if mark else NewNode(QUOTE, thing)


def _rows(shown: dict[str, Item], ids: list[str]) -> list[Item]:
    return [shown[one] for one in ids]
