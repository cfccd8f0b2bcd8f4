"""The table of a round: a quote a row, a reviewer a column, each answer a symbol and a word."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from coder.models.grid import Column, GridRow
from coder.models.review_rows import NO, WAITS, WISH, YES
from coder.models.row import Index
from coder.theme import Theme
from coder.views.grid import CellDelegate, Grid

_TONES = {YES: "ok", WISH: "warning", NO: "error", WAITS: "text2"}
_NAME, _STATE, _ANSWER = 88, 100, 124
_LEAST, _TEXT = 72, 112


class ReviewTable(Grid):
    """Show what people said; one row is in hand as a whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty; nothing is written in it."""
        super().__init__(theme, lambda _: None, parent)
        self.setItemDelegate(AnswerDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setStretchLastSection(False)

    def show_rows(self, columns: tuple[Column, ...], rows: tuple[GridRow, ...]) -> None:
        """Show these; the row in hand stays in hand."""
        super().show_rows(columns, rows)
        self.fit()

    def choose(self, row: int, column: int = 0) -> None:
        """Take a whole row in hand."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def fit(self) -> None:
        """Give the words what the other columns leave."""
        super().fit()
        px, header = self._theme.px, self.horizontalHeader()
        for at, column in enumerate(self.grid.columns):
            wide = {"quote": px(_NAME), "state": px(_STATE)}.get(column.key, self._answer_width())
            stretched = column.key == "text"
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            if not stretched:
                self.setColumnWidth(at, wide)
        header.setMinimumSectionSize(px(_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def _answer_width(self) -> int:
        """Return the width of a reviewer's column: narrower where the words need the room, down to symbol and word."""
        px, people = self._theme.px, max(len(self.grid.columns) - 3, 1)
        left = self.viewport().width() - px(_NAME) - px(_STATE) - px(_TEXT)
        return min(max(left // people, px(_LEAST)), px(_ANSWER))


class AnswerDelegate(CellDelegate):
    """Write a quote's words in the reading font and an answer in the colour of its symbol, a no in bold."""

    def _write(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme = self._theme
        words = str(index.data() or "").replace("\n", " ")
        tone = _TONES.get(words[:1], "text") if index.column() > 1 else "text"
        bold = index.column() == 0 or words[:1] == NO
        painter.setFont(theme.font(13, bold=bold, serif=index.column() == 1))
        painter.setPen(theme.colour(tone))
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
