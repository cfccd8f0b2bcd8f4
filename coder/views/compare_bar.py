"""Compare two coders on one transcript: who stands left and right, how many turns agree, and the next that does not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.showing import Agreement
from coder.theme import Theme
from coder.views.bars import ChoiceBox, IconButton, button, label
from projects.model import Coder


class CompareBar(QFrame):
    """Name both coders above their panes; the numbers are plain counts."""

    chosen = Signal(str, str)
    next_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self.setProperty("surface", "bar")
        self.left, self.right = ChoiceBox(theme), ChoiceBox(theme)
        for box, side in ((self.left, "left"), (self.right, "right")):
            box.setAccessibleName(say(f"compare.{side}"))
            box.activated.connect(lambda _: self._tell())
        self.words = label("", "small", wrap=True)
        self.next = button(say("compare.next"), self.next_wanted.emit)
        self.close_button = IconButton(theme, "close", say("compare.close"))
        self.close_button.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(12)
        for part in (self.left, self.words, self.next, self.right, self.close_button):
            layout.addWidget(part, 1 if part is self.words else 0)
        self.hide()

    def offer(self, coders: Iterable[Coder], me: str) -> None:
        """Offer the coders; oneself at the left, the first other one at the right."""
        everybody = list(coders)
        for box in (self.left, self.right):
            box.clear()
            for one in everybody:
                box.addItem(one.name, one.id)
        own = next((at for at, one in enumerate(everybody) if one.name == me), 0)
        self.left.setCurrentIndex(own)
        self.right.setCurrentIndex(next((at for at in range(len(everybody)) if at != own), own))
        self.show()
        self._tell()

    def coders(self) -> tuple[str, str]:
        """Return the ids of the coders at the left and the right."""
        return str(self.left.currentData()), str(self.right.currentData())

    def show_counts(self, found: Agreement) -> None:
        """Say how the two agree."""
        self.words.setText(self._say(
            "compare.words", same=len(found.same), turns=found.turns, shared=found.shared, first=found.first,
            second=found.second, one=self.left.currentText(), other=self.right.currentText(),
        ))
        self.next.setEnabled(bool(found.differ))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.left,) if self.isVisible() else ()

    def _tell(self) -> None:
        self.chosen.emit(*self.coders())
