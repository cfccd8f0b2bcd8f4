"""Hold a table as a spreadsheet shows it: rows of texts, some of which can be written; what is written is a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from codebooks.errors import OteError
from coder.models.row import Index

KEY = int(Qt.ItemDataRole.UserRole) + 3
CHOICES = int(Qt.ItemDataRole.UserRole) + 4
FREE = int(Qt.ItemDataRole.UserRole) + 5


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column; `choices` are what a cell can be besides empty, as (what is written, what is shown).

    In a `free` column they are suggestions, and anything else can be written too.
    """

    key: str
    title: str
    editable: bool = True
    numeric: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    free: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Hold one row: what it stands for, its cells as they are written, its name for screen readers."""

    key: str
    cells: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Say what was written into a cell: row key, column key, text."""

    row: str
    column: str
    text: str


Write = Callable[[Sequence[Written]], object]


class GridModel(QAbstractTableModel):
    """Show rows and columns; `write` gets what was written in one go, and may raise an OteError."""

    refused = Signal(object, object, str)

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._write = write
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[GridRow, ...] = ()

    def show(self, columns: Sequence[Column], rows: Sequence[GridRow]) -> None:
        """Show these; when only cells differ, place and selection stay."""
        same = tuple(columns) == self.columns and [one.key for one in rows] == [one.key for one in self.rows]
        if same:
            former, self.rows = self.rows, tuple(rows)
            for at, (old, new) in enumerate(zip(former, self.rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the place of a row, -1 when there is none."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    def column_of(self, key: str) -> int:
        """Return the place of a column, -1 when there is none."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), -1)

    def text(self, row: int, column: int) -> str:
        """Return a cell as it is shown."""
        written = self.rows[row].cells[column]
        return dict(self.columns[column].choices).get(written, written)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a cell's words, what is edited, its side, or what it stands for."""
        if not index.isValid():
            return None
        at, column = index.row(), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(at, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.rows[at].cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._meaning(at, index.column(), role)

    def _meaning(self, row: int, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            named = self.rows[row].name or self.rows[row].cells[0]
            return f"{named}, {self.columns[column].title}: {self.text(row, column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.text(row, column) or None
        if role == KEY:
            return self.rows[row].key
        if role == FREE:
            return self.columns[column].free
        return self.columns[column].choices if role == CHOICES else None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Write a cell; what is refused is told by `refused`, and the cell stays."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column, text = self.rows[index.row()], self.columns[index.column()], str(value)
        if text == row.cells[index.column()]:
            return True
        try:
            self._write((Written(row.key, column.key, text),))
        except OteError as problem:
            self.refused.emit(problem, self.index(index.row(), index.column()), text)
            return False
        return True

    def empty(self, cells: Sequence[Index]) -> None:
        """Empty cells in one go; what is refused is told by `refused`."""
        wanted = [one for one in cells if self.columns[one.column()].editable and self._held(one)]
        written = [Written(self.rows[one.row()].key, self.columns[one.column()].key, "") for one in wanted]
        if not written:
            return
        try:
            self._write(written)
        except OteError as problem:
            self.refused.emit(problem, None, "")

    def _held(self, index: Index) -> str:
        return self.rows[index.row()].cells[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be chosen and the editable ones be written."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].editable else plain
