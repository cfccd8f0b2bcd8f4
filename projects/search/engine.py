"""The parts of Whoosh 2.7.4 we use, imported in one place: compiling it for the first time warns on stderr."""

from __future__ import annotations

import warnings

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

__all__ = [
    "COLUMN",
    "ID",
    "EmptyReader",
    "FileIndex",
    "IndexReader",
    "NumericColumn",
    "RamStorage",
    "Schema",
    "Segment",
    "SegmentReader",
    "SegmentWriter",
    "TermNotFound",
    "W3Codec",
]
