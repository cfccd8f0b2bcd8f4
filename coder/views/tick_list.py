"""A list of rows with boxes: Space or a click ticks one, Ctrl+A all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.lists import RowList


class TickList(RowList):
    """Let a person tick rows; `ticked_changed` tells that the ticks are others now."""

    ticked_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent, wrap=True)
        self._ticked: dict[str, None] = {}
        self.clicked.connect(self._clicked)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show rows, each standing for an id; what was ticked stays ticked, shown or not."""
        self.show_rows([(replace(row, check=thing in self._ticked), thing) for row, thing in items])
        if items:
            self.choose(0)

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the ticked rows, in the order in which they were ticked."""
        return tuple(self._ticked)

    def forget(self) -> None:
        """Begin anew, with nothing ticked."""
        self._ticked.clear()

    def tick(self, things: Sequence[str]) -> None:
        """Tick just these of the rows that are shown."""
        wanted = frozenset(things)
        for at in range(self.count()):
            self._set(at, ticked=self.rows_model.payload(at) in wanted)
        self.ticked_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, all with Ctrl+A."""
        if event.key() == Qt.Key.Key_Space and self.place() >= 0:
            self._turn(self.place())
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            whole = all(self.rows_model.payload(at) in self._ticked for at in range(self.count()))
            for at in range(self.count()):
                self._set(at, ticked=not whole)
            self.ticked_changed.emit()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        self._turn(index.row())

    def _turn(self, at: int) -> None:
        self._set(at, ticked=self.rows_model.payload(at) not in self._ticked)
        self.ticked_changed.emit()

    def _set(self, at: int, *, ticked: bool) -> None:
        thing = str(self.rows_model.payload(at))
        if ticked:
            self._ticked[thing] = None
        else:
            self._ticked.pop(thing, None)
        row = self.rows_model.row(at)
        words = replace(row, check=ticked)
        self.rows_model.replace_row(at, words)
