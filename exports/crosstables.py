"""Lay counts out as tables: code by interview, speaker and code, quadrants, levels; and the list of all excerpts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from codebooks.model import Code
from exports.blocks import Column, Table
from exports.charts.parts import sentences
from exports.errors import ExportError
from exports.material import material
from exports.sheets import Cell, Sheet
from exports.speakers import speakers
from exports.words import number
from projects.analysis.coded import Coded, coded_of
from projects.analysis.crossing import Crossing, by_code, by_level, by_person, by_quadrant, by_transcript, level_codes
from projects.analysis.quadrants import membership_of, quadrant_codes
from projects.model import Snapshot

TABLES = ("by_transcript", "by_person", "by_code", "by_quadrant", "by_level")
"""The tables of counts by name, in the order in which they are offered."""

QUOTES = "quotes"
"""The name of the list of excerpts."""

_SQUARE = frozenset({"by_code", "by_quadrant"})
_CODE_SHARE = 4.0
_Axes = tuple[tuple["Head", ...], tuple["Head", ...], Crossing]


@dataclass(frozen=True, slots=True)
class Head:
    """Name a row or column: its id, a short name for a column, its whole name, its code (None when it is none)."""

    id: str
    short: str
    name: str
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Hold a table of counts with its words; `totals` tells whether a column of totals makes sense."""

    kind: str
    title: str
    note: str
    corner: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    crossing: Crossing
    totals: bool


def cross_table(kind: str, coded: Coded, language: str) -> CrossTable | None:
    """Count a table by its name; None when the material does not hold what it shows. KeyError for another name."""
    makers: Mapping[str, Callable[[Coded, str], CrossTable | None]] = {
        "by_transcript": _transcripts, "by_person": _persons, "by_code": _codes,
        "by_quadrant": _quadrants, "by_level": _levels,
    }  # fmt: skip
    table = makers[kind](coded, language)
    return table if table is not None and table.rows and table.columns else None


def cross_sheet(table: CrossTable, coded: Coded, language: str) -> Sheet:
    """Return a table of counts as a sheet: key, name and family of each row, then its numbers."""
    say = sentences(language)
    heads = [say["key"], table.corner, say["family"], *(_column_name(table, head) for head in table.columns)]
    rows: list[tuple[Cell, ...]] = []
    for head in table.rows:
        family = coded.codebook.family_of(head.code) if head.code else None
        counts = [table.crossing.count(head.id, column.id) for column in table.columns]
        total = [len(table.crossing.whole.get(head.id, ()))] if table.totals else []
        key = head.code.key if head.code else head.short
        rows.append((key, head.name, family.name(language) if family else "", *counts, *total))
    return Sheet(table.title, (*heads, *([say["total"]] if table.totals else [])), tuple(rows))


def cross_block(table: CrossTable, language: str) -> Table:
    """Return a table of counts as a block of a report; the columns have short names."""
    heads = [Column(head.short, 1.0, number=True) for head in table.columns]
    total = [Column(sentences(language)["total"], 1.3, number=True)] if table.totals else []
    rows = []
    for head in table.rows:
        counts = [table.crossing.count(head.id, column.id) for column in table.columns]
        whole = [len(table.crossing.whole.get(head.id, ()))] if table.totals else []
        rows.append((head.name, *(number(language, value) for value in (*counts, *whole))))
    return Table((Column(table.corner, _CODE_SHARE), *heads, *total), tuple(rows), f"{table.title}.", note=table.note)


def quote_sheet(snapshot: Snapshot, language: str, only: frozenset[str] | None = None) -> Sheet:
    """List every coded excerpt: its name, where it stands, who speaks, what is said, its codes and their coders.

    With `only` those excerpts alone, by id.
    """
    say, prepared = sentences(language), material(snapshot, language)
    codes: dict[str, dict[str, None]] = {}
    coders: dict[str, dict[str, None]] = {}
    names = {coder.id: coder.name for coder in snapshot.coders}
    for coding in snapshot.codings:
        codes.setdefault(coding.excerpt, {})[snapshot.codebook.code(coding.code).name(language)] = None
        coders.setdefault(coding.excerpt, {})[names.get(coding.coder, "")] = None
    rows: list[tuple[Cell, ...]] = []
    for excerpt in prepared.in_order(codes if only is None else codes.keys() & only):
        one, quote = prepared.excerpts[excerpt], prepared.quote(excerpt)
        turns = list(dict.fromkeys(piece.turn.name for piece in one.pieces))
        heard = ", ".join(prepared.speakers.printed(person) or say["unknown"] for person in one.persons())
        text = "\n".join(f"{part.speaker}{part.text}" for part in quote.paragraphs)
        where = "–".join(dict.fromkeys((turns[0], turns[-1]))) if turns else ""
        rows.append((
            one.readable, one.document.transcript.short, where, heard, text, "; ".join(codes[excerpt]),
            "; ".join(coders[excerpt]),
        ))  # fmt: skip
    parts = ("quote", "transcript", "turns", "speakers", "text", "codes", "coders")
    return Sheet(say["quotes"], tuple(say[f"head_{part}"] for part in parts), tuple(rows))


def sheets(snapshot: Snapshot, language: str, wanted: str = "") -> tuple[Sheet, ...]:
    """Return the list of excerpts and every table of counts that the material holds; or one of them by its name.

    Raises ExportError `counts-empty` when the one that is wanted has nothing to show.
    """
    coded = coded_of(snapshot)
    found = [quote_sheet(snapshot, language)] if wanted in ("", QUOTES) else []
    for kind in TABLES:
        table = cross_table(kind, coded, language) if wanted in ("", kind) else None
        if table is not None:
            found.append(cross_sheet(table, coded, language))
    if not found:
        raise ExportError("counts-empty")
    return tuple(found)


def _column_name(table: CrossTable, head: Head) -> str:
    """Name a column in full where its short name says too little by itself."""
    return f"{head.short} {head.name}" if table.kind in _SQUARE else head.short


def _code_heads(coded: Coded, crossing: Crossing, language: str) -> tuple[Head, ...]:
    codes = (coded.codebook.code(row) for row in crossing.rows)
    return tuple(Head(code.id, str(place), code.name(language), code) for place, code in enumerate(codes, 1))


def _transcript_heads(coded: Coded) -> tuple[Head, ...]:
    return tuple(Head(one.id, one.short, one.title) for one in coded.transcripts)


def _titled(kind: str, corner: str, axes: _Axes, language: str, *, totals: bool = True) -> CrossTable:
    say = sentences(language)
    rows, columns, crossing = axes
    return CrossTable(kind, say[kind], say[f"note{kind[2:]}"], say[corner], rows, columns, crossing, totals)


def _transcripts(coded: Coded, language: str) -> CrossTable:
    crossing = by_transcript(coded)
    rows = _code_heads(coded, crossing, language)
    return _titled("by_transcript", "code", (rows, _transcript_heads(coded), crossing), language)


def _persons(coded: Coded, language: str) -> CrossTable:
    crossing, printed = by_person(coded), speakers(coded.persons, language)
    persons = {one.id: one for one in coded.persons}
    columns = tuple(Head(one, printed.short(persons[one]), printed.printed(persons[one])) for one in crossing.columns)
    rows = _code_heads(coded, crossing, language)
    return _titled("by_person", "code", (rows, columns, crossing), language)


def _codes(coded: Coded, language: str) -> CrossTable:
    crossing = by_code(coded)
    heads = _code_heads(coded, crossing, language)
    return _titled("by_code", "code", (heads, heads, crossing), language, totals=False)


def _quadrants(coded: Coded, language: str) -> CrossTable | None:
    codes, membership = quadrant_codes(coded.codebook), membership_of(coded)
    if not codes or not membership.fields:
        return None
    heads = tuple(Head(key, key, code.name(language), code) for key, code in codes.items())
    crossing = by_quadrant(membership)
    return _titled("by_quadrant", "field", (heads, heads, crossing), language, totals=False)


def _levels(coded: Coded, language: str) -> CrossTable | None:
    crossing = by_level(coded)
    if not crossing.cells:
        return None
    rows = tuple(Head(key, key, code.name(language), code) for key, code in level_codes(coded).items())
    return _titled("by_level", "level_head", (rows, _transcript_heads(coded), crossing), language)
