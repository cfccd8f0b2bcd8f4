"""Keep the rows of a quote's edits: where they stand in the transcript, and what a changed text leaves of them."""

from __future__ import annotations

from projects import speech
from projects.model import Document
from projects.quotes.fitting import fitting
from projects.quotes.placing import Placing, placing
from projects.quotes.published import ANONYMISED, OMISSION
from projects.quotes.quote import PlacedEdit
from projects.recorder import Row, Writer
from projects.spans import Edit

_TOUCHING = """
SELECT * FROM quote WHERE start <= ? AND "end" >= ? AND excerpt IN (SELECT id FROM excerpt WHERE transcript = ?)
"""
_UNDER = """
SELECT quote_edit.* FROM quote_edit JOIN quote ON quote.id = quote_edit.quote JOIN excerpt ON excerpt.id = quote.excerpt
WHERE excerpt.transcript = ? AND quote_edit.start < ? AND quote_edit."end" > ?
ORDER BY quote_edit.start
"""
_HIDING = frozenset((ANONYMISED, OMISSION))


def cover(writer: Writer, transcript: str, edit: Edit) -> None:
    """Let what keeps words from print reach over all that an edit puts in the place of some of them.

    Nobody can tell which of the new words is the hidden name: `Virtanen tuli` may become `Virtasen Maija tuli`.
    Of several that hide in one quote the first takes all that is new, so that none comes to lie over another.
    """
    rows = [one for one in writer.select(_UNDER, transcript, edit.stop, edit.position) if one["kind"] in _HIDING]
    for row in {one["quote"]: one for one in reversed(rows)}.values():
        start, end = min(row["start"], edit.position), max(row["end"], edit.stop)
        writer.update("quote_edit", row["id"], start=start, end=end)


def fit_edits(writer: Writer, document: Document, low: int, high: int) -> None:
    """Let the edits of the quotes that touch a range fit their words again (`projects.quotes.fitting`)."""
    for row in writer.select(_TOUCHING, high, low, document.transcript.id):
        edits = edits_of(writer, row["id"])
        if edits:
            write_edits(writer, row["id"], edits, fitting(placing_of(document, row), edits))


def placing_of(document: Document, quote: Row) -> Placing:
    """Return where a quote's letters stand in its transcript."""
    return placing(document.text, speech.pieces(document, quote["start"], quote["end"]))


def edits_of(writer: Writer, quote: str) -> tuple[PlacedEdit, ...]:
    """Return a quote's edits in order."""
    rows = writer.select('SELECT * FROM quote_edit WHERE quote = ? ORDER BY start, "end", rowid', quote)
    return tuple(
        PlacedEdit(row["id"], row["start"], row["end"], row["kind"], row["text"], row["reason"]) for row in rows
    )


def write_edits(
    writer: Writer, quote: str, before: tuple[PlacedEdit, ...], after: tuple[PlacedEdit, ...]
) -> tuple[str, ...]:
    """Let a quote have just these edits; rows that stay keep their ids, one without an id gets one. Return the ids."""
    kept = {one.id for one in after}
    for one in before:
        if one.id not in kept:
            writer.delete("quote_edit", one.id)
    return tuple(_write(writer, quote, one) for one in after)


def _write(writer: Writer, quote: str, one: PlacedEdit) -> str:
    values = {"start": one.start, "end": one.end, "kind": one.kind, "text": one.text, "reason": one.reason}
    if not one.id:
        return writer.insert("quote_edit", {"quote": quote, **values})
    writer.update("quote_edit", one.id, **values)
    return one.id
