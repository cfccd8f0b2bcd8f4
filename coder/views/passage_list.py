"""A list of rows with boxes of its own, that Space or a click on the box ticks; Enter goes to what the row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from coder.models.row import PAYLOAD
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.lists import RowList

_BOX = 40


class PassageList(RowList):
    """Keep which rows are ticked."""

    ticks_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(theme, parent, wrap=True)
        self._theme = theme

    def show_ticked(self, items: Sequence[Item], ticked: Sequence[bool]) -> None:
        """Show rows with their boxes."""
        self.show_rows([(replace(row, check=on), thing) for (row, thing), on in zip(items, ticked, strict=True)])
        self.ticks_changed.emit()

    def ticked(self) -> tuple[Any, ...]:
        """Return what the ticked rows stand for, in order."""
        places = range(self.count())
        return tuple(self.rows_model.payload(at) for at in places if self.rows_model.row(at).check)

    def tick_all(self, *, on: bool) -> None:
        """Tick every row, or none."""
        model = self.rows_model
        model.show([(replace(model.row(at), check=on), model.payload(at)) for at in range(self.count())])
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space tick the row in hand."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row whose box was clicked; a click on the words goes there."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < self._theme.px(_BOX):
            self._toggle(index)
            return
        super().mouseReleaseEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        if index.data(PAYLOAD) is None:
            return
        row = self.rows_model.row(index.row())
        self.rows_model.replace_row(index.row(), replace(row, check=not row.check))
        self.ticks_changed.emit()
