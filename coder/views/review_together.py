"""Read a round together in a meeting: the whole screen, one quote in big type, three answers, keys for everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.review_rows import SYMBOLS, Held
from coder.theme import Theme
from coder.views.bars import button, label
from exports.review.page import packet_words
from projects.commands import TypeAnswer
from projects.review.packet import ACCEPT, CHANGE, DECISIONS, REJECT
from projects.review.rounds import Round, RoundQuote

_SAID, _WORDS, _BUTTON = 30, 18, 20
_WIDEST = 1000
_KEYS = {
    Qt.Key.Key_1: ACCEPT, Qt.Key.Key_2: CHANGE, Qt.Key.Key_3: REJECT,
}  # fmt: skip


class ReviewTogether(QDialog):
    """Show one quote after another; `answered` gives the command for what the group has said.

    Keys: 1, 2 and 3 answer, the arrows go back and on, Esc ends.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, say: Catalogue, held: Held, one: Round, parent: QWidget) -> None:
        """Begin at the first quote that the group has not answered."""
        super().__init__(parent)
        self._theme = theme
        self._say = say
        self._round = one
        self._held = held
        self._asked = held.review.by_round.get(one.id, ())
        self._at = 0
        self._opened: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(say("review.together"))
        self.place = label("", "quiet")
        self.context = label("", wrap=True)
        self.said = label("", wrap=True)
        self.show_heavy = button(say("review.act.show_heavy"), self._open)
        self.buttons = {key: self._answer_button(key) for key in DECISIONS}
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(say("review.together_remark"))
        self.remark.setAccessibleName(say("review.together_remark"))
        self.back = button(say("review.act.back"), lambda: self._step(-1))
        self.skip = button(say("review.act.skip"), lambda: self._step(1))
        self.end = button(say("review.act.end"), self.close)
        self._lay_out()
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, held: Held) -> None:
        """Show what is there by now."""
        self._held = held
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, go on, end; letters that are being typed stay letters."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.answer(_KEYS[key])
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self._step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self._step(-1)
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def answer(self, decision: str) -> None:
        """Enter the group's answer to the quote in view and go on."""
        here = self._here()
        if here is None or self._is_closed(here):
            return
        name = self._say("review.together_name")
        self.answered.emit(TypeAnswer(self._round.id, here.number, name, decision, None, self.remark.text().strip()))
        self._step(1)

    def _here(self) -> RoundQuote | None:
        return self._asked[self._at] if self._at < len(self._asked) else None

    def _is_closed(self, here: RoundQuote) -> bool:
        return bool(here.notes) and here.id not in self._opened

    def _open(self) -> None:
        here = self._here()
        if here is not None:
            self._opened.add(here.id)
            self._show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._asked))
        self.remark.clear()
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        here = self._here()
        words = packet_words(self._round.language)
        self.back.setEnabled(self._at > 0)
        for one in (self.remark, self.skip, *self.buttons.values()):
            one.setVisible(here is not None)
        self.show_heavy.hide()
        if here is None:
            self.place.setText("")
            self.context.setText("")
            self.said.setText(self._say("review.together_done"))
            return
        self.place.setText(words["of"].format(n=here.number, all=len(self._asked)))
        closed = self._is_closed(here)
        self.show_heavy.setVisible(closed)
        text = self._held.texts.get(here.quote)
        heavy = words["note"].format(what=", ".join(words[note] for note in here.notes)) if closed else ""
        self.context.setText(heavy or here.context)
        self.said.setText("" if closed or text is None else "\n".join(text.paragraphs))
        self._show_chosen(here, closed=closed)

    def _show_chosen(self, here: RoundQuote, *, closed: bool) -> None:
        name = self._say("review.together_name")
        mine = [one.decision for one in self._held.review.answers_to.get(here.id, ()) if one.reviewer == name]
        for key, one in self.buttons.items():
            one.setEnabled(not closed)
            one.setChecked(bool(mine) and mine[-1] == key)

    def _answer_button(self, key: str) -> QPushButton:
        number = DECISIONS.index(key) + 1
        made = button(f"{SYMBOLS[key]}  {packet_words(self._round.language)[_WORD[key]]}   {number}",
                      lambda: self.answer(key))
        made.setCheckable(True)
        made.setFont(self._theme.font(_BUTTON, bold=True))
        made.setStyleSheet(f"font-size: {self._theme.px(_BUTTON)}px; min-height: {self._theme.px(52)}px;")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        self.context.setFont(theme.font(_WORDS))
        self.said.setFont(theme.font(_SAID, serif=True))
        top = QHBoxLayout()
        top.addWidget(self.place)
        top.addStretch(1)
        top.addWidget(self.back)
        top.addWidget(self.skip)
        top.addWidget(self.end)
        words = QFrame()
        words.setMaximumWidth(px(_WIDEST))
        inner = QVBoxLayout(words)
        inner.setSpacing(px(20))
        inner.addStretch(1)
        inner.addWidget(self.context)
        inner.addWidget(self.said)
        inner.addWidget(self.show_heavy, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(words)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        answers = QHBoxLayout()
        answers.setSpacing(px(16))
        for one in self.buttons.values():
            answers.addWidget(one, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(40), px(24), px(40), px(32))
        layout.setSpacing(px(16))
        layout.addLayout(top)
        layout.addWidget(area, 1)
        layout.addWidget(self.remark)
        layout.addLayout(answers)


_WORD = {ACCEPT: "yes", CHANGE: "change", REJECT: "no"}
