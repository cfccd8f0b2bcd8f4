"""Search beside the window: one thread owns the searcher, and an older answer never replaces a newer one."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from PySide6.QtCore import QObject, Qt, Signal

from codebooks.errors import OteError

if TYPE_CHECKING:
    from projects.model import Document
    from projects.search.corpus import Documents
    from projects.search.search import Filters, Searcher
    from projects.store import Store


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Say what a search is limited to: transcripts, speakers' roles, passages (transcript -> ranges); None: all."""

    transcripts: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    passages: Mapping[str, tuple[tuple[int, int], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Ask one question; `generation` grows with each."""

    generation: int
    query: str
    narrowing: Narrowing
    limit: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the answer to one request and how long the search itself took."""

    request: Request
    results: Any
    seconds: float


class SearchEngine(QObject):
    """Take questions for the open project; only the newest is answered."""

    answered = Signal(object)
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

    def ask(self, query: str, narrowing: Narrowing, limit: int) -> int:
        """Ask; return the question's generation."""
        self._generation += 1
        if self._line is not None:
            self._line.put(Request(self._generation, query, narrowing, limit))
        return self._generation

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
        self._over = False
        self.stale = threading.Event()
        self.stop_indexing = threading.Event()
        self._thread: threading.Thread | None = None

    def put(self, request: Request | None) -> None:
        """Take a question; questions not yet begun are dropped for it."""
        with self._wake:
            self._waiting = [request] if request is not None or not self._waiting else self._waiting
            self._wake.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """End the thread and wait for it."""
        with self._wake:
            self._over = True
            self.stop_indexing.set()
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(10.0)

    def _run(self) -> None:
        # A bug in here ends the thread and reaches the person through the hook for threads, see bug_report.py.
        try:
            with _Desk(self._path, self._passphrase) as desk:
                while (request := self._next()) is not False:
                    self._serve(desk, request)
        except OteError as problem:
            self._report("broken", problem)

    def _next(self) -> Any:
        with self._wake:
            while not self._waiting and not self._over:
                self._wake.wait()
            return False if self._over else self._waiting.pop()

    def _serve(self, desk: _Desk, request: Request | None) -> None:
        try:
            desk.refresh(again=self.stale.is_set())
            self.stale.clear()
            self.stop_indexing.clear()
            whole = desk.searcher.update(desk.corpus, self._progress, self._should_stop)
            self._report("ready", whole)
            if request is not None and not self._over:
                begun = time.perf_counter()
                narrowed = desk.filters(request.narrowing)
                results = desk.searcher.search(request.query, desk.corpus, narrowed, request.limit)
                self._report("answer", Answer(request, results, time.perf_counter() - begun))
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


class _Desk:
    """Hold what the thread works with; made and closed in the thread."""

    def __init__(self, path: Path, passphrase: str | None) -> None:
        # Not before the first question: Whoosh, and all that comes with it, is heavy.
        from projects.search.cachefile import cache_path  # noqa: PLC0415
        from projects.search.corpus import Documents  # noqa: PLC0415
        from projects.search.search import Searcher  # noqa: PLC0415
        from projects.store import Store  # noqa: PLC0415

        self._store: Store = Store.open(path, passphrase)
        key = self._store.index_key()
        self.searcher: Searcher = Searcher(cache_path(self._store.info().id, path), key)
        self._make = Documents
        self._documents: dict[str, Document] = {}
        self._loaded = False
        self.corpus: Documents = Documents(())

    def __enter__(self) -> Self:
        """Begin to work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close searcher and store."""
        self.searcher.close()
        self._store.close()

    def refresh(self, *, again: bool) -> None:
        """Read the transcripts when they were never read, or changed."""
        if self._loaded and not again:
            return
        documents = self._store.documents()
        kept = [self._documents.get(one.transcript.id) for one in documents]
        # An equal value stands for its former self, so that its address need not be computed again.
        documents = tuple(old if old == new else new for old, new in zip(kept, documents, strict=True))
        self.corpus = self._make(documents, self.corpus)
        self._documents = {one.transcript.id: one for one in documents}
        self._loaded = True

    def filters(self, narrowing: Narrowing) -> Filters:
        """Turn what a person chose into turns that may be found."""
        from projects.search.search import Filters  # noqa: PLC0415

        if narrowing.roles is None and narrowing.passages is None:
            return Filters(narrowing.transcripts)
        turns = {key: _allowed(document, narrowing) for key, document in self._documents.items()}
        return Filters(narrowing.transcripts, turns)


def _allowed(document: Document, narrowing: Narrowing) -> frozenset[int]:
    ranges = None if narrowing.passages is None else narrowing.passages.get(document.transcript.id, ())
    found = []
    for place, turn in enumerate(document.turns):
        if narrowing.roles is not None:
            person = document.person_of(turn)
            if (person.role if person else "") not in narrowing.roles:
                continue
        if ranges is not None and not any(start < turn.end and end > turn.start for start, end in ranges):
            continue
        found.append(place)
    return frozenset(found)
