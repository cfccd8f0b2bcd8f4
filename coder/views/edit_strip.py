"""Ask for the words and the reason of an edit, in a strip below the quote."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout

from coder.i18n import Catalogue
from coder.views.bars import button, label
from projects.quotes.published import OMISSION


class EditStrip(QFrame):
    """Hold two fields; `done` gives text and reason, `left` tells that nothing is wanted."""

    done = Signal(str, str)
    left = Signal()

    def __init__(self, say: Catalogue) -> None:
        """Begin hidden."""
        super().__init__()
        self._say = say
        self.setProperty("surface", "card")
        self.words = label("", "name", wrap=True)
        self.text = QLineEdit()
        self.reason = QLineEdit()
        self.text.setPlaceholderText(say("quote.edit.text"))
        self.reason.setPlaceholderText(say("quote.edit.reason"))
        self.text.setAccessibleName(say("quote.edit.text"))
        self.reason.setAccessibleName(say("quote.edit.reason"))
        self.ok = button(say("quote.edit.ok"), self._accept, "accent")
        self.offers = QPushButton()
        self.offers.setProperty("kind", "link")
        self.offers.setAutoDefault(False)
        self.offers.setMenu(QMenu(self.offers))
        self.cancel = button(say("quote.edit.cancel"), self._leave, "quiet")
        for field in (self.text, self.reason):
            field.returnPressed.connect(self._accept)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.text, 3)
        fields.addWidget(self.reason, 2)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.offers)
        acts.addStretch(1)
        acts.addWidget(self.cancel)
        acts.addWidget(self.ok)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self.words)
        layout.addLayout(fields)
        layout.addLayout(acts)
        self.hide()

    def ask(self, kind: str, said: str, text: str = "", reason: str = "") -> None:
        """Ask for an edit of a kind on what was said; an omission has no text."""
        name = self._say(f"quote.kind.{kind}")
        self.words.setText(self._say("quote.edit.title", kind=name, said=said) if said else name)
        self.offers.hide()
        self.text.setVisible(kind != OMISSION)
        self.text.setText(text)
        self.reason.setText(reason)
        self.show()
        field = self.reason if kind == OMISSION else self.text
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def offer(self, words: Sequence[str]) -> None:
        """Offer words for what is printed; one that is taken can still be changed."""
        menu = self.offers.menu()
        menu.clear()
        for one in words:
            menu.addAction(one, partial(self._take, one))
        self.offers.setText(self._say("quote.edit.offers", n=len(words)))
        self.offers.setVisible(bool(words))

    def _take(self, words: str) -> None:
        self.text.setText(words)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        self.done.emit(self.text.text(), self.reason.text())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
