"""Paint how many hits each transcript has: one bar each; a click or Enter limits the search to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from coder.theme import Theme
from coder.views.rows import write

_HEIGHT = 104
_NAMES = 18
_SMALLEST_NAME = 26
_WIDEST = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one transcript's bar: its id, its short name, its hits, and what is said of it."""

    id: str
    name: str
    hits: int
    words: str


class HitChart(QWidget):
    """Show bars in the order of the material; those without hits keep their place."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.updateGeometry)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these bars; a screen reader is told of all that have hits."""
        self._bars = bars
        self._at = -1
        self.setAccessibleDescription("; ".join(bar.words for bar in bars if bar.hits))
        self.setVisible(any(bar.hits for bar in bars))
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """Return what is shown."""
        return self._bars

    def rect_of(self, at: int) -> QRectF:
        """Return where a bar stands, its whole column."""
        step = (self.width() - self._theme.px(2)) / max(len(self._bars), 1)
        return QRectF(self._theme.px(1) + at * step, 0, step, self.height())

    def sizeHint(self) -> QSize:
        """Return a height for bars and names."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in any width."""
        return QSize(self._theme.px(80), self._theme.px(_HEIGHT))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the bars from one line up, names below where there is room."""
        painter = QPainter(self)
        px = self._theme.px
        most = max((bar.hits for bar in self._bars), default=0) or 1
        floor = self.height() - px(_NAMES)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(self.width(), floor + 0.5))
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, self.rect_of(at), bar, floor, most, chosen=at == self._at)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the bars with the arrow keys; Enter or Space takes one."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if steps and self._bars:
            self._at = min(max(self._at + steps, 0), len(self._bars) - 1)
            self.setAccessibleName(self._bars[self._at].words)
            QToolTip.showText(self.mapToGlobal(self.rect_of(self._at).center().toPoint()), self._bars[self._at].words)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self.picked.emit(self._bars[self._at].id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the bar under the mouse."""
        at = self._bar_at(event.position())
        if at >= 0:
            self.picked.emit(self._bars[at].id)

    def event(self, event: QEvent) -> bool:
        """Tell of the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._bars[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def _bar_at(self, place: QPointF) -> int:
        return next((at for at in range(len(self._bars)) if self.rect_of(at).contains(place)), -1)

    def _paint_bar(
        self, painter: QPainter, column: QRectF, bar: Bar, floor: float, most: int, *, chosen: bool
    ) -> None:
        px = self._theme.px
        width = min(px(_WIDEST), column.width() - min(px(4), column.width() / 4))
        height = max((floor - px(6)) * bar.hits / most, px(2)) if bar.hits else 0
        body = QRectF(column.center().x() - width / 2, floor - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(body, self._theme.colour("text" if chosen else "accent"))
        if column.width() >= px(_SMALLEST_NAME):
            name = QRectF(column.left(), floor + px(3), column.width(), px(_NAMES - 4))
            write(painter, name, bar.name, self._theme.font(10), self._theme.colour("text2"), middle=True)
