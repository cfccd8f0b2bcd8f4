"""Choose a family's colour among the palette's slots: a row of squares, the chosen one ticked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from codebooks.colours import LIGHT
from coder.i18n import Catalogue
from coder.models.row import Square
from coder.theme import Theme
from coder.views.flow import Flow
from coder.views.rows import draw_square

_SIDE = 32


class Swatch(QAbstractButton):
    """Be one colour that can be chosen."""

    def __init__(self, slot: int, theme: Theme) -> None:
        """Show the colour of a slot."""
        super().__init__()
        self._slot = slot
        self._theme = theme
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size of a target for a finger."""
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is drawn
        """Draw the square, a tick on the chosen one, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(10)
        scale = 2.0 if self.isChecked() else 1.6
        painter.translate(self.rect().center().x() + 0.5, self.rect().center().y() + 0.5)
        painter.scale(scale, scale)
        draw_square(painter, QPointF(-side / 2, 0), Square(self._slot), self._theme, ticked=self.isChecked())
        painter.resetTransform()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(box, 6, 6)
        elif self.isChecked():
            painter.setPen(QPen(self._theme.colour("text2"), 1))
            painter.drawRoundedRect(box, 6, 6)
        painter.end()


class Swatches(QWidget):
    """Offer every slot; `chosen` tells which one a person takes."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay the squares out in lines."""
        super().__init__()
        self._say = say
        self._group = QButtonGroup(self)
        flow = Flow(4, self)
        flow.setContentsMargins(0, 0, 0, 0)
        for slot in range(len(LIGHT)):
            swatch = Swatch(slot, theme)
            self._group.addButton(swatch, slot)
            flow.addWidget(swatch)
        self._group.idClicked.connect(self.chosen)

    def show_slot(self, slot: int, holders: Mapping[int, str]) -> None:
        """Tick a slot; `holders` names the families that have each slot."""
        for at, swatch in ((self._group.id(one), one) for one in self._group.buttons()):
            key = "codebook.colour_of" if at in holders else "codebook.colour"
            words = self._say(key, n=at + 1, name=holders.get(at, ""))
            swatch.setToolTip(words)
            swatch.setAccessibleName(words)
            swatch.setChecked(at == slot)

    def swatch(self, slot: int) -> QAbstractButton:
        """Return the button of a slot."""
        return self._group.button(slot)
