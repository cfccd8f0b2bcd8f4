"""The page *Tuonti*: files that are about to come in, each as it will be, to be decided over and taken in together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from codebooks.errors import OteError
from coder.importing import Imported, read_files, store_files, with_twins
from coder.jobs import Job, Steps
from coder.models.intake_files import DUPLICATE, IntakeFile
from coder.models.intake_preview import Preview
from coder.views.bars import JobBar, MessageBar, error_words
from coder.views.intake_layout import IntakeLayout
from coder.views.intake_rows import account, file_row, known_persons, remarks
from coder.views.pages import Desk, Page
from projects.importers.choices import Choices
from projects.model import Receipt

_TOGETHER_MS = 40


class IntakePage(QFrame, Page):
    """Read files, show each, take in what a person wants.

    `imported` tells what came of it, `idle` that no work is under way any more.
    """

    imported = Signal(object)
    idle = Signal()

    def __init__(self, desk: Desk) -> None:
        """Lay out list, preview and panels."""
        super().__init__()
        self._desk = desk
        self._session, self._say = desk.session, desk.say
        self._files: tuple[IntakeFile, ...] = ()
        self._read: list[IntakeFile] = []
        self._waiting: list[Path] = []
        self._quiet = False
        # Files are read faster than they are shown: what came meanwhile is shown at once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOGETHER_MS)
        self._soon.timeout.connect(self._take_read)
        self._job: Job | None = None
        self.setProperty("surface", "page")
        self.setAcceptDrops(False)
        self.messages = MessageBar(desk.theme, desk.say)
        self.job = JobBar(desk.say)
        self.parts = IntakeLayout(self, desk.theme, desk.say)
        self.parts.put_bars(self.job, self.messages)
        self._connect()
        self._show()

    @property
    def files(self) -> tuple[IntakeFile, ...]:
        """Return the files on the list."""
        return self._files

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return self.parts.stops()

    def clear(self) -> None:
        """Let go of all files: the project they were for is closed."""
        if self._job is not None:
            self._job.cancel()
        self._files, self._read, self._waiting = (), [], []
        self._show()

    def take(self, receipt: Receipt) -> None:
        """See whether the project has one of the texts now, or no longer."""
        touched = {change.table for change in receipt.changes} & {"transcript", "person", "label"}
        if self._job is None and self._files and touched:
            self._files = with_twins(self._session, self._files)
            self._show()

    # Reading

    def add(self, paths: Sequence[Path]) -> None:
        """Read files and folders beside the window and put them on the list as they come."""
        fresh = [path for path in paths if path not in {one.path for one in self._files}]
        if self._job is not None:
            self._waiting += fresh
            return
        if not fresh:
            return
        self.messages.hide()
        self._read = []
        read = self._read
        job = self._desk.runner.start(lambda: read_files(fresh, read), "import")
        job.progressed.connect(lambda *_: self._soon.start())
        job.finished.connect(self._reading_done)
        job.failed.connect(self.messages.tell)
        job.cancelled.connect(lambda: self._reading_done(0))
        self._follow(job, "intake.reading")

    def _take_read(self) -> None:
        """Put on the list what has been read by now."""
        if not self._session.is_open:
            return
        there = {one.path for one in self._files}
        fresh = [one for one in self._read[:] if one.path not in there]
        if fresh:
            first = not self._files
            self._files = with_twins(self._session, (*self._files, *fresh))
            self._show_list()
            if first:
                self.parts.list.choose(0)
                self.parts.list.setFocus()

    def _reading_done(self, left: object) -> None:
        self._soon.stop()
        self._take_read()
        if isinstance(left, int) and left:
            self.messages.say(self._say("intake.left_out", n=left))

    def _follow(self, job: Job, key: str) -> None:
        self._job = job
        job.ended.connect(self._job_ended)
        self.job.follow(job, self._say(key))
        self._show_head()

    def _job_ended(self) -> None:
        self._job = None
        self._show_head()
        waiting, self._waiting = self._waiting, []
        if waiting and self._session.is_open:
            self.add(waiting)
        else:
            self.idle.emit()

    # Deciding

    def _file(self) -> IntakeFile | None:
        at = self.parts.list.payload()
        return next((one for one in self._files if one.path == at), None)

    def _choose(self, choices: Choices) -> None:
        """Take choices over the file in hand; choices that make no sense leave it as it was."""
        one = self._file()
        if one is None:
            return
        try:
            self._replace(one, one.choosing(choices))
        except OteError as problem:
            self.messages.tell(problem)
            self._show_file(anew=False)

    def _replace(self, former: IntakeFile, fresh: IntakeFile) -> None:
        self._files = with_twins(self._session, [fresh if one is former else one for one in self._files])
        self._show_list()
        self._show_file(anew=False)

    def take_twice(self) -> None:
        """Let the file in hand come although its text is here already, or not."""
        one = self._file()
        if one is not None:
            self._replace(one, replace(one, again=not one.again))

    def drop(self) -> None:
        """Take the file in hand off the list."""
        one, at = self._file(), self.parts.list.place()
        if one is not None and self._job is None:
            self._files = with_twins(self._session, [each for each in self._files if each is not one])
            self._show()
            if self._files:
                self.parts.list.choose(min(at, len(self._files) - 1))

    def drop_all(self) -> None:
        """Take every file off the list."""
        if self._job is None:
            self._files = ()
            self.messages.hide()
            self._show()

    # Taking in

    def go(self) -> None:
        """Take in everything that can come; a file with a question that nobody has seen is shown first."""
        if self._job is not None or not any(one.comes for one in self._files):
            return
        asking = next((one for one in self._files if one.comes and one.questions() and not one.seen), None)
        if asking is not None:
            self.parts.list.choose_thing(asking.path)
            self.messages.say(self._say("intake.look_first", name=asking.path.name), "warning")
            return
        self.messages.hide()
        done: list[Imported] = []
        files = [one for one in self._files if one.comes]
        job = Steps(self, store_files(self._session, files, done))
        job.ended.connect(lambda: self._stored(done, len(files)))
        job.ended.connect(job.deleteLater)
        self._follow(job, "intake.storing")

    def _stored(self, done: list[Imported], wanted: int) -> None:
        """Tell what came in; what did not come stays on the list."""
        came = {one.file.path for one in done if one.transcript}
        failed = {one.file.path: one.problem for one in done if one.problem is not None}
        told = [*done, *(Imported(one, problem=one.problem) for one in self._files if one.problem is not None)]
        rest = [one for one in self._files if one.path not in came and one.problem is None]
        self._files = tuple(replace(one, problem=failed.get(one.path)) for one in rest)
        if self._session.is_open:
            self._files = with_twins(self._session, self._files)
        self._show()
        if self._files and came:
            self.messages.say(self._say("material.done", n=len(came), total=len(told)), "ok")
        if len(done) < wanted:
            self.messages.say(self._say("intake.stopped", n=len(came), rest=wanted - len(done)), "warning")
        self.imported.emit(told)

    # Showing

    def _show(self) -> None:
        self._show_list()
        if self._files and self.parts.list.payload() is None:
            self.parts.list.choose(0)
        self._show_file(anew=True)

    def _show_list(self) -> None:
        # The list lets go of its row for a moment when rows come or go; the file shown stays the same.
        self._quiet = True
        self.parts.list.show_rows([(file_row(one, self._say), one.path) for one in self._files])
        self._quiet = False
        self._show_head()

    def _show_head(self) -> None:
        coming = sum(1 for one in self._files if one.comes)
        self.parts.show_counts(self._files, coming, busy=self._job is not None)

    def _moved(self) -> None:
        if not self._quiet:
            self._show_file(anew=True)

    def _mark_seen(self) -> None:
        """Remember that the file in hand has been looked at."""
        one = self._file()
        if one is not None and not one.seen:
            self._files = tuple(replace(each, seen=True) if each is one else each for each in self._files)

    def _show_file(self, *, anew: bool) -> None:
        """Show the file in hand: what it will be, or why it cannot come."""
        one = self._file()
        parts = self.parts
        if one is None or one.intake is None or one.settled is None:
            why = error_words(one.problem, self._say) if one is not None and one.problem is not None else ""
            parts.show_nothing(why)
            return
        parts.show_something(one.settled.draft, remarks(one, self._say), account(one, self._say))
        parts.show_twin(one.twin, again=one.again, told=one.state == DUPLICATE or one.again)
        parts.reader.show_preview(Preview.of(one.intake, one.settled), anew=anew)
        parts.speakers.show_file(one, known_persons(self._session, self._say))
        parts.details.show_file(one)
        parts.repairs.show_file(one)
        self._mark_seen()

    def _connect(self) -> None:
        parts = self.parts
        parts.list.moved.connect(lambda _: self._moved())
        parts.list.entered_key.connect(lambda _: self.go())
        parts.list.drop_wanted.connect(self.drop)
        parts.go.clicked.connect(self.go)
        parts.add.clicked.connect(self._desk.wishes.files_wanted)
        parts.drop.clicked.connect(self.drop)
        parts.drop_all.clicked.connect(self.drop_all)
        parts.twice.clicked.connect(self.take_twice)
        parts.reader.repair_clicked.connect(parts.show_repair)
        for panel in (parts.speakers, parts.details, parts.repairs):
            panel.chosen.connect(self._choose)
