"""The tree of codes beside the text: a code is dragged onto a selection, a selection is dropped on a code."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from codebooks.model import Code
from coder.models.row import PAYLOAD
from coder.theme import Theme
from coder.views.dragging import PASSAGE, drag_code, is_far
from coder.views.lists import RowTree


class CodeTree(RowTree):
    """Tell on which code a passage was dropped."""

    passage_dropped = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, language: str) -> None:
        """Take drops."""
        super().__init__(theme, parent)
        self._theme = theme
        self._language = language
        self._pressed: tuple[QPoint, Code] | None = None
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which code a drag would take."""
        point = event.position().toPoint()
        code = self.indexAt(point).data(PAYLOAD)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (point, code) if left and isinstance(code, Code) else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the code."""
        if self._pressed is not None and is_far(self._pressed[0], event.position().toPoint()):
            code, self._pressed = self._pressed[1], None
            drag_code(self, self._theme, code.id, code.name(self._language))
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take passages."""
        if event.mimeData().hasFormat(PASSAGE):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light up the code under the passage; a family takes none."""
        index = self.indexAt(event.position().toPoint())
        if event.mimeData().hasFormat(PASSAGE) and isinstance(index.data(PAYLOAD), Code):
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the code under the passage."""
        code = self.indexAt(event.position().toPoint()).data(PAYLOAD)
        if isinstance(code, Code):
            event.acceptProposedAction()
            self.passage_dropped.emit(code.id)
