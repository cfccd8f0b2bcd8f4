"""Say where a quote stands between draft and print: rules over what people answered and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from projects.consents import NO, PARAPHRASE, PSEUDONYM, ROLE, UNATTRIBUTED, stricter
from projects.review.packet import CHANGE, REJECT, sent_mark
from projects.review.rounds import ASK_AGAIN, LEAVE_OUT, PUBLISH, GivenAnswer, Review, RoundQuote

DRAFT, IN_REVIEW, APPROVED = "draft", "in-review", "approved"
TO_CHANGE, BLOCKED, LEFT_OUT, CLOSED = "to-change", "blocked", "left-out", "closed"
STATES = (CLOSED, BLOCKED, LEFT_OUT, TO_CHANGE, IN_REVIEW, DRAFT, APPROVED)
# How far a speaker lets words go, step by step (`packet.CONSENT_LEVELS`), as a scope of consent.
_SCOPES = {1: NO, 2: PARAPHRASE, 3: UNATTRIBUTED, 4: ROLE, 5: PSEUDONYM}
# "Only in the research" and "told in other words": no quote may be printed of either.
_NO_QUOTE = (1, 2)


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold a quote's state; `round` is the id of the round that gave it, `changed` that its text is another since.

    `mark` is the mark of the approved text as that round showed it, for an approved quote.
    """

    state: str
    round: str = ""
    changed: bool = False
    mark: str = ""

    @property
    def may_print(self) -> bool:
        """Tell whether the text may be published as it is."""
        return self.state == APPROVED


def forbids(answer: GivenAnswer) -> bool:
    """Tell whether an answer says that the quote must not be published."""
    return answer.decision == REJECT or answer.level in _NO_QUOTE


def is_conflict(answers: Sequence[GivenAnswer]) -> bool:
    """Tell whether people, or one person twice, have answered in different ways."""
    return len({_voice(one) for one in answers}) > 1


def open_refusals(review: Review, asked: RoundQuote) -> tuple[GivenAnswer, ...]:
    """Return the answers "no" of a round's quote that nobody has decided on since they came."""
    return tuple(one for one in review.answers_to.get(asked.id, ()) if forbids(one) and _undecided(review, asked, one))


def standing(review: Review, quote: str, fingerprint: str, *, closed: bool = False) -> Standing:
    """Return where a quote with this published text stands; `closed` says that consent does not allow it.

    Any "no", in any round and about whatever text, blocks until a person decides with a reason after it came. An
    approval holds for just the text that was shown: with another text the quote is a draft again (`changed`). Where
    both speakers and people of experience were asked, the stricter of their last rounds counts.
    """
    asked = review.by_quote.get(quote, ())
    if closed:
        return Standing(CLOSED, asked[-1].round if asked else "")
    for one in asked:
        if open_refusals(review, one):
            return Standing(BLOCKED, one.round, one.fingerprint != fingerprint)
    last = {review.round_by_id[one.round].track: one for one in asked}
    found = [_of_round(review, one, fingerprint) for one in last.values()]
    return min(found, key=lambda one: STATES.index(one.state), default=Standing(DRAFT))


def limits(review: Review) -> dict[str, str]:
    """Return quote's id -> how far its speakers let it go, as they said when they were last asked.

    It holds for the quote and not for a text: a wish not to be named is not lost with a comma. Who said nothing has
    set no limit.
    """
    found: dict[str, str] = {}
    for quote, asked in review.by_quote.items():
        for one in asked:
            said = [_SCOPES[answer.level] for answer in review.answers_to.get(one.id, ()) if answer.level]
            if said:
                found[quote] = reduce(stricter, said)
    return found


def standings(
    review: Review, fingerprints: Mapping[str, str], closed: frozenset[str] = frozenset()
) -> dict[str, Standing]:
    """Return where each quote (id -> fingerprint of its text now) stands; `closed` are those consent forbids.

    A quote that was let go with a "no" still open blocks one that was chosen anew with just its words.
    """
    refused = {
        one.fingerprint: one for one in review.asked if one.quote not in fingerprints and open_refusals(review, one)
    }
    return {
        key: Standing(BLOCKED, refused[text].round) if text in refused and key not in closed
        else standing(review, key, text, closed=key in closed)
        for key, text in fingerprints.items()
    }  # fmt: skip


def round_state(review: Review, asked: RoundQuote, fingerprint: str) -> Standing:
    """Return where a quote stands by one round alone, as its table shows it."""
    if open_refusals(review, asked):
        return Standing(BLOCKED, asked.round, asked.fingerprint != fingerprint)
    return _of_round(review, asked, fingerprint)


def to_ask_again(review: Review, fingerprints: Mapping[str, str]) -> tuple[str, ...]:
    """Return the quotes (ids) a next round is about: changed since they were asked about, or decided to be asked again.

    One that is left out, or that a "no" still blocks, is not asked about again before a person has decided so.
    """
    return tuple(key for key, text in fingerprints.items() if review.by_quote.get(key) and _asks(review, key, text))


def _asks(review: Review, quote: str, fingerprint: str) -> bool:
    found = standing(review, quote, fingerprint)
    settled = review.settlement_of.get(review.by_quote[quote][-1].id)
    again = found.state == TO_CHANGE and settled is not None and settled.outcome == ASK_AGAIN
    return again or (found.changed and found.state in (DRAFT, TO_CHANGE))


def _of_round(review: Review, asked: RoundQuote, fingerprint: str) -> Standing:
    changed = asked.fingerprint != fingerprint
    settled = review.settlement_of.get(asked.id)
    waiting = [one for one in review.answers_to.get(asked.id, ()) if _undecided(review, asked, one)]
    if settled and settled.outcome == LEAVE_OUT:
        return Standing(LEFT_OUT, asked.round, changed)
    if settled and settled.outcome == ASK_AGAIN:
        return Standing(TO_CHANGE, asked.round, changed)
    mark = sent_mark(asked.fingerprint, review.round_by_id[asked.round].nonce)
    if any(_wishes(one, mark) for one in waiting):
        return Standing(TO_CHANGE, asked.round, changed)
    if changed:
        return Standing(DRAFT, asked.round, changed=True)
    agreed = bool(waiting) or (settled is not None and settled.outcome == PUBLISH)
    return Standing(APPROVED if agreed else IN_REVIEW, asked.round, mark=mark if agreed else "")


def _wishes(answer: GivenAnswer, mark: str) -> bool:
    """Tell whether an answer asks for another text: by its choice, or because it is about another text than was sent.

    A reviewer who wrote over the quote in a Word form and said yes has agreed to those words, not to ours.
    """
    return answer.decision == CHANGE or answer.mark != mark


def _undecided(review: Review, asked: RoundQuote, answer: GivenAnswer) -> bool:
    settled = review.settlement_of.get(asked.id)
    return settled is None or answer.id not in settled.decided_on


def _voice(answer: GivenAnswer) -> str:
    return REJECT if forbids(answer) else answer.decision
