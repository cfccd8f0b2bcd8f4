"""The workplaces of the rail and their pages: one table, and the stack that shows one of them.

A new page is one `PageRow` in the table: a key (its tab says `page.KEY` of the catalogue) and what makes it from the
desk, usually the class itself. A new workplace is one `Workplace` with its pages, an icon of the same name in
`icons.py`, `place.KEY` in the catalogue and a row `place_KEY` in the table of actions. What actions do on a page is
told by its own `handlers`; the window knows only what is said there and in `Page`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coder.views.bars import JobBar, MessageBar
from coder.views.coding_place import CodingPlace
from coder.views.material_place import MaterialPlace
from coder.views.pages import Desk, Handler, Page, PageRow, Pages
from coder.views.report_place import ReportPlace
from coder.views.search_place import SearchPlace
from coder.views.start_page import StartPage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Workplace:
    """Name a workplace, the number of its shortcut, and its pages."""

    key: str
    number: int
    pages: tuple[PageRow, ...]


# A page whose module is not needed for the first paint is imported when it is made.
# ruff: noqa: PLC0415


def _intake(desk: Desk) -> QWidget:
    from coder.views.intake_page import IntakePage

    page = IntakePage(desk)
    page.imported.connect(desk.wishes.imported)
    return page


def _people(desk: Desk) -> QWidget:
    from coder.views.people_page import PeoplePage

    return PeoplePage(desk)


def _variables(desk: Desk) -> QWidget:
    from coder.views.variables_page import VariablesPage

    return VariablesPage(desk)


def _memos(desk: Desk) -> QWidget:
    from coder.views.memo_page import MemoPage

    return MemoPage(desk)


def _naming(desk: Desk) -> QWidget:
    from coder.views.naming_page import NamingPage

    return NamingPage(desk)


def _risks(desk: Desk) -> QWidget:
    from coder.views.risk_page import RiskPage

    return RiskPage(desk)


def _codebook(desk: Desk) -> QWidget:
    from coder.views.codebook_page import CodebookPage

    return CodebookPage(desk)


def _themes(desk: Desk) -> QWidget:
    from coder.views.theme_page import ThemePage

    return ThemePage(desk)


def _quotes(desk: Desk) -> QWidget:
    from coder.views.quote_place import QuotePlace

    return QuotePlace(desk)


def _autocode(desk: Desk) -> QWidget:
    from coder.views.autocode_page import AutocodePage

    return AutocodePage(desk)


def _analysis(desk: Desk) -> QWidget:
    from coder.views.analysis_page import AnalysisPage

    return AnalysisPage(desk)


def _review(desk: Desk) -> QWidget:
    from coder.views.review_place import ReviewPlace

    return ReviewPlace(desk)


def _plan(desk: Desk) -> QWidget:
    """Make the page of report plans; what draws and writes reports is read only when it is first needed."""
    from coder.views.plan_page import PlanPage

    return PlanPage(desk)


WORKPLACES = (
    Workplace("material", 1, (
        PageRow("interviews", MaterialPlace, at_once=True),
        PageRow("intake", _intake),
        PageRow("people", _people),
        PageRow("variables", _variables),
        PageRow("memos", _memos, acts=("journal_entry",)),
        PageRow("naming", _naming),
        PageRow("risks", _risks),
    )),
    Workplace("coding", 2, (
        PageRow("text", CodingPlace, at_once=True),
        PageRow("codebook", _codebook),
        PageRow("themes", _themes),
        PageRow("autocode", _autocode),
    )),
    Workplace("search", 3, (
        PageRow("search", SearchPlace, at_once=True),
    )),
    Workplace("analysis", 4, (
        PageRow("analysis", _analysis),
    )),
    Workplace("quotes", 5, (
        PageRow("quotes", _quotes),
    )),
    Workplace("review", 6, (
        PageRow("review", _review),
    )),
    Workplace("report", 7, (
        PageRow("report", ReportPlace, at_once=True),
        PageRow("plan", _plan),
    )),
)


class Workplaces(QStackedWidget):
    """Hold the greeting for when no project is open, and every workplace."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make all of them."""
        super().__init__()
        self.start = StartPage(desk.theme, desk.say)
        self.addWidget(self.start)
        self.places = {place.key: Pages(place.key, place.pages, desk) for place in WORKPLACES}
        for pages in self.places.values():
            self.addWidget(pages)
            pages.page_shown.connect(self.shown)

    @property
    def here(self) -> Pages | None:
        """Return the workplace in view; None when the greeting is."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Pages) else None

    @property
    def page(self) -> Page | StartPage:
        """Return the page in view, or the greeting."""
        return self.here.here if self.here else self.start

    @property
    def bars(self) -> tuple[MessageBar, JobBar]:
        """Return the message and progress bars of the page in view."""
        return self.page.messages, self.page.job

    def pages(self) -> Iterator[Page]:
        """Go through every page that is made, of every workplace."""
        for place in self.places.values():
            yield from place.all()

    def page_of(self, kind: type[T]) -> T:
        """Return the page of a kind, made now when it was not; TypeError when no workplace has one."""
        for page in self.pages():
            if isinstance(page, kind):
                return page
        while (made := self.make_next()) is not None:
            if isinstance(made, kind):
                return made
        raise TypeError(kind)

    def make_next(self) -> Page | None:
        """Make one more page and return it; None when every page is made."""
        return next(filter(None, (pages.make_next() for pages in self.places.values())), None)

    def later_handlers(self) -> Mapping[str, Handler]:
        """Return what the actions of pages do that are not made yet."""
        return {key: act for pages in self.places.values() for key, act in pages.later_handlers().items()}

    def go(self, place: str, page: str = "") -> None:
        """Show a workplace, at a page of it when one is named, and put the focus where the work begins."""
        pages = self.places[place]
        self.setCurrentWidget(pages)
        pages.show_page(page)
        self.shown.emit()
        pages.focus()

    def go_to_page(self, page: Page) -> None:
        """Show a page by itself."""
        for key, pages in self.places.items():
            if page in pages.all():
                self.go(key, pages.key_of(page))

    def greet(self) -> None:
        """Show the greeting."""
        self.setCurrentWidget(self.start)
        self.shown.emit()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through in what is in view."""
        return self.here.stops() if self.here else self.start.stops()
