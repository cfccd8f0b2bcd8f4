"""Search a project: bring the index up to date, answer queries in document order, with the words that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2

from projects.errors import ProjectError
from projects.search import cachefile, query
from projects.search.cachefile import Damaged
from projects.search.corpus import order
from projects.search.evaluate import Evaluator
from projects.search.snapshot import Snapshot, bits_of, places_of
from projects.search.stems import Stems
from projects.search.storage import BlobStorage
from projects.search.terms import HOME, elsewhere
from projects.search.tokens import turn_text, turn_tokens
from projects.search.worker import Helper, Lost, Text
from projects.speech import speech_span, turn_speech

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from projects.model import Document, Turn
    from projects.search.corpus import Corpus
    from projects.search.query import Node

T = TypeVar("T")
TRIES = 3
NONE = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one turn that fits: the range and text of its speech, and the ranges of the words that fit."""

    transcript: str
    turn: Turn
    start: int
    end: int
    text: str
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Hold the answer to a query: how many turns fit, and the first of them in document order."""

    query: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow a search; None lets everything through.

    `transcripts` are ids; `turns` gives, by transcript id, the allowed turns as their places in the document
    (0 is the first), a transcript left out allowing none.
    """

    transcripts: Collection[str] | None = None
    turns: Mapping[str, Collection[int]] | None = None

    def allowed(self, transcript: str, bits: int) -> int:
        """Return which of a transcript's turns pass."""
        if self.transcripts is not None and transcript not in self.transcripts:
            return 0
        if self.turns is None or not bits:
            return bits
        places = self.turns.get(transcript, ())
        digits = bytearray(b"0" * bits.bit_length())
        for place in places:
            if place < len(digits):
                digits[place] = 49
        return bits & bits_of(digits)


@dataclass(slots=True)
class _Open:
    connection: dbapi2.Connection
    storage: BlobStorage
    version: int = -1
    snapshot: Snapshot | None = None
    evaluator: Evaluator | None = None
    terms: dict[str, frozenset[str]] = field(default_factory=dict)


class Searcher:
    """Search one project through its cache file; one thread only. Close it when done.

    Raises `QueryError` for a query, `ProjectError` for a cache folder that cannot be used; a damaged cache is
    made anew without a word.
    """

    def __init__(self, cache_file: Path, key: bytes) -> None:
        """Keep where the index lies and its key of 32 bytes; nothing is opened yet."""
        self._path = cache_file
        self._key = key
        self._helper = Helper(cache_file, key)
        self._stems = Stems()
        self._opened: _Open | None = None

    def update(
        self,
        corpus: Corpus,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Bring the index up to date with the corpus; return False when it was cancelled before the end.

        `progress` is told words done and words to do. Blocks; what was indexed before a cancel stays.
        """
        return self._safely(lambda: self._update(corpus, progress or _silent, cancelled or _never))

    def search(self, text: str, corpus: Corpus, filters: Filters | None = None, limit: int = 50) -> Results:
        """Return how many turns of the corpus fit a query and the first `limit` of them (0 = all).

        Only what the corpus holds is found; call `update` first to find all of it. When the index turns out to be
        damaged, it is made anew before the answer.
        """
        node = query.parse(text)
        narrow = filters or Filters()
        return self._safely(lambda: self._search(text, node, corpus, narrow, limit), lambda: self.update(corpus))

    def wipe(self) -> None:
        """Delete the index; the next update makes it anew."""
        self.close()
        cachefile.remove(self._path)

    def close(self) -> None:
        """End the worker and close the index."""
        self._helper.close()
        self._let_go()

    def _safely(self, act: Callable[[], T], repair: Callable[[], object] | None = None) -> T:
        """Act; when the cache is of no use make it anew, when the worker is lost start another, and act again."""
        for _ in range(TRIES):
            try:
                return act()
            except Lost:
                self._helper.close()
                continue
            except Damaged:
                self.wipe()
            except dbapi2.Error as error:
                self._let_go()
                told = cachefile.trouble(error, self._path)
                if told:
                    raise told from error
                self.wipe()
            if repair:
                repair()
        raise ProjectError("search-cache-useless", file=str(self._path))

    def _update(self, corpus: Corpus, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        wanted = order(corpus)
        there = self._addresses()
        if there - set(wanted.values()):
            self._helper.keep(frozenset(wanted.values()))
        todo = {address: id_ for id_, address in wanted.items() if address not in there}
        if not todo:
            return True
        whole = self._send(todo, corpus, progress, cancelled)
        self._helper.finish(tidy=whole)
        if whole and not self._addresses() >= todo.keys():
            raise Lost
        return whole

    def _send(
        self,
        todo: Mapping[str, str],
        corpus: Corpus,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        words = {one.id: one.words for one in corpus.transcripts()}
        total = sum(words[id_] for id_ in todo.values())
        done = 0
        progress(0, total)
        for address, id_ in todo.items():
            if cancelled():
                return False
            self._helper.add(_text(address, corpus.document(id_)))
            done += words[id_]
            progress(done, total)
        return True

    def _addresses(self) -> frozenset[str]:
        connection = self._open().connection
        return frozenset(address for (address,) in connection.execute("SELECT address FROM docs").fetchall())

    def _search(self, text: str, node: Node, corpus: Corpus, filters: Filters, limit: int) -> Results:
        opened = self._open()
        self._learn(opened, node)
        opened.connection.execute("BEGIN")
        try:
            snapshot, evaluator = self._current(opened)
            bits = evaluator.turns(node)
            count = 0
            hits: list[Hit] = []
            for id_, address in order(corpus).items():
                span = snapshot.spans.get(address)
                part = filters.allowed(id_, span.cut(bits)) if span and bits else 0
                count += part.bit_count()
                if span and part and (not limit or len(hits) < limit):
                    places = places_of(part)[: limit - len(hits) if limit else None]
                    document = corpus.document(id_)
                    hits.extend(_hit(document, place, evaluator.matches(node, span.start + place)) for place in places)
        finally:
            opened.connection.execute("COMMIT")
        return Results(text, count, tuple(hits))

    def _learn(self, opened: _Open, node: Node) -> None:
        """Have the terms of the query's words, from memory, from the cache, or from the worker."""
        unknown = set()
        for form in query.words(node) - opened.terms.keys():
            row = opened.connection.execute("SELECT terms FROM asked WHERE word = ?", (form,)).fetchone()
            if row:
                opened.terms[form] = frozenset(row[0].split())
            else:
                unknown.add(form)
        if unknown and _speaks_finnish(opened):
            opened.terms.update(self._helper.terms(frozenset(unknown)))

    def _current(self, opened: _Open) -> tuple[Snapshot, Evaluator]:
        """Return a snapshot of the state the transaction sees."""
        opened.connection.execute("SELECT count(*) FROM docs").fetchone()
        version = opened.connection.execute("PRAGMA data_version").fetchone()[0]
        if opened.snapshot is None or opened.evaluator is None or version != opened.version:
            opened.storage.pull()
            snapshot = opened.snapshot = _read(opened)
            opened.version = version
            opened.evaluator = Evaluator(
                snapshot, lambda form: opened.terms.get(form, NONE) | elsewhere(self._stems, snapshot.languages, form)
            )
        return opened.snapshot, opened.evaluator

    def _open(self) -> _Open:
        if self._opened is None:
            connection = cachefile.connect(self._path, self._key)
            self._opened = _Open(connection, BlobStorage(connection))
        return self._opened

    def _let_go(self) -> None:
        opened, self._opened = self._opened, None
        if opened:
            opened.connection.close()


def _speaks_finnish(opened: _Open) -> bool:
    languages = opened.connection.execute("SELECT DISTINCT language FROM words").fetchall()
    return any(language in HOME for (language,) in languages)


def _read(opened: _Open) -> Snapshot:
    try:
        return Snapshot(opened.connection, opened.storage)
    except dbapi2.Error:
        raise
    except Exception as error:
        raise Damaged from error


def _hit(document: Document, place: int, ordinals: list[int]) -> Hit:
    turn = document.turns[place]
    said = turn_tokens(turn, document.text)
    start, end = speech_span(turn, document.text)
    matches = tuple((said[one].start, said[one].end) for one in ordinals)
    return Hit(document.transcript.id, turn, start, end, turn_speech(turn, document.text), matches)


def _text(address: str, document: Document) -> Text:
    turns = tuple(turn_text(turn, document.text) for turn in document.turns)
    return Text(address, document.transcript.language, turns)


def _silent(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False
