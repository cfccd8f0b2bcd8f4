"""The grip beside a selected passage: a click asks for codes, a drag takes the passage to a code."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from coder.views.dragging import is_far
from coder.views.reader_values import ReaderColours

SIDE = 26


class SelectionGrip(QAbstractButton):
    """Stand in the gap between text and brackets, so that it covers neither; for the mouse only, keys have Enter."""

    drag_wanted = Signal()

    def __init__(self, parent: QWidget, colours: ReaderColours, words: str) -> None:
        """Stay hidden until something is selected with the mouse."""
        super().__init__(parent)
        self.colours = colours
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.resize(SIDE, SIDE)
        self.hide()

    def sizeHint(self) -> QSize:
        """Return its one size."""
        return QSize(SIDE, SIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the passage."""
        if self._pressed_at is not None and is_far(self._pressed_at, event.position().toPoint()):
            self._pressed_at = None
            self.setDown(False)
            self.drag_wanted.emit()
            return
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole button is drawn
        """Paint a disc with a plus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colours.accent, 1))
        painter.setBrush(self.colours.selection if self.underMouse() else self.colours.card)
        painter.drawEllipse(QRectF(2, 2, SIDE - 4, SIDE - 4))
        painter.setPen(QPen(self.colours.accent, 2))
        middle, arm = SIDE / 2, SIDE / 5
        painter.drawLine(QPointF(middle - arm, middle), QPointF(middle + arm, middle))
        painter.drawLine(QPointF(middle, middle - arm), QPointF(middle, middle + arm))
        painter.end()
