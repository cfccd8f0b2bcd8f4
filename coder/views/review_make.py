"""Make a round: choose its quotes, whom it is for, and what reviewers read around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from coder.i18n import Catalogue
from coder.models.review_rows import Held, state_words
from coder.models.row import Row
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label, scrolling
from coder.views.forms import Choice
from coder.views.tick_box import TickBox
from coder.views.tick_list import TickList
from exports.review.page import packet_words
from projects.commands import AskedQuote, MakeRound
from projects.review.packet import CONTENT_NOTES, EXPERIENCE, TRACKS
from projects.review.rounds import SITTING
from projects.review.standing import standing, to_ask_again

_TEXTS = ("title", "contact", "until")
_LANGUAGES = ("fi", "en")
_LONGEST = 220


@dataclass(slots=True)
class _About:
    """Hold what is said about one quote of the round to be."""

    context: str = ""
    notes: tuple[str, ...] = ()


class ReviewMake(QFrame):
    """Hold the quotes to choose from and the round's texts; `made` gives the command, `left` says that none is made."""

    made = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._held: Held | None = None
        self._about: dict[str, _About] = {}
        self._here = ""
        self.list = TickList(theme, self)
        self.list.setAccessibleName(say("review.choose_quotes"))
        self.list.ticked_changed.connect(self._show_count)
        self.list.moved.connect(lambda thing: self._show_quote(str(thing or "")))
        self.again = button(say("review.act.again"), self._tick_again)
        self.fresh = button(say("review.act.fresh"), self._tick_fresh)
        self.tracks = {key: Choice(say(f"review.track.{key}")) for key in TRACKS}
        self._group = QButtonGroup(self)
        for one in self.tracks.values():
            self._group.addButton(one)
        self.tracks[EXPERIENCE].setChecked(True)
        self.language = ChoiceBox(theme)
        self.language.setAccessibleName(say("review.language"))
        for key in _LANGUAGES:
            self.language.addItem(say(f"review.languages.{key}"), key)
        self.language.setCurrentIndex(_LANGUAGES.index(say.language))
        self.lines = {key: self._line(f"review.{key}") for key in _TEXTS}
        self.greeting = QPlainTextEdit()
        self.greeting.setProperty("kind", "memo")
        self.greeting.setTabChangesFocus(True)
        self.greeting.setAccessibleName(say("review.greeting"))
        self.greeting.setFixedHeight(theme.px(84))
        self.context = self._line("review.context")
        self.context.textEdited.connect(lambda _: self._keep_quote())
        self.notes = {key: TickBox(theme, packet_words(say.language)[key]) for key in CONTENT_NOTES}
        for box in self.notes.values():
            box.toggled.connect(lambda _: self._keep_quote())
        self.quote_head = label("", "head")
        self.count = label("", "quiet", wrap=True)
        self.go = button("", self._make, "accent")
        self.cancel = button(say("form.cancel"), self.left.emit)
        self._lay_out()
        self.language.currentIndexChanged.connect(lambda _: self._offer_texts())

    def begin(self, held: Held, context: Mapping[str, str]) -> None:
        """Offer the quotes that may be printed; `context` are the lines said before them, by quote id."""
        self._held = held
        self._about = {key: _About(context.get(key, "")) for key in held.texts}
        self.list.forget()
        self.list.show_items(self._items(held))
        self._offer_texts()
        ready = to_ask_again(held.review, self._prints())
        self.again.setEnabled(bool(ready))
        self.fresh.setEnabled(any(key not in held.review.by_quote for key, _ in self._open()))
        self._show_count()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.list, self.lines["title"], self.context)

    def _open(self) -> list[tuple[str, str]]:
        """Return the quotes that consent does not close: id and name."""
        held = self._held
        return [(key, one.name) for key, one in held.texts.items() if key not in held.closed] if held else []

    def _prints(self) -> dict[str, str]:
        held = self._held
        return {key: held.texts[key].fingerprint for key, _ in self._open()} if held else {}

    def _items(self, held: Held) -> Sequence[tuple[Row, str]]:
        found = []
        for key, name in self._open():
            text = held.texts[key]
            state = state_words(standing(held.review, key, text.fingerprint), self._say)
            said = " – ".join(text.paragraphs)[:_LONGEST]
            found.append((Row(said, second=f"{name} · {state}"), key))
        return found

    def _tick_again(self) -> None:
        if self._held is not None:
            self.list.tick(to_ask_again(self._held.review, self._prints()))

    def _tick_fresh(self) -> None:
        held = self._held
        if held is not None:
            self.list.tick([key for key, _ in self._open() if key not in held.review.by_quote])

    def _show_count(self) -> None:
        n = len(self.list.ticked())
        self.go.setEnabled(bool(n))
        self.go.setText(self._say("review.make_do", n=n))
        key = "review.too_many" if n > SITTING else "review.sitting"
        self.count.setText(self._say(key, n=n, most=SITTING))
        self.count.setProperty("tone", "warning" if n > SITTING else "quiet")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)

    def _show_quote(self, key: str) -> None:
        self._here = ""
        about = self._about.get(key)
        name = self._held.name(key) if self._held else ""
        self.quote_head.setText(self._say("review.about_quote", name=name))
        if about is not None:
            self.context.setText(about.context)
            for note, box in self.notes.items():
                box.setChecked(note in about.notes)
        self._here = key

    def _keep_quote(self) -> None:
        about = self._about.get(self._here)
        if about is not None:
            about.context = self.context.text()
            about.notes = tuple(key for key, box in self.notes.items() if box.isChecked())

    def _offer_texts(self) -> None:
        """Offer title and greeting in the chosen language, unless a person has written others."""
        known = [packet_words(key) for key in _LANGUAGES]
        words = packet_words(str(self.language.currentData()))
        if self.lines["title"].text() in ("", *(one["title_default"] for one in known)):
            self.lines["title"].setText(words["title_default"])
        if self.greeting.toPlainText() in ("", *(one["greeting_default"] for one in known)):
            self.greeting.setPlainText(words["greeting_default"])

    def _make(self) -> None:
        held = self._held
        if held is None:
            return
        order = [key for key, _ in self._open()]
        chosen = sorted(self.list.ticked(), key=order.index)
        quotes = tuple(
            AskedQuote(key, held.texts[key].fingerprint, self._about[key].context.strip(),
                       notes=self._about[key].notes)
            for key in chosen
        )  # fmt: skip
        track = next(key for key, one in self.tracks.items() if one.isChecked())
        texts = {key: line.text() for key, line in self.lines.items()}
        language = str(self.language.currentData())
        self.made.emit(MakeRound(quotes, track, language, greeting=self.greeting.toPlainText(), **texts))

    def _line(self, key: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(self._say(key))
        return line

    def _lay_out(self) -> None:
        px, say = self._theme.px, self._say
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(label(say("review.make_title"), "title"))
        acts = QHBoxLayout()
        acts.addWidget(self.fresh)
        acts.addWidget(self.again)
        acts.addStretch(1)
        chosen = QVBoxLayout()
        chosen.addLayout(acts)
        chosen.addWidget(self.list, 1)
        chosen.addWidget(self.count)
        across = QHBoxLayout()
        across.setSpacing(px(24))
        across.addLayout(chosen, 3)
        across.addWidget(scrolling(self._side()), 2)
        layout.addLayout(across, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        layout.addLayout(foot)

    def _side(self) -> QWidget:
        px, say = self._theme.px, self._say
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(8))
        column.addWidget(self.quote_head)
        column.addWidget(label(say("review.context"), wrap=True))
        column.addWidget(self.context)
        for box in self.notes.values():
            column.addWidget(box)
        column.addWidget(label(say("review.round_texts"), "head"))
        for one in self.tracks.values():
            column.addWidget(one)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(label(say("review.language")), self.language)
        form.addRow(label(say("review.title")), self.lines["title"])
        form.addRow(label(say("review.greeting")), self.greeting)
        form.addRow(label(say("review.contact")), self.lines["contact"])
        form.addRow(label(say("review.until")), self.lines["until"])
        column.addLayout(form)
        column.addStretch(1)
        return side
