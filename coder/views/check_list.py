"""A list of rows with boxes, that a click, Space or Enter ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coder.theme import Theme
from coder.views.lists import RowList


class CheckList(RowList):
    """Tell which row was ticked; who owns the list shows it anew."""

    toggled = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self.picked.connect(self.toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space tick the row in hand."""
        if event.key() == Qt.Key.Key_Space and self.payload() is not None:
            self.toggled.emit(self.payload())
            return
        super().keyPressEvent(event)
