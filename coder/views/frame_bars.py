"""Build the top bar (project, menus, search, undo, who) and the status bar (place, index, zoom)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QPushButton, QToolButton

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.actions import Actions, shortcut_words
from coder.views.bars import label
from coder.views.elided_label import ElidedLabel

_HEIGHT = 44
_STATUS = 28
_NAME = 240


class TopBar(QFrame):
    """Show where the work is kept and what can be done at any time; what has no room goes, least needed first."""

    search_wanted = Signal()
    coder_wanted = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out the bar; `bind` gives it its actions."""
        super().__init__()
        self._theme = theme
        self._say = say
        self.setProperty("surface", "top")
        self.name = ElidedLabel(theme, _NAME, Qt.TextElideMode.ElideMiddle)
        self.name.setProperty("tone", "name")
        self.saved = label(say("top.saved"), "quiet")
        self.saved.setToolTip(say("top.saved_tip"))
        self.menus = QMenuBar()
        self.search = _SearchButton(say)
        self.search.clicked.connect(self.search_wanted)
        self.undo = QToolButton()
        self.redo = QToolButton()
        self.coder = QToolButton()
        self.coder.clicked.connect(self.coder_wanted)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 16, 0)
        self._layout.setSpacing(12)
        for part in (self.name, self.saved, self.menus):
            self._layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addStretch(1)
        for tool in (self.search, self.undo, self.redo, self.coder):
            self._layout.addWidget(tool)
        theme.changed.connect(self._measure)
        self._measure()

    def bind(self, actions: Actions) -> None:
        """Let the buttons share the menus' actions."""
        for tool, key in ((self.undo, "undo"), (self.redo, "redo")):
            tool.setDefaultAction(actions[key])
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def show_project(self, name: str, path: str) -> None:
        """Show the open project's file name, or nothing."""
        self.name.set_words(name)
        self.name.setToolTip(path)
        for part in (self.name, self.saved, self.search, self.undo, self.redo):
            part.setVisible(bool(name))
        self._make_room()

    def show_coder(self, name: str) -> None:
        """Show the initials of who works."""
        self.coder.setText(initials(name) or "?")
        self.coder.setToolTip(self._say("top.coder", name=name))
        self.coder.setAccessibleName(self._say("top.coder", name=name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if not self.name.words:
            return
        # The search stands in the rail too; undo is what a hand looks for in a hurry.
        optional = (self.saved, self.search, self.redo, self.undo)
        for part in optional:
            part.show()
        for part in optional:
            if self._layout.totalMinimumSize().width() <= self.width():
                return
            part.hide()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self._make_room()


class StatusBar(QFrame):
    """Show where the caret stands, what is selected, how the index is, and the zoom."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "status")
        self.place = label("", "faint")
        self.here = label("", "faint")
        self.index = label("", "faint")
        self.zoom = QToolButton()
        self.zoom.setProperty("kind", "icon")
        self.zoom.setToolTip(say("status.zoom_tip"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(20)
        layout.addWidget(self.place)
        layout.addWidget(self.here)
        layout.addStretch(1)
        layout.addWidget(self.index)
        layout.addWidget(self.zoom)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(_STATUS))
        self.zoom.setText(f"{self._theme.zoom}\u00a0%")


def initials(name: str) -> str:
    """Return at most two initials of a name."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class _SearchButton(QPushButton):
    """Look like a field, be a button: it goes to the search and shows its key."""

    def __init__(self, say: Catalogue) -> None:
        super().__init__()
        self.setAccessibleName(say("top.search"))
        self.setToolTip(say("top.search"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        self._words = label(say("top.search"))
        self._cap = label(shortcut_words("Ctrl+F", say), "key")
        for part in (self._words, self._cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Return the room of words, key and padding."""
        return QSize(self._row.sizeHint().width() + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()
