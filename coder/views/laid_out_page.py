"""A sheet on the screen: laid out between two margins, painted as far as it shows, in its place when laid out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from coder.fonts import SERIF
from coder.models.coding_index import CodingIndex
from coder.models.column_text import ColumnText
from coder.views.columns import arrange
from coder.views.margin_layout import MarginLayout
from coder.views.margins import LeftMargin, RightMargin
from coder.views.page_painting import Hits, paint_ends, paint_hits, paint_underlines
from coder.views.reader_header import ReaderHeader
from coder.views.reader_values import Measures, ReaderColours, Sentences
from coder.views.sheet import Sheet
from projects.model import Document

RING = 2
SPARE = 4
REWRAP_AFTER = 100
FILL_AFTER = 20
AT_ONCE, SLICE = 1000, 1000


class LaidOutPage(QTextEdit):
    """Lay out, paint and scroll one transcript; knows nothing of what people do with it.

    Qt's document holds plain text without formats. Hits, underlines and brackets are painted for what shows only.
    """

    zoom_changed = Signal(int)
    settled = Signal()
    scrolled = Signal()
    marks_changed = Signal()

    def __init__(self, colours: ReaderColours, texts: Sentences, parent: QWidget | None, family: str = SERIF) -> None:
        """Make an empty page; `family` is the reading font's."""
        super().__init__(parent)
        self._colours, self._texts, self._family = colours, texts, family
        self._document: Document | None = None
        self._index = CodingIndex(())
        self._measures = Measures.at(100)
        self._column = ColumnText.empty()
        self._sheet = Sheet(self._column, self._index, self._measures, family)
        self._lanes = 0
        self._wrap = 0
        self._selected = ""
        self._hits = Hits()
        self._by_code = False
        self._quiet = False
        self._anchored: tuple[int, int, int] | None = None
        self._header = ReaderHeader(self, colours)
        self._left = LeftMargin(self, colours)
        self._right = RightMargin(self, colours)
        self._rewrap_timer = self._timer(REWRAP_AFTER, self._rewrap)
        self._fill_timer = self._timer(FILL_AFTER, self._fill)
        self._prepare()

    # What is shown

    @property
    def document_shown(self) -> Document | None:
        """Return the transcript that is shown, or None."""
        return self._document

    @property
    def sheet(self) -> Sheet:
        """Return the sheet, to be asked and not changed."""
        return self._sheet

    @property
    def hits(self) -> Hits:
        """Return the search hits that are lit up."""
        return self._hits

    # Place

    def _anchor(self) -> tuple[int, int]:
        """Return the first visible line's position and its distance from the top; the same until people scroll."""
        value = self.verticalScrollBar().value()
        if self._anchored is not None and self._anchored[2] == value:
            return self._anchored[:2]
        lines = self._sheet.lines(self._sheet.block_at(value + self._measures.line // 2))
        line = next((one for one in lines if one.top + self._measures.line // 2 >= value), lines[-1])
        return line.start, line.top - value

    def _restore(self, anchor: tuple[int, int]) -> None:
        self._scroll_to(*anchor)
        self._anchored = (*anchor, self.verticalScrollBar().value())

    def _scroll_to(self, position: int, below: int) -> None:
        self.verticalScrollBar().setValue(self._sheet.line_at(position).top - below)

    def _reveal(self, position: int) -> None:
        line, bar = self._sheet.line_at(position), self.verticalScrollBar()
        height, step = self.viewport().height(), self._measures.line
        if not bar.value() + step // 2 <= line.top <= bar.value() + height - 2 * step:
            bar.setValue(line.top - height // 4)

    # Layout

    def _prepare(self) -> None:
        self.installEventFilter(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(RING)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self._texts("reader.name"))
        self.setAccessibleDescription(self._texts("reader.description"))
        self._dress()
        self._build_sheet()

    def _dress(self) -> None:
        colours, palette = self._colours, self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, colours.background),
            (QPalette.ColorRole.Window, colours.background),
            (QPalette.ColorRole.Text, colours.text),
            (QPalette.ColorRole.Highlight, colours.selection),
            (QPalette.ColorRole.HighlightedText, colours.text),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        # A change of the program's style sheet may leave the viewport with a palette of its own.
        self.viewport().setPalette(palette)
        self.update()
        self.viewport().update()

    def _timer(self, milliseconds: int, work: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(work)
        return timer

    def _build_sheet(self) -> None:
        """Lay the text into a new document: faster than formatting the old one anew, and nothing to be undone.

        A new document also has no places left over from former line breaks, on which `Sheet.block_at` relies.
        """
        # A cursor knows nothing any more once its document is gone: keep its numbers.
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        keep, former = self._sheet.column is self._column, self._sheet.document
        self._sheet = Sheet(self._column, self._index, self._measures, self._family)
        self._left.sheet = self._right.sheet = self._sheet
        self._left.set_document(self._document, self._measures)
        self._quiet = True
        self.setFont(self._measures.reading_font(self._family))
        self._wrap = self._arrange()
        self._rewrap_timer.stop()
        if self.lineWrapColumnOrWidth() != self._wrap:
            self.setLineWrapColumnOrWidth(self._wrap)
        # PySide gives a document away when a view takes it; without a parent nobody would ever delete it.
        self._sheet.document.setParent(self)
        # With its width known beforehand Qt lays the first lines out once instead of twice.
        self._sheet.document.setTextWidth(self._wrap)
        self._sheet.document.documentLayout().installEventFilter(self)
        self.setDocument(self._sheet.document)
        former.deleteLater()
        self._quiet = False
        if keep:
            self._set_cursor(anchor, position)

    def _arrange(self) -> int:
        """Share the width between margins and column; return the width of the column."""
        inside, measures = self.contentsRect(), self._measures
        total = inside.width() - self.verticalScrollBar().sizeHint().width()
        wanted = measures.column_width(self._family)
        columns = arrange(total, measures, self._left.wanted_width(), wanted, self._lanes)
        scale = measures.small / 12
        top, width = self._header.wanted_height(scale), columns.column_width + SPARE
        self.setViewportMargins(columns.column, top, max(total - columns.column - width, 0), 0)
        height = inside.height() - top
        right = columns.column + width
        self._header.setGeometry(inside.left(), inside.top(), total, top)
        self._header.set_span(columns.column, total - 16, scale)
        self._left.setGeometry(inside.left(), inside.top() + top, columns.column, height)
        self._right.setGeometry(inside.left() + right, inside.top() + top, max(total - right, 0), height)
        self._right.set_columns(columns, right)
        lanes, named = columns.lane_count, columns.named
        if self._right.layout_ is None or not self._right.layout_.fits(self._sheet, lanes, named=named):
            self._right.layout_ = MarginLayout(self._sheet, lanes, named=named)
        for margin in (self._left, self._right):
            margin.set_scroll(self.verticalScrollBar().value())
            margin.update()
        return columns.column_width

    def _want_wrap(self, width: int) -> None:
        if width == self._wrap:
            self._rewrap_timer.stop()
        elif self.isVisible():
            self._rewrap_timer.start()
        else:
            self._rewrap()

    def _rewrap(self) -> None:
        """Break the lines anew for the width there is now."""
        anchor = self._anchor()
        self._build_sheet()
        self._restore(anchor)
        self.settled.emit()

    def _fill(self) -> None:
        """Give some more codings their lanes between two frames, until all have theirs."""
        if not self._index.fill(SLICE):
            self._fill_timer.start()

    def _forget_turns(self, turns: set[int]) -> None:
        self._sheet.forget_turns(turns)
        if self._right.layout_ is not None:
            self._right.layout_.forget(turns)
        self._right.update()
        self.viewport().update()

    def _set_cursor(self, anchor: int, position: int) -> None:
        """Put the cursor somewhere without scrolling and without telling anybody."""
        value, cursor = self.verticalScrollBar().value(), QTextCursor(self._sheet.document)
        last = self._sheet.document.characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self._quiet = True
        self.setTextCursor(cursor)
        self._quiet = False
        self.verticalScrollBar().setValue(value)

    # Painting

    def _visible_blocks(self, rect: QRect) -> tuple[int, int]:
        scrolled = self.verticalScrollBar().value()
        first = self._sheet.block_at(rect.top() + scrolled)
        last = self._sheet.block_at(rect.bottom() + scrolled)
        return max(first - 1, 0), min(last + 1, self._sheet.document.blockCount() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hits under the text, the text, and underlines and edges over it, for what shows only."""
        if not self._sheet.turn_count():
            super().paintEvent(event)
            return
        first, last = self._visible_blocks(event.rect())
        with self._sheet_painter() as painter:
            if self._hits.ranges:
                paint_hits(painter, self._sheet, self._colours, self._hits, (first, last))
        super().paintEvent(event)
        coding = self._index.get(self._selected)
        with self._sheet_painter() as painter:
            paint_underlines(painter, self._sheet, self._colours, first, last)
            if coding is not None:
                paint_ends(painter, self._sheet, self._colours, coding)
        self._sheet.document.documentLayout().removeEventFilter(self)

    @contextmanager
    def _sheet_painter(self) -> Iterator[QPainter]:
        """Paint on what shows, in the sheet's own measures."""
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        try:
            yield painter
        finally:
            painter.end()

    # Qt asks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back Qt's laying out of what does not show until the first page is painted; paint the focus ring.

        The ring is painted here and not in `event`: an exception raised in a key handler below a Python `event` goes
        through Qt between two Python frames, and Qt does not survive that.
        """
        if watched is self:
            if event.type() == QEvent.Type.Paint:
                self._paint_frame()
                return True
            return False
        if event.type() == QEvent.Type.Timer and watched is self._sheet.document.documentLayout():
            return True
        return super().eventFilter(watched, event)

    def _paint_frame(self) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours.background)
        for strip in _strips(self.rect(), RING) if self.hasFocus() else ():
            painter.fillRect(strip, self._colours.accent)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        # New line breaks wait until the window keeps still, so that nothing flickers.
        self._want_wrap(self._arrange())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the reading font when a style sheet sets another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._quiet:
            self._sheet.document.setDefaultFont(self._measures.reading_font(self._family))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the margins along."""
        super().scrollContentsBy(dx, dy)
        value = self.verticalScrollBar().value()
        self._left.set_scroll(value)
        self._right.set_scroll(value)
        self._report_turns(value)
        self.scrolled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def _report_turns(self, value: int) -> None:
        if self._document is None or not self._document.turns:
            return
        blocks, turns = self._column.turn_of_block, self._document.turns
        first = turns[blocks[self._sheet.block_at(value)]]
        last = turns[blocks[self._sheet.block_at(value + self.viewport().height() - self._measures.line // 2)]]
        place = self._texts("reader.turns", first=first.name, last=last.name, count=len(turns))
        self._header.set_place(place, scrolled=value > 0)


def _strips(rect: QRect, thick: int) -> tuple[QRect, ...]:
    width, height = rect.width(), rect.height()
    return (
        QRect(0, 0, width, thick),
        QRect(0, height - thick, width, thick),
        QRect(0, 0, thick, height),
        QRect(width - thick, 0, thick, height),
    )
