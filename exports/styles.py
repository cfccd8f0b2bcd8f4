"""The named styles of a Word report, as a table; a template's own styles of the same name win."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 9070
SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
_AT_EDGE = f'w:pos="{WIDTH}"'
_TABLE_EDGE = 'w:val="single" w:sz="8" w:space="0" w:color="1E2126"'
_CELL_MARGINS = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'


@dataclass(frozen=True, slots=True)
class Style:
    """Describe one style: the role that blocks use, its name in Word, its ASCII id and its properties.

    `paragraph` and `run` are the insides of `w:pPr` and `w:rPr`, in the order the schema asks for; `more` is
    what follows them (the parts of a table style).
    """

    role: str
    name: str
    id: str
    kind: str = "paragraph"
    based: str = "Normal"
    following: str = ""
    paragraph: str = ""
    run: str = ""
    more: str = ""
    gallery: bool = True

    def xml(self, style_id: str, based: str, following: str, *, fonts: bool, width: int = WIDTH) -> str:
        """Write the style under an id for lines so wide; `fonts` False leaves the typefaces to the template."""
        run = self.run if fonts else self.run.replace(SANS, "")
        paragraph = self.paragraph.replace(_AT_EDGE, f'w:pos="{width}"')
        parts = (
            f'<w:name w:val="{self.name}"/>',
            f'<w:basedOn w:val="{based}"/>' if based else "",
            f'<w:next w:val="{following}"/>' if following else "",
            '<w:uiPriority w:val="1"/>' if self.gallery else '<w:uiPriority w:val="99"/>',
            "<w:qFormat/>" if self.gallery else "",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            self.more,
        )
        custom = "" if self.name.lower() in BUILT_IN else ' w:customStyle="1"'
        default = ' w:default="1"' if self.role in DEFAULTS else ""
        return f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{style_id}">{"".join(parts)}</w:style>'


BUILT_IN = frozenset(
    (
        "normal",
        "default paragraph font",
        "normal table",
        "title",
        "subtitle",
        "heading 1",
        "heading 2",
        "heading 3",
        "caption",
        "toc 1",
        "toc 2",
        "toc heading",
        "header",
        "footer",
        "strong",
        "footnote text",
        "footnote reference",
    )
)
DEFAULTS = frozenset(("body", "default_font", "default_table"))


def _size(points: float, *, bold: bool = False, sans: bool = True, italic: bool = False, colour: str = "") -> str:
    half = round(points * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    slope = "<w:i/><w:iCs/>" if italic else ""
    tone = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{SANS if sans else ""}{weight}{slope}{tone}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: int, after: int, line: int = 300) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _band(fill: str, edge: str = "") -> str:
    """Shade a paragraph with some air round it; `edge` colours a bar at its left."""
    air = f'w:val="single" w:sz="4" w:space="4" w:color="{fill}"'
    bar = f'w:val="single" w:sz="24" w:space="6" w:color="{edge}"' if edge else air
    border = f"<w:pBdr><w:top {air}/><w:left {bar}/><w:bottom {air}/><w:right {air}/></w:pBdr>"
    return f'{border}<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _condition(kind: str, edge: str) -> str:
    borders = f"<w:tblPr/><w:tcPr><w:tcBorders><w:{edge} {_TABLE_EDGE}/></w:tcBorders></w:tcPr>"
    return f'<w:tblStylePr w:type="{kind}"><w:rPr><w:b/><w:bCs/></w:rPr>{borders}</w:tblStylePr>'


_OUTLINE = "<w:keepNext/><w:keepLines/>"
_RULED = (
    f"<w:tblPr><w:tblBorders><w:top {_TABLE_EDGE}/><w:bottom {_TABLE_EDGE}/></w:tblBorders>{_CELL_MARGINS}</w:tblPr>"
    + _condition("firstRow", "bottom")
    + _condition("lastRow", "top")
)
_FLUSH = '<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
_PLAIN_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)
_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="9070"/></w:tabs>'
_TOC = _RIGHT_TAB.format(leader="dot")
_QUOTE_INDENT = '<w:ind w:left="482" w:right="482"/>'

STYLES = (
    Style("body", "Normal", "Normal", based=""),
    Style("default_font", "Default Paragraph Font", "DefaultParagraphFont", "character", "", gallery=False),
    Style("default_table", "Normal Table", "TableNormal", "table", "", gallery=False, more=_PLAIN_TABLE),
    Style("title", "Title", "Title", following="Subtitle", paragraph=_space(1800, 60, 264), run=_size(28, bold=True)),
    Style(
        "subtitle", "Subtitle", "Subtitle", following="Normal", paragraph=_space(0, 480), run=_size(14, colour="5B6068")
    ),
    Style(
        "heading1",
        "heading 1",
        "Heading1",
        following="Normal",
        paragraph=f'{_OUTLINE}<w:pageBreakBefore/>{_space(0, 200, 264)}<w:outlineLvl w:val="0"/>',
        run=_size(20, bold=True),
    ),
    Style(
        "heading2",
        "heading 2",
        "Heading2",
        following="Normal",
        paragraph=f'{_OUTLINE}{_space(400, 100, 264)}<w:outlineLvl w:val="1"/>',
        run=_size(14.5, bold=True),
    ),
    Style(
        "heading3",
        "heading 3",
        "Heading3",
        following="Normal",
        paragraph=f'{_OUTLINE}{_space(360, 100, 264)}<w:outlineLvl w:val="2"/>',
        run=_size(12, bold=True),
    ),
    Style(
        "toc_heading",
        "TOC Heading",
        "TOCHeading",
        following="Normal",
        paragraph=f"{_OUTLINE}{_space(480, 120, 264)}",
        run=_size(14.5, bold=True),
    ),
    Style("toc1", "toc 1", "TOC1", paragraph=f"{_TOC}{_space(100, 0, 264)}", run=_size(10.5, bold=True), gallery=False),
    Style(
        "toc2",
        "toc 2",
        "TOC2",
        paragraph=f'{_TOC}{_space(20, 0, 264)}<w:ind w:left="284"/>',
        run=_size(10.5),
        gallery=False,
    ),
    Style(
        "notice",
        "Huomautus",
        "Huomautus",
        following="Normal",
        paragraph=f'{_OUTLINE}{_band("FBF1DC", "8A5A00")}{_space(0, 360)}<w:ind w:left="170" w:right="85"/>',
        run=_size(10.5, bold=True),
    ),
    Style(
        "placeholder",
        "Täydennettävä",
        "Taydennettava",
        following="Normal",
        paragraph=f'{_band("F3F1EB")}{_space(100, 200, 276)}<w:ind w:left="85" w:right="85"/>',
        run=_size(10.5, sans=False, italic=True, colour="5B6068"),
    ),
    Style(
        "definition",
        "Koodin määritelmä",
        "KoodinMaaritelma",
        following="Normal",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(0, 140)}",
        run=_size(10, colour="4A4F57"),
    ),
    Style(
        "lead",
        "Viittausten johdanto",
        "ViittaustenJohdanto",
        following="Normal",
        paragraph=f"<w:keepNext/>{_space(200, 60)}",
        run=_size(10, colour="4A4F57"),
    ),
    Style(
        "quote",
        "Aineisto-ote",
        "AineistoOte",
        paragraph=f"<w:widowControl/>{_space(140, 40, 288)}{_QUOTE_INDENT}<w:contextualSpacing/>",
        following="AineistoOteLahde",
    ),
    Style(
        "source",
        "Aineisto-ote lähde",
        "AineistoOteLahde",
        following="Normal",
        paragraph=f'<w:keepLines/>{_space(0, 180, 264)}{_QUOTE_INDENT}<w:jc w:val="right"/>',
        run=_size(9, sans=False, colour="4A4F57"),
    ),
    Style(
        "reference",
        "Aineisto-ote viittaus",
        "AineistoOteViittaus",
        paragraph=f"<w:keepLines/>{_RIGHT_TAB.format(leader='none')}{_space(0, 40, 276)}"
        '<w:ind w:left="1304" w:hanging="1304"/>',
        run=_size(9.5),
    ),
    Style(
        "speaker", "Aineisto-ote puhuja", "AineistoOtePuhuja", "character", "DefaultParagraphFont", run="<w:i/><w:iCs/>"
    ),
    Style("strong", "Strong", "Strong", "character", "DefaultParagraphFont", run="<w:b/><w:bCs/>"),
    Style(
        "caption",
        "caption",
        "Caption",
        following="Normal",
        paragraph=f"<w:keepLines/>{_space(280, 100, 264)}",
        run=_size(9.5),
    ),
    Style(
        "picture_caption",
        "Kuvateksti",
        "Kuvateksti",
        based="Caption",
        following="Normal",
        paragraph=_space(60, 280, 264),
    ),
    Style(
        "picture",
        "Kuvan paikka",
        "KuvanPaikka",
        following="Kuvateksti",
        paragraph=f"<w:keepNext/>{_space(280, 60, 240)}",
    ),
    Style(
        "opening",
        "Avausote",
        "Avausote",
        following="Normal",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(0, 240, 300)}",
        run=_size(14, sans=False, italic=True),
    ),
    Style(
        "draft",
        "Luonnosmerkki",
        "Luonnosmerkki",
        following="AineistoOte",
        paragraph=f"<w:keepNext/>{_space(140, 0, 264)}{_QUOTE_INDENT}",
        run=_size(8.5, bold=True, colour="8A5A00"),
    ),
    Style(
        "box_title",
        "Tietolaatikon otsikko",
        "TietolaatikonOtsikko",
        based="Tietolaatikko",
        following="Tietolaatikko",
        paragraph=f"<w:keepNext/>{_space(200, 0, 276)}",
        run="<w:b/><w:bCs/>",
    ),
    Style(
        "box",
        "Tietolaatikko",
        "Tietolaatikko",
        paragraph=f'<w:keepLines/>{_band("F3F1EB", "1E4951")}{_space(0, 0, 276)}<w:ind w:left="170" w:right="85"/>',
        run=_size(10),
    ),
    Style(
        "memo",
        "Muistio",
        "Muistio",
        paragraph=f'{_space(60, 120)}<w:ind w:left="284"/>',
        run=_size(10, sans=False, colour="4A4F57"),
    ),
    Style(
        "footnote",
        "footnote text",
        "FootnoteText",
        paragraph=_space(0, 40, 240),
        run=_size(9, sans=False),
        gallery=False,
    ),
    Style(
        "footnote_mark",
        "footnote reference",
        "FootnoteReference",
        "character",
        "DefaultParagraphFont",
        run='<w:vertAlign w:val="superscript"/>',
        gallery=False,
    ),
    Style("cell", "Taulukon teksti", "TaulukonTeksti", paragraph=_space(50, 50, 240), run=_size(9.5)),
    Style("number", "Taulukon luku", "TaulukonLuku", based="TaulukonTeksti", paragraph='<w:jc w:val="right"/>'),
    Style(
        "note",
        "Taulukon huomautus",
        "TaulukonHuomautus",
        following="Normal",
        paragraph=_space(80, 240, 264),
        run=_size(9, colour="5B6068"),
    ),
    Style("table", "Ote-taulukko", "OteTaulukko", "table", "TableNormal", more=_RULED),
    Style("facts", "Ote-tiedot", "OteTiedot", "table", "TableNormal", more=_FLUSH),
    Style("header", "header", "Header", paragraph=_space(0, 0, 240), run=_size(8.5, colour="5B6068"), gallery=False),
    Style(
        "footer",
        "footer",
        "Footer",
        paragraph=f'{_space(0, 0, 240)}<w:jc w:val="center"/>',
        run=_size(9.5, sans=False),
        gallery=False,
    ),
)
