"""Type answers from paper in: a reviewer, the number on the sheet or card, and what was ticked; Enter goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from coder.i18n import Catalogue
from coder.models.review_rows import Held
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label, scrolling
from coder.views.forms import Choice
from projects.commands import TypeAnswer
from projects.review.packet import CONSENT_LEVELS, DECISIONS, SPEAKER
from projects.review.rounds import Round, RoundQuote

_WIDEST = 640
_KNOWN = {"yes": True, "no": False, "unknown": None}


class ReviewTyping(QFrame):
    """Hold the fields; `typed` gives the command, `left` says that typing is done."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin without a round."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._held: Held | None = None
        self._round: Round | None = None
        self.title = label("", "title")
        self.reviewer = QLineEdit()
        self.reviewer.setAccessibleName(say("review.reviewer"))
        self.number = QSpinBox()
        self.number.setAccessibleName(say("review.quote_number"))
        self.said = label("", wrap=True)
        self.there = label("", "small", wrap=True)
        self.decisions = {key: Choice(say(f"review.long.{key}")) for key in DECISIONS}
        self.known = {key: Choice(say(f"review.identify_{key}")) for key in _KNOWN}
        self.level = ChoiceBox(theme)
        self.level.setAccessibleName(say("review.level_name"))
        self.level.addItem(say("review.level_0"), None)
        for step in CONSENT_LEVELS[1:]:
            self.level.addItem(say(f"review.level_{step}"), step)
        self.remark = QPlainTextEdit()
        self.remark.setProperty("kind", "memo")
        self.remark.setTabChangesFocus(True)
        self.remark.setAccessibleName(say("review.remark"))
        self.remark.setFixedHeight(theme.px(84))
        self.go = button(say("review.act.type_next"), self._type, "accent")
        self.done = button(say("review.act.type_done"), self.left.emit)
        self._groups = [self._grouped(self.decisions), self._grouped(self.known)]
        self._lay_out()
        self.number.valueChanged.connect(lambda _: self._show_number())
        self.reviewer.textChanged.connect(lambda _: self._show_number())
        for one in self.decisions.values():
            one.toggled.connect(lambda _: self._show_go())

    def begin(self, held: Held, one: Round) -> None:
        """Type answers to a round in, from its first quote on."""
        self._held, self._round = held, one
        self.title.setText(self._say("review.type_title", number=one.number))
        self.number.setRange(1, max(1, len(held.review.by_round.get(one.id, ()))))
        self.number.setValue(1)
        self._level_row.setVisible(one.track == SPEAKER)
        self._show_number()
        self.reviewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, held: Held) -> None:
        """Show what is there by now."""
        self._held = held
        self._show_number()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.reviewer, self.number, self.remark)

    def _asked(self) -> RoundQuote | None:
        if self._held is None or self._round is None:
            return None
        rows = self._held.review.by_round.get(self._round.id, ())
        return next((one for one in rows if one.number == self.number.value()), None)

    def _show_number(self) -> None:
        asked, held = self._asked(), self._held
        for group in self._groups:
            group.setExclusive(False)
            for one in group.buttons():
                one.setChecked(False)
            group.setExclusive(True)
        self.known["unknown"].setChecked(True)
        self.level.setCurrentIndex(0)
        self.remark.clear()
        text = held.texts.get(asked.quote) if held and asked else None
        self.said.setText("\n".join(text.paragraphs) if text else "")
        name = self.reviewer.text().strip()
        answers = held.review.answers_to.get(asked.id, ()) if held and asked else ()
        mine = [one for one in answers if one.reviewer == name]
        last = mine[-1] if mine else None
        words = self._say(f"review.long.{last.decision}") if last else ""
        self.there.setText(self._say("review.typed_before", name=name, answer=words) if last else "")
        self.there.setVisible(last is not None)
        self._show_go()

    def _show_go(self) -> None:
        ready = bool(self.reviewer.text().strip()) and any(one.isChecked() for one in self.decisions.values())
        self.go.setEnabled(ready)
        self.go.setToolTip("" if ready else self._say("review.type_needs"))

    def _type(self) -> None:
        if self._round is None:
            return
        decision = next(key for key, one in self.decisions.items() if one.isChecked())
        known = next((key for key, one in self.known.items() if one.isChecked()), "unknown")
        level = self.level.currentData() if self._round.track == SPEAKER else None
        command = TypeAnswer(
            self._round.id, self.number.value(), self.reviewer.text(), decision, _KNOWN[known],
            self.remark.toPlainText(), level,
        )  # fmt: skip
        self.typed.emit(command)
        if self.number.value() < self.number.maximum():
            self.number.setValue(self.number.value() + 1)
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            self.number.selectAll()
        else:
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grouped(self, choices: dict[str, Choice]) -> QButtonGroup:
        group = QButtonGroup(self)
        for one in choices.values():
            group.addButton(one)
        return group

    def _lay_out(self) -> None:
        px, say = self._theme.px, self._say
        column = QWidget()
        column.setMaximumWidth(px(_WIDEST))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(8))
        layout.addWidget(self.title)
        layout.addWidget(label(say("review.type_words"), "quiet", wrap=True))
        form = QFormLayout()
        form.addRow(label(say("review.reviewer")), self.reviewer)
        form.addRow(label(say("review.quote_number")), self.number)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addWidget(self.there)
        layout.addWidget(label(say("review.ask_publish"), "name"))
        layout.addLayout(_across(list(self.decisions.values())))
        layout.addWidget(label(say("review.ask_identify"), "name"))
        layout.addLayout(_across(list(self.known.values())))
        self._level_row = QWidget()
        level = QFormLayout(self._level_row)
        level.setContentsMargins(0, 0, 0, 0)
        level.addRow(label(say("review.level_name")), self.level)
        layout.addWidget(self._level_row)
        layout.addWidget(label(say("review.remark"), "name"))
        layout.addWidget(self.remark)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done)
        foot.addWidget(self.go)
        layout.addLayout(foot)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(column))
        self.go.setDefault(True)
        self.go.setAutoDefault(True)


def _across(choices: list[Choice]) -> QHBoxLayout:
    row = QHBoxLayout()
    for one in choices:
        row.addWidget(one)
    row.addStretch(1)
    return row
