"""Put a name beside what it names, or above it where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coder.theme import Theme
from coder.views.bars import label

_NAME, _NARROW = 92, 480


class NamedRow(QWidget):
    """Hold a name with quiet words below it, and a widget."""

    def __init__(self, theme: Theme, name: str, content: QWidget, words: str = "") -> None:
        """Lay both out; `words` can be changed later."""
        super().__init__()
        self._theme = theme
        self._content = content
        self._name = QWidget()
        self.words = label(words, "faint", wrap=True)
        names = QVBoxLayout(self._name)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(2)
        names.addWidget(label(name, "head", wrap=True))
        names.addWidget(self.words)
        names.addStretch(1)
        self.words.setVisible(bool(words))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._name)
        self._box.addWidget(content, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._turn)
        self._turn()

    def say(self, words: str) -> None:
        """Say other words below the name."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def minimumSizeHint(self) -> QSize:
        """Let the row be as narrow as what it names: it turns in time."""
        return QSize(self._content.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the room has changed."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < self._theme.px(_NARROW)
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(self._theme.px(4 if narrow else 12))
        self._name.setFixedWidth(max(self.width(), 1) if narrow else self._theme.px(_NAME))
