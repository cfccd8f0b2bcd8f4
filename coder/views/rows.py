"""Paint the rows of every list: a row is a value, and one delegate draws them all alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from codebooks.colours import family_colour, subcode_shade
from coder.models.row import ROW, Index, Row, Square
from coder.theme import Theme
from coder.views.icons import draw_icon
from coder.views.text import Passage, Wrapped

_NOTE = 13


class RowDelegate(QStyledItemDelegate):
    """Draw a row; narrow rows show only their short name over their count."""

    def __init__(self, theme: Theme, parent: QWidget, *, pad: int = 16, wrap: bool = False, lead: int = 40) -> None:
        """Keep the look; `wrap` lets long titles take more lines, `lead` is the width of the bold column."""
        super().__init__(parent)
        self._theme = theme
        self._pad = pad
        self._wrap = wrap
        self._lead = lead
        self.narrow = False
        self.return_key = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the row's height for the width of its view."""
        row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if row is None:
            return QSize(width, self._theme.px(28))
        return QSize(width, self._height(row, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what the row says."""
        row = index.data(ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme)
        if self.narrow:
            self._paint_narrow(painter, option.rect, row)
        elif row.heading:
            self._paint_heading(painter, option.rect, row)
        else:
            self._paint_row(painter, option.rect, row, selected=is_selected(option))
        painter.restore()

    def _height(self, row: Row, width: int) -> int:
        px = self._theme.px
        if self.narrow:
            return px(48) if not row.heading else px(12)
        if row.heading:
            return px(36)
        text = self._title(row, self._text_box(QRect(0, 0, width, 0), row).width())
        inner = text.height + (px(16) if row.second else 0)
        return max(px(30), round(inner) + px(12))

    def _text_box(self, rect: QRect, row: Row) -> QRect:
        """Return where the title may stand: the row without its padding, lead, square and right side."""
        px = self._theme.px
        left = px(self._pad) + px(14) * row.level
        if row.lead:
            left += px(self._lead)
        if row.check is not None:
            left += px(26)
        if row.square:
            left += px(18)
        right = px(self._pad) + (px(28) if self.return_key else 0)
        metrics = QFontMetrics(self._theme.font(bold=row.strong))
        if row.count:
            right += metrics.horizontalAdvance(row.count) + px(12)
        if row.noted:
            right += px(_NOTE + 8)
        if row.aside:
            right += self._aside_width(row, rect.width() - left - right) + px(12)
        return rect.adjusted(left, 0, -right, 0)

    def _aside_width(self, row: Row, room: int) -> int:
        """Return how wide the words at the right are: all they need, unless the title needs more than half."""
        title = QFontMetrics(self._theme.font(bold=row.strong)).horizontalAdvance(row.title)
        wanted = QFontMetrics(self._theme.font()).horizontalAdvance(row.aside) + 1
        return min(wanted, max(room - title - self._theme.px(20), room * 2 // 5))

    def _title(self, row: Row, width: int) -> Wrapped:
        passage = Passage(row.title, bold=row.matched, note=row.note)
        lines, tone = 3 if self._wrap else 1, "text3" if row.dim else "text"
        return Wrapped(passage, self._theme, width, size=13, strong=row.strong, lines=lines, tone=tone)

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row, *, selected: bool) -> None:
        px, theme = self._theme.px, self._theme
        box = self._text_box(rect, row)
        title = self._title(row, box.width())
        inner = title.height + (px(16) if row.second else 0)
        top = rect.top() + (rect.height() - inner) / 2
        left = rect.left() + px(self._pad) + px(14) * row.level
        line = QRectF(left, top, rect.width(), title.line_height)
        if row.lead:
            column = QRectF(left, top, px(self._lead) - px(6), title.line_height)
            write(painter, column, row.lead, theme.font(bold=True), theme.colour("text"))
            left += px(self._lead)
        if row.check is not None:
            draw_check(painter, QRectF(left, line.center().y() - px(8), px(16), px(16)), theme, checked=row.check)
            left += px(26)
        if row.square:
            draw_square(painter, QPointF(left, line.center().y()), row.square, theme, ticked=row.ticked)
        title.draw(painter, QPointF(box.left(), top))
        if row.second:
            room = rect.right() - px(self._pad) - box.left() if row.wide else box.width()
            second = QRectF(box.left(), top + title.height, room, px(16))
            write(painter, second, row.second, theme.font(11), theme.colour("text2"))
        self._paint_right(painter, rect, line, row, after=box.right(), selected=selected)

    def _paint_right(
        self, painter: QPainter, rect: QRect, line: QRectF, row: Row, *, after: int, selected: bool
    ) -> None:
        px, theme = self._theme.px, self._theme
        right = rect.right() - px(self._pad) - (px(28) if self.return_key else 0)
        side = QRectF(rect.left(), rect.top(), right - rect.left(), rect.height())
        if row.wide or (not self._wrap and not row.second):
            side = QRectF(rect.left(), line.top(), right - rect.left(), line.height())
        quiet = theme.colour("text2")
        if row.count:
            write(painter, side, row.count, theme.font(bold=row.strong), quiet, right=True)
        if row.noted:
            draw_icon(painter, "note", QRectF(after + px(8), line.center().y() - px(_NOTE) / 2, px(_NOTE), px(_NOTE)),
                      quiet)
        if row.aside:
            side.setLeft(after + px(10))
            tone = theme.colour(row.mood) if row.mood else quiet
            write(painter, side, row.aside, theme.font(), tone, right=True)
        if self.return_key and selected:
            draw_return_key(painter, QRectF(right + px(6), rect.center().y() - px(9), px(22), px(19)), theme)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        px, theme = self._theme.px, self._theme
        line = QRectF(rect).adjusted(px(self._pad), px(8), -px(self._pad), 0)
        if row.count:
            write(painter, line, row.count, theme.font(11), theme.colour("text2"), right=True)
            line.setRight(line.right() - px(28))
        if row.square:
            draw_square(painter, QPointF(line.left(), line.center().y()), row.square, theme)
            line.setLeft(line.left() + px(18))
        write(painter, line, row.title, theme.font(11, bold=True), theme.colour("text2"))

    def _paint_narrow(self, painter: QPainter, rect: QRect, row: Row) -> None:
        px, theme = self._theme.px, self._theme
        if row.heading:
            return
        name = QRectF(rect.left() + px(4), rect.top() + px(7), rect.width() - px(8), px(17))
        write(painter, name, row.short or row.lead or row.title, theme.font(12), theme.colour("text"), middle=True)
        write(painter, name.translated(0, px(17)), row.count, theme.font(11), theme.colour("text2"), middle=True)


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Tell whether the row is selected."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Draw what lies under a row: the selection with its edge, the hover's shade, the ring of the focus."""
    rect = QRectF(option.rect)
    px = theme.px
    if is_selected(option):
        painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), theme.colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver and option.state & QStyle.StateFlag.State_Enabled:
        painter.fillRect(rect, theme.colour("shade"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


def draw_square(painter: QPainter, left: QPointF, square: Square, theme: Theme, *, ticked: bool = False) -> None:
    """Draw a family's square with its left edge's middle at a point; a ticked one is larger and has a tick."""
    px = theme.px
    dark = theme.tokens.dark
    colour = subcode_shade(square.slot, dark=dark) if square.lighter else family_colour(square.slot, dark=dark)
    side = px(14) if ticked else px(10)
    box = QRectF(left.x() - (side - px(10)) / 2, left.y() - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(colour)))
    painter.drawRoundedRect(box, px(2.5), px(2.5))
    if ticked:
        draw_tick(painter, box, theme.colour("card"), px(2))


def draw_check(painter: QPainter, box: QRectF, theme: Theme, *, checked: bool) -> None:
    """Draw a box that is ticked or not."""
    px = theme.px
    painter.setPen(QPen(theme.colour("accent" if checked else "text3"), max(1.0, px(1))))
    painter.setBrush(QBrush(theme.colour("accent" if checked else "card")))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    if checked:
        draw_tick(painter, box, theme.colour("on_accent"), px(2))


def draw_tick(painter: QPainter, box: QRectF, colour: QColor, width: float) -> None:
    """Draw a tick into a box."""
    painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    steps = ((0.22, 0.52), (0.43, 0.74), (0.78, 0.28))
    painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in steps])


def draw_return_key(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Draw the little key that says Enter."""
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(QBrush(theme.colour("card")))
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    painter.setPen(QPen(theme.colour("text2"), max(1.0, theme.px(1.3))))
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    painter.drawPolyline([QPointF(x + 0.72 * w, y + 0.28 * h), QPointF(x + 0.72 * w, y + 0.58 * h),
                          QPointF(x + 0.28 * w, y + 0.58 * h)])
    painter.drawPolyline([QPointF(x + 0.42 * w, y + 0.42 * h), QPointF(x + 0.28 * w, y + 0.58 * h),
                          QPointF(x + 0.42 * w, y + 0.74 * h)])


def write(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, *,
    right: bool = False, middle: bool = False,
) -> None:
    """Write one line into a box, elided when it is too long, middle of the height."""
    painter.setFont(font)
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if middle else side
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)
