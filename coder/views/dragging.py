"""What is dragged in the coding workplace: a code onto a selection, a selection onto a code."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from coder.theme import Theme

CODE = "application/x-ote-code"
PASSAGE = "application/x-ote-passage"
_LONGEST = 220
_HIGH = 28


def is_far(start: QPoint, here: QPoint) -> bool:
    """Tell whether the mouse has moved so far with its button down that something is meant to be dragged."""
    return (here - start).manhattanLength() >= QApplication.startDragDistance()


def drag_code(source: QWidget, theme: Theme, code_id: str, name: str) -> None:
    """Let a code be dropped on a selection; returns when it was dropped or let go of."""
    _drag(source, theme, CODE, code_id, name)


def drag_passage(source: QWidget, theme: Theme, words: str) -> None:
    """Let the selection be dropped on a code; the words are the label under the mouse, never the interview's."""
    _drag(source, theme, PASSAGE, "", words)


def dragged_code(data: QMimeData) -> str:
    """Return the id of the code that is dragged, or nothing."""
    return bytes(data.data(CODE).data()).decode() if data.hasFormat(CODE) else ""


def _drag(source: QWidget, theme: Theme, kind: str, value: str, words: str) -> None:
    data = QMimeData()
    data.setData(kind, QByteArray(value.encode()))
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_label(theme, words, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-12, -8))
    drag.exec(Qt.DropAction.CopyAction)


def _label(theme: Theme, words: str, ratio: float) -> QPixmap:
    font: QFont = theme.font(12)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, theme.px(_LONGEST))
    width, high = QFontMetrics(font).horizontalAdvance(shown) + theme.px(20), theme.px(_HIGH)
    picture = QPixmap(round(width * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("card"))
    painter = QPainter(picture)
    painter.setPen(theme.colour("accent"))
    painter.drawRect(0, 0, width - 1, high - 1)
    painter.setPen(theme.colour("text"))
    painter.setFont(font)
    painter.drawText(theme.px(10), 0, width, high, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.end()
    return picture
