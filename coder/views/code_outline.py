"""The tree of the codebook page: several rows at once, folding by a click, dragging with a visible mark, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QWidget

from codebooks.model import Code, Codebook, Family
from coder.i18n import Catalogue
from coder.models.codebook_tree import CodebookTree, Whole
from coder.models.row import PAYLOAD, ROW, Index
from coder.theme import Theme
from coder.views.lists import RowTree
from coder.views.rows import RowDelegate

ABOVE, INTO, BELOW = "above", "into", "below"
_PAD = 30
_STEP = 14
_EDGE = 24


@dataclass(frozen=True, slots=True)
class Drop:
    """Say where codes were dropped: on a code or family (`into`), or at its edge."""

    codes: tuple[str, ...]
    onto: Code | Family | None
    where: str


class OutlineDelegate(RowDelegate):
    """Draw a row with the sign that it can be folded, left of its square."""

    def __init__(self, theme: Theme, tree: CodeOutline) -> None:
        """Keep the tree to ask what is open."""
        super().__init__(theme, tree, pad=_PAD)
        self._tree = tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, then the sign."""
        super().paint(painter, option, index)
        if not index.model().hasChildren(index):
            return
        box = QRectF(self._tree.sign_box(index))
        x, y, side = box.center().x(), box.center().y(), self._theme.px(3.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("text2"), max(1.2, self._theme.px(1.4))))
        shape: list[tuple[float, float]] = [(-side, -side / 2), (0, side / 2), (side, -side / 2)]
        if not self._tree.isExpanded(index):
            shape = [(-side / 2, -side), (side / 2, 0), (-side / 2, side)]
        painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in shape])
        painter.restore()


class CodeOutline(RowTree):
    """Show the whole codebook; tell of keys, drops and of what is chosen.

    `act_wanted` names an act of the page: `rename`, `add`, `add_below`, `retire`, `remove`, `up`, `down`, `in`, `out`.
    """

    act_wanted = Signal(str)
    dropped = Signal(object)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, say: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._keys = _keys()
        self._pressed: QPoint | None = None
        self._drag: tuple[str, ...] = ()
        self._target: tuple[QModelIndex, str] | None = None
        self._late_choice = QModelIndex()
        self._folded: set[str] = set()
        self._was_reset = False
        self.outline = CodebookTree(say.language, say("codes.orphans"), self, whole=Whole(say("codebook.retired")))
        self.setModel(self.outline)
        self.rows = OutlineDelegate(theme, self)
        self.setItemDelegate(self.rows)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(say("codebook.tree"))
        self.watch()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(self._double_clicked)
        self.outline.modelReset.connect(self._note_reset)
        self.collapsed.connect(partial(self._note_folding, folded=True))
        self.expanded.connect(partial(self._note_folding, folded=False))

    # What is shown and chosen

    def show_codebook(self, codebook: Codebook, counts: Mapping[str, int], typed: str = "") -> None:
        """Show a codebook; what was open, chosen and in view stays so."""
        chosen, here = [thing.id for thing in self.things()], self._thing(self.currentIndex())
        at = self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self._was_reset = False
        self.outline.show(codebook, counts, typed)
        if self._was_reset:
            self._open_again(() if typed.strip() else tuple(self._folded))
            self._choose_again(chosen, here.id if here else "")
            self.verticalScrollBar().setValue(at)
        self.setUpdatesEnabled(True)

    def things(self) -> list[Code | Family]:
        """Return the chosen codes and families, from top to bottom."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: self.visualRect(index).top())
        return [thing for index in rows if (thing := self._thing(index)) is not None]

    def codes(self) -> list[Code]:
        """Return the chosen codes, from top to bottom."""
        return [thing for thing in self.things() if isinstance(thing, Code)]

    def choose_things(self, ids: tuple[str, ...]) -> None:
        """Choose codes or families by id, the first in hand and in view."""
        self._choose_again(list(ids), ids[0] if ids else "")
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _open_again(self, folded: Sequence[str]) -> None:
        """Open everything but what a person has folded."""
        kept = set(self._folded)
        self.expandAll()
        for one in folded:
            self.collapse(self.outline.find(one))
        self._folded = kept

    def _note_folding(self, index: QModelIndex, *, folded: bool) -> None:
        thing = self._thing(index)
        if thing is not None:
            (self._folded.add if folded else self._folded.discard)(thing.id)

    def _note_reset(self) -> None:
        self._was_reset = True

    def _choose_again(self, ids: list[str], here: str) -> None:
        flags = QItemSelectionModel.SelectionFlag
        model = self.selectionModel()
        found = [index for one in ids if (index := self.outline.find(one)).isValid()]
        current = self.outline.find(here) if here else QModelIndex()
        if current.isValid():
            model.setCurrentIndex(current, flags.NoUpdate)
        elif found:
            model.setCurrentIndex(found[0], flags.NoUpdate)
        if found == model.selectedIndexes():
            return
        model.clearSelection()
        for index in found:
            model.select(index, flags.Select)

    @staticmethod
    def _thing(index: Index) -> Code | Family | None:
        thing = index.data(PAYLOAD) if index.isValid() else None
        return thing if isinstance(thing, Code | Family) else None

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the tree's own keys from the window's actions that have the same."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the codebook; Escape gives up a drag."""
        if event.key() == Qt.Key.Key_Escape and self._drag:
            self._end_drag()
            return
        act = self._act_of(event)
        if act is not None:
            self.act_wanted.emit(act)
            return
        super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> str | None:
        return self._keys.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))

    # The mouse

    def sign_box(self, index: Index) -> QRect:
        """Return where the sign for folding stands; it is as large as a finger needs."""
        row = index.data(ROW)
        px = self._theme.px
        box = self.visualRect(QModelIndex(index))  # type: ignore[arg-type]  # a persistent index is one too
        return QRect(box.left() + px(_PAD) + px(_STEP) * row.level - px(_EDGE), box.top(), px(_EDGE), box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold by the sign; a press on one of several chosen rows may begin a drag of all of them."""
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and self.outline.hasChildren(index) and self._on_sign(index, event):
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._pressed = event.position().toPoint() if left else None
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._late_choice = QModelIndex()
        if left and plain and index.isValid() and self.selectionModel().isSelected(index):
            self._late_choice = index
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin or go on with a drag."""
        at = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not held or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        if not self._drag and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._drag = tuple(code.id for code in self.codes())
            self._late_choice = QModelIndex()
        if self._drag:
            self._aim(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is being dragged, or choose the row that was pressed."""
        target, codes = self._target, self._drag
        if self._late_choice.isValid():
            self.choose(self._late_choice)
        self._pressed, self._late_choice = None, QModelIndex()
        if codes:
            self._end_drag()
            if target is not None:
                self.dropped.emit(Drop(codes, self._thing(target[0]), target[1]))
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and where a drop would go."""
        super().paintEvent(event)
        if self._target is None:
            return
        index, where = self._target
        px, box = self._theme.px, QRectF(self.visualRect(index))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), max(2, px(2))))
        if where == INTO:
            painter.drawRoundedRect(box.adjusted(px(4), 1, -px(4), -1), px(6), px(6))
        else:
            y = box.top() if where == ABOVE else box.bottom()
            left = box.left() + px(_PAD) + px(_STEP) * index.data(ROW).level
            painter.drawEllipse(QPointF(left - px(4), y), px(3), px(3))
            painter.drawLine(QPointF(left, y), QPointF(box.right() - px(8), y))
        painter.end()

    def _on_sign(self, index: QModelIndex, event: QMouseEvent) -> bool:
        return self.sign_box(index).contains(event.position().toPoint())

    def _aim(self, at: QPoint) -> None:
        """Show where the codes would go, and scroll at the edges."""
        height, edge = self.viewport().height(), self._theme.px(_EDGE)
        if at.y() < edge or at.y() > height - edge:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (-edge if at.y() < edge else edge))
        self._target = self._target_at(at)
        shape = Qt.CursorShape.DragMoveCursor if self._target else Qt.CursorShape.ForbiddenCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _target_at(self, at: QPoint) -> tuple[QModelIndex, str] | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        thing, box = self._thing(index), self.visualRect(index)
        if not isinstance(thing, Code):
            return index, INTO
        if self._is_under_dragged(index):
            return None
        third = box.height() / 3
        if at.y() < box.top() + third:
            return index, ABOVE
        return index, INTO if at.y() < box.bottom() - third else BELOW

    def _is_under_dragged(self, index: QModelIndex) -> bool:
        while index.isValid():
            thing = self._thing(index)
            if thing is not None and thing.id in self._drag:
                return True
            index = index.parent()
        return False

    def _end_drag(self) -> None:
        self._drag, self._target, self._pressed = (), None, None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _double_clicked(self, index: QModelIndex) -> None:
        if isinstance(self._thing(index), Code):
            self.act_wanted.emit("rename")
        else:
            self.setExpanded(index, not self.isExpanded(index))


def _keys() -> Mapping[tuple[int, Qt.KeyboardModifier], str]:
    """Return which act each key of the tree asks for."""
    none, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    key = Qt.Key
    return {
        (key.Key_F2, none): "rename", (key.Key_Return, none): "rename", (key.Key_Enter, none): "rename",
        (key.Key_Insert, none): "add", (key.Key_Insert, shift): "add_below", (key.Key_Insert, ctrl): "add_family",
        (key.Key_Delete, none): "retire", (key.Key_Delete, shift): "remove",
        (key.Key_Up, alt): "up", (key.Key_Down, alt): "down", (key.Key_Right, alt): "in", (key.Key_Left, alt): "out",
        (key.Key_M, ctrl): "merge", (key.Key_T, ctrl): "move", (key.Key_D, ctrl): "split",
        (key.Key_E, ctrl): "excerpts",
    }
