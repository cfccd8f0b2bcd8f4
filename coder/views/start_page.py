"""Greet a person when no project is open: recent projects, a new one, another one, the example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.theme import Theme
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.lists import RowList

_WIDTH = 560


class StartPage(QFrame):
    """Offer the ways to begin."""

    new_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay the page out around one column."""
        super().__init__()
        self._say = say
        self._theme = theme
        self.setProperty("surface", "page")
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.recent = RowList(theme, self, pad=12)
        self.recent.setAccessibleName(say("start.recent"))
        self.recent.picked.connect(lambda path: self.recent_wanted.emit(str(path)))
        self._recent_title = label(say("start.recent"), "head")
        self._column = QWidget()
        self._fill(QVBoxLayout(self._column))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.job)
        layout.addWidget(self.messages)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        theme.changed.connect(self._measure)
        self._measure()

    def show_recent(self, paths: Sequence[str]) -> None:
        """Show the recent projects; one whose file is away says so."""
        self.recent.show_rows([(self._row(Path(path)), path) for path in paths])
        self.recent.setVisible(bool(paths))
        self._recent_title.setVisible(bool(paths))
        self.recent.setFixedHeight(self.recent.height_of_rows(6))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.new, self.recent)

    def _row(self, path: Path) -> Row:
        home = str(Path.home())
        folder = str(path.parent).replace(home, "~", 1) if str(path.parent).startswith(home) else str(path.parent)
        return Row(path.stem, second=folder, aside="" if path.exists() else self._say("start.away"), tip=str(path))

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("Ote", "hero"))
        layout.addWidget(label(self._say("start.words"), "quiet", wrap=True))
        layout.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new = button(self._say("start.new"), self.new_wanted.emit, "accent")
        self.open = button(self._say("start.open"), self.open_wanted.emit)
        self.example = button(self._say("start.example"), self.example_wanted.emit)
        for one in (self.new, self.open, self.example):
            row.addWidget(one)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(20)
        layout.addWidget(self._recent_title)
        layout.addWidget(self.recent)

    def _measure(self) -> None:
        self._column.setMaximumWidth(self._theme.px(_WIDTH))
        self.recent.setFixedHeight(self.recent.height_of_rows(6))
