"""The card of a coding: code, definition, who and when, comment, and the other codes of the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coder.fonts import SANS
from coder.models.coding_index import ShownCoding
from coder.views.reader_values import ReaderColours, Sentences

WIDTH = 320
PAD = 14
MOST_OTHERS = 8
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class CodingCard(QWidget):
    """Float beside a bracket or the text; takes neither focus nor clicks."""

    def __init__(self, parent: QWidget, colours: ReaderColours, texts: Sentences) -> None:
        """Stay hidden until shown for a coding."""
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.colours = colours
        self._texts = texts
        self._coding: ShownCoding | None = None
        self._others: Sequence[ShownCoding] = ()

    @property
    def coding(self) -> ShownCoding | None:
        """Return the coding it shows, or showed last."""
        return self._coding

    def show_for(self, coding: ShownCoding, others: Sequence[ShownCoding], near: QRect) -> None:
        """Show a coding beside a rectangle of the screen, never over it."""
        self._coding, self._others = coding, others[:MOST_OTHERS]
        self.setAccessibleName(self.words())
        self.resize(WIDTH, self._painted(None))
        self.move(self._spot(near))
        self.show()
        self.update()

    def words(self) -> str:
        """Return all that the card says, for a screen reader."""
        if self._coding is None:
            return ""
        said = [self._coding.code.name, self._coding.code.definition, self._signed(), self._coding.comment]
        if self._others:
            said.append(f"{self._texts('reader.others')}: {', '.join(other.code.name for other in self._others)}")
        return ". ".join(part.rstrip(".") for part in said if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.colours.card)
        painter.setPen(QPen(self.colours.line, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self._painted(painter)

    def _spot(self, near: QRect) -> QPoint:
        room = self.screen().availableGeometry()
        x = near.left() - self.width() - 8 if near.right() + 8 + self.width() > room.right() else near.right() + 8
        if x < room.left():
            x, y = room.left() + 8, near.bottom() + 8
        else:
            y = near.top()
        return QPoint(x, max(room.top(), min(y, room.bottom() - self.height() - 8)))

    def _signed(self) -> str:
        coding = self._coding
        if coding is None:
            return ""
        weight = self._texts("here.weighs", weight=coding.weight) if coding.weight is not None else ""
        return " · ".join(part for part in (coding.coder, coding.date, weight) if part)

    def _painted(self, painter: QPainter | None) -> int:
        """Write the card's parts below each other, or only measure them; return the height."""
        coding, colours = self._coding, self.colours
        if coding is None:
            return 0
        y = self._square_line(painter, coding, PAD, bold=True, size=14)
        for text, colour in ((coding.code.definition, colours.text2), (self._signed(), colours.text3)):
            y = self._paragraph(painter, text, y + 6, colour) if text else y
        y = self._paragraph(painter, f"”{coding.comment}”", y + 6, colours.text) if coding.comment else y
        if self._others:
            y = self._paragraph(painter, self._texts("reader.others"), y + 12, colours.text3) + 2
        for other in self._others:
            y = self._square_line(painter, other, y + 4, bold=False, size=13)
        return y + PAD

    def _square_line(self, painter: QPainter | None, coding: ShownCoding, y: int, *, bold: bool, size: int) -> int:
        font = _font(size, bold=bold)
        metrics = QFontMetrics(font)
        box = metrics.boundingRect(QRect(PAD + 16, y, WIDTH - 2 * PAD - 16, 1000), WRAP, coding.code.name)
        if painter is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours.family(coding.code.family))
            painter.drawRoundedRect(QRect(PAD, y + (metrics.height() - 9) // 2, 9, 9), 2, 2)
            painter.setFont(font)
            painter.setPen(self.colours.text)
            painter.drawText(box, WRAP, coding.code.name)
        return box.bottom() + 1

    def _paragraph(self, painter: QPainter | None, text: str, y: int, colour: object) -> int:
        font = _font(13, bold=False)
        box = QFontMetrics(font).boundingRect(QRect(PAD, y, WIDTH - 2 * PAD, 2000), WRAP, text)
        if painter is not None:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(box, WRAP, text)
        return box.bottom() + 1


def _font(size: int, *, bold: bool) -> QFont:
    font = QFont(SANS)
    font.setPixelSize(size)
    font.setBold(bold)
    return font
