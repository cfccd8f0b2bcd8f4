"""Compare two coders side by side: the same transcript twice, in step, each with one coder's codings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from coder.models.showing import Agreement, Showing, agreement
from coder.views.bars import MessageBar
from coder.views.compare_bar import CompareBar
from coder.views.pages import Desk
from coder.views.panes import Panes
from coder.views.reader_pane import ReaderPane

_TWO = 2


class Comparing(QObject):
    """Hold the comparison while it is on; `stopped` asks for what was shown before."""

    stopped = Signal()

    def __init__(self, desk: Desk, panes: Panes, messages: MessageBar) -> None:
        """Begin without one."""
        super().__init__(panes)
        self._session = desk.session
        self._say = desk.say
        self._panes = panes
        self._messages = messages
        self._found: Agreement | None = None
        self.bar = CompareBar(desk.theme, desk.say)
        self.bar.chosen.connect(self._show)
        self.bar.next_wanted.connect(self.go_to_next)
        self.bar.closed.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Tell whether two coders are being compared."""
        return self._found is not None

    def toggle(self, open_in: Callable[[ReaderPane, str], None]) -> None:
        """Begin on the transcript at work, or stop; with one coder there is nothing to compare, and it is said so."""
        if self.is_on:
            self.stop()
            return
        transcript, coders = self._panes.active.transcript, self._session.store.coders()
        if not transcript or len(coders) < _TWO:
            self._messages.say(self._say("compare.one_only"))
            return
        at = self._panes.active.reader.first_visible_position()
        self._panes.split()
        for pane in self._panes.panes():
            if pane.transcript != transcript:
                open_in(pane, transcript)
            pane.reader.show_position(at, at_top=True)
        self._found = Agreement((), (), 0, 0, 0)
        self._panes.set_in_step(in_step=True)
        self.bar.offer(coders, self._session.coder)

    def stop(self) -> None:
        """Show everybody's codings in one view again."""
        if not self.is_on:
            return
        self._found = None
        self.bar.hide()
        self._panes.join()
        self.stopped.emit()

    def count(self) -> None:
        """Count anew, after a coding came or went."""
        if self.is_on:
            self._count(*self.bar.coders())

    def go_to_next(self) -> None:
        """Go to the next turn that the two have coded differently, around the end."""
        pane = self._panes.active
        if not self._found or not self._found.differ or pane.document is None:
            return
        here = pane.reader.turn_here()
        found = next((turn for turn in self._found.differ if turn > here), self._found.differ[0])
        pane.go_to_turn(found)
        pane.reader.put_caret(pane.document.turns[found].start)

    def _show(self, left: str, right: str) -> None:
        for pane, coder in zip(self._panes.panes(), (left, right), strict=True):
            pane.show_only(Showing(coders=frozenset({coder})))
        self._count(left, right)

    def _count(self, left: str, right: str) -> None:
        pane = self._panes.active
        turns = [(turn.start, turn.end) for turn in pane.document.turns] if pane.document else []
        codings = pane.all_codings()
        sides = [[one for one in codings if one.coder_id == coder] for coder in (left, right)]
        self._found = agreement(turns, *sides)
        self.bar.show_counts(self._found)
