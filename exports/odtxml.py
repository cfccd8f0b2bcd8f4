"""Write blocks as the XML of an OpenDocument text: paragraphs, tables, frames, notes and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exports.blocks import Block, Contents, Heading, Paragraph, Picture, Quote, Reference, Report, Table
from exports.escape import xml_attribute, xml_text
from exports.numbering import Numbers, numbered, parted
from exports.odtstyles import WIDTH
from exports.pages import estimate
from exports.units import Line, lines_of

_LISTED = 2
_BLANKS = re.compile(r" {2,}|\t|\n")


@dataclass(slots=True)
class OdtWriter:
    """Turn blocks into XML one by one; `pictures` are the parts that hold figures, by place in the report's blocks.

    `automatic` gathers the widths of tables' columns, which the document has to declare before its text.
    """

    report: Report
    pictures: Mapping[int, str] = field(default_factory=dict)
    automatic: list[str] = field(default_factory=list)
    numbers: Numbers = field(init=False)
    pages: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Count what is numbered, and estimate where headings and quotes stand."""
        self.numbers = numbered(self.report)
        self.pages = estimate(self.report.blocks)

    def block(self, at: int, block: Block) -> str:
        """Write the block at a place of the report."""
        write: Callable[[OdtWriter, int, Any], str] = _WRITERS[type(block)]
        return write(self, at, block)

    def sequence(self, name: str, number: int) -> str:
        """Write a number that the document counts."""
        return (
            f'<text:sequence text:ref-name="ref{name}{number - 1}" text:name="{name}" '
            f'text:formula="ooow:{name}+1" style:num-format="1">{number}</text:sequence>'
        )

    def caption(self, word: str, name: str, number: int, text: str) -> str:
        """Write word, number and text of a caption."""
        return _styled("strong", f"{text_of(word)} {self.sequence(name, number)}.") + text_of(f" {text}")

    def columns(self, at: int, table: Table) -> str:
        """Declare the widths of a table's columns and return the columns."""
        whole = sum(column.share for column in table.columns)
        self.automatic.append(
            f'<style:style style:name="table{at}" style:family="table"><style:table-properties '
            f'style:width="{WIDTH:.2f}pt" table:align="left" fo:margin-bottom="3pt"/></style:style>'
        )
        found = []
        for place, column in enumerate(table.columns):
            width = f'style:column-width="{WIDTH * column.share / whole:.2f}pt"'
            self.automatic.append(
                f'<style:style style:name="table{at}.{place}" style:family="table-column">'
                f"<style:table-column-properties {width}/></style:style>"
            )
            found.append(f'<table:table-column table:style-name="table{at}.{place}"/>')
        return "".join(found)


def text_of(text: str) -> str:
    """Escape a text; what OpenDocument would drop (blanks in a row, tabs, ends of lines) becomes elements."""
    safe = xml_text(text)
    return _BLANKS.sub(_blank, safe)


def _blank(found: re.Match[str]) -> str:
    if found[0] in ("\t", "\n"):
        return "<text:tab/>" if found[0] == "\t" else "<text:line-break/>"
    return f' <text:s text:c="{len(found[0]) - 1}"/>'


def _p(role: str, content: str) -> str:
    return f'<text:p text:style-name="{role}">{content}</text:p>'


def _styled(role: str, content: str) -> str:
    return f'<text:span text:style-name="{role}">{content}</text:span>'


def _link(anchor: str, content: str) -> str:
    styles = 'text:style-name="quiet_link" text:visited-style-name="quiet_link"'
    return f'<text:a xlink:type="simple" xlink:href="#{xml_attribute(anchor)}" {styles}>{content}</text:a>'


def _marked(anchor: str, content: str) -> str:
    name = xml_attribute(anchor)
    return f'<text:bookmark-start text:name="{name}"/>{content}<text:bookmark-end text:name="{name}"/>'


def _page(writer: OdtWriter, anchor: str) -> str:
    page = writer.pages.get(anchor, 1)
    return (
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="{xml_attribute(anchor)}">{page}'
        "</text:bookmark-ref>"
    )


def _heading(_: OdtWriter, __: int, heading: Heading) -> str:
    inside = _marked(heading.anchor, text_of(heading.text))
    return f'<text:h text:style-name="heading{heading.level}" text:outline-level="{heading.level}">{inside}</text:h>'


def _paragraph(writer: OdtWriter, at: int, said: Paragraph) -> str:
    before, refers, after = parted(said)
    inside = text_of(before)
    if refers:
        number = writer.numbers.anchors.get(said.refers, 0)
        reference = (
            f'<text:sequence-ref text:reference-format="value" text:ref-name="refTable{number - 1}">{number}'
            "</text:sequence-ref>"
        )
        inside += f"{text_of(writer.report.table_word.lower())} {reference if number else '?'}{text_of(after)}"
    if said.footnote:
        number = writer.numbers.notes[at]
        note = _p("footnote", text_of(said.footnote))
        inside += (
            f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
            f"</text:note-citation><text:note-body>{note}</text:note-body></text:note>"
        )
    return _p(said.role, inside)


def _quote(_: OdtWriter, __: int, quote: Quote) -> str:
    """Write the lines of a quote, a hidden mark round the first so that references find it."""
    lines = lines_of(quote)
    return "".join(
        _p(line.role, _marked(quote.anchor, _line(line)) if place == 0 else _line(line))
        for place, line in enumerate(lines)
    )


def _line(line: Line) -> str:
    opening = _styled("speaker", text_of(line.speaker)) if line.speaker else ""
    return opening + text_of(line.text)


def _reference(writer: OdtWriter, _: int, reference: Reference) -> str:
    words = text_of(f" {reference.words} {reference.see}\u00a0")
    link = _link(reference.anchor, text_of(reference.readable))
    return _p("reference", link + words + _page(writer, reference.anchor))


def _table(writer: OdtWriter, at: int, table: Table) -> str:
    headed = any(column.title for column in table.columns)
    numbers = [column.number for column in table.columns]
    heads = tuple(column.title for column in table.columns)
    first = _row(heads, numbers, "top", bold=True) if headed else ""
    head = f"<table:table-header-rows>{first}</table:table-header-rows>" if headed else ""
    last = len(table.rows) - 1
    rows = "".join(
        _row(row, numbers, "last" if headed and place == last and not table.total else "plain")
        for place, row in enumerate(table.rows)
    )
    total = _row(table.total, numbers, "total", bold=True) if table.total else ""
    names = f'table:name="Table{at}" table:style-name="table{at}"'
    body = f"<table:table {names}>{writer.columns(at, table)}{head}{rows}{total}</table:table>"
    note = _p("note", text_of(table.note))
    if at not in writer.numbers.tables:
        return body + note
    number = writer.numbers.tables[at]
    caption = writer.caption(writer.report.table_word, "Table", number, table.caption)
    return _p("caption", _marked(table.anchor, caption) if table.anchor else caption) + body + note


def _row(row: tuple[str, ...], numbers: list[bool], kind: str, *, bold: bool = False) -> str:
    roles = [("head_number" if number else "head") if bold else ("number" if number else "cell") for number in numbers]
    cells = "".join(
        f'<table:table-cell table:style-name="cell_{kind}" office:value-type="string">{_p(role, text_of(cell))}'
        "</table:table-cell>"
        for cell, role in zip(row, roles, strict=True)
    )
    return f'<table:table-row table:style-name="whole_row">{cells}</table:table-row>'


def _picture(writer: OdtWriter, at: int, picture: Picture) -> str:
    if at not in writer.pictures:
        return ""
    figure, number = picture.figure, writer.numbers.figures[at]
    scale = min(1.0, WIDTH / figure.width)
    size = f'svg:width="{figure.width * scale:.2f}pt" svg:height="{figure.height * scale:.2f}pt"'
    image = (
        f'<draw:image xlink:href="{writer.pictures[at]}" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad" draw:mime-type="image/png"/>'
    )
    words = f"<svg:title>{xml_text(figure.title)}</svg:title><svg:desc>{xml_text(figure.alt)}</svg:desc>"
    name = f"{writer.report.figure_word} {number}"
    frame = (
        f'<draw:frame draw:style-name="frame" draw:name="{xml_attribute(name)}" text:anchor-type="as-char" {size}>'
        f"{image}{words}</draw:frame>"
    )
    return _p("picture", frame) + _p(
        "picture_caption", writer.caption(writer.report.figure_word, "Figure", number, picture.caption)
    )


def _contents(writer: OdtWriter, _: int, contents: Contents) -> str:
    """Write the contents with their entries, as the office would when it is asked to bring them up to date."""
    headings = [one for one in writer.report.blocks if isinstance(one, Heading) and one.level <= _LISTED]
    entries = "".join(_p(f"toc{one.level}", _entry(writer, one)) for one in headings)
    templates = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="toc{level}">'
        '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" '
        'style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/>'
        "</text:table-of-content-entry-template>"
        for level in (1, _LISTED)
    )
    title = text_of(contents.title)
    return (
        '<text:table-of-content text:name="Contents" text:protected="false"><text:table-of-content-source '
        f'text:outline-level="{_LISTED}"><text:index-title-template text:style-name="toc_heading">{title}'
        f"</text:index-title-template>{templates}</text:table-of-content-source><text:index-body>"
        f'<text:index-title text:name="ContentsHead">{_p("toc_heading", title)}</text:index-title>{entries}'
        "</text:index-body></text:table-of-content>"
    )


def _entry(writer: OdtWriter, heading: Heading) -> str:
    page = writer.pages.get(heading.anchor, 1)
    return _link(heading.anchor, f"{text_of(heading.text)}<text:tab/>{page}")


_WRITERS: dict[type, Callable[[OdtWriter, int, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quote: _quote,
    Reference: _reference,
    Table: _table,
    Picture: _picture,
    Contents: _contents,
}
