"""Say what the workplace of review rounds shows: rounds, quotes with everybody's answers, who has answered how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coder.i18n import Catalogue
from coder.models.grid import Column, GridRow
from coder.models.row import Row
from exports.review import feedback
from exports.review.feedback import Feedback, FeedbackQuote
from projects.review.packet import ACCEPT, CHANGE, REJECT
from projects.review.rounds import ASK_AGAIN, GivenAnswer, Review, Round, RoundQuote
from projects.review.sending import QuoteText
from projects.review.standing import (
    APPROVED,
    BLOCKED,
    CLOSED,
    DRAFT,
    IN_REVIEW,
    LEFT_OUT,
    TO_CHANGE,
    Standing,
    forbids,
    is_conflict,
    round_state,
    standing,
)
from projects.review.texts import closed_quotes, quote_texts
from projects.store import Store

YES, WISH, NO, WAITS = "✓", "±", "✕", "–"
SYMBOLS = {ACCEPT: YES, CHANGE: WISH, REJECT: NO}
STATE_SYMBOLS = {
    APPROVED: YES, TO_CHANGE: WISH, BLOCKED: NO, LEFT_OUT: NO, CLOSED: NO, IN_REVIEW: WAITS, DRAFT: WAITS,
}  # fmt: skip
# What must be decided comes first.
_ORDER = (BLOCKED, CLOSED, TO_CHANGE, DRAFT, IN_REVIEW, LEFT_OUT, APPROVED)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Held:
    """Hold everything of a project that the workplace shows."""

    review: Review
    texts: Mapping[str, QuoteText]
    closed: frozenset[str]
    names: Mapping[str, str]

    def fingerprint(self, quote: str) -> str:
        """Return the fingerprint of a quote's text now; "" when the quote is gone."""
        return self.texts[quote].fingerprint if quote in self.texts else ""

    def name(self, quote: str) -> str:
        """Return a quote's readable name, or "" when it is gone."""
        return self.texts[quote].name if quote in self.texts else ""

    def state(self, asked: RoundQuote) -> Standing:
        """Return where a quote stands by the round it is looked at in; consent goes before."""
        if asked.quote in self.closed:
            return standing(self.review, asked.quote, self.fingerprint(asked.quote), closed=True)
        return round_state(self.review, asked, self.fingerprint(asked.quote))

    def ordered(self, one: Round) -> tuple[RoundQuote, ...]:
        """Return a round's quotes, those that must be decided first, where people differ before the others."""
        asked = self.review.by_round.get(one.id, ())
        return tuple(sorted(asked, key=lambda each: (self._urgency(each), each.number)))

    def _urgency(self, asked: RoundQuote) -> tuple[int, bool]:
        state = self.state(asked).state
        return _ORDER.index(state), not is_conflict(self.review.answers_to.get(asked.id, ()))


@dataclass(frozen=True, slots=True)
class Progress:
    """Say how many of a round's quotes one reviewer has answered, and in which form."""

    reviewer: str
    source: str
    done: int
    total: int


def read_held(store: Store) -> Held:
    """Read what the workplace shows."""
    names = {one.id: one.name for one in store.coders()}
    return Held(store.review(), quote_texts(store), closed_quotes(store), names)


def round_name(one: Round, say: Catalogue) -> str:
    """Return what a round is called: its own name, else its number and track."""
    track = say(f"review.track.{one.track}")
    return one.name or say("review.round", number=one.number, track=track[:1].lower() + track[1:])


def round_row(held: Held, one: Round, say: Catalogue) -> Row:
    """Return a round's row in the list."""
    count = len(held.review.by_round.get(one.id, ()))
    words = "review.row_closed" if one.closed else "review.row_open"
    return Row(round_name(one, say), second=say(words, n=count, day=day_words(one.closed or one.created)))


def day_words(moment: str) -> str:
    """Return the day of a moment (ISO 8601) as it is written in Finland: 1.2.2021."""
    year, month, day = moment[:10].split("-")
    return f"{int(day)}.{int(month)}.{year}"


def progress(held: Held, one: Round) -> tuple[Progress, ...]:
    """Return who has answered in a round, and how much."""
    asked = held.review.by_round.get(one.id, ())
    found = []
    for name in held.review.reviewers(one.id):
        mine = [answer for answer in held.review.answers_in(one.id) if answer.reviewer == name]
        found.append(Progress(name, mine[-1].source, len({answer.asked for answer in mine}), len(asked)))
    return tuple(found)


def columns(held: Held, one: Round, say: Catalogue) -> tuple[Column, ...]:
    """Return the columns of a round's table: the quote, its words, each reviewer, and where it stands."""
    people = held.review.reviewers(one.id)
    return (
        Column("quote", say("review.column.quote"), editable=False),
        Column("text", say("review.column.text"), editable=False),
        *(Column(f"r:{name}", name, editable=False) for name in people),
        Column("state", say("review.column.state"), editable=False),
    )


def rows(held: Held, one: Round, say: Catalogue) -> tuple[GridRow, ...]:
    """Return the rows of a round's table, what must be decided first."""
    people = held.review.reviewers(one.id)
    return tuple(_row(held, asked, people, say) for asked in held.ordered(one))


def answer_words(answers: tuple[GivenAnswer, ...], say: Catalogue) -> str:
    """Return a symbol and a word for what one reviewer says of a quote: the strictest when there are several."""
    if not answers:
        return f"{WAITS} {say('review.waits')}"
    said = [REJECT if forbids(one) else one.decision for one in answers]
    worst = next(one for one in (REJECT, CHANGE, ACCEPT) if one in said)
    return f"{SYMBOLS[worst]} {say(f'review.decision.{worst}')}"


def state_words(found: Standing, say: Catalogue) -> str:
    """Return a symbol and a word for where a quote stands, and that its text has changed since."""
    words = f"{STATE_SYMBOLS[found.state]} {say(f'review.state.{found.state}')}"
    return f"{words}, {say('review.changed')}" if found.changed else words


def counts(held: Held, one: Round) -> Mapping[str, int]:
    """Return how many of a round's quotes are in each state."""
    states = [held.state(asked).state for asked in held.review.by_round.get(one.id, ())]
    return {state: states.count(state) for state in _ORDER}


def remarks(held: Held, one: Round) -> tuple[GivenAnswer, ...]:
    """Return the answers of a round that say something in words."""
    return tuple(answer for answer in held.review.answers_in(one.id) if answer.remark.strip())


def decided(held: Held, one: Round) -> int:
    """Return how many of a round's quotes wait for nothing: approved, left out, or decided to be asked again."""
    return sum(_is_decided(held, asked) for asked in held.review.by_round.get(one.id, ()))


def feedback_of(held: Held, one: Round) -> Feedback:
    """Return what a round's reviewers are told of what their answers changed."""
    asked = held.review.by_round.get(one.id, ())
    people = len(held.review.reviewers(one.id))
    return Feedback(one.language, one.title, one.contact, people, tuple(_feedback(held, each) for each in asked))


def _feedback(held: Held, asked: RoundQuote) -> FeedbackQuote:
    answers = held.review.answers_to.get(asked.id, ())
    # A reviewer whose file says what was typed in for them already is one voice.
    voices = dict.fromkeys((one.reviewer, REJECT if forbids(one) else one.decision) for one in answers)
    said = [voice for _, voice in voices]
    found = [held.review.reply_to[one.id].text for one in answers if one.id in held.review.reply_to]
    replies = tuple(dict.fromkeys(found))
    return FeedbackQuote(asked.number, _outcome(held, asked), said.count(ACCEPT), said.count(CHANGE),
                         said.count(REJECT), replies)  # fmt: skip


def _outcome(held: Held, asked: RoundQuote) -> str:
    state, settled = held.state(asked).state, held.review.settlement_of.get(asked.id)
    if state in (LEFT_OUT, CLOSED):
        return feedback.LEFT_OUT
    if settled is None or state == BLOCKED:
        return feedback.KEPT if state == APPROVED else feedback.OPEN
    if settled.outcome == ASK_AGAIN:
        return feedback.CHANGED
    return feedback.PUBLISHED if state == APPROVED else feedback.OPEN


def _is_decided(held: Held, asked: RoundQuote) -> bool:
    state = held.state(asked).state
    settled = held.review.settlement_of.get(asked.id)
    again = settled is not None and settled.outcome == ASK_AGAIN and state != BLOCKED
    return again or state in (APPROVED, LEFT_OUT, CLOSED)


def _row(held: Held, asked: RoundQuote, people: tuple[str, ...], say: Catalogue) -> GridRow:
    answers = held.review.answers_to.get(asked.id, ())
    text = held.texts.get(asked.quote)
    said = " – ".join(text.paragraphs)[:_LONGEST] if text else say("review.gone")
    cells = [answer_words(tuple(one for one in answers if one.reviewer == name), say) for name in people]
    name = held.name(asked.quote) or str(asked.number)
    return GridRow(asked.id, (name, said, *cells, state_words(held.state(asked), say)), name)
