"""Read the review rounds of a project into values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from projects.review.rounds import GivenAnswer, RemarkReply, Review, Round, RoundQuote, Settlement

if TYPE_CHECKING:
    from sqlite_utils import Database


def review(database: Database) -> Review:
    """Return every round with its quotes, answers, decisions and replies."""
    rounds = database.execute(
        "SELECT id, number, nonce, name, track, language, title, greeting, contact, until, created, closed "
        'FROM "round" ORDER BY number, rowid'
    ).fetchall()
    asked = database.execute(
        "SELECT round_quote.id, round, quote, round_quote.number, token, fingerprint, context, topic, content_notes "
        'FROM round_quote JOIN "round" ON "round".id = round '
        'ORDER BY "round".number, "round".rowid, round_quote.number, round_quote.rowid'
    ).fetchall()
    answers = database.execute(
        "SELECT id, asked, reviewer, decision, identifiable, remark, level, source, mark, time FROM answer "
        "ORDER BY rowid"
    ).fetchall()
    settled = database.execute(
        "SELECT id, asked, outcome, reason, coder, time, decided_on FROM settlement ORDER BY time, rowid"
    )
    replies = database.execute("SELECT id, answer, text, coder, time FROM reply ORDER BY time, rowid").fetchall()
    return Review(
        tuple(Round(*row) for row in rounds),
        tuple(_asked(row) for row in asked),
        tuple(_answer(row) for row in answers),
        tuple(_settlement(row) for row in settled.fetchall()),
        tuple(RemarkReply(*row) for row in replies),
    )


def _asked(row: Sequence[Any]) -> RoundQuote:
    key, one, quote, number, token, fingerprint, context, topic, notes = row
    return RoundQuote(key, one, quote, number, token, fingerprint, context, topic, tuple(json.loads(notes)))


def _answer(row: Sequence[Any]) -> GivenAnswer:
    key, asked, reviewer, decision, known, remark, level, source, mark, time = row
    identifiable = None if known is None else bool(known)
    return GivenAnswer(key, asked, reviewer, decision, identifiable, remark, level, source, mark, time)


def _settlement(row: Sequence[Any]) -> Settlement:
    key, asked, outcome, reason, coder, time, decided_on = row
    return Settlement(key, asked, outcome, reason, coder, time, frozenset(json.loads(decided_on)))
