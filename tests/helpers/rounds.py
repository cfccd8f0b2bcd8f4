"""Make projects with quotes and review rounds for tests."""

from __future__ import annotations

from pathlib import Path

from helpers.projects import draft, new_store
from projects import commands
from projects.quotes.published import QuoteEdit
from projects.review.rounds import Round, RoundQuote
from projects.review.texts import fingerprints, quote_texts
from projects.store import Store

WORDS = ("Koti on paikka, josta lähdetään", "Luottamus syntyy hitaasti", "Mä soitan ja kysyn, mitä kuuluu")


def quoted(folder: Path, count: int = 3) -> Store:
    """Make a project with so many quotes, each of a turn of its own."""
    store = new_store(folder)
    lines = [f"H{n % 2 + 1}: {WORDS[n % 3]} {n + 1}." for n in range(count)]
    transcript = str(store.do(commands.ImportTranscript(draft(*lines)), "Aino").result)
    for turn in store.document(transcript).turns:
        store.do(commands.ChoosePassage(transcript, turn.start + 4, turn.end), "Aino")
    return store


def make_round(store: Store, *quotes: str, **more: object) -> Round:
    """Make a round over these quotes (ids), or over all, and return it."""
    prints = fingerprints(store)
    asked = tuple(commands.AskedQuote(key, prints[key]) for key in quotes or prints)
    values: dict[str, object] = {"track": "experience", "language": "fi", "title": "Otteet"} | more
    key = store.do(commands.MakeRound(asked, **values), "Aino").result  # type: ignore[arg-type]  # a test's own values
    return store.review().round_by_id[str(key)]


def asked_in(store: Store, one: Round) -> tuple[RoundQuote, ...]:
    """Return a round's quotes."""
    return store.review().by_round[one.id]


def answer(store: Store, one: Round, reviewer: str, *decisions: str, remark: str = "") -> tuple[str, ...]:
    """Take in a reviewer's decisions on a round's quotes, in their order; return the answers' ids."""
    pairs = zip(asked_in(store, one), decisions, strict=False)
    taken = tuple(commands.TakenAnswer(asked.id, decision, remark=remark) for asked, decision in pairs)
    result = store.do(commands.TakeAnswers(one.id, reviewer, "html", taken), "Aino").result
    assert isinstance(result, tuple)
    return result


def settle(store: Store, asked: RoundQuote, outcome: str, reason: str = "Näin sovittiin.") -> None:
    """Decide on a quote."""
    store.do(commands.Settle(asked.id, outcome, reason, fingerprints(store)[asked.quote]), "Aino")


def reword(store: Store, quote: str) -> None:
    """Leave the first word of a quote out."""
    first = quote_texts(store)[quote].paragraphs[0].split()[0]
    store.do(commands.AddEdit(quote, QuoteEdit(0, len(first), "omission")), "Aino")
