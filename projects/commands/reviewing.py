"""Carry a review round: make it, take answers in, decide, reply, close it; one verb a command."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.errors import CommandError
from projects.recorder import Row, Writer
from projects.review.packet import CONSENT_LEVELS, CONTENT_NOTES, DECISIONS, TRACKS, sent_mark
from projects.review.rounds import OUTCOMES, PAPER, PUBLISH, SOURCES

_TOKEN_BYTES = 6
_NONCE_BYTES = 8


@dataclass(frozen=True, slots=True)
class AskedQuote:
    """Say what a round tells of one quote; `fingerprint` is that of the published text as it is now."""

    quote: str
    fingerprint: str
    context: str = ""
    topic: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """Hold one answer on its way in; `asked` is the id of the round's quote, `mark` that of the text it is about."""

    asked: str
    decision: str
    identifiable: bool | None = None
    remark: str = ""
    level: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class MakeRound:
    """Make a round over quotes, numbered in the order given; their numbers, ids and the round's nonce are random.

    Refusals: `round-empty`, `round-twice` (a quote twice), `round-no-title`, `round-unknown` (a track or note that is
    none of ours), `round-no-quote`.
    """

    label: ClassVar[str] = "make-round"
    quotes: tuple[AskedQuote, ...]
    track: str
    language: str
    title: str
    name: str = ""
    greeting: str = ""
    contact: str = ""
    until: str = ""

    def apply(self, writer: Writer) -> str:
        """Return the round's id."""
        self._refuse(writer)
        key = writer.insert("round", {
            "number": writer.next_number("round"), "nonce": secrets.token_hex(_NONCE_BYTES), "name": self.name.strip(),
            "track": self.track, "language": self.language, "title": self.title.strip(), "greeting": self.greeting,
            "contact": self.contact.strip(), "until": self.until.strip(), "created": writer.time, "closed": "",
        })  # fmt: skip
        writer.insert_all("round_quote", [
            {"round": key, "quote": one.quote, "number": number, "token": secrets.token_hex(_TOKEN_BYTES),
             "fingerprint": one.fingerprint, "context": one.context, "topic": one.topic,
             "content_notes": json.dumps(one.notes)}
            for number, one in enumerate(self.quotes, 1)
        ])  # fmt: skip
        return key

    def describe(self) -> Mapping[str, object]:
        """Return how many quotes it asks about."""
        return {"count": len(self.quotes)}

    def _refuse(self, writer: Writer) -> None:
        if not self.quotes:
            raise CommandError("round-empty")
        if not self.title.strip():
            raise CommandError("round-no-title")
        if len({one.quote for one in self.quotes}) != len(self.quotes):
            raise CommandError("round-twice")
        notes = {note for one in self.quotes for note in one.notes}
        if self.track not in TRACKS or not notes <= set(CONTENT_NOTES):
            raise CommandError("round-unknown")
        if any(writer.get("quote", one.quote) is None for one in self.quotes):
            raise CommandError("round-no-quote")


@dataclass(frozen=True, slots=True)
class WriteRound:
    """Change what a round is called and says: its name, greeting, contact and last day; what was sent stays as it was.

    Refusal: `no-round`.
    """

    label: ClassVar[str] = "write-round"
    round: str
    name: str
    greeting: str
    contact: str
    until: str

    def apply(self, writer: Writer) -> None:
        """Write the texts."""
        _round(writer, self.round)
        texts = {"name": self.name.strip(), "contact": self.contact.strip(), "until": self.until.strip()}
        writer.update("round", self.round, greeting=self.greeting, **texts)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the texts are in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class TakeAnswers:
    """Take one reviewer's answers of one file in; an answer that is there already, word for word, is not written again.

    What came in a file is written beside the same answer from paper, which may be typed anew; no file's word goes then.

    Refusals: `no-round`, `no-reviewer`, `not-asked` (a quote of another round), `unknown-answer` (a decision, level or
    source that is none of ours).
    """

    label: ClassVar[str] = "take-answers"
    round: str
    reviewer: str
    source: str
    answers: tuple[TakenAnswer, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids of the answers that are new."""
        nonce = str(_round(writer, self.round)["nonce"])
        asked = {row["id"]: row for row in writer.find("round_quote", round=self.round)}
        reviewer = self.reviewer.strip()
        if not reviewer:
            raise CommandError("no-reviewer")
        if self.source not in SOURCES or any(not _is_answer(one) for one in self.answers):
            raise CommandError("unknown-answer")
        if any(one.asked not in asked for one in self.answers):
            raise CommandError("not-asked")
        made = []
        for one in dict.fromkeys(self.answers):
            said = _said(one, sent_mark(asked[one.asked]["fingerprint"], nonce))
            there = writer.find("answer", asked=one.asked, reviewer=reviewer, **said)
            if not any((row["source"] == PAPER) == (self.source == PAPER) for row in there):
                row = {"asked": one.asked, "reviewer": reviewer, **said, "source": self.source, "time": writer.time}
                made.append(writer.insert("answer", row))
        return tuple(made)

    def describe(self) -> Mapping[str, object]:
        """Return how many answers it is about; who gave them is in the rows."""
        return {"count": len(self.answers)}


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    """Enter an answer from paper by the quote's number in the round.

    It takes the place of what was typed in for this reviewer and quote before; answers from files stay beside it.
    Refusals as for `TakeAnswers`; `no-such-number`.
    """

    label: ClassVar[str] = "type-answer"
    round: str
    number: int
    reviewer: str
    decision: str
    identifiable: bool | None = None
    remark: str = ""
    level: int | None = None

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the id of the answer, or nothing when it is there already."""
        _round(writer, self.round)
        found = writer.find("round_quote", round=self.round, number=self.number)
        if not found:
            raise CommandError("no-such-number", number=self.number)
        asked = found[0]["id"]
        one = TakenAnswer(asked, self.decision, self.identifiable, self.remark, self.level)
        before = writer.find("answer", asked=asked, reviewer=self.reviewer.strip(), source=PAPER)
        made = TakeAnswers(self.round, self.reviewer, PAPER, (one,)).apply(writer)
        for row in before if made else ():
            _drop_answer(writer, row)
        return made

    def describe(self) -> Mapping[str, object]:
        """Return the quote's number."""
        return {"number": self.number}


@dataclass(frozen=True, slots=True)
class RemoveAnswers:
    """Take answers (by id) out again, with the replies to them: they were somebody else's, or typed in wrong.

    Refusal: `no-answer`.
    """

    label: ClassVar[str] = "remove-answers"
    answers: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Delete the rows; they stay in the history."""
        for one in self.answers:
            row = writer.get("answer", one)
            if row is None:
                raise CommandError("no-answer")
            _drop_answer(writer, row)

    def describe(self) -> Mapping[str, object]:
        """Return how many went."""
        return {"count": len(self.answers)}


@dataclass(frozen=True, slots=True)
class Settle:
    """Decide on a quote of a round, with a reason: leave it out, change it and ask again, or publish it as it is.

    `fingerprint` is that of the published text now: a text that was not shown cannot be published by a decision on
    another one. Refusals: `not-asked`, `unknown-outcome`, `no-reason`, `settle-changed`.
    """

    label: ClassVar[str] = "settle"
    asked: str
    outcome: str
    reason: str
    fingerprint: str

    def apply(self, writer: Writer) -> str:
        """Return the decision's id; the one before it stays and counts no more."""
        row = writer.get("round_quote", self.asked)
        if row is None:
            raise CommandError("not-asked")
        if self.outcome not in OUTCOMES:
            raise CommandError("unknown-outcome")
        if not self.reason.strip():
            raise CommandError("no-reason")
        if self.outcome == PUBLISH and row["fingerprint"] != self.fingerprint:
            raise CommandError("settle-changed")
        decided_on = [one["id"] for one in writer.find("answer", asked=self.asked)]
        return writer.insert("settlement", {
            "asked": self.asked, "outcome": self.outcome, "reason": self.reason.strip(), "coder": writer.coder,
            "time": writer.time, "decided_on": json.dumps(decided_on),
        })  # fmt: skip

    def describe(self) -> Mapping[str, object]:
        """Return what was decided."""
        return {"outcome": self.outcome}


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer a remark; it takes the place of an earlier reply, and an empty one takes that away.

    Refusal: `no-answer`.
    """

    label: ClassVar[str] = "reply"
    answer: str
    text: str

    def apply(self, writer: Writer) -> None:
        """Write the reply."""
        if writer.get("answer", self.answer) is None:
            raise CommandError("no-answer")
        text = self.text.strip()
        before = writer.find("reply", answer=self.answer)
        if [row["text"] for row in before] == [text]:
            return
        writer.delete_all("reply", before)
        if text:
            writer.insert("reply", {"answer": self.answer, "text": text, "coder": writer.coder, "time": writer.time})

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a reply may tell of a person."""
        return {}


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Say that no more answers are awaited in a round, or that they are again; refusal: `no-round`."""

    label: ClassVar[str] = "close-round"
    round: str
    closed: bool = True

    def apply(self, writer: Writer) -> None:
        """Write the moment, or take it away."""
        row = _round(writer, self.round)
        if bool(row["closed"]) != self.closed:
            writer.update("round", self.round, closed=writer.time if self.closed else "")

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}


def _round(writer: Writer, key: str) -> Row:
    row = writer.get("round", key)
    if row is None:
        raise CommandError("no-round")
    return row


def _is_answer(one: TakenAnswer) -> bool:
    return one.decision in DECISIONS and (one.level is None or one.level in CONSENT_LEVELS)


def _said(one: TakenAnswer, sent: str) -> Row:
    """Return the columns that make an answer the same as another; one that names no text is about what was sent."""
    said = None if one.identifiable is None else int(one.identifiable)
    return {
        "decision": one.decision, "identifiable": said, "remark": one.remark, "level": one.level,
        "mark": one.mark or sent,
    }


def _drop_answer(writer: Writer, row: Row) -> None:
    writer.delete_all("reply", writer.find("reply", answer=row["id"]))
    writer.delete("answer", row["id"])
