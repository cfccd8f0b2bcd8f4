"""What a review round is, as values: whom it asks about which quotes, what came back, and what was decided of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

LEAVE_OUT, ASK_AGAIN, PUBLISH = "leave-out", "change-and-ask-again", "publish-anyway"
OUTCOMES = (LEAVE_OUT, ASK_AGAIN, PUBLISH)
HTML, WORD, ODT, PAPER = "html", "word", "odt", "paper"
SOURCES = (HTML, WORD, ODT, PAPER)
# More than these tire whoever reads them in one sitting.
SITTING = 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Round:
    """Hold one round: `nonce` is random, `until` a day in words, `created` and `closed` moments (or "" for open)."""

    id: str
    number: int
    nonce: str
    name: str
    track: str
    language: str
    title: str
    greeting: str
    contact: str
    until: str
    created: str
    closed: str = ""


@dataclass(frozen=True, slots=True)
class RoundQuote:
    """Hold one quote of a round: `fingerprint` is that of the text people were shown, `notes` what may be heavy."""

    id: str
    round: str
    quote: str
    number: int
    token: str
    fingerprint: str
    context: str = ""
    topic: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """Hold what one reviewer said of one quote (`asked` is the round's quote); `mark` tells the text it was about."""

    id: str
    asked: str
    reviewer: str
    decision: str
    identifiable: bool | None
    remark: str
    level: int | None
    source: str
    mark: str
    time: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """Hold a person's decision on one quote of a round, for the text as it was sent; the last one counts.

    `decided_on` are the ids of the answers that were there: what comes later waits for a decision of its own.
    """

    id: str
    asked: str
    outcome: str
    reason: str
    coder: str
    time: str
    decided_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RemarkReply:
    """Hold what a reviewer is told about a remark."""

    id: str
    answer: str
    text: str
    coder: str
    time: str


@dataclass(frozen=True)
class Review:
    """Hold every round of a project with what belongs to it, each in the order it came."""

    rounds: tuple[Round, ...] = ()
    asked: tuple[RoundQuote, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    replies: tuple[RemarkReply, ...] = field(default=())

    @cached_property
    def by_round(self) -> Mapping[str, tuple[RoundQuote, ...]]:
        """Return round's id -> its quotes by number."""
        return _grouped((one.round, one) for one in self.asked)

    @cached_property
    def by_quote(self) -> Mapping[str, tuple[RoundQuote, ...]]:
        """Return quote's id -> where it was asked about, the oldest round first."""
        return _grouped((one.quote, one) for one in self.asked)

    @cached_property
    def answers_to(self) -> Mapping[str, tuple[GivenAnswer, ...]]:
        """Return a round's quote's id -> its answers."""
        return _grouped((one.asked, one) for one in self.answers)

    @cached_property
    def settlement_of(self) -> Mapping[str, Settlement]:
        """Return a round's quote's id -> what was decided of it last."""
        return {one.asked: one for one in self.settlements}

    @cached_property
    def reply_to(self) -> Mapping[str, RemarkReply]:
        """Return an answer's id -> the reply to its remark."""
        return {one.answer: one for one in self.replies}

    @cached_property
    def round_by_id(self) -> Mapping[str, Round]:
        """Return round's id -> round."""
        return {one.id: one for one in self.rounds}

    def answers_in(self, key: str) -> tuple[GivenAnswer, ...]:
        """Return the answers given in a round."""
        return tuple(answer for one in self.by_round.get(key, ()) for answer in self.answers_to.get(one.id, ()))

    def reviewers(self, key: str) -> tuple[str, ...]:
        """Return who has answered in a round, by name."""
        return tuple(sorted({one.reviewer for one in self.answers_in(key)}))


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return {key: tuple(ones) for key, ones in found.items()}
