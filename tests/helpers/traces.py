"""Look for words in every byte that a program left behind, as somebody with a hex editor would."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from projects.store import Store

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
_STREAM = b"\x78\x01"


def traces(folders: Iterable[Path], words: Iterable[str]) -> list[str]:
    """Name every file under the folders in whose bytes, plain or deflated, or in whose name a word stands."""
    wanted = [(word, forms(word)) for word in words]
    return [
        f"{path.name}: {word}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for word, shapes in wanted
        if word in path.name or any(shape in data for data in layers(path.read_bytes()) for shape in shapes)
    ]


def forms(word: str) -> tuple[bytes, ...]:
    """Return a word's bytes in each encoding that can write it."""
    return tuple({word.encode(name) for name in ENCODINGS if word.encode(name, "ignore").decode(name) == word})


def layers(data: bytes) -> Iterator[bytes]:
    """Return the bytes and all that begins inside them like a deflated stream, as far as it can be read."""
    yield data
    at = data.find(_STREAM)
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[at : at + 4_000_000])
        at = data.find(_STREAM, at + 1)


def live(store: Store, words: Iterable[str]) -> list[str]:
    """Name every table in which a word stands in any value, as the open project shows it."""
    names = [row[0] for row in store.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    found = []
    for name in names:
        cells = (cell for row in store.database.execute(f'SELECT * FROM "{name}"').fetchall() for cell in row)
        data = b"\0".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)
        inside = b"".join(layers(data))
        found += [f"{name}: {word}" for word in words if word.encode() in inside]
    return found
