from array import array
from collections.abc import Iterator

class _File:
    def get_array(self, position: int, typecode: str, length: int) -> array[int]: ...

class ColumnReader:
    def __iter__(self) -> Iterator[int]: ...

class Column: ...

class NumericColumn(Column):
    def __init__(self, typecode: str, default: int = 0) -> None: ...
    class Reader(ColumnReader):
        _dbfile: _File
        _basepos: int
        _typecode: str
        _count: int
        _doccount: int
        _default: int
