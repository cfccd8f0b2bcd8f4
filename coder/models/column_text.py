"""The text of the reading column: speech only, with a way from every place in it to the transcript and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.positions import Positions
from projects.model import Document, Turn
from projects.speech import spoken_ranges

# Qt takes these for ends of paragraphs, ends of frames or pictures; one for one keeps every position.
FOREIGN = {"\r": " ", "\u2029": " ", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "\ufffd"}


@dataclass(frozen=True, slots=True)
class ColumnText:
    """Hold the column's text and its runs: the stretches that stand in the transcript as they stand here.

    `blocks` are the starts of paragraphs, in code points of `text`; `turn_of_block` and `first_block` join them
    with the turns. `to_view` and `to_source` speak Qt's UTF-16 on the column's side.
    """

    text: str
    blocks: tuple[int, ...]
    turn_of_block: tuple[int, ...]
    first_block: tuple[int, ...]
    views: tuple[int, ...]
    sources: tuple[int, ...]
    lengths: tuple[int, ...]
    positions: Positions

    @classmethod
    def empty(cls) -> ColumnText:
        """Return the column of no transcript."""
        return cls("", (), (), (), (), (), (), Positions(""))

    def to_view(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a range of the transcript stands in the column, or None when nothing of it is shown."""
        first = bisect_right(self.sources, start) - 1
        if first < 0 or start >= self.sources[first] + self.lengths[first]:
            first += 1
        last = bisect_left(self.sources, end) - 1
        if first > last or first >= len(self.sources):
            return None
        low = self.views[first] + max(start - self.sources[first], 0)
        high = self.views[last] + min(end - self.sources[last], self.lengths[last])
        return self.positions.to_utf16(low), self.positions.to_utf16(high)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of the column without the blanks at both its ends; it may be empty then."""
        low, high = self.positions.to_code_points(start), self.positions.to_code_points(end)
        piece = self.text[low:high]
        low += len(piece) - len(piece.lstrip())
        return self.positions.to_utf16(low), self.positions.to_utf16(max(low, low + len(self.text[low:high].rstrip())))

    def to_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the range of the transcript under a range of the column, or None for an empty one."""
        low, high = self.positions.to_code_points(start), self.positions.to_code_points(end)
        return (self._source(low), self._source(high - 1) + 1) if low < high and self.views else None

    def place(self, position: int) -> int:
        """Return the transcript position of a caret in the column; in a silent turn, the nearest speech before."""
        return self._source(self.positions.to_code_points(position)) if self.views else 0

    def turn_at(self, position: int) -> int:
        """Return the index of the turn in which a caret of the column stands."""
        block = bisect_right(self.blocks, self.positions.to_code_points(position)) - 1
        return self.turn_of_block[max(block, 0)] if self.turn_of_block else -1

    def _source(self, point: int) -> int:
        run = max(bisect_right(self.views, point) - 1, 0)
        return self.sources[run] + min(max(point - self.views[run], 0), self.lengths[run])


class _Builder:
    """Gather blocks and runs turn by turn."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown: list[str] = []
        self.blocks: list[int] = []
        self.turns: list[int] = []
        self.first: list[int] = []
        self.views: list[int] = []
        self.sources: list[int] = []
        self.lengths: list[int] = []

    def add_turns(self, turns: Sequence[Turn]) -> None:
        """Add the turns; this is the one loop that a reader waits for when a transcript opens."""
        text, shown, views, sources, lengths = self.text, self.shown, self.views, self.sources, self.lengths
        at = 0
        for index, turn in enumerate(turns):
            low, high, marks = turn.start, turn.end, turn.marks
            if len(marks) == 1 and marks[0].start <= low:
                low, marks = marks[0].end, ()
            self.first.append(len(self.blocks))
            speech = text[low:high]
            # Nearly every turn is one paragraph behind at most one mark, without blanks at its ends.
            if marks or "\n" in speech or speech != speech.strip() or not speech:
                at = self._add_paragraphs(index, turn, at)
                continue
            self.blocks.append(at)
            self.turns.append(index)
            views.append(at)
            sources.append(low)
            lengths.append(len(speech))
            shown.append(speech)
            at += len(speech) + 1

    def _add_paragraphs(self, index: int, turn: Turn, at: int) -> int:
        """Add a turn paragraph by paragraph; a silent one keeps an empty line, so that its margin has a place."""
        for paragraph in list(_paragraphs(self.text, turn)) or [[]]:
            self.blocks.append(at)
            self.turns.append(index)
            for start, end in paragraph:
                self.views.append(at)
                self.sources.append(start)
                self.lengths.append(end - start)
                at += end - start
            self.shown.append("".join(self.text[start:end] for start, end in paragraph))
            at += 1
        return at

    def built(self) -> ColumnText:
        """Return what was gathered."""
        text = "\n".join(self.shown)
        for letter, instead in FOREIGN.items():
            text = text.replace(letter, instead) if letter in text else text
        runs = tuple(self.views), tuple(self.sources), tuple(self.lengths)
        return ColumnText(text, tuple(self.blocks), tuple(self.turns), tuple(self.first), *runs, Positions(text))


def build_column(document: Document) -> ColumnText:
    """Make the column's text of a transcript: no header lines, labels, times or other marks."""
    builder = _Builder(document.text)
    builder.add_turns(document.turns)
    return builder.built()


def _paragraphs(text: str, turn: Turn) -> Iterator[list[tuple[int, int]]]:
    paragraph: list[tuple[int, int]] = []
    for start, end in spoken_ranges(turn):
        low = start
        while True:
            newline = text.find("\n", low, end)
            _extend(paragraph, text, low, end if newline < 0 else newline)
            if newline < 0:
                break
            if trimmed := _rstripped(paragraph, text):
                yield trimmed
            paragraph = []
            low = newline + 1
    if trimmed := _rstripped(paragraph, text):
        yield trimmed


def _extend(paragraph: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a run; a blank before it is dropped at the line's start and where a mark stood between two blanks."""
    if not paragraph or text[paragraph[-1][1] - 1].isspace():
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
    if start < end:
        paragraph.append((start, end))


def _rstripped(paragraph: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    if not paragraph:
        return []
    start, end = paragraph[-1]
    kept = start + len(text[start:end].rstrip())
    return [*paragraph[:-1], (start, kept)] if kept > start else paragraph[:-1]
