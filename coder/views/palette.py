"""Choose codes by typing: the palette that opens at a selection, never over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from codebooks.find import Match, matches, path
from codebooks.model import Codebook
from coder.i18n import Catalogue
from coder.models.row import PAYLOAD, Row, Square
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList

_SHOWN = 8
_WIDTH = 400
_GAP = 8


class Palette(QFrame):
    """Offer codes for a passage.

    Space marks the highlighted code. While some code's name goes on with a blank after what is typed, and the
    arrow keys have not been used, Space is a letter like any other, so that names of several words can be typed;
    pressed once more it marks.
    """

    chosen = Signal(tuple)
    favourite_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, say: Catalogue, window: QWidget) -> None:
        """Lay out field, list and footer; hidden until opened."""
        super().__init__(window)
        self._theme = theme
        self._say = say
        self._codebook = Codebook()
        self._recent: tuple[str, ...] = ()
        self._marked: list[str] = []
        self._moved = False
        self._around: Callable[[], QRect] = QRect
        self.setProperty("surface", "card")
        self.setObjectName("palette")
        self.hide()
        self.field = QLineEdit()
        self.field.setAccessibleName(say("palette.field"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.list = RowList(theme, self, pad=12)
        self.list.rows.return_key = True
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._clicked)
        self.list.doubleClicked.connect(lambda _: self._accept())
        self.marks = QLabel()
        self.marks.setProperty("tone", "small")
        self.marks.setWordWrap(True)
        self.marks.setContentsMargins(14, 0, 14, 0)
        self._lay_out()
        self._shadow()
        theme.changed.connect(self._shadow)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def open(self, codebook: Codebook, recent: Sequence[str], around: Callable[[], QRect]) -> None:
        """Open for a selection; `around` tells where on the screen it lies, again whenever the palette grows."""
        self._codebook = codebook
        self._recent = tuple(recent)
        self._marked = []
        self._around = around
        self.field.clear()
        self._typed()
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_quietly(self) -> None:
        """Close without coding."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def marked(self) -> tuple[str, ...]:
        """Return the codes marked so far."""
        return tuple(self._marked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move, mark, code and close before the field sees them, or the menus' shortcuts."""
        if watched is self.field and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _digit(event) is not None:
            event.accept()
            return True
        act = self._act_for(event) if event.type() == QEvent.Type.KeyPress else None
        if act is not None:
            act()
        return act is not None

    def _act_for(self, event: QKeyEvent) -> Callable[[], None] | None:
        key = Qt.Key(event.key())
        digit = _digit(event)
        if digit is not None:
            return lambda: self._give_digit(digit)
        if key == Qt.Key.Key_Space:
            return None if self._space_is_letter() else self._mark_current
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        if key in moves:
            return lambda: self._move(moves[key])
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: self._accept, Qt.Key.Key_Enter: self._accept, Qt.Key.Key_Escape: self.close_quietly,
            Qt.Key.Key_Tab: lambda: self._move(1), Qt.Key.Key_Backtab: lambda: self._move(-1),
        }
        return acts.get(key)

    def _give_digit(self, digit: int) -> None:
        """Let a digit stand for the highlighted code; zero takes its digit away."""
        code_id = self.list.payload()
        if code_id is not None:
            self.favourite_wanted.emit(str(code_id), str(digit) if digit else "")

    def show_codebook(self, codebook: Codebook) -> None:
        """Follow a change of the codebook while the palette is open."""
        if self.isVisible():
            at = self.list.place()
            self._codebook = codebook
            self._marked = [one for one in self._marked if one in codebook]
            self._typed()
            self.list.choose(min(max(at, 0), self.list.count() - 1))

    def _space_is_letter(self) -> bool:
        typed = self.field.text()
        if not typed.strip() or self._moved:
            return False
        folded = typed.casefold() + " "
        names = [code.name(self._say.language).casefold() for code in self._codebook if not code.retired]
        return any(name.startswith(folded) or f" {folded}" in name for name in names)

    def _typed(self, _: str = "") -> None:
        self._moved = False
        typed = self.field.text()
        found = matches(self._codebook, typed, self._say.language)
        items: list[Item] = [(self._row(match), match.code.id) for match in self._ordered(found, typed)]
        if not items:
            items = [(Row(self._say("palette.none", typed=typed.strip()), heading=True), None)]
        self.list.show_rows(items)
        self.list.choose(0)
        self._show_marks()
        self._place()

    def _ordered(self, found: Sequence[Match], typed: str) -> list[Match]:
        if typed.strip():
            return list(found)
        # Nothing typed: what was used last comes first, then the codebook as it stands.
        rank = {code_id: at for at, code_id in enumerate(self._recent)}
        return sorted(found, key=lambda match: rank.get(match.code.id, len(rank)))

    def _row(self, match: Match) -> Row:
        code = match.code
        family = self._codebook.family_of(code)
        square = Square(family.colour, lighter=bool(code.parent)) if family else None
        spot = ((match.start, match.end),) if match.end > match.start else ()
        note, bold = code.shortcut, spot if match.field == "name" else ()
        if match.field in ("synonym", "key"):
            note = f"{note} ({self._say('palette.' + match.field)}: {match.text})".lstrip()
        return Row(
            code.name(self._say.language), aside=path(self._codebook, code, self._say.language), note=note,
            square=square, matched=bold, ticked=code.id in self._marked,
        )

    def _move(self, steps: int) -> None:
        self._moved = True
        self.list.choose(min(max(self.list.place() + steps, 0), self.list.count() - 1))

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(PAYLOAD) is not None:
            self._mark(str(index.data(PAYLOAD)))
        self.field.setFocus()

    def _mark_current(self) -> None:
        code_id = self.list.payload()
        if code_id is None:
            return
        self._mark(code_id)
        if self.field.text():
            self.field.clear()
            self._typed()

    def _mark(self, code_id: str) -> None:
        if code_id in self._marked:
            self._marked.remove(code_id)
        else:
            self._marked.append(code_id)
        for at in range(self.list.count()):
            row = self.list.rows_model.row(at)
            ticked = self.list.rows_model.payload(at) in self._marked
            if row.ticked != ticked:
                self.list.rows_model.replace_row(at, replace(row, ticked=ticked))
        self._show_marks()

    def _accept(self) -> None:
        wanted = list(self._marked)
        highlighted = self.list.payload()
        # With codes marked, the highlighted one belongs to them only when it was looked for by typing.
        if highlighted and highlighted not in wanted and (not wanted or self.field.text().strip()):
            wanted.append(highlighted)
        if wanted:
            self.hide()
            self.chosen.emit(tuple(wanted))
            self.closed.emit()

    def _show_marks(self) -> None:
        names = [self._codebook.code(code_id).name(self._say.language) for code_id in self._marked]
        self.marks.setText(self._say("palette.marked", names=", ".join(names)))
        self.marks.setVisible(bool(names))
        act = self._say("palette.code_n", n=len(names)) if len(names) > 1 else self._say("palette.code")
        self._enter_words.setText(act)
        self._place()

    def _lay_out(self) -> None:
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 12, 1, 0)
        layout.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(11, 0, 11, 0)
        top.addWidget(self.field)
        layout.addLayout(top)
        layout.addWidget(self.list)
        # Below the list, so that no row moves away from under a mouse that has just marked one.
        layout.addWidget(self.marks)
        line = QFrame()
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        layout.addWidget(line)
        layout.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(12, 2, 12, 10)
        footer.setSpacing(6)
        mark = label(self._say("palette.mark"), "faint")
        self._enter_words = button("", self._accept, "accent")
        close = button(self._say("palette.close"), self.close_quietly, "quiet")
        footer.addWidget(label(self._say("key.space"), "key"))
        for key, words in (("space", mark), ("esc", close), ("enter", self._enter_words)):
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            words.setToolTip(self._say(f"palette.{key}_tip"))
            footer.addWidget(words)
            if key == "space":
                footer.addStretch(1)
        return footer

    def _shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(self._theme.px(32))
        shadow.setOffset(0, self._theme.px(8))
        shadow.setColor(QColor(0, 0, 0, 150 if self._theme.tokens.dark else 60))
        self.setGraphicsEffect(shadow)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None or not self.isVisible():
            return
        width = min(self._theme.px(_WIDTH), window.width() - 2 * _GAP)
        self.list.setFixedHeight(self.list.height_of_rows(_SHOWN))
        self._layout.activate()
        size = QSize(width, self._layout.totalMinimumSize().height())
        around = self._around()
        local = QRect(window.mapFromGlobal(around.topLeft()), around.size())
        self.setGeometry(QRect(beside(local, size, window.size()), size))

    def _focus_moved(self, _: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close_quietly()


def _digit(event: QKeyEvent) -> int | None:
    """Return which digit is pressed together with Ctrl, or None."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.ControlModifier and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_0
    return None


def beside(around: QRect, size: QSize, room: QSize) -> QPoint:
    """Return where a box of this size stands: under the rectangle, else above, else at its side, in the room."""
    left = min(max(around.left(), _GAP), max(room.width() - size.width() - _GAP, _GAP))
    if around.bottom() + _GAP + size.height() <= room.height() - _GAP:
        return QPoint(left, around.bottom() + _GAP)
    if around.top() - _GAP - size.height() >= _GAP:
        return QPoint(left, around.top() - _GAP - size.height())
    top = min(max(around.top(), _GAP), max(room.height() - size.height() - _GAP, _GAP))
    right = around.right() + _GAP
    if right + size.width() <= room.width() - _GAP:
        return QPoint(right, top)
    return QPoint(max(around.left() - _GAP - size.width(), _GAP), top)
