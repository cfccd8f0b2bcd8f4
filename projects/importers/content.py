"""What passes between sniffing, reading and normalising: a source, and the raw text an importer took from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from projects.importers.containers import Package
from projects.importers.draft import Finding

MAX_TEXT = 5_000_000  # characters: more than fifty hours of speech


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a file's name, its bytes, the format they turned out to be, and its container when it is one."""

    name: str
    data: bytes
    format: str
    package: Package | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Hold the raw text of a document, one paragraph a line, and its notes, which nobody says aloud.

    `flowing` means that line ends are the author's paragraphs, as in Word; `added` counts the characters the
    importer itself wrote into text and notes, such as the number of a note.
    """

    text: str
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    flowing: bool = False
    added: int = 0


class Importer(Protocol):
    """Read one or more formats; a new format joins by one more importer in the tuple of `reading`."""

    @property
    def name(self) -> str:
        """Return the importer's own name."""
        ...

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the sniffed formats it reads."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the file name suffixes that go with them, with their dot."""
        ...

    def read(self, source: Source) -> Content:
        """Return the raw text of a source, or refuse it."""
        ...
