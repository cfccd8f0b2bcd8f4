"""Turn what was found into a sheet or a Word document: one row a hit, the found words between their surroundings."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coder.i18n import Catalogue
from coder.models.hits import in_speech
from exports.blocks import Column, Heading, Paragraph, Report, Table
from exports.files import Progress
from exports.sheets import Cell, Sheet, write_sheet
from exports.speakers import speakers
from exports.word import write_blocks
from projects.model import Document

if TYPE_CHECKING:
    from projects.search.results import Hit

COLUMNS = ("transcript", "turn", "speaker", "before", "found", "after")
_CONTEXT = 300
Found = Sequence[tuple[Document, "Hit"]]


def found_rows(found: Found, language: str) -> tuple[tuple[Cell, ...], ...]:
    """Return one row a hit, in the order of `COLUMNS`; speakers are printed, never their labels."""
    persons = {person.id: person for document, _ in found for person in document.persons.values()}
    printed = speakers(persons.values(), language).printed
    return tuple(
        (document.transcript.short, hit.turn.name, printed(document.person_of(hit.turn)), *_around(document, hit))
        for document, hit in found
    )


def write_found_sheet(found: Found, say: Catalogue, path: Path) -> Generator[Progress, None, int]:
    """Write the hits to .xlsx or .csv."""
    heads = tuple(say(f"search.column_{name}") for name in COLUMNS)
    return (yield from write_sheet(Sheet(say("search.hits"), heads, found_rows(found, say.language)), path))


def write_found_word(found: Found, query: str, say: Catalogue, path: Path) -> Generator[Progress, None, int]:
    """Write the hits as a table in a Word document, the query above it."""
    rows = tuple(
        (str(row[0]), str(row[1]), str(row[2]), " ".join(str(part) for part in row[3:] if part))
        for row in found_rows(found, say.language)
    )
    columns = tuple(
        Column(say(f"search.column_{name}"), share)
        for name, share in (("transcript", 1.2), ("turn", 0.7), ("speaker", 1.6), ("text", 6.0))
    )
    blocks = (
        Heading(1, say("search.hits"), "found"),
        Paragraph(say("search.word_lead", query=query, n=len(found))),
        Table(columns, rows),
    )
    created = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    table, figure = say("search.word_table"), say("search.word_figure")
    built = Report(say("search.hits"), say.language, created, table, figure, blocks)
    yield from write_blocks(built, path)
    return len(found)


def _around(document: Document, hit: Hit) -> tuple[str, str, str]:
    """Return what is said before the first found word, from it to the last one, and after that."""
    words, spots = in_speech(hit.turn, document.text, hit.matches)
    if not spots:
        return "", words, ""
    start, end = spots[0][0], spots[-1][1]
    return words[max(start - _CONTEXT, 0) : start].strip(), words[start:end], words[end : end + _CONTEXT].strip()
