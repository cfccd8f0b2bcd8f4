"""Show the words of what was found: how often each base form was said, and what stands near more than elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.search_desk import Desk as SearchDesk
from coder.search_desk import Request
from coder.theme import Theme
from coder.views.bars import label
from coder.views.lists import RowList
from coder.views.tick_box import TickBox

if TYPE_CHECKING:
    from projects.search.counting import Collocate, Frequency

_MOST = 500
_FORMS = 6


class SearchWords(QFrame):
    """List words; a word picked becomes the query."""

    word_picked = Signal(str)
    stop_changed = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._say = say
        self.stop = TickBox(theme, say("search.stop"))
        self.stop.setChecked(True)
        self.stop.toggled.connect(lambda _: self.stop_changed.emit())
        self.empty = label(say("search.words_none"), "quiet", wrap=True)
        self.list = RowList(theme, self, wrap=True)
        self.list.picked.connect(lambda word: self.word_picked.emit(str(word)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 0)
        layout.addWidget(self.stop)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        self.show_items([])

    def show_frequencies(self, found: Sequence[Frequency]) -> None:
        """Show words by how often they were said."""
        self.list.setAccessibleName(self._say("search.show_words"))
        self.show_items([(self._frequency(one), one.base) for one in found[:_MOST]])

    def show_collocates(self, found: Sequence[Collocate]) -> None:
        """Show words by how much more they stand near than elsewhere."""
        self.list.setAccessibleName(self._say("search.show_near"))
        self.show_items([(self._collocate(one), one.base) for one in found[:_MOST] if one.likelihood > 0])

    def show_items(self, items: list[Item]) -> None:
        """Show rows, or say that there are none."""
        self.list.show_rows(items)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)

    def task(self, kind: str, request: Request) -> Callable[[SearchDesk], Any]:
        """Return what the search thread computes: `words` or `near`."""
        left_out = self.stop.isChecked()

        def compute(desk: SearchDesk) -> Any:
            from projects.search.counting import stop_words  # noqa: PLC0415 - heavy, and in the thread

            stop = stop_words() if left_out else ()
            act = desk.searcher.frequencies if kind == "words" else desk.searcher.collocates
            return act(desk.asking(request), desk.corpus, stop=stop)

        return compute

    def _frequency(self, one: Frequency) -> Row:
        forms = ", ".join(one.forms[:_FORMS]) + (" …" if len(one.forms) > _FORMS else "")
        return Row(one.base, second=self._say("search.words_row", turns=one.turns, forms=forms), count=str(one.count))

    def _collocate(self, one: Collocate) -> Row:
        values = {"likelihood": self._number(one.likelihood), "mutual": self._number(one.mutual)}
        return Row(one.base, second=self._say("search.near_row", count=one.count, **values), count=str(one.near))

    def _number(self, value: float) -> str:
        words = f"{value:.1f}"
        return words.replace(".", ",") if self._say.language == "fi" else words
