"""Offer the one list and the one tree of the program: rows as values, focus ring, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QTreeView, QWidget

from coder.models.row import PAYLOAD
from coder.models.row_model import Item, RowModel
from coder.theme import Theme
from coder.views.rows import RowDelegate


class RowList(QListView):
    """Show rows; `picked` tells of a row clicked, or of Enter on it."""

    picked = Signal(object)
    moved = Signal(object)
    entered_key = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, pad: int = 16, wrap: bool = False,
                 lead: int = 40) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows_model = RowModel(self)
        self.setModel(self.rows_model)
        self.rows = RowDelegate(theme, self, pad=pad, wrap=wrap, lead=lead)
        self.setItemDelegate(self.rows)
        dress(self)
        self.clicked.connect(lambda index: self.picked.emit(index.data(PAYLOAD)))
        self.selectionModel().currentChanged.connect(lambda index, _: self.moved.emit(index.data(PAYLOAD)))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, items: Sequence[Item]) -> None:
        """Show these rows; the row in hand stays in hand when it is still there."""
        former = self.payload()
        self.rows_model.show(items)
        if former is not None and self.payload() is None:
            self.choose_thing(former)

    def choose(self, at: int) -> None:
        """Select the row at a place and bring it into view."""
        index = self.rows_model.index(at)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def choose_thing(self, thing: object) -> None:
        """Select the row that stands for something, if there is one."""
        index = self.rows_model.find(thing)
        if index.isValid():
            self.choose(index.row())
        else:
            self.clearSelection()

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows_model.rowCount()

    def place(self) -> int:
        """Return the number of the row in hand, -1 without one."""
        return self.currentIndex().row()

    def payload(self) -> Any:
        """Return what the row in hand stands for, or None."""
        return self.currentIndex().data(PAYLOAD) if self.currentIndex().isValid() else None

    def height_of_rows(self, most: int) -> int:
        """Return the height of the first rows, at most so many."""
        return sum(self.sizeHintForRow(at) for at in range(min(most, self.count())))

    def fit_height(self) -> None:
        """Be as high as all rows together, so that the panel scrolls and not the list."""
        self.setFixedHeight(self.height_of_rows(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter pick the row in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.payload() is not None:
            self.picked.emit(self.payload())
            self.entered_key.emit(self.payload())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay wrapped rows out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class RowTree(QTreeView):
    """Show a tree of rows without lines and arrows; the arrow keys open and close."""

    picked = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows = RowDelegate(theme, self, wrap=True)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        dress(self)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def watch(self) -> None:
        """Tell of the current row; called once the model is set."""
        self.selectionModel().currentChanged.connect(lambda index, _: self.moved.emit(index.data(PAYLOAD)))

    def choose(self, index: QModelIndex) -> None:
        """Select a row and bring it into view."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter pick the row in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().data(PAYLOAD))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay wrapped rows out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def dress(view: QAbstractItemView) -> None:
    """Give a view what all lists share: no frame, hover, smooth scrolling, no sideways bar."""
    view.setProperty("kind", "rows")
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
    view.viewport().setAutoFillBackground(False)
