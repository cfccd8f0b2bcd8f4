"""The left side of *Otteet*: every quote in groups, how many are in which state, and the balance of voices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from coder.i18n import Catalogue
from coder.models.quote_board import GROUPS, QuoteBoard
from coder.theme import Theme
from coder.views.balance_chart import BalanceChart
from coder.views.bars import ChoiceBox, button, label
from coder.views.keyed_list import KeyedList
from projects.quotes.board import LIMIT

_OF = ("speakers", "interviews")


class QuoteList(QFrame):
    """Show the board; `chosen` tells the quote in hand, `drop_wanted` that it shall be none any more."""

    chosen = Signal(str)
    drop_wanted = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._say = say
        self._board: QuoteBoard | None = None
        self.setProperty("surface", "panel")
        self.count = label("", "name")
        self.states = label("", "small", wrap=True)
        self.grouping = ChoiceBox(theme)
        self.grouping.setAccessibleName(say("quote.group_by"))
        for key in GROUPS:
            self.grouping.addItem(say(f"quote.group.{key}"), key)
        self.grouping.currentIndexChanged.connect(lambda _: self._show_rows())
        none = Qt.KeyboardModifier.NoModifier
        keys = {(Qt.Key.Key_Delete.value, none): "drop"}
        self.list = KeyedList(theme, keys, self)
        self.list.setAccessibleName(say("place.quotes"))
        self.list.moved.connect(self._moved)
        self.list.act_wanted.connect(lambda _: self.drop_wanted.emit())
        self.list.entered_key.connect(lambda _: self.entered.emit())
        self.chart = BalanceChart(theme, say)
        self.warning = label("", "warning", wrap=True)
        self.of = {key: button(say(f"quote.of.{key}"), self._show_balance) for key in _OF}
        self._lay_out()
        self.setFocusProxy(self.list)

    def show_board(self, board: QuoteBoard | None) -> None:
        """Show the quotes; the one in hand stays in hand, in its group when it is still there."""
        self._board = board
        quotes = len(board.layers) if board else 0
        self.count.setText(self._say("quote.count_all", n=quotes))
        self.states.setText(board.counted() if board else "")
        self._show_rows()
        self._show_balance()

    def choose(self, quote: str) -> None:
        """Put a quote in hand, in the first group that has it."""
        for at in range(self.list.count() if quote else 0):
            if self.list.rows_model.payload(at)[0] == quote:
                self.list.choose(at)
                return

    @property
    def here(self) -> str:
        """Return the id of the quote in hand, or ""."""
        payload = self.list.payload()
        return payload[0] if payload else ""

    def _show_rows(self) -> None:
        former = self.here
        grouping = str(self.grouping.currentData())
        self.list.show_rows(self._board.items(grouping) if self._board else [])
        if self.here:
            return
        self.choose(former)
        if self.list.payload() is None and self.list.count() > 1:
            self.list.choose(1)
        self.chosen.emit(self.here)

    def _moved(self, payload: object) -> None:
        if isinstance(payload, tuple) and payload[0]:
            self.chosen.emit(payload[0])

    def _show_balance(self) -> None:
        self.balance.setVisible(self._board is not None and bool(self._board.layers))
        if self._board is None:
            return
        of = next(key for key, one in self.of.items() if one.isChecked())
        found, names = self._board.balance(of)
        self.chart.show_balance(found, names)
        percent = round(LIMIT * 100)
        told = [
            self._say(
                f"quote.over_{of}", name=names[key], n=count, total=found.total, limit=percent,
                percent=round(100 * count / found.total),
            )
            for key, count in found.counts if key in found.over
        ]
        self.warning.setText("\n".join(f"! {one}" for one in told))
        self.warning.setVisible(bool(told))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.count, 1)
        top.addWidget(self.grouping)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(4)
        head.addLayout(top)
        head.addWidget(self.states)
        self.balance = QFrame()
        self.balance.setProperty("surface", "below")
        below = QVBoxLayout(self.balance)
        below.setContentsMargins(16, 10, 16, 12)
        below.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(self._say("quote.balance"), "head"), 1)
        group = QButtonGroup(self)
        for one in self.of.values():
            one.setCheckable(True)
            group.addButton(one)
            row.addWidget(one)
        self.of["speakers"].setChecked(True)
        below.addLayout(row)
        below.addWidget(self.chart)
        below.addWidget(self.warning)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.balance)
