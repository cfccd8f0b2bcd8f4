"""Show one line of words that gives way when there is little room; what it is called stays whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from coder.theme import Theme


class ElidedLabel(QLabel):
    """Show one line that gives way when there is little room."""

    def __init__(
        self, theme: Theme, widest: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, tone: str = ""
    ) -> None:
        """Begin empty; `widest` is what it asks for at most, in pixels at 100 %."""
        super().__init__()
        self._theme = theme
        self._widest = widest
        self._mode = mode
        self.setProperty("tone", tone)
        self.words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_words(self, words: str) -> None:
        """Show these words, as far as there is room."""
        self.words = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room the words take, within reason."""
        self.ensurePolished()
        wanted = self.fontMetrics().horizontalAdvance(self.words) + 2
        return QSize(min(wanted, self._theme.px(self._widest)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with half of it."""
        width = min(self.sizeHint().width(), self._theme.px(self._widest // 2))
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.words, self._mode, max(self.width(), 40)))
