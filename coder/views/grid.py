"""Show a table like a spreadsheet: type to write, Enter and Tab go on, Delete empties, copy and paste as in a sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from codebooks.errors import OteError
from coder.models.grid import CHOICES, FREE, KEY, GridModel, Write
from coder.models.row import Index
from coder.theme import Theme

_ROW = 30
_WIDEST = 260
_NARROWEST = 64


class Grid(QTableView):
    """Show a `GridModel`; `pasted` brings a text from outside, `row_changed` the key of the row in hand."""

    refused = Signal(object)
    pasted = Signal(str)
    row_changed = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, write: Write, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._retried: str | None = None
        self.grid = GridModel(write, self)
        self.setModel(self.grid)
        self.setItemDelegate(CellDelegate(theme, self))
        self.grid.refused.connect(self._refused)
        self.setProperty("kind", "grid")
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.row_changed.emit(index.data(KEY) or ""))
        self.grid.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)
        self.fit()

    def show_rows(self, columns: Any, rows: Any) -> None:
        """Show columns and rows; the cell in hand stays in hand when it is still there."""
        former = self.key(), self.column_key()
        self.grid.show(columns, rows)
        row = self.grid.row_of(former[0])
        if row < 0:
            row = min(max(self.currentIndex().row(), 0), self.grid.rowCount() - 1)
        if row >= 0 and not self.currentIndex().isValid():
            self.choose(row, max(self.grid.column_of(former[1]), 0))

    def key(self) -> str:
        """Return what the row in hand stands for, or ""."""
        index = self.currentIndex()
        return self.grid.rows[index.row()].key if index.isValid() else ""

    def column_key(self) -> str:
        """Return the key of the column in hand, or ""."""
        index = self.currentIndex()
        return self.grid.columns[index.column()].key if index.isValid() else ""

    def choose(self, row: int, column: int = 0) -> None:
        """Take a cell in hand."""
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def choose_key(self, key: str) -> bool:
        """Take the row of something in hand; False when it has none."""
        row = self.grid.row_of(key)
        if row >= 0:
            self.choose(row, max(self.currentIndex().column(), 0))
        return row >= 0

    def fit(self) -> None:
        """Give each column the width of its words, within reason."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        for at in range(self.grid.columnCount()):
            wanted = max(self.sizeHintForColumn(at), self.horizontalHeader().sectionSizeHint(at)) + px(12)
            self.setColumnWidth(at, min(max(wanted, px(_NARROWEST)), px(_WIDEST)))

    def height_of_all(self) -> int:
        """Return how high the table is with every row."""
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = self.grid.rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a spreadsheet does with a key."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self.key())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.grid.empty(self.selectionModel().selectedIndexes())
        elif event.text() == " " and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.key())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the selected cells as lines with tabs, as spreadsheets do."""
        cells = sorted((one.row(), one.column()) for one in self.selectionModel().selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, column in cells:
            lines.setdefault(row, []).append(self.grid.text(row, column))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def _refused(self, problem: object, index: QModelIndex | None, text: str) -> None:
        """Tell what was wrong, and open the cell again with what was typed: nothing typed is lost."""
        if isinstance(problem, OteError):
            self.refused.emit(problem)
        if index is None:
            return
        key, column = self.grid.rows[index.row()].key, self.grid.columns[index.column()].key
        QTimer.singleShot(0, self, lambda: self._again(key, column, text))

    def _again(self, key: str, column: str, text: str) -> None:
        row, at = self.grid.row_of(key), self.grid.column_of(column)
        if row < 0 or at < 0 or not self.isVisible():
            return
        self.choose(row, at)
        index = self.grid.index(row, at)
        if not self.grid.columns[at].choices or self.grid.columns[at].free:
            self._retried = text
            self.edit(index)

    def take_retried(self) -> str | None:
        """Return, once, what was typed and refused, for the cell that opens again."""
        text, self._retried = self._retried, None
        return text


class CellDelegate(QStyledItemDelegate):
    """Draw a cell with the ring of the focus, and give it a line or a box of choices to write in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the words, a line under the row, and the ring when the cell is in hand."""
        theme, rect = self._theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        current = isinstance(view, QTableView) and view.currentIndex() == index
        same_row = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        painter.save()
        if selected:
            painter.fillRect(rect, theme.colour("selection"))
        elif same_row:
            painter.fillRect(rect, theme.colour("shade"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._write(painter, rect, index)
        if current and view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme = self._theme
        first = index.column() == 0
        painter.setFont(theme.font(bold=first))
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        painter.setPen(theme.colour("text" if editable or first else "text2"))
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        words = painter.fontMetrics().elidedText(
            str(index.data() or "").replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give a box of choices when the column has some, else a line."""
        choices = index.data(CHOICES)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        if not choices:
            line = QLineEdit(parent)
            line.setProperty("kind", "cell")
            line.setAccessibleName(str(title))
            return line
        box = QComboBox(parent)
        box.setProperty("kind", "cell")
        box.setAccessibleName(str(title))
        box.setEditable(bool(index.data(FREE)))
        box.addItem("", "")
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _: self._chosen(box))
        return box

    def _chosen(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put in what the cell holds."""
        written = str(index.data(Qt.ItemDataRole.EditRole) or "")
        view = self.parent()
        retried = view.take_retried() if isinstance(view, Grid) else None
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(written), 0))
            if editor.isEditable():
                editor.setEditText(str(index.data() or "") if retried is None else retried)
                return
            QTimer.singleShot(0, editor, editor.showPopup)
        elif isinstance(editor, QLineEdit):
            editor.setText(written if retried is None else retried)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what was chosen or typed."""
        text = _chosen_text(editor) if isinstance(editor, QComboBox) else getattr(editor, "text", str)()
        model.setData(model.index(index.row(), index.column()), text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Cover the cell, and give a box the room its words need."""
        rect = option.rect
        editor.setGeometry(rect.x(), rect.y(), max(rect.width(), self._theme.px(96)), rect.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go down a row with Enter, as a spreadsheet does; everything else as Qt does it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and (isinstance(editor, QLineEdit) or (isinstance(editor, QComboBox) and editor.isEditable()))
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            view = self.parent()
            if isinstance(view, Grid) and view.currentIndex().row() + 1 < view.grid.rowCount():
                view.choose(view.currentIndex().row() + 1, view.currentIndex().column())
            return True
        return super().eventFilter(editor, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> Any:
        """Ask for the width of the words."""
        hint = super().sizeHint(option, index)
        metrics = option.fontMetrics
        hint.setWidth(metrics.horizontalAdvance(str(index.data() or "")) + self._theme.px(16))
        return hint


def _chosen_text(box: QComboBox) -> str:
    """Return what a box says: the value of its words, or what somebody wrote instead."""
    words = box.currentText().strip()
    at = box.findText(words, Qt.MatchFlag.MatchFixedString)
    return str(box.itemData(at)) if at >= 0 else words
