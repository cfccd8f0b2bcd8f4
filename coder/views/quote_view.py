"""The middle of *Otteet*: the quote in hand, what was said, what is printed of it, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.quote_board import MOODS, SYMBOLS, QuoteBoard
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.code_fields import Pair, TextFields
from coder.views.edit_rows import EditRows
from coder.views.edit_strip import EditStrip
from coder.views.flow import Flow
from coder.views.named_row import NamedRow
from coder.views.printed_pair import PrintedPair
from coder.views.published_text import PublishedText
from coder.views.tick_box import TickBox
from projects.quotes.layers import Layers
from projects.quotes.published import ANONYMISED, EDITED, INSERTION, OMISSION

_WIDEST = 820
GESTURES = {OMISSION: "delete", INSERTION: "insert", ANONYMISED: "hide", EDITED: "edit"}


class QuoteView(QWidget):
    """Show one quote; signals ask for what a person wants done to it."""

    edit_wanted = Signal(str, int, int)
    lead_in_changed = Signal(str)
    paraphrase_changed = Signal(str)
    opening_changed = Signal(bool)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Build everything; empty until a quote is shown."""
        super().__init__()
        self._theme = theme
        self._say = say
        self._here = ""
        self.name = label("", "title")
        self.state = label("", "quiet")
        self.facts = label("", "quiet", wrap=True)
        self.acts = Flow(8)
        self.acts.setContentsMargins(0, 0, 0, 0)
        self.verbatim = label("", wrap=True)
        self.verbatim.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.verbatim.setAccessibleName(say("quote.verbatim"))
        self.published = PublishedText(theme)
        self.published.setAccessibleName(say("quote.published"))
        self.published.setToolTip(say("quote.published_tip"))
        self.published.wanted.connect(self.edit_wanted)
        self.gestures = {
            kind: button(say(f"quote.do.{key}"), partial(self.published.ask, kind)) for kind, key in GESTURES.items()
        }
        for kind, key in GESTURES.items():
            self.gestures[kind].setToolTip(say(f"quote.keys.{key}"))
        self.strip = EditStrip(say)
        self.rows = EditRows(theme, say)
        self.lead_in = self._field("lead_in", long=False)
        self.lead_in.changed.connect(lambda texts: self.lead_in_changed.emit(texts["lead_in"]))
        self.proposals = QPushButton()
        self.proposals.setProperty("kind", "link")
        self.proposals.setAutoDefault(False)
        self.proposals.setMenu(QMenu(self.proposals))
        self.opening = TickBox(theme, say("quote.opening"))
        self.opening.setToolTip(say("quote.opening_tip"))
        self.opening.clicked.connect(lambda: self.opening_changed.emit(self.opening.isChecked()))
        self.printed = PrintedPair(theme, say)
        self.paraphrase = self._field("paraphrase", long=True)
        self.paraphrase.changed.connect(lambda texts: self.paraphrase_changed.emit(texts["paraphrase"]))
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote as it is now; what is being typed into a field of the same quote stays."""
        quote = one.quote
        other, self._here = quote.id != self._here, quote.id
        state = board.states[quote.id]
        self.name.setText(quote.name)
        self._show_state(state)
        self.facts.setText(board.facts(one))
        speakers = tuple(board.printed.short(person) for person in one.persons)
        self.verbatim.setText(spoken(one.voices, speakers))
        self.published.show_layers(one, speakers if len(one.voices) > 1 else ())
        self._published_row.say(self._say("quote.edits", n=len(one.edits)))
        self.rows.show_edits(one)
        self.rows.setVisible(bool(one.edits))
        if other:
            self.strip.hide()
        self.lead_in.show_texts({"lead_in": quote.lead_in}, other=other)
        self.paraphrase.show_texts({"paraphrase": quote.paraphrase}, other=other)
        self.opening.setChecked(quote.opening)
        self._show_proposals([words for words in board.lead_ins(one) if words != quote.lead_in])
        self.printed.show_quote(board, one)

    def flush(self) -> None:
        """Tell what was typed and not told yet, while its quote is still the one in hand."""
        self.lead_in.flush(left=True)
        self.paraphrase.flush(left=True)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return self.published, self.lead_in.inputs["lead_in"], self.paraphrase.inputs["paraphrase"]

    def _show_state(self, state: str) -> None:
        self.state.setText(f"{SYMBOLS[state]} {self._say(f'quote.state.{state}')}")
        self.state.setProperty("tone", MOODS.get(state, "quiet"))
        self.state.style().polish(self.state)

    def _show_proposals(self, found: Sequence[str]) -> None:
        """Offer lead-ins in a menu, for a sentence may be longer than the page is wide."""
        menu = self.proposals.menu()
        menu.clear()
        for words in found:
            menu.addAction(words, partial(self.lead_in_changed.emit, words))
        self.proposals.setText(self._say("quote.propose", n=len(found)))
        self.proposals.setVisible(bool(found))

    def _field(self, key: str, *, long: bool) -> TextFields:
        """Return one field that saves itself; its name stands beside it."""
        made = TextFields((Pair(key, long=long, languages=("",)),), lambda _: "", self._theme, self._say, required=())
        made.escaped.connect(lambda: self.published.setFocus(Qt.FocusReason.OtherFocusReason))
        made.inputs[key].setAccessibleName(self._say(f"quote.{key}"))
        for one in made.findChildren(QLabel):
            one.hide()
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name)
        head.addWidget(self.state)
        head.addStretch(1)
        say, theme = self._say, self._theme
        self._published_row = NamedRow(theme, say("quote.published"), self._published_column())
        rows = (
            NamedRow(theme, say("quote.verbatim"), self.verbatim, say("quote.never_changed")),
            self._published_row,
            NamedRow(theme, say("quote.lead_in"), self._lead_column()),
            NamedRow(theme, say("quote.printed"), self.printed),
            NamedRow(theme, say("quote.paraphrase"), self.paraphrase, say("quote.no_quote")),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        acts = QWidget()
        acts.setLayout(self.acts)
        layout.addWidget(acts)
        for one in rows:
            layout.addSpacing(6)
            layout.addWidget(one)
        layout.addStretch(1)

    def _published_column(self) -> QWidget:
        column = QFrame()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.published)
        acts = QWidget()
        flow = Flow(6, acts)
        flow.setContentsMargins(0, 0, 0, 0)
        for one in self.gestures.values():
            flow.addWidget(one)
        layout.addWidget(acts)
        layout.addWidget(self.strip)
        layout.addWidget(self.rows)
        return column

    def _lead_column(self) -> QWidget:
        column = QFrame()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.lead_in)
        layout.addWidget(self.proposals, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.opening)
        return column

    def _measure(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDEST))
        self.verbatim.setFont(self._theme.font(17, serif=True))


def spoken(voices: tuple[str, ...], speakers: tuple[str, ...]) -> str:
    """Return what was said; two voices never read as one."""
    if len(voices) == 1:
        return voices[0]
    return "\n".join(f"{who} – {said}" if who else f"– {said}" for who, said in zip(speakers, voices, strict=True))
