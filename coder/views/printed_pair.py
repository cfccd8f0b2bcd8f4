"""Show a quote as both house styles print it, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.quote_board import QuoteBoard
from coder.theme import Theme
from coder.views.bars import label
from coder.views.code_fields import PairRow
from projects.quotes.layers import Layers
from projects.quotes.published import TUTKIMUS, VIHKONEN


class PrintedPair(QWidget):
    """Hold the two columns."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._say = say
        self.vihkonen, self.tutkimus = label("", wrap=True), label("", wrap=True)
        self.source = label("", wrap=True)
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight)
        for one in (self.vihkonen, self.tutkimus, self.source):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        columns = (self._column("vihkonen", self.vihkonen), self._column("tutkimus", self.tutkimus, self.source))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PairRow(theme, columns))
        theme.changed.connect(self._measure)
        self._measure()

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show what is printed of a quote; the source line names roles and numbers, never labels."""
        several = len(one.published(VIHKONEN)) > 1
        dash = "– " if several else ""
        self.vihkonen.setText("\n".join(f"{dash}{each}" for each in one.published(VIHKONEN)))
        self.tutkimus.setText("\n".join(f"{dash}{each}" for each in one.published(TUTKIMUS)))
        self.source.setText(one.source(board.printed.short) if one.turns else "")

    def _column(self, style: str, *rows: QLabel) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(self._say(f"quote.style.{style}"), "head"))
        frame = QFrame()
        frame.setProperty("surface", "printed")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(12, 0, 0, 0)
        inner.setSpacing(4)
        for one in rows:
            inner.addWidget(one)
        layout.addWidget(frame)
        layout.addStretch(1)
        return column

    def _measure(self) -> None:
        for one in (self.vihkonen, self.tutkimus):
            one.setFont(self._theme.font(15, serif=True))
        self.source.setFont(self._theme.font(12, serif=True))
