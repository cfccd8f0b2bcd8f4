"""Show a file as it will be: its draft as a document to read, and where each repair stands in the reading column."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from coder.models.column_text import ColumnText, build_column
from projects.importers.draft import Draft
from projects.importers.intake import Intake, Settled
from projects.importers.repairs import Repair
from projects.model import Document, Label, Mark, Transcript, Turn

_AROUND = 14  # letters of a word shown at either side of a repair
_SIGNS = {"\n": "↵", "\u00ad": "¬", "\t": "→"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where a repair stands in the column (UTF-16, half-open), and whether it is done."""

    repair: int
    start: int
    end: int
    done: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold a document, its reading column, and the spots of the repairs that show in it, in order."""

    document: Document
    column: ColumnText
    spots: tuple[Spot, ...]

    @classmethod
    def of(cls, intake: Intake, settled: Settled) -> Preview:
        """Lay out what some choices give."""
        document = document_of(settled.draft)
        column = build_column(document)
        done = frozenset(settled.mended.done)
        spots = []
        for at, one in enumerate(intake.repairs):
            start, end = _place(settled, at, one)
            view = column.to_view(start, end) or column.to_view(max(start - 1, 0), end + 1)
            if view is not None:
                spots.append(Spot(at, *view, at in done))
        return cls(document, column, tuple(spots))

    def spot(self, repair: int) -> Spot | None:
        """Return the spot of a repair, or None when nothing of it shows."""
        at = bisect_left(self.spots, repair, key=lambda one: one.repair)
        return self.spots[at] if at < len(self.spots) and self.spots[at].repair == repair else None


def document_of(draft: Draft) -> Document:
    """Return a draft as a document that can be read, its labels standing for themselves."""
    transcript = Transcript(
        "", draft.name, draft.short, draft.language, draft.header, draft.header_end, draft.origin, "", 0, 0
    )
    turns = tuple(
        Turn(str(n), "", n, "", one.start, one.end, one.label, one.time, tuple(Mark(*mark) for mark in one.marks))
        for n, one in enumerate(draft.turns, 1)
    )
    labels = {text: Label(text, "", text, text) for text in dict.fromkeys(one.label for one in draft.turns) if text}
    return Document(transcript, draft.text, turns, labels, {})


def repair_words(intake: Intake, at: int) -> tuple[str, str]:
    """Return a repair's place before and after, with the words around; ends of lines show as signs."""
    text, one = intake.base.text, intake.repairs[at]
    left, right = _left(text[max(one.start - _AROUND, 0) : one.start]), _right(text[one.end : one.end + _AROUND])
    removed = text[one.start : one.end]
    if len(removed) > 3 * _AROUND:
        removed = f"{removed[:_AROUND]}…{removed[-_AROUND:]}"
    return _shown(left + removed + right), _shown(left + one.text + right)


def line_numbers(intake: Intake) -> tuple[int, ...]:
    """Return the line of each repair in the file as it came, counted once through the text."""
    numbers, line, at = [], 1, 0
    for one in intake.repairs:
        line += intake.base.text.count("\n", at, one.start)
        at = one.start
        numbers.append(line)
    return tuple(numbers)


def _place(settled: Settled, at: int, repair: Repair) -> tuple[int, int]:
    """Return where a repair stands in the mended text: what it put there, or what it left."""
    mended = settled.mended
    found = bisect_left(mended.done, at)
    if found < len(mended.done) and mended.done[found] == at:
        place = mended.places[found]
        # Where something only went, the letters at either side show the place.
        return (place, place + len(repair.text)) if repair.text.strip("\n") else (max(place - 1, 0), place + 1)
    return mended.after(repair.start), mended.after(repair.end)


def _left(text: str) -> str:
    """Return the end of the word before a repair."""
    line = text[text.rfind("\n") + 1 :].replace("\u00ad", "")
    word = line.rstrip().rsplit(" ", 1)[-1]
    cut = len(text) == _AROUND and "\n" not in text and word == line.rstrip()
    return ("…" if cut else "") + word + line[len(line.rstrip()) :]


def _right(text: str) -> str:
    """Return the beginning of the word behind a repair."""
    word = text.split("\n", 1)[0].split(" ", 1)[0].replace("\u00ad", "")
    return word + ("…" if len(text) == _AROUND and text == word else "")


def _shown(text: str) -> str:
    for letter, sign in _SIGNS.items():
        text = text.replace(letter, sign)
    return text
