"""Show the codebook with counts: filter, choose a code to see its excerpts, put it on a selection."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from codebooks.model import Code, Codebook
from coder.i18n import Catalogue
from coder.models.codebook_tree import CodebookTree
from coder.models.row import PAYLOAD
from coder.theme import Theme
from coder.views.bars import label, simply
from coder.views.code_tree import CodeTree
from projects.model import Anchor


class CodePanel(QWidget):
    """Hold filter and tree."""

    code_chosen = Signal(str)
    code_wanted = Signal(str)
    favourite_wanted = Signal(str, str)
    memo_wanted = Signal(object)
    memos_wanted = Signal(str, str)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin with an empty codebook."""
        super().__init__()
        self._say = say
        self._codebook = Codebook()
        self._counts: dict[str, int] = {}
        self._noted: Mapping[str, str] = {}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("codes.filter"))
        self.filter.setAccessibleName(say("codes.filter"))
        self.filter.textChanged.connect(self._show)
        self.filter.installEventFilter(self)
        self.model = CodebookTree(say.language, say("codes.orphans"), self)
        self.tree = CodeTree(theme, self, say.language)
        self.tree.setModel(self.model)
        self.tree.setAccessibleName(say("panel.codes"))
        self.tree.watch()
        self.tree.moved.connect(self._moved)
        self.tree.picked.connect(self._picked)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._offer)
        self.tree.doubleClicked.connect(lambda index: self._picked(index.data(PAYLOAD)))
        self.empty = label(say("codes.none"), "quiet", wrap=True)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self.empty.hide()
        self.setFocusProxy(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(16, 2, 16, 2)
        top.addWidget(self.filter)
        layout.addLayout(top)
        layout.addWidget(self.empty)
        layout.addWidget(self.tree, 1)

    def show_codebook(self, codebook: Codebook, counts: dict[str, int]) -> None:
        """Show a codebook and how often each code is used."""
        self._codebook = codebook
        self._counts = counts
        self._show()

    def show_noted(self, noted: Mapping[str, str]) -> None:
        """Mark the codes (by id) that have memos; the words say how many."""
        if noted != self._noted:
            self._noted = noted
            self._show()

    def chosen(self) -> str:
        """Return the chosen code's id, or nothing."""
        thing = self.tree.currentIndex().data(PAYLOAD) if self.tree.currentIndex().isValid() else None
        return thing.id if isinstance(thing, Code) else ""

    def choose(self, code_id: str) -> None:
        """Choose a code, as if it had been clicked."""
        index = self.model.find(code_id)
        if index.isValid():
            self.tree.choose(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the filter to the tree with the down key, and empty it with Escape."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        typed = self.filter.text()
        rows = self.model.rowCount()
        self.model.show(self._codebook, self._counts, typed, self._noted)
        if typed or self.model.rowCount() != rows:
            self.tree.expandAll()
        self.empty.setVisible(bool(typed.strip()) and not self.model.rowCount())

    def _offer(self, at: QPoint) -> None:
        code = self.tree.indexAt(at).data(PAYLOAD)
        if not isinstance(code, Code):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._say("codes.put"), partial(self.code_wanted.emit, code.id))
        digits = menu.addMenu(self._say("codes.digit"))
        for digit in ("", *"123456789"):
            action = digits.addAction(digit or self._say("codes.no_digit"))
            action.setCheckable(True)
            action.setChecked(code.shortcut == digit)
            action.triggered.connect(simply(partial(self.favourite_wanted.emit, code.id, digit)))
        menu.addSeparator()
        menu.addAction(self._say("act.memo"), lambda: self.memo_wanted.emit(Anchor("code", code.id)))
        if code.id in self._noted:
            menu.addAction(self._say("memos.show_memos"), lambda: self.memos_wanted.emit("code", code.id))
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _moved(self, thing: object) -> None:
        if isinstance(thing, Code):
            self.code_chosen.emit(thing.id)

    def _picked(self, thing: object) -> None:
        if isinstance(thing, Code):
            self.code_wanted.emit(thing.id)
            return
        index = self.tree.currentIndex()
        self.tree.setExpanded(index, not self.tree.isExpanded(index))
