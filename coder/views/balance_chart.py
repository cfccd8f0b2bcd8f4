"""Draw in how many quotes each voice is heard: a bar each, a dashed line at the limit, hatched where it is passed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.rows import write
from projects.quotes.board import LIMIT, Balance

_ROW, _NAME, _COUNT = 22, 72, 32
# How many voices are shown; with large text fewer, for the list above needs the room.
_MOST, _MOST_LARGE, _LARGE = 7, 3, 150


class BalanceChart(QWidget):
    """Show the voices that are heard most; the same is told in words to a screen reader."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._balance = Balance((), 0)
        self._names: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_balance(self, balance: Balance, names: Mapping[str, str]) -> None:
        """Show these counts under these names."""
        self._balance, self._names = balance, names
        self.setAccessibleName(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the bars in words."""
        return ", ".join(f"{self._names[key]} {count}" for key, count in self._balance.counts)

    def sizeHint(self) -> QSize:
        """Be as high as the rows."""
        return QSize(self._theme.px(200), self._theme.px(_ROW) * len(self._shown()))

    def _shown(self) -> tuple[tuple[str, int], ...]:
        return self._balance.counts[: _MOST_LARGE if self._theme.zoom >= _LARGE else _MOST]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - everything is drawn
        """Draw the bars, then the limit over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._shown()
        for at, (key, count) in enumerate(shown):
            self._draw(painter, at, key, count)
        if shown and self._balance.total:
            self._draw_limit(painter, len(shown))
        painter.end()

    def _draw(self, painter: QPainter, at: int, key: str, count: int) -> None:
        px, theme = self._theme.px, self._theme
        top, over = px(_ROW) * at, key in self._balance.over
        write(painter, QRectF(0, top, px(_NAME - 8), px(_ROW)), self._names[key], theme.font(12, bold=over),
              theme.colour("text"))
        box = QRectF(px(_NAME), top + px(6), self._length(count), px(10))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warning" if over else "text3"))
        painter.drawRoundedRect(box, 2, 2)
        if over:
            painter.setBrush(QBrush(theme.colour("panel"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 2, 2)
        side = QRectF(self.width() - px(_COUNT), top, px(_COUNT), px(_ROW))
        write(painter, side, str(count), theme.font(12), theme.colour("text2"), right=True)

    def _draw_limit(self, painter: QPainter, rows: int) -> None:
        at = self._theme.px(_NAME) + self._length(LIMIT * self._balance.total)
        painter.setPen(QPen(self._theme.colour("warning"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(round(at), 0, round(at), self._theme.px(_ROW) * rows)

    def _length(self, count: float) -> float:
        """Return how long a bar is: the whole room stands for half of the quotes, or for the longest bar."""
        most = max(self._balance.counts[0][1], self._balance.total / 2)
        room = self.width() - self._theme.px(_NAME + _COUNT + 8)
        return max(room * count / most, 2.0)
