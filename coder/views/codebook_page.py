"""The page *Koodikirja*: the tree of families and codes, and beside it everything about what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSplitter, QVBoxLayout, QWidget

from codebooks.model import Codebook, Family
from coder.views.bars import JobBar, MessageBar, button, label, scrolling, simply
from coder.views.code_outline import CodeOutline
from coder.views.codebook_acts import CodebookActs
from coder.views.codebook_editor import CodebookEditor
from coder.views.codebook_files import CodebookFiles
from coder.views.pages import Desk, Page, page_column
from projects.model import Receipt

_TREE, _SHARE = 420, 0.42
_WIDEST = 980
_TABLES = frozenset({"code", "family", "coding"})
_IN_MENU = (
    "excerpts", "add", "add_below", "add_family", "-", "rename", "move", "merge", "split", "-", "retire", "remove",
)


class CodebookPage(QFrame, Page):
    """Hold filter, tree and editor, and show what commands changed."""

    def __init__(self, desk: Desk) -> None:
        """Build everything; empty until a project is shown."""
        super().__init__()
        self._session = desk.session
        self._theme = desk.theme
        self._say = say = desk.say
        self._wishes = desk.wishes
        self._codebook = Codebook()
        self._counts: Mapping[str, int] = {}
        self._fresh = True
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.title = label(say("page.codebook"), "title")
        self.facts = label("", "quiet")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("codes.filter"))
        self.filter.setAccessibleName(say("codes.filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_tree)
        self.filter.installEventFilter(self)
        self.none = label(say("codes.none"), "quiet", wrap=True)
        self.tree = CodeOutline(desk.theme, say, self)
        self.editor = CodebookEditor(desk.theme, say)
        self.acts = CodebookActs(desk.session, desk.theme, say, desk.window, self.tree.things)
        self.files = CodebookFiles(desk.session, desk.theme, say, desk.window, self.messages)
        self.setFocusProxy(self.tree)
        self._lay_out()
        self._connect()

    def show_project(self) -> None:
        """Show the codebook as it is now; later, when the page is not in view."""
        if not self.isVisible():
            return
        self._codebook = self._session.store.codebook()
        self._counts = self._session.store.code_counts()
        self.facts.setText(
            self._say("codebook.page_facts", n=len(self._codebook.codes), families=len(self._codebook.families))
        )
        self._show_tree()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._codebook, self._counts = Codebook(), {}
        self.filter.clear()
        self.messages.hide()
        self._show_tree()

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed, codings included: they are counted here."""
        if {change.table for change in receipt.changes} & _TABLES:
            self.messages.be_done()
            self.show_project()

    def show_code(self, code: str) -> None:
        """Take a code in hand, whatever was typed in the filter."""
        self.filter.clear()
        self._back_to_tree((code,))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.tree, self.editor.first_field or self.add, self.filter)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in view; share the room the first time."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            tree = min(self._theme.px(_TREE), round(self.width() * _SHARE))
            self.split.setSizes([tree, self.width() - tree])
        if self._session.is_open:
            self.show_project()
            if not self.tree.currentIndex().isValid() and self.tree.outline.rowCount():
                self.tree.choose(self.tree.outline.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the filter to the tree with the down key, and empty it with Escape."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._into_tree()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    # What is shown

    def _show_tree(self) -> None:
        typed = self.filter.text()
        self.tree.show_codebook(self._codebook, self._counts, typed)
        self.none.setVisible(bool(typed.strip()) and not self.tree.outline.rowCount())
        self._show_thing()

    def _chosen_changed(self) -> None:
        """Save what was typed about the former thing before another one is shown."""
        self.editor.flush()
        self._show_thing()

    def _show_thing(self) -> None:
        self.editor.show_things(self.tree.things(), self._codebook, self._counts)

    def _into_tree(self) -> None:
        """Go to the first code that fits what was typed."""
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        index = self.tree.outline.index(0, 0)
        while self.filter.text().strip() and self.tree.outline.rowCount(index):
            index = self.tree.outline.index(0, 0, index)
        if index.isValid():
            self.tree.choose(index)

    # What a person does

    def _made(self, thing: str) -> None:
        self.filter.clear()
        self.tree.choose_things((thing,))
        self._rename()

    def _rename(self) -> None:
        field = self.editor.first_field
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _back_to_tree(self, ids: tuple[str, ...]) -> None:
        self.tree.choose_things(ids)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid() and not self.tree.selectionModel().isSelected(index):
            self.tree.choose(index)
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        family = isinstance(next(iter(self.tree.things()), None), Family)
        for key in _IN_MENU:
            if key == "-":
                menu.addSeparator()
                continue
            shown = self.editor.buttons.get(key)
            if key in ("add", "add_family", "rename") or (shown is not None and not shown.isHidden()):
                if key == "rename" and not self.tree.things():
                    continue
                words = shown.text() if shown is not None else self._say("codebook.act.rename")
                action = menu.addAction(f"{words}\t{self._say(f'codebook.keys.{key}')}")
                action.setEnabled(shown is None or shown.isEnabled())
                action.triggered.connect(simply(partial(self.acts.do, key)))
        for key in ("up", "down") if family else ():
            menu.addAction(self.editor.buttons[key].text(), partial(self.acts.do, key))
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _missing(self, _: str) -> None:
        self.messages.say(self._say("codebook.name_missing"), "warning")

    # Building

    def _connect(self) -> None:
        tree, editor, acts = self.tree, self.editor, self.acts
        tree.chosen_changed.connect(self._chosen_changed)
        tree.act_wanted.connect(acts.do)
        tree.dropped.connect(acts.drop)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._offer)
        editor.act_wanted.connect(acts.do)
        editor.described.connect(acts.describe)
        editor.synonyms_given.connect(acts.give_synonyms)
        editor.shortcut_wanted.connect(acts.set_shortcut)
        editor.colour_wanted.connect(acts.recolour)
        editor.name_missing.connect(self._missing)
        editor.escaped.connect(lambda: tree.setFocus(Qt.FocusReason.OtherFocusReason))
        acts.made.connect(self._made)
        acts.rename_wanted.connect(self._rename)
        acts.chosen_wanted.connect(self._back_to_tree)
        acts.excerpts_wanted.connect(self._wishes.excerpts_wanted)
        self._session.closing.connect(self.editor.flush)
        self._session.failed.connect(lambda _: self._show_thing() if self.isVisible() else None)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.add = button(self._say("codebook.act.add"), lambda: self.acts.do("add"), "accent")
        self.add.setToolTip(self._say("codebook.keys.add"))
        self.add_family = button(self._say("codebook.act.add_family"), lambda: self.acts.do("add_family"))
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self.title)
        head.addWidget(self.facts, 1)
        for one in (self.files.bring, self.files.send, self.add_family, self.add):
            head.addWidget(one)
        left = QFrame()
        left.setProperty("surface", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(10), 0, 0)
        column.setSpacing(px(6))
        top = QVBoxLayout()
        top.setContentsMargins(px(16), 0, px(16), 0)
        top.addWidget(self.filter)
        top.addWidget(label(self._say("codebook.counts"), "faint", wrap=True))
        top.addWidget(self.none)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        self.none.hide()
        self.editor.setMaximumWidth(px(_WIDEST))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(scrolling(self.editor))
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addWidget(self.split, 1)
