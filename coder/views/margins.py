"""The margins of the reading view: turn, speaker and time at the left, brackets and code names at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from coder.models.coding_index import ShownCoding
from coder.views.columns import Columns
from coder.views.icons import draw_icon
from coder.views.margin_layout import Bracket, MarginLayout, Name
from coder.views.reader_values import Measures, ReaderColours
from coder.views.sheet import Sheet
from projects.model import Document

SQUARE = 8
NUMBER_GAP = 10
NOTE_WIDTH = 24
TEXT_GAP = 12
LONGEST_LABEL = 112
EVERY = 5
ELIDE = Qt.TextElideMode.ElideRight


def clock(seconds: float | None) -> str:
    """Print seconds as 38:21 or 1:02:03."""
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minutes}:{second:02}"


class Margin(QWidget):
    """Stand beside the text and scroll with it."""

    def __init__(self, parent: QWidget, colours: ReaderColours) -> None:
        """Wait for a sheet."""
        super().__init__(parent)
        self.colours = colours
        self.sheet: Sheet | None = None
        self.scrolled = 0

    def set_scroll(self, value: int) -> None:
        """Follow the text to a scroll position; only what comes into sight is painted."""
        moved, self.scrolled = self.scrolled - value, value
        if abs(moved) < self.height():
            self.scroll(0, moved)
        else:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the end of a click too, so that it goes to nobody else."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the text scroll."""
        event.ignore()


class LeftMargin(Margin):
    """Show number, speaker and time of each turn; a click selects the turn."""

    turn_clicked = Signal(int)
    turns_drawn = Signal(int, int)
    note_clicked = Signal()

    def __init__(self, parent: QWidget, colours: ReaderColours) -> None:
        """Wait for a document."""
        super().__init__(parent, colours)
        self._document: Document | None = None
        self._widths = (0, 0, 0)
        self._numbers, self._line_numbers = True, False
        self._pressed = -1
        self._noted: frozenset[str] = frozenset()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_document(self, document: Document | None, measures: Measures) -> None:
        """Take the turns' document and measure the three columns."""
        if document is not self._document:
            self._document, self._pressed = document, -1
        turns = document.turns if document else ()
        metrics, bold = QFontMetrics(measures.small_font()), QFontMetrics(measures.small_font(bold=True))
        digits = len(str(max((turn.n for turn in turns), default=0)))
        digits += max((len(turn.part) for turn in turns), default=0)
        speakers = {label.text for label in document.labels.values()} if document else ()
        # One pixel more than the rounded width, or Qt would cut the widest label short.
        widest = max((bold.horizontalAdvance(speaker) + 1 for speaker in speakers if speaker), default=0)
        latest = max((turn.time for turn in turns if turn.time is not None), default=None)
        self._widths = (
            metrics.horizontalAdvance("8" * digits) if self._numbers or self._line_numbers else 0,
            min(widest, LONGEST_LABEL * measures.small // 12),
            metrics.horizontalAdvance("8" * len(clock(latest))),
        )

    def set_numbers(self, *, turns: bool, lines: bool) -> None:
        """Show numbers of turns and of every fifth line of a turn, or not."""
        self._numbers, self._line_numbers = turns, lines
        if self.sheet is not None:
            self.set_document(self._document, self.sheet.measures)

    def set_noted(self, turns: frozenset[str]) -> None:
        """Mark the turns (by id) that have memos."""
        if turns != self._noted:
            self._noted = turns
            self.update()

    def wanted_width(self) -> int:
        """Return how wide the margin must be."""
        return NOTE_WIDTH + sum(width + NUMBER_GAP for width in self._widths if width) - NUMBER_GAP + TEXT_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the turns that show."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.colours.background)
        painter.translate(0, -self.scrolled)
        self.paint_between(painter, event.rect().top() + self.scrolled, event.rect().bottom() + self.scrolled)
        painter.end()

    def paint_between(self, painter: QPainter, top: int, bottom: int) -> None:
        """Paint the turns between two heights of the sheet, on the screen or on paper."""
        if self.sheet is not None:
            for turn in self.sheet.turns_between(top, bottom):
                self._paint_turn(painter, self.sheet, turn)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which turn was clicked."""
        if self.sheet is not None and event.button() == Qt.MouseButton.LeftButton and self._document:
            turn = self._turn_at(event)
            if self._pressed >= 0 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.turns_drawn.emit(min(self._pressed, turn), max(self._pressed, turn))
                return
            self._pressed = turn
            self.turn_clicked.emit(turn)
            if event.position().x() < NOTE_WIDTH and self._document.turns[turn].id in self._noted:
                self.note_clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select all turns from the one where the button went down to the one under the mouse."""
        if self._pressed >= 0 and event.buttons() & Qt.MouseButton.LeftButton and self.sheet is not None:
            turn = self._turn_at(event)
            self.turns_drawn.emit(min(self._pressed, turn), max(self._pressed, turn))

    def _turn_at(self, event: QMouseEvent) -> int:
        y = event.position().y() + self.scrolled
        return self.sheet.column.turn_of_block[self.sheet.block_at(y)] if self.sheet else -1

    def _paint_turn(self, painter: QPainter, sheet: Sheet, turn: int) -> None:
        if self._document is None:
            return
        shown, measures = self._document.turns[turn], sheet.measures
        baseline = sheet.lines(sheet.blocks_of(turn)[0])[0].top + measures.baseline
        _, speaker, time = self._widths
        right = self.width() - TEXT_GAP
        painter.setFont(measures.small_font())
        painter.setPen(self.colours.text3)
        metrics, at = painter.fontMetrics(), clock(shown.time)
        painter.drawText(right - metrics.horizontalAdvance(at), baseline, at)
        right -= time + NUMBER_GAP if time else 0
        left = right - speaker - (NUMBER_GAP if speaker else 0)
        if self._numbers:
            painter.drawText(left - metrics.horizontalAdvance(shown.name), baseline, shown.name)
        if self._line_numbers:
            for number, line in enumerate(sheet.turn_lines(turn), start=1):
                if number % EVERY == 0:
                    words = str(number)
                    below = line.top + measures.baseline
                    painter.drawText(left - metrics.horizontalAdvance(words), below, words)
        painter.setFont(measures.small_font(bold=True))
        painter.setPen(self.colours.text2)
        label = self._document.label_of(shown) or ""
        painter.drawText(right - speaker, baseline, painter.fontMetrics().elidedText(label, ELIDE, speaker))
        if shown.id in self._noted:
            side = measures.small
            box = QRectF((NOTE_WIDTH - side) / 2, baseline - side + 2, side, side)
            draw_icon(painter, "note", box, self.colours.text2)


class RightMargin(Margin):
    """Show brackets in lanes and names in one column; both select their coding."""

    coding_clicked = Signal(str)
    more_clicked = Signal(int)
    hovered = Signal(str, QRect)

    def __init__(self, parent: QWidget, colours: ReaderColours) -> None:
        """Wait for a layout."""
        super().__init__(parent, colours)
        self.layout_: MarginLayout | None = None
        self.selected = ""
        self.initials = False
        self._under_mouse = ""
        self._lanes_at = 0
        self._lane = 0
        self._names_at = 0
        self._names_width = 0
        self._named = True
        self.setMouseTracking(True)

    def set_columns(self, columns: Columns, left: int) -> None:
        """Take where lanes and names stand; `left` is the margin's left edge."""
        self._lanes_at, self._lane = columns.lanes - left, columns.lane
        self._names_at, self._names_width = columns.names - left, columns.names_width
        self._named = columns.named

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the turns that show."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.colours.background)
        painter.translate(0, -self.scrolled)
        self.paint_between(painter, event.rect().top() + self.scrolled, event.rect().bottom() + self.scrolled)
        painter.end()

    def paint_between(self, painter: QPainter, top: int, bottom: int, *, names: bool = True) -> None:
        """Paint brackets, and names, between two heights of the sheet, on the screen or on paper."""
        if self.sheet is None or self.layout_ is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for turn in self._turns(top, bottom):
            margin = self.layout_.turn(turn)
            for bracket in margin.brackets:
                self._paint_bracket(painter, self.sheet.measures, bracket)
            for name in margin.names if names else ():
                self._paint_name(painter, self.sheet.measures, name)

    def paint_names(self, painter: QPainter, top: int, bottom: int) -> None:
        """Paint the names whose baselines lie between two heights of the sheet."""
        if self.sheet is None or self.layout_ is None:
            return
        for turn in self._turns(top, bottom):
            for name in self.layout_.turn(turn).names:
                if top <= name.baseline < bottom:
                    self._paint_name(painter, self.sheet.measures, name)

    def coding_at(self, point: QPoint) -> tuple[ShownCoding | None, int, QRect]:
        """Return the coding whose bracket or name lies under a point, else the turn of a `+n` (or -1); and where."""
        spot = point + QPoint(0, self.scrolled)
        for turn in self._turns(spot.y() - 1, spot.y()) if self.sheet is not None and self.layout_ is not None else ():
            margin = self.layout_.turn(turn) if self.layout_ is not None else None
            for bracket in margin.brackets if margin else ():
                if (box := self._bracket_box(bracket)).contains(spot):
                    return bracket.coding, -1, box.translated(0, -self.scrolled)
            for name in margin.names if margin else ():
                if (box := self._name_box(name)).contains(spot):
                    return name.coding, -1 if name.coding else turn, box.translated(0, -self.scrolled)
        return None, -1, QRect()

    def box_of(self, coding_id: str, turn: int, *, name: bool = False) -> QRect:
        """Return where a coding's bracket (or name) beside a turn stands in the margin; empty when it has none."""
        if self.layout_ is None:
            return QRect()
        margin = self.layout_.turn(turn)
        boxes = (
            [self._name_box(one) for one in margin.names if one.coding and one.coding.id == coding_id]
            if name
            else [self._bracket_box(one) for one in margin.brackets if one.coding.id == coding_id]
        )
        return boxes[0].translated(0, -self.scrolled) if boxes else QRect()

    def hidden(self, turn: int) -> tuple[ShownCoding, ...]:
        """Return the codings that a turn's `+n` stands for."""
        return self.layout_.turn(turn).hidden if self.layout_ is not None else ()

    def more_rect(self, turn: int) -> QRect:
        """Return where a turn's `+n` stands on the screen."""
        names = self.layout_.turn(turn).names if self.layout_ is not None else ()
        boxes = [self._name_box(name) for name in names if name.coding is None]
        box = boxes[0].translated(0, -self.scrolled) if boxes else QRect()
        return QRect(self.mapToGlobal(box.topLeft()), box.size())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which coding was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        coding, turn, _ = self.coding_at(event.position().toPoint())
        if coding is not None:
            self.coding_clicked.emit(coding.id)
        elif turn >= 0:
            self.more_clicked.emit(turn)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the coding under the mouse."""
        coding, turn, box = self.coding_at(event.position().toPoint())
        pointing = coding is not None or turn >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
        self._hover(coding.id if coding else "", box)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the light go out."""
        super().leaveEvent(event)
        self._hover("", QRect())

    def _hover(self, coding_id: str, box: QRect) -> None:
        if coding_id != self._under_mouse:
            self._under_mouse = coding_id
            self.update()
            self.hovered.emit(coding_id, box)

    def _turns(self, top: int, bottom: int) -> range:
        if self.sheet is None:
            return range(0)
        found = self.sheet.turns_between(top, bottom)
        # Names may run on beside the next few turns.
        return range(max(found.start - 2, 0), found.stop)

    def _bracket_box(self, bracket: Bracket) -> QRect:
        left = self._lanes_at + bracket.lane * self._lane - 2
        return QRect(left, bracket.top, self._lane, bracket.bottom - bracket.top)

    def _name_box(self, name: Name) -> QRect:
        step = self.sheet.measures.name_step if self.sheet else 0
        return QRect(self._names_at - 4, name.baseline - step * 3 // 4, self._names_width + 4, step)

    def _paint_bracket(self, painter: QPainter, measures: Measures, bracket: Bracket) -> None:
        colour = self.colours.family(bracket.coding.code.family)
        left = self._lanes_at + bracket.lane * self._lane
        if bracket.coding.id == self.selected:
            shape = QRectF(left, bracket.top, measures.foot + 1, bracket.bottom - bracket.top)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(shape, 2, 2)
            return
        width = measures.stroke + (1 if bracket.coding.id == self._under_mouse else 0)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_bracket_path(left + measures.stroke / 2, bracket, measures))

    def _paint_name(self, painter: QPainter, measures: Measures, name: Name) -> None:
        box, coding = self._name_box(name), name.coding
        square = SQUARE * measures.small // 12
        if coding is None:
            painter.setFont(measures.small_font())
            painter.setPen(self.colours.text3)
            left = self._names_at + (square + 6 if self._named else 0)
            painter.drawText(left, name.baseline, f"+{name.more}")
            return
        chosen = coding.id == self.selected
        if chosen or coding.id == self._under_mouse:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours.selection if chosen else self.colours.shade)
            painter.drawRoundedRect(box, 3, 3)
        middle = name.baseline - measures.small * 3 // 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.family(coding.code.family))
        painter.drawRoundedRect(QRect(self._names_at, middle - square // 2, square, square), 2, 2)
        self._write_name(painter, measures, coding, self._names_at + square + 6, name.baseline, bold=chosen)

    def _write_name(
        self, painter: QPainter, measures: Measures, coding: ShownCoding, left: int, baseline: int, *, bold: bool
    ) -> None:
        right = self._names_at + self._names_width
        painter.setPen(self.colours.text if bold else self.colours.text2)
        if self.initials and coding.code.initial:
            painter.setFont(measures.small_font(bold=True))
            painter.drawText(left, baseline, coding.code.initial)
            left += painter.fontMetrics().horizontalAdvance("M") + 4
        painter.setFont(measures.small_font(bold=bold))
        name = painter.fontMetrics().elidedText(coding.code.name, ELIDE, right - left - 4)
        painter.drawText(left, baseline, name)


def _bracket_path(x: float, bracket: Bracket, measures: Measures) -> QPainterPath:
    half = measures.stroke / 2
    top, bottom = bracket.top + half, bracket.bottom - half
    foot = x + measures.foot - half
    path = QPainterPath()
    if bracket.begins:
        path.moveTo(foot, top)
        path.lineTo(x + 2, top)
        path.quadTo(x, top, x, top + 2)
    else:
        path.moveTo(x, bracket.top)
    if bracket.ends:
        path.lineTo(x, bottom - 2)
        path.quadTo(x, bottom, x + 2, bottom)
        path.lineTo(foot, bottom)
    else:
        path.lineTo(x, bracket.bottom)
    return path
