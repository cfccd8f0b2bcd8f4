"""Show the workplaces at the left edge: an icon with its word each, the present one marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.icons import draw_icon

_WIDTH = 76
_HEIGHT = 54
_LEAST = 42
_AIR = 9


class Rail(QFrame):
    """Let a person go to a workplace."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, say: Catalogue, places: Iterable[tuple[str, int]]) -> None:
        """Make a button for each workplace; it is given by its key, also its icon's, and its shortcut's number."""
        super().__init__()
        self.setProperty("surface", "rail")
        self._theme = theme
        self.buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 8)
        layout.setSpacing(0)
        for key, number in places:
            button = RailButton(key, say(f"place.{key}"), theme, self)
            button.setToolTip(f"{say(f'place.{key}')} (Ctrl+{number})")
            button.clicked.connect(lambda _, key=key: self.wanted.emit(key))
            self._group.addButton(button)
            self.buttons[key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        theme.changed.connect(self._resize)
        self._resize()

    def show_place(self, key: str) -> None:
        """Mark a workplace as the present one."""
        self.buttons[key].setChecked(True)

    def show_none(self) -> None:
        """Mark no workplace and let none be wanted, for there is no project."""
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        for button in self.buttons.values():
            button.updateGeometry()


class RailButton(QAbstractButton):
    """Draw one workplace."""

    def __init__(self, key: str, word: str, theme: Theme, parent: QWidget) -> None:
        """Keep the icon's name and the word."""
        super().__init__(parent)
        self._key = key
        self._theme = theme
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the size of a button at the present zoom."""
        return QSize(self._theme.px(_WIDTH) - 1, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least height: icon and word stand closer before a word is cut."""
        return QSize(self._theme.px(_WIDTH) - 1, self._theme.px(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole button is drawn
        """Draw ground, icon, word and ring."""
        painter = QPainter(self)
        px = self._theme.px
        box = QRectF(self.rect())
        self._draw_ground(painter, box)
        colour = self._colour()
        side, spare = px(20), max(box.height() - px(_LEAST), 0)
        top = min(px(_AIR), px(2) + spare / 2)
        draw_icon(painter, self._key, QRectF((box.width() - side) / 2, top, side, side), colour)
        painter.setPen(colour)
        painter.setFont(self._theme.font(11, bold=self.isChecked()))
        words = QRectF(0, top + px(23), box.width(), px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _draw_ground(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        if self.isChecked():
            painter.fillRect(box, theme.colour("selection"))
            painter.fillRect(QRectF(0, 0, theme.px(3), box.height()), theme.colour("accent"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(box, theme.colour("shade"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _colour(self) -> QColor:
        name = "accent" if self.isChecked() else "text2" if self.isEnabled() else "text3"
        return self._theme.colour(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the workplace, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
