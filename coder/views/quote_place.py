"""The workplace *Otteet*: the chosen quotes, what is printed of each, and what stands between it and print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coder.jobs import Work
from coder.models.quote_board import QuoteBoard
from coder.views.bars import JobBar, MessageBar, button, label, scrolling
from coder.views.forms import Question, ask_question
from coder.views.pages import Desk, Handler, LatePage, page_column
from coder.views.quote_compare import QuoteCompare
from coder.views.quote_list import QuoteList
from coder.views.quote_review import ApprovalSection, RemarksSection
from coder.views.quote_side import ConsentSection, HistorySection, QuoteSide, WrittenSection
from coder.views.quote_view import QuoteView
from projects import commands
from projects.anonymise.proposing import proposals
from projects.quotes.layers import Layers
from projects.quotes.published import ANONYMISED, EDITED, INSERTION, OMISSION, QuoteEdit

_LEFT, _RIGHT, _NARROW = 308, 256, 960


@dataclass(frozen=True, slots=True)
class _Asked:
    """Remember what an open strip asks about: a new edit on a range, or the edit with an id."""

    quote: str
    kind: str = ""
    start: int = 0
    end: int = 0
    said: str = ""
    edit: str = ""


def _propose(asked: _Asked) -> Work:
    """Look up in a process of its own what may stand in a hidden name's place."""
    yield 0, 1
    return asked, proposals(asked.said)


class QuotePlace(LatePage):
    """Hold the list, the quote in hand and its side."""

    reads: ClassVar[frozenset[str]] = frozenset({
        "quote", "quote_edit", "excerpt", "coding", "code", "family", "consent", "person", "label", "turn",
        "transcript", "written", "round", "round_quote", "answer", "settlement", "reply", "@edit",
    })

    def __init__(self, desk: Desk) -> None:
        """Build everything; empty until a project is shown."""
        super().__init__(desk)
        self._session = desk.session
        self._theme = desk.theme
        self._say = say = desk.say
        self._board: QuoteBoard | None = None
        self._asked: _Asked | None = None
        self._shown = ""
        self._fresh = True
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.board = QuoteList(desk.theme, say)
        self.view = QuoteView(desk.theme, say)
        self.compare = QuoteCompare(desk)
        self.consent = ConsentSection(say)
        self.side = QuoteSide((
            self.consent, ApprovalSection(say), RemarksSection(say), WrittenSection(desk.session, say),
            HistorySection(desk.session, say),
        ))
        self.comparing = button(say("quote.compare"), self._start_comparing)
        self.go = button(say("quote.go"), self._go)
        self.drop = button(say("quote.drop"), self._ask_drop)
        for one in (self.comparing, self.go, self.drop):
            self.view.acts.addWidget(one)
        self.setFocusProxy(self.board)
        self._lay_out()
        self._connect()

    # What is shown

    def show_project(self) -> None:
        """Show the quotes as they are now; later, when the page is not in view."""
        if not self.isVisible():
            self.stale = True
            return
        self.stale = False
        self._board = QuoteBoard(self._session, self._say)
        self.board.show_board(self._board)
        self._show_here()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._board, self._asked, self._shown = None, None, ""
        self.board.show_board(None)
        self.view.strip.hide()
        self.compare.forget()
        self.messages.hide()
        self.stack.setCurrentWidget(self._empty)
        self.side.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room the first time."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            left = self._theme.beside(_LEFT)
            self.split.setSizes([left, max(self.width() - left, 1)])
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the quote where both have no room beside each other."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if way != self.work.orientation():
            self.work.setOrientation(way)
            self._share()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.board.list, *self.view.stops())

    def status_words(self) -> tuple[str, str]:
        """Say which quote is in hand, and how many edits it has."""
        here = self.here
        if here is None or self._board is None:
            return "", ""
        at = next(n for n, one in enumerate(self._board.layers, 1) if one.quote.id == here.quote.id)
        place = self._say("quote.place", name=here.quote.name, n=at, total=len(self._board.layers))
        return place, self._say("quote.edits", n=len(here.edits))

    def handlers(self) -> Mapping[str, Handler]:
        """Have no actions of the table: what is done to quotes is done by buttons and keys of the page."""
        return {}

    @property
    def here(self) -> Layers | None:
        """Return the quote in hand."""
        return self._board.one(self.board.here) if self._board else None

    def show_quote(self, quote: str) -> None:
        """Come to a quote."""
        self.board.choose(quote)

    def _show_here(self) -> None:
        here = self.here
        if here is None or self._board is None:
            self.stack.setCurrentWidget(self._empty)
            self.side.hide()
            return
        if here.quote.id != self._shown:
            self._leave_strip()
        self._shown = here.quote.id
        self.side.show()
        self.view.show_quote(self._board, here)
        self.side.show_quote(self._board, here)
        if self.stack.currentWidget() is self._comparing:
            self.compare.compare(self._board, here)
        else:
            self.stack.setCurrentWidget(self._one)
        self._desk.wishes.status_changed.emit()

    def _share(self) -> None:
        """Give the side its width, or a quarter of the height where it stands below."""
        beside = self.work.orientation() == Qt.Orientation.Horizontal
        room = self.work.width() if beside else self.height()
        side = self._theme.beside(_RIGHT) if beside else room // 4
        self.work.setSizes([max(room - side, 1), side])

    # Edits

    def _want(self, kind: str, start: int, end: int) -> None:
        """Do what needs no words at once; ask for words and reason in the strip."""
        here = self.here
        if here is None:
            return
        if kind != INSERTION and start == end:
            self.messages.say(self._say("quote.select_first"))
            return
        said = here.verbatim[start:end]
        self._asked = _Asked(here.quote.id, kind, start, end, said)
        if kind == OMISSION:
            self._done("", "")
            return
        self.view.strip.ask(kind, said, said if kind == EDITED else "")
        if kind == ANONYMISED:
            job = self._desk.runner.start(partial(_propose, self._asked), "hide")
            job.finished.connect(self._offer)

    def _offer(self, found: tuple[_Asked, tuple[str, ...]]) -> None:
        """Offer words in the case of what was said, when the strip still asks about just that."""
        if found[0] == self._asked:
            self.view.strip.offer(found[1])

    def _want_change(self, key: str) -> None:
        here = self.here
        if here is not None and key in here.ids:
            edit = here.edits[here.ids.index(key)]
            said = here.verbatim[edit.start : edit.end]
            self._asked = _Asked(here.quote.id, edit.kind, edit.start, edit.end, said, key)
            self.view.strip.ask(edit.kind, said, edit.text, edit.reason)

    def _done(self, text: str, reason: str) -> None:
        asked = self._asked
        if asked is None:
            return
        if asked.edit:
            receipt = self._session.do(commands.ChangeEdit(asked.edit, text, reason))
        else:
            edit = QuoteEdit(asked.start, asked.end, asked.kind, text, reason)
            receipt = self._session.do(commands.AddEdit(asked.quote, edit, asked.said))
        if receipt is not None:
            self.messages.be_done()
            self._leave_strip()

    def _leave_strip(self) -> None:
        asked, self._asked = self._asked, None
        self.view.strip.hide()
        if asked is not None:
            self.view.published.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def _start_comparing(self) -> None:
        here = self.here
        if here is None or self._board is None:
            return
        self.stack.setCurrentWidget(self._comparing)
        self.compare.compare(self._board, here)
        self.compare.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_comparing(self) -> None:
        self.stack.setCurrentWidget(self._one)
        self.comparing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        here = self.here
        if here is not None:
            self._desk.wishes.passage_wanted.emit(here.quote.transcript, here.quote.start, here.quote.end)

    def _ask_drop(self) -> None:
        here = self.here
        if here is None:
            return
        act = partial(self._session.do, commands.DropQuotes((here.quote.id,)))
        words = Question(
            self._say("quote.drop_title", name=here.quote.name), self._say("quote.drop_words"),
            self._say("quote.drop_do", n=len(here.edits)),
        )
        ask_question(self._desk.window, words, act, self._say)

    def _write(self, make: type[commands.SetLeadIn | commands.SetParaphrase], text: str) -> None:
        """Write to the quote that the field shows, which may be the one that was just left."""
        if self._shown:
            self._session.do(make(self._shown, text))

    def _set_opening(self, opening: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._shown:
            self._session.do(commands.SetOpening(self._shown, opening=opening))

    def _chosen(self, quote: str) -> None:
        """Show another quote; what was typed into the fields of the former one is written first."""
        if quote != self._shown:
            self.view.flush()
        self._show_here()

    # Building

    def _connect(self) -> None:
        board, view = self.board, self.view
        board.chosen.connect(self._chosen)
        board.drop_wanted.connect(self._ask_drop)
        board.entered.connect(lambda: view.published.setFocus(Qt.FocusReason.OtherFocusReason))
        view.edit_wanted.connect(self._want)
        view.rows.change_wanted.connect(self._want_change)
        view.rows.removed.connect(lambda key: self._session.do(commands.RemoveEdits((key,))))
        view.strip.done.connect(self._done)
        view.strip.left.connect(self._leave_strip)
        view.lead_in_changed.connect(partial(self._write, commands.SetLeadIn))
        view.paraphrase_changed.connect(partial(self._write, commands.SetParaphrase))
        view.opening_changed.connect(self._set_opening)
        self.compare.left.connect(self._stop_comparing)
        self.consent.people_wanted.connect(lambda: self._desk.wishes.page_wanted.emit("material", "people"))
        self._session.closing.connect(view.flush)

    def _lay_out(self) -> None:
        self._one, self._comparing = scrolling(self.view), scrolling(self.compare)
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(24, 24, 24, 24)
        empty.addWidget(label(self._say("quote.empty"), "quiet", wrap=True))
        self.to_coding = button(self._say("quote.to_coding"), self._go_coding, "accent")
        empty.addWidget(self.to_coding, 0, Qt.AlignmentFlag.AlignLeft)
        empty.addStretch(1)
        self.stack = QStackedWidget()
        for one in (self._empty, self._one, self._comparing):
            self.stack.addWidget(one)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.work = QSplitter(Qt.Orientation.Horizontal)
        for split, parts in ((self.work, (self.stack, self.side)), (self.split, (self.board, self.work))):
            for one in parts:
                split.addWidget(one)
            split.setChildrenCollapsible(False)
        self.work.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        layout = page_column(self, self.messages, self.job)
        layout.addWidget(self.split, 1)

    def _go_coding(self) -> None:
        self._desk.wishes.page_wanted.emit("coding", "text")
