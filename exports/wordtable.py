"""Write a table as Word XML: horizontal rules by style, numbers right, the header row repeated on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.blocks import Column, Table
from exports.escape import xml_attribute, xml_text

LONG = 12
_PROPERTIES = (
    '<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="{last}" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
)


def table_xml(table: Table, styles: Mapping[str, str], width: int) -> str:
    """Write the table itself, without caption and note, `width` twentieths of a point wide."""
    heads = tuple(column.title for column in table.columns)
    headed = any(heads)
    rows = [row for row in (heads if headed else (), *table.rows, table.total) if row]
    widths = _widths(table.columns, width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        _row(row, table.columns, widths, styles, header=headed and place == 0, keep=_keep(place, len(rows), table))
        for place, row in enumerate(rows)
    )
    return f"<w:tbl>{_table_properties(table, styles, headed=headed)}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _table_properties(table: Table, styles: Mapping[str, str], *, headed: bool) -> str:
    look = 0x0600 | (0x0020 if headed else 0) | (0x0040 if table.total else 0)
    caption = f'<w:tblCaption w:val="{xml_attribute(table.caption)}"/>' if table.caption else ""
    return _PROPERTIES.format(
        style=styles["table" if headed else "facts"],
        look=f"{look:04X}",
        first=int(headed),
        last=int(bool(table.total)),
        caption=caption,
    )


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    whole = sum(column.share for column in columns)
    widths = [round(width * column.share / whole) for column in columns]
    return [width - sum(widths[1:]), *widths[1:]]


def _keep(place: int, rows: int, table: Table) -> bool:
    """Keep a short table in one piece and with its note; of a long one the first rows and the last."""
    if place == rows - 1:
        return bool(table.note)
    return rows <= LONG or place < 2 or place >= rows - 3  # noqa: PLR2004 - two rows at either end


def _row(
    row: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    styles: Mapping[str, str],
    *,
    header: bool,
    keep: bool,
) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
    next_ = "<w:keepNext/>" if keep else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{styles["number" if column.number else "cell"]}"/>{next_}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{xml_text(text)}</w:t></w:r></w:p></w:tc>'
        for text, column, width in zip(row, columns, widths, strict=True)
    )
    return f"<w:tr>{properties}{cells}</w:tr>"
