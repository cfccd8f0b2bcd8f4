"""Find readers that other people's packages bring, by entry points; a broken one is listed and stops nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from projects.errors import ImportRefusedError
from projects.importers.content import Content, Importer, Source
from projects.importers.reading import IMPORTERS

GROUP = "ote.importers"
BUILT_IN = "ote"


@dataclass(frozen=True, slots=True)
class Reader:
    """Describe a reader: its name and package, what it reads, and the code of what is wrong with it, or nothing.

    The codes: `reader-not-loaded` (its package raises when it is loaded), `reader-not-fitting` (it lacks a name, its
    formats, its suffixes or `read`), `reader-name-taken`.
    """

    name: str
    package: str
    formats: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Readers:
    """Hold all importers that work, the program's own first, and the list of every reader found."""

    importers: tuple[Importer, ...]
    listed: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class _Guarded:
    """Let somebody else's reader fail as a refusal of the file, whatever it raises or returns."""

    inner: Importer
    name: str
    formats: tuple[str, ...]
    suffixes: tuple[str, ...]

    def read(self, source: Source) -> Content:
        """Return what the reader read; `reader-failed` when it broke or returned something else."""
        try:
            content = self.inner.read(source)
        except ImportRefusedError as refused:
            refused.file = refused.file or source.name
            raise
        except Exception:  # noqa: BLE001 - a reader of somebody else's may raise anything
            content = None
        if not isinstance(content, Content):
            raise ImportRefusedError("reader-failed", file=source.name, reader=self.name)
        return content


def find_readers(points: Iterable[EntryPoint] | None = None) -> Readers:
    """Return the program's own readers and those of installed packages."""
    own = [Reader(one.name, BUILT_IN, one.formats, one.suffixes) for one in IMPORTERS]
    importers: list[Importer] = [*IMPORTERS]
    listed = [*own]
    for point in entry_points(group=GROUP) if points is None else points:
        found = _loaded(point, {one.name for one in listed})
        if isinstance(found, Reader):
            listed.append(found)
        else:
            importers.append(found)
            listed.append(Reader(found.name, _package(point), found.formats, found.suffixes))
    return Readers(tuple(importers), tuple(listed))


def _loaded(point: EntryPoint, taken: set[str]) -> _Guarded | Reader:
    """Return the reader of an entry point, guarded; or what is wrong with it."""
    try:
        found = point.load()
        inner = found() if isinstance(found, type) else found
        guarded = _Guarded(inner, str(inner.name), tuple(_words(inner.formats)), tuple(_words(inner.suffixes)))
        fits = callable(inner.read) and guarded.formats and all(one.startswith(".") for one in guarded.suffixes)
    except (AttributeError, TypeError):
        return Reader(point.name, _package(point), problem="reader-not-fitting")
    except Exception:  # noqa: BLE001 - a package of somebody else's may raise anything
        return Reader(point.name, _package(point), problem="reader-not-loaded")
    if not fits:
        return Reader(point.name, _package(point), problem="reader-not-fitting")
    if guarded.name in taken:
        return Reader(point.name, _package(point), problem="reader-name-taken")
    return guarded


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError
    for value in values:
        if not isinstance(value, str):
            raise TypeError
        yield value.lower()


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value.partition(":")[0]
