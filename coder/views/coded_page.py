"""A page with codings: what is selected in it, by the program; the gestures of people come in `reader.py`."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QTextBoundaryFinder, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from coder.fonts import SERIF
from coder.models.coding_index import CodingIndex, Key, ShownCoding, key_of
from coder.views.reader_keys import last_word_end, last_word_start, next_word_end, next_word_start
from coder.views.reader_values import ReaderColours, Sentences
from coder.views.reading_page import ReadingPage
from projects.model import Document

EARLIEST = -(2**62)
SPOKEN_LIMIT = 120


class CodedPage(ReadingPage):
    """Hold which passage or coding is selected, and tell when that changes.

    All positions are code points of the transcript. `coding_selected` says "" when no coding is selected any more;
    `place_changed` gives the turn (or None) and the number of codings; `resize_wanted` codings' ids and a range.
    """

    coding_selected = Signal(str)
    resize_wanted = Signal(object, int, int)
    selection_changed = Signal()
    place_changed = Signal(object, int)

    def __init__(
        self, colours: ReaderColours, texts: Sentences, parent: QWidget | None = None, family: str = SERIF
    ) -> None:
        """Make an empty page; `family` is the reading font's."""
        self._place = (-1, -1)
        super().__init__(colours, texts, parent, family)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)

    # What is shown

    def set_document(self, document: Document, codings: Iterable[ShownCoding]) -> None:
        """Show a transcript from its beginning, with its codings."""
        self._place = (-1, -1)
        self._show(document, codings)
        self._set_cursor(0, 0)
        self._report_turns(0)
        self._moved()

    def apply(
        self,
        added: Iterable[ShownCoding] = (),
        removed: Iterable[str] = (),
        changed: Iterable[ShownCoding] = (),
    ) -> None:
        """Take in what a command changed; nothing else moves."""
        touched: set[int] = set()
        for coding_id in removed:
            touched.update(self._index.remove(coding_id))
        for coding in changed:
            touched.update(self._index.change(coding))
        for coding in added:
            touched.update(self._index.add(coding))
            self._lanes = max(self._lanes, self._index.lane(coding.id) + 1)
        self._forget_turns(touched)
        self._follow_selected()
        self._report_place()
        self.marks_changed.emit()

    def set_codings(self, codings: Iterable[ShownCoding]) -> None:
        """Show other codings of the same transcript; the selected one stays selected when it is among them."""
        self._swap_codings(codings)
        self._follow_selected()
        self._place = (-1, -1)
        self._report_place()

    def set_by_code(self, by_code: bool) -> None:  # noqa: FBT001 - the slot of a checkable action
        """Give each code a lane of its own, or each coding the nearest free one."""
        if by_code != self._by_code:
            self._by_code = by_code
            self.set_codings(tuple(self._index.all()))

    # Codings

    @property
    def index(self) -> CodingIndex:
        """Return the codings that are shown, to be asked and not changed."""
        return self._index

    @property
    def selected_coding(self) -> ShownCoding | None:
        """Return the selected coding, or None."""
        return self._index.get(self._selected) if self._selected else None

    def select_coding(self, coding_id: str, *, reveal: bool = True) -> None:
        """Select a coding and its passage, or nothing for ""; `reveal` scrolls to its beginning if need be."""
        coding = self._index.get(coding_id)
        view = self._column.to_view(coding.start, coding.end) if coding else None
        if coding is None or view is None:
            self._deselect()
            return
        self._selected = self._right.selected = coding.id
        self._set_cursor(*view)
        if reveal:
            self._reveal(view[0])
        self._right.update()
        self.viewport().update()
        self._announce(coding)
        self.coding_selected.emit(coding.id)
        self.selection_changed.emit()
        self._report_place()

    def go_to_coding(self, step: int) -> None:
        """Select the next (1) or previous (-1) coding in reading order."""
        coding = self.selected_coding
        here = self._column.place(self.textCursor().selectionStart())
        key: Key = key_of(coding) if coding else (here, EARLIEST, 0, "")
        look = self._index.after if step > 0 else self._index.before
        found = look(key)
        # A coding on a header line or a label has no words here: go on to the next.
        while found is not None and self._column.to_view(found.start, found.end) is None:
            found = look(key_of(found))
        if found is not None:
            self.select_coding(found.id)

    def codings_here(self) -> tuple[ShownCoding, ...]:
        """Return the codings of the selected passage, or of the place of the caret."""
        selected = self.selection()
        if selected is not None:
            return self._index.touching(*selected)
        return self._index.at(self._column.place(self.textCursor().position()))

    def codings_to_remove(self) -> tuple[str, ...]:
        """Return what Delete means: the selected coding, else those of just this passage, else the only one here."""
        if self.selected_coding is not None:
            return (self._selected,)
        selected, here = self.selection(), self.codings_here()
        same = tuple(coding.id for coding in here if (coding.start, coding.end) == selected)
        if same:
            return same
        return (here[0].id,) if selected is None and len(here) == 1 else ()

    def ask_resize(self, coding: ShownCoding, *, forward: bool, at_start: bool) -> None:
        """Ask to move a coding's end (or start) by a word; a coding keeps at least one word."""
        view = self._column.to_view(coding.start, coding.end)
        if view is None:
            return
        text, points = self._column.text, self._column.positions
        start, end = (points.to_code_points(one) for one in view)
        if at_start:
            start = next_word_start(text, start) if forward else last_word_start(text, start)
        else:
            end = next_word_end(text, end) if forward else last_word_end(text, end)
        asked = self._column.to_source(points.to_utf16(start), points.to_utf16(end))
        if asked is not None and asked != (coding.start, coding.end):
            self.resize_wanted.emit((coding.id,), *asked)

    # Passages

    def selection(self) -> tuple[int, int] | None:
        """Return the selected passage without blanks at its ends, whole characters only, or None."""
        coding = self.selected_coding
        if coding is not None:
            return coding.start, coding.end
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._column.trimmed(cursor.selectionStart(), cursor.selectionEnd())
        if start >= end:
            return None
        return self._column.to_source(self._whole(start, forward=False), self._whole(end, forward=True))

    def selected_words(self) -> str:
        """Return the selected speech, labels and times left out."""
        return self.textCursor().selection().toPlainText() if self.selection() is not None else ""

    def select_range(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select a passage of the transcript."""
        view = self._column.to_view(start, end)
        if view is None:
            return
        self._deselect()
        self._set_cursor(*view)
        if reveal:
            self._reveal(view[0])
        self._moved()

    def preview(self, start: int, end: int) -> None:
        """Show what the selected coding would be, in the column's UTF-16, while its end is drawn."""
        self._set_cursor(start, end)
        self.selection_changed.emit()

    def turn_here(self) -> int:
        """Return the index of the turn in which the caret stands, -1 without one."""
        return self._column.turn_at(self.textCursor().selectionStart())

    def put_caret(self, position: int) -> None:
        """Put the caret before a place of the transcript and let go of what was selected."""
        view = self._column.to_view(position, len(self._document.text)) if self._document else None
        if view is not None:
            self._deselect()
            self._set_cursor(view[0], view[0])
            self._moved()

    def caret(self) -> int:
        """Return the transcript position of the caret."""
        return self._column.place(self.textCursor().position())

    def clear_selection(self) -> bool:
        """Let go of coding and passage; tell whether there was anything to let go of."""
        cursor = self.textCursor()
        had = bool(self._selected) or cursor.hasSelection()
        self._deselect()
        self._set_cursor(cursor.position(), cursor.position())
        self._moved()
        return had

    def selection_rect(self) -> QRect:
        """Return where the visible part of the selected passage lies on the screen; the caret without one."""
        cursor, box = self.textCursor(), self.cursorRect()
        window = self.viewport().rect()
        blocks = self._visible_blocks(window) if cursor.hasSelection() else (0, -1)
        parts = self._sheet.boxes(cursor.selectionStart(), cursor.selectionEnd(), *blocks)
        scrolled = self.verticalScrollBar().value()
        shown = [part for one in parts if (part := one.translated(0, -scrolled)).intersects(window)]
        if shown:
            box = QRect()
        for part in shown:
            box = box.united(part)
        box = box.intersected(window) if shown else box
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    # Inside

    def _deselect(self) -> None:
        if self._selected:
            self._selected = self._right.selected = ""
            self._right.update()
            self.viewport().update()
            self.coding_selected.emit("")

    def _follow_selected(self) -> None:
        """Let the selection follow the selected coding when it was resized, and let go when it was removed."""
        coding = self.selected_coding
        if coding is None:
            self._deselect()
            return
        view = self._column.to_view(coding.start, coding.end)
        cursor = self.textCursor()
        if view is not None and (cursor.selectionStart(), cursor.selectionEnd()) != view:
            self._set_cursor(*view)
            self.selection_changed.emit()

    def _moved(self) -> None:
        """Tell that caret or selection moved; whoever leaves the passage of the selected coding lets go of it."""
        if self._quiet:
            return
        coding, cursor = self.selected_coding, self.textCursor()
        range_ = (cursor.selectionStart(), cursor.selectionEnd())
        if coding and self._column.to_view(coding.start, coding.end) != range_:
            self._deselect()
        self.selection_changed.emit()
        self._report_place()

    def _report_place(self) -> None:
        turn = self._column.turn_at(self.textCursor().selectionStart())
        place = (turn, len(self.codings_here()))
        if place != self._place:
            self._place = place
            shown = self._document.turns[turn] if self._document is not None and turn >= 0 else None
            self.place_changed.emit(shown, place[1])

    def _whole(self, position: int, *, forward: bool) -> int:
        """Return the nearest boundary between whole characters, outwards, as people see characters."""
        block = self._sheet.document.findBlock(position)
        # Qt's finder counts UTF-16 as the block does; a text given to it must outlive it.
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, block.text())
        finder.setPosition(position - block.position())
        if finder.isAtBoundary():
            return position
        found = finder.toNextBoundary() if forward else finder.toPreviousBoundary()
        return block.position() + found if found >= 0 else position

    def _announce(self, coding: ShownCoding) -> None:
        view = self._column.to_view(coding.start, coding.end)
        if view is None or not QAccessible.isActive():
            return
        cursor = QTextCursor(self._sheet.document)
        cursor.setPosition(view[0])
        cursor.setPosition(view[1], QTextCursor.MoveMode.KeepAnchor)
        count = len(self._index.touching(coding.start, coding.end))
        text = cursor.selectedText()[:SPOKEN_LIMIT]
        said = self._texts("reader.selected", code=coding.code.name, count=count, text=text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
