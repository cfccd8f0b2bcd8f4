"""Write blocks as the XML of Word paragraphs, tables, fields and content controls: text in, text out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from exports.blocks import (
    REFERENCE,
    Block,
    Contents,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Report,
    Spoken,
    Table,
)
from exports.escape import xml_attribute, xml_text
from exports.styles import WIDTH
from exports.units import SOURCE, Line, lines_of, mark_of, sent_bookmark, tag_of
from exports.wordbase import R
from exports.wordtable import table_xml

EMU = 12700
FIRST_NOTE = 2
"""The number of a document's first footnote; 0 and 1 are Word's own lines above notes."""
_FIELD = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_LONGEST_ALIAS = 60


@dataclass(slots=True)
class WordWriter:
    """Turn blocks into XML one by one, numbering tables, figures, bookmarks and controls on the way.

    `styles` are style ids by role, `pages` estimated pages by anchor, `pictures` relation ids by place in the
    report's blocks; a picture without one is left out. `width` is the text's, in twentieths of a point. `locale` is
    written on every run where it is given, for templates whose own language is another. `notes` gathers footnotes.
    """

    report: Report
    styles: Mapping[str, str]
    pages: Mapping[str, int]
    pictures: Mapping[int, str] = field(default_factory=dict)
    width: int = WIDTH
    locale: str = ""
    notes: list[str] = field(default_factory=list)
    tables: int = 0
    figures: int = 0
    marks: int = 0
    controls: int = 0

    def blocks(self) -> Iterator[str]:
        """Write every block in turn."""
        for place, block in enumerate(self.report.blocks):
            yield spoken_in(self.block(block, self.pictures.get(place, "")), self.locale)

    def block(self, block: Block, picture: str = "") -> str:
        """Write one block."""
        match block:
            case Quote():
                xml = self._quote(block)
            case Reference():
                xml = self._reference(block)
            case Heading():
                xml = self._heading(block)
            case Paragraph():
                xml = self._said(block)
            case Table():
                xml = self._table(block)
            case Picture():
                xml = self._picture(block, picture) if picture else ""
            case Contents():
                xml = self._contents(block)
            case _:
                assert_never(block)
        return xml

    def paragraph(self, role: str, content: str, extra: str = "") -> str:
        """Write a paragraph in the style of a role."""
        style = "" if role == "body" else f'<w:pStyle w:val="{self.styles[role]}"/>'
        properties = f"<w:pPr>{style}{extra}</w:pPr>" if style or extra else ""
        return f"<w:p>{properties}{content}</w:p>"

    def _said(self, said: Paragraph) -> str:
        """Write a sentence, with the number of what it refers to and its note."""
        before, reference, after = said.text.partition(REFERENCE)
        content = run(before) if before else ""
        if reference:
            content += self._number_of(said.refers) + run(after)
        if said.footnote:
            self.notes.append(said.footnote)
            mark = f'<w:rPr><w:rStyle w:val="{self.styles["footnote_mark"]}"/></w:rPr>'
            content += f'<w:r>{mark}<w:footnoteReference w:id="{FIRST_NOTE + len(self.notes) - 1}"/></w:r>'
        if said.role == "title" and self.report.plan:
            content = self._bookmarked(f"_plan_{self.report.plan.replace('-', '')}", content)
        return self.paragraph(said.role, content, "<w:keepNext/>" if said.keep else "")

    def _number_of(self, anchor: str) -> str:
        """Refer to a table by its word and number, in small letters as in the middle of a sentence."""
        captioned = [one for one in self.report.blocks if isinstance(one, Table) and one.caption]
        number = next((place for place, one in enumerate(captioned, 1) if one.anchor == anchor), 0)
        return self.field_code(f"REF {anchor} \\* Lower \\h", f"{self.report.table_word.lower()} {number}")

    def _heading(self, heading: Heading) -> str:
        return self.paragraph(f"heading{heading.level}", self._bookmarked(heading.anchor, run(heading.text)))

    def _bookmarked(self, name: str, content: str) -> str:
        self.marks += 1
        mark = self.marks
        return f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{mark}"/>'

    def _quote(self, quote: Quote) -> str:
        """Name the quote three times: LibreOffice drops tags, Word drops nothing, and people read the alias."""
        if quote.fresh:
            return self._fresh(quote)
        self.controls += 1
        last = len(quote.paragraphs) - 1
        # The last paragraph stays with its source line.
        paragraphs = "".join(
            self.paragraph("quote", self._spoken(spoken), "<w:keepNext/>" if place == last else "")
            for place, spoken in enumerate(quote.paragraphs)
        )
        alias = xml_attribute(quote.readable[:_LONGEST_ALIAS])
        names = f'<w:alias w:val="{alias}"/><w:tag w:val="{xml_attribute(quote.excerpt)}"/>'
        control = (
            f'<w:sdt><w:sdtPr>{names}<w:id w:val="{self.controls}"/></w:sdtPr>'
            f"<w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
        )
        return self._bookmarked(quote.anchor, control) + self.paragraph("source", run(quote.source))

    def _fresh(self, quote: Quote) -> str:
        """Write a quote that can be refreshed: all in one control, whose marks tell what was written."""
        self.controls += 1
        lines = lines_of(quote)
        mark = mark_of(line.said for line in lines)
        alias, tag = xml_attribute(quote.readable[:_LONGEST_ALIAS]), xml_attribute(tag_of(quote.excerpt, mark))
        last = len(lines) - 1
        inside = "".join(self._line(line, keep=place < last) for place, line in enumerate(lines))
        control = (
            f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{self.controls}"/>'
            f"<w:richText/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
        sent = sent_bookmark(quote.excerpt, mark)
        return self._bookmarked(quote.anchor, self._bookmarked(sent, control) if sent else control)

    def _line(self, line: Line, *, keep: bool) -> str:
        opening = self._styled("speaker", line.speaker) if line.speaker else ""
        below = "" if keep or line.role == SOURCE else '<w:spacing w:after="180"/>'
        return self.paragraph(line.role, opening + run(line.text), "<w:keepNext/>" if keep else below)

    def _spoken(self, spoken: Spoken) -> str:
        opening = self._styled("speaker", spoken.speaker) if spoken.speaker else ""
        return opening + run(spoken.text)

    def _reference(self, reference: Reference) -> str:
        name = f'<w:hyperlink w:anchor="{reference.anchor}" w:history="1">{run(reference.readable)}</w:hyperlink>'
        words = run(f"\t{reference.words}\t{reference.see}\u00a0")
        return self.paragraph("reference", name + words + self._page(reference.anchor))

    def _page(self, anchor: str) -> str:
        return self.field_code(f"PAGEREF {anchor} \\h", str(self.pages.get(anchor, 1)))

    def field_code(self, instruction: str, result: str) -> str:
        """Write a field with the result a reader sees before Word works it out anew."""
        code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        begin, separate, end = (_FIELD.format(kind=kind) for kind in ("begin", "separate", "end"))
        return begin + code + separate + run(result) + end

    def _styled(self, role: str, text: str) -> str:
        return f'<w:r><w:rPr><w:rStyle w:val="{self.styles[role]}"/></w:rPr>{texts(text)}</w:r>'

    def _caption(self, word: str, name: str, number: int, caption: str, anchor: str = "") -> str:
        strong = f'<w:rPr><w:rStyle w:val="{self.styles["strong"]}"/></w:rPr>'
        counted = self.field_code(f"SEQ {name} \\* ARABIC", str(number)).replace("<w:r>", f"<w:r>{strong}")
        named = self._styled("strong", f"{word} ") + counted
        named = self._bookmarked(anchor, named) if anchor else named
        return named + self._styled("strong", ".") + run(f" {caption}")

    def _table(self, table: Table) -> str:
        body = table_xml(table, self.styles, self.width)
        note = self.paragraph("note", run(table.note)) if table.note else self._gap()
        if not table.caption:
            return body + note
        self.tables += 1
        word = self.report.table_word
        caption = self._caption(word, word, self.tables, table.caption, table.anchor)
        return self.paragraph("caption", caption, "<w:keepNext/>") + body + note

    def _gap(self) -> str:
        """Keep a table from running into what follows; Word joins tables that touch."""
        return self.paragraph("note", "")

    def _picture(self, picture: Picture, relation: str) -> str:
        self.figures += 1
        word = self.report.figure_word
        scale = EMU * min(1.0, self.width / 20 / picture.figure.width)
        size = f'cx="{round(picture.figure.width * scale)}" cy="{round(picture.figure.height * scale)}"'
        drawing = _INLINE.format(
            size=size,
            id=self.figures,
            name=f"{xml_attribute(word)} {self.figures}",
            alt=xml_attribute(picture.figure.alt),
            relation=relation,
            picture=_PICTURE,
            drawing=_DRAWING,
            place=_PLACE,
            relations=R,
        )
        caption = self._caption(word, word, self.figures, picture.caption)
        return self.paragraph("picture", f"<w:r>{drawing}</w:r>") + self.paragraph("picture_caption", caption)

    def _contents(self, contents: Contents) -> str:
        """Write the contents as Word would have: a field whose result is already there."""
        headings = [one for one in self.report.blocks if isinstance(one, Heading) and one.level <= contents.levels]
        levels = f'TOC \\o "1-{contents.levels}" \\h \\z \\u'
        code = f'<w:r><w:instrText xml:space="preserve"> {levels} </w:instrText></w:r>'
        begin = _FIELD.format(kind="begin") + code + _FIELD.format(kind="separate")
        entries = "".join(
            self.paragraph(f"toc{one.level}", ("" if place else begin) + self._entry(one))
            for place, one in enumerate(headings)
        )
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        title = self.paragraph("toc_heading", run(contents.title))
        end = self.paragraph("body", _FIELD.format(kind="end"))
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{entries}{end}</w:sdtContent></w:sdt>"

    def _entry(self, heading: Heading) -> str:
        inside = run(f"{heading.text}\t") + self._page(heading.anchor)
        return f'<w:hyperlink w:anchor="{heading.anchor}" w:history="1">{inside}</w:hyperlink>'


def spoken_in(xml: str, locale: str) -> str:
    """Write the language on every run of a piece of XML; nothing without a locale."""
    if not locale:
        return xml
    said = f'<w:lang w:val="{locale}"/></w:rPr>'
    return xml.replace("</w:rPr><w:t", f"{said}<w:t").replace("<w:r><w:t", f"<w:r><w:rPr>{said}<w:t")


def run(text: str) -> str:
    """Write a run of plain text."""
    return f"<w:r>{texts(text)}</w:r>"


def texts(text: str) -> str:
    """Write the inside of a run; a line end becomes a break, a tab a tab."""
    safe = xml_text(text)
    if "\n" in safe or "\t" in safe or "\r" in safe:
        safe = safe.replace("\r\n", "\n").replace("\r", "\n")
        safe = safe.replace("\n", "</w:t><w:br/>" + _OPEN).replace("\t", "</w:t><w:tab/>" + _OPEN)
    return f"{_OPEN}{safe}</w:t>"


_OPEN = '<w:t xml:space="preserve">'
_INLINE = (
    '<w:drawing><wp:inline xmlns:wp="{place}" xmlns:r="{relations}" distT="0" distB="0" distL="0" distR="0">'
    "<wp:extent {size}/>"
    '<wp:docPr id="{id}" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="{drawing}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="{drawing}"><a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)
