"""What an importer hands over: a transcript without ids, and what was found and mended on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from projects.model import HeaderLine, Origin


class DraftMark(NamedTuple):
    """Mark a range of the text that is no speech; `kind` is `label`, `time` or `other`.

    A tuple, as the turn is: an interview has thousands of them, and a tuple is made three times faster.
    """

    start: int
    end: int
    kind: str


class DraftTurn(NamedTuple):
    """Cover whole paragraphs of the text, last newline left out; `label` None when nobody is named."""

    start: int
    end: int
    label: str | None
    time: float | None
    marks: tuple[DraftMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Say who speaks under a label: role None is the shipped table's, `person` somebody the project has already."""

    label: str
    role: str | None = None
    pseudonym: str = ""
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Tell something found or mended in a file: a message code and values, no interview text beyond a label."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class Step(NamedTuple):
    """Tell what one step of reading added and removed, in characters; `code` is a key of the catalogue's `step`."""

    code: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Account for every character: `read + added - removed == kept`; the steps' sums are `added` and `removed`."""

    read: int
    added: int
    removed: int
    kept: int
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a transcript as read: `short` proposed from Haastattelutunnus or the file's stem, turns in order."""

    name: str
    short: str
    text: str
    header: tuple[HeaderLine, ...]
    header_end: int
    language: str
    turns: tuple[DraftTurn, ...]
    origin: Origin
    findings: tuple[Finding, ...]
    counts: Counts
