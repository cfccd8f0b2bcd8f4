"""What passes between sniffing, reading and normalising: a source, and the raw text an importer took from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from projects.importers.containers import Package
from projects.importers.draft import Finding, Step

MAX_TEXT = 5_000_000  # characters: more than fifty hours of speech
MAX_PIECES = 200_000  # paragraphs or subtitles


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a file's name, its bytes, the format they turned out to be, and its container when it is one."""

    name: str
    data: bytes
    format: str
    package: Package | None = None


class Spoken(NamedTuple):
    """Tell who says a line of the text and when, where the format itself knows it, as subtitles do.

    The line opens with `label` and a colon and a blank; None continues nobody and opens a turn of its own.
    """

    label: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Content:
    """Hold the raw text of a document, one paragraph a line, and its notes, which nobody says aloud.

    `flowing` means that line ends are the author's paragraphs, as in Word, `paged` that they are a page's, as in PDF,
    where blank lines part paragraphs and form feeds pages; `steps` accounts for what the importer
    itself added to what the document says and left out of it, such as the number of a note. `spoken` has one entry
    a line when the format says who speaks; then no label is looked for. `headings` are the texts of lines that the
    document shows as headings: nobody says them, unless they are speakers' names.
    """

    text: str
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    flowing: bool = False
    paged: bool = False
    steps: tuple[Step, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    headings: frozenset[str] = frozenset()


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
