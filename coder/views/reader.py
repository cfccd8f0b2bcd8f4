"""The reading view: a transcript in which people select passages and go from coding to coding, by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from coder.fonts import SERIF
from coder.models.coding_index import CodingIndex, Key, ShownCoding, key_of
from coder.views.dragging import dragged_code
from coder.views.end_drag import EndDrag
from coder.views.passages import select_turns
from coder.views.reader_card import CodingCard
from coder.views.reader_keys import handle_key, last_word_end, last_word_start, next_word_end, next_word_start
from coder.views.reader_values import ReaderColours, Sentences
from coder.views.reading_page import ReadingPage
from coder.views.selection_grip import SelectionGrip
from projects.model import Document

CARD_AFTER = 350
EARLIEST = -(2**62)
SPOKEN_LIMIT = 120


class Reader(ReadingPage):
    """Let people select passages, select codings, and say what they want done with them.

    All positions are code points of the transcript; rectangles in signals are on the screen. `coding_selected`
    says "" when nothing is selected any more; `place_changed` gives the turn (or None) and the number of codings.
    """

    palette_wanted = Signal(int, int, QRect)
    coding_selected = Signal(str)
    uncode_wanted = Signal(object)
    repeat_wanted = Signal()
    favourite_wanted = Signal(int)
    resize_wanted = Signal(object, int, int)
    selection_changed = Signal()
    place_changed = Signal(object, int)
    codings_here_wanted = Signal(object, QRect)
    act_wanted = Signal(str)
    code_dropped = Signal(str)
    passage_dragged = Signal(QWidget)
    focused = Signal()

    def __init__(
        self, colours: ReaderColours, texts: Sentences, parent: QWidget | None = None, family: str = SERIF
    ) -> None:
        """Make an empty view; `family` is the reading font's."""
        self._place = (-1, -1)
        super().__init__(colours, texts, parent, family)
        self._card = CodingCard(self, colours, texts)
        self._hovered: tuple[str, QRect] = ("", QRect())
        self._card_timer = self._timer(CARD_AFTER, self._show_hovered)
        self._ends = EndDrag(self)
        self._grip = SelectionGrip(self, colours, texts("reader.grip"))
        self._grip.clicked.connect(self._grip_clicked)
        self._grip.drag_wanted.connect(lambda: self.passage_dragged.emit(self._grip))
        self.scrolled.connect(self._place_grip)
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)
        self._left.turn_clicked.connect(self.select_turn)
        self._left.turns_drawn.connect(lambda first, last: select_turns(self, first, last))
        self._right.coding_clicked.connect(self._clicked)
        self._right.more_clicked.connect(self._more_clicked)
        self._right.hovered.connect(self._hover)

    # What is shown

    def set_document(self, document: Document, codings: Iterable[ShownCoding]) -> None:
        """Show a transcript from its beginning, with its codings."""
        self._card.hide()
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

    def set_colours(self, colours: ReaderColours) -> None:
        """Change to another set of colours, light or dark."""
        self._card.colours = self._grip.colours = colours
        super().set_colours(colours)

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

    def show_card(self) -> None:
        """Show the card of the selected coding or the first one here; asked again, that of the next one here."""
        here = self.codings_here()
        if not here:
            return
        chosen = self.selected_coding or here[0]
        shown = self._card.coding if self._card.isVisible() else None
        if shown in here:
            chosen = here[(here.index(shown) + 1) % len(here)]
        self._show_card(chosen, self.selection_rect())
        self.codings_here_wanted.emit(here, self.selection_rect())

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

    def select_turn(self, turn: int) -> None:
        """Select all speech of a turn, by its index."""
        if self._document is not None:
            self.select_range(self._document.turns[turn].start, self._document.turns[turn].end, reveal=False)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

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
        """Let go of card, coding and passage; tell whether there was anything to let go of."""
        if self._ends.cancel():
            return True
        cursor = self.textCursor()
        had = self._card.isVisible() or bool(self._selected) or cursor.hasSelection()
        self._card.hide()
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

    # Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means here, else what Qt does with it."""
        if not handle_key(self, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        self._card.hide()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a coding's end, or begin a new selection, also inside an old one, where Qt would drag it."""
        self._grip.hide()
        if event.button() == Qt.MouseButton.LeftButton and self._ends.press(event.position().toPoint()):
            return
        cursor = self.textCursor()
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and cursor.hasSelection() and not extends:
            self._deselect()
            self._set_cursor(cursor.position(), cursor.position())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw a coding's end, or select; show where an end can be taken hold of."""
        point = event.position().toPoint()
        if self._ends.is_held:
            self._ends.move(point)
            return
        over = not event.buttons() and self._ends.under(point) is not None
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a coding's end; offer what can be done with what was selected."""
        if self._ends.is_held:
            self._ends.release()
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._offer_grip()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take codes, when there is a passage they can be put on."""
        if dragged_code(event.mimeData()) and self.selection() is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take a code over the selected passage only."""
        if self._is_selected(event.position().toPoint()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the code that was dropped."""
        code = dragged_code(event.mimeData())
        if code and self._is_selected(event.position().toPoint()):
            event.acceptProposedAction()
            self.code_dropped.emit(code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that people work here now."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the card away."""
        super().focusOutEvent(event)
        self._card.hide()

    # Inside

    def _is_selected(self, point: QPoint) -> bool:
        cursor = self.textCursor()
        blocks = self._visible_blocks(self.viewport().rect())
        spot = point + QPoint(0, self.verticalScrollBar().value())
        parts = self._sheet.boxes(cursor.selectionStart(), cursor.selectionEnd(), *blocks)
        return any(part.contains(spot) for part in parts)

    def _offer_grip(self) -> None:
        """Show the grip for a passage that was selected with the mouse and is no coding."""
        self._grip.setVisible(self.selection() is not None and self.selected_coding is None)
        self._place_grip()

    def _place_grip(self) -> None:
        if self._grip.isHidden():
            return
        line = self._sheet.line_at(self.textCursor().selectionEnd())
        top = line.top - self.verticalScrollBar().value() + (self._measures.line - self._grip.height()) // 2
        port = self.viewport().geometry()
        self._grip.move(port.right() + 1, port.top() + min(max(top, 0), port.height() - self._grip.height()))

    def _grip_clicked(self) -> None:
        passage = self.selection()
        if passage is not None:
            self.palette_wanted.emit(*passage, self.selection_rect())

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
        self._grip.hide()
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

    def _clicked(self, coding_id: str) -> None:
        self._card.hide()
        self.select_coding(coding_id, reveal=False)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _more_clicked(self, turn: int) -> None:
        hidden = self._right.hidden(turn)
        if hidden:
            self.codings_here_wanted.emit(hidden, self._right.more_rect(turn))

    def _hover(self, coding_id: str, box: QRect) -> None:
        self._hovered = (coding_id, QRect(self._right.mapToGlobal(box.topLeft()), box.size()))
        if coding_id:
            self._card_timer.start()
        else:
            self._card_timer.stop()
            self._card.hide()

    def _show_hovered(self) -> None:
        coding = self._index.get(self._hovered[0])
        if coding is not None:
            self._show_card(coding, self._hovered[1])

    def _show_card(self, coding: ShownCoding, near: QRect) -> None:
        others = [one for one in self._index.touching(coding.start, coding.end) if one.id != coding.id]
        self._card.show_for(coding, others, near)
