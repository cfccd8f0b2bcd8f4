"""Verbs about passages: code them, list them, search them."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from codebooks.find import resolve
from codebooks.model import Codebook
from coder.cli_context import Answer, Context, find_transcript
from projects import commands, speech
from projects.conditions import met_by
from projects.errors import CommandError, ProjectError
from projects.model import Document, Excerpt
from projects.search.cachefile import cache_path
from projects.search.corpus import Documents
from projects.search.facts import facts_of
from projects.search.notes import notes_of
from projects.search.results import Filters, Results
from projects.search.search import Searcher
from projects.store import Store


def code(context: Context, options: argparse.Namespace) -> Answer:
    """Code a passage with several codes in one step."""
    with context.project(options.project) as store:
        codebook = store.codebook()
        codes = tuple(dict.fromkeys(resolve(codebook, key).id for key in options.keys))
        transcript = find_transcript(store, options.transcript)
        command = commands.Code(transcript.id, options.start, options.end, codes)
        receipt = store.do(command, context.coder)
    coded = receipt.result
    if not isinstance(coded, commands.Coded):
        raise TypeError
    value = {"excerpt": coded.excerpt, "codings": list(coded.codings)}
    return Answer(value, context.catalogue("cli.coded", codes=len(coded.codings), short=transcript.short))


def excerpts(context: Context, options: argparse.Namespace) -> Answer:
    """List excerpts, filtered by code, family, speaker's label and conditions on variables."""
    with context.project(options.project) as store:
        codebook = store.codebook()
        wanted = _wanted_codes(codebook, options.code, options.family)
        codes = _codes_of_excerpts(store, codebook)
        documents = {one.transcript.id: one for one in store.documents()}
        met = met_by(store, options.variable or ())
        found = [one for one in store.excerpts() if met(documents[one.transcript], one)]
        rows = [_excerpt_value(one, documents[one.transcript], codes) for one in found]
    rows = [
        row
        for row in rows
        if (wanted is None or wanted & set(row["codes"]))
        and (options.speaker is None or options.speaker in row["speakers"])
    ]
    return Answer(rows, "\n\n".join(_excerpt_text(row, documents) for row in rows))


def _wanted_codes(codebook: Codebook, code: str | None, family: str | None) -> set[str] | None:
    """Return the keys that pass the filters, or None when there is no filter."""
    if code is None and family is None:
        return None
    keys = {one.key for one in codebook}
    if code is not None:
        keys &= {resolve(codebook, code).key}
    if family is not None:
        keys &= {one.key for one in codebook if one.family == _family_id(codebook, family)}
    return keys


def _family_id(codebook: Codebook, text: str) -> str:
    for family in codebook.families:
        if text.casefold() in (family.key.casefold(), family.name_fi.casefold(), family.name_en.casefold()):
            return family.id
    raise CommandError("unknown-family", text=text)


def _codes_of_excerpts(store: Store, codebook: Codebook) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for coding in store.codings():
        key = codebook.code(coding.code).key
        if key not in found[coding.excerpt]:
            found[coding.excerpt].append(key)
    return found


def _excerpt_value(excerpt: Excerpt, document: Document, codes: Mapping[str, list[str]]) -> dict[str, list[str]]:
    turns = [piece.turn for piece in speech.pieces(document, excerpt.start, excerpt.end)]
    speakers = dict.fromkeys(label for turn in turns if (label := document.label_of(turn)) is not None)
    row: dict[str, object] = {
        "id": excerpt.id,
        "transcript": excerpt.transcript,
        "start": excerpt.start,
        "end": excerpt.end,
        "text": speech.speech(document, excerpt.start, excerpt.end),
        "speakers": list(speakers),
        "codes": list(codes.get(excerpt.id, ())),
    }
    return row  # type: ignore[return-value]  # the two lists are what the filters read


def _excerpt_text(row: Mapping[str, object], documents: Mapping[str, Document]) -> str:
    short = documents[str(row["transcript"])].transcript.short
    speakers, codes = row["speakers"], row["codes"]
    if not isinstance(speakers, list) or not isinstance(codes, list):
        raise TypeError
    return f"{row['text']}\n    {short}, {', '.join(speakers)} · {', '.join(codes)}"


def search(context: Context, options: argparse.Namespace) -> Answer:
    """Search the speech; one query prints one object, a file of queries a list of them."""
    queries = _queries(options)
    with context.project(options.project) as store:
        answers = _search_all(context, store, queries, options)
    values = [value for value, _ in answers]
    text = "\n\n".join(text for _, text in answers)
    return Answer(values if options.queries else values[0], text)


def _queries(options: argparse.Namespace) -> list[str]:
    if options.queries is None:
        if not options.query:
            raise CommandError("no-query")
        return [options.query]
    path: Path = options.queries
    try:
        return [line.strip() for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    except OSError as problem:
        raise ProjectError("no-file", file=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise ProjectError("not-utf8", file=str(path)) from problem


def _search_all(
    context: Context, store: Store, queries: list[str], options: argparse.Namespace
) -> list[tuple[dict[str, object], str]]:
    """Bring the index up to date, then answer each query."""
    documents = store.documents()
    notes = notes_of(store)
    corpus = Documents((*documents, *notes))
    filters, facts = _filters(store, documents, options), partial(facts_of, store)
    searcher = Searcher(cache_path(store.info().id, store.path), store.index_key())
    try:
        searcher.update(corpus)
        found = [
            searcher.search(query, corpus, filters, options.limit, order=options.order, facts=facts, wide=options.wide)
            for query in queries
        ]
    finally:
        searcher.close()
    shown = {one.transcript.id: one for one in (*documents, *notes)}
    return [(_results_value(one, shown), _results_text(context, one, shown)) for one in found]


def _filters(store: Store, documents: tuple[Document, ...], options: argparse.Namespace) -> Filters:
    """Turn the options into sets: transcripts by id, turns by speaker's label and by the code on them."""
    transcripts = None if options.transcript is None else {find_transcript(store, options.transcript).id}
    if options.code is None and options.speaker is None:
        return Filters(transcripts)
    coded = None
    if options.code is not None:
        coded = coded_places(store, documents, resolve(store.codebook(), options.code).id)
    turns = {}
    for document in documents:
        places = set(range(len(document.turns)))
        if coded is not None:
            places &= coded.get(document.transcript.id, set())
        if options.speaker is not None:
            places &= {i for i, turn in enumerate(document.turns) if document.label_of(turn) == options.speaker}
        turns[document.transcript.id] = places
    return Filters(transcripts, turns)


def coded_places(store: Store, documents: tuple[Document, ...], code: str) -> dict[str, set[int]]:
    """Return, by transcript id, the places (0 is the first) of the turns that carry a code."""
    wanted = {coding.excerpt for coding in store.codings() if coding.code == code}
    order = {turn.id: place for document in documents for place, turn in enumerate(document.turns)}
    by_id = {document.transcript.id: document for document in documents}
    found: dict[str, set[int]] = defaultdict(set)
    for excerpt in store.excerpts():
        if excerpt.id in wanted:
            document = by_id[excerpt.transcript]
            turns = speech.turns_in(document, excerpt.start, excerpt.end)
            found[excerpt.transcript].update(order[turn.id] for turn in turns)
    return found


def _results_value(results: Results, documents: Mapping[str, Document]) -> dict[str, object]:
    hits = [
        {
            "kind": hit.kind,
            "transcript": hit.target if hit.kind != "transcript" else hit.transcript,
            "short": documents[hit.transcript].transcript.short,
            "turn": hit.turn.name if hit.turn.part else hit.turn.n,
            "speaker": documents[hit.transcript].label_of(hit.turn),
            "start": hit.start,
            "end": hit.end,
            "text": hit.text,
            "matches": [list(match) for match in hit.matches],
        }
        for hit in results.hits
    ]
    also = [{"word": form, "bases": list(bases)} for form, bases in results.also.items()]
    return {"query": results.query, "count": results.count, "also": also, "hits": hits}


def _results_text(context: Context, results: Results, documents: Mapping[str, Document]) -> str:
    lines = [context.catalogue("cli.hits", query=results.query, count=results.count)]
    also = results.also.items()
    lines += [context.catalogue("cli.also", form=form, bases=", ".join(bases)) for form, bases in also]
    for hit in results.hits:
        document = documents[hit.transcript]
        who = document.label_of(hit.turn) or ""
        lines.append(f"{document.transcript.short} {hit.turn.name} {who}: {hit.text}")
    return "\n".join(lines)
