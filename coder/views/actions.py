"""Declare what the menus, buttons and keys do: one table, one action each, shared by all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from coder.i18n import Catalogue
from coder.views.bars import simply


@dataclass(frozen=True, slots=True)
class Act:
    """Declare one action: its words are `act.KEY`; it works when a project is open unless it says otherwise.

    `shown` is a key that the reading view itself listens to: it stands in the menu and in the list of keys only.
    """

    key: str
    menu: str
    shortcut: str = ""
    shown: str = ""
    needs_project: bool = True
    choice: str = ""


MENUS = ("file", "edit", "coding", "view", "help")

ACTS = (
    Act("new", "file", "Ctrl+N", needs_project=False),
    Act("open", "file", "Ctrl+O", needs_project=False),
    Act("recent", "file", needs_project=False),
    Act("-", "file"),
    Act("add_files", "file", "Ctrl+I"),
    Act("write_report", "file", "Ctrl+R"),
    Act("print", "file", "Ctrl+P"),
    Act("print_pdf", "file"),
    Act("word_comments", "file"),
    Act("word_brackets", "file"),
    Act("-", "file"),
    Act("import_project", "file", needs_project=False),
    Act("export_project", "file"),
    Act("-", "file"),
    Act("passphrase", "file"),
    Act("restore", "file"),
    Act("coder", "file", needs_project=False),
    Act("-", "file"),
    Act("close", "file", "Ctrl+W"),
    Act("quit", "file", "Ctrl+Q", needs_project=False),
    Act("undo", "edit", "Ctrl+Z"),
    Act("redo", "edit", "Ctrl+Shift+Z"),
    Act("-", "edit"),
    Act("find", "edit", "Ctrl+F"),
    Act("next_hit", "edit", "F3"),
    Act("previous_hit", "edit", "Shift+F3"),
    Act("-", "edit"),
    Act("edit_text", "edit", "Ctrl+E"),
    Act("split_turn", "edit", "Ctrl+T"),
    Act("join_turns", "edit", "Ctrl+Shift+T"),
    Act("change_speaker", "edit", "F4"),
    Act("-", "edit"),
    Act("redact", "edit"),
    Act("erase_person", "edit"),
    Act("erase_transcript", "edit"),
    Act("code", "coding", shown="enter"),
    Act("repeat", "coding", shown="K"),
    Act("in_vivo", "coding", shown="V"),
    Act("-", "coding"),
    Act("more_turns", "coding", shown="T"),
    Act("more_sentences", "coding", shown="S"),
    Act("next_coding", "coding", shown="N"),
    Act("previous_coding", "coding", shown="P"),
    Act("-", "coding"),
    Act("recode", "coding", shown="R"),
    Act("shrink", "coding", shown="alt_left"),
    Act("extend", "coding", shown="alt_right"),
    Act("split", "coding", shown="X"),
    Act("merge", "coding", shown="J"),
    Act("describe", "coding", shown="C"),
    Act("uncode", "coding", shown="delete"),
    Act("-", "coding"),
    Act("choose_quote", "coding", shown="Q"),
    Act("memo", "coding", shown="M"),
    Act("journal_entry", "coding", "Ctrl+J"),
    Act("place_material", "view", "Ctrl+1"),
    Act("place_coding", "view", "Ctrl+2"),
    Act("place_search", "view", "Ctrl+3"),
    Act("place_analysis", "view", "Ctrl+4"),
    Act("place_quotes", "view", "Ctrl+5"),
    Act("place_review", "view", "Ctrl+6"),
    Act("place_report", "view", "Ctrl+7"),
    Act("-", "view"),
    Act("next_panel", "view", "F6", needs_project=False),
    Act("next_page", "view", "Ctrl+PgDown"),
    Act("previous_page", "view", "Ctrl+PgUp"),
    Act("panel_sources", "view", choice="panels"),
    Act("panel_codes", "view", choice="panels"),
    Act("panel_excerpts", "view", choice="panels"),
    Act("panel_here", "view", choice="panels"),
    Act("panel_show", "view", choice="panels"),
    Act("panel_notes", "view", choice="panels"),
    Act("-", "view"),
    Act("split_view", "view", "F9"),
    Act("compare", "view", "Shift+F9"),
    Act("-", "view"),
    Act("zoom_in", "view", "Ctrl++", needs_project=False),
    Act("zoom_out", "view", "Ctrl+-", needs_project=False),
    Act("zoom_reset", "view", "Ctrl+0", needs_project=False),
    Act("-", "view"),
    Act("scheme_system", "view", needs_project=False, choice="scheme"),
    Act("scheme_light", "view", needs_project=False, choice="scheme"),
    Act("scheme_dark", "view", needs_project=False, choice="scheme"),
    Act("scheme_contrast", "view", needs_project=False, choice="scheme"),
    Act("font_serif", "view", needs_project=False, choice="font"),
    Act("font_sans", "view", needs_project=False, choice="font"),
    Act("width_55", "view", needs_project=False, choice="width"),
    Act("width_62", "view", needs_project=False, choice="width"),
    Act("width_68", "view", needs_project=False, choice="width"),
    Act("width_75", "view", needs_project=False, choice="width"),
    Act("numbers_turns", "view", needs_project=False, choice="numbers"),
    Act("numbers_lines", "view", needs_project=False, choice="numbers"),
    Act("numbers_both", "view", needs_project=False, choice="numbers"),
    Act("numbers_none", "view", needs_project=False, choice="numbers"),
    Act("language_fi", "view", needs_project=False, choice="language"),
    Act("language_en", "view", needs_project=False, choice="language"),
    Act("keys", "help", "F1", needs_project=False),
    Act("about", "help", needs_project=False),
)

# More keys for what has one already: the plus of the number pad, and the plus that is Shift and a digit.
_MORE_KEYS = {"zoom_in": ("Ctrl+=",), "redo": ("Ctrl+Y",)}
# Choices that stand together in a menu of their own: the menu of everything seen would not fit on a small screen.
_TOGETHER = {
    "panels": "panels", "scheme": "scheme", "font": "reading", "width": "reading", "numbers": "reading",
    "language": "language",
}
_ONE_OF = ("scheme", "font", "width", "numbers", "language")


class Actions:
    """Hold the actions by key."""

    def __init__(self, owner: QWidget, say: Catalogue, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Make every action and tie it to its handler."""
        self._say = say
        self._groups = {name: QActionGroup(owner) for name in _ONE_OF}
        self.by_key: dict[str, QAction] = {}
        for act in ACTS:
            if act.key not in ("-", "recent"):
                self.by_key[act.key] = self._make(act, owner, handlers[act.key])

    def __getitem__(self, key: str) -> QAction:
        return self.by_key[key]

    def fill(self, bar: QMenuBar, recent: QMenu) -> None:
        """Put the actions into the menus in the order of the table."""
        for name in MENUS:
            title = self._say(f"menu.{name}")
            # The letter opens the menu without being underlined all day.
            menu = bar.addMenu(title.replace("&", ""))
            letter = title[title.index("&") + 1]
            opener = QShortcut(QKeySequence(f"Alt+{letter.upper()}"), bar.window())
            opener.activated.connect(partial(bar.setActiveAction, menu.menuAction()))
            self._fill_menu(menu, name, recent)

    def _fill_menu(self, menu: QMenu, name: str, recent: QMenu) -> None:
        inner: dict[str, QMenu] = {}
        before = ""
        for act in (one for one in ACTS if one.menu == name):
            together = _TOGETHER.get(act.choice, "")
            if together and together not in inner:
                inner[together] = menu.addMenu(self._say(f"menu.{together}"))
            elif together and act.choice != before:
                inner[together].addSeparator()
            before = act.choice
            if act.key == "-":
                menu.addSeparator()
            elif act.key == "recent":
                menu.addMenu(recent)
            else:
                (inner[together] if together else menu).addAction(self.by_key[act.key])

    def show_project(self, *, is_open: bool) -> None:
        """Let the actions that need a project work only with one."""
        for act in ACTS:
            if act.key in self.by_key and act.needs_project:
                self.by_key[act.key].setEnabled(is_open)

    def _make(self, act: Act, owner: QWidget, handler: Callable[[], object]) -> QAction:
        action = QAction(self._words(act), owner)
        if act.shortcut:
            action.setShortcuts([QKeySequence(one) for one in (act.shortcut, *_MORE_KEYS.get(act.key, ()))])
        if act.choice:
            action.setCheckable(True)
        if act.choice in _ONE_OF:
            self._groups[act.choice].addAction(action)
        action.triggered.connect(simply(handler))
        owner.addAction(action)
        return action

    def _words(self, act: Act) -> str:
        words = self._say(f"act.{act.key}")
        return f"{words}\t{key_words(act.shown, self._say)}" if act.shown else words


def key_words(key: str, say: Catalogue) -> str:
    """Return the name of a key as the keyboard's people say it."""
    return say(f"key.{key}") if say.has(f"key.{key}") else key


def shortcut_words(shortcut: str, say: Catalogue) -> str:
    """Return a combination of keys in the window's language."""
    plus = shortcut.endswith("++")
    parts = [*shortcut[:-2].split("+"), "plus"] if plus else shortcut.split("+")
    names = {"-": "minus", "Shift": "shift"}
    return " + ".join(key_words(names.get(part, part), say) for part in parts)
