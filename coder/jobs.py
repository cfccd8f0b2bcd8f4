"""Run long work beside the window: plain generators, one thread each, with progress, cancel and one ending."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from codebooks.errors import OteError

Work = Generator[tuple[int, int], None, Any]


class Job(QObject):
    """Stand for one piece of work; exactly one of finished, failed, cancelled, crashed ends it."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    crashed = Signal(object)
    ended = Signal()

    _told = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        """Prepare a job that has not begun."""
        super().__init__(parent)
        self._stop = threading.Event()
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def drive(self, begin: Callable[[], Work]) -> None:
        """Run the work to its end; called in the job's own thread."""
        try:
            self._told.emit(*self._outcome(begin()))
        except OteError as problem:
            self._told.emit("failed", problem)
        except Exception as problem:  # noqa: BLE001 - the program's one broad except: a job's bug must reach the person
            self._told.emit("crashed", problem)

    def _outcome(self, work: Work) -> tuple[str, object]:
        while not self._stop.is_set():
            try:
                done, total = next(work)
            except StopIteration as end:
                return "finished", end.value
            self._told.emit("progressed", (done, total))
        work.close()
        return "cancelled", None

    def _pass_on(self, what: str, value: Any) -> None:
        if what == "progressed":
            self.progressed.emit(*value)
            return
        if what == "cancelled":
            self.cancelled.emit()
        else:
            {"finished": self.finished, "failed": self.failed, "crashed": self.crashed}[what].emit(value)
        self.ended.emit()


class Steps(Job):
    """Do work in the window's own thread, a step at each turn of its loop, so that keys and clicks come between."""

    def __init__(self, parent: QObject, work: Work) -> None:
        """Begin at the next turn."""
        super().__init__(parent)
        self._work = work
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)
        self._turn.start()

    def _step(self) -> None:
        """Take one step; what ends the work ends the job."""
        if self._stop.is_set():
            self._work.close()
            self._end("cancelled", None)
            return
        try:
            self._told.emit("progressed", next(self._work))
        except StopIteration as end:
            self._end("finished", end.value)

    def _end(self, what: str, value: object) -> None:
        self._turn.stop()
        self._told.emit(what, value)


class Runner(QObject):
    """Start jobs and wait for those that are under way when the program ends."""

    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without jobs."""
        super().__init__(parent)
        self._under_way: dict[Job, threading.Thread] = {}

    def start(self, begin: Callable[[], Work], name: str = "job") -> Job:
        """Start a thread that calls `begin` and drives the generator it returns."""
        job = Job(self)
        job.crashed.connect(self.crashed)
        job.ended.connect(lambda: self._forget(job))
        thread = threading.Thread(target=job.drive, args=(begin,), name=name, daemon=True)
        self._under_way[job] = thread
        thread.start()
        return job

    def stop(self, seconds: float = 5.0) -> None:
        """Cancel every job and wait until its thread has ended."""
        for job in self._under_way:
            job.cancel()
        for thread in self._under_way.values():
            thread.join(seconds)

    def _forget(self, job: Job) -> None:
        thread = self._under_way.pop(job)
        thread.join()
        job.deleteLater()
