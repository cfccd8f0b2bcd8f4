"""Write out what the analysis shows: the figure, the table in view, the excerpts that are counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from codebooks.errors import OteError
from coder.figure_files import write_figure
from coder.jobs import Work
from coder.views.forms import ask_for_file
from coder.views.pages import Desk
from exports.crosstables import cross_sheet, quote_sheet
from exports.sheets import write_sheet
from projects.model import Snapshot

if TYPE_CHECKING:
    from coder.views.analysis_page import AnalysisPage


class AnalysisActs(QObject):
    """Hold what the export buttons do."""

    def __init__(self, desk: Desk, page: AnalysisPage) -> None:
        """Serve a page."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._say = desk.say

    def ask_figure(self) -> None:
        """Ask where the figure goes."""
        self._ask(self._file_name(".svg"), "figure", self.write_figure)

    def ask_table(self) -> None:
        """Ask where the table goes."""
        self._ask(self._file_name(".xlsx"), "table", self.write_table)

    def ask_excerpts(self) -> None:
        """Ask where the list of excerpts goes."""
        name = self._say("analysis.excerpts_file", project=self._desk.session.store.path.stem)
        self._ask(name, "excerpts", self.write_excerpts)

    def write_figure(self, path: Path) -> None:
        """Write the figure with all it holds."""
        coded = self._page.coded
        if coded is None:
            return
        try:
            write_figure(self._page.key, coded, self._say.language, path)
        except OteError as problem:
            self._page.messages.tell(problem)
        else:
            self._written(path)

    def write_table(self, path: Path) -> None:
        """Write the table in view, beside the window."""
        table, coded = self._page.table.cells.table(), self._page.coded
        if table is not None and coded is not None:
            sheet = cross_sheet(table, coded, self._say.language)
            self._start(lambda: write_sheet(sheet, path), path)

    def write_excerpts(self, path: Path) -> None:
        """Write the excerpts that are counted, beside the window."""
        snapshot, only = self._desk.session.store.snapshot(), frozenset(self._page.refs())
        self._start(partial(_excerpts, snapshot, self._say.language, only, path), path)

    def _ask(self, name: str, what: str, act: Callable[[Path], None]) -> None:
        ask_for_file(
            self._desk.window, lambda chosen: act(_named(chosen, name)), save=True,
            start=str(self._desk.session.store.path.with_name(name)),
            pattern=self._say("analysis.figure_pattern" if what == "figure" else "analysis.table_pattern"),
            title=self._say(f"analysis.export_{what}"),
        )

    def _file_name(self, suffix: str) -> str:
        project = self._desk.session.store.path.stem
        return f"{project} {self._page.view.currentText()}{suffix}"

    def _start(self, begin: Callable[[], Work], path: Path) -> None:
        job = self._desk.runner.start(begin, "sheet")
        self._page.messages.hide()
        self._page.job.follow(job, self._say("analysis.writing"))
        job.finished.connect(lambda _: self._written(path))
        job.failed.connect(self._page.messages.tell)
        job.cancelled.connect(lambda: self._page.messages.say(self._say("analysis.stopped")))

    def _written(self, path: Path) -> None:
        """Say what was written, and in text that some cells begin with an apostrophe."""
        key = "analysis.written_csv" if path.suffix.lower() == ".csv" else "analysis.written"
        opened = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._page.messages.say(self._say(key, file=path.name), "ok", ((self._say("report.open_folder"), opened),))


def _named(chosen: str, name: str) -> Path:
    """Give a file without an ending the one that was offered."""
    path = Path(chosen)
    return path if path.suffix else path.with_name(path.name + Path(name).suffix)


def _excerpts(snapshot: Snapshot, language: str, only: frozenset[str], path: Path) -> Work:
    yield from write_sheet(quote_sheet(snapshot, language, only), path)
