"""Put substitutes in the place of names and take them back; brackets, and what was thought of the risk left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from projects.commands.carrying import clean
from projects.commands.swapping import Swap, swap
from projects.errors import CommandError
from projects.pseudonyms.signs import BRACKETS, DOUBLE, SINGLE
from projects.recorder import Row, Writer

RISKS = ("combination", "rare", "event", "third", "reported", "speech", "place", "time")
"""What may still tell who somebody is when the names are gone; the last one is about exact dates and ages."""
STATES = ("open", "done", "none")
"""Nobody has looked; it was looked at and what was needed was done; there is none of it."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """Say that `new` shall stand where `old` stands at `[start, end)` of a transcript's text.

    `kind` is what it stands for (a category's key, or `invented`), `id` what the key file knows the place by.
    """

    id: str
    transcript: str
    start: int
    end: int
    old: str
    new: str
    kind: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Say that `old` shall stand again at a place (by its id) where `new` stands."""

    id: str
    new: str
    old: str


@dataclass(frozen=True, slots=True)
class Pseudonymise:
    """Put substitutes in the places of names, in any number of transcripts, as one step.

    The history keeps the names, so that the step can be taken back. Every coding is carried along; one on a part of a
    name takes the whole. Refusals: as for `swap`.
    """

    label: ClassVar[str] = "pseudonymise"
    places: tuple[Replaced, ...]

    def apply(self, writer: Writer) -> int:
        """Return how many places were changed."""
        put_substitutes(writer, self.places)
        return len(self.places)

    def describe(self) -> Mapping[str, object]:
        """Return how many places in how many transcripts."""
        return {"places": len(self.places), "transcripts": len({one.transcript for one in self.places})}


@dataclass(frozen=True, slots=True)
class RestoreNames:
    """Put names back where their substitutes stand, as one step; what somebody has changed since is left alone."""

    label: ClassVar[str] = "restore-names"
    places: tuple[Restored, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids of the places that are no longer as they were, and were left."""
        swaps: dict[str, list[Swap]] = defaultdict(list)
        texts: dict[str, str] = {}
        left: list[str] = []
        for one in self.places:
            row = writer.get("pseudonym", one.id)
            if row is None:
                continue
            transcript = str(row["transcript"])
            text = texts.setdefault(transcript, writer.text(transcript))
            if text[row["start"] : row["end"]] != one.new:
                left.append(one.id)
                continue
            swaps[transcript].append(Swap(row["start"], row["end"], one.new, one.old))
            writer.delete("pseudonym", one.id)
        for transcript, here in swaps.items():
            swap(writer, transcript, here, widen=True)
        return tuple(left)

    def describe(self) -> Mapping[str, object]:
        """Return how many places."""
        return {"places": len(self.places)}


@dataclass(frozen=True, slots=True)
class SetBrackets:
    """Choose the signs around substitutes: `single` [ ] or `double` [[ ]]; those that stand in texts stay as they are.

    Refusal: `bad-brackets`.
    """

    label: ClassVar[str] = "set-brackets"
    brackets: str

    def apply(self, writer: Writer) -> None:
        """Write the setting."""
        if self.brackets not in (SINGLE, DOUBLE):
            raise CommandError("bad-brackets")
        if writer.get("setting", BRACKETS) is None:
            writer.insert("setting", {"id": BRACKETS, "value": self.brackets})
        else:
            writer.update("setting", BRACKETS, value=self.brackets)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the row says it."""
        return {}


@dataclass(frozen=True, slots=True)
class SetRisk:
    """Write down what was thought of one kind of risk in a transcript. Refusals: `no-transcript`, `bad-risk`."""

    label: ClassVar[str] = "set-risk"
    transcript: str
    item: str
    state: str
    note: str = ""

    def apply(self, writer: Writer) -> None:
        """Write the row."""
        if writer.get("transcript", self.transcript) is None:
            raise CommandError("no-transcript", transcript=self.transcript)
        if self.item not in RISKS or self.state not in STATES:
            raise CommandError("bad-risk")
        values: Row = {"state": self.state, "note": clean(self.note).strip()}
        there = writer.find("risk", transcript=self.transcript, item=self.item)
        if there:
            writer.update("risk", there[0]["id"], **values)
        else:
            writer.insert("risk", {"transcript": self.transcript, "item": self.item, **values})

    def describe(self) -> Mapping[str, object]:
        """Return which kind of risk; the note is in the row."""
        return {"item": self.item}


def put_substitutes(writer: Writer, places: Iterable[Replaced]) -> None:
    """Change the texts and remember where substitutes stand, never what stood there."""
    by_transcript: dict[str, list[Replaced]] = defaultdict(list)
    for one in places:
        by_transcript[one.transcript].append(one)
    for transcript, here in by_transcript.items():
        swaps = [Swap(one.start, one.end, one.old, one.new) for one in here]
        made = swap(writer, transcript, swaps, widen=True)
        writer.insert_all("pseudonym", _rows(transcript, here, made))


def _rows(transcript: str, places: Sequence[Replaced], made: Sequence[Swap]) -> list[Row]:
    """Return where each place stands once all swaps are made."""
    growth, before = {}, 0
    for one in reversed(made):
        growth[one.start] = before
        before += len(one.new) - (one.end - one.start)
    rows: list[Row] = []
    for place in sorted(places, key=lambda each: each.start):
        start = place.start + growth[place.start]
        row = {"id": place.id, "transcript": transcript, "start": start, "end": start + len(place.new)}
        rows.append({**row, "kind": place.kind})
    return rows
