"""Prove that a project is whole: pages, references, ranges and the hash of every excerpt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from projects import reading, speech
from projects.guard import telling
from projects.model import Document, Excerpt
from projects.quotes.errors import QuoteError
from projects.quotes.layers import layers
from projects.quotes.published import checked
from projects.quotes.quote import Quote
from projects.recorder import keyed_hash
from projects.store import Store


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Name one thing that is not as it should be; `values` fill the message `check.<code>`."""

    code: str
    transcript: str | None = None
    excerpt: str | None = None
    values: dict[str, object] = field(default_factory=dict)


def check(store: Store) -> tuple[CheckFinding, ...]:
    """Return every finding; an empty tuple says that the project is whole."""
    with telling(store.path):
        return tuple(_findings(store))


def _findings(store: Store) -> Iterator[CheckFinding]:
    yield from _pages(store)
    yield from _references(store)
    yield from _journal(store)
    key = str(store.database.execute("SELECT value FROM meta WHERE key = 'hash_key'").fetchone()[0])
    for transcript in store.transcripts():
        document = store.document(transcript.id)
        yield from _turns(document)
        if keyed_hash(key, document.text) != transcript.hash:
            yield CheckFinding("text-differs", transcript.id)
        for excerpt in store.excerpts(transcript.id):
            yield from _excerpt(document, excerpt, key)
        yield from _substitutes(store, document)
        for quote in store.quotes():
            if quote.transcript == transcript.id:
                yield from _quote(document, quote)


def _pages(store: Store) -> Iterator[CheckFinding]:
    answer = store.database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        yield CheckFinding("pages-damaged")


def _references(store: Store) -> Iterator[CheckFinding]:
    broken = store.database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield CheckFinding("reference-broken", values={"count": len(broken)})


def _journal(store: Store) -> Iterator[CheckFinding]:
    """Follow the chain: each entry names the one before it."""
    before = None
    for entry in reading.journal(store.database):
        if entry.previous != before:
            yield CheckFinding("journal-broken", values={"time": entry.time})
        before = entry.id


def _turns(document: Document) -> Iterator[CheckFinding]:
    end = 0
    for turn in document.turns:
        marks = all(turn.start <= mark.start <= mark.end <= turn.end for mark in turn.marks)
        if turn.start < end or turn.end > len(document.text) or not marks:
            yield CheckFinding("turn-misplaced", document.transcript.id, values={"turn": turn.name})
        end = turn.end


def _substitutes(store: Store, document: Document) -> Iterator[CheckFinding]:
    """See that every substitute for a name lies in the text."""
    where = 'transcript = ? AND NOT (0 <= start AND start <= "end" AND "end" <= ?)'
    values = [document.transcript.id, len(document.text)]
    count = store.database.execute(f"SELECT count(*) FROM pseudonym WHERE {where}", values).fetchone()[0]  # noqa: S608 - ours
    if count:
        yield CheckFinding("pseudonym-outside", document.transcript.id, values={"count": count})


def _excerpt(document: Document, excerpt: Excerpt, key: str) -> Iterator[CheckFinding]:
    if not 0 <= excerpt.start <= excerpt.end <= len(document.text):
        yield CheckFinding("excerpt-outside", document.transcript.id, excerpt.id)
    elif keyed_hash(key, speech.speech(document, excerpt.start, excerpt.end)) != excerpt.hash:
        yield CheckFinding("excerpt-differs", document.transcript.id, excerpt.id)


def _quote(document: Document, quote: Quote) -> Iterator[CheckFinding]:
    """See that a quote has words, and that its edits fit them."""
    outside = not 0 <= quote.start < quote.end <= len(document.text)
    if outside or not speech.pieces(document, quote.start, quote.end):
        yield CheckFinding("quote-outside", document.transcript.id, quote.excerpt, {"quote": quote.name})
        return
    shown = layers(document, quote)
    try:
        checked(shown.voices, shown.edits)
    except QuoteError as problem:
        if problem.code != "edit-all":
            yield CheckFinding("edits-misplaced", document.transcript.id, quote.excerpt, {"quote": quote.name})
