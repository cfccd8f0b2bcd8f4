"""Show a file as it will be read: labels and times in the margin, repairs marked by their form in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from coder.fonts import SERIF
from coder.i18n import Catalogue
from coder.models.coding_index import CodingIndex
from coder.models.column_text import ColumnText
from coder.models.intake_preview import Preview, Spot
from coder.theme import Theme
from coder.views.margins import LeftMargin
from coder.views.reader_colours import reader_colours
from coder.views.reader_values import Measures
from coder.views.sheet import Sheet

_REWRAP_AFTER = 100
_RIGHT = 16
_NEAR = 6


class IntakeReader(QTextEdit):
    """Show one preview; a click on a mark tells its repair."""

    repair_clicked = Signal(int)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._preview: Preview | None = None
        self._chosen = -1
        self._width = 0
        self._measures = Measures.at(max(theme.zoom, 100))
        self._sheet = Sheet(ColumnText.empty(), CodingIndex(()), self._measures, SERIF)
        self._left = LeftMargin(self, reader_colours(theme))
        self._left.setCursor(Qt.CursorShape.ArrowCursor)
        self._rewrap = QTimer(self)
        self._rewrap.setSingleShot(True)
        self._rewrap.setInterval(_REWRAP_AFTER)
        self._rewrap.timeout.connect(self._lay_out_again)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAccessibleName(say("intake.preview"))
        theme.changed.connect(self._dress)
        self._dress()

    def show_preview(self, preview: Preview | None, *, anew: bool) -> None:
        """Show a preview; `anew` at its beginning, else where the former one stood."""
        value = 0 if anew else self.verticalScrollBar().value()
        self._preview = preview
        if anew:
            self._chosen = -1
        self._build()
        self.verticalScrollBar().setValue(value)

    def choose(self, repair: int) -> None:
        """Mark a repair as the one in hand and bring it into view."""
        self._chosen = repair
        spot = self._preview.spot(repair) if self._preview else None
        if spot is not None:
            line, bar = self._sheet.line_at(spot.start), self.verticalScrollBar()
            height, step = self.viewport().height(), self._measures.line
            if not bar.value() <= line.top <= bar.value() + height - 2 * step:
                bar.setValue(line.top - height // 3)
        self.viewport().update()

    def spots_between(self, first: int, last: int) -> Sequence[Spot]:
        """Return the spots that touch a range of the column, in UTF-16."""
        spots = self._preview.spots if self._preview else ()
        low = bisect_left(spots, first, key=lambda spot: spot.end)
        return spots[low : bisect_right(spots, last, key=lambda spot: spot.start)]

    def place_of(self, repair: int) -> QPoint:
        """Return where a repair's mark stands in the viewport."""
        spot = self._preview.spot(repair) if self._preview else None
        boxes = self._boxes(spot) if spot else []
        return boxes[0].center() - QPoint(0, self.verticalScrollBar().value()) if boxes else QPoint()

    # Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and over it the marks of what shows."""
        super().paintEvent(event)
        if self._preview is None or not self._sheet.turn_count():
            return
        scrolled = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -scrolled)
        first, last = self._visible(event.rect())
        for spot in self.spots_between(self._sheet.lines(first)[0].start, self._sheet.lines(last)[-1].end):
            for box in self._sheet.boxes(spot.start, spot.end, first, last):
                self._paint_mark(painter, QRectF(box), spot)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell the repair under the mouse."""
        super().mousePressEvent(event)
        if self._preview is None or not self._sheet.turn_count():
            return
        at = event.position().toPoint() + QPoint(0, self.verticalScrollBar().value())
        line = self._sheet.lines(self._sheet.block_at(at.y()))
        reach = self._theme.px(_NEAR)
        for spot in self.spots_between(line[0].start, line[-1].end):
            if any(box.adjusted(-reach, 0, reach, 0).contains(at) for box in self._boxes(spot)):
                self.repair_clicked.emit(spot.repair)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wait until the window keeps still, then break the lines anew."""
        super().resizeEvent(event)
        self._arrange()
        if self.viewport().width() != self._width:
            self._rewrap.start()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the reading font when a style sheet sets another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.document() is self._sheet.document:
            self._sheet.document.setDefaultFont(self._measures.reading_font(SERIF))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the margin along."""
        super().scrollContentsBy(dx, dy)
        self._left.set_scroll(self.verticalScrollBar().value())

    # Layout and painting

    def _build(self) -> None:
        former = self._sheet.document
        column = self._preview.column if self._preview else ColumnText.empty()
        self._sheet = Sheet(column, CodingIndex(()), self._measures, SERIF)
        self._left.set_document(self._preview.document if self._preview else None, self._measures)
        self._left.sheet = self._sheet
        self.setFont(self._measures.reading_font(SERIF))
        self._arrange()
        self._width = self.viewport().width()
        # PySide gives a document away when a view takes it; without a parent nobody would ever delete it.
        self._sheet.document.setParent(self)
        self._sheet.document.setTextWidth(self._width)
        self.setDocument(self._sheet.document)
        former.deleteLater()
        self._left.set_scroll(self.verticalScrollBar().value())
        self._left.update()

    def _lay_out_again(self) -> None:
        value = self.verticalScrollBar().value()
        self._build()
        self.verticalScrollBar().setValue(value)

    def _arrange(self) -> None:
        inside, left = self.contentsRect(), self._left.wanted_width()
        total = inside.width() - self.verticalScrollBar().sizeHint().width()
        most = self._measures.column_width(SERIF)
        spare = max(total - left - most, self._theme.px(_RIGHT))
        before = max(spare // 2 - self._theme.px(_RIGHT), 0)
        self.setViewportMargins(before + left, 0, spare - before, 0)
        self._left.setGeometry(inside.left() + before, inside.top(), left, inside.height())

    def _visible(self, rect: QRect) -> tuple[int, int]:
        scrolled = self.verticalScrollBar().value()
        first = self._sheet.block_at(rect.top() + scrolled)
        last = self._sheet.block_at(rect.bottom() + scrolled)
        return max(first - 1, 0), min(last + 1, self._sheet.document.blockCount() - 1)

    def _boxes(self, spot: Spot) -> list[QRect]:
        document = self._sheet.document
        first = document.findBlock(spot.start).blockNumber()
        last = document.findBlock(max(spot.end - 1, spot.start)).blockNumber()
        return self._sheet.boxes(spot.start, spot.end, first, max(first, last))

    def _paint_mark(self, painter: QPainter, box: QRectF, spot: Spot) -> None:
        """Draw a wedge under what was mended, a frame around what was left; the one in hand is filled and ringed."""
        colour = self._theme.colour("accent")
        line = box.height()
        band = QRectF(box.left(), box.top() + line * 0.2, max(box.width(), 3.0), line * 0.76)
        chosen = spot.repair == self._chosen
        if chosen:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(band.adjusted(-3, -1, 3, 1), 3, 3)
        if spot.done:
            middle, foot, side = band.center().x(), box.top() + line * 0.86, line * 0.13
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(colour))
            painter.drawPolygon(QPolygonF([QPointF(middle, foot), QPointF(middle - side, foot + side),
                                           QPointF(middle + side, foot + side)]))
        elif not chosen:
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band.adjusted(-1.5, 0, 1.5, 0))

    def _dress(self) -> None:
        colours, palette = reader_colours(self._theme), self.palette()
        roles = QPalette.ColorRole
        for role, colour in ((roles.Base, colours.background), (roles.Text, colours.text),
                             (roles.Highlight, colours.selection), (roles.HighlightedText, colours.text)):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self._left.colours = colours
        zoom = max(self._theme.zoom, 75)
        if zoom != self._measures.zoom:
            self._measures = Measures.at(zoom)
            self._lay_out_again()
        self._left.update()
        self.viewport().update()
