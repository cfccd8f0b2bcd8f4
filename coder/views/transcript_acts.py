"""Write the open interview for Word, its codings as comments or brackets; what the margin hides stays out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coder.coded_files import coded_transcript
from coder.jobs import Work
from coder.views.bars import JobBar, MessageBar
from coder.views.forms import ask_for_file
from coder.views.pages import Desk
from coder.views.panes import Panes
from exports.coded_speech import CodedTranscript


class TranscriptActs(QObject):
    """Ask where the file goes and write it beside the window."""

    def __init__(self, desk: Desk, panes: Panes, messages: MessageBar, job: JobBar) -> None:
        """Serve the panes of a page."""
        super().__init__(panes)
        self._desk = desk
        self._panes = panes
        self._messages = messages
        self._job = job

    def ask(self, way: str) -> QFileDialog | None:
        """Let a person choose where the file goes; `way` is `comments` or `brackets`."""
        document = self._panes.active.document
        if document is None:
            return None
        say = self._desk.say
        name = say("coded.file_name", short=document.transcript.short)
        return ask_for_file(
            self._desk.window, lambda path: self.write(way, Path(path)), save=True,
            start=str(self._desk.session.store.path.with_name(name)), pattern=say("coded.pattern"),
            title=say(f"act.word_{way}"),
        )

    def write(self, way: str, path: Path) -> None:
        """Write the interview with the codings that the margin shows."""
        pane, say = self._panes.active, self._desk.say
        if pane.document is None:
            return
        path = path if path.suffix else path.with_name(f"{path.name}.docx")
        shown = frozenset(one.id for one in pane.reader.index.all())
        coded = coded_transcript(self._desk.session.store, pane.document.transcript.id, say.language, shown)
        job = self._desk.runner.start(partial(_written, coded, way, path), "coded")
        self._messages.hide()
        self._job.follow(job, say("coded.writing"))
        job.finished.connect(partial(self._done, path))
        job.failed.connect(self._messages.tell)
        job.cancelled.connect(lambda: self._messages.say(say("coded.stopped")))

    def _done(self, path: Path, codings: object) -> None:
        say = self._desk.say
        opened = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self._messages.say(say("coded.written", file=path.name, n=codings), "ok", ((say("report.open"), opened),))


def _written(coded: CodedTranscript, way: str, path: Path) -> Work:
    from exports.coded_transcript import write_coded_transcript  # noqa: PLC0415 - python-docx is heavy

    return (yield from write_coded_transcript(coded, way, path))
