"""Show a chapter of a planned report as it will look on paper: always light, whatever the window's colours."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from coder.fonts import SANS
from coder.i18n import Catalogue
from coder.theme import Theme
from exports.blocks import REFERENCE, Block, Contents, Heading, Paragraph, Picture, Quote, Reference, Table
from exports.figures import Figure

_SIZES = {1: 20, 2: 15, 3: 12}
_GREY, _BAND, _DRAFT, _CHOSEN = "#5B6068", "#F3F1EB", "#8A5A00", "#DCE8F9"
_SANS = f"'{SANS}'"
_NONE: Mapping[str, str] = MappingProxyType({})
_MARGIN, _SHARE, _WIDEST = 60, 11, 440


class PlanPreview(QTextBrowser):
    """Show blocks on a page; `quote_picked` tells which quote was clicked."""

    quote_picked = Signal(str)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin with an empty page."""
        super().__init__()
        self._theme = theme
        self._pictures: dict[Figure, QImage] = {}
        self.setAccessibleName(say("plan.preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setStyleSheet("QTextBrowser { background: #FFFFFF; color: #1E2126; border: 1px solid #DEDACF; }")
        self.anchorClicked.connect(lambda url: self.quote_picked.emit(url.toString().removeprefix("quote:")))

    def show_blocks(self, blocks: Sequence[Block], chosen: str = "", tables: Mapping[str, str] = _NONE) -> None:
        """Show blocks; the chosen quote stands on the colour of what is chosen, `tables` are named by their anchors."""
        at = self.verticalScrollBar().value()
        document = QTextDocument(self)
        document.setDocumentMargin(min(self._theme.px(_MARGIN), self.viewport().width() // _SHARE))
        document.setDefaultFont(self._theme.font(14, serif=True))
        for place, one in enumerate(blocks):
            if isinstance(one, Picture):
                kind = QTextDocument.ResourceType.ImageResource
                document.addResource(kind, QUrl(f"figure:{place}"), self._image(one))
        named = (_referring(one, tables) for one in blocks)
        document.setHtml("".join(_written(one, place, chosen, self._theme) for place, one in enumerate(named)))
        self.setDocument(document)
        self.verticalScrollBar().setValue(at)

    def _image(self, picture: Picture) -> QImage:
        """Return a figure as it is painted; the same figure is painted once."""
        if picture.figure not in self._pictures:
            from coder.paint import png  # noqa: PLC0415 - only chapters with figures need it

            self._pictures[picture.figure] = QImage.fromData(png(picture.figure))
        return self._pictures[picture.figure]


def _referring(block: Block, tables: Mapping[str, str]) -> Block:
    """Put the name and number of a table where a sentence refers to it."""
    if isinstance(block, Paragraph) and REFERENCE in block.text:
        return replace(block, text=block.text.replace(REFERENCE, tables.get(block.refers, "…")))
    return block


def _written(block: Block, place: int, chosen: str, theme: Theme) -> str:
    match block:
        case Heading():
            size = theme.px(_SIZES[block.level] * 4 // 3)
            look = f"font-family:{_SANS}; font-weight:600; font-size:{size}px; margin:18px 0 8px 0"
            written = _styled("p", look, html.escape(block.text))
        case Paragraph():
            written = _paragraph(block)
        case Quote():
            written = _quote(block, chosen)
        case Reference():
            words = html.escape(f"{block.readable}  {block.words}")
            written = _styled("p", f"margin:2px 0; color:{_GREY}", words)
        case Table():
            written = _table(block)
        case Picture():
            width = theme.px(round(min(block.figure.width, _WIDEST)))
            written = f'<p><img src="figure:{place}" width="{width}"></p>' + _caption(block.caption)
        case Contents():
            written = ""
        case _:
            assert_never(block)
    return written


def _paragraph(said: Paragraph) -> str:
    text = html.escape(said.text)
    styles = {
        "placeholder": f"background:{_BAND}; color:{_GREY}; font-style:italic; margin:6px 0",
        "box_title": f"background:{_BAND}; font-family:{_SANS}; font-weight:600; margin:10px 0 0 0",
        "box": f"background:{_BAND}; font-family:{_SANS}; margin:0",
        "memo": f"color:{_GREY}; margin:4px 0 4px 16px",
        "lead": f"color:{_GREY}; margin:10px 0 2px 0",
    }
    return _styled("p", styles.get(said.role, "margin:8px 0"), text)


def _quote(quote: Quote, chosen: str) -> str:
    ground = f"background:{_CHOSEN};" if quote.excerpt == chosen else ""
    indent = f"{ground} margin:0 32px 0 32px"
    look = "font-size:large; font-style:italic" if quote.opening else ""
    parts = []
    if quote.draft:
        parts.append(_styled("p", f"{indent}; color:{_DRAFT}; font-family:{_SANS}; font-size:small; font-weight:600",
                             html.escape(quote.draft)))  # fmt: skip
    for one in quote.paragraphs:
        speaker = f"<i>{html.escape(one.speaker)}</i>" if one.speaker else ""
        words = f'<a href="quote:{quote.excerpt}" style="color:#1E2126; text-decoration:none">'
        parts.append(_styled("p", f"{indent}; {look}", f"{speaker}{words}{html.escape(one.text)}</a>"))
    if quote.source:
        parts.append(_styled("p", f"{indent}; font-size:small; color:#4A4F57; text-align:right",
                             html.escape(quote.source)))  # fmt: skip
    return "".join(parts)


def _table(table: Table) -> str:
    heads = "".join(_cell("th", one.title, number=one.number) for one in table.columns)
    rows = "".join(
        "<tr>" + "".join(_cell("td", text, number=column.number)
                         for text, column in zip(row, table.columns, strict=True)) + "</tr>"
        for row in (*table.rows, *((table.total,) if table.total else ()))
    )  # fmt: skip
    return _caption(table.caption) + f'<table width="100%" cellpadding="3"><tr>{heads}</tr>{rows}</table>'


def _cell(kind: str, text: str, *, number: bool) -> str:
    align = "right" if number else "left"
    return f'<{kind} align="{align}" style="font-family:{_SANS}; font-size:small">{html.escape(text)}</{kind}>'


def _caption(text: str) -> str:
    return _styled("p", f"font-family:{_SANS}; font-size:small; margin:10px 0 4px 0", html.escape(text))


def _styled(name: str, style: str, inside: str) -> str:
    return f'<{name} style="{style}">{inside}</{name}>'
