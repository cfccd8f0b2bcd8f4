"""The sides of the analysis: what is ticked to be counted, and the excerpts that a mark or cell has opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.excerpt_rows import excerpt_row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList
from projects.model import Document, Excerpt

_WIDTH = 250


class ChoicePanel(QFrame):
    """Let a person tick what is counted; `turned` brings a row's kind and id."""

    turned = Signal(object)
    all_wanted = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "panel")
        self.list = _Ticks(theme, self)
        self.list.setAccessibleName(say("analysis.choices"))
        self.list.turned.connect(self.turned)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 8)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 8, 0)
        top.addWidget(label(say("analysis.choices"), "head"), 1)
        self.whole = button(say("analysis.take_all"), self.all_wanted.emit, "link")
        top.addWidget(self.whole)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        theme.changed.connect(self._measure)
        self._measure()

    def show_rows(self, items: Sequence[Item], *, narrowed: bool) -> None:
        """Show what can be ticked; with something ticked all can be taken again."""
        self.list.show_rows(items)
        self.whole.setEnabled(narrowed)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))


class _Ticks(RowList):
    """Tick a row by click, Space or Enter."""

    turned = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, wrap=True)
        self.picked.connect(self._turn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space tick the row in hand."""
        if event.key() == Qt.Key.Key_Space and self.payload() is not None:
            self._turn(self.payload())
            return
        super().keyPressEvent(event)

    def _turn(self, key: tuple[str, str]) -> None:
        if key[0] != "head":
            self.turned.emit(key)


class OpenedExcerpts(QFrame):
    """List the excerpts behind a mark; `place_wanted` brings the one that is picked."""

    place_wanted = Signal(object)
    export_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin without excerpts."""
        super().__init__()
        self._say = say
        self._document: Callable[[str], Document] | None = None
        self.title = label(say("analysis.excerpts"), "name", wrap=True)
        self.words = label(say("analysis.excerpts_how"), "quiet", wrap=True)
        self.export = button(say("analysis.export_excerpts"), self.export_wanted.emit)
        self.list = _Excerpts(theme, self)
        self.list.setAccessibleName(say("analysis.excerpts"))
        self.list.picked.connect(self.place_wanted)
        self.list.left.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        self.words.setContentsMargins(16, 0, 16, 4)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        self.show_excerpts((), "", None)

    def show_excerpts(
        self, excerpts: Sequence[Excerpt], words: str, document: Callable[[str], Document] | None
    ) -> None:
        """Show excerpts under the words of what opened them; none, and what to do to open some."""
        items = [(excerpt_row(one, document(one.transcript), self._say), one) for one in excerpts] if document else []
        self.list.show_rows(items)
        self.title.setText(words or self._say("analysis.excerpts"))
        self.words.setVisible(not items)
        self.list.setVisible(bool(items))
        if items:
            self.list.choose(0)


class _Excerpts(RowList):
    """Go back to the figure or table with Esc."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, wrap=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
