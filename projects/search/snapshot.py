"""Read one state of the index: sets of turns as whole numbers, one bit a turn, and each turn's words in order.

Bits stand in the order of the texts in the index; `Span` says where a text's turns lie. Everything here holds
for one state of the cache file; the caller has begun a transaction and makes a new snapshot after a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from projects.search.engine import EmptyReader, FileIndex, TermNotFound
from projects.search.forms import Forms
from projects.search.index import NAME, TURN_BITS, TURN_END, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlcipher3 import dbapi2

    from projects.search.engine import IndexReader
    from projects.search.storage import BlobStorage

KEPT_SETS = 2048
CODES = {"lem": "SELECT code FROM terms WHERE term = ?", "body": "SELECT code FROM words WHERE form = ?"}
TURN_MASK = (1 << TURN_BITS) - 1


@dataclass(frozen=True, slots=True)
class Span:
    """Say where the turns of a text lie among the bits: the first one's place and how many there are."""

    start: int
    turns: int

    def cut(self, bits: int) -> int:
        """Return the bits of this text alone."""
        return bits >> self.start & ((1 << self.turns) - 1)


class Snapshot:
    """Answer from one state of the index; one thread only."""

    def __init__(self, connection: dbapi2.Connection, storage: BlobStorage) -> None:
        """Read what is small: which texts there are and which turn each document of Whoosh is.

        `spans` are by address, `total` is the number of turns, `every` the turns in which something is said.
        """
        self._connection = connection
        rows = connection.execute("SELECT number, address, turns FROM docs ORDER BY number").fetchall()
        starts = list(accumulate((turns for _, _, turns in rows), initial=0))
        self.spans: Mapping[str, Span] = {
            address: Span(start, turns) for (_, address, turns), start in zip(rows, starts, strict=False)
        }
        self.total = starts[-1]
        self._reader = _reader(storage)
        self._where = self._places({number: start for (number, _, _), start in zip(rows, starts, strict=False)})
        self.every = self._bits(range(len(self._where)))
        languages = connection.execute("SELECT DISTINCT language FROM words").fetchall()
        self.languages = tuple(language for (language,) in languages)
        self._turns: list[str] | None = None
        self._forms: Forms | None = None
        self.found = lru_cache(KEPT_SETS)(self._found)
        self.codes = lru_cache(KEPT_SETS)(self._codes)

    def turn(self, place: int) -> str:
        """Return the words of the turn at a bit's place, one character a word."""
        return self.turns()[place]

    def turns(self) -> list[str]:
        """Return the words of every turn, in the order of the bits; read by the first question."""
        if self._turns is None:
            rows = self._connection.execute("SELECT tokens FROM docs WHERE turns > 0 ORDER BY number").fetchall()
            self._turns = [turn for (said,) in rows for turn in said.decode().split(TURN_END)]
        return self._turns

    def starting(self, start: str) -> dict[str, str]:
        """Return the words whose form begins so: by their characters, their forms."""
        question = "SELECT code, form FROM words WHERE form >= ? AND form < ?"
        rows = self._connection.execute(question, (start, start + chr(0x10FFFF))).fetchall()
        return {chr(code): form for code, form in rows}

    def forms(self) -> Forms:
        """Return all written words; read by the first question."""
        if self._forms is None:
            rows = self._connection.execute("SELECT code, form FROM words ORDER BY form, code").fetchall()
            self._forms = Forms([chr(code) for code, _ in rows], [form for _, form in rows])
        return self._forms

    def _found(self, field: str, term: str) -> int:
        """Return the turns that have a term in a field of Whoosh."""
        try:
            return self._bits(self._reader.postings(field, term).all_ids())
        except TermNotFound:
            return 0

    def _codes(self, field: str, term: str) -> str:
        """Return the characters of the words that have a term, or of a form."""
        rows = self._connection.execute(CODES[field], (term,)).fetchall()
        return "".join(chr(code) for (code,) in rows)

    def _bits(self, docnums: Iterable[int]) -> int:
        digits = bytearray(b"0" * (self.total + 1))
        for place in map(self._where.__getitem__, docnums):
            digits[place] = 49
        return bits_of(digits[: self.total])

    def _places(self, starts: Mapping[int, int]) -> list[int]:
        """Return the bit of each document of Whoosh; a deleted one gets the place behind the last."""
        reader = self._reader
        where: list[int] = []
        for leaf, _ in reader.leaf_readers():
            column = leaf.column_reader("place", translate=False) if leaf.doc_count_all() else ()
            some_gone = leaf.has_deletions()
            for docnum, place in enumerate(column):
                start = starts.get(place >> TURN_BITS)
                gone = start is None or (some_gone and leaf.is_deleted(docnum))
                where.append(self.total if gone or start is None else start + (place & TURN_MASK))
        return where


def bits_of(digits: bytes | bytearray) -> int:
    """Return the number whose lowest bit is the first digit."""
    return int(digits[::-1], 2) if digits else 0


def places_of(bits: int) -> list[int]:
    """Return the places of the bits that are set, lowest first."""
    digits = bin(bits)[:1:-1]
    found = []
    place = digits.find("1")
    while place >= 0:
        found.append(place)
        place = digits.find("1", place + 1)
    return found


def _reader(storage: BlobStorage) -> IndexReader:
    if not storage.files:
        return EmptyReader(schema())
    return FileIndex(storage, schema=schema(), indexname=NAME).reader()
