"""Paint what lies over and under the words of a sheet: hits, underlines, and the ends of the selected coding."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from coder.models.coding_index import ShownCoding
from coder.views.reader_values import ReaderColours
from coder.views.sheet import Sheet

HANDLE = 12
TARGET = 24


def paint_underlines(painter: QPainter, sheet: Sheet, colours: ReaderColours, first: int, last: int) -> None:
    """Paint the underlines in the blocks from first to last."""
    for number in range(first, last + 1):
        for stroke in sheet.strokes(number):
            painter.fillRect(stroke.rect, colours.family(stroke.family))


@dataclass(frozen=True, slots=True)
class Hits:
    """Hold ranges of the transcript that a search found, in order; `current` is the one people stand on, or -1."""

    ranges: tuple[tuple[int, int], ...] = ()
    current: int = -1


def paint_hits(painter: QPainter, sheet: Sheet, colours: ReaderColours, found: Hits, blocks: tuple[int, int]) -> None:
    """Paint the grounds of search hits in the blocks from first to last."""
    first, last = blocks
    hits, column = found.ranges, sheet.column
    begin = column.place(sheet.lines(first)[0].start)
    end = column.place(sheet.lines(last)[-1].end) + 1
    at = max(bisect_left(hits, (begin, 0)) - 1, 0)
    while at < len(hits) and hits[at][0] < end:
        view = column.to_view(*hits[at])
        for box in sheet.boxes(*view, first, last) if view else ():
            _paint_hit(painter, band(sheet, box), colours, current=at == found.current)
        at += 1


def paint_ends(painter: QPainter, sheet: Sheet, colours: ReaderColours, coding: ShownCoding) -> None:
    """Paint the edges of a coding and the handles that its ends are drawn by."""
    for at_start, edge in ends(sheet, coding).items():
        painter.fillRect(edge, colours.accent)
        knob = knob_of(edge, at_start=at_start)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.background, 1))
        painter.setBrush(colours.accent)
        painter.drawEllipse(knob)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def ends(sheet: Sheet, coding: ShownCoding) -> dict[bool, QRect]:
    """Return the edges of a coding on the sheet: at its start (True) and at its end (False)."""
    view = sheet.column.to_view(coding.start, coding.end)
    if view is None:
        return {}
    found = {}
    for at_start, position in ((True, view[0]), (False, view[1])):
        line = sheet.line_at(position if at_start else position - 1)
        block = sheet.document.findBlock(position if at_start else position - 1)
        x = sheet.x(line, block, position)
        box = band(sheet, QRect(x, line.top, 0, sheet.measures.line))
        found[at_start] = QRect(x - 1 if at_start else x, box.top(), 2, box.height())
    return found


def knob_of(edge: QRect, *, at_start: bool) -> QRect:
    """Return where the handle of an edge is painted: above the first word, below the last."""
    centre = edge.topLeft() + QPoint(1, -2) if at_start else edge.bottomLeft() + QPoint(1, 3)
    return QRect(centre.x() - HANDLE // 2, centre.y() - HANDLE // 2, HANDLE, HANDLE)


def target_of(edge: QRect, *, at_start: bool) -> QRect:
    """Return where the mouse takes hold of a handle: never smaller than a finger's target."""
    centre = knob_of(edge, at_start=at_start).center()
    return QRect(centre.x() - TARGET // 2, centre.y() - TARGET // 2, TARGET, TARGET)


def band(sheet: Sheet, box: QRect) -> QRect:
    """Return the part of a line's box that Qt fills behind selected words."""
    line = sheet.measures.line
    return QRect(box.left(), box.top() + line * 7 // 30, box.width(), line * 22 // 30)


def _paint_hit(painter: QPainter, ground: QRect, colours: ReaderColours, *, current: bool) -> None:
    painter.fillRect(ground, colours.hit)
    thick = 2 if current else 1
    painter.fillRect(QRect(ground.left(), ground.bottom() + 1 - thick, ground.width(), thick), colours.hit_line)
    if current:
        painter.setPen(colours.hit_line)
        painter.drawRect(ground.adjusted(0, 0, -1, -1))
