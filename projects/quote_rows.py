"""Read quotes, their edits, and the documents that hold them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from projects import reading
from projects.packing import unpacked
from projects.pseudonyms.signs import brackets
from projects.quotes.quote import PlacedEdit, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from projects.model import Change, Entry

# The journal's labels of steps that may be about a quote; changes of others are not unpacked to look.
_STEPS = (
    "choose-quotes", "drop-quotes", "add-edit", "change-edit", "remove-edits", "set-edits", "set-lead-in",
    "set-opening", "set-paraphrase", "edit", "split-turn", "join-turns", "record-document", "together",
)
_QUOTES = """
SELECT quote.id, excerpt, quote.name, transcript, quote.start, quote."end", lead_in, opening, paraphrase
FROM quote JOIN excerpt ON excerpt.id = excerpt JOIN transcript ON transcript.id = transcript
ORDER BY position, short, quote.start, quote."end", quote.rowid
"""


@dataclass(frozen=True, slots=True)
class WrittenQuote:
    """Say that a document holds a quote: its id, the name it had, and the mark of the text that was printed."""

    quote: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Written:
    """Remember a document that went out: when, of which kind, its file's name without folders, and its quotes.

    `time` is ISO 8601 in UTC; `printed` is the ISO date it went to print, or "".
    """

    id: str
    time: str
    coder: str
    kind: str
    name: str
    printed: str
    quotes: tuple[WrittenQuote, ...]


def use_of(kind: str) -> str:
    """Return the use (`projects.consents`) that a kind of document is; what stays in the house is analysis."""
    return kind if kind in ("report", "booklet", "presentation", "archive") else "analysis"


def quotes(database: Database) -> tuple[Quote, ...]:
    """Return every quote in the order of the texts."""
    edits: dict[str, list[PlacedEdit]] = defaultdict(list)
    rows = database.execute(
        'SELECT quote, id, start, "end", kind, text, reason FROM quote_edit ORDER BY start, "end", rowid'
    ).fetchall()
    for quote, *values in rows:
        edits[quote].append(PlacedEdit(*values))
    signs = brackets(database)
    return tuple(replace(_quote(row, edits[row[0]]), brackets=signs) for row in database.execute(_QUOTES).fetchall())


def written(database: Database) -> tuple[Written, ...]:
    """Return every document that went out, the newest first."""
    held: dict[str, list[WrittenQuote]] = defaultdict(list)
    lines = database.execute("SELECT written, quote, name, mark FROM written_quote ORDER BY rowid").fetchall()
    for key, *values in lines:
        held[key].append(WrittenQuote(*values))
    rows = database.execute(
        "SELECT id, time, coder, kind, name, printed FROM written ORDER BY time DESC, rowid DESC"
    ).fetchall()
    return tuple(
        Written(key, time, coder, kind, name, printed, tuple(held[key]))
        for key, time, coder, kind, name, printed in rows
    )


def history(database: Database, quote: str) -> tuple[Entry, ...]:
    """Return the steps of the journal that changed a quote or its edits, the newest first."""
    marks = ", ".join("?" * len(_STEPS))
    rows = database.execute(
        f"SELECT id, changes FROM journal WHERE label IN ({marks}) ORDER BY seq DESC",  # noqa: S608 - only marks
        _STEPS,
    ).fetchall()
    touched = {key for key, changes in rows if any(_is_about(one, quote) for one in unpacked(changes))}
    return tuple(one for one in reversed(reading.journal(database)) if one.id in touched)


def _is_about(change: Change, quote: str) -> bool:
    rows = (row for row in (change.before, change.after) if row is not None)
    return quote == change.key or any(row.get("quote") == quote for row in rows)


def _quote(row: Sequence[object], edits: Sequence[PlacedEdit]) -> Quote:
    key, excerpt, name, transcript, start, end, lead_in, opening, paraphrase = row
    return Quote(
        str(key), str(excerpt), str(name), str(transcript), int(str(start)), int(str(end)), str(lead_in), bool(opening),
        str(paraphrase), tuple(edits),
    )
