"""Verbs about quotes: choose excerpts for print, change what is printed of them, list them and where they went."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from coder.cli_context import Answer, Context, table
from exports.speakers import Speakers, speakers
from projects import commands
from projects.consents import USES
from projects.model import Consent
from projects.quote_rows import Written
from projects.quotes.closing import Held, held
from projects.quotes.errors import QuoteError
from projects.quotes.layers import Layers, all_layers
from projects.quotes.published import TUTKIMUS, VIHKONEN, QuoteEdit
from projects.quotes.standing import closures
from projects.store import Command, Store


def quote(context: Context, options: argparse.Namespace) -> Answer:
    """Do one act on quotes and list those it was about; `list` does nothing and lists all."""
    with context.project(options.project) as store:
        act = _ACTS[options.act]
        wanted = act(context, store, options)
        documents = store.documents()
        shown = [one for one in all_layers(documents, store.quotes()) if wanted is None or one.quote.id in wanted]
        printed = speakers(store.persons(), context.catalogue.language)
        values = [_value(one, printed, store.mark_key(), store.consents()) for one in shown]
        rows = [(one.quote.name, one.source(printed.short), " / ".join(one.published(TUTKIMUS))) for one in shown]
    return Answer(values, table(rows))


def documents(context: Context, options: argparse.Namespace) -> Answer:
    """List the documents that went out with quotes; before that, note when one went to print, when that is asked."""
    with context.project(options.project) as store:
        if options.printed:
            key, day = options.printed
            store.do(commands.MarkPrinted(key, day), context.coder)
        found = store.written()
        shown = all_layers(store.documents(), store.quotes())
        closed = {one.document.id: one for one in held(found, shown, store.consents())}
    rows = [
        (one.time, context.catalogue(f"written.kind.{one.kind}"), one.name, one.printed, len(one.quotes),
         ", ".join(closed[one.id].quotes) if one.id in closed else "")
        for one in found
    ]
    return Answer([_document(one, closed.get(one.id)) for one in found], table(rows))


def _list(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str] | None:
    del context
    return [_found(store, one) for one in options.words] if options.words else None


def _choose(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str]:
    result = store.do(commands.ChooseQuotes(tuple(options.words)), context.coder).result
    return list(result) if isinstance(result, tuple) else []


def _drop(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str]:
    store.do(commands.DropQuotes(tuple(_found(store, one) for one in options.words)), context.coder)
    return []


def _edit(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str]:
    key = _only(store, options)
    end = options.start if options.end is None else options.end
    edit = QuoteEdit(options.start, end, options.kind, options.text, options.reason)
    store.do(commands.AddEdit(key, edit), context.coder)
    return [key]


def _unedit(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str]:
    wanted = frozenset(options.words)
    touched = [one.id for one in store.quotes() if wanted.intersection(edit.id for edit in one.edits)]
    store.do(commands.RemoveEdits(tuple(options.words)), context.coder)
    return touched


def _write(context: Context, store: Store, options: argparse.Namespace) -> Sequence[str]:
    key = _only(store, options)
    steps: list[Command] = []
    if options.lead_in is not None:
        steps.append(commands.SetLeadIn(key, options.lead_in))
    if options.paraphrase is not None:
        steps.append(commands.SetParaphrase(key, options.paraphrase))
    if options.opening is not None:
        steps.append(commands.SetOpening(key, opening=options.opening == "yes"))
    store.do(commands.Together(tuple(steps)), context.coder)
    return [key]


_ACTS = {"list": _list, "choose": _choose, "drop": _drop, "edit": _edit, "unedit": _unedit, "write": _write}


def _found(store: Store, wanted: str) -> str:
    """Return the id of the quote with this id or name; refuse with `no-quote`."""
    for one in store.quotes():
        if wanted in (one.id, one.name):
            return one.id
    raise QuoteError("no-quote")


def _only(store: Store, options: argparse.Namespace) -> str:
    """Return the one quote that an act is about."""
    if len(options.words) != 1:
        raise QuoteError("one-quote")
    return _found(store, options.words[0])


def _value(one: Layers, printed: Speakers, key: bytes, consents: Sequence[Consent]) -> dict[str, object]:
    quote = one.quote
    return {
        "id": quote.id,
        "name": quote.name,
        "excerpt": quote.excerpt,
        "transcript": quote.transcript,
        "start": quote.start,
        "end": quote.end,
        "verbatim": one.verbatim,
        "vihkonen": list(one.published(VIHKONEN)),
        "tutkimus": list(one.published(TUTKIMUS)),
        "source": one.source(printed.short),
        "mark": one.fingerprint(key),
        "lead_in": quote.lead_in,
        "opening": quote.opening,
        "paraphrase": quote.paraphrase,
        "edits": _edits(one),
        "closed": _closed(one, printed, consents),
    }


def _edits(one: Layers) -> list[dict[str, object]]:
    return [
        {"id": key, "start": edit.start, "end": edit.end, "kind": edit.kind,
         "said": one.verbatim[edit.start : edit.end], "text": edit.text, "reason": edit.reason}
        for key, edit in zip(one.ids, one.edits, strict=True)
    ]


def _closed(one: Layers, printed: Speakers, consents: Sequence[Consent]) -> list[dict[str, object]]:
    names = {person.id: printed.short(person) for person in one.speakers}
    found = [each for use in USES for each in closures(one.speakers, use, consents)]
    return [{"use": each.use, "speaker": names[each.person], "reason": each.reason} for each in found]


def _document(one: Written, closed: Held | None) -> dict[str, object]:
    quotes = [{"id": each.quote, "name": each.name, "mark": each.mark} for each in one.quotes]
    return {"id": one.id, "time": one.time, "kind": one.kind, "name": one.name, "printed": one.printed,
            "quotes": quotes, "closed": list(closed.quotes) if closed else [],
            "next_edition": closed is not None and closed.next_edition}
