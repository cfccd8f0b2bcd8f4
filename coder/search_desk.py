"""What the search thread works with: its own connection to the project, the corpus, the searcher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from projects.model import Document
    from projects.search.corpus import Documents
    from projects.search.facts import Facts
    from projects.search.page import Asking
    from projects.search.results import Filters, Results
    from projects.search.search import Searcher
    from projects.store import Store


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Say what a search is limited to: transcripts, speakers' roles, passages (transcript -> ranges); None: all."""

    transcripts: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    passages: Mapping[str, tuple[tuple[int, int], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Ask one question: which hits to show (from `offset` on, at most `limit`, 0 = all) and in which order.

    `generation` grows with each question.
    """

    generation: int
    query: str
    narrowing: Narrowing
    limit: int
    offset: int = 0
    order: str = "text"
    wide: bool = False


class Desk:
    """Hold what the thread works with; made and closed in the thread."""

    def __init__(self, path: Path, passphrase: str | None) -> None:
        """Open the project a second time; the index is opened by the first question."""
        # Not before the first question: Whoosh, and all that comes with it, is heavy.
        from projects.search.cachefile import cache_path  # noqa: PLC0415
        from projects.search.corpus import Documents  # noqa: PLC0415
        from projects.search.facts import facts_of  # noqa: PLC0415
        from projects.search.notes import notes_of  # noqa: PLC0415
        from projects.search.search import Searcher  # noqa: PLC0415
        from projects.store import Store  # noqa: PLC0415

        self._store: Store = Store.open(path, passphrase)
        self._key = self._store.index_key()
        self._cache = cache_path(self._store.info().id, path)
        self._search = Searcher
        self.searcher: Searcher = Searcher(self._cache, self._key)
        self._make = Documents
        self._read_notes = notes_of
        self._read_facts = facts_of
        self._documents: dict[str, Document] = {}
        self._notes: dict[str, Document] = {}
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
            self._gather()
            return
        self._renew_key()
        documents = self._store.documents()
        kept = [self._documents.get(one.transcript.id) for one in documents]
        # An equal value stands for its former self, so that its address need not be computed again.
        documents = tuple(old if old == new else new for old, new in zip(kept, documents, strict=True))
        self._documents = {one.transcript.id: one for one in documents}
        self._loaded = True
        self._gather()

    def _renew_key(self) -> None:
        """Begin a new index when the project's key has changed: what the old one held is gone for ever."""
        key = self._store.index_key()
        if key != self._key:
            self.searcher.close()
            self._key, self.searcher = key, self._search(self._cache, key)

    def _gather(self) -> None:
        """Put the transcripts and today's notes together."""
        notes = {one.transcript.id: one for one in self._read_notes(self._store)}
        # An equal value stands for its former self, so that its address need not be computed again.
        self._notes = {id_: self._former_note(one) for id_, one in notes.items()}
        self.corpus = self._make((*self._documents.values(), *self._notes.values()), self.corpus)

    def _former_note(self, note: Document) -> Document:
        former = self._notes.get(note.transcript.id)
        return former if former == note and former is not None else note

    def facts(self) -> Facts:
        """Read what the filters of a query ask about."""
        return self._read_facts(self._store)

    def look_at(self, request: Request) -> None:
        """Raise `QueryError` for a query that cannot be read, before anything is made for it."""
        from projects.search.query import parse  # noqa: PLC0415

        parse(request.query)

    def asking(self, request: Request) -> Asking:
        """Turn a question into what the searcher is asked; raises `QueryError` with the place of a mistake."""
        from projects.search.page import asking  # noqa: PLC0415

        narrowed = self.filters(request.narrowing)
        paging = {"limit": request.limit, "offset": request.offset}
        return asking(request.query, narrowed, self.facts, wide=request.wide, order=request.order, **paging)

    def answer(self, request: Request) -> Results:
        """Search."""
        return self.searcher.ask(self.asking(request), self.corpus)

    def filters(self, narrowing: Narrowing) -> Filters:
        """Turn what a person chose into turns that may be found."""
        from projects.search.results import Filters  # noqa: PLC0415

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
