"""Write a review round as a Word form: drop-downs, check boxes and fields, each with its id in three places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.escape import xml_attribute, xml_text
from exports.review.page import packet_words
from exports.wordbase import DAWN, LOCALES, SECTION, R, W
from projects.review.packet import SPEAKER, Packet, PacketQuote
from projects.review.word_names import DECISION, IDENTIFY, LEVEL, QUOTE, REMARK, REVIEWER, ROUND, bookmark, text_mark

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
_EMPTY = "☐"


@dataclass(slots=True)
class _Form:
    """Write the parts of one form, numbering controls and bookmarks on the way."""

    packet: Packet
    words: Mapping[str, str]
    number: int = 0

    def body(self) -> Iterator[str]:
        packet, words = self.packet, self.words
        yield _paragraph("Heading1", self._marked(bookmark(ROUND, packet.nonce), _run(packet.title)))
        yield from (_paragraph("", _run(line)) for line in packet.greeting.split("\n"))
        yield _paragraph("", _run(words["about"].format(n=len(packet.quotes))))
        if packet.until:
            yield _paragraph("", _run(words["until"].format(until=packet.until)))
        if packet.contact:
            yield _paragraph("", _run(words["pause"].format(contact=packet.contact)))
        yield _paragraph("Question", _run(words["reviewer"]))
        yield _paragraph("Answer", self._field(bookmark(REVIEWER, "name"), words["form_write"]))
        for quote in packet.quotes:
            yield from self._quote(quote)

    def _quote(self, quote: PacketQuote) -> Iterator[str]:
        words = self.words
        of = words["of"].format(n=quote.number, all=len(self.packet.quotes))
        yield _paragraph("Heading2", _run(of), "<w:pageBreakBefore/>")
        if quote.notes:
            yield _paragraph("Small", _run(words["note"].format(what=", ".join(words[note] for note in quote.notes))))
        if quote.context:
            yield _paragraph("", _run(quote.context), "<w:keepNext/>")
        yield self._said(quote)
        yield _paragraph("Question", _run(words["publish"]))
        choices = [words["yes"], words["change"], words["no"]]
        yield _paragraph("Answer", self._choice(bookmark(DECISION, quote.token), choices))
        yield _paragraph("Answer", self._box(bookmark(IDENTIFY, quote.token)) + _run(f" {words['form_identify']}"))
        if self.packet.track == SPEAKER:
            yield _paragraph("Question", _run(words["level"]))
            levels = [words[f"level_{step}"] for step in range(1, 6)]
            yield _paragraph("Answer", self._choice(bookmark(LEVEL, quote.token), levels))
        yield _paragraph("Question", _run(words["say"]))
        yield _paragraph("Answer", self._field(bookmark(REMARK, quote.token), words["form_write"]))

    def _said(self, quote: PacketQuote) -> str:
        dash = "– " if len(quote.paragraphs) > 1 else ""
        inside = [_run(dash + text) for text in quote.paragraphs]
        opening, closing = self._bookmark(bookmark(QUOTE, quote.token + text_mark(quote.paragraphs)))
        inside[0] = opening + inside[0]
        inside[-1] += closing
        return "".join(_paragraph("Said", one) for one in inside)

    def _bookmark(self, name: str) -> tuple[str, str]:
        self.number += 1
        return f'<w:bookmarkStart w:id="{self.number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{self.number}"/>'

    def _marked(self, name: str, content: str) -> str:
        opening, closing = self._bookmark(name)
        return opening + content + closing

    def _control(self, name: str, kind: str, content: str) -> str:
        self.number += 1
        names = f'<w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="{self.number}"/>'
        return self._marked(
            name, f"<w:sdt><w:sdtPr>{names}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _choice(self, name: str, choices: list[str]) -> str:
        first = self.words["form_choose"]
        items = "".join(
            f'<w:listItem w:displayText="{xml_attribute(one)}" w:value="{xml_attribute(one)}"/>'
            for one in (first, *choices)
        )
        return self._control(name, f"<w:dropDownList>{items}</w:dropDownList>", _run(first))

    def _box(self, name: str) -> str:
        states = (
            '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        return self._control(name, states, _run(_EMPTY))

    def _field(self, name: str, hint: str) -> str:
        return self._control(name, "<w:richText/>", _run(hint))


def review_form(packet: Packet) -> bytes:
    """Return the whole form as a Word file; it names no file, transcript or speaker, and nobody as its author."""
    form = _Form(packet, packet_words(packet.language))
    body = "".join(form.body())
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{_W14}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14">'
        f"<w:body>{body}{SECTION}</w:body></w:document>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(document, LOCALES[packet.language]):
            entry = zipfile.ZipInfo(name, DAWN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _HEAD + text)
    return stream.getvalue()


def _parts(document: str, locale: str) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
    )
    yield "_rels/.rels", (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    yield "word/_rels/document.xml.rels", (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/></Relationships>'
    )
    yield "word/document.xml", document
    yield "word/styles.xml", _styles(locale)


def _styles(locale: str) -> str:
    def style(name: str, key: str, paragraph: str, run: str, more: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{key}"{more}><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        )

    edge = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="2456A6"/></w:pBdr>'
    custom = ' w:customStyle="1"'
    styles = (
        style("heading 1", "Heading1", '<w:spacing w:after="240"/><w:outlineLvl w:val="0"/>',
              '<w:b/><w:sz w:val="40"/>'),
        style("heading 2", "Heading2", '<w:keepNext/><w:spacing w:after="160"/><w:outlineLvl w:val="1"/>',
              '<w:b/><w:sz w:val="32"/>'),
        style("Ote", "Said", f'{edge}<w:spacing w:before="60" w:after="60" w:line="360" w:lineRule="auto"/>'
              '<w:ind w:left="360"/>', '<w:sz w:val="32"/>', custom),
        style("Kysymys", "Question", '<w:keepNext/><w:spacing w:before="280" w:after="80"/>', "<w:b/>", custom),
        style("Vastaus", "Answer", '<w:spacing w:after="120"/>', '<w:color w:val="2456A6"/>', custom),
        style("Pieni", "Small", "", '<w:color w:val="4A4F57"/><w:sz w:val="26"/>', custom),
    )
    run = f'{_FONT}<w:sz w:val="30"/><w:szCs w:val="30"/><w:lang w:val="{locale}"/>'
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="312" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f"{normal}{''.join(styles)}</w:styles>"
    )


def _paragraph(style: str, content: str, extra: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{content}</w:p>"


def _run(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{xml_text(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{lines}</w:r>"
