"""List the excerpts of the chosen code: their words, transcript, turn and speaker; a click goes to the place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from codebooks.errors import OteError
from codebooks.model import Code
from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from coder.session import Session
from coder.theme import Theme
from coder.views.bars import button, error_words, label
from coder.views.keyed_list import KeyedList
from projects.conditions import met_by
from projects.model import Document, Excerpt
from projects.speech import Piece, pieces


@dataclass(frozen=True, slots=True)
class Place:
    """Point at a range of a transcript."""

    id: str
    transcript: str
    start: int
    end: int


class ExcerptPanel(QWidget):
    """Show what one code has gathered."""

    place_wanted = Signal(object)
    quote_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, say: Catalogue) -> None:
        """Begin without a code."""
        super().__init__()
        self._session = session
        self._say = say
        self.words = label(say("excerpts.choose"), "quiet", wrap=True)
        self.words.setContentsMargins(16, 4, 16, 4)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText(say("excerpts.narrow"))
        self.narrow.setToolTip(say("excerpts.narrow_tip"))
        self.narrow.setAccessibleName(say("excerpts.narrow_name"))
        self.narrow.setClearButtonEnabled(True)
        self.narrow.textChanged.connect(lambda _: self.show_code(self._code))
        self._code: Code | None = None
        keys = {(Qt.Key.Key_Q.value, Qt.KeyboardModifier.NoModifier): "quote"}
        self.list = KeyedList(theme, keys, self, wrap=True)
        self.list.act_wanted.connect(lambda _: self._choose_quote())
        self.quote = button(say("quote.choose_these"), self._choose_quote, "link")
        self.list.setAccessibleName(say("panel.excerpts"))
        self.list.picked.connect(self.place_wanted)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 2, 16, 2)
        top.addWidget(self.narrow)
        layout.addLayout(top)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 4)
        below.addWidget(self.quote)
        below.addStretch(1)
        layout.addLayout(below)

    def show_code(self, code: Code | None) -> None:
        """Show the excerpts of a code, in the order of the material, those that meet the conditions."""
        self._code = code
        self.narrow.setVisible(code is not None)
        trouble = ""
        try:
            items = self._items(code) if code else []
        except OteError as problem:
            items, trouble = [], error_words(problem, self._say)
        self.list.show_rows(items)
        self.list.setVisible(bool(items))
        self.quote.setVisible(bool(items))
        self.words.setProperty("tone", "warning" if trouble else "quiet")
        self.words.style().polish(self.words)
        if trouble:
            self.words.setText(trouble)
        elif code is None:
            self.words.setText(self._say("excerpts.choose"))
        elif items:
            self.words.setText(self._say("excerpts.of", name=code.name(self._say.language), n=len(items)))
        else:
            key = "excerpts.none_met" if self.narrow.text().strip() else "excerpts.none"
            self.words.setText(self._say(key, name=code.name(self._say.language)))

    def _choose_quote(self) -> None:
        place = self.list.payload()
        if isinstance(place, Place):
            self.quote_wanted.emit(place.id)

    def _items(self, code: Code) -> list[Item]:
        store = self._session.store
        wanted = {coding.excerpt for coding in store.codings() if coding.code == code.id}
        if not wanted:
            return []
        order = {one.id: one.position for one in store.transcripts()}
        found = [excerpt for excerpt in store.excerpts() if excerpt.id in wanted]
        found.sort(key=lambda one: (order[one.transcript], one.start))
        asked = [one for one in self.narrow.text().split(";") if one.strip()]
        if asked:
            met = met_by(store, asked)
            found = [one for one in found if met(self._session.document(one.transcript), one)]
        return [self._item(excerpt) for excerpt in found]

    def _item(self, excerpt: Excerpt) -> Item:
        document = self._session.document(excerpt.transcript)
        said = pieces(document, excerpt.start, excerpt.end)
        words = " – ".join(" ".join(piece.text.split()) for piece in said)
        return Row(words, second=self._where(document, said)), Place(
            excerpt.id, excerpt.transcript, excerpt.start, excerpt.end
        )

    def _where(self, document: Document, said: tuple[Piece, ...]) -> str:
        if not said:
            return document.transcript.short
        labels = dict.fromkeys(text for piece in said if (text := document.label_of(piece.turn)))
        turn = self._say("excerpts.turn", turn=said[0].turn.name)
        return " · ".join([document.transcript.short, turn, *([", ".join(labels)] if labels else [])])
