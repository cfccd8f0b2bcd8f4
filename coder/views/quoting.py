"""Choose quotes while reading: the passage in hand, or an excerpt of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coder.views.pages import Desk
from projects.commands import ChoosePassage, ChooseQuotes
from projects.model import Receipt

if TYPE_CHECKING:
    from coder.views.coding_place import CodingPlace


class QuotingActs(QObject):
    """Hold what choosing needs of the reading view."""

    def __init__(self, desk: Desk, place: CodingPlace) -> None:
        """Listen to the list of excerpts; reading views are listened to as they come."""
        super().__init__(place)
        self._desk = desk
        self._session = desk.session
        self._say = desk.say
        self._place = place
        place.excerpts.quote_wanted.connect(self.choose_excerpt)

    def choose(self) -> None:
        """Choose what is in hand: the selected passage, else the selected coding."""
        pane = self._place.panes.active
        coding = pane.reader.selected_coding
        passage = (coding.start, coding.end) if coding else self._place.acts.passage()
        if passage is not None and pane.document is not None:
            words = pane.document.text[slice(*passage)]
            self._tell(self._session.do(ChoosePassage(pane.transcript, *passage, words)))

    def choose_excerpt(self, excerpt: str) -> None:
        """Choose an excerpt by its id."""
        self._tell(self._session.do(ChooseQuotes((excerpt,))))

    def _tell(self, receipt: Receipt | None) -> None:
        """Say what the quote is called, and offer to go to it."""
        if receipt is None:
            return
        key = receipt.result[0] if isinstance(receipt.result, tuple) else str(receipt.result)
        name, _ = self._session.store.quotes_of_excerpts()[key]
        words = self._say("quote.chosen" if receipt.entry else "quote.chosen_before", name=name)
        act = (self._say("quote.show"), partial(self._desk.wishes.quote_wanted.emit, key))
        self._place.messages.say(words, "ok", (act,))
