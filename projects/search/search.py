"""Search a project: bring the index up to date, answer queries in document order, with the words that fit."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from sqlcipher3 import dbapi2

from projects.errors import ProjectError
from projects.search import cachefile, nodes, query
from projects.search.cachefile import Damaged
from projects.search.corpus import order
from projects.search.counting import WINDOW, Bases, collocates, frequencies
from projects.search.evaluate import Evaluator, Known
from projects.search.facts import Facts
from projects.search.index import Asked
from projects.search.nodes import Word
from projects.search.page import Asking, asking, found_in, hits_of
from projects.search.passing import Passing
from projects.search.reasons import leaves_of, literal
from projects.search.results import TEXT, Filters, Results
from projects.search.snapshot import Snapshot
from projects.search.space import Space
from projects.search.stems import Stems
from projects.search.storage import BlobStorage
from projects.search.terms import HOME, elsewhere, widely
from projects.search.tokens import turn_text
from projects.search.worker import Helper, Lost, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from projects.model import Document
    from projects.search.corpus import Corpus
    from projects.search.counting import Collocate, Frequency
    from projects.search.nodes import Node
    from projects.search.reasons import Reason

T = TypeVar("T")
TRIES = 3
NOTHING = Asked(frozenset())


@dataclass(slots=True)
class _Open:
    connection: dbapi2.Connection
    storage: BlobStorage
    version: int = -1
    snapshot: Snapshot | None = None
    evaluator: Evaluator | None = None
    layout: tuple[tuple[str, str], ...] = ()
    asked: dict[str, Asked] = field(default_factory=dict)


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

    def search(
        self,
        text: str,
        corpus: Corpus,
        filters: Filters | None = None,
        limit: int = 50,
        *,
        offset: int = 0,
        order: str = TEXT,
        facts: Callable[[], Facts] = Facts,
        wide: bool = False,
    ) -> Results:
        """Return how many turns of the corpus fit a query, and `limit` of them from `offset` on (0 = all).

        Only what the corpus holds is found; call `update` first to find all of it. Notes are found when the query
        asks for them (`kind:`). `facts` is called when a filter of the query needs them. When the index turns out
        to be damaged, it is made anew before the answer.
        """
        return self.ask(asking(text, filters, facts, wide=wide, limit=limit, offset=offset, order=order), corpus)

    def ask(self, asked: Asking, corpus: Corpus) -> Results:
        """Answer a question; see `search`."""
        return self._safely(lambda: self._search(asked, corpus), lambda: self.update(corpus))

    def frequencies(self, asked: Asking, corpus: Corpus, *, stop: Collection[str] = ()) -> tuple[Frequency, ...]:
        """Count the words of the turns that fit a query by base form, the commonest first, stop words left out."""
        return self._safely(lambda: self._frequencies(asked, corpus, frozenset(stop)), lambda: self.update(corpus))

    def collocates(
        self, asked: Asking, corpus: Corpus, *, window: int = WINDOW, stop: Collection[str] = ()
    ) -> tuple[Collocate, ...]:
        """Return the words that stand near what a query finds more often than elsewhere, the most telling first."""
        found = self._safely(lambda: self._collocates(asked, corpus, window), lambda: self.update(corpus))
        return tuple(one for one in found if one.base not in stop)

    def why(self, text: str, language: str, form: str, *, wide: bool = False) -> Reason | None:
        """Return why a lower-case word in a text of that language is found by a query, None when it is not."""
        node = query.parse(text, wide=wide)
        return self._safely(lambda: self._why(node, language, form))

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

    def _search(self, asked: Asking, corpus: Corpus) -> Results:
        with self._reading(asked, corpus) as (evaluator, found):
            hits = hits_of(asked, corpus, evaluator, found)
        opened = self._open()
        counts = {id_: part.bit_count() for id_, part in found.items()}
        known = {form: opened.asked.get(form, NOTHING).also for form in sorted(nodes.words(asked.node))}
        also = {form: tuple(sorted(bases)) for form, bases in known.items() if bases}
        return Results(asked.text, sum(counts.values()), hits, counts, also)

    @contextmanager
    def _reading(self, asked: Asking, corpus: Corpus) -> Iterator[tuple[Evaluator, Mapping[str, int]]]:
        """Hold one state of the index, and give the turns that fit in each transcript."""
        opened = self._open()
        self._learn(opened, asked.node)
        opened.connection.execute("BEGIN")
        try:
            evaluator = self._current(opened, corpus)
            passing = Passing(asked.facts, corpus, evaluator.space)
            bits = evaluator.turns(asked.node, Known(passing.bits, passing.voices))
            yield evaluator, found_in(asked, corpus, evaluator, bits)
        finally:
            opened.connection.execute("COMMIT")

    def _frequencies(self, asked: Asking, corpus: Corpus, stop: frozenset[str]) -> tuple[Frequency, ...]:
        with self._reading(asked, corpus) as (evaluator, found):
            turns = evaluator.turns_said(found)
            bases = Bases(self._open().connection, Counter("".join(turns)))
            return frequencies(bases, turns, stop)

    def _collocates(self, asked: Asking, corpus: Corpus, window: int) -> tuple[Collocate, ...]:
        with self._reading(asked, corpus) as (evaluator, found):
            wanted = [id_ for id_ in evaluator.space.spans if corpus.kind(id_) == "transcript"]
            every = Counter("".join(evaluator.turns_said(dict.fromkeys(wanted, -1))))
            bases = Bases(self._open().connection, every)
            return collocates(evaluator, nodes.leaves(asked.node), found, bases, window)

    def _why(self, node: Node, language: str, form: str) -> Reason | None:
        opened = self._open()
        self._learn(opened, node)
        leaves = tuple(leaves_of(node))
        plain = next(filter(None, (literal(leaf, form) for leaf in leaves)), None)
        found = (
            self._helper.reason(language, form, self._terms(opened, (language,), leaf))
            for leaf in leaves
            if isinstance(leaf, Word)
        )
        return plain or next(filter(None, found), None)

    def _learn(self, opened: _Open, node: Node) -> None:
        """Have what the query's words ask for, from memory, from the cache, or from the worker."""
        unknown = set()
        for form in nodes.words(node) - opened.asked.keys():
            row = opened.connection.execute("SELECT terms, also FROM asked WHERE word = ?", (form,)).fetchone()
            if row:
                opened.asked[form] = Asked(frozenset(row[0].split()), frozenset(row[1].split()))
            else:
                unknown.add(form)
        if unknown and _speaks_finnish(opened):
            opened.asked.update(self._helper.terms(frozenset(unknown)))

    def _current(self, opened: _Open, corpus: Corpus) -> Evaluator:
        """Return an evaluator on the state the transaction sees, laid out for the corpus."""
        opened.connection.execute("SELECT count(*) FROM docs").fetchone()
        version = opened.connection.execute("PRAGMA data_version").fetchone()[0]
        wanted = order(corpus)
        layout = tuple(wanted.items())
        snapshot = opened.snapshot
        if snapshot is None or version != opened.version:
            opened.storage.pull()
            snapshot = opened.snapshot = _read(opened)
            opened.version = version
            opened.evaluator = None
        if opened.evaluator is None or layout != opened.layout:
            space = Space(snapshot, wanted)
            opened.evaluator = Evaluator(snapshot, space, lambda word: self._terms(opened, snapshot.languages, word))
            opened.layout = layout
        return opened.evaluator

    def _terms(self, opened: _Open, languages: Iterable[str], word: Word) -> frozenset[str]:
        """Return the terms a query word asks for in texts of some languages."""
        asked = opened.asked.get(word.form, NOTHING).terms
        return (widely(asked) if word.wide else asked) | elsewhere(self._stems, languages, word.form)

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


def _text(address: str, document: Document) -> Text:
    turns = tuple(turn_text(turn, document.text) for turn in document.turns)
    return Text(address, document.transcript.language, turns)


def _silent(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False
