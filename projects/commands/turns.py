"""Mend who says what: change a turn's speaker, split a turn, join two; the text changes as the document is written."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import reading, speech
from projects.commands.carrying import clean, drop_unused_label, label_named, renew, rewrite
from projects.errors import CommandError
from projects.model import Document, Mark, Turn
from projects.reading import stored_marks
from projects.recorder import Writer
from projects.spans import Edit

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class ChangeSpeaker:
    """Give turns (by id) of one transcript to another speaker, by label; a label it does not have yet becomes new.

    The label in the text changes with it; a turn without one gets `Label: `. A label without turns goes, and its
    person when nothing is known of them. Refusals: `no-turn`, `bad-label`, and `codings-lost` as for `EditText`.
    """

    label: ClassVar[str] = "change-speaker"
    transcript: str
    turns: tuple[str, ...]
    speaker: str
    drop_codings: bool = False

    def apply(self, writer: Writer) -> str:
        """Return the id of the label the turns have now."""
        speaker = " ".join(clean(self.speaker).split())
        if not speaker or len(speaker) > LONGEST_LABEL or ":" in speaker:
            raise CommandError("bad-label", length=LONGEST_LABEL)
        label = label_named(writer, self.transcript, speaker)
        former: dict[str | None, None] = {}
        for key in self.turns:
            document = _document(writer, self.transcript)
            turn = _turn(document, key)
            former[turn.label] = None
            if turn.label != label:
                _say_speaker(writer, document, turn, speaker, drop_codings=self.drop_codings)
                writer.update("turn", turn.id, label=label)
        for one in former:
            drop_unused_label(writer, one)
        return label

    def describe(self) -> Mapping[str, object]:
        """Return how many turns."""
        return {"turns": len(self.turns)}


@dataclass(frozen=True, slots=True)
class SplitTurn:
    """Split a turn at a position (code points) in its speech; what follows is a turn of its own, named 214b.

    Blanks there become a line break and the turn's label as the text writes it. The letter is given once for each
    number, also when the turn goes again. Refusals: `no-transcript`, `split-empty` when nothing would be said on
    one side or the position is in no speech, and `codings-lost` as for `EditText`.
    """

    label: ClassVar[str] = "split-turn"
    transcript: str
    position: int

    def apply(self, writer: Writer) -> str:
        """Return the new turn's id."""
        document = _document(writer, self.transcript)
        turn = _spoken_turn(document, self.position)
        gap = _gap(document.text, self.position)
        head = _label_text(document, turn)
        edit = Edit(gap[0], document.text[gap[0] : gap[1]], f"\n{head}")
        rewrite(writer, self.transcript, edit, drop_codings=False)
        moved = _turn(_document(writer, self.transcript), turn.id)
        begin = gap[0] + 1
        return self._part(writer, moved, begin, Mark(begin, begin + len(head), "label") if head else None)

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}

    def _part(self, writer: Writer, turn: Turn, begin: int, head: Mark | None) -> str:
        """End the turn before the line break and let the rest be a new one."""
        before = [mark for mark in turn.marks if mark.end <= begin]
        after = [*([head] if head else []), *(mark for mark in turn.marks if mark.start >= begin)]
        row = {
            "transcript": self.transcript,
            "n": turn.n,
            "part": part_name(writer.next_number(f"turn {self.transcript} {turn.n}")),
            "start": begin,
            "end": turn.end,
            "label": turn.label,
            "time": None,
            "marks": _marks(after, begin),
        }
        writer.update("turn", turn.id, end=begin - 1, marks=_marks(before, turn.start))
        fresh = writer.insert("turn", row)
        renew(writer, self.transcript, begin - 1, begin + (head.end - head.start if head else 0))
        return fresh


@dataclass(frozen=True, slots=True)
class JoinTurns:
    """Join a turn (by id) to the one before it, which keeps number and speaker; between them stands a blank.

    The label of the second leaves the text, its times stay as marks. Refusals: `no-turn`, `no-turn-before`, and
    `codings-lost` as for `EditText`.
    """

    label: ClassVar[str] = "join-turns"
    transcript: str
    turn: str
    drop_codings: bool = False

    def apply(self, writer: Writer) -> str:
        """Return the id of the turn that is left."""
        document = _document(writer, self.transcript)
        second = _turn(document, self.turn)
        place = document.turns.index(second)
        first = document.turns[place - 1]
        if place == 0 or document.text[first.end : second.start].strip():
            raise CommandError("no-turn-before")
        end = self._join_text(writer, document, first, second)
        self._join_rows(writer, first, second)
        drop_unused_label(writer, second.label)
        renew(writer, self.transcript, first.end, end)
        return first.id

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}

    def _join_text(self, writer: Writer, document: Document, first: Turn, second: Turn) -> int:
        """Take the second turn's labels out, from the back; then what parts the turns becomes one blank."""
        labels = sorted((mark for mark in second.marks if mark.kind == "label"), key=lambda one: -one.start)
        edits = [Edit(mark.start, document.text[mark.start : mark.end], "") for mark in labels]
        edits.append(Edit(first.end, document.text[first.end : second.start], " "))
        for edit in edits:
            if edit.removed != edit.inserted:
                rewrite(writer, self.transcript, edit, drop_codings=self.drop_codings)
        return second.end

    def _join_rows(self, writer: Writer, first: Turn, second: Turn) -> None:
        document = _document(writer, self.transcript)
        one, two = _turn(document, first.id), _turn(document, second.id)
        marks = [mark for mark in (*one.marks, *two.marks) if mark.start < mark.end]
        writer.update("turn", first.id, end=max(one.end, two.end), marks=_marks(marks, one.start))
        for memo in writer.find("memo", target=second.id):
            writer.update("memo", memo["id"], target=first.id)
        writer.delete("turn", second.id)


def part_name(number: int) -> str:
    """Return what a turn split off is called behind its number: 1 is b, 25 is z, 26 is aa."""
    name, rest = "", number + 1
    while rest:
        rest, letter = divmod(rest - 1, len(string.ascii_lowercase))
        name = string.ascii_lowercase[letter] + name
    return name


def _document(writer: Writer, transcript: str) -> Document:
    try:
        return reading.document(writer.database, transcript)
    except KeyError as problem:
        raise CommandError("no-transcript", transcript=transcript) from problem


def _turn(document: Document, key: str) -> Turn:
    for turn in document.turns:
        if turn.id == key:
            return turn
    raise CommandError("no-turn")


def _spoken_turn(document: Document, position: int) -> Turn:
    """Return the turn that speaks on both sides of a position which is in its speech."""
    for turn in document.turns:
        if any(a <= position <= b for a, b in speech.spoken_ranges(turn)):
            sides = (turn.start, position), (position, turn.end)
            said = ["".join(document.text[a:b] for a, b in speech.spoken_ranges(turn, *side)) for side in sides]
            if all(one.strip() for one in said):
                return turn
    raise CommandError("split-empty")


def _gap(text: str, position: int) -> tuple[int, int]:
    """Return the run of blanks around a position."""
    start = len(text[:position].rstrip())
    return start, position + len(text[position:]) - len(text[position:].lstrip())


def _label_text(document: Document, turn: Turn) -> str:
    """Return a turn's label as the text writes it, such as `H1: `; empty where the text has none."""
    found = next((mark for mark in turn.marks if mark.kind == "label"), None)
    return document.text[found.start : found.end].replace("\n", " ") if found else ""


def _say_speaker(writer: Writer, document: Document, turn: Turn, speaker: str, *, drop_codings: bool) -> None:
    """Put the new label where the text has the old one, else at the turn's start, as a mark."""
    mark = next((one for one in turn.marks if one.kind == "label"), None)
    if mark is None:
        edit = Edit(turn.start, "", f"{speaker}: ")
    else:
        written, old = document.text[mark.start : mark.end], document.label_of(turn) or ""
        changed = written.replace(old, speaker, 1) if old and old in written else f"{speaker}: "
        edit = Edit(mark.start, written, changed)
    if edit.removed == edit.inserted:
        return
    rewrite(writer, document.transcript.id, edit, drop_codings=drop_codings)
    if mark is None:
        moved = _turn(_document(writer, document.transcript.id), turn.id)
        head = Mark(moved.start, moved.start + len(edit.inserted), "label")
        writer.update("turn", turn.id, marks=_marks([head, *moved.marks], moved.start))
    renew(writer, document.transcript.id, edit.position, edit.position + len(edit.inserted))


def _marks(marks: Iterable[Mark], start: int) -> str:
    return stored_marks(((one.start, one.end, one.kind) for one in marks), start)
