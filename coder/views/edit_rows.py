"""List a quote's edits below its text: number, kind, what became what, reason, and a way to change or undo each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import button, label
from projects.quotes.layers import Layers
from projects.quotes.published import ANONYMISED, INSERTION, OMISSION, QuoteEdit

_LONGEST, _NARROW = 40, 440


class EditRows(QWidget):
    """Show a row an edit; `removed` and `change_wanted` give the edit's id."""

    removed = Signal(str)
    change_wanted = Signal(str)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._rows: list[tuple[QWidget, ...]] = []
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 2)

    def show_edits(self, one: Layers) -> None:
        """Show the edits of a quote."""
        for cell in (cell for row in self._rows for cell in row):
            cell.hide()
            cell.deleteLater()
        self._rows = [
            self._row(number, key, edit, one.verbatim[edit.start : edit.end])
            for number, (key, edit) in enumerate(zip(one.ids, one.edits, strict=True), 1)
        ]
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines for an edit where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def minimumSizeHint(self) -> QSize:
        """Let the rows be narrow: they turn in time."""
        return QSize(self._theme.px(200), super().minimumSizeHint().height())

    def _row(self, number: int, key: str, edit: QuoteEdit, said: str) -> tuple[QWidget, ...]:
        kind = self._say(f"quote.kind.{edit.kind}")
        change = button(self._say("quote.edit.change"), lambda: self.change_wanted.emit(key), "link")
        undo = button(self._say("quote.edit.undo"), lambda: self.removed.emit(key), "link")
        for one, act in ((change, "change"), (undo, "undo")):
            one.setAccessibleName(self._say(f"quote.edit.{act}_name", number=number, kind=kind))
        return (
            label(str(number), "faint"), label(kind, "small"), label(_became(edit, said), wrap=True),
            label(edit.reason, "small", wrap=True), change, undo,
        )

    def _place(self) -> None:
        for at, (number, kind, became, reason, change, undo) in enumerate(self._rows):
            if self._narrow:
                places = ((number, 0, 0), (kind, 0, 1), (change, 0, 4), (undo, 0, 5), (became, 1, 1), (reason, 1, 3))
            else:
                places = ((number, 0, 0), (kind, 0, 1), (became, 0, 2), (reason, 0, 3), (change, 0, 4), (undo, 0, 5))
            for cell, line, column in places:
                wide = (2 if cell is became else 3) if line else 1
                self._grid.addWidget(cell, 2 * at + line, column, 1, wide)


def _became(edit: QuoteEdit, said: str) -> str:
    words = " ".join(said.split())
    first, last = words[: _LONGEST // 2].rstrip(), words[-_LONGEST // 3 :].lstrip()
    short = words if len(words) <= _LONGEST else f"{first} … {last}"
    if edit.kind == OMISSION:
        return short
    if edit.kind == INSERTION:
        return edit.text
    return f"{short} → [{edit.text}]" if edit.kind == ANONYMISED else f"{short} → {edit.text}"
