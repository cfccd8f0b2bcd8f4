"""List search hits by transcript: turn and speaker at the left, the found words marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coder.models.hits import HitGroup, ShownHit
from coder.models.row import PAYLOAD, Index, Row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.lists import RowList
from coder.views.rows import draw_ground, write
from coder.views.text import Passage, Wrapped

_LEFT = 12
_TURN = 40
_LABEL = 52
_TEXT = _LEFT + _TURN + _LABEL + 16
_WIDEST = 760


class HitDelegate(QStyledItemDelegate):
    """Draw a hit, or the heading of a transcript."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a hit's lines in the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        thing = index.data(PAYLOAD)
        if isinstance(thing, ShownHit):
            return QSize(width, round(self._words(thing, width).height) + self._theme.px(12))
        return QSize(width, self._theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        thing = index.data(PAYLOAD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(thing, ShownHit):
            draw_ground(painter, option, self._theme)
            self._paint_hit(painter, QRectF(option.rect), thing)
        elif isinstance(thing, HitGroup):
            self._paint_group(painter, QRectF(option.rect), thing, index.data(Qt.ItemDataRole.ToolTipRole) or "")
        painter.restore()

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: ShownHit) -> None:
        px, theme = self._theme.px, self._theme
        words = self._words(hit, rect.width())
        top = rect.top() + px(6)
        line = QRectF(rect.left() + px(_LEFT), top, px(_TURN), words.line_height)
        write(painter, line, hit.turn, theme.font(12), theme.colour("text3"), right=True)
        name = QRectF(line.right() + px(10), top, px(_LABEL), words.line_height)
        write(painter, name, hit.label, theme.font(12, bold=True), theme.colour("text2"))
        words.draw(painter, QPointF(rect.left() + px(_TEXT), top))

    def _paint_group(self, painter: QPainter, rect: QRectF, group: HitGroup, count: str) -> None:
        px, theme = self._theme.px, self._theme
        line = rect.adjusted(px(_LEFT), px(14), -px(_LEFT), -px(4))
        font = theme.font(bold=True)
        write(painter, line, group.title, font, theme.colour("text"))
        beside = line.adjusted(QFontMetricsF(font).horizontalAdvance(group.title) + px(10), 0, 0, 0)
        write(painter, beside, count, theme.font(), theme.colour("text2"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(line.left(), rect.bottom()), QPointF(line.right(), rect.bottom()))

    def _words(self, hit: ShownHit, width: float) -> Wrapped:
        room = min(width - self._theme.px(_TEXT + _LEFT), self._theme.px(_WIDEST))
        passage = Passage(hit.words, hits=hit.marked)
        return Wrapped(passage, self._theme, room, size=15, serif=True, lines=4, line_height=26)


class HitList(RowList):
    """Show hits; a click or Enter goes to the place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self.setItemDelegate(HitDelegate(theme, self))


def hit_item(hit: ShownHit) -> Item:
    """Return the row of a hit, with its words for a screen reader."""
    return Row(hit.words, lead=f"{hit.turn} {hit.label}".strip()), hit


def group_item(group: HitGroup, count: str) -> Item:
    """Return the row of a transcript's heading."""
    return Row(group.title, second=count, heading=True, tip=count), group
