"""Choose one of many by typing a part of its name: a small dialog whose button names the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList

_WIDTH, _HEIGHT = 460, 420


class Chooser(QDialog):
    """Offer rows; `act` gets what the chosen one stands for."""

    def __init__(
        self, theme: Theme, say: Catalogue, parent: QWidget, *, title: str, words: str,
        outcome: Callable[[Any], str], items: Sequence[Item], act: Callable[[Any], object],
    ) -> None:
        """Lay out title, field, list and buttons."""
        super().__init__(parent)
        self._items = tuple(items)
        self._outcome = outcome
        self._act = act
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("chooser.field"))
        self.field.setAccessibleName(say("chooser.field"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = RowList(theme, self, pad=10)
        self.list.setAccessibleName(title)
        self.list.moved.connect(lambda _: self._name_outcome())
        self.list.entered_key.connect(lambda _: self.accept())
        self.list.doubleClicked.connect(lambda _: self.accept())
        self.go = button("", self.accept, "accent")
        self.go.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        layout.addWidget(label(words, "quiet", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("form.cancel"), self.reject))
        row.addWidget(self.go)
        layout.addLayout(row)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self._show("")
        self.field.setFocus()

    def accept(self) -> None:
        """Do what the button says."""
        thing = self.list.payload()
        if thing is not None:
            super().accept()
            self._act(thing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while the focus stays in the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.choose(min(max(self.list.currentIndex().row() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [item for item in self._items if all(word in item[0].spoken().casefold() for word in words)]
        self.list.show_rows(fitting)
        if fitting and self.list.payload() is None:
            self.list.choose(0)
        self._name_outcome()

    def _name_outcome(self) -> None:
        thing = self.list.payload()
        self.go.setEnabled(thing is not None)
        self.go.setText(self._outcome(thing))
