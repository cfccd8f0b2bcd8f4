"""What the window does by itself: go from place to place, show and close panels, take what a person chose in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from coder.importing import Imported
from coder.models.hits import ShownHit
from coder.views.coding_place import CodingPlace
from coder.views.help_panel import HelpPanel
from coder.views.material_place import MaterialPlace
from coder.views.pages import Desk
from coder.views.project_acts import ProjectActs
from coder.views.rail import Rail
from coder.views.report_place import ReportPlace
from coder.views.search_place import SearchPlace
from coder.views.workplaces import Workplaces

if TYPE_CHECKING:
    from coder.views.codebook_page import CodebookPage
    from coder.views.intake_page import IntakePage
    from coder.views.memo_page import MemoPage
    from coder.views.quote_place import QuotePlace
    from coder.views.theme_page import ThemePage


class FrameActs(QObject):
    """Hold the window's own small acts."""

    language_wanted = Signal(str)

    def __init__(
        self, desk: Desk, places: Workplaces, rail: Rail, help_panel: HelpPanel, projects: ProjectActs
    ) -> None:
        """Keep the parts that the acts go between."""
        super().__init__(desk.window)
        self.session = desk.session
        self.coding = places.page_of(CodingPlace)
        self._desk = desk
        self._places = places
        self._rail = rail
        self._help = help_panel
        self._projects = projects
        self._material = places.page_of(MaterialPlace)
        desk.wishes.imported.connect(self.show_imported)
        # The page of memos saves what was being typed when the program ended.
        self.session.opened.connect(self._make_memos)
        desk.wishes.memo_wanted.connect(self._write_memo)
        desk.wishes.memos_wanted.connect(self._show_memos)
        desk.wishes.quote_wanted.connect(self._show_quote)
        self._search = places.page_of(SearchPlace)
        self._report = places.page_of(ReportPlace)

    @property
    def _intake(self) -> IntakePage:
        return cast("IntakePage", self._places.places["material"].page("intake"))

    @property
    def _memos(self) -> MemoPage:
        return cast("MemoPage", self._places.places["material"].page("memos"))

    # Going

    def go(self, place: str, page: str = "") -> None:
        """Go to a workplace, or to a page of it, and put the focus where the work begins."""
        if self.session.is_open:
            self._places.go(place, page)

    def go_search(self) -> None:
        """Go to the search with what is typed, ready to be replaced."""
        self.go("search")
        self._search.field.selectAll()

    def step_page(self, steps: int) -> None:
        """Go to the next or previous page of the workplace in view."""
        if self._places.here is not None:
            self._places.here.step(steps)

    def next_panel(self) -> None:
        """Put the focus on the next panel, around the end."""
        rail = next(iter(self._rail.buttons.values()))
        stops = [stop for stop in (*self._places.stops(), rail) if _can_take_focus(stop)]
        focus = QApplication.focusWidget()
        here = next((at for at, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus))), -1)
        stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def read(self, transcript: str) -> None:
        """Go to a transcript, where it was left."""
        self.coding.open_transcript(transcript)
        self._places.go_to_page(self.coding)

    def go_to_passage(self, transcript: str, start: int, end: int) -> None:
        """Go to a passage, in code points, and select it."""
        self._places.go_to_page(self.coding)
        self.coding.go_to(transcript, start, end)

    def show_excerpts(self, code: str) -> None:
        """Go to the reading view with the excerpts of a code beside it, its words in the list in hand."""
        self._places.go_to_page(self.coding)
        self.coding.show_excerpts_of(code)

    def go_to_hit(self, hit: object) -> None:
        """Go to the first word found in a hit, or to the memo, code, quote or theme in which it was found."""
        if isinstance(hit, ShownHit) and hit.kind != "transcript":
            self._go_to_note(hit)
        elif isinstance(hit, ShownHit):
            start, end = hit.matches[0] if hit.matches else (hit.start, hit.end)
            self.go_to_passage(hit.transcript, start, end)
            self.mark_hits((start, end))

    def _go_to_note(self, hit: ShownHit) -> None:
        from projects.search.notes import kind_of  # noqa: PLC0415 - not before the first paint

        kind, target = kind_of(hit.transcript)
        if kind == "memo":
            self._memos.show_memo(target)
        elif kind == "code":
            book = cast("CodebookPage", self._places.places["coding"].page("codebook"))
            self.go("coding", "codebook")
            book.show_code(target)
        elif kind == "theme":
            page = cast("ThemePage", self._places.places["coding"].page("themes"))
            self.go("coding", "themes")
            page.list.choose_thing(target)
        else:
            self._show_quote(target)

    def mark_hits(self, current: tuple[int, int] | None = None) -> None:
        """Light up in the reading view what the search has found."""
        document = self.coding.document
        ranges = sorted(self._search.hits_in(document.transcript.id)) if document else []
        self.coding.reader.set_hits(ranges, ranges.index(current) if current in ranges else -1)

    def _make_memos(self) -> None:
        self._places.places["material"].page("memos")

    def _write_memo(self, anchor: object) -> None:
        self._memos.write_on(anchor)

    def _show_quote(self, quote: str) -> None:
        self.go("quotes")
        cast("QuotePlace", self._places.places["quotes"].page("quotes")).show_quote(quote)

    def _show_memos(self, kind: str, key: str) -> None:
        self._memos.show_about(kind, key)

    # Files

    def choose_files(self) -> None:
        """Let a person choose files to add, on the page where they will be looked at."""
        self._places.go_to_page(self._intake)
        self._projects.choose_files()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files on the page where a person decides over them."""
        self._places.go_to_page(self._intake)
        self._intake.add(paths)

    def show_imported(self, done: Sequence[Imported]) -> None:
        """Show what came of an import, on the page of what is there; what is still to be decided keeps its page."""
        self._material.tell(done)
        if not self._intake.files:
            self._places.go_to_page(self._material)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open a project that was dropped, or add the other files to the open one."""
        project = next((path for path in paths if path.suffix.lower() == ".ote"), None)
        if project is not None:
            self._projects.open(project)
        elif self.session.is_open:
            self.add_files(paths)
        else:
            self._places.start.messages.say(self._desk.say("start.open_first"))

    def write_report(self) -> None:
        """Go to the report and write it."""
        self._places.go_to_page(self._report)
        self._report.write_report()

    # Panels and choices

    def toggle_panel(self, key: str) -> None:
        """Show or close a panel of the reading view."""
        self._places.go_to_page(self.coding)
        self.coding.docks.toggle(key)

    def toggle_help(self) -> None:
        """Show or close the list of keys."""
        self._help.setVisible(self._help.isHidden())
        target = self._places.stops()[0] if self._help.isHidden() else self._help.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_scheme(self, scheme: str) -> None:
        """Choose light, dark, or what the system has."""
        self._desk.theme.set_scheme(scheme)
        self.session.settings.put("scheme", scheme)

    def set_font(self, font: str) -> None:
        """Choose the font of the reading view."""
        self.session.settings.put("reading_font", font)
        self.coding.set_reading_font(font)

    def set_line_width(self, characters: int) -> None:
        """Choose how many characters a line of the reading view has."""
        self.session.settings.put("line_width", characters)
        self.coding.take_settings()

    def set_numbers(self, which: str) -> None:
        """Choose which numbers stand in the margin: turns, lines, both or none."""
        self.session.settings.put("numbers", which)
        self.coding.take_settings()

    def about(self) -> None:
        """Say what program this is."""
        from coder.version import version  # noqa: PLC0415 - metadata is slow to read

        self._places.bars[0].say(self._desk.say("about.words", version=version()))

    def quit(self) -> None:
        """Close the window."""
        self._desk.window.close()


def _can_take_focus(stop: QWidget) -> bool:
    target = stop.focusProxy() or stop
    return target.isVisible() and target.isEnabled()
