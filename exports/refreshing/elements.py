"""Read a part of a Word file as elements with their places in its bytes, so that single places can be exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from codebooks.safe_xml import has_doctype
from exports.errors import ExportError

_MAIN = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         "http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")


@dataclass(eq=False, slots=True)
class Element:
    """Hold an element: its local name where it is Word's own (else with its namespace), and its places in the bytes.

    `[start, inside)` is the opening tag, `[close, end)` the closing one; an empty element has `inside == close == end`.
    """

    name: str
    start: int
    parent: Element | None
    attributes: Mapping[str, str]
    inside: int = 0
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def value(self, name: str = "val") -> str:
        """Return an attribute of Word's own, or ""."""
        return self.attributes.get(name, "")

    def child(self, name: str) -> Element | None:
        """Return the first child of this name, or None."""
        return next((one for one in self.children if one.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Go through everything inside, in the order of the text."""
        waiting = self.children[::-1]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += one.children[::-1]

    def above(self) -> Iterator[Element]:
        """Go through what the element stands in, the nearest first."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a part: its bytes, its root, and the prefix of Word's own names in it, such as `w:`."""

    data: bytes
    root: Element
    prefix: str

    def bytes_of(self, element: Element) -> bytes:
        """Return an element as it is written."""
        return self.data[element.start : element.end]


def read_part(data: bytes, file: str) -> Part:
    """Return a part as elements; `bad-draft` for what is no XML in UTF-8, or declares a DOCTYPE."""
    declared = _ENCODING.match(data[:200])
    if has_doctype(data) or (declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")):
        raise ExportError("bad-draft", file=file)
    reader = _Reader(data)
    try:
        root = reader.read()
    except (expat.ExpatError, IndexError) as error:
        raise ExportError("bad-draft", file=file) from error
    found = re.search(rb"""<([\w.-]+:)?[\w.-]+""", data[root.start :])
    return Part(data, root, (found[1] or b"").decode() if found else "")


class _Reader:
    """Build elements from the events of a parser that tells where in the bytes it is."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._top: Element | None = None
        self._open: list[Element] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self) -> Element:
        self._parser.Parse(self._data, True)
        if self._top is None:
            raise IndexError
        return self._top

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        parent = self._open[-1] if self._open else None
        element = Element(_local(name), at, parent, {_local(key): value for key, value in attributes.items()})
        tag = _TAG.match(self._data, at)
        element.inside = tag.end() if tag else at
        if parent is None:
            self._top = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        element = self._open.pop()
        if self._data[element.inside - 2 : element.inside] == b"/>":  # one tag, whose end lies anywhere for expat
            element.close = element.end = element.inside
        else:
            element.close, element.end = at, self._data.index(b">", at) + 1


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if space in _MAIN or not space else name


Change = tuple[int, int, bytes]
"""Put bytes in the place of `[start, end)`."""


def changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """Return the bytes with changes made that do not overlap; all else stays as it is."""
    found, at = [], 0
    for start, end, fresh in sorted(changes, key=lambda one: one[:2]):
        found += [data[at:start], fresh]
        at = end
    return b"".join((*found, data[at:]))


def attribute_change(part: Part, element: Element, old: str, fresh: str) -> Change:
    """Return the change that exchanges a value, which needs no escaping, in an element's opening tag."""
    at = part.data.index(old.encode(), element.start, element.inside)
    return at, at + len(old.encode()), fresh.encode()
