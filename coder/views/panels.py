"""Build the panels beside the reading view: docks with a quiet title, that can be dragged, folded and closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import IconButton, label

WIDTHS = {"sources": 224, "codes": 268, "excerpts": 268, "here": 268, "show": 268, "notes": 268}
NARROW = 64


class Panel(QDockWidget):
    """Hold one panel; its title row names it and carries its buttons."""

    folded = Signal(bool)

    def __init__(self, key: str, theme: Theme, say: Catalogue, body: QWidget, *, folds: bool = False) -> None:
        """Put a body under a title."""
        super().__init__()
        self._key = key
        self._theme = theme
        self._say = say
        self._narrow = False
        self.setObjectName(key)
        # The title of a dock is what its tab says when docks share a place; above the dock stands its whole name.
        self.setWindowTitle(say(f"panel.{key}_tab") if say.has(f"panel.{key}_tab") else say(f"panel.{key}"))
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.title = label(say(f"panel.{key}"), "head")
        self._fold = IconButton(theme, "fold", say("panel.fold"))
        self._unfold = IconButton(theme, "unfold", say("panel.unfold"))
        self._close = IconButton(theme, "close", say("panel.close"))
        self._close.clicked.connect(self.close)
        self._fold.clicked.connect(lambda: self._ask_fold(narrow=True))
        self._unfold.clicked.connect(lambda: self._ask_fold(narrow=False))
        self._fold.setVisible(folds)
        self._unfold.hide()
        self._folds = folds
        self.setTitleBarWidget(self._title_row())
        self.body = body
        self._frame = _Body(body)
        self.setWidget(self._frame)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def is_narrow(self) -> bool:
        """Tell whether the panel is folded to its narrow form."""
        return self._narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold the panel, or give it its width back."""
        if not self._folds or narrow == self._narrow:
            return
        self._narrow = narrow
        self.title.setVisible(not narrow)
        self._close.setVisible(not narrow)
        self._fold.setVisible(not narrow)
        self._unfold.setVisible(narrow)
        self._measure()
        self.folded.emit(narrow)

    def _ask_fold(self, *, narrow: bool) -> None:
        self.set_narrow(narrow=narrow)
        self.body.setFocus()

    def _measure(self) -> None:
        width = self._theme.px(NARROW) if self._narrow else self._theme.beside(WIDTHS[self._key])
        self._frame.set_width(width, least=width if self._narrow else round(width * 0.8))
        self._frame.setMaximumWidth(width if self._narrow else round(width * 1.8))

    def _title_row(self) -> QWidget:
        row = QFrame()
        row.setProperty("surface", "panel")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 8, 8, 2)
        layout.setSpacing(2)
        layout.addWidget(self.title, 1)
        for one in (self._fold, self._unfold, self._close):
            layout.addWidget(one)
        return row


class _Body(QFrame):
    """Ask for the panel's own width, so that a fresh window has it without being told."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._wanted = QSize()
        self.setProperty("surface", "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(body)

    def set_width(self, width: int, *, least: int) -> None:
        """Ask for a width; the panel can be dragged narrower down to the least."""
        self._wanted = QSize(width, 200)
        self.setMinimumWidth(least)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the wanted width."""
        return self._wanted
