"""A report as one page of HTML: figures inside as shapes, no script, nothing fetched; it reads and prints well."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from exports.blocks import Block, Contents, Heading, Paragraph, Picture, Quote, Reference, Report, Table
from exports.escape import storable
from exports.files import Progress, whole_file
from exports.numbering import Numbers, numbered, parted
from exports.svg import svg
from exports.units import DRAFT, SOURCE, lines_of
from exports.words import words

STEP = 200
_STYLE_FILE = "htmlpage.css"
_TITLES = {"title": "h1", "box_title": "p"}
_LISTED = 2


@dataclass(frozen=True, slots=True)
class _Page:
    """Hold the report and its numbers while its blocks are written."""

    report: Report
    numbers: Numbers


def write_html(report: Report, path: Path) -> Generator[Progress, None, None]:
    """Write the report step by step; the file appears whole or not at all, the former one stays until then."""
    page, parts = _Page(report, numbered(report)), []
    steps = len(report.blocks) // STEP + 2
    for at, block in enumerate(report.blocks):
        parts.append(_block(page, at, block))
        if at % STEP == 0:
            yield Progress(at // STEP, steps)
    yield Progress(steps - 1, steps)
    with whole_file(path) as stream:
        stream.write(_whole(page, parts).encode())
    yield Progress(steps, steps)


def html_page(report: Report) -> str:
    """Return the report as the text of an HTML file."""
    page = _Page(report, numbered(report))
    return _whole(page, [_block(page, at, block) for at, block in enumerate(report.blocks)])


def _whole(page: _Page, parts: list[str]) -> str:
    style = (Path(__file__).parent / _STYLE_FILE).read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(part for part in parts if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(page.report.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(page.report.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n{_notes(page)}</main>\n</body>\n</html>\n"
    )


def _block(page: _Page, at: int, block: Block) -> str:
    write: Callable[[_Page, int, Any], str] = _WRITERS[type(block)]
    return write(page, at, block)


def _heading(_: _Page, __: int, heading: Heading) -> str:
    level = heading.level + 1
    return f'<h{level} id="{_text(heading.anchor)}">{_text(heading.text)}</h{level}>'


def _paragraph(page: _Page, at: int, said: Paragraph) -> str:
    before, refers, after = parted(said)
    inside = _text(before)
    if refers:
        number = page.numbers.anchors.get(said.refers, 0)
        name = f"{page.report.table_word.lower()} {number}"
        inside += f'<a href="#{_text(said.refers)}">{_text(name)}</a>{_text(after)}'
    if said.footnote:
        number = page.numbers.notes[at]
        inside += f'<sup><a id="from-{number}" href="#note-{number}">{number}</a></sup>'
    tag = _TITLES.get(said.role, "p")
    kind = "" if said.role == "body" else f' class="{_text(said.role)}"'
    return f"<{tag}{kind}>{inside}</{tag}>"


def _quote(_: _Page, __: int, quote: Quote) -> str:
    """Set a quote apart, its source below it; why it is a draft stands above the words, never among them."""
    lines = lines_of(quote)
    draft = "".join(f'<p class="draft">{_text(one.text)}</p>' for one in lines if one.role == DRAFT)
    said = "".join(
        f"<p>{f'<i>{_text(one.speaker)}</i>' if one.speaker else ''}{_text(one.text)}</p>"
        for one in lines
        if one.role not in (DRAFT, SOURCE)
    )
    kind = "opening" if quote.opening else "quote"
    block = f"<blockquote>{said}</blockquote>" if said else ""
    source = f"<figcaption>{_text(quote.source)}</figcaption>" if quote.source else ""
    return f'{draft}<figure class="{kind}" id="{_text(quote.anchor)}">{block}{source}</figure>' if block else draft


def _reference(_: _Page, __: int, reference: Reference) -> str:
    link = f'<a href="#{_text(reference.anchor)}">{_text(reference.readable)}</a>'
    return f'<p class="reference">{link} {_text(reference.words)}</p>'


def _table(page: _Page, at: int, table: Table) -> str:
    headed = any(column.title for column in table.columns)
    numbers = [' class="number"' if column.number else "" for column in table.columns]
    heads = "".join(
        f'<th scope="col"{number}>{_text(column.title)}</th>'
        for column, number in zip(table.columns, numbers, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, numbers)}</tr>" for row in table.rows)
    caption = ""
    if at in page.numbers.tables:
        name = f"{page.report.table_word} {page.numbers.tables[at]}."
        caption = f"<caption><b>{_text(name)}</b> {_text(table.caption)}</caption>"
    head = f"<thead><tr>{heads}</tr></thead>" if headed else ""
    foot = f"<tfoot><tr>{_cells(table.total, numbers)}</tr></tfoot>" if table.total else ""
    anchor = f' id="{_text(table.anchor)}"' if table.anchor else ""
    note = f'<p class="note">{_text(table.note)}</p>' if table.note else ""
    kind = "" if headed else ' class="facts"'
    return f'<div class="wide"><table{anchor}{kind}>{caption}{head}<tbody>{rows}</tbody>{foot}</table></div>{note}'


def _cells(row: tuple[str, ...], numbers: list[str]) -> str:
    first, *rest = (_text(cell).replace("\n", "<br>") for cell in row)
    cells = (f"<td{number}>{cell}</td>" for cell, number in zip(rest, numbers[1:], strict=True))
    return f'<th scope="row">{first}</th>' + "".join(cells)


def _picture(page: _Page, at: int, picture: Picture) -> str:
    """Draw the figure inside the page; its title and words are read out with it."""
    drawn = svg(picture.figure).split("\n", 1)[1]
    name = f"{page.report.figure_word} {page.numbers.figures[at]}."
    return f"<figure>{drawn}<figcaption><b>{_text(name)}</b> {_text(picture.caption)}</figcaption></figure>"


def _contents(page: _Page, _: int, contents: Contents) -> str:
    headings = [one for one in page.report.blocks if isinstance(one, Heading) and one.level <= _LISTED]
    rows = "".join(
        f'<li class="level{one.level}"><a href="#{_text(one.anchor)}">{_text(one.text)}</a></li>' for one in headings
    )
    title = _text(contents.title)
    return f'<nav aria-label="{title}"><p class="toc">{title}</p><ul>{rows}</ul></nav>' if rows else ""


def _notes(page: _Page) -> str:
    rows = "".join(_note(page, number, at) for at, number in page.numbers.notes.items())
    return f'<ol class="notes">{rows}</ol>\n' if rows else ""


def _note(page: _Page, number: int, at: int) -> str:
    block = page.report.blocks[at]
    text = block.footnote if isinstance(block, Paragraph) else ""
    back = words(page.report.language)["note_back"]
    return f'<li id="note-{number}">{_text(text)} <a href="#from-{number}" aria-label="{_text(back)}">↩</a></li>'


def _text(text: str) -> str:
    return escape(storable(text))


_WRITERS: dict[type, Callable[[_Page, int, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quote: _quote,
    Reference: _reference,
    Table: _table,
    Picture: _picture,
    Contents: _contents,
}
