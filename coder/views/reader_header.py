"""The head of the reading view: the transcript's title and a quiet line on what it is and which turns show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coder.fonts import SANS
from coder.views.reader_values import ReaderColours


class ReaderHeader(QWidget):
    """Show title and subtitle above the column; never part of the text."""

    def __init__(self, parent: QWidget, colours: ReaderColours) -> None:
        """Wait for words."""
        super().__init__(parent)
        self.colours = colours
        self._title = ""
        self._about = ""
        self._place = ""
        self._left = 0
        self._right = 0
        self._scale = 1.0
        self._scrolled = False

    def set_words(self, title: str, about: str) -> None:
        """Take the title and what the header lines say."""
        self._title, self._about = title, about
        self.update()

    def set_place(self, place: str, *, scrolled: bool) -> None:
        """Take which turns show, and whether text has gone out of sight above (then a line parts them)."""
        if (place, scrolled) != (self._place, self._scrolled):
            self._place, self._scrolled = place, scrolled
            self.update()

    def set_span(self, left: int, right: int, scale: float) -> None:
        """Take where the words begin and must end, and the size of the margins."""
        self._left, self._right, self._scale = left, right, scale
        self.update()

    def wanted_height(self, scale: float) -> int:
        """Return the height for a size of the margins."""
        return round(68 * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both lines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.colours.background)
        painter.setFont(self._font(17, bold=True))
        painter.setPen(self.colours.text)
        room = self._right - self._left
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self._left, round(33 * self._scale), title)
        self._paint_subtitle(painter, room)
        if self._scrolled:
            painter.fillRect(0, self.height() - 1, self.width(), 1, self.colours.line)

    def _paint_subtitle(self, painter: QPainter, room: int) -> None:
        painter.setFont(self._font(13, bold=False))
        painter.setPen(self.colours.text3)
        metrics = painter.fontMetrics()
        place = f" · {self._place}" if self._about and self._place else self._place
        about = metrics.elidedText(self._about, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(place))
        painter.drawText(self._left, round(55 * self._scale), about + place)

    def _font(self, size: int, *, bold: bool) -> QFont:
        font = QFont(SANS)
        font.setPixelSize(round(size * self._scale))
        font.setBold(bold)
        return font
