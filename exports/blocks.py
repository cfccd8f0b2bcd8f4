"""What a report says, as values: the blocks that a writer turns into Word paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from exports.figures import Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """Open a chapter (level 1) or a section (2, 3); `anchor` is the bookmark that contents and references find."""

    level: int
    text: str
    anchor: str


REFERENCE = "\ufffc"
"""Stands in a paragraph's text for the name and number of the table or figure it refers to."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Say a sentence in a role: title, subtitle, body, definition, notice, placeholder, lead, note, memo, box.

    `keep` holds it together with what follows; `refers` is the anchor of a table that `REFERENCE` in the text stands
    for; `footnote` is a note at its end.
    """

    text: str
    role: str = "body"
    keep: bool = False
    refers: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold what one turn of an excerpt says; `speaker` is printed before it, or empty."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Print an excerpt in full: `excerpt` is its id, `readable` the name people use, `source` the line below.

    A quote of a report plan is `fresh`: it can be refreshed in a draft. `draft` says above it why it is not to be
    published yet, `opening` lets it open its chapter.
    """

    excerpt: str
    readable: str
    anchor: str
    paragraphs: tuple[Spoken, ...]
    source: str
    fresh: bool = False
    draft: str = ""
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Point at an excerpt printed elsewhere, by its readable name, its first words and its page."""

    excerpt: str
    readable: str
    anchor: str
    words: str
    see: str


@dataclass(frozen=True, slots=True)
class Column:
    """Head a column of a table; `share` is its part of the width, numbers stand right."""

    title: str
    share: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table with its caption above; `total` is the last row, ruled off; `anchor` is what sentences refer to."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: tuple[str, ...] = ()
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a figure with its caption below; the figure carries its own words for those who cannot see it."""

    figure: Figure
    caption: str


@dataclass(frozen=True, slots=True)
class Contents:
    """List the headings with their pages, so many levels deep."""

    title: str
    levels: int = 2


Block = Heading | Paragraph | Quote | Reference | Table | Picture | Contents


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a whole report: its blocks, and the words a writer needs for captions and properties.

    `plan` is the id of the plan it was made from, which a refresh asks for, or "".
    """

    title: str
    language: str
    created: str
    table_word: str
    figure_word: str
    blocks: tuple[Block, ...] = field(default=())
    plan: str = ""
