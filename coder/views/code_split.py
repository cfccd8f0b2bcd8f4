"""Split a code: name the new one and tick the codings that go to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebooks.errors import OteError
from codebooks.model import Code
from coder.i18n import Catalogue
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, error_words, label
from coder.views.tick_list import TickList

_WIDTH, _HEIGHT = 620, 560


class CodeSplit(QDialog):
    """Ask for a name and codings; `act` gets both, and an OteError it raises is told in the dialog."""

    def __init__(
        self, code: Code, codings: Sequence[Item], act: Callable[[str, tuple[str, ...]], object], *,
        theme: Theme, say: Catalogue, parent: QWidget,
    ) -> None:
        """Show the code's codings, none ticked."""
        super().__init__(parent)
        self._say = say
        self._act = act
        name = code.name(say.language)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("codebook.split.title", name=name))
        self.field = QLineEdit()
        self.field.setAccessibleName(say("codebook.split.name"))
        self.field.setPlaceholderText(say("codebook.split.name"))
        self.field.textChanged.connect(self._show)
        self.list = TickList(theme, self)
        self.list.setAccessibleName(say("codebook.split.codings"))
        self.list.show_items(codings)
        self.list.ticked_changed.connect(self._show)
        self.trouble = label(tone="error", wrap=True)
        self.trouble.hide()
        self.go = button("", self.accept, "accent")
        self.go.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(say("codebook.split.title", name=name), "title", wrap=True))
        layout.addWidget(label(say("codebook.split.words", name=name), "quiet", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(say("form.cancel"), self.reject)
        row.addWidget(cancel)
        row.addWidget(self.go)
        layout.addLayout(row)
        for one, following in pairwise((self.field, self.list, cancel, self.go)):
            self.setTabOrder(one, following)
        self.setMinimumWidth(min(theme.px(_WIDTH), parent.width() - 40))
        self.resize(self.minimumWidth(), min(theme.px(_HEIGHT), parent.height() - 40))
        self._show()
        self.field.setFocus()

    def accept(self) -> None:
        """Split; close only when it worked."""
        try:
            self._act(self.field.text().strip(), self.list.ticked())
        except OteError as problem:
            self.trouble.setText(error_words(problem, self._say))
            self.trouble.show()
            return
        super().accept()

    def _show(self, *_: object) -> None:
        self.go.setEnabled(bool(self.field.text().strip()))
        self.go.setText(self._say("codebook.split.do", n=len(self.list.ticked())))
