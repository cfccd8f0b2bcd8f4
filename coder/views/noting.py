"""Write memos from the reading view: on the coding in hand, on the selection, or on the turn where the caret is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from coder.views.pages import Desk
from coder.views.reader import Reader
from projects.memo_list import memos_in
from projects.memos import memos
from projects.model import Anchor, Document, Memo, Receipt
from projects.speech import turns_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coder.views.coding_place import CodingPlace

# What the reading view does not show at all.
_UNSEEN = frozenset({
    "memo", "variable", "variable_value", "consent", "quote", "quote_edit", "written", "written_quote",
})


class NotingActs(QObject):
    """Tie the reading views to the panel of memos, and mark what has memos."""

    def __init__(self, desk: Desk, place: CodingPlace) -> None:
        """Listen to the panels and the project."""
        super().__init__(place)
        self._session = desk.session
        self._say = desk.say
        self._place = place
        self._panel = panel = place.docks.notes
        panel.text_wanted.connect(lambda: place.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        panel.new_wanted.connect(self.write)
        for side in (place.codes, place.sources):
            side.memo_wanted.connect(desk.wishes.memo_wanted)
            side.memos_wanted.connect(desk.wishes.memos_wanted)
        self._session.opened.connect(self.show_marks)
        self._session.reloaded.connect(self.show_marks)

    def listen(self, reader: Reader) -> None:
        """Listen to a reading view too."""
        reader.memo_wanted.connect(self.write)
        reader.noted_clicked.connect(self.open_memos)

    def write(self) -> None:
        """Write a memo beside the text."""
        if self._place.document is not None:
            anchor = self._anchor()
            self._place.docks.bring("notes")
            self._panel.write(anchor)

    def open_memos(self) -> None:
        """Go to the memos of the turn in hand."""
        self._place.docks.bring("notes")
        self._panel.open_memos()

    def show_memos(self) -> None:
        """Show where there are memos: by the turns of every open transcript, and those of the one at work."""
        for pane in self._place.panes.panes():
            found = memos_in(self._session.store, pane.transcript) if pane.document else ()
            pane.reader.set_noted(_turns(pane.document, found))
            if pane is self._place.panes.active:
                self._panel.show_memos(found)

    def show_marks(self) -> None:
        """Mark the codes that have memos."""
        found = Counter(one.anchor.id for one in memos(self._session.store.database) if one.anchor.kind == "code")
        self._place.codes.show_noted({code: self._say("memos.count", n=count) for code, count in found.items()})

    def take(self, receipt: Receipt) -> bool:
        """Show what a command changed in memos; tell whether the reading view has nothing more to show of it."""
        if receipt.touched("memo"):
            self.show_marks()
        if _moves_memos(receipt):
            self.show_memos()
        return {change.table for change in receipt.changes} <= _UNSEEN

    def _anchor(self) -> Anchor:
        """Return what is in hand: a selected coding, a passage, the turn at the caret, the transcript."""
        pane = self._place.panes.active
        passage, coding = pane.reader.selection(), pane.reader.selected_coding
        if coding is not None and passage in (None, (coding.start, coding.end)):
            return Anchor("coding", coding.id)
        if passage is not None:
            return Anchor("place", pane.transcript, *passage)
        return Anchor("turn", pane.turn.id) if pane.turn is not None else Anchor("transcript", pane.transcript)


def _turns(document: Document | None, found: Iterable[tuple[Memo, int, int]]) -> frozenset[str]:
    """Return the ids of the turns that memos lie on; an empty range lies on the turn it stands in."""
    if document is None:
        return frozenset()
    return frozenset(turn.id for _, start, end in found for turn in turns_in(document, start, max(end, start + 1)))


def _moves_memos(receipt: Receipt) -> bool:
    """Tell whether a command changed memos or moved what they hang on; a new excerpt has none yet."""
    return any(
        change.table in ("memo", "turn") or (change.table == "excerpt" and change.before is not None)
        for change in receipt.changes
    )
