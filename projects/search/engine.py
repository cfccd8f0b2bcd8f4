"""The parts of Whoosh 2.7.4 we use, imported in one place: compiling it for the first time warns on stderr."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.codec.base import Segment
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import NumericColumn
    from whoosh.fields import COLUMN, ID, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.index import FileIndex
    from whoosh.reading import EmptyReader, IndexReader, SegmentReader, TermNotFound
    from whoosh.writing import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "COLUMN",
    "ID",
    "EmptyReader",
    "FileIndex",
    "IndexReader",
    "PlaceColumn",
    "RamStorage",
    "Schema",
    "Segment",
    "SegmentReader",
    "SegmentWriter",
    "TermNotFound",
    "W3Codec",
]


class PlaceColumn(NumericColumn):
    """Hold one whole number a document; all of a segment's are read at one stroke, not one by one."""

    class Reader(NumericColumn.Reader):
        """Read the numbers as the column writes them, big end first."""

        def __iter__(self) -> Iterator[int]:
            """Go through the numbers of all documents."""
            yield from self._dbfile.get_array(self._basepos, self._typecode, self._count)
            yield from [self._default] * (self._doccount - self._count)
