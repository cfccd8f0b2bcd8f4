"""Show what came of a project of another program: what is new, and, one by one, what was lost or mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.interchange import Told
from coder.views.bars import button, label

_LINES = 5
_GAP = 3
_WIDE = 76


class FoundList(QDialog):
    """Hold the list; what was lost stands first and says so in words."""

    def __init__(self, title: str, sentence: str, told: Sequence[Told], say: Catalogue, parent: QWidget) -> None:
        """Lay out title, sentence, list and buttons."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.sentence = sentence
        lost = sum(one.lost for one in told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(label(sentence, wrap=True))
        layout.addWidget(label(say("interchange.found", count=len(told), lost=lost), "quiet", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(say("interchange.list"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in told:
            key = "interchange.lost" if one.lost else "interchange.noted"
            self.list.addItem(QListWidgetItem(say(key, words=one.message)))
        self.list.setSpacing(_GAP)
        self.list.setMinimumHeight(self.fontMetrics().height() * _LINES)
        self.list.setVisible(bool(told))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons(say))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("n" * _WIDE))

    def lines(self) -> tuple[str, ...]:
        """Return the list as it stands."""
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def copy(self) -> None:
        """Put sentence and list on the clipboard, for a note or a letter."""
        QGuiApplication.clipboard().setText("\n".join((self.sentence, *self.lines())))

    def _buttons(self, say: Catalogue) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(say("interchange.copy"), self.copy))
        close = button(say("interchange.close"), self.accept, "accent")
        close.setDefault(True)
        row.addWidget(close)
        return row
