"""Show a table of counts to a view: numbers in cells, names in heads, what each cell opens and how dark it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from coder.i18n import Catalogue
from coder.models.row import Index
from exports.crosstables import CrossTable

REFS = Qt.ItemDataRole.UserRole + 1
"""The excerpts of a cell, as a tuple of ids."""

PART = Qt.ItemDataRole.UserRole + 2
"""How full a cell is against the fullest, from 0.0 to 1.0; the diagonal of a square table and the totals are 0."""

SLOT = Qt.ItemDataRole.UserRole + 3
"""The place of a row's family in the palette; None without one."""

_NOTHING = "·"


class CrossModel(QAbstractTableModel):
    """Hold one table of counts, a column of totals after its own where totals make sense."""

    def __init__(self, say: Catalogue, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._say = say
        self._table: CrossTable | None = None
        self._slots: dict[str, int] = {}
        self._most = 0

    def show(self, table: CrossTable | None, slots: dict[str, int]) -> None:
        """Show another table; `slots` are the families' places in the palette by family id."""
        self.beginResetModel()
        self._table, self._slots = table, slots
        self._most = _fullest(table) if table else 0
        self.endResetModel()

    def table(self) -> CrossTable | None:
        """Return what is shown."""
        return self._table

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if self._table is None or (parent is not None and parent.isValid()) else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns, the totals among them."""
        if self._table is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._table.columns) + self._table.totals

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's number, its words, its excerpts or how full it is."""
        if self._table is None or not index.isValid():
            return None
        table = self._table
        refs = self._refs(table, index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{len(refs)}" if refs else _NOTHING
        if role == REFS:
            return refs
        if role == PART:
            return self._part(table, index, len(refs))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(table, index, len(refs))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a head's words: short above, whole at the left and in tooltips."""
        if self._table is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._column_head(self._table, section, role)
        head = self._table.rows[section]
        if role == SLOT:
            return self._slots.get(head.code.family or "") if head.code else None
        if role == Qt.ItemDataRole.DisplayRole and self._numbered():
            return f"{head.short} {head.name}"
        whole = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return head.name if role in whole else None

    def _column_head(self, table: CrossTable, section: int, role: int) -> Any:
        columns = table.columns
        if role == Qt.ItemDataRole.DisplayRole:
            return columns[section].short if section < len(columns) else self._say("analysis.total")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return columns[section].name if section < len(columns) else self._say("analysis.total_whole")
        return None

    def _numbered(self) -> bool:
        """Tell whether the columns are the rows again, so that a row must say its number or key."""
        return self._table is not None and self._table.rows == self._table.columns

    def _refs(self, table: CrossTable, index: Index) -> tuple[str, ...]:
        row = table.rows[index.row()].id
        if index.column() >= len(table.columns):
            return table.crossing.whole.get(row, ())
        return table.crossing.at(row, table.columns[index.column()].id)

    def _part(self, table: CrossTable, index: Index, count: int) -> float:
        if index.column() >= len(table.columns) or not self._most:
            return 0.0
        own = self._numbered() and index.row() == index.column()
        return 0.0 if own else count / self._most

    def _words(self, table: CrossTable, index: Index, count: int) -> str:
        """Tell a cell in words: row, column, number."""
        row = table.rows[index.row()].name
        column = self._column_head(table, index.column(), Qt.ItemDataRole.AccessibleTextRole)
        return self._say("analysis.cell", row=row, column=column, n=count)


def _fullest(table: CrossTable) -> int:
    """Return the count of the fullest cell, beside the diagonal of a square table."""
    square = table.rows == table.columns
    cells = table.crossing.cells.items()
    return max((len(refs) for (row, column), refs in cells if not (square and row == column)), default=0)
