"""Tick codes or excerpts that are to go into a theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.row_model import Item
from coder.models.theme_rows import Source
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label
from coder.views.tick_list import TickList

_WIDTH, _HEIGHT = 620, 580


class Gather(QDialog):
    """Offer the rows of one source at a time; what is ticked stays so while another source is looked at."""

    def __init__(
        self, title: str, sources: Sequence[Source], act: Callable[[tuple[str, ...]], object], *,
        theme: Theme, say: Catalogue, parent: QWidget,
    ) -> None:
        """Show the first source; with several there is a box to choose another."""
        super().__init__(parent)
        self._say = say
        self._sources = sources
        self._act = act
        self._rows: list[Item] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.source = ChoiceBox(theme)
        self.source.setAccessibleName(say("themes.source"))
        self.source.addItems([one.name for one in sources])
        self.source.setVisible(len(sources) > 1)
        self.source.currentIndexChanged.connect(self._load)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("themes.filter"))
        self.field.setAccessibleName(say("themes.filter"))
        self.field.textChanged.connect(self._show)
        self.list = TickList(theme, self)
        self.list.setAccessibleName(title)
        self.list.ticked_changed.connect(self._count)
        self.go = button("", self.accept, "accent")
        self.go.setDefault(True)
        cancel = button(say("form.cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(label(say("themes.gather_words"), "quiet", wrap=True))
        layout.addWidget(self.source)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        layout.addLayout(row)
        order: tuple[QWidget, ...] = (self.source, self.field, self.list, cancel, self.go)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
        self.setMinimumWidth(min(theme.px(_WIDTH), parent.width() - 40))
        self.resize(self.minimumWidth(), min(theme.px(_HEIGHT), parent.height() - 40))
        self._load()
        self.field.setFocus()

    def accept(self) -> None:
        """Gather what is ticked."""
        super().accept()
        self._act(self.list.ticked())

    def _load(self, at: int = 0) -> None:
        self._rows = self._sources[at].rows() if self._sources else []
        self._show()

    def _show(self, _: str = "") -> None:
        wanted = self.field.text().strip().casefold()
        self.list.show_items([item for item in self._rows if wanted in item[0].spoken().casefold()])
        self._count()

    def _count(self) -> None:
        n = len(self.list.ticked())
        self.go.setEnabled(bool(n))
        self.go.setText(self._say("themes.gather_do", n=n))
