"""Where the text of a transcript stands on its sheet: lines, underlines and boxes, in pixels from the sheet's top."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import cast

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from coder.models.coding_index import NONE, CodingIndex
from coder.models.column_text import ColumnText
from coder.views.reader_values import Measures

BOTTOM = 160


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one wrapped line: its UTF-16 range in the column, its top, and the width of its words."""

    number: int
    start: int
    end: int
    top: int
    width: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """Hold one underline: where it lies and the slot of its colour."""

    rect: QRect
    family: int


class Sheet:
    """Hold the Qt document of one transcript at one zoom, and remember what was measured in it."""

    def __init__(self, column: ColumnText, index: CodingIndex, measures: Measures, family: str) -> None:
        """Lay the column's text into a document without a single character format."""
        self.column = column
        self.index = index
        self.measures = measures
        self.document = _document(column, measures, family)
        self._lines: dict[int, tuple[Line, ...]] = {}
        self._strokes: dict[int, tuple[Stroke, ...]] = {}
        self._tops: dict[int, float] = {}

    def forget_turns(self, turns: Iterable[int]) -> None:
        """Forget the underlines of some turns, because their codings changed."""
        for turn in turns:
            for block in self.blocks_of(turn):
                self._strokes.pop(block, None)

    def turn_count(self) -> int:
        """Return the number of turns."""
        return len(self.column.first_block)

    def blocks_of(self, turn: int) -> range:
        """Return the numbers of the blocks of a turn."""
        first = self.column.first_block
        return range(first[turn], first[turn + 1] if turn + 1 < len(first) else len(self.column.blocks))

    def block_at(self, y: float) -> int:
        """Return the number of the block at a height; in a gap the one above, beyond all the nearest."""
        # Qt lays out as far as it is asked. Its answer itself is wrong in the gaps while there are blocks
        # without a place yet, so we look among the tops of those that have one.
        self.document.documentLayout().hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)
        return max(bisect_right(range(self.document.blockCount()), y, key=self._top) - 1, 0)

    def _top(self, number: int) -> float:
        """Return the top of a block, infinitely low for one that has no place yet."""
        top = self._tops.get(number)
        if top is None:
            layout = self.document.findBlockByNumber(number).layout()
            if not layout.lineCount():
                return inf
            top = self._tops[number] = layout.position().y()
        return top

    def turns_between(self, top: float, bottom: float) -> range:
        """Return the turns that show between two heights, one more at either side."""
        if not self.turn_count():
            return range(0)
        turns = self.column.turn_of_block
        first, last = turns[self.block_at(top)], turns[self.block_at(bottom)]
        return range(max(first - 1, 0), min(last + 2, self.turn_count()))

    def lines(self, number: int) -> tuple[Line, ...]:
        """Return the lines of a block."""
        found = self._lines.get(number)
        if found is None:
            found = self._lines[number] = self._measured(self.document.findBlockByNumber(number))
        return found

    def line_at(self, position: int) -> Line:
        """Return the line in which a UTF-16 position of the column stands."""
        block = self.document.findBlock(max(min(position, self.document.characterCount() - 1), 0))
        lines = self.lines(block.blockNumber())
        return next((line for line in lines if position < line.end), lines[-1])

    def turn_lines(self, turn: int) -> tuple[Line, ...]:
        """Return the lines of all blocks of a turn."""
        return tuple(line for block in self.blocks_of(turn) for line in self.lines(block))

    def x(self, line: Line, block: QTextBlock, position: int) -> int:
        """Return how far to the right a position of a line stands, never asking Qt beyond the block."""
        if position <= line.start:
            return 0
        if position >= line.end:
            return line.width
        found = block.layout().lineAt(line.number)
        if not found.isValid():
            return 0
        across, _ = cast("tuple[float, int]", found.cursorToX(min(position - block.position(), block.length() - 1)))
        return round(across)

    def boxes(self, start: int, end: int, first: int, last: int) -> list[QRect]:
        """Return the boxes of a range's words, one a line, in the blocks from first to last."""
        found = []
        for number in range(first, last + 1):
            block = self.document.findBlockByNumber(number)
            for line in self.lines(number):
                if line.start < end and line.end > start:
                    left, right = self.x(line, block, start), self.x(line, block, end)
                    found.append(QRect(left, line.top, right - left, self.measures.line))
        return found

    def strokes(self, number: int) -> tuple[Stroke, ...]:
        """Return the underlines in a block."""
        found = self._strokes.get(number)
        if found is None:
            found = self._strokes[number] = tuple(self._underlined(number))
        return found

    def _underlined(self, number: int) -> Iterable[Stroke]:
        index, measures = self.index, self.measures
        for coding in index.in_turn(self.column.turn_of_block[number]):
            row = index.row(coding.id)
            shown = self.column.to_view(coding.start, coding.end) if row != NONE else None
            if shown is None:
                continue
            below = measures.baseline + measures.underline_first + row * measures.underline_step
            for box in self.boxes(*shown, number, number):
                rect = QRect(box.x(), box.y() + below, box.width(), measures.underline)
                yield Stroke(rect, coding.code.family)

    def _measured(self, block: QTextBlock) -> tuple[Line, ...]:
        # Asking for the block's rectangle makes Qt lay the text out so far; without it there are no lines yet.
        self.document.documentLayout().blockBoundingRect(block)
        layout, start = block.layout(), block.position()
        top, found = round(layout.position().y()), []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = start + line.textStart()
            # Qt puts the baseline of a line of fixed height at four fifths of it.
            y = top + round(line.y() + line.ascent()) - self.measures.baseline
            found.append(Line(number, first, first + line.textLength(), y, round(line.naturalTextWidth())))
        return tuple(found) or (Line(0, start, start, top, 0),)


def _document(column: ColumnText, measures: Measures, family: str) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(measures.reading_font(family))
    document.setDocumentMargin(0)
    frame = document.rootFrame().frameFormat()
    frame.setBottomMargin(BOTTOM)
    document.rootFrame().setFrameFormat(frame)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_block_format(measures, measures.turn_gap))
    cursor.insertText(column.text)
    _close_up_paragraphs(document, column, measures)
    return document


def _close_up_paragraphs(document: QTextDocument, column: ColumnText, measures: Measures) -> None:
    """Put the further paragraphs of a turn nearer to its first than the turns are to each other."""
    closer = _block_format(measures, measures.paragraph_gap)
    turns = column.turn_of_block
    for number in range(1, len(turns)):
        if turns[number] == turns[number - 1]:
            QTextCursor(document.findBlockByNumber(number)).setBlockFormat(closer)


def _block_format(measures: Measures, gap: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(measures.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setTopMargin(gap)
    return block
