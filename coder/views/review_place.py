"""The workplace *Katselmus*: rounds at the left, what people said in the middle, the decision at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coder.models.review_rows import (
    NO,
    WISH,
    YES,
    Held,
    columns,
    counts,
    read_held,
    round_name,
    rows,
)
from coder.views.bars import JobBar, MessageBar, button, label, scroll_area
from coder.views.elided_label import ElidedLabel
from coder.views.flow import Flow
from coder.views.pages import Desk, LatePage
from coder.views.review_acts import ReviewActs, are_answers
from coder.views.review_cards import QuoteCard
from coder.views.review_decision import ReviewDecision
from coder.views.review_left import ReviewLeft
from coder.views.review_make import ReviewMake
from coder.views.review_table import ReviewTable
from coder.views.review_together import ReviewTogether
from coder.views.review_typing import ReviewTyping
from projects import commands
from projects.commands import Together
from projects.review.rounds import Round, RoundQuote
from projects.review.standing import APPROVED, BLOCKED, DRAFT, TO_CHANGE

_TABLE, _CARD, _TITLE = 440, 300, 260
_LEAST_TABLE, _LEAST_CARD = 130, 230
_OPEN = (BLOCKED, TO_CHANGE, DRAFT)
_SYMBOLS = ((BLOCKED, NO, "error"), (TO_CHANGE, WISH, "warning"), (APPROVED, YES, "ok"))


class ReviewPlace(LatePage):
    """Hold the three sides, and what takes the middle for a while: making a round, typing answers in."""

    reads = frozenset({
        "round", "round_quote", "answer", "settlement", "reply", "quote", "quote_edit", "consent", "body", "turn",
        "label", "person", "transcript", "excerpt",
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        """Lay out the place; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._theme = theme = desk.theme
        self._held: Held | None = None
        self._together: ReviewTogether | None = None
        self.setProperty("surface", "page")
        self.setAcceptDrops(True)
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.acts = ReviewActs(desk, self.messages, self._fresh)
        self.left = ReviewLeft(theme, say, (
            ("new", self.make), ("import", self.acts.ask_answers), ("type", self.type),
        ))  # fmt: skip
        self.title = ElidedLabel(theme, _TITLE, tone="title")
        self.facts = label("", "quiet", wrap=True)
        self.counts = {state: label("", tone) for state, _, tone in _SYMBOLS}
        self.read = button(say("review.together"), self.read_together)
        self.table = ReviewTable(theme, self)
        self.table.setAccessibleName(say("review.table"))
        self.card = QuoteCard(theme, say)
        self.decision = ReviewDecision(theme, say)
        self.maker = ReviewMake(theme, say)
        self.typing = ReviewTyping(theme, say)
        self.empty = label(say("review.empty"), "quiet", wrap=True)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def round(self) -> Round | None:
        """Return the round in hand."""
        key = self.left.rounds.payload()
        return self._held.review.round_by_id.get(str(key)) if self._held and key else None

    @property
    def asked(self) -> RoundQuote | None:
        """Return the round's quote in hand."""
        one, held = self.round, self._held
        if one is None or held is None:
            return None
        key = self.table.key()
        return next((each for each in held.review.by_round.get(one.id, ()) if each.id == key), None)

    def show_project(self) -> None:
        """Show rounds and answers as they are now; later, when the place is not in view."""
        self.stale = not self.isVisible()
        if self.stale:
            return
        self._held = held = read_held(self._session.store)
        self.left.show_rounds(held, held.review.rounds)
        self._show_round()
        if self.stack.currentWidget() is self.typing:
            self.typing.refresh(held)
        if self._together is not None:
            self._together.refresh(held)

    def clear(self) -> None:
        """Let go of the project that closes."""
        if self._together is not None:
            self._together.close()
        self._held = None
        self.decision.forget()
        self.left.forget()
        self.table.show_rows((), ())
        self.stack.setCurrentWidget(self.empty_page)
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        here = self.stack.currentWidget()
        if here is self.maker:
            return (*self.maker.stops(), *self.left.stops())
        if here is self.typing:
            return (*self.typing.stops(), *self.left.stops())
        if here is self.round_page:
            return (self.table, *self.decision.stops(), *self.left.stops())
        return (self.left.buttons["new"],)

    def status_words(self) -> tuple[str, str]:
        """Return where one is, and how many wait for a decision."""
        one, held = self.round, self._held
        if one is None or held is None:
            return "", ""
        waiting = counts(held, one)[BLOCKED]
        return round_name(one, self._say), self._say("review.status", n=waiting) if waiting else ""

    def make(self) -> None:
        """Offer the quotes for a new round in the middle."""
        held = self._fresh()
        if held is None:
            return
        if not held.texts:
            self.messages.say(self._say("error.round-no-texts"))
            return
        lines = {one.id: one.lead_in for one in self._session.store.quotes()}
        self._show_middle(self.maker)
        self.maker.begin(held, lines)

    def type(self) -> None:
        """Type answers from paper in, in the middle."""
        one, held = self.round, self._fresh()
        if one is None or held is None:
            self.messages.say(self._say("error.no-rounds"))
            return
        self._show_middle(self.typing)
        self.typing.begin(held, one)

    def read_together(self) -> ReviewTogether | None:
        """Fill the screen with one quote after another, for a meeting."""
        one, held = self.round, self._fresh()
        if one is None or held is None:
            return None
        together = ReviewTogether(self._theme, self._say, held, one, self._desk.window)
        together.answered.connect(self._session.do)
        together.finished.connect(self._together_ended)
        self._together = together
        together.showFullScreen()
        together.activateWindow()
        return together

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that may be answers."""
        if are_answers(_files(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the answers in."""
        event.acceptProposedAction()
        self.acts.take(_files(event))

    def _fresh(self) -> Held | None:
        if not self._session.is_open:
            return None
        if self._held is None or self.stale:
            self.show_project()
        return self._held or read_held(self._session.store)

    def _show_middle(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.decision.setVisible(page is self.round_page)
        self.messages.be_done()

    def _show_round(self) -> None:
        one, held = self.round, self._held
        busy = self.stack.currentWidget() in (self.maker, self.typing)
        if one is None or held is None:
            if not busy:
                self._show_middle(self.empty_page)
            return
        self.left.show_round(held, one)
        self.title.set_words(round_name(one, self._say))
        self.facts.setText(self._facts(held, one))
        found = counts(held, one)
        for state, symbol, _ in _SYMBOLS:
            words = self._say(f"review.state.{state}")
            self.counts[state].setText(f"{symbol} {found[state]} {words}")
        self.table.show_rows(columns(held, one, self._say), rows(held, one, self._say))
        self.decision.show_round(held, one)
        if not busy:
            self._show_middle(self.round_page)
        self._show_quote()

    def _facts(self, held: Held, one: Round) -> str:
        asked = held.review.by_round.get(one.id, ())
        changed = sum(held.state(each).changed for each in asked)
        until = self._say("review.until_day", day=one.until) if one.until else ""
        told = self._say("review.facts_changed" if changed else "review.facts", n=len(asked), changed=changed)
        return f"{told} {until}".strip()

    def _show_quote(self) -> None:
        asked, held = self.asked, self._held
        self.card.setVisible(asked is not None)
        if held is not None:
            if asked is not None:
                self.card.show_quote(held, asked)
            self.decision.show_quote(held, asked, self._following(held, asked))
        self._desk.wishes.status_changed.emit()

    def _following(self, held: Held, asked: RoundQuote | None) -> str:
        """Return the name of the next quote to be decided, "" when there is none."""
        waiting = [each for each in self._waiting(held) if asked is None or each.id != asked.id]
        return held.name(waiting[0].quote) or str(waiting[0].number) if waiting else ""

    def _waiting(self, held: Held) -> Sequence[RoundQuote]:
        one = self.round
        if one is None:
            return ()
        return [
            each for each in held.ordered(one)
            if held.state(each).state in _OPEN and not (each.id in held.review.settlement_of
                                                        and held.state(each).state != BLOCKED)
        ]  # fmt: skip

    def _settled(self, steps: tuple[commands.Settle | commands.Reply, ...]) -> None:
        receipt = self._session.do(steps[0] if len(steps) == 1 else Together(steps))
        held = self._held
        if receipt is None or held is None:
            self._show_quote()
            return
        waiting = self._waiting(held)
        if waiting:
            self.table.choose_key(waiting[0].id)

    def _replied(self, steps: tuple[commands.Reply, ...]) -> None:
        for step in steps:
            self._session.do(step)

    def _made(self, command: commands.MakeRound) -> None:
        receipt = self._session.do(command)
        if receipt is None:
            return
        self._show_middle(self.round_page)
        self.left.rounds.choose_thing(receipt.result)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.messages.say(self._say("review.made"), "ok")

    def _left_middle(self) -> None:
        self._show_middle(self.round_page if self.round is not None else self.empty_page)
        self._show_round()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _together_ended(self) -> None:
        self._together = None
        self._show_round()

    def _package(self, kind: str) -> None:
        if self.round is not None:
            self.acts.ask_package(self.round, kind)

    def _feedback(self) -> None:
        if self.round is not None:
            self.acts.write_feedback(self.round)

    def _close_round(self) -> None:
        one = self.round
        if one is not None:
            self._session.do(commands.CloseRound(one.id, closed=not one.closed))

    def _connect(self) -> None:
        self.left.chosen.connect(lambda _: self._show_round())
        self.left.package_wanted.connect(self._package)
        self.table.row_changed.connect(lambda _: self._show_quote())
        self.decision.settled.connect(self._settled)
        self.decision.replied.connect(self._replied)
        self.decision.feedback_wanted.connect(self._feedback)
        self.decision.close_wanted.connect(self._close_round)
        self.maker.made.connect(self._made)
        self.maker.left.connect(self._left_middle)
        self.typing.typed.connect(self._session.do)
        self.typing.left.connect(self._left_middle)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.round_page = self._round_page()
        self.empty_page = QWidget()
        inner = QVBoxLayout(self.empty_page)
        inner.setContentsMargins(px(24), px(24), px(24), px(24))
        inner.addWidget(self.empty)
        inner.addStretch(1)
        for page in (self.empty_page, self.round_page, self.maker, self.typing):
            self.stack.addWidget(page)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.job)
        middle.addWidget(self.messages)
        middle.addWidget(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.left)
        layout.addLayout(middle, 1)
        layout.addWidget(self.decision)
        self.decision.hide()

    def _round_page(self) -> QWidget:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.read)
        tally = QWidget()
        flow = Flow(px(14), tally)
        flow.setContentsMargins(0, 0, 0, 0)
        for one in (*self.counts.values(), label(self._say("review.order"), "small")):
            flow.addWidget(one)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([_TABLE, _CARD])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(tally)
        layout.addWidget(split, 1)
        self._theme.changed.connect(self._measure)
        self._measure()
        return scroll_area(page)

    def _measure(self) -> None:
        """Keep the table and the quote readable: where both do not fit, the page scrolls."""
        self.table.setMinimumHeight(self._theme.px(_LEAST_TABLE))
        self.card.setMinimumHeight(self._theme.px(_LEAST_CARD))


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
