"""Search beside the window: one thread owns the searcher, and an older answer never replaces a newer one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from codebooks.errors import OteError
from coder.search_desk import Desk, Narrowing, Request

if TYPE_CHECKING:
    from projects.model import Document

Task = Callable[[Desk], Any]

@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the answer to one request, how long the search itself took, and the documents its hits are in, by id."""

    request: Request
    results: Any
    seconds: float
    documents: Mapping[str, Document]


class SearchEngine(QObject):
    """Take questions for the open project; only the newest is answered."""

    answered = Signal(object)
    had = Signal(str, object)
    refused = Signal(object)
    index_progress = Signal(int, int)
    index_ready = Signal(bool)

    _told = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a project; nothing is imported or opened before the first question."""
        super().__init__(parent)
        self._line: _Line | None = None
        self._generation = 0
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def open(self, path: Path, passphrase: str | None) -> None:
        """Belong to this project from now on."""
        self.close()
        self._line = _Line(path, passphrase, self._told.emit)

    def close(self) -> None:
        """Let go of the project and end the thread."""
        line, self._line = self._line, None
        if line is not None:
            line.end()

    def ask(self, query: str, narrowing: Narrowing, limit: int, **more: Any) -> Request:
        """Ask; return the question. `more` are the fields of `Request` that follow."""
        self._generation += 1
        request = Request(self._generation, query, narrowing, limit, **more)
        if self._line is not None:
            self._line.put(request)
        return request

    def have(self, name: str, act: Task) -> None:
        """Have something computed beside the searches; `had` gives the newest of each name, `refused` the trouble."""
        if self._line is not None:
            self._line.have(name, act)

    def prepare(self) -> None:
        """Bring the index up to date without a question."""
        if self._line is not None:
            self._line.put(None)

    def texts_changed(self) -> None:
        """Read the transcripts again before the next answer."""
        if self._line is not None:
            self._line.stale.set()

    def stop_indexing(self) -> None:
        """Stop bringing the index up to date; what was indexed stays."""
        if self._line is not None:
            self._line.stop_indexing.set()

    def _pass_on(self, what: str, value: Any) -> None:
        if what == "answer" and value.request.generation == self._generation:
            self.answered.emit(value)
        elif what == "refused" and value[0].generation == self._generation:
            self.refused.emit(value[1])
        elif what == "progress":
            self.index_progress.emit(*value)
        elif what == "ready":
            self.index_ready.emit(value)
        elif what == "had":
            self.had.emit(*value)
        elif what == "broken":
            self.refused.emit(value)


class _Line:
    """Own the thread of one project: its store connection, its corpus, its searcher."""

    def __init__(self, path: Path, passphrase: str | None, tell: Any) -> None:
        self._path = path
        self._passphrase = passphrase
        self._tell = tell
        self._wake = threading.Condition()
        self._waiting: list[Request | None] = []
        self._tasks: dict[str, Task] = {}
        self._over = False
        self.stale = threading.Event()
        self.stop_indexing = threading.Event()
        self._thread: threading.Thread | None = None

    def put(self, request: Request | None) -> None:
        """Take a question; questions not yet begun are dropped for it."""
        with self._wake:
            self._waiting = [request] if request is not None or not self._waiting else self._waiting
            self._wake.notify()
        self._begin()

    def have(self, name: str, act: Task) -> None:
        """Take something to compute; what waits under the same name is dropped for it."""
        with self._wake:
            self._tasks[name] = act
            self._wake.notify()
        self._begin()

    def end(self) -> None:
        """End the thread and wait for it."""
        with self._wake:
            self._over = True
            self.stop_indexing.set()
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(10.0)

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        # A bug in here ends the thread and reaches the person through the hook for threads, see bug_report.py.
        try:
            with Desk(self._path, self._passphrase) as desk:
                while (given := self._next()) is not False:
                    if isinstance(given, tuple):
                        self._compute(desk, *given)
                    else:
                        self._serve(desk, given)
        except OteError as problem:
            self._report("broken", problem)

    def _next(self) -> Any:
        with self._wake:
            while not self._waiting and not self._tasks and not self._over:
                self._wake.wait()
            if self._over:
                return False
            return self._waiting.pop() if self._waiting else self._tasks.popitem()

    def _compute(self, desk: Desk, name: str, act: Task) -> None:
        try:
            self._freshen(desk)
            self._report("had", (name, act(desk)))
        except OteError as problem:
            self._report("broken", problem)

    def _freshen(self, desk: Desk) -> None:
        """Bring corpus and index up to date."""
        desk.refresh(again=self.stale.is_set())
        self.stale.clear()
        self.stop_indexing.clear()
        self._report("ready", desk.searcher.update(desk.corpus, self._progress, self._should_stop))

    def _serve(self, desk: Desk, request: Request | None) -> None:
        try:
            if request is not None:
                desk.look_at(request)
            self._freshen(desk)
            if request is not None and not self._over:
                begun = time.perf_counter()
                results = desk.answer(request)
                seconds = time.perf_counter() - begun
                documents = {hit.transcript: desk.corpus.document(hit.transcript) for hit in results.hits}
                self._report("answer", Answer(request, results, seconds, documents))
        except OteError as problem:
            if request is None:
                raise
            self._report("refused", (request, problem))

    def _progress(self, done: int, total: int) -> None:
        self._report("progress", (done, total))

    def _report(self, what: str, value: object) -> None:
        """Tell, unless nobody listens any more: the window may be gone while this thread still ends its work."""
        if not self._over:
            self._tell(what, value)

    def _should_stop(self) -> bool:
        return self._over or self.stop_indexing.is_set()
