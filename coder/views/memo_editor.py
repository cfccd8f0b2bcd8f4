"""Write one memo: what is typed is kept while it is typed, and becomes one step when the memo is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.models.memo_rows import MemoWords, memo_words
from coder.views.bars import MessageBar, button, label
from coder.views.chooser import Chooser
from coder.views.memo_targets import target_items
from coder.views.pages import Desk
from projects import memos, typed
from projects.commands import AttachMemo, EditMemo, RemoveMemo, WriteMemo
from projects.errors import ProjectError
from projects.memos import Draft
from projects.model import Anchor, Memo
from projects.store import now

_KEEP_MS = 1200
_LEAST = 48
_GONE = "no-memo"


class MemoEditor(QFrame):
    """Hold a memo's title, text and day. `left` says that Escape or the button has ended the writing."""

    left = Signal()
    saved = Signal(str)

    def __init__(self, desk: Desk, messages: MessageBar) -> None:
        """Begin with nothing to write in."""
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._say = desk.say
        self._messages = messages
        self._memo: Memo | None = None
        self._anchor = Anchor()
        self._kind = memos.MEMO
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self._build()
        desk.session.closing.connect(self.commit)
        self.setEnabled(False)

    @property
    def memo(self) -> str:
        """Return the id of the memo in hand, "" when it is a new one."""
        return self._memo.id if self._memo else ""

    def write_new(self, anchor: Anchor, kind: str = memos.MEMO) -> None:
        """Begin a new memo on something, or an entry of the journal."""
        if self.commit():
            today = typed.shown("date", now()[:10], self._say.language)
            self._show(None, anchor, kind, today if kind == memos.JOURNAL else "")

    def edit(self, memo: Memo) -> None:
        """Take a memo in hand."""
        if self.commit():
            self._show(memo, memo.anchor, memo.kind, typed.shown("date", memo.day or None, self._say.language))

    def take_focus(self) -> None:
        """Put the caret where the text goes."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Hold nothing; what was typed is lost only when it has been saved before."""
        self._show(None, Anchor(), memos.MEMO, "")
        self.setEnabled(False)

    def follow(self) -> None:
        """Show the memo in hand anew when a command changed it, and let go of one that went."""
        if self._busy or not self.isEnabled() or not self._session.is_open:
            return
        fresh = memos.memo(self._session.store.database, self.memo) if self.memo else None
        if fresh is not None and not self._dirty():
            self._show(fresh, fresh.anchor, fresh.kind, typed.shown("date", fresh.day or None, self._say.language))
        elif fresh is not None:
            self._memo = fresh
        elif self.memo and not self._dirty():
            self.clear()
        self._name_anchor()

    def commit(self) -> bool:
        """Make a step of what was typed; False when it was refused, and then it stays in the fields."""
        if self._busy or not self.isEnabled() or not self._session.is_open or not self._dirty():
            self._timer.stop()
            return True
        self._busy = True
        try:
            self._save()
        except OteError as problem:
            self._keep()
            self._messages.tell(problem)
            return False
        finally:
            self._busy = False
        self._forget_draft()
        self.saved.emit(self.memo)
        return True

    def leave(self) -> None:
        """Save and tell that the writing is over."""
        if self.commit():
            self.left.emit()

    def remove(self) -> None:
        """Take the memo away; it can be undone."""
        memo, self._memo = self._memo, None
        self._forget_draft()
        self.clear()
        if memo is not None:
            self._session.do(RemoveMemo(memo.id))
        self.left.emit()

    def attach(self) -> Chooser:
        """Ask what the memo is to hang on."""
        say = self._say
        chooser = Chooser(
            self._desk.theme, say, self._desk.window, title=say("memos.attach_title"), words=say("memos.attach_words"),
            items=target_items(self._session.store, say), outcome=lambda _: say("memos.attach_do"), act=self._attach,
        )
        chooser.open()
        return chooser

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page goes out of sight."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape and with Ctrl and Enter; both save."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (ctrl and enter):
            self.leave()
        else:
            super().keyPressEvent(event)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.title, self.text)

    # What is in the fields

    def _save(self) -> None:
        day = self.day.text().strip()
        if self._memo is not None:
            try:
                self._session.do_or_raise(EditMemo(self._memo.id, self.title.text(), self._written(), day))
                self._memo = memos.memo(self._session.store.database, self._memo.id)
            except OteError as problem:
                if problem.code != _GONE:
                    raise
                # Somebody took the memo away meanwhile: the words become a new one.
                self._memo, self._anchor = None, Anchor()
                self._save()
            return
        receipt = self._session.do_or_raise(
            WriteMemo(self._written(), self.title.text(), self._anchor, self._kind, day)
        )
        self._memo = memos.memo(self._session.store.database, str(receipt.result))
        self._name_anchor()

    def _written(self) -> str:
        return self.text.toPlainText()

    def _dirty(self) -> bool:
        typed_now = self.title.text(), self._written()
        if self._memo is None:
            return any(one.strip() for one in typed_now)
        day = typed.shown("date", self._memo.day or None, self._say.language)
        return (*typed_now, self.day.text()) != (self._memo.title, self._memo.text, day)

    def _show(self, memo: Memo | None, anchor: Anchor, kind: str, day: str) -> None:
        self._memo, self._anchor, self._kind = memo, anchor, kind
        fields = ((self.title, memo.title if memo else ""), (self.day, day))
        for line, words in fields:
            if line.text() != words:
                line.setText(words)
        text = memo.text if memo else ""
        if self._written() != text:
            self.text.setPlainText(text)
        self._timer.stop()
        self.setEnabled(True)
        self.day_row.setVisible(kind == memos.JOURNAL)
        self.gone.setEnabled(True)
        self._name_anchor()

    def _name_anchor(self) -> None:
        if not self._session.is_open or not self.isEnabled():
            self.about.setText("")
            self.go.hide()
            self.hang.hide()
            return
        anchor = self._memo.anchor if self._memo else self._anchor
        words = self._words(anchor)
        self.about.setText(words.about(anchor) if self._kind == memos.MEMO else self._say("memos.journal"))
        self.go.setVisible(bool(words.place(anchor)))
        self.hang.setVisible(self._kind == memos.MEMO)

    def _words(self, anchor: Anchor) -> MemoWords:
        return memo_words(self._session.store, self._say, [anchor])

    def _attach(self, anchor: Anchor) -> None:
        if self._memo is None:
            self._anchor = anchor
            self._name_anchor()
        else:
            self._session.do(AttachMemo(self._memo.id, anchor))

    def _show_place(self) -> None:
        anchor = self._memo.anchor if self._memo else self._anchor
        transcript, start, end = self._words(anchor).where.place(anchor)
        if transcript is None or not self.commit():
            return
        if start is None or end is None:
            self._desk.wishes.transcript_wanted.emit(transcript)
        else:
            self._desk.wishes.passage_wanted.emit(transcript, start, end)

    # The draft

    def _typed(self) -> None:
        if self.isEnabled() and not self._busy:
            self._timer.start()

    def _keep(self) -> None:
        self._timer.stop()
        if self._session.is_open and self._dirty():
            draft = Draft(self.memo or None, self._kind, self._anchor, self.day.text(), self.title.text(),
                          self._written())
            self._write_draft(draft)

    def _forget_draft(self) -> None:
        self._timer.stop()
        if self._session.is_open:
            self._write_draft(None)

    def _write_draft(self, draft: Draft | None) -> None:
        """Keep a draft in the project; a project that cannot be written to keeps none, and says so at the saving."""
        try:
            memos.keep_draft(self._session.store, draft, self._session.coder, now())
        except ProjectError as problem:
            self._messages.tell(problem)

    # Building

    def _build(self) -> None:
        say = self._say
        self.about = label("", "small", wrap=True)
        self.go = button(say("memos.show_place"), self._show_place, "link")
        self.hang = button(say("memos.attach"), self.attach, "link")
        self.title = QLineEdit()
        self.title.setPlaceholderText(say("memos.title"))
        self.title.setAccessibleName(say("memos.title"))
        self.text = _Text()
        self.text.setProperty("kind", "memo")
        self.text.setPlaceholderText(say("memos.text"))
        self.text.setAccessibleName(say("memos.text"))
        self.day = QLineEdit()
        self.day.setAccessibleName(say("memos.day"))
        self.done = button(say("memos.done"), self.leave)
        self.done.setToolTip(say("memos.done_tip"))
        self.gone = button(say("memos.remove"), self.remove, "link")
        for changed in (self.title.textChanged, self.text.textChanged, self.day.textChanged):
            changed.connect(self._typed)
        self._lay_out()

    def _lay_out(self) -> None:
        self.day_row = QWidget()
        days = QHBoxLayout(self.day_row)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(label(self._say("memos.day"), "small"))
        days.addWidget(self.day)
        days.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.done)
        acts = QHBoxLayout()
        acts.setSpacing(2)
        for part in (self.go, self.hang, self.gone):
            acts.addWidget(part)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(acts)
        layout.addWidget(self.day_row)
        layout.addWidget(self.title)
        layout.addWidget(self.text, 1)


class _Text(QPlainTextEdit):
    """Leave Escape, Ctrl and Enter to the editor, and Tab to the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what ends the writing."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            event.ignore()
        else:
            super().keyPressEvent(event)
