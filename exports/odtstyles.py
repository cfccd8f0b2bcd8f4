"""The named styles of an OpenDocument report, as a table, and the parts of its package that never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.escape import xml_attribute

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
WIDTH = 453.5
"""The width of the text in points: A4 with the margins below."""

_SANS, _SERIF = "Liberation Sans", "Liberation Serif"
_EDGE = "1pt solid #1E2126"
_COUNTRY = {"fi": "FI", "en": "GB", "sv": "SE"}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """Describe a paragraph style: the role that blocks use, the name people see, paragraph and text properties."""

    role: str
    name: str
    paragraph: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    level: int = 0
    parent: str = "body"
    tab: float = 0.0

    def xml(self) -> str:
        """Write the style."""
        outline = f' style:default-outline-level="{self.level}"' if self.level else ""
        parent = f' style:parent-style-name="{self.parent}"' if self.parent and self.role != "body" else ""
        shown = xml_attribute(self.name)
        return (
            f'<style:style style:name="{self.role}" style:display-name="{shown}" style:family="paragraph"{parent}'
            f"{outline}>{self._paragraph()}{_properties('text', self.text)}</style:style>"
        )


    def _paragraph(self) -> str:
        if not self.tab:
            return _properties("paragraph", self.paragraph)
        stop = f'<style:tab-stop style:position="{self.tab}pt" style:type="right" style:leader-style="dotted" '
        stops = f'<style:tab-stops>{stop}style:leader-text="."/></style:tab-stops>'
        return _properties("paragraph", self.paragraph).replace("/>", f">{stops}</style:paragraph-properties>")


def _font(
    size: float, *, sans: bool = True, bold: bool = False, italic: bool = False, colour: str = ""
) -> dict[str, str]:
    found = {"fo:font-family": _SANS if sans else _SERIF, "fo:font-size": f"{size}pt"}
    found |= {"fo:font-weight": "bold"} if bold else {}
    found |= {"fo:font-style": "italic"} if italic else {}
    return found | ({"fo:color": colour} if colour else {})


def _space(before: float, after: float, **more: str) -> dict[str, str]:
    named = {key.replace("_", ":", 1).replace("_", "-"): value for key, value in more.items()}
    return {"fo:margin-top": f"{before}pt", "fo:margin-bottom": f"{after}pt", **named}


def _side(left: float, right: float) -> dict[str, str]:
    return {"fo:margin-left": f"{left}pt", "fo:margin-right": f"{right}pt"}


_KEPT = {"fo:keep-with-next": "always"}
_NEW_PAGE = {"fo:break-before": "page"}
_QUOTE = _side(24, 24)
_FILLED = {"fo:background-color": "#F3F1EB", "fo:padding": "4pt"}
_BOX = {"fo:background-color": "#F2F2EC", "fo:padding": "5pt", "fo:border-left": "3pt solid #1E4951"}

STYLES = (
    OdtStyle("body", "Leipäteksti", _space(0, 6, fo_line_height="140%"), _font(11, sans=False)),
    OdtStyle("title", "Raportin nimi", _space(70, 4), _font(28, bold=True)),
    OdtStyle("subtitle", "Alaotsikko", _space(0, 24), _font(14, colour="#5B6068")),
    OdtStyle("heading1", "Otsikko 1", _space(0, 10) | _KEPT | _NEW_PAGE, _font(20, bold=True), 1),
    OdtStyle("heading2", "Otsikko 2", _space(20, 5) | _KEPT, _font(14.5, bold=True), 2),
    OdtStyle("heading3", "Otsikko 3", _space(18, 5) | _KEPT, _font(12, bold=True), 3),
    OdtStyle("toc_heading", "Sisällysluettelon otsikko", _space(24, 6) | _KEPT, _font(14.5, bold=True)),
    OdtStyle("toc1", "Sisällys 1", _space(5, 0), _font(10.5, bold=True), tab=WIDTH),
    OdtStyle("toc2", "Sisällys 2", _space(1, 0) | _side(14, 0), _font(10.5), tab=WIDTH - 14),
    OdtStyle(
        "notice", "Huomautus",
        _space(0, 18) | {"fo:background-color": "#FBF1DC", "fo:padding": "5pt", "fo:border-left": "3pt solid #8A5A00"},
        _font(10.5, bold=True),
    ),
    OdtStyle("placeholder", "Täydennettävä", _space(5, 10) | _FILLED,
             _font(10.5, sans=False, italic=True, colour="#5B6068")),
    OdtStyle("definition", "Koodin määritelmä", _space(0, 7) | _KEPT, _font(10, colour="#4A4F57")),
    OdtStyle("lead", "Viittausten johdanto", _space(10, 3) | _KEPT, _font(10, colour="#4A4F57")),
    OdtStyle("quote", "Aineisto-ote", _space(6, 2) | _QUOTE, _font(11, sans=False)),
    OdtStyle("opening", "Avausote", _space(10, 16), _font(14, sans=False, italic=True)),
    OdtStyle("draft", "Luonnosmerkki", _space(8, 0) | _QUOTE | _KEPT, _font(9, colour="#7A4F00")),
    OdtStyle("source", "Aineisto-ote lähde", _space(0, 9, fo_text_align="end") | _QUOTE,
             _font(9, sans=False, colour="#4A4F57")),
    OdtStyle("reference", "Aineisto-ote viittaus", _space(0, 2) | _side(12, 0), _font(9.5)),
    OdtStyle("box_title", "Tietolaatikon otsikko", _space(10, 0) | _BOX | _KEPT, _font(10.5, bold=True)),
    OdtStyle("box", "Tietolaatikko", _space(0, 0) | _BOX, _font(10.5)),
    OdtStyle("memo", "Muistio", _space(0, 6) | {"fo:border-left": "1.5pt solid #B9B4A6", "fo:padding-left": "8pt"},
             _font(10.5, sans=False)),
    OdtStyle("caption", "Taulukon otsikko", _space(14, 5) | _KEPT, _font(9.5)),
    OdtStyle("picture", "Kuvan paikka", _space(14, 3) | _KEPT),
    OdtStyle("picture_caption", "Kuvateksti", _space(3, 14), _font(9.5)),
    OdtStyle("cell", "Taulukon teksti", _space(2, 2, fo_line_height="110%"), _font(9.5)),
    OdtStyle("number", "Taulukon luku", {"fo:text-align": "end"}, {}, 0, "cell"),
    OdtStyle("head", "Taulukon otsake", {}, {"fo:font-weight": "bold"}, 0, "cell"),
    OdtStyle("head_number", "Taulukon luvun otsake", {}, {"fo:font-weight": "bold"}, 0, "number"),
    OdtStyle("note", "Taulukon huomautus", _space(4, 12), _font(9, colour="#5B6068")),
    OdtStyle("footnote", "Alaviite", _space(0, 2), _font(9, sans=False)),
    OdtStyle("running", "Ylätunniste", _space(0, 0), _font(8.5, colour="#5B6068")),
    OdtStyle("folio", "Sivunumero", _space(0, 0, fo_text_align="center"), _font(9.5, sans=False)),
)  # fmt: skip

CELLS = {
    "plain": {"fo:padding": "2pt 3pt", "fo:border": "none"},
    "top": {"fo:padding": "2pt 3pt", "fo:border-top": _EDGE, "fo:border-bottom": _EDGE},
    "last": {"fo:padding": "2pt 3pt", "fo:border-bottom": _EDGE},
    "total": {"fo:padding": "2pt 3pt", "fo:border-top": _EDGE, "fo:border-bottom": _EDGE},
}
"""The kinds of cells: what rules stand above and below."""


def styles_xml(language: str, title: str) -> str:
    """Write the part with the styles, the page, its running head and its number."""
    country = _COUNTRY.get(language, "GB")
    spoken = {"fo:language": language, "fo:country": country}
    named = "".join(style.xml() for style in STYLES)
    default = f'<style:default-style style:family="paragraph">{_properties("text", spoken)}</style:default-style>'
    marks = (
        f'<style:style style:name="strong" style:display-name="Vahva" style:family="text">'
        f'{_properties("text", {"fo:font-weight": "bold"})}</style:style>'
        f'<style:style style:name="speaker" style:display-name="Aineisto-ote puhuja" style:family="text">'
        f'{_properties("text", {"fo:font-style": "italic"})}</style:style>'
    )
    plain = {"fo:color": "#1E2126", "style:text-underline-style": "none"}
    marks += f'<style:style style:name="quiet_link" style:family="text">{_properties("text", plain)}</style:style>'
    notes = (
        '<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" '
        'text:footnotes-position="page" text:start-numbering-at="document" text:default-style-name="footnote"/>'
    )
    page = (
        '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin-top="1.4cm" fo:margin-bottom="1.2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" '
        'style:print-orientation="portrait"/><style:header-style><style:header-footer-properties '
        'fo:min-height="1.2cm" fo:margin-bottom="0.6cm"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.6cm"/></style:footer-style>'
        "</style:page-layout>"
    )
    head = f'<style:header><text:p text:style-name="running">{xml_attribute(title)}</text:p></style:header>'
    foot = (
        '<style:footer><text:p text:style-name="folio"><text:page-number text:select-page="current">1'
        "</text:page-number></text:p></style:footer>"
    )
    return (
        f'{HEAD}<office:document-styles {NAMESPACES} office:version="1.3"><office:styles>{default}{named}{marks}{notes}'
        f"</office:styles><office:automatic-styles>{page}</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="pm">{head}{foot}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )


def cell_styles() -> str:
    """Write the automatic styles of cells and of pictures' frames."""
    cells = "".join(
        f'<style:style style:name="cell_{kind}" style:family="table-cell">{_properties("table-cell", rules)}'
        "</style:style>"
        for kind, rules in CELLS.items()
    )
    row = {"fo:keep-together": "always"}
    return (
        f'{cells}<style:style style:name="whole_row" style:family="table-row">{_properties("table-row", row)}'
        "</style:style>"
        '<style:style style:name="frame" style:family="graphic"><style:graphic-properties style:vertical-pos="top" '
        'style:vertical-rel="baseline" fo:border="none" fo:padding="0cm"/></style:style>'
    )


def _properties(kind: str, values: Mapping[str, str]) -> str:
    if not values:
        return ""
    inside = " ".join(f'{name}="{xml_attribute(value)}"' for name, value in values.items())
    return f"<style:{kind}-properties {inside}/>"
