"""List search hits by transcript: a box to tick, turn and speaker at the left, the found words marked, why below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coder.models.hits import HitGroup, ShownHit
from coder.models.row import PAYLOAD, ROW, Index, Row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.lists import RowList
from coder.views.rows import draw_check, draw_ground, write
from coder.views.text import Passage, Wrapped

_LEFT = 12
_BOX = 28
_TURN = 40
_LABEL = 52
_TEXT = _LEFT + _BOX + _TURN + _LABEL + 16
_WIDEST = 760
_NOTE = 18


class HitDelegate(QStyledItemDelegate):
    """Draw a hit, or the heading of a transcript; `notes` stand under the hits they are about, by id."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._theme = theme
        self.notes: dict[str, str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a hit's lines in the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        thing = index.data(PAYLOAD)
        if isinstance(thing, ShownHit):
            note = self._theme.px(_NOTE) if thing.id in self.notes else 0
            return QSize(width, round(self._words(thing, width).height) + self._theme.px(12) + note)
        return QSize(width, self._theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        thing = index.data(PAYLOAD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(thing, ShownHit):
            draw_ground(painter, option, self._theme)
            self._paint_hit(painter, QRectF(option.rect), thing, ticked=bool(index.data(ROW).check))
        elif isinstance(thing, HitGroup):
            self._paint_group(painter, QRectF(option.rect), thing, index.data(Qt.ItemDataRole.ToolTipRole) or "")
        painter.restore()

    def box_width(self) -> int:
        """Return how far from the left a click ticks."""
        return self._theme.px(_LEFT + _BOX)

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: ShownHit, *, ticked: bool) -> None:
        px, theme = self._theme.px, self._theme
        words = self._words(hit, rect.width())
        top = rect.top() + px(6)
        middle = top + words.line_height / 2
        box = QRectF(rect.left() + px(_LEFT), middle - px(8), px(16), px(16))
        if hit.kind == "transcript":
            draw_check(painter, box, theme, checked=ticked)
        line = QRectF(rect.left() + px(_LEFT + _BOX), top, px(_TURN), words.line_height)
        write(painter, line, hit.turn, theme.font(12), theme.colour("text3"), right=True)
        name = QRectF(line.right() + px(10), top, px(_LABEL), words.line_height)
        write(painter, name, hit.label, theme.font(12, bold=True), theme.colour("text2"))
        words.draw(painter, QPointF(rect.left() + px(_TEXT), top))
        note = self.notes.get(hit.id)
        if note:
            below = QRectF(rect.left() + px(_TEXT), top + words.height, rect.width() - px(_TEXT + _LEFT), px(_NOTE))
            write(painter, below, note, theme.font(12), theme.colour("text2"))

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
    """Show hits; a click or Enter goes to the place, a click on the box or Space ticks."""

    ticks_changed = Signal()
    end_near = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self.hit_rows = HitDelegate(theme, self)
        self.setItemDelegate(self.hit_rows)
        self._ticked: dict[str, ShownHit] = {}
        self._ticked_words = ""
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def say_ticked(self, words: str) -> None:
        """Say of a ticked hit, to who cannot see the box."""
        self._ticked_words = words

    def ticked(self) -> tuple[ShownHit, ...]:
        """Return what is ticked, in the order of ticking."""
        return tuple(self._ticked.values())

    def untick_all(self) -> None:
        """Take every tick away."""
        self._ticked.clear()
        self._redraw()

    def tick_all(self) -> None:
        """Tick every hit that is shown."""
        rows = (self.rows_model.payload(at) for at in range(self.count()))
        self._ticked = {one.id: one for one in rows if isinstance(one, ShownHit) and one.kind == "transcript"}
        self._redraw()

    def show_hits(self, items: list[Item], *, keep: bool = False) -> None:
        """Show hits under their headings; ticks and notes stay with `keep`."""
        if not keep:
            self._ticked.clear()
            self.hit_rows.notes = {}
        self.show_rows([(self._row(row, thing), thing) for row, thing in items])
        self.ticks_changed.emit()

    def note(self, notes: Mapping[str, str]) -> None:
        """Write notes under hits, by id."""
        self.hit_rows.notes |= notes
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick when the box is clicked; elsewhere a click goes to the place."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() <= self.hit_rows.box_width():
            self._toggle(index.data(PAYLOAD))
            self.setCurrentIndex(index)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave what began on a box alone."""
        if event.position().x() > self.hit_rows.box_width():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space tick the hit in hand."""
        if event.key() == Qt.Key.Key_Space and self.payload() is not None:
            self._toggle(self.payload())
            return
        super().keyPressEvent(event)

    def _toggle(self, thing: object) -> None:
        if not isinstance(thing, ShownHit) or thing.kind != "transcript":
            return
        if self._ticked.pop(thing.id, None) is None:
            self._ticked[thing.id] = thing
        self._redraw()

    def _redraw(self) -> None:
        for at in range(self.count()):
            row, thing = self.rows_model.row(at), self.rows_model.payload(at)
            fresh = self._row(row, thing)
            if fresh != row:
                self.rows_model.replace_row(at, fresh)
        self.ticks_changed.emit()

    def _row(self, row: Row, thing: object) -> Row:
        if not isinstance(thing, ShownHit) or thing.kind != "transcript":
            return row
        ticked = thing.id in self._ticked
        return Row(row.title, lead=row.lead, check=ticked, note=self._ticked_words if ticked else "")

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value > bar.maximum() - self.viewport().height():
            self.end_near.emit()


def hit_item(hit: ShownHit) -> Item:
    """Return the row of a hit, with its words for a screen reader."""
    return Row(hit.words, lead=f"{hit.turn} {hit.label}".strip()), hit


def group_item(group: HitGroup, count: str) -> Item:
    """Return the row of a transcript's heading."""
    return Row(group.title, second=count, heading=True, tip=count), group
