"""Show a table of counts: the fuller a cell the darker its ground, and every cell opens its excerpts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coder.i18n import Catalogue
from coder.models.cross_model import PART, REFS, SLOT, CrossModel
from coder.models.row import Index, Square
from coder.theme import Theme
from coder.views.rows import draw_square, write
from exports.crosstables import CrossTable

_ROW = 30
_CELL = 46
_NARROWEST_NAME = 170
_PAD = 10


class CrossView(QTableView):
    """Show a `CrossTable`; `opened` brings the excerpts of a cell and its words."""

    opened = Signal(object, str)

    def __init__(self, theme: Theme, say: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self.cells = CrossModel(say, self)
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(theme, self))
        self.setVerticalHeader(_Names(theme, self))
        self.setProperty("kind", "grid")
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        theme.changed.connect(self._measure)
        self._measure()

    def show_table(self, table: CrossTable | None, slots: dict[str, int]) -> None:
        """Show another table."""
        self.cells.show(table, slots)
        self.setAccessibleName(table.title if table else "")
        self.setAccessibleDescription(table.note if table else "")
        self._measure()

    def height_of_all(self) -> int:
        """Return how high the table is with all its rows."""
        return self.horizontalHeader().height() + self.cells.rowCount() * self._theme.px(_ROW) + self._theme.px(14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and Space open the cell in hand."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the columns leave."""
        self.verticalHeader().setFixedWidth(self._names_width())
        super().resizeEvent(event)

    def _open(self, index: QModelIndex) -> None:
        refs = index.data(REFS)
        if refs:
            self.opened.emit(refs, index.data(Qt.ItemDataRole.ToolTipRole))

    def _measure(self) -> None:
        px, heads = self._theme.px, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        metrics = heads.fontMetrics()
        for column in range(self.cells.columnCount()):
            words = str(self.cells.headerData(column, Qt.Orientation.Horizontal))
            heads.resizeSection(column, max(px(_CELL), metrics.horizontalAdvance(words) + px(22)))
        self.verticalHeader().setFixedWidth(self._names_width())

    def _names_width(self) -> int:
        """Return how wide the names are, or, where columns need the room, how wide they may be."""
        metrics, px = QFontMetrics(self._theme.font(13)), self._theme.px
        rows = range(self.cells.rowCount())
        names = (str(self.cells.headerData(row, Qt.Orientation.Vertical)) for row in rows)
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + px(2 * _PAD + 22)
        return min(widest, max(self.width() - self.horizontalHeader().length() - px(16), px(_NARROWEST_NAME)))


class _Names(QHeaderView):
    """Head each row by its family's square and its name."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's own
        """Draw square and name; a name that is too long is cut, its tooltip says it whole."""
        model, px = self.model(), self._theme.px
        name = str(model.headerData(logicalIndex, Qt.Orientation.Vertical))
        slot = model.headerData(logicalIndex, Qt.Orientation.Vertical, SLOT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(px(_PAD), 0, -px(6), 0)
        if slot is not None:
            draw_square(painter, box.topLeft() + QRectF(0, 0, 0, box.height()).center(), Square(slot), self._theme)
            box.adjust(px(18), 0, 0, 0)
        write(painter, box, name, self._theme.font(13), self._theme.colour("text"))
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Draw a count on its ground, with the ring of the focus."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, number and ring; a total is bold, nothing is a dot."""
        theme, part = self._theme, float(index.data(PART))
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(_ground(theme, part))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        own = index.row() == index.column() and part == 0.0
        total = index.column() >= index.model().columnCount() - 1 and part == 0.0
        bold = bool(index.data(REFS)) and (own or total)
        colour = theme.colour("text" if index.data(REFS) else "text3")
        write(painter, box, str(index.data()), theme.font(13, bold=bold), colour, middle=True)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own
        """Return the size of a cell."""
        return QSize(self._theme.px(_CELL), self._theme.px(_ROW))


def _ground(theme: Theme, part: float) -> QColor:
    """Mix the card with the accent: light enough for the number at every step."""
    card, accent = theme.colour("card"), theme.colour("accent")
    share = 0.4 * part
    return QColor(*(round(a + (b - a) * share) for a, b in zip(_rgb(card), _rgb(accent), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
