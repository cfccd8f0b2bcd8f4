"""List every key in a panel at the side: what F1 shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QVBoxLayout

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.actions import ACTS, MENUS, Act, key_words, shortcut_words
from coder.views.bars import IconButton, label
from coder.views.lists import RowList

# Keys of the reading view that are no menu's action.
_READING = (
    ("help.select", "help.select_keys"),
    ("help.favourite", "help.favourite_keys"),
    ("help.here", "help.here_keys"),
    ("help.edge", "help.edge_keys"),
    ("help.leave", "key.esc"),
)
_CODEBOOK = (
    "add", "add_below", "add_family", "rename", "up", "down", "in", "out", "move", "merge", "split", "retire", "remove",
)
_THEMES = ("codes", "excerpts", "member_up", "member_down", "take", "go")
_QUOTES = ("delete", "insert", "hide", "edit")
_WIDTH = 340


class HelpPanel(QDockWidget):
    """Show what each key does."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Fill the list once; keys do not change."""
        super().__init__()
        self.setObjectName("help")
        self.setWindowTitle(say("act.keys"))
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self._theme = theme
        self.list = RowList(theme, self)
        self.list.setAccessibleName(say("act.keys"))
        self.list.show_rows(_items(say))
        close = IconButton(theme, "close", say("panel.close"))
        close.clicked.connect(self.hide)
        row = QFrame()
        row.setProperty("surface", "side")
        top = QHBoxLayout(row)
        top.setContentsMargins(16, 8, 8, 2)
        top.addWidget(label(say("act.keys"), "head"), 1)
        top.addWidget(close)
        self.setTitleBarWidget(row)
        body = QFrame()
        body.setProperty("surface", "side")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.setWidget(body)
        self.setFocusProxy(self.list)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.widget().setFixedWidth(self._theme.px(_WIDTH))


def _items(say: Catalogue) -> list[Item]:
    items: list[Item] = []
    for menu in MENUS:
        rows = [
            (act.key, say(f"act.{act.key}"), _keys(act, say))
            for act in ACTS
            if act.menu == menu and (act.shortcut or act.shown)
        ]
        if menu == "coding":
            rows += [(key, say(key), say(keys)) for key, keys in _READING]
        if rows:
            items.append((Row(say(f"menu.{menu}").replace("&", ""), heading=True), ("head", menu)))
            items += [(Row(words.rstrip("…").rstrip().replace("&", ""), aside=keys), key) for key, words, keys in rows]
    return items + _codebook_items(say) + _theme_items(say) + _quote_items(say)


def _codebook_items(say: Catalogue) -> list[Item]:
    """Return the keys of the codebook's tree."""
    rows: list[Item] = [
        (Row(say(f"codebook.act.{key}", n=0).rstrip("…"), aside=say(f"codebook.keys.{key}")), f"codebook.{key}")
        for key in _CODEBOOK
    ]
    rows.append((Row(say("help.code_excerpts"), aside=say("codebook.keys.excerpts")), "codebook.excerpts"))
    return [(Row(say("page.codebook"), heading=True), ("head", "codebook")), *rows]


def _theme_items(say: Catalogue) -> list[Item]:
    """Return the keys of what a theme has gathered."""
    rows: list[Item] = [
        (Row(say(f"themes.act.{key}").rstrip("…"), aside=say(f"themes.keys.{key}")), f"themes.{key}")
        for key in _THEMES
    ]
    return [(Row(say("page.themes"), heading=True), ("head", "themes")), *rows]


def _quote_items(say: Catalogue) -> list[Item]:
    """Return the keys of a quote's published text."""
    rows: list[Item] = [
        (Row(say(f"quote.do.{key}").rstrip("…"), aside=say(f"quote.keys.{key}")), f"quote.{key}") for key in _QUOTES
    ]
    return [(Row(say("place.quotes"), heading=True), ("head", "quotes")), *rows]


def _keys(act: Act, say: Catalogue) -> str:
    return shortcut_words(act.shortcut, say) if act.shortcut else key_words(act.shown, say)
