"""Hold the rows of a list, each with what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from coder.models.row import PAYLOAD, ROW, Index, Row

Item = tuple[Row, Any]


class RowModel(QAbstractListModel):
    """Show rows; the same things in the same order keep selection and place when only their words change."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Show these rows instead of the former ones."""
        fresh = tuple(items)
        if [_identity(item) for item in fresh] == [_identity(item) for item in self._items]:
            changed = [at for at, item in enumerate(fresh) if item != self._items[at]]
            self._items = fresh
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._items = fresh
        self.endResetModel()

    def replace_row(self, at: int, row: Row) -> None:
        """Show another row for the same thing."""
        self._items = (*self._items[:at], (row, self._items[at][1]), *self._items[at + 1 :])
        self.dataChanged.emit(self.index(at), self.index(at))

    def row(self, at: int) -> Row:
        """Return the row at a place."""
        return self._items[at][0]

    def payload(self, at: int) -> Any:
        """Return what the row at a place stands for."""
        return self._items[at][1]

    def find(self, payload: object) -> QModelIndex:
        """Return the index of the row that stands for something; an invalid one when there is none."""
        at = next((at for at, item in enumerate(self._items) if item[1] == payload), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the row, what it stands for, or its words."""
        if not index.isValid():
            return None
        row, payload = self._items[index.row()]
        if role == ROW:
            return row
        if role == PAYLOAD:
            return payload
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row.spoken() if role in words else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything but headings be selected."""
        if not index.isValid() or self._items[index.row()][0].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _identity(item: Item) -> object:
    payload = item[1]
    return getattr(payload, "id", payload)
