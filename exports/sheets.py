"""Write a table as an Excel workbook or as comma-separated text; a cell is always text or a number, never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from exports.errors import ExportError
from exports.files import Progress, whole_file

STEP = 1000
WIDEST = 80
LONGEST_CELL = 32_767
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int
SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a table: the name of its sheet, the heads of its columns, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_sheet(sheet: Sheet, path: Path) -> Generator[Progress, None, int]:
    """Write the table as the file's name says (.xlsx or .csv), whole or not at all; return how many rows.

    Raises `ExportError` `sheet-suffix` for another name, and what the disk says.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportError("sheet-suffix", file=str(path))
    yield Progress(0, len(sheet.rows))
    data = _workbook(sheet) if suffix == ".xlsx" else _text(sheet)
    with whole_file(path) as stream:
        stream.write(data)
    yield Progress(len(sheet.rows), len(sheet.rows))
    return len(sheet.rows)


def _workbook(sheet: Sheet) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        page = book.add_worksheet(sheet.name)
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, title in enumerate(sheet.heads):
            page.write_string(0, column, title, head)
            page.set_column(column, column, _width(sheet, column))
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(number, column, cell, wrapped)
                else:
                    page.write_string(number, column, cell[:LONGEST_CELL], wrapped)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.heads) - 1)
    return stream.getvalue()


def _text(sheet: Sheet) -> bytes:
    """Return UTF-8 that Excel reads as such; what looks like a formula begins with an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(map(_harmless, sheet.heads))
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _width(sheet: Sheet, column: int) -> int:
    cells: Sequence[Cell] = [row[column] for row in sheet.rows[:STEP]]
    return min(max((len(str(cell)) for cell in (sheet.heads[column], *cells)), default=8) + 2, WIDEST)
