"""Verbs of review rounds: make one and write its packages, read answers in, tell where every quote stands."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from codebooks.errors import OteError
from coder.cli_context import Answer, Context, complaint, table
from coder.review_files import SUFFIXES, Incoming, packet_of, read_incoming, record_of, write_package
from exports.review.page import packet_words
from projects import commands
from projects.errors import CommandError
from projects.quotes.quote import Quote
from projects.review.answers import AnswerNote
from projects.review.packet import CONTENT_NOTES, EXPERIENCE, Packet
from projects.review.rounds import SITTING, Review, Round
from projects.review.standing import to_ask_again
from projects.review.texts import closed_quotes, fingerprints, project_standings, quote_texts
from projects.store import Store


def review(context: Context, options: argparse.Namespace) -> Answer:
    """Do what is asked of review rounds."""
    return {"make": make, "read": read, "show": show}[options.what](context, options)


def make(context: Context, options: argparse.Namespace) -> Answer:
    """Make a round, or take one by its number, and write it to a file; no file, no new round."""
    if len(options.files) != 1:
        raise CommandError("review-usage")
    path: Path = options.files[0]
    if path.suffix.lower() not in SUFFIXES:
        raise CommandError("review-suffix", file=str(path))
    with context.project(options.project) as store:
        texts = quote_texts(store)
        one = _by_number(store.review(), options.round) if options.round else _made(context, store, options)
        asked = store.review().by_round[one.id]
        try:
            packet = packet_of(store.review(), one, texts, closed_quotes(store))
            write_package(packet, path, cards=options.cards)
        except OteError:
            # A round that nobody could be sent would keep its quotes waiting for answers.
            if not options.round:
                store.undo(context.coder)
            raise
        store.do(record_of(asked, texts, path), context.coder)
    rows = [{"number": each.number, "id": each.token, "quote": texts[each.quote].name} for each in asked]
    value = {
        "round": one.number, "id": one.id, "nonce": one.nonce, "track": one.track, "file": str(path), "quotes": rows,
    }  # fmt: skip
    told = context.catalogue("cli.review.made", number=one.number, n=len(rows), file=path)
    return Answer(value, told, _warned(context, packet))


def read(context: Context, options: argparse.Namespace) -> Answer:
    """Take answers in, each file in one step; a file that is refused leaves everything as it was."""
    if not options.files:
        raise CommandError("review-usage")
    rows: list[dict[str, object]] = []
    complaints: list[str] = []
    with context.project(options.project) as store:
        only = _by_number(store.review(), options.round).id if options.round else ""
        for path in options.files:
            try:
                found = read_incoming(
                    path, store.review(), fingerprints(store), only=only, reviewer=options.reviewer or ""
                )
                made = store.do(found.command(), context.coder)
                rows.append(_read_value(context, store, found, len(_ids(made.result))))
            except OteError as problem:
                rows.append(_refused_value(context, path, problem))
                complaints.append(complaint(problem, context.catalogue.error(problem)))
    refused = sum(row["status"] == "rejected" for row in rows)
    code = 0 if not refused else 2 if refused == len(rows) else 1
    return Answer(rows, "\n".join(_read_text(context, row) for row in rows if row["status"] == "read"),
                  tuple(complaints), code)


def show(context: Context, options: argparse.Namespace) -> Answer:
    """Tell of each quote where it stands, and of each round what has come back."""
    with context.project(options.project) as store:
        held, found = store.review(), project_standings(store)
        names = {one.id: one.name for one in store.quotes()}
    numbers = {one.id: one.number for one in held.rounds}
    quotes = [
        {"quote": names[key], "state": one.state, "round": numbers.get(one.round), "changed": one.changed,
         "mark": one.mark}
        for key, one in found.items()
    ]  # fmt: skip
    rounds = [
        {"round": one.number, "track": one.track, "created": one.created, "closed": one.closed or None,
         "quotes": len(held.by_round.get(one.id, ())), "reviewers": list(held.reviewers(one.id))}
        for one in held.rounds
    ]  # fmt: skip
    lines = [(row["quote"], context.catalogue(f"review.state.{row['state']}"), row["round"] or "") for row in quotes]
    return Answer({"rounds": rounds, "quotes": quotes}, table(lines))


def _made(context: Context, store: Store, options: argparse.Namespace) -> Round:
    """Make a round of the quotes that are named, of those to be asked again, or of all that may be printed."""
    prints, quotes = fingerprints(store), store.quotes()
    if not quotes:
        raise CommandError("round-no-texts")
    closed = closed_quotes(store)
    wanted = _wanted(store.review(), quotes, prints, options, closed)
    names = [one.name for one in wanted if one.id in closed]
    if names:
        raise CommandError("round-closed-quotes", quotes=names)
    notes = _notes(quotes, options.note)
    language = options.language or context.catalogue.language
    words = packet_words(language)
    asked = tuple(
        commands.AskedQuote(one.id, prints[one.id], one.lead_in, notes=notes.get(one.id, ())) for one in wanted
    )
    made = commands.MakeRound(
        asked, options.track or EXPERIENCE, language, options.title or words["title_default"],
        greeting=options.greeting or words["greeting_default"], contact=options.contact or "",
        until=options.until or "",
    )  # fmt: skip
    key = store.do(made, context.coder).result
    return next(one for one in store.review().rounds if one.id == key)


def _wanted(
    review: Review, quotes: Sequence[Quote], prints: Mapping[str, str], options: argparse.Namespace,
    closed: frozenset[str],
) -> list[Quote]:
    if options.quote:
        by_name = {one.name: one for one in quotes}
        missing = next((name for name in options.quote if name not in by_name), None)
        if missing is not None:
            raise CommandError("round-no-quote", quote=missing)
        return [by_name[name] for name in options.quote]
    again = to_ask_again(review, prints) if options.again else prints
    return [one for one in quotes if one.id in again and one.id not in closed]


def _notes(quotes: Sequence[Quote], given: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Read content notes written `QUOTE=violence`."""
    ids = {one.name: one.id for one in quotes}
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, _, note = one.partition("=")
        if name not in ids or note not in CONTENT_NOTES:
            raise CommandError("review-note", given=one)
        found[ids[name]] = (*found.get(ids[name], ()), note)
    return found


def _by_number(review: Review, number: int) -> Round:
    found = next((one for one in review.rounds if one.number == number), None)
    if found is None:
        raise CommandError("no-round" if review.rounds else "no-rounds")
    return found


def _warned(context: Context, packet: Packet) -> tuple[str, ...]:
    if len(packet.quotes) <= SITTING:
        return ()
    return (f"ote: {context.catalogue('cli.review.many', n=len(packet.quotes), most=SITTING)}",)


def _read_value(context: Context, store: Store, found: Incoming, new: int) -> dict[str, object]:
    names = {one.id: one.name for one in store.quotes()}
    decisions = [
        {"quote": names.get(row.asked.quote), "number": row.asked.number, "decision": row.answer.decision,
         "identifiable": row.answer.identifiable, "remark": row.answer.remark, "level": row.answer.level,
         "current": row.current}
        for row in found.match.rows
    ]  # fmt: skip
    return {
        "file": found.file, "status": "read", "code": None, "message": None, "round": found.match.round.number,
        "reviewer": found.match.reviewer, "source": found.source, "new": new, "decisions": decisions,
        "warnings": [_note_value(context, one) for one in found.match.notes],
    }


def _note_value(context: Context, note: AnswerNote) -> dict[str, object]:
    message = context.catalogue(f"review.note.{note.code}", number=note.number)
    return {"code": note.code, "number": note.number, "message": message}


def _refused_value(context: Context, path: Path, problem: OteError) -> dict[str, object]:
    return {
        "file": str(path), "status": "rejected", "code": problem.code, "message": context.catalogue.error(problem),
        "round": None, "reviewer": None, "source": None, "new": 0, "decisions": [], "warnings": [],
    }


def _read_text(context: Context, row: Mapping[str, object]) -> str:
    warnings = row["warnings"]
    told = [str(one["message"]) for one in warnings] if isinstance(warnings, list) else []
    decisions = row["decisions"]
    count = len(decisions) if isinstance(decisions, list) else 0
    head = context.catalogue(
        "cli.review.read", file=row["file"], reviewer=row["reviewer"], number=row["round"], n=count, new=row["new"]
    )
    return "\n".join([head, *(f"  {one}" for one in told)])


def _ids(result: object) -> tuple[object, ...]:
    return result if isinstance(result, tuple) else ()
