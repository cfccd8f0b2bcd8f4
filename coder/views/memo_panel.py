"""The panel of memos beside the text: those of the turn in hand, and the one being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coder.models.memo_rows import memo_words
from coder.views.bars import MessageBar, button, label
from coder.views.lists import RowList
from coder.views.memo_editor import MemoEditor
from coder.views.pages import Desk
from projects.model import Anchor, Memo, Turn

_FEW_ROWS = 4


class MemoPanel(QWidget):
    """List the memos of a turn, and hold the one that is being written."""

    text_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._session = desk.session
        self._say = desk.say
        self._turn: Turn | None = None
        self._places: Sequence[tuple[Memo, int, int]] = ()
        self.messages = MessageBar(desk.theme, desk.say)
        self.list = RowList(desk.theme, self, pad=12, wrap=True)
        self.list.setAccessibleName(desk.say("memos.here"))
        self.list.picked.connect(self._picked)
        self.words = label("", "quiet", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.new = button(desk.say("memos.new_here"), self.new_wanted.emit)
        self.editor = MemoEditor(desk, self.messages)
        self.editor.left.connect(self._left)
        self.setFocusProxy(self.list)
        self._lay_out()

    def show_memos(self, places: Sequence[tuple[Memo, int, int]]) -> None:
        """Take the memos of the transcript at work, with their ranges."""
        self._places = places
        self.editor.follow()
        self._show()

    def show_turn(self, turn: Turn | None) -> None:
        """Show the memos of a turn."""
        if turn != self._turn:
            self._turn = turn
            self._show()

    def write(self, anchor: Anchor) -> None:
        """Write a memo on something, beside the text."""
        self.editor.write_new(anchor)
        self._show()
        self.editor.take_focus()

    def open_memos(self) -> None:
        """Go to the first memo of the turn, or to a new one's button when it has none."""
        if self.editor.isVisible():
            self.editor.leave()
        if self.list.count():
            self.list.choose(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Let go of the project that closes."""
        self.editor.clear()
        self._turn, self._places = None, ()
        self.list.show_rows(())

    def _here(self) -> Mapping[str, Memo]:
        turn = self._turn
        if turn is None:
            return {}
        return {
            one.id: one for one, start, end in self._places
            if start < turn.end and max(end, start + 1) > turn.start
        }

    def _show(self) -> None:
        here = self._here()
        if not here:
            self.list.show_rows(())
        elif self._session.is_open:
            words = memo_words(self._session.store, self._say, [one.anchor for one in here.values()])
            self.list.show_rows([(words.row(one), key) for key, one in here.items()])
        writing = self.editor.isEnabled()
        self.editor.setVisible(writing)
        self.new.setVisible(not writing)
        self.words.setVisible(not writing)
        self.list.setVisible(bool(here) and not writing)
        self.list.setMaximumHeight(max(self.list.height_of_rows(min(len(here), _FEW_ROWS)), 1))
        turn = self._turn.name if self._turn else ""
        key = "memos.here_turn" if here else "memos.none_here"
        self.words.setText(self._say(key, turn=turn, n=len(here)) if turn else "")

    def _picked(self, key: object) -> None:
        memo = self._here().get(str(key))
        if memo is not None:
            self.editor.edit(memo)
            self._show()
            self.editor.take_focus()

    def _left(self) -> None:
        self.editor.clear()
        self._show()
        self.text_wanted.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(6)
        layout.addWidget(self.messages)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 12, 0)
        inner.setSpacing(6)
        inner.addWidget(self.words)
        layout.addLayout(inner)
        layout.addWidget(self.list)
        lower = QVBoxLayout()
        lower.setContentsMargins(16, 0, 12, 0)
        lower.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        lower.addWidget(self.editor, 1)
        lower.addStretch(0)
        layout.addLayout(lower, 1)
