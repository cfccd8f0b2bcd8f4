"""A list whose keys ask for acts of its page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from coder.theme import Theme
from coder.views.lists import RowList

Keys = Mapping[tuple[int, Qt.KeyboardModifier], str]


class KeyedList(RowList):
    """Show rows; `act_wanted` names the act that a key asks for."""

    act_wanted = Signal(str)

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None, *, wrap: bool = False,
                 several: bool = False, lead: int = 40) -> None:
        """Begin empty; `several` rows can be chosen at once, `lead` is how wide the column of bold names is."""
        super().__init__(theme, parent, wrap=wrap, lead=lead)
        self._keys = keys
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen(self) -> list[int]:
        """Return the places of the chosen rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def event(self, event: QEvent) -> bool:
        """Keep the list's own keys from the window's actions that have the same."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for an act, or do what every list does."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            self.act_wanted.emit(act)

    def _act_of(self, event: QKeyEvent) -> str | None:
        return self._keys.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
