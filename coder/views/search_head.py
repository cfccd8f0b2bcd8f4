"""The head of the search: the field, the builder, how to search, and what was found in numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTabBar, QVBoxLayout

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label, simply
from coder.views.flow import Flow
from coder.views.search_bars import LinkRow
from coder.views.search_builder import SearchBuilder
from coder.views.tick_box import TickBox

SHOWS = ("hits", "words", "near")
_ORDERS = ("text", "most", "speaker")


class SearchHead(QFrame):
    """Hold what stands above the hits."""

    wait_then_ask = Signal()
    ask_now = Signal()
    all_wanted = Signal()
    tick_wanted = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out, with nothing typed and nothing found."""
        super().__init__()
        self._say = say
        self.field = QLineEdit()
        self.field.setProperty("kind", "large")
        self.field.setPlaceholderText(say("search.field"))
        self.field.setAccessibleName(say("search.field"))
        self.field.textEdited.connect(simply(self.wait_then_ask.emit))
        self.builder = SearchBuilder(theme, say)
        self.builder.built.connect(self._built)
        self.builder.closed.connect(self.field.setFocus)
        self.build = button(say("search.build"), self.builder.begin, "link")
        self.wide = TickBox(theme, say("search.wide"))
        self.wide.setToolTip(say("search.wide_tip"))
        self.wide.toggled.connect(simply(self.ask_now.emit))
        self.order = ChoiceBox(theme)
        self.order.setAccessibleName(say("search.order"))
        for order in _ORDERS:
            self.order.addItem(say(f"search.order_{order}"), order)
        self.order.currentIndexChanged.connect(simply(self.ask_now.emit))
        self.trouble = label("", "error", wrap=True)
        self.count = label("", "name")
        self.facts = label("", "quiet")
        self.more = button(say("search.more"), self.all_wanted.emit, "link")
        self.links = LinkRow(theme)
        self.shows = QTabBar()
        self.shows.setDrawBase(False)
        self.shows.setExpanding(False)
        self.shows.setAccessibleName(say("search.shows"))
        for shown in SHOWS:
            self.shows.addTab(say(f"search.show_{shown}"))
        self.tick_all = button(say("search.tick_all"), self.tick_wanted.emit, "link")
        self._lay_out()

    def show_ticks(self, ticked: int, *, any_hits: bool) -> None:
        """Offer to tick all hits, or to take the ticks away."""
        self.tick_all.setText(self._say("search.untick_all" if ticked else "search.tick_all"))
        self.tick_all.setVisible(any_hits)

    def _built(self, query: str) -> None:
        self.field.setText(query)
        self.wait_then_ask.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 4)
        layout.setSpacing(6)
        for widget in (self.field, self.builder, self.trouble):
            layout.addWidget(widget)
        ways = Flow(12)
        for one in (self.build, self.wide, self.order, self.tick_all):
            ways.addWidget(one)
        layout.addLayout(ways)
        told = QHBoxLayout()
        told.setSpacing(12)
        for shown in (self.count, self.facts, self.more):
            told.addWidget(shown)
        told.addStretch(1)
        layout.addLayout(told)
        layout.addWidget(self.links)
        layout.addWidget(self.shows)
        for hidden in (self.trouble, self.more, self.tick_all):
            hidden.hide()
