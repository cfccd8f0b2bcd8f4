"""The right side of *Otteet*: sections about the quote in hand, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.quote_board import QuoteBoard
from coder.session import Session
from coder.views.bars import button, label, scrolling
from projects import typed
from projects.commands import MarkPrinted
from projects.consents import NO
from projects.model import Consent, Person
from projects.quote_rows import Written, use_of
from projects.quotes.layers import Layers
from projects.quotes.standing import PRINTED_USES, UNDECIDED, WITHDRAWN, allowed, closures

_USES = (*PRINTED_USES, "archive")
_CLOSED = (NO, WITHDRAWN)
_MOST = 20


class Section(Protocol):
    """Be one section of the right side: a widget that shows something about the quote in hand."""

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote."""


class QuoteSide(QFrame):
    """Hold the sections in their order, with a line between them."""

    def __init__(self, sections: Sequence[QWidget]) -> None:
        """Put the sections below each other; each is a `Section`."""
        super().__init__()
        self.setProperty("surface", "side")
        self._sections = tuple(sections)
        self._lines: list[QWidget] = []
        column = QWidget()
        inner = QVBoxLayout(column)
        inner.setContentsMargins(16, 12, 16, 16)
        inner.setSpacing(12)
        for one in sections:
            line = QFrame()
            line.setProperty("surface", "line")
            line.setFixedHeight(1)
            self._lines.append(line)
            inner.addWidget(line)
            inner.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(column))

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote in every section; one that has nothing to say hides itself."""
        for at, (line, section) in enumerate(zip(self._lines, self._sections, strict=True)):
            section.show_quote(board, one)  # type: ignore[attr-defined]  # a widget that is a Section
            line.setVisible(at > 0 and not section.isHidden())


class Lines(QWidget):
    """Be a section of a head and lines that are made anew for each quote."""

    def __init__(self, head: str) -> None:
        """Begin with the head alone."""
        super().__init__()
        self.head = label(head, "head", wrap=True)
        self._rows: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)

    def start(self) -> None:
        """Take the former lines away."""
        for one in self._rows:
            one.hide()
            one.deleteLater()
        self._rows = []

    def add(self, *cells: QWidget) -> None:
        """Add a line; a single cell takes the whole width."""
        at = self._grid.rowCount()
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, at, column, 1, 3 if len(cells) == 1 else 1)
        self._rows += cells


class ConsentSection(Lines):
    """Say what each speaker allows, use by use; what closes the quote stands out."""

    people_wanted = Signal()

    def __init__(self, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__(say("quote.consent"))
        self._say = say

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show the consents of those whose words are printed."""
        self.start()
        for person in one.speakers:
            self.add(label(board.printed.printed(person), "name", wrap=True))
            for use in _USES:
                self._use(person, use, board.consents)
            self._dates([line for line in board.consents if line.person == person.id])
        if not one.speakers:
            self.add(label(self._say("quote.nobody"), "quiet", wrap=True))
        self.people = button(self._say("quote.to_people"), self.people_wanted.emit, "link")
        self.add(self.people)
        self._grid.setAlignment(self.people, Qt.AlignmentFlag.AlignLeft)

    def _use(self, person: Person, use: str, consents: Sequence[Consent]) -> None:
        how_far = allowed(person, use, consents)
        closed = bool(closures([person], use, consents))
        sign = "✕" if closed else "–" if how_far in (UNDECIDED, *_CLOSED) else "✓"
        tone = "error" if closed else "quiet" if sign == "–" else "ok"
        words = self._say(f"quote.allowed.{how_far}") if how_far in (UNDECIDED, WITHDRAWN) else self._say(
            f"consent.scope.{how_far}"
        )
        self.add(label(sign, tone), label(self._say(f"consent.use.{use}"), "small", wrap=True),
                 label(words, "small", wrap=True))

    def _dates(self, lines: Sequence[Consent]) -> None:
        for words in dict.fromkeys(self._when(one) for one in lines):
            if words:
                self.add(label(words, "faint", wrap=True))

    def _when(self, one: Consent) -> str:
        shown = {key: typed.shown("date", getattr(one, key), self._say.language) for key in ("date", "withdraw_until")}
        parts = [
            one.basis, self._say("quote.version", version=one.version) if one.version else "", shown["date"],
            self._say("quote.until", date=shown["withdraw_until"]) if one.withdraw_until else "",
        ]
        return ", ".join(part for part in parts if part)


class WrittenSection(Lines):
    """List the documents that went out with the quote; say what must be done when it is closed."""

    def __init__(self, session: Session, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__(say("quote.written"))
        self._session = session
        self._say = say

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show where the quote is, and whether with the text that it has now."""
        self.start()
        found = [each for each in self._session.store.written() if any(q.quote == one.quote.id for q in each.quotes)]
        self.setVisible(bool(found))
        mark = one.fingerprint(self._session.store.mark_key())
        for each in found:
            self._document(each, same=any(q.mark == mark for q in each.quotes if q.quote == one.quote.id))
            if closures(one.speakers, use_of(each.kind), board.consents):
                key = "quote.next_edition" if each.printed else "quote.refresh"
                self.add(label(self._say(key), "error", wrap=True))

    def _document(self, one: Written, *, same: bool) -> None:
        kind = self._say(f"written.kind.{one.kind}")
        self.add(label(one.name, "name", wrap=True))
        words = self._say("quote.same_text" if same else "quote.other_text")
        parts = [kind, day(one.time, self._say.language), words]
        if one.printed:
            parts.append(self._say("quote.printed_on", date=typed.shown("date", one.printed, self._say.language)))
        self.add(label(" · ".join(parts), "small", wrap=True))
        key = "unmark_printed" if one.printed else "mark_printed"
        made = button(self._say(f"quote.{key}"), partial(self._mark, one), "link")
        made.setAccessibleName(self._say(f"quote.{key}_name", file=one.name))
        self.add(made)
        self._grid.setAlignment(made, Qt.AlignmentFlag.AlignLeft)

    def _mark(self, one: Written) -> None:
        today = datetime.now().astimezone().date().isoformat()
        self._session.do(MarkPrinted(one.id, "" if one.printed else today))


class HistorySection(Lines):
    """Tell from the journal what was done to the quote, the newest first."""

    def __init__(self, session: Session, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__(say("quote.history"))
        self._session = session
        self._say = say

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show the newest steps."""
        del board
        self.start()
        coders = {each.id: each.name for each in self._session.store.coders()}
        for entry in self._session.store.quote_history(one.quote.id)[:_MOST]:
            words = self._say(f"journal.{entry.label}", **entry.values)
            if entry.undoes:
                words = self._say("quote.undone", step=words)
            who = "".join(part[:1] for part in coders[entry.coder].split())
            self.add(label(day(entry.time, self._say.language), "faint"), label(f"{words} ({who})", "small", wrap=True))


def day(time: str, language: str) -> str:
    """Return the day of a moment (ISO 8601, UTC) where the person is, in the language's way."""
    local = datetime.fromisoformat(time).astimezone().date().isoformat()
    return str(typed.shown("date", local, language))
