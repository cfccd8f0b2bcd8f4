from collections.abc import Callable, Sequence

from whoosh.codec.base import Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import IndexReader

class SegmentWriter:
    segments: list[Segment]
    schema: Schema
    storage: RamStorage
    mergetype: Callable[[SegmentWriter, Sequence[Segment]], list[Segment]] | None
    def add_reader(self, reader: IndexReader) -> None: ...
    def add_document(self, **fields: object) -> None: ...
    def delete_document(self, docnum: int) -> None: ...
    def reader(self) -> IndexReader: ...
    def commit(self, *, merge: bool = True, optimize: bool = False) -> None: ...
