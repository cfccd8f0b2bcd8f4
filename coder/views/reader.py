"""The reading view: a transcript in which people select passages and go from coding to coding, by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from coder.fonts import SERIF
from coder.models.coding_index import ShownCoding
from coder.views.coded_page import CodedPage
from coder.views.dragging import dragged_code
from coder.views.end_drag import EndDrag
from coder.views.passages import select_turns
from coder.views.reader_card import CodingCard
from coder.views.reader_keys import handle_key
from coder.views.reader_values import ReaderColours, Sentences
from coder.views.selection_grip import SelectionGrip
from projects.model import Document

CARD_AFTER = 350


class Reader(CodedPage):
    """Let people select passages, select codings, and say what they want done with them.

    All positions are code points of the transcript; rectangles in signals are on the screen. `coding_selected`
    says "" when nothing is selected any more; `place_changed` gives the turn (or None) and the number of codings.
    """

    palette_wanted = Signal(int, int, QRect)
    uncode_wanted = Signal(object)
    repeat_wanted = Signal()
    memo_wanted = Signal()
    quote_wanted = Signal()
    noted_clicked = Signal()
    favourite_wanted = Signal(int)
    codings_here_wanted = Signal(object, QRect)
    act_wanted = Signal(str)
    code_dropped = Signal(str)
    passage_dragged = Signal(QWidget)
    focused = Signal()

    def __init__(
        self, colours: ReaderColours, texts: Sentences, parent: QWidget | None = None, family: str = SERIF
    ) -> None:
        """Make an empty view; `family` is the reading font's."""
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
        self.selection_changed.connect(self._grip.hide)
        self._left.turn_clicked.connect(self.select_turn)
        self._left.note_clicked.connect(self.noted_clicked)
        self._left.turns_drawn.connect(lambda first, last: select_turns(self, first, last))
        self._right.coding_clicked.connect(self._clicked)
        self._right.more_clicked.connect(self._more_clicked)
        self._right.hovered.connect(self._hover)

    # What is shown

    def set_noted(self, turns: frozenset[str]) -> None:
        """Mark the turns (by id) that have memos."""
        self._left.set_noted(turns)

    def set_document(self, document: Document, codings: Iterable[ShownCoding]) -> None:
        """Show a transcript from its beginning, with its codings."""
        self._card.hide()
        super().set_document(document, codings)

    def set_colours(self, colours: ReaderColours) -> None:
        """Change to another set of colours, light or dark."""
        self._card.colours = self._grip.colours = colours
        super().set_colours(colours)

    # Codings

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

    def clear_selection(self) -> bool:
        """Let go of a coding's end, of card, coding and passage; tell whether there was anything to let go of."""
        if self._ends.cancel():
            return True
        had = self._card.isVisible()
        self._card.hide()
        return super().clear_selection() or had

    def select_turn(self, turn: int) -> None:
        """Select all speech of a turn, by its index."""
        if self._document is not None:
            self.select_range(self._document.turns[turn].start, self._document.turns[turn].end, reveal=False)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

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
