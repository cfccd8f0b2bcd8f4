"""Write the index of one project: which texts are in it, adding and dropping them, each time in one transaction.

A text is known by its address (see `corpus`), a document of Whoosh is one turn. Whoosh holds which turns have
which forms (`body`) and terms (`lem`); beside it stand each text's words in order, as one character a word.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from projects.search import cachefile
from projects.search.engine import COLUMN, ID, FileIndex, PlaceColumn, Schema, W3Codec
from projects.search.merging import merging, worth_merging
from projects.search.storage import BlobStorage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from projects.search.engine import Segment, SegmentWriter

NAME = "OTE"
TURN_BITS = 24
LIMIT_MB = 4096
BLOCK = 4096
FIRST_CODE = 0x100
SURROGATES = range(0xD800, 0xE000)
LAST_CODE = 0x10FFFF
PAGES_KB = 65_536
HURRIED_MS = 50
WORTH_CLEANING = 4
TURN_END = "\n"
AT_ONCE = 500
"""So many words one statement asks for."""

Key = tuple[str, str]
"""A language and a form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what a query word asks for, and the base forms it could mean too."""

    terms: frozenset[str]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Analysed:
    """Hold one text ready for the index: the words of its turns in order, as (language, form)."""

    address: str
    turns: tuple[tuple[Key, ...], ...]


def schema() -> Schema:
    """Return Whoosh's schema; it is always given when the index is opened, never read from the file."""
    return Schema(place=COLUMN(PlaceColumn("Q")), body=ID(), lem=ID())


def place_of(number: int, turn: int) -> int:
    """Return what Whoosh keeps for a turn: the text's number and the turn's."""
    return number << TURN_BITS | turn


class SearchIndex:
    """Write the index in a cache file; one thread only. Raises `cachefile.Damaged` when it cannot be believed."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the cache file, made when it is not there; `key` is 32 random bytes."""
        self._path = path
        self.connection = cachefile.connect(path, key)
        self.connection.execute(f"PRAGMA cache_size=-{PAGES_KB}")
        self._storage = BlobStorage(self.connection)

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self.connection.close()

    def addresses(self) -> frozenset[str]:
        """Return the addresses of the texts in the index."""
        return frozenset(address for (address,) in self.connection.execute("SELECT address FROM docs").fetchall())

    def missing(self, wanted: Collection[str]) -> tuple[str, ...]:
        """Return which of the wanted addresses are not in the index, in the order given."""
        there = self.addresses()
        return tuple(address for address in dict.fromkeys(wanted) if address not in there)

    def terms_of(self, keys: Collection[Key]) -> dict[Key, frozenset[str]]:
        """Return the terms of the words that are in the index already: they need not be analysed again."""
        return {key: frozenset(found.split()) for key, (_, found) in self._written(keys).items()}

    def add(self, texts: Sequence[Analysed], terms: Mapping[Key, frozenset[str]]) -> None:
        """Add texts, those already there left out; `terms` must hold every key of theirs."""
        with self._writing() as writer:
            there = self.addresses()
            for text in {text.address: text for text in texts if text.address not in there}.values():
                self._add(writer, text, terms)

    def drop_all_but(self, wanted: Collection[str]) -> int:
        """Drop the texts that are not wanted, and the words only they held; return how many texts went."""
        if self.addresses() <= set(wanted):
            return 0
        with self._writing() as writer:
            rows = self.connection.execute("SELECT number, address FROM docs").fetchall()
            doomed = {number for number, address in rows if address not in wanted}
            for docnum, place in enumerate(_places(writer)):
                if place >> TURN_BITS in doomed:
                    writer.delete_document(docnum)
            self.connection.executemany("DELETE FROM docs WHERE number = ?", [(number,) for number in doomed])
            self._forget_words()
        return len(doomed)

    def tidy(self) -> None:
        """Merge segments of the index and give free room back, where that is worth the work."""
        while self._merge():
            pass
        free = self.connection.execute("PRAGMA freelist_count").fetchone()[0]
        if free * WORTH_CLEANING > self.connection.execute("PRAGMA page_count").fetchone()[0]:
            self.connection.execute("VACUUM")

    def remember(self, asked: Mapping[str, Asked]) -> None:
        """Keep the terms of query words, so that they are known without the lexicon."""
        rows = [(word, " ".join(sorted(one.terms)), " ".join(sorted(one.also))) for word, one in asked.items()]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", rows)
        self.connection.execute("COMMIT")

    def remember_if_free(self, asked: Mapping[str, Asked]) -> None:
        """Keep the terms of query words unless somebody else is writing: a person waits for the answer."""
        self.connection.execute(f"PRAGMA busy_timeout={HURRIED_MS}")
        try:
            self.remember(asked)
        except dbapi2.OperationalError as error:
            told = cachefile.trouble(error, self._path)
            if self.connection.in_transaction or told is None or told.code != cachefile.BUSY:
                raise
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={cachefile.BUSY_MS}")

    def _merge(self) -> bool:
        """Write some segments anew in one transaction; return False when there was no need."""
        chosen: list[Segment] = []
        with self._writing() as writer:
            chosen = worth_merging(writer.segments)
            if not chosen:
                raise _Unneeded
            writer.mergetype = merging(chosen)
        return bool(chosen)

    @contextmanager
    def _writing(self) -> Iterator[SegmentWriter]:
        try:
            writer = self._writer()
            yield writer
            writer.commit(merge=False)
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, _Unneeded):
                return
            self._storage.forget()
            if isinstance(error, dbapi2.Error):
                raise (cachefile.trouble(error, self._path) or cachefile.Damaged()) from error
            raise

    def _writer(self) -> SegmentWriter:
        self.connection.execute("BEGIN IMMEDIATE")
        self._storage.pull()
        if not self._storage.files:
            FileIndex.create(self._storage, schema(), NAME)
        self._storage.push()
        self.connection.execute("COMMIT")
        index = FileIndex(self._storage, schema=schema(), indexname=NAME)
        codec = W3Codec(blocklimit=BLOCK)
        codec.length_stats = False
        return index.writer(limitmb=LIMIT_MB, codec=codec)

    def _add(self, writer: SegmentWriter, text: Analysed, terms: Mapping[Key, frozenset[str]]) -> None:
        codes = self._codes(dict.fromkeys(key for turn in text.turns for key in turn), terms)
        said = TURN_END.join("".join(codes[key] for key in turn) for turn in text.turns)
        row = (text.address, len(text.turns), said.encode())
        self.connection.execute("INSERT INTO docs (address, turns, tokens) VALUES (?, ?, ?)", row)
        number = self.connection.execute("SELECT last_insert_rowid()").fetchone()[0]
        for ordinal, turn in enumerate(text.turns):
            if turn:
                keys = set(turn)
                writer.add_document(
                    place=place_of(number, ordinal),
                    body=list({form for _, form in keys}),
                    lem=list(frozenset[str]().union(*(terms[key] for key in keys))),
                )

    def _codes(self, keys: Collection[Key], terms: Mapping[Key, frozenset[str]]) -> dict[Key, str]:
        """Return the character that stands for each key, new keys written down with their terms."""
        known = {key: code for key, (code, _) in self._written(keys).items()}
        last = self.connection.execute("SELECT max(code) FROM words").fetchone()[0] or FIRST_CODE - 1
        words = []
        for key in keys:
            if key not in known:
                known[key] = last = _next(last)
                words.append((last, *key, " ".join(sorted(terms[key]))))
        self.connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", words)
        pairs = [(term, code) for code, _, _, found in words for term in found.split()]
        self.connection.executemany("INSERT INTO terms VALUES (?, ?)", pairs)
        return {key: chr(code) for key, code in known.items()}

    def _written(self, keys: Collection[Key]) -> dict[Key, tuple[int, str]]:
        """Return the code and the terms of those words that are in the index."""
        forms = list(dict.fromkeys(form for _, form in keys))
        found: dict[Key, tuple[int, str]] = {}
        for start in range(0, len(forms), AT_ONCE):
            some = forms[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            question = f"SELECT language, form, code, found FROM words WHERE form IN ({marks})"  # noqa: S608 - only marks
            rows = self.connection.execute(question, some).fetchall()
            found.update(((language, form), (code, terms)) for language, form, code, terms in rows)
        return {key: found[key] for key in keys if key in found}

    def _forget_words(self) -> None:
        texts = self.connection.execute("SELECT tokens FROM docs").fetchall()
        used = frozenset("".join(said.decode() for (said,) in texts))
        words = self.connection.execute("SELECT code, found FROM words").fetchall()
        gone = [(code, found) for code, found in words if chr(code) not in used]
        self.connection.executemany("DELETE FROM words WHERE code = ?", [(code,) for code, _ in gone])
        pairs = [(term, code) for code, found in gone for term in found.split()]
        self.connection.executemany("DELETE FROM terms WHERE term = ? AND code = ?", pairs)
        self.connection.execute(
            "DELETE FROM asked WHERE word NOT IN (SELECT form FROM words) AND word NOT IN (SELECT term FROM terms)"
        )


class _Unneeded(Exception):  # noqa: N818 - tells `_writing` to leave all as it is
    pass


def _places(writer: SegmentWriter) -> Iterator[int]:
    reader = writer.reader()
    for leaf, _ in reader.leaf_readers():
        if leaf.doc_count_all():
            yield from leaf.column_reader("place", translate=False)
    reader.close()


def _next(code: int) -> int:
    """Return the next character we use: the surrogates are none."""
    after = code + 1
    if after in SURROGATES:
        after = SURROGATES.stop
    if after > LAST_CODE:
        raise cachefile.Damaged
    return after
