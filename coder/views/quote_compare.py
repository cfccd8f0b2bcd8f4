"""Two quotes side by side: the one in hand and another, chosen from those that are alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coder.jobs import Work
from coder.models.quote_board import SYMBOLS, QuoteBoard
from coder.models.row import Row
from coder.models.row_model import Item
from coder.views.bars import button, label
from coder.views.code_fields import PairRow
from coder.views.lists import RowList
from coder.views.pages import Desk
from coder.views.quote_view import spoken
from projects.quotes.board import Likeness, likenesses
from projects.quotes.layers import Layers
from projects.quotes.published import VIHKONEN
from projects.search.naming import base_forms, words_of

_WIDEST, _ROWS = 900, 6


class QuoteCompare(QWidget):
    """Hold two columns and the list to choose the other quote from; `left` asks to stop comparing."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build everything; nothing is looked up before two quotes are compared."""
        super().__init__()
        self._desk = desk
        self._say = desk.say
        self._board: QuoteBoard | None = None
        self._here = ""
        self._looking = False
        self._bases: dict[str, tuple[str, ...]] = {}
        self.title = label("", "title")
        self.stop = button(desk.say("quote.compare_stop"), self.left.emit)
        self.words = label("", "quiet", wrap=True)
        self.list = RowList(desk.theme, self, pad=12)
        self.list.setAccessibleName(desk.say("quote.alike"))
        self.list.moved.connect(self._show_other)
        self.columns = _Column(desk), _Column(desk)
        self._lay_out()
        desk.theme.changed.connect(self._measure)
        self._measure()

    def compare(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote with those that are like it; base forms are looked up beside the window."""
        self._board, self._here = board, one.quote.id
        self.title.setText(self._say("quote.compare_title", name=one.quote.name))
        self.columns[0].show_quote(board, one)
        unknown = {word for each in board.layers for word in words_of(each.verbatim)} - self._bases.keys()
        if not unknown:
            self._show_alike()
            return
        self.words.setText(self._say("quote.alike_looking"))
        self._show_rows((), looking=True)
        if not self._looking:
            self._looking = True
            job = self._desk.runner.start(partial(_look_up, tuple(sorted(unknown))), "alike")
            job.finished.connect(self._looked_up)
            job.ended.connect(self._ended)

    def forget(self) -> None:
        """Let go of the project that closes."""
        self._board, self._here = None, ""
        self._bases.clear()
        self.list.show_rows([])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _looked_up(self, bases: Mapping[str, tuple[str, ...]]) -> None:
        self._bases.update(bases)
        self._show_alike()

    def _ended(self) -> None:
        self._looking = False

    def _show_alike(self) -> None:
        """Show what is like the quote in hand, which may be another than when the look-up began."""
        if self._board is None:
            return
        words = {one.quote.id: self._words(one) for one in self._board.layers}
        alike = likenesses(self._here, words, self._board.codes)
        self.words.setText(self._say("quote.alike_words", n=len(alike)) if alike else self._say("quote.alike_none"))
        self._show_rows(alike)

    def _words(self, one: Layers) -> frozenset[str]:
        return frozenset(base for word in words_of(one.verbatim) for base in self._bases.get(word, ()))

    def _show_rows(self, alike: tuple[Likeness, ...], *, looking: bool = False) -> None:
        board = self._board
        if board is None:
            return
        first = [one.key for one in alike]
        rest = [one.quote.id for one in board.layers if one.quote.id not in (*first, self._here)]
        reasons = {one.key: self._reason(one) for one in alike}
        without = "" if looking else self._say("quote.nothing_alike")
        items: list[Item] = []
        for key in (*first, *rest):
            other = board.one(key)
            if other is not None:
                second = reasons.get(key, without)
                items.append((Row(other.quote.name, second=second, strong=True, note=board.labels(other)), key))
        self.list.show_rows(items)
        self.list.setFixedHeight(self.list.height_of_rows(_ROWS))
        if items and not looking and self.list.payload() is None:
            self.list.choose(0)
        self._show_other(self.list.payload())

    def _reason(self, one: Likeness) -> str:
        codes = ", ".join(self._board.code_names(one.codes)) if self._board is not None else ""
        parts = [self._say("quote.same_codes", codes=codes) if codes else "",
                 self._say("quote.same_words", words=", ".join(one.words)) if one.words else ""]
        return " · ".join(part for part in parts if part)

    def _show_other(self, key: object) -> None:
        other = self._board.one(str(key)) if self._board is not None and key else None
        self.columns[1].setVisible(other is not None)
        if other is not None and self._board is not None:
            self.columns[1].show_quote(self._board, other)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        layout.addWidget(PairRow(self._desk.theme, self.columns))
        layout.addStretch(1)

    def _measure(self) -> None:
        self.setMaximumWidth(self._desk.theme.px(_WIDEST))


def _look_up(words: tuple[str, ...]) -> Work:
    """Look base forms up in a process of its own."""
    yield 0, 1
    return base_forms(words)


class _Column(QWidget):
    """Show one of the two quotes, to be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._theme = desk.theme
        self._say = desk.say
        self.name = label("", "name")
        self.facts = label("", "small", wrap=True)
        self.verbatim, self.printed = label("", wrap=True), label("", wrap=True)
        self.codes = label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        heads = {key: label(desk.say(f"quote.{key}"), "head") for key in ("verbatim", "published", "codes")}
        rows: tuple[QLabel, ...] = (
            self.name, self.facts, heads["verbatim"], self.verbatim, heads["published"], self.printed, heads["codes"],
            self.codes,
        )
        for one in rows:
            layout.addWidget(one)
        layout.addStretch(1)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote."""
        state = board.states[one.quote.id]
        self.name.setText(f"{one.quote.name}   {SYMBOLS[state]} {self._say(f'quote.state.{state}')}")
        self.facts.setText(board.facts(one))
        self.verbatim.setText(spoken(one.voices, tuple(board.printed.short(person) for person in one.persons)))
        self.printed.setText("\n".join(one.published(VIHKONEN)))
        self.codes.setText(", ".join(code.name(self._say.language) for code in board.codes_of(one)) or "–")

    def _measure(self) -> None:
        for one in (self.verbatim, self.printed):
            one.setFont(self._theme.font(15, serif=True))
