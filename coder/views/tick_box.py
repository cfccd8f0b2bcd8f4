"""Be a box to tick with words beside it, drawn as the boxes of the lists are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from coder.theme import Theme
from coder.views.rows import draw_check, write

_SIDE = 16
_GAP = 8
_HEIGHT = 28


class TickBox(QCheckBox):
    """Tick by click or Space; the focus is a ring around box and words."""

    def __init__(self, theme: Theme, words: str) -> None:
        """Begin without a tick."""
        super().__init__(words)
        self._theme = theme
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for box and words."""
        px = self._theme.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(4 + _SIDE + _GAP + 6) + words, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are not cut."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw box, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, theme = self._theme.px, self._theme
        box = QRectF(px(4), (self.height() - px(_SIDE)) / 2, px(_SIDE), px(_SIDE))
        draw_check(painter, box, theme, checked=self.isChecked())
        words = QRectF(box.right() + px(_GAP), 0, self.width() - box.right() - px(_GAP), self.height())
        write(painter, words, self.text(), self.font(), theme.colour("text"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002, N802 - Qt's own
        """Take a click anywhere on box and words."""
        return True
