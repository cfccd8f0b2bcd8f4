"""Show a figure as it is printed, in the window's colours; every mark of it opens its excerpts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from codebooks.colours import DARK, LIGHT
from coder.paint import paint
from coder.theme import Theme, Tokens
from exports.figures import AXIS, INK, PAPER, QUIET, SHADES, TEXT, Figure, Target

PIXELS = 1.5
"""How many pixels a point of a figure takes at 100 %: its smallest words are then as large as the window's."""

_PAD = 14
_NEAR = 3.0
_DARK_SHADE = 0.42


class FigureView(QWidget):
    """Paint a figure on a card; `opened` tells of a mark taken by mouse, or by Enter after the arrow keys."""

    opened = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without a figure."""
        super().__init__(parent)
        self._theme = theme
        self._figure: Figure | None = None
        self._at = -1
        self._under = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self._fit)

    def show_figure(self, figure: Figure | None) -> None:
        """Show another figure; a screen reader is told its words."""
        self._figure, self._at, self._under = figure, -1, -1
        self.setAccessibleName(figure.title if figure else "")
        self.setAccessibleDescription(figure.alt if figure else "")
        self._fit()

    def figure(self) -> Figure | None:
        """Return what is shown."""
        return self._figure

    def target(self) -> Target | None:
        """Return the mark in hand, or None."""
        return self._figure.targets[self._at] if self._figure and self._at >= 0 else None

    def rect_of(self, target: Target) -> QRectF:
        """Return where a mark stands in the widget."""
        scale, pad = self._scale(), self._theme.px(_PAD)
        return QRectF(pad + target.x * scale, pad + target.y * scale, target.width * scale, target.height * scale)

    def sizeHint(self) -> QSize:
        """Return the figure's size with its card's edge."""
        if self._figure is None:
            return QSize(0, 0)
        scale, pad = self._scale(), self._theme.px(_PAD)
        return QSize(round(self._figure.width * scale) + 2 * pad, round(self._figure.height * scale) + 2 * pad)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw card, figure, and a ring round the mark under the mouse and the one in hand."""
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        tokens, pad = self._theme.tokens, self._theme.px(_PAD)
        painter.setPen(QPen(self._theme.colour("accent" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.px(6), self._theme.px(6))
        painter.save()
        painter.translate(pad, pad)
        painter.scale(self._scale(), self._scale())
        paint(painter, self._figure, tint_of(tokens))
        painter.restore()
        for at, width in ((self._under, 1.5), (self._at, 3.0)):
            if at >= 0:
                self._ring(painter, self.rect_of(self._figure.targets[at]), width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the marks with the arrow keys; Enter or Space opens one."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key, targets = Qt.Key(event.key()), self._figure.targets if self._figure else ()
        if targets and key in steps:
            self._take((self._at + steps[key]) % len(targets) if self._at >= 0 else 0)
        elif targets and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._take(0 if key == Qt.Key.Key_Home else len(targets) - 1)
        elif self._at >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(targets[self._at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the mark under the mouse."""
        at = self._mark_at(event.position())
        if at >= 0 and self._figure is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self.update()
            self.opened.emit(self._figure.targets[at])
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the mark under the mouse."""
        at = self._mark_at(event.position())
        if at != self._under:
            self._under = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the ring of the mouse go."""
        self._under = -1
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of the mark under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._figure is not None:
            at = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._figure.targets[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def _take(self, at: int) -> None:
        if self._figure is None:
            return
        self._at = at
        target = self._figure.targets[at]
        self.setAccessibleName(f"{self._figure.title}: {target.words}")
        QToolTip.showText(self.mapToGlobal(self.rect_of(target).bottomRight().toPoint()), target.words, self)
        self.update()
        self.taken.emit(target)

    def _mark_at(self, place: QPointF) -> int:
        """Return the smallest mark at a place, or near it: a dot may be smaller than a hand is steady."""
        if self._figure is None:
            return -1
        near = self._theme.px(_NEAR)
        found = [
            (target.width * target.height, at)
            for at, target in enumerate(self._figure.targets)
            if self.rect_of(target).adjusted(-near, -near, near, near).contains(place)
        ]
        exact = [one for one in found if self.rect_of(self._figure.targets[one[1]]).contains(place)]
        return min(exact or found, default=(0, -1))[1]

    def _ring(self, painter: QPainter, box: QRectF, width: float) -> None:
        painter.setPen(QPen(self._theme.colour("accent"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)

    def _scale(self) -> float:
        return self._theme.px(100) / 100 * PIXELS

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def tint_of(tokens: Tokens) -> Callable[[str], QColor]:
    """Return what gives a figure's printed colours the window's."""
    if not tokens.dark:
        return QColor
    own = QColor(tokens.card), QColor(tokens.accent)
    shades = (_mixed(*own, _DARK_SHADE * step / (len(SHADES) - 1)) for step in range(len(SHADES)))
    named = {INK: DARK[4], TEXT: tokens.text, QUIET: tokens.text2, AXIS: tokens.text3, PAPER: tokens.card}
    table: Mapping[str, str] = {
        **dict(zip(LIGHT, DARK, strict=True)), **dict(zip(SHADES, shades, strict=True)), **named,
    }  # fmt: skip
    return lambda colour: QColor(table.get(colour, colour))


def _mixed(one: QColor, other: QColor, part: float) -> str:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
