"""Reading views side by side: one or two panes, one of them at work, and both in step when they are compared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from coder.views.reader_pane import ReaderPane


class Panes(QSplitter):
    """Hold the panes; the one that had the focus last is the one at work."""

    active_changed = Signal()
    made = Signal(object)

    def __init__(self, make: Callable[[], ReaderPane]) -> None:
        """Begin with one pane; `make` makes another when it is asked for."""
        super().__init__(Qt.Orientation.Horizontal)
        self._make = make
        self._panes = [make()]
        self._active = self._panes[0]
        self._in_step = False
        self._following = False
        self.setChildrenCollapsible(False)
        self._take_in(self._active)

    @property
    def active(self) -> ReaderPane:
        """Return the pane at work."""
        return self._active

    @property
    def is_split(self) -> bool:
        """Tell whether two panes are shown."""
        return len(self._panes) > 1

    def panes(self) -> tuple[ReaderPane, ...]:
        """Return the panes from left to right."""
        return tuple(self._panes)

    def split(self) -> ReaderPane:
        """Show a second pane, when there is none yet; return it."""
        if not self.is_split:
            pane = self._make()
            self._panes.append(pane)
            self._take_in(pane)
            self.made.emit(pane)
            self.setSizes([self.width() // 2] * 2)
        return self._panes[1]

    def join(self) -> None:
        """Show the pane at work only."""
        if not self.is_split:
            return
        self.set_in_step(in_step=False)
        other = next(pane for pane in self._panes if pane is not self._active)
        self._panes.remove(other)
        other.hide()
        other.setParent(None)
        other.deleteLater()

    def set_in_step(self, *, in_step: bool) -> None:
        """Let both panes show the same place of the text, whichever is scrolled."""
        self._in_step = in_step

    def activate(self, pane: ReaderPane) -> None:
        """Make a pane the one at work."""
        if pane is not self._active and pane in self._panes:
            self._active = pane
            self.active_changed.emit()

    def _take_in(self, pane: ReaderPane) -> None:
        self.addWidget(pane)
        pane.activated.connect(lambda: self.activate(pane))
        pane.reader.scrolled.connect(lambda: self._follow(pane))

    def _follow(self, pane: ReaderPane) -> None:
        if not self._in_step or self._following:
            return
        self._following = True
        for other in self._panes:
            if other is not pane and other.transcript == pane.transcript:
                other.reader.show_position(pane.reader.first_visible_position(), at_top=True)
        self._following = False
