"""Find which round and which quotes answers are about, and tell what is odd about them; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.review.answers import Answer, AnswerError, AnswerNote, Answers, differing
from projects.review.packet import ACCEPT, sent_mark
from projects.review.rounds import GivenAnswer, Review, Round, RoundQuote

# The mark of a text that a reviewer has written over in a form: it is none that we sent.
WRITTEN_OVER = "written-over"


@dataclass(frozen=True, slots=True)
class Matched:
    """Hold one answer beside the round's quote it is about; `current` says that the quote still has that text."""

    asked: RoundQuote
    answer: Answer
    current: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Hold a file of answers sorted into its round; the numbers in `notes` are those of the round's quotes where known.

    `there` counts the answers that this reviewer has given word for word before.
    """

    round: Round
    reviewer: str
    rows: tuple[Matched, ...]
    notes: tuple[AnswerNote, ...]
    there: int


def match(
    answers: Answers, review: Review, fingerprints: Mapping[str, str], *, only: str = "", reviewer: str = ""
) -> Match:
    """Sort answers into the round they belong to; `fingerprints` are those of the quotes' texts now, by quote id.

    `only` is the id of the one round they may belong to, `reviewer` the name to use when the file has none.
    AnswerError: `other-project` (no round of this project sent that file), `other-round`, `no-reviewer`. Notes:
    `quote-changed`, `unknown-quote`, `conflict` (in the file, or with what the reviewer has answered before),
    `round-closed`, `no-answers`, and those that reading the file gave.
    """
    found = next((one for one in review.rounds if one.nonce == answers.nonce), None)
    if found is None:
        raise AnswerError("other-project")
    if only and found.id != only:
        raise AnswerError("other-round", number=found.number)
    who = answers.reviewer.strip() or reviewer.strip()
    if not who:
        raise AnswerError("no-reviewer")
    asked = {one.token: one for one in review.by_round.get(found.id, ())}
    known = [one for one in answers.answers if one.token in asked]
    rows = tuple(_matched(asked[one.token], _marked(answers, one), found, fingerprints) for one in known)
    before = {one.asked: one for one in review.answers_in(found.id) if one.reviewer == who}
    notes = [*(one for one in answers.notes if one.code != "conflict"), *_notes(answers, asked, rows, before, found)]
    there = sum(_same(before.get(row.asked.id), row, found) for row in rows)
    return Match(found, who, rows, tuple(dict.fromkeys(notes)), there)


def _matched(asked: RoundQuote, answer: Answer, found: Round, fingerprints: Mapping[str, str]) -> Matched:
    about = answer.mark in ("", sent_mark(asked.fingerprint, found.nonce))
    return Matched(asked, answer, about and fingerprints.get(asked.quote) == asked.fingerprint)


def _marked(answers: Answers, answer: Answer) -> Answer:
    """Give an answer on a text that was written over a mark that fits nothing; a refusal stays about what was sent."""
    if answer.token not in answers.written_over or answer.decision != ACCEPT:
        return answer
    return Answer(answer.token, WRITTEN_OVER, answer.decision, answer.identifiable, answer.remark, answer.level)


def _notes(
    answers: Answers, asked: Mapping[str, RoundQuote], rows: tuple[Matched, ...], before: Mapping[str, GivenAnswer],
    found: Round,
) -> list[AnswerNote]:
    strange = [place for place, one in enumerate(answers.answers, 1) if one.token not in asked]
    notes = [AnswerNote("unknown-quote", place) for place in strange]
    notes += [AnswerNote("quote-changed", row.asked.number) for row in rows if not row.current]
    clash = differing(answers.answers)
    notes += [
        AnswerNote("conflict", row.asked.number)
        for row in rows
        if row.answer.token in clash or _differs(before.get(row.asked.id), row)
    ]
    notes += [AnswerNote("round-closed", 0)] if found.closed else []
    return notes + ([] if rows else [AnswerNote("no-answers", 0)])


def _differs(before: GivenAnswer | None, row: Matched) -> bool:
    return before is not None and before.decision != row.answer.decision


def _same(before: GivenAnswer | None, row: Matched, found: Round) -> bool:
    """Tell whether the reviewer's last answer to the quote says just this."""
    if before is None:
        return False
    one = row.answer
    mark = one.mark or sent_mark(row.asked.fingerprint, found.nonce)
    said = (one.decision, one.identifiable, one.remark, one.level, mark)
    return said == (before.decision, before.identifiable, before.remark, before.level, before.mark)
