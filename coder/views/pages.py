"""A workplace of pages: what a page is, what it is given, and the strip of tabs that shows one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.jobs import Runner
from coder.search_engine import SearchEngine
from coder.session import Session
from coder.theme import Theme
from coder.views.bars import JobBar, MessageBar
from projects.model import Receipt

_TEXTLESS = frozenset({
    "coding", "excerpt", "code", "family", "theme", "theme_member", "quote", "quote_edit", "written", "written_quote",
})

Handler = Callable[[], object]


class Wishes(QObject):
    """Carry what a page wants of the window, so that no page knows another.

    `passage_wanted` gives a transcript's id and a range in code points; `page_wanted` a workplace and a page of it;
    `excerpts_wanted` a code's id; `memo_wanted` an `Anchor` to write a memo on,
    `memos_wanted` the kind (`code`, `person`, `transcript`) and id of what memos are about, `erase_wanted` the kind
    (`person`, `transcript`) and id of what shall go for ever, `quote_wanted` a quote's id; `imported` tells what came
    of files that were taken in.
    """

    transcript_wanted = Signal(str)
    passage_wanted = Signal(str, int, int)
    page_wanted = Signal(str, str)
    files_wanted = Signal()
    excerpts_wanted = Signal(str)
    memo_wanted = Signal(object)
    memos_wanted = Signal(str, str)
    erase_wanted = Signal(str, str)
    quote_wanted = Signal(str)
    imported = Signal(object)
    status_changed = Signal()


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what every page is given."""

    session: Session
    engine: SearchEngine
    runner: Runner
    theme: Theme
    say: Catalogue
    wishes: Wishes
    window: QWidget


class Page:
    """Be what a page is to the window: a widget inherits this too and says what is different with it.

    A page has a message bar and a progress bar of its own, for what happens in it.
    """

    messages: MessageBar
    job: JobBar

    def show_project(self) -> None:
        """Show the open project anew."""

    def clear(self) -> None:
        """Let go of everything of the project that closes."""

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed."""
        if not only_codings(receipt):
            self.show_project()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through; the first is where the work begins."""
        raise TypeError(type(self))

    def status_words(self) -> tuple[str, str]:
        """Return what the status bar says of the place, and of what is there."""
        return "", ""

    def handlers(self) -> Mapping[str, Handler]:
        """Return what actions of the table (`coder/views/actions.py`) do here, by their keys."""
        return {}


def page_column(page: QWidget, messages: MessageBar, job: JobBar) -> QVBoxLayout:
    """Give a page its column, edge to edge, with its progress and its messages at the top; return it for the rest."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(job)
    column.addWidget(messages)
    return column


class LatePage(QFrame, Page):
    """Be a page that shows what changed while nobody looked when it is looked at again.

    `reads` are the tables whose changes it shows; a page's `show_project` sets `stale` to False.
    """

    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        """Have nothing to catch up with."""
        super().__init__()
        self.stale = False
        self._desk = desk

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed of what it reads; out of sight, once it is seen."""
        if not self.reads & {change.table for change in receipt.changes}:
            return
        self.stale = True
        if self.isVisible():
            self.show_project()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self.stale and self._desk.session.is_open:
            self.show_project()


@dataclass(frozen=True, slots=True)
class PageRow:
    """Declare a page: its tab says `page.KEY`; `make` returns a widget that is a `Page`.

    A page is made when it is first needed, or when the window has nothing to do; one that is `at_once` with the
    window. `acts` are the keys of the actions that it handles, for as long as it is not made.
    """

    key: str
    make: Callable[[Desk], QWidget]
    at_once: bool = False
    acts: tuple[str, ...] = ()


class Pages(QFrame):
    """Show one of a workplace's pages; with more than one, a strip of tabs above them."""

    page_shown = Signal(str)

    def __init__(self, key: str, rows: Sequence[PageRow], desk: Desk) -> None:
        """Make the pages that are there at once; TypeError for a widget that is no page."""
        super().__init__()
        self.key = key
        self.setProperty("surface", "page")
        self._desk = desk
        self._rows = tuple(rows)
        self._keys = tuple(row.key for row in rows)
        self._pages: list[Page | None] = [None] * len(rows)
        self._kept = tuple(QWidget() for _ in rows)
        self.stack = QStackedWidget()
        self.strip = QTabBar()
        self.strip.setDrawBase(False)
        self.strip.setExpanding(False)
        self.strip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.strip.setAccessibleName(desk.say("pages.name", place=desk.say(f"place.{key}")))
        for index, row in enumerate(rows):
            self.stack.addWidget(self._kept[index])
            self.strip.addTab(desk.say(f"page.{row.key}"))
            if row.at_once:
                self._page(index)
        self.strip.setVisible(len(rows) > 1)
        self.strip.currentChanged.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.stack, 1)

    @property
    def here(self) -> Page:
        """Return the page in view."""
        return self._page(self.stack.currentIndex())

    @property
    def page_key(self) -> str:
        """Return the key of the page in view."""
        return self._keys[self.stack.currentIndex()]

    def all(self) -> tuple[Page, ...]:
        """Return every page that is made, in the order of the tabs."""
        return tuple(page for page in self._pages if page is not None)

    def page(self, key: str) -> Page:
        """Return a page by its key, made now when it was not."""
        return self._page(self._keys.index(key))

    def make_next(self) -> Page | None:
        """Make one more page and return it; None when all are made."""
        return self._page(self._pages.index(None)) if None in self._pages else None

    def later_handlers(self) -> Mapping[str, Handler]:
        """Return what the actions of pages that are not made yet do: make the page, then what it says."""
        return {
            act: partial(self._act, index, act)
            for index, row in enumerate(self._rows)
            for act in (row.acts if self._pages[index] is None else ())
        }

    def key_of(self, page: Page) -> str:
        """Return the key of one of the pages."""
        return self._keys[self._pages.index(page)]

    def show_page(self, key: str) -> None:
        """Show a page; a key that this workplace does not have shows nothing else."""
        if key in self._keys:
            self.strip.setCurrentIndex(self._keys.index(key))

    def step(self, steps: int) -> None:
        """Show the next or previous page, around the end, and go where its work begins."""
        self.strip.setCurrentIndex((self.strip.currentIndex() + steps) % len(self._keys))
        self.focus()

    def focus(self) -> None:
        """Put the focus where the work of the page in view begins."""
        self.here.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through: the page's own, then the tabs."""
        return (*self.here.stops(), *([self.strip] if len(self._keys) > 1 else []))

    def _page(self, index: int) -> Page:
        page = self._pages[index]
        return self._make(index) if page is None else page

    def _make(self, index: int) -> Page:
        """Put a page in the place that was kept for it; one that comes after the project shows it at once."""
        widget = self._rows[index].make(self._desk)
        if not isinstance(widget, Page):
            raise TypeError(self._rows[index].key)
        self._pages[index] = widget
        shown = self.stack.currentIndex()
        self.stack.removeWidget(self._kept[index])
        self.stack.insertWidget(index, widget)
        self.stack.setCurrentIndex(shown)
        self._kept[index].deleteLater()
        if self._desk.session.is_open:
            widget.show_project()
        return widget

    def _act(self, index: int, act: str) -> object:
        return self._page(index).handlers()[act]()

    def _show(self, index: int) -> None:
        self._page(index)
        self.stack.setCurrentIndex(index)
        self.page_shown.emit(self._keys[index])


def only_codings(receipt: Receipt) -> bool:
    """Tell whether a command changed nothing but codings: much is done to them, and most pages need not care."""
    return {change.table for change in receipt.changes} <= {"coding", "excerpt"}


def changes_texts(receipt: Receipt) -> bool:
    """Tell whether a command may have changed a text, so that the index and what was found must follow."""
    return not {change.table for change in receipt.changes} <= _TEXTLESS
