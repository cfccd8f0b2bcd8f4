"""Bring another program's project in and send ours out: ask for a file, work beside the window, show what came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QDialog

from coder.views.bars import JobBar, MessageBar
from coder.views.forms import Answers, Field, Form, ask_for_file
from coder.views.pages import Desk

_SUFFIX = ".ote"
_PROJECT = ".qdpx"


class InterchangeActs(QObject):
    """Hold the two conversations; what reads and writes is imported only when it is asked for."""

    def __init__(self, desk: Desk, bars: Callable[[], tuple[MessageBar, JobBar]]) -> None:
        """Keep what the conversations need; `bars` gives the message and progress bars of the page in view."""
        super().__init__(desk.window)
        self._session = desk.session
        self._runner = desk.runner
        self._say = desk.say
        self._window = desk.window
        self._bars = bars

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the two actions of the File menu call."""
        return {"import_project": self.bring_in, "export_project": self.send_out}

    def bring_in(self) -> QDialog:
        """Let a person choose another program's project; with no project open it becomes a new one."""
        return ask_for_file(
            self._window, lambda path: self.read(Path(path)), start=self._start("x"),
            pattern=self._say("interchange.pattern_in"), title=self._say("act.import_project"),
        )

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Bring in what of dropped files is another program's project; return the other files."""
        from projects.interchange.reading import is_project  # noqa: PLC0415 - only when something is dropped

        found = [path for path in paths if is_project(path)]
        for path in found:
            self.read(path)
        return [path for path in paths if path not in found]

    def send_out(self) -> QDialog:
        """Let a person say where the project shall be written."""
        return ask_for_file(
            self._window, lambda path: self.write(Path(path)), save=True,
            start=self._start(f"{self._session.store.path.stem}.qdpx"),
            pattern=self._say("interchange.pattern_out"), title=self._say("act.export_project"),
        )

    def read(self, path: Path) -> None:
        """Read a project beside the window, then take it in."""
        from coder.interchange import reading  # noqa: PLC0415 - the readers bring lxml along

        self._session.settings.put("last_folder", str(path.parent))
        messages, bar = self._bars()
        job = self._runner.start(lambda: reading(path), "interchange")
        job.finished.connect(lambda foreign: self._take(path, foreign))
        job.failed.connect(messages.tell)
        bar.follow(job, self._say("interchange.reading", file=path.name))

    def write(self, path: Path) -> None:
        """Write the project beside the window; a name without the ending gets it."""
        from exports.refi import write_qdpx  # noqa: PLC0415

        path = path if path.suffix.lower() == _PROJECT else path.with_name(f"{path.name}{_PROJECT}")
        snapshot, stays = self._session.store.snapshot(), self._session.store.staying()
        messages, bar = self._bars()
        job = self._runner.start(lambda: write_qdpx(snapshot, path), "interchange")
        job.finished.connect(lambda written: self._written(path, written, stays))
        job.failed.connect(messages.tell)
        bar.follow(job, self._say("interchange.writing", file=path.name))

    def _take(self, path: Path, foreign: object) -> None:
        if self._session.is_open:
            self._join(path, foreign)
            return
        name = self._start(f"{path.stem}{_SUFFIX}")
        field = Field("file", "file", name, pattern=self._say("form.pattern"))
        form = Form("bring_in", (field,), lambda answers: self._make(path, foreign, answers), self._say, self._window)
        form.open()

    def _make(self, path: Path, foreign: object, answers: Answers) -> None:
        from projects.interchange.values import Foreign  # noqa: PLC0415

        if not isinstance(foreign, Foreign):
            raise TypeError(foreign)
        target = Path(answers["file"].strip()).expanduser()
        target = target if target.suffix.lower() == _SUFFIX else target.with_name(target.name + _SUFFIX)
        self._session.create(target, foreign.snapshot.codebook)
        self._join(path, foreign)

    def _join(self, path: Path, foreign: object) -> None:
        from coder.interchange import all_findings, joined_sentence, told  # noqa: PLC0415
        from projects.commands import ImportProject, ProjectJoined  # noqa: PLC0415
        from projects.interchange.values import Foreign  # noqa: PLC0415

        if not isinstance(foreign, Foreign):
            raise TypeError(foreign)
        receipt = self._session.do(ImportProject(foreign))
        if receipt is None or not isinstance(receipt.result, ProjectJoined):
            return
        sentence = joined_sentence(self._say, path.name, receipt.result)
        self._show("interchange.brought_in", sentence, told(self._say, all_findings(foreign, receipt.result)))

    def _written(self, path: Path, written: object, stays: Mapping[str, int]) -> None:
        from coder.interchange import staying, told, written_sentence  # noqa: PLC0415
        from exports.refi import RefiWritten  # noqa: PLC0415

        if not isinstance(written, RefiWritten):
            raise TypeError(written)
        sentence = written_sentence(self._say, path.name, written)
        found = told(self._say, (*staying(stays), *written.findings))
        if found:
            self._show("interchange.sent_out", sentence, found)
        else:
            self._bars()[0].say(sentence, "ok")

    def _show(self, title: str, sentence: str, found: tuple[object, ...]) -> None:
        from coder.views.found_list import FoundList  # noqa: PLC0415 - knows what was read

        FoundList(self._say(title), sentence, found, self._say, self._window).open()  # type: ignore[arg-type]  # told

    def _start(self, name: str) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._session.settings.text("last_folder") or documents or str(Path.home())
        return str(Path(folder) / name)
