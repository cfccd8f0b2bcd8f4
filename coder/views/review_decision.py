"""The right side of *Katselmus*: decide on the quote in hand with a reason, reply to remarks, tell what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.review_rows import Held, decided, remarks
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label, scrolling
from coder.views.forms import Choice
from projects.commands import Reply, Settle
from projects.review.packet import CHANGE
from projects.review.rounds import OUTCOMES, PUBLISH, GivenAnswer, Round, RoundQuote
from projects.review.standing import APPROVED, forbids

WIDTH = 276
_LINES = 4


@dataclass(frozen=True, slots=True)
class _Written:
    """Hold what is being written about one quote, so that looking at another one loses nothing."""

    outcome: str = ""
    reason: str = ""
    reply: str = ""


class ReviewDecision(QFrame):
    """Hold the choice, the reason, the reply and the button that names the outcome.

    `settled` gives the commands of one step: the decision, and the reply when one was written; `replied` a reply alone.
    """

    settled = Signal(object)
    replied = Signal(object)
    feedback_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin without a quote."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._held: Held | None = None
        self._asked: RoundQuote | None = None
        self._written: dict[str, _Written] = {}
        self.setProperty("surface", "side")
        self.head = label("", "head")
        self.choices = {key: Choice(say(f"review.settle.{key}")) for key in OUTCOMES}
        self.tips = {key: label(say(f"review.settle.{key}_tip"), "small", wrap=True) for key in OUTCOMES}
        self.group = QButtonGroup(self)
        self.reason = self._field("review.reason")
        self.whom = ChoiceBox(theme)
        self.whom.setAccessibleName(say("review.reply"))
        self.whom.keep_narrow()
        self.reply = self._field("review.reply")
        self.send = button(say("review.act.reply"), self._reply)
        self.go = button("", self._settle, "accent")
        self.next = label("", "small", wrap=True)
        self.facts = QGridLayout()
        self.done, self.answered = label("", tone=""), label("", tone="")
        self.feedback = button(say("review.act.feedback"), self.feedback_wanted.emit)
        self.feedback_tip = label("", "small", wrap=True)
        self.close_round = button("", self.close_wanted.emit)
        self._of_quote, self._of_reply = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def show_round(self, held: Held, one: Round) -> None:
        """Show how far the round is."""
        total = len(held.review.by_round.get(one.id, ()))
        spoken = remarks(held, one)
        done = decided(held, one)
        self.done.setText(f"{done} / {total}")
        self.answered.setText(f"{sum(each.id in held.review.reply_to for each in spoken)} / {len(spoken)}")
        self.feedback_tip.setText(self._say("review.feedback_ready" if done == total else "review.feedback_draft"))
        self.close_round.setText(self._say("review.act.open" if one.closed else "review.act.close"))

    def show_quote(self, held: Held, asked: RoundQuote | None, following: str) -> None:
        """Show the quote in hand (None: none is), and the name of the next one to be decided ("" for none)."""
        self._keep()
        self._held, self._asked = held, asked
        self._of_quote.setVisible(asked is not None)
        if asked is None:
            self.head.setText(self._say("review.no_quote"))
            return
        name = held.name(asked.quote) or str(asked.number)
        self.head.setText(self._say("review.decision_of", name=name))
        found, settled = held.state(asked), held.review.settlement_of.get(asked.id)
        written = self._written.get(asked.id, _Written(settled.outcome if settled else "",
                                                       settled.reason if settled else ""))  # fmt: skip
        self._choose(written.outcome)
        self.choices[PUBLISH].setEnabled(not found.changed)
        self.choices[PUBLISH].setToolTip(self._say("error.settle-changed") if found.changed else "")
        self.reason.setPlainText(written.reason)
        self._show_whom(held, asked)
        if written.reply:
            self.reply.setPlainText(written.reply)
        calm = found.state == APPROVED and settled is None
        self.next.setText(self._say("review.calm") if calm else
                          self._say("review.next", name=following) if following else self._say("review.no_next"))
        self._show_go()

    def forget(self) -> None:
        """Forget what was being written, when the project closes."""
        self._asked, self._held = None, None
        self._written.clear()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.choices[self._outcome() or OUTCOMES[0]],) if self._asked is not None else (self.feedback,)

    def whom_now(self) -> GivenAnswer | None:
        """Return the answer whose remark is replied to, or None."""
        found = self.whom.currentData()
        return found if isinstance(found, GivenAnswer) else None

    def _show_whom(self, held: Held, asked: RoundQuote) -> None:
        remarks = [one for one in held.review.answers_to.get(asked.id, ()) if one.remark.strip()]
        spoken = sorted(remarks, key=lambda one: (not forbids(one), one.decision != CHANGE))
        waiting = next((at for at, one in enumerate(spoken) if one.id not in held.review.reply_to), 0)
        self.whom.blockSignals(True)
        self.whom.clear()
        for one in spoken:
            self.whom.addItem(self._say("review.reply_to", name=one.reviewer), one)
        self.whom.setCurrentIndex(waiting)
        self.whom.blockSignals(False)
        self._of_reply.setVisible(bool(spoken))
        self._show_reply()

    def _show_reply(self) -> None:
        answer = self.whom_now()
        said = self._held.review.reply_to.get(answer.id) if self._held and answer else None
        self.reply.setPlainText(said.text if said else "")

    def _keep(self) -> None:
        """Keep what is half written about the quote that goes out of hand."""
        if self._asked is None or self._held is None:
            return
        settled = self._held.review.settlement_of.get(self._asked.id)
        answer = self.whom_now()
        said = self._held.review.reply_to.get(answer.id) if answer else None
        reply = self.reply.toPlainText()
        written = _Written(self._outcome(), self.reason.toPlainText(), "" if said and said.text == reply else reply)
        former = _Written(settled.outcome, settled.reason) if settled else _Written()
        if written == former:
            self._written.pop(self._asked.id, None)
        else:
            self._written[self._asked.id] = written

    def _outcome(self) -> str:
        return next((key for key, one in self.choices.items() if one.isChecked()), "")

    def _choose(self, outcome: str) -> None:
        self.group.setExclusive(False)
        for key, one in self.choices.items():
            one.setChecked(key == outcome)
        self.group.setExclusive(True)

    def _show_go(self) -> None:
        outcome = self._outcome()
        self.go.setText(self._say(f"review.settle_do.{outcome}" if outcome else "review.settle_do.none"))
        ready = bool(outcome and self.reason.toPlainText().strip())
        self.go.setEnabled(ready)
        missing = "review.needs_outcome" if not outcome else "error.no-reason"
        self.go.setToolTip("" if ready else self._say(missing))
        answer = self.whom_now()
        self.send.setEnabled(answer is not None and bool(self.reply.toPlainText().strip()))

    def _settle(self) -> None:
        asked, held = self._asked, self._held
        if asked is None or held is None:
            return
        steps: list[Settle | Reply] = [
            Settle(asked.id, self._outcome(), self.reason.toPlainText(), held.fingerprint(asked.quote))
        ]
        steps += self._replies()
        self._written.pop(asked.id, None)
        self._asked = None
        self.settled.emit(tuple(steps))

    def _reply(self) -> None:
        steps = self._replies()
        if steps and self._asked is not None:
            kept = self._written.get(self._asked.id)
            if kept is not None:
                self._written[self._asked.id] = replace(kept, reply="")
            self.reply.clear()
            self.replied.emit(tuple(steps))

    def _replies(self) -> list[Reply]:
        answer, text = self.whom_now(), self.reply.toPlainText().strip()
        return [Reply(answer.id, text)] if answer is not None and text else []

    def _field(self, key: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setProperty("kind", "memo")
        field.setTabChangesFocus(True)
        field.setAccessibleName(self._say(key))
        field.setFixedHeight(self._theme.px(20) * _LINES + self._theme.px(16))
        return field

    def _connect(self) -> None:
        for one in self.choices.values():
            self.group.addButton(one)
            one.toggled.connect(lambda _: self._show_go())
        self.reason.textChanged.connect(self._show_go)
        self.reply.textChanged.connect(self._show_go)
        self.whom.currentIndexChanged.connect(lambda _: self._show_reply())

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(px(16), px(12), px(16), px(16))
        layout.setSpacing(px(6))
        layout.addWidget(self.head)
        layout.addWidget(self._of_quote)
        layout.addSpacing(px(10))
        layout.addWidget(label(self._say("review.feedback"), "head"))
        layout.addWidget(label(self._say("review.feedback_words"), "quiet", wrap=True))
        for row, (key, value) in enumerate((("review.done", self.done), ("review.replies", self.answered))):
            self.facts.addWidget(label(self._say(key), wrap=True), row, 0)
            self.facts.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(self.facts)
        layout.addWidget(self.feedback)
        layout.addWidget(self.feedback_tip)
        layout.addWidget(self.close_round)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(column))
        self._lay_out_quote()
        self._theme.changed.connect(self._measure)
        self._measure()

    def _lay_out_quote(self) -> None:
        px = self._theme.px
        inner = QVBoxLayout(self._of_quote)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(2))
        for key, one in self.choices.items():
            inner.addWidget(one)
            self.tips[key].setContentsMargins(px(32), 0, 0, px(4))
            inner.addWidget(self.tips[key])
        inner.addLayout(self._titled("review.reason", "review.needed"))
        inner.addWidget(self.reason)
        replies = QVBoxLayout(self._of_reply)
        replies.setContentsMargins(0, px(6), 0, 0)
        replies.setSpacing(px(4))
        replies.addLayout(self._titled("review.reply", "review.plainly"))
        replies.addWidget(self.whom)
        replies.addWidget(self.reply)
        replies.addWidget(self.send)
        inner.addWidget(self._of_reply)
        inner.addSpacing(px(4))
        inner.addWidget(self.go)
        inner.addWidget(self.next)

    def _titled(self, key: str, beside: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self._say(key), "name"))
        row.addStretch(1)
        row.addWidget(label(self._say(beside), "small"))
        return row

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.beside(WIDTH))
        for field in (self.reason, self.reply):
            field.setFixedHeight(self._theme.px(20) * _LINES + self._theme.px(16))
