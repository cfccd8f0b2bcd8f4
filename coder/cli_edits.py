"""Verbs that change the text itself, take things away for ever, and code by rule."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from codebooks.find import resolve
from coder.cli_context import Answer, Context, find_transcript
from projects import autocode, commands, walls
from projects.errors import CommandError
from projects.model import Document
from projects.store import Store


def edit(context: Context, options: argparse.Namespace) -> Answer:
    """Replace a passage; codings stay on their words."""
    with context.project(options.project) as store:
        document = store.document(find_transcript(store, options.transcript).id)
        removed = _passage(document, options.start, options.end)
        command = commands.CorrectText(
            document.transcript.id, options.start, removed, options.text, drop_codings=options.drop_codings
        )
        growth = -len(document.text)
        store.do(command, context.coder)
        growth += len(store.document(document.transcript.id).text)
    end = options.end + growth
    value = {"transcript": document.transcript.id, "start": options.start, "end": end}
    return Answer(value, context.catalogue("cli.edited", short=document.transcript.short))


def redact(context: Context, options: argparse.Namespace) -> Answer:
    """Put other words in a passage's place for ever."""
    _refuse_lightly(options)
    with context.project(options.project) as store:
        document = store.document(find_transcript(store, options.transcript).id)
        text = _passage(document, options.start, options.end)
        place = commands.Passage(document.transcript.id, options.start, options.end, text)
        return _built(context, store, walls.Redact((place,), options.text, everywhere=options.everywhere), options)


def erase(context: Context, options: argparse.Namespace) -> Answer:
    """Erase a transcript, or the person behind one of its labels, for ever."""
    _refuse_lightly(options)
    with context.project(options.project) as store:
        document = store.document(find_transcript(store, options.transcript).id)
        if options.speaker is None:
            return _built(context, store, walls.EraseTranscript(document.transcript.id), options)
        return _built(context, store, walls.ErasePerson(_person(document, options.speaker)), options)


def autocode_passages(context: Context, options: argparse.Namespace) -> Answer:
    """Code what a rule finds, or only tell what it would code."""
    with context.project(options.project) as store:
        codebook = store.codebook()
        codes = tuple(dict.fromkeys(resolve(codebook, key).id for key in options.keys))
        documents = store.documents()
        if options.transcript is not None:
            wanted = find_transcript(store, options.transcript).id
            documents = tuple(one for one in documents if one.transcript.id == wanted)
        coder = next((one.id for one in store.coders() if one.name == context.coder), None)
        rule = _rule(store, documents, options)
        found = autocode.plan(rule, documents, store.excerpts(), store.codings(), codes=codes, coder=coder)
        made = 0
        if not options.dry_run:
            result = store.do(found.command(found.candidates), context.coder).result
            made = getattr(result, "made", 0)
    there = sum(not found.new(one) for one in found.candidates)
    ranges = [
        {"transcript": one.passage.transcript, "start": one.passage.start, "end": one.passage.end, "text": one.speech}
        for one in found.candidates
    ]
    value = {"passages": len(ranges), "made": made, "there": there, "ranges": ranges}
    return Answer(value, context.catalogue("cli.autocoded", n=len(ranges), made=made, there=there))


def _passage(document: Document, start: int, end: int) -> str:
    if not 0 <= start <= end <= len(document.text):
        raise CommandError("bad-range", start=start, end=end, length=len(document.text))
    return document.text[start:end]


def _refuse_lightly(options: argparse.Namespace) -> None:
    if not options.for_ever:
        raise CommandError("needs-for-ever")


def _person(document: Document, label: str) -> str:
    for one in document.labels.values():
        if one.text == label:
            return one.person
    raise CommandError("no-person")


def _built(context: Context, store: Store, act: walls.WallAct, options: argparse.Namespace) -> Answer:
    replace = options.delete_copies
    built = walls.build(store, act, context.coder, context.passphrase(), replace_copies=replace)
    value = {
        "places": built.wiped.rows.get("passage", 0),
        "replaced": _names(built.replaced),
        "kept": _names(built.kept),
        "leftovers": [{"table": one.table, "count": one.count} for one in built.leftovers],
        "finished": built.finished,
    }
    words = [context.catalogue("wall.done")]
    if built.kept:
        names = ", ".join(path.name for path in built.kept)
        words.append(context.catalogue("wall.kept", n=len(built.kept), names=names))
    if built.leftovers:
        tables = ", ".join(f"{one.table} ({one.count})" for one in built.leftovers)
        words.append(context.catalogue("wall.leftovers", places=tables))
    if not built.finished:
        words.append(context.catalogue("wall.unfinished"))
    return Answer(value, " ".join(words))


def _names(paths: Sequence[Path]) -> list[str]:
    return [str(path) for path in paths]


def _rule(store: Store, documents: Sequence[Document], options: argparse.Namespace) -> autocode.Rule:
    """Return the one rule that is asked for; refuse none and several."""
    asked = [one for one in ("speaker", "pattern", "heading", "query") if getattr(options, one) is not None]
    if len(asked) != 1:
        raise CommandError("one-rule")
    if options.speaker is not None:
        labels = [one for document in documents for one in document.labels.values() if one.text == options.speaker]
        return autocode.BySpeaker(frozenset(one.person for one in labels))
    if options.pattern is not None:
        return autocode.ByPattern(options.pattern, options.unit)
    if options.heading is not None:
        return autocode.ByHeading(options.heading)
    return _hits(store, options)


def _hits(store: Store, options: argparse.Namespace) -> autocode.Rule:
    from projects.search.cachefile import cache_path  # noqa: PLC0415 - Whoosh is heavy
    from projects.search.corpus import Documents  # noqa: PLC0415
    from projects.search.search import Searcher  # noqa: PLC0415

    corpus = Documents(store.documents())
    searcher = Searcher(cache_path(store.info().id, store.path), store.index_key())
    try:
        searcher.update(corpus)
        hits = searcher.search(options.query, corpus, None, 0).hits
    finally:
        searcher.close()
    return autocode.ByHits.of(hits, options.unit)
