"""The outline of a report plan: rows with handles, moved by dragging or by keys."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coder.models.plan_rows import Place
from coder.theme import Theme
from coder.views.dragging import CODE, dragged_code, is_far
from coder.views.keyed_list import KeyedList, Keys

NODE = "application/x-ote-plan-node"
_LEAD = 88


class PlanOutline(KeyedList):
    """Show an outline; `dropped` gives a node and the row's place it goes before, `code_dropped` a code and a place."""

    dropped = Signal(str, object)
    code_dropped = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, _keys(), parent, lead=_LEAD)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._before = -1
        self.setAcceptDrops(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        pressed = event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid()
        self._pressed = event.position().toPoint() if pressed else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the row in hand, once the mouse has gone far enough."""
        if self._pressed is None or not is_far(self._pressed, event.position().toPoint()):
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        place = self.payload()
        if isinstance(place, Place) and not place.quote:
            data = QMimeData()
            data.setData(NODE, QByteArray(place.node.encode()))
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take nodes of the outline, and codes."""
        if event.mimeData().hasFormat(NODE) or event.mimeData().hasFormat(CODE):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        self._show_line(self._row_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _: object) -> None:
        """Show no place any more."""
        self._show_line(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where."""
        at = self._row_at(event.position().toPoint())
        place = self.rows_model.payload(at) if at < self.count() else None
        self._show_line(-1)
        event.acceptProposedAction()
        if event.mimeData().hasFormat(NODE):
            self.dropped.emit(bytes(event.mimeData().data(NODE).data()).decode(), place)
        else:
            self.code_dropped.emit(dragged_code(event.mimeData()), place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, their handles, and the line where something would go."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("text2"))
        for at in range(self.count()):
            place = self.rows_model.payload(at)
            if isinstance(place, Place) and not place.quote:
                self._draw_handle(painter, self.visualRect(self.rows_model.index(at)))
        if self._before >= 0:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            y = self._top_of(self._before)
            painter.drawLine(0, y, self.viewport().width(), y)

    def _draw_handle(self, painter: QPainter, row: QRect) -> None:
        """Draw two columns of three dots at the left edge of a row."""
        step, dot = self._theme.px(4), self._theme.px(1)
        for column in (0, 1):
            for line in (-1, 0, 1):
                x, y = row.left() + self._theme.px(5) + column * step, row.center().y() + line * step
                painter.drawEllipse(QPointF(x, y), dot, dot)

    def _row_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if not index.isValid():
            return self.count()
        rect = self.visualRect(index)
        return index.row() + (point.y() > rect.center().y())

    def _top_of(self, at: int) -> int:
        if at < self.count():
            return self.visualRect(self.rows_model.index(at)).top()
        return self.visualRect(self.rows_model.index(self.count() - 1)).bottom() if self.count() else 0

    def _show_line(self, at: int) -> None:
        if at != self._before:
            self._before = at
            self.viewport().update()


def _keys() -> Keys:
    """Return which act each key of the outline asks for."""
    none, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    key = Qt.Key
    return {
        (key.Key_Insert, none): "chapter", (key.Key_Insert, Qt.KeyboardModifier.ShiftModifier): "quotes",
        (key.Key_Delete, none): "remove", (key.Key_F2, none): "name", (key.Key_Return, none): "name",
        (key.Key_Enter, none): "name", (key.Key_Up, alt): "up", (key.Key_Down, alt): "down",
        (key.Key_Left, alt): "out", (key.Key_Right, alt): "in",
    }
