"""The values of a project, as frozen dataclasses; positions are code points, ranges half-open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from codebooks.model import Codebook
from projects.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """Hold one `Field: value` line of a transcript's header."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Tell which file a transcript came from: its name without folders, SHA-256 in hex, ISO date of the file."""

    name: str
    sha256: str
    date: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark a range of a turn that is no speech; `kind` is `label`, `time` or `other`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Cover whole paragraphs said by one speaker.

    `n` is fixed at import, `part` tells split turns apart ("" then "b", "c" ...); `label` is a label's id or
    None; `time` is seconds from the recording's start or None; `start`, `end` are in the transcript's text.
    """

    id: str
    transcript: str
    n: int
    part: str
    start: int
    end: int
    label: str | None
    time: float | None
    marks: tuple[Mark, ...] = ()

    @property
    def name(self) -> str:
        """Return the turn's printed number, such as 214 or 214b."""
        return f"{self.n}{self.part}"


@dataclass(frozen=True, slots=True)
class Label:
    """Name a speaker inside one transcript (`H1`, `Maija`) and point to a person.

    `home` is the person the label came with, once it has been said to be somebody else; None while it is at home.
    """

    id: str
    transcript: str
    text: str
    person: str
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Stand for somebody who speaks; printed by pseudonym, else role and number, never by label.

    `organisation` is the type of organisation, `short` the short form that is shown instead of role and number.
    """

    id: str
    role: str
    number: int
    pseudonym: str = ""
    organisation: str = ""
    short: str = ""


LANGUAGES = ("fi", "en", "sv")
"""The languages a person can choose for a transcript."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Describe an interview; `words` counts speech, `hash` is the keyed hash of its text."""

    id: str
    name: str
    short: str
    language: str
    header: tuple[HeaderLine, ...]
    header_end: int
    origin: Origin
    hash: str
    words: int
    position: int

    @property
    def title(self) -> str:
        """Return short name and name as people see them, once when the name begins with the short one."""
        return self.name if self.name.startswith(self.short) else f"{self.short} {self.name}"


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one transcript whole: its text, turns in order, labels and persons by id."""

    transcript: Transcript
    text: str
    turns: tuple[Turn, ...]
    labels: Mapping[str, Label]
    persons: Mapping[str, Person]

    def label_of(self, turn: Turn) -> str | None:
        """Return the turn's label text as it stands in the transcript, or None."""
        return self.labels[turn.label].text if turn.label else None

    def person_of(self, turn: Turn) -> Person | None:
        """Return who speaks in the turn, or None."""
        return self.persons[self.labels[turn.label].person] if turn.label else None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Point at a range of a transcript; `hash` proves that the text under it is still the same."""

    id: str
    transcript: str
    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Say that a coder put a code on an excerpt; `time` is ISO 8601 in UTC, `weight` 0 to 100 or None."""

    id: str
    excerpt: str
    code: str
    coder: str
    time: str
    weight: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Say what a memo hangs on.

    `kind` is `free`, `project`, `transcript`, `person`, `code`, `excerpt`, `coding`, `turn` (each with that row's id)
    or `place`: a range of the transcript `id`, which may be empty once its words are gone.
    """

    kind: str = "free"
    id: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """Hold a memo or an entry of the project's journal (`kind` is `memo` or `journal`).

    `time` and `changed` are ISO 8601 in UTC; `day` is the ISO date of a journal entry, "" for a memo.
    """

    id: str
    kind: str
    title: str
    text: str
    anchor: Anchor
    coder: str
    time: str
    changed: str
    day: str = ""


Value = str | int | float


@dataclass(frozen=True, slots=True)
class Variable:
    """Describe a variable of persons or transcripts.

    `owner` is `person` or `transcript`, `kind` is `text`, `number`, `date` or `choice`; `choices` are a choice's.
    """

    id: str
    name: str
    owner: str
    kind: str
    choices: tuple[str, ...] = ()
    position: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class VariableValue:
    """Hold what a variable is for one person or transcript: a text, a number, an ISO date or one of the choices."""

    id: str
    variable: str
    target: str
    value: Value


@dataclass(frozen=True, slots=True)
class Consent:
    """Say what a person allows for one use, on which legal basis, by which version of the form, since when.

    `use` and `scope` are keys of `projects.consents`; `date`, `withdraw_until` and `withdrawn` are ISO dates or "".
    """

    id: str
    person: str
    use: str
    scope: str
    basis: str = ""
    version: str = ""
    date: str = ""
    withdraw_until: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """Name a person who codes."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ThemeMember:
    """Put one thing into a theme; `kind` is `code`, `excerpt` or `quote`, `target` its id."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Gather codes, excerpts and quotes under what is written about them; members stand in their order."""

    id: str
    name: str
    prose: str = ""
    members: tuple[ThemeMember, ...] = ()


class Change(NamedTuple):
    """Record one row that a command changed; `before` or `after` is None when the row was not there.

    A tuple: a step may change thousands of rows, and a tuple is made three times faster.
    """

    table: str
    key: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Describe one journal entry; `label` is a message key, `values` its numbers, never interview text.

    `undoes` names the entry this one takes back, `undone` the entry that took this one back.
    """

    id: str
    label: str
    values: Mapping[str, object]
    coder: str
    time: str
    undoes: str | None
    undone: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Say what one command changed and returned; `entry` is None when nothing had to be written."""

    entry: Entry | None
    changes: tuple[Change, ...]
    result: object = None

    def touched(self, table: str) -> tuple[Change, ...]:
        """Return the changes of one table."""
        return tuple(change for change in self.changes if change.table == table)


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """Tell a project's id, file name without suffix, and day of birth; `anonymised` by a check, not by hope."""

    id: str
    name: str
    created: str
    anonymised: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Keep what another program's project held and ours has no place for, until it goes out again.

    `id` is the thing's own; `kind` is `set`, `link`, `graph`, or the kind of the row whose rest it is; `xml` is a
    REFI-QDA element without namespace.
    """

    id: str
    kind: str
    xml: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold a whole project as values, for jobs that write files without a connection."""

    info: ProjectInfo
    codebook: Codebook
    documents: tuple[Document, ...]
    excerpts: tuple[Excerpt, ...]
    codings: tuple[Coding, ...]
    coders: tuple[Coder, ...] = field(default=())
    memos: tuple[Memo, ...] = ()
    variables: tuple[Variable, ...] = ()
    values: tuple[VariableValue, ...] = ()
    themes: tuple[Theme, ...] = ()
    persons: tuple[Person, ...] = ()
    kept: tuple[Kept, ...] = ()
    quotes: tuple[Quote, ...] = ()
    consents: tuple[Consent, ...] = ()
