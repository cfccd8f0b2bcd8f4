"""A transcript on paper: the text with its underlines, brackets and names in the margin, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from coder.models.coding_index import CodingIndex, ShownCoding
from coder.models.column_text import build_column
from coder.views.columns import arrange
from coder.views.margin_layout import MarginLayout
from coder.views.margins import LeftMargin, RightMargin
from coder.views.page_painting import paint_underlines
from coder.views.reader_values import Measures, ReaderColours, Sentences
from coder.views.sheet import Sheet
from projects.model import Document

DPI = 96
ZOOM = 75
CHARACTERS = 55
MARGIN_MM = 12.0
HEAD = 34


@dataclass(frozen=True, slots=True)
class Cut:
    """Hold which heights of the sheet one page shows, and its number."""

    number: int
    top: int
    bottom: int


class Printed:
    """Lay a transcript out for a paper's width and paint its pages; what is filtered away is not printed either."""

    def __init__(
        self, document: Document, codings: Iterable[ShownCoding], colours: ReaderColours, texts: Sentences, family: str
    ) -> None:
        """Take what is printed; colours should be those for a light ground."""
        self._document = document
        self._colours = colours
        self._texts = texts
        self._family = family
        turns = [(turn.start, turn.end) for turn in document.turns]
        self._index = CodingIndex(turns, codings)
        self._index.fill(len(self._index))
        # Digits of one width are glyphs that no letter of a PDF stands for: they could not be searched or copied.
        self._measures = replace(Measures.at(ZOOM, CHARACTERS), tabular=False)
        self._sheet = Sheet(build_column(document), self._index, self._measures, family)
        self._columns = arrange(0, self._measures, 0, 0, 0)
        self._ground = QWidget()
        self._left, self._right = LeftMargin(self._ground, colours), RightMargin(self._ground, colours)

    def pages(self, device: QPagedPaintDevice) -> Iterator[tuple[int, int]]:
        """Paint one page after the other on a device; yield the page's number and how many there are."""
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter,
        )
        device.setPageLayout(layout)
        painter = QPainter(device)
        scale = painter.device().logicalDpiX() / DPI
        room = QSizeF(painter.viewport().width() / scale, painter.viewport().height() / scale)
        self._lay_out(round(room.width()))
        cuts = self._cuts(round(room.height()) - HEAD)
        for cut in cuts:
            if cut.number > 1:
                device.newPage()
            painter.resetTransform()
            painter.scale(scale, scale)
            self._paint_head(painter, cut, len(cuts), room.width())
            painter.translate(0, HEAD - cut.top)
            self._paint_page(painter, cut, round(room.width()))
            yield cut.number, len(cuts)
        painter.end()

    def _lay_out(self, width: int) -> None:
        self._left.set_document(self._document, self._measures)
        self._left.sheet = self._right.sheet = self._sheet
        wanted = self._measures.column_width(self._family)
        columns = arrange(width, self._measures, self._left.wanted_width(), wanted, self._index.lanes_used())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._sheet.document.setDefaultTextOption(option)
        self._sheet.document.setTextWidth(columns.column_width)
        self._columns = columns
        self._left.resize(columns.column, 10)
        right = columns.column + columns.column_width
        self._right.resize(width - right, 10)
        self._right.set_columns(columns, right)
        self._right.layout_ = MarginLayout(self._sheet, columns.lane_count, named=columns.named)
        self._right.initials = True

    def _cuts(self, height: int) -> list[Cut]:
        """Cut the sheet between lines, so that no line is parted."""
        cuts: list[Cut] = []
        top, last = 0, 0
        for number in range(self._sheet.document.blockCount()):
            for line in self._sheet.lines(number):
                bottom = line.top + self._measures.line
                if bottom - top > height and last > top:
                    cuts.append(Cut(len(cuts) + 1, top, last))
                    top = line.top
                last = bottom
        return [*cuts, Cut(len(cuts) + 1, top, last)]

    def _paint_head(self, painter: QPainter, cut: Cut, total: int, width: float) -> None:
        transcript = self._document.transcript
        painter.setFont(self._measures.small_font(bold=True))
        painter.setPen(self._colours.text2)
        line = QRectF(0, 0, width, 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, transcript.short)
        painter.setFont(self._measures.small_font())
        page = self._texts("print.page", page=cut.number, total=total)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, page)
        painter.fillRect(QRectF(0, 20, width, 0.5), self._colours.text3)

    def _paint_page(self, painter: QPainter, cut: Cut, width: int) -> None:
        sheet, columns = self._sheet, self._columns
        first, last = sheet.block_at(cut.top), sheet.block_at(cut.bottom - 1)
        painter.save()
        painter.setClipRect(QRect(0, cut.top, width, cut.bottom - cut.top))
        self._left.paint_between(painter, cut.top, cut.bottom - 1)
        painter.translate(columns.column, 0)
        self._paint_text(painter, cut)
        paint_underlines(painter, sheet, self._colours, first, last)
        painter.translate(columns.column_width, 0)
        self._right.paint_between(painter, cut.top, cut.bottom - 1, names=False)
        painter.restore()
        # Names may stand a little below the last line; each is on the page where its baseline is.
        painter.save()
        painter.translate(columns.column + columns.column_width, 0)
        self._right.paint_names(painter, cut.top, cut.bottom)
        painter.restore()

    def _paint_text(self, painter: QPainter, cut: Cut) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self._colours.text)
        context.clip = QRectF(QPointF(0, cut.top), QSizeF(self._columns.column_width + 8, cut.bottom - cut.top))
        painter.save()
        painter.setClipRect(context.clip, Qt.ClipOperation.IntersectClip)
        self._sheet.document.documentLayout().draw(painter, context)
        painter.restore()
