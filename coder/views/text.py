"""Lay out a short text with marked ranges: bold letters, search hits, a quiet note behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from coder.positions import Positions
from coder.theme import Theme


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a text, the ranges (code points) of it that are bold or a search hit, and a note behind it."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    note: str = ""

    def whole(self) -> str:
        """Return the text with its note."""
        return f"{self.text} {self.note}" if self.note else self.text


class Wrapped:
    """Wrap a passage into a width; `height` is what it takes, `draw` puts it somewhere."""

    def __init__(
        self, passage: Passage, theme: Theme, width: float, *,
        size: float = 13, strong: bool = False, serif: bool = False, lines: int = 1, line_height: float = 18,
        tone: str = "text",
    ) -> None:
        """Lay the text out in at most so many lines (0: as many as it takes)."""
        self._theme = theme
        self._tone = tone
        self._passage = passage
        self._font = theme.font(size, bold=strong, serif=serif)
        self.line_height = float(theme.px(line_height))
        self._layout, self._lines = self._lay_out(max(width, 8.0), lines)

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return self.line_height * len(self._lines)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw the lines, hits underlined."""
        self._draw_hits(painter, at)
        painter.setPen(self._theme.colour(self._tone))
        for line in self._lines:
            line.draw(painter, at)

    def _lay_out(self, width: float, lines: int) -> tuple[QTextLayout, list[QTextLine]]:
        text = self._passage.whole()
        if lines == 1:
            text = QFontMetricsF(self._font).elidedText(text, Qt.TextElideMode.ElideRight, width - 1)
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap if lines != 1 else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text))
        layout.beginLayout()
        made: list[QTextLine] = []
        while not lines or len(made) < lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(made) * self.line_height + (self.line_height - line.height()) / 2))
            made.append(line)
        layout.endLayout()
        return layout, made

    def _formats(self, shown: str) -> list[QTextLayout.FormatRange]:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        quiet = QTextCharFormat()
        quiet.setForeground(QBrush(self._theme.colour("text2")))
        quiet.setFontWeight(QFont.Weight.Normal)
        whole = self._passage.whole()
        parts = [(start, end, bold) for start, end in self._passage.bold]
        if self._passage.note:
            parts.insert(0, (len(self._passage.text), len(whole), quiet))
        return [self._range(whole, min(start, len(shown)), min(end, len(shown)), look) for start, end, look in parts]

    @staticmethod
    def _range(text: str, start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        positions = Positions(text)
        made.start = positions.to_utf16(start)
        made.length = positions.to_utf16(end) - made.start
        made.format = look
        return made

    def _draw_hits(self, painter: QPainter, at: QPointF) -> None:
        if not self._passage.hits:
            return
        theme = self._theme
        positions = Positions(self._passage.text)
        for start, end in self._passage.hits:
            first, last = positions.to_utf16(start), positions.to_utf16(end)
            for line in self._lines:
                low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
                if low < high:
                    self._draw_hit(painter, at, line, (_x(line, low), _x(line, high)))
        painter.setPen(theme.colour("text"))

    def _draw_hit(self, painter: QPainter, at: QPointF, line: QTextLine, sides: tuple[float, float]) -> None:
        theme = self._theme
        left, right = at.x() + sides[0] - 2, at.x() + sides[1] + 2
        top, bottom = at.y() + line.y(), at.y() + line.y() + line.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.colour("hit")))
        painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), 3, 3)
        painter.setPen(QPen(theme.colour("hit_line"), max(1.5, theme.px(1.5))))
        painter.drawLine(QPointF(left + 2, bottom), QPointF(right - 2, bottom))


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)
    return float(found[0])
