"""Write a table as an Excel workbook or as comma-separated text; a cell is always text or a number, never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from exports.errors import ExportError
from exports.escape import storable
from exports.files import Progress, whole_file

if TYPE_CHECKING:
    from xlsxwriter import Format, Worksheet

STEP = 1000
WIDEST = 80
LONGEST_CELL = 32_767
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
Cell = str | int
SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a table: the name of its sheet, the heads of its columns, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_sheet(sheet: Sheet, path: Path, *, guarded: bool = True) -> Generator[Progress, None, int]:
    """Write the table as the file's name says (.xlsx or .csv), whole or not at all; return how many rows.

    In .csv a cell that a spreadsheet would take for a formula begins with an apostrophe, unless not `guarded`.
    Raises `ExportError` `sheet-suffix` for another name, and what the disk says.
    """
    return (yield from write_sheets((sheet,), path, guarded=guarded))


def write_sheets(sheets: Sequence[Sheet], path: Path, *, guarded: bool = True) -> Generator[Progress, None, int]:
    """Write tables as the sheets of one workbook; text (.csv) holds the first alone. Otherwise like `write_sheet`."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportError("sheet-suffix", file=str(path))
    written = sheets if suffix == ".xlsx" else sheets[:1]
    rows = sum(len(sheet.rows) for sheet in written)
    yield Progress(0, rows)
    data = _workbook(written) if suffix == ".xlsx" else _text(sheets[0], guarded=guarded)
    with whole_file(path) as stream:
        stream.write(data)
    yield Progress(rows, rows)
    return rows


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, head, wrapped)
    return stream.getvalue()


def _fill(page: Worksheet, sheet: Sheet, head: Format, wrapped: Format) -> None:
    for column, title in enumerate(sheet.heads):
        page.write_string(0, column, storable(title), head)
        page.set_column(column, column, _width(sheet, column))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number, column, cell, wrapped)
            else:
                page.write_string(number, column, storable(cell)[:LONGEST_CELL], wrapped)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.heads) - 1)


def _text(sheet: Sheet, *, guarded: bool) -> bytes:
    """Return UTF-8 that Excel reads as such; what looks like a formula begins with an apostrophe when guarded."""
    made: Callable[[Cell], Cell] = _harmless if guarded else _storable
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(map(made, sheet.heads))
    writer.writerows([made(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def _storable(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell


def _harmless(cell: Cell) -> Cell:
    return f"'{storable(cell)}" if isinstance(cell, str) and cell.startswith(FORMULA) else _storable(cell)


def _width(sheet: Sheet, column: int) -> int:
    cells: Sequence[Cell] = [row[column] for row in sheet.rows[:STEP]]
    return min(max((len(str(cell)) for cell in (sheet.heads[column], *cells)), default=8) + 2, WIDEST)
