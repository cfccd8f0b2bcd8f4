"""Paint a round on paper: A4 sheets, or A6 cards with cut marks; answers are typed in by the quote's number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)

from coder.fonts import SANS
from coder.paint import ready_to_paint
from exports.review.page import packet_words
from projects.review.packet import SPEAKER, Packet, PacketQuote

_POINTS = 72.0
_MM = _POINTS / 25.4
_RESOLUTION = 600
_A4 = (210 * _MM, 297 * _MM)
_A6 = (105 * _MM, 148.5 * _MM)
_INK, _SOFT, _EDGE = QColor("#1e2126"), QColor("#4a4f57"), QColor("#2456a6")
# Reviewers get 14 to 16 points; nothing on paper is smaller.
_BODY, _SAID, _TITLE = 14.0, 16.0, 20.0
_LINE = 1.35
_ROW = 1.55
_GAP = 10.0
_CUT = 5 * _MM
_WRITING = 3
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Block:
    """Hold one thing to be painted, `height` points high: a text, choices to tick, or lines to write on."""

    kind: str
    text: str
    size: float
    height: float
    bold: bool = False
    edge: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """Say how big one sheet or card is, its margin, and how big its words are."""

    width: float
    height: float
    margin: float
    said: float
    writing: int

    @property
    def inner(self) -> QRectF:
        """Return where words may stand."""
        return QRectF(self.margin, self.margin, self.width - 2 * self.margin, self.height - 2 * self.margin)


_SPACE = _Block("space", "", 0, _GAP)
_SHEET = _Form(*_A4, 22 * _MM, _SAID, _WRITING)
_CARD = _Form(*_A6, 9 * _MM, _BODY, 0)


def paper(packet: Packet, *, cards: bool = False) -> bytes:
    """Return the round as a PDF file: sheets, or four cards on a page."""
    ready_to_paint()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(packet.title)
    writer.setCreator("Ote")
    _paint_paper(packet, writer, cards=cards)
    buffer.close()
    return bytes(data.data())


def _paint_paper(packet: Packet, device: QPagedPaintDevice, *, cards: bool) -> None:
    """Paint the round on a device, page by page."""
    form = _CARD if cards else _SHEET
    # Paper is wide enough everywhere on an A4 page without the printer's own margins; a card lies to its edge.
    no_margins = QMarginsF(0, 0, 0, 0)
    device.setPageLayout(QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, no_margins, QPageLayout.Unit.Millimeter,
        no_margins,
    ))  # fmt: skip
    painter = QPainter(device)
    scale = painter.device().logicalDpiX() / _POINTS
    pieces = [*_opening(packet, form), *(piece for quote in packet.quotes for piece in _pieces(packet, quote, form))]
    pages = _on_pages(pieces, form, cards=cards)
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        painter.resetTransform()
        painter.scale(scale, scale)
        if cards:
            _paint_cuts(painter)
        for at, blocks in page:
            _paint_blocks(painter, blocks, at, form)
    painter.end()


def _on_pages(
    pieces: list[list[_Block]], form: _Form, *, cards: bool
) -> list[list[tuple[QPointF, list[_Block]]]]:
    """Give every piece its place: a card a quarter of a page, on sheets as many below each other as there is room."""
    pages: list[list[tuple[QPointF, list[_Block]]]] = [[]]
    top = 0.0
    for number, blocks in enumerate(pieces):
        if cards:
            slot = number % 4
            if number and slot == 0:
                pages.append([])
            pages[-1].append((QPointF(slot % 2 * form.width, slot // 2 * form.height), blocks))
            continue
        height = _height(blocks)
        if pages[-1] and top + height > form.inner.height():
            pages.append([])
            top = 0.0
        pages[-1].append((QPointF(0, top), blocks))
        top += height + 3 * _GAP
    return pages


def _opening(packet: Packet, form: _Form) -> list[list[_Block]]:
    """Return the greeting, cut where it would not fit on one sheet or card."""
    words = packet_words(packet.language)
    lines = [packet.greeting, words["about"].format(n=len(packet.quotes))]
    if packet.until:
        lines.append(words["until"].format(until=packet.until))
    if not form.writing:
        lines.append(words["paper_back"])
    if packet.contact:
        lines.append(words["pause"].format(contact=packet.contact))
    units = [[_text(packet.title, _TITLE if form is _SHEET else _SAID, form, bold=True)]]
    units += [[_text(line, _BODY, form)] for one in lines for line in one.split("\n") if line.strip()]
    units.append([_SPACE, _text(words["reviewer"], _BODY, form, bold=True), _lines(1)])
    return _cut(units, form, [])


def _pieces(packet: Packet, quote: PacketQuote, form: _Form) -> list[list[_Block]]:
    """Return one quote with its questions: one piece, or more where the words are too many for one sheet or card."""
    words = packet_words(packet.language)
    head = _text(words["of"].format(n=quote.number, all=len(packet.quotes)), _BODY, form, bold=True)
    notes = words["note"].format(what=", ".join(words[note] for note in quote.notes)) if quote.notes else ""
    dash = "– " if len(quote.paragraphs) > 1 else ""
    units = [[_text(line, _BODY, form, soft=True)] for line in (notes, quote.context, quote.topic) if line]
    units += [[_text(dash + line, form.said, form, edge=True)] for line in quote.paragraphs]
    return _cut([*units, *_questions(packet, words, form)], form, [head])


def _questions(packet: Packet, words: Mapping[str, str], form: _Form) -> list[list[_Block]]:
    """Return the questions, each with its choices as one unit that no page parts."""
    known = [words["identify_yes"], words["identify_no"], words["identify_unknown"]]
    asked = [("publish", [words["yes"], words["change"], words["no"]]), ("identify", known)]
    if packet.track == SPEAKER:
        asked.append(("level", [words[f"level_{step}"] for step in range(1, 6)]))
    units = [
        [_SPACE, _text(words[key], _BODY, form, bold=True), *_boxes(choices, form)] for key, choices in asked
    ]
    if not form.writing:
        return units
    return [*units, [_SPACE, _text(words["say"], _BODY, form, bold=True), _lines(form.writing)]]


def _cut(units: list[list[_Block]], form: _Form, head: list[_Block]) -> list[list[_Block]]:
    """Part units at the foot of a sheet or card, a text between its lines; each part begins with the same head."""
    parts = [list(head)]
    waiting = list(reversed(units))
    while waiting:
        unit = waiting.pop()
        room = form.inner.height() - _height(parts[-1])
        if _height(unit) <= room:
            parts[-1] += unit
        elif len(unit) == 1 and (split := _parted(unit[0], form, room)):
            parts[-1].append(split[0])
            waiting.append([split[1]])
            parts.append(list(head))
        elif len(parts[-1]) == len(head):
            parts[-1] += unit
        else:
            waiting.append(unit)
            parts.append(list(head))
    return parts


def _parted(block: _Block, form: _Form, room: float) -> tuple[_Block, _Block] | None:
    """Return what of a text fits into the room, and the rest; None when that is less than two lines."""
    lines = _wrapped(block, form)
    fits = min(int((room - _GAP / 2) // (block.size * _LINE)), len(lines) - 1)
    if fits < _FEWEST:
        return None
    parts = (" ".join(lines[:fits]), " ".join(lines[fits:]))
    first, rest = (_text(one, block.size, form, bold=block.bold, edge=block.edge, soft=block.soft) for one in parts)
    return first, rest


def _height(blocks: list[_Block]) -> float:
    return sum(one.height for one in blocks)


def _text(
    text: str, size: float, form: _Form, *, bold: bool = False, edge: bool = False, soft: bool = False
) -> _Block:
    block = _Block("text", text, size, 0, bold, edge, soft)
    lines = len(_wrapped(block, form))
    return _Block("text", text, size, lines * size * _LINE + _GAP / 2, bold, edge, soft)


def _boxes(choices: list[str], form: _Form) -> list[_Block]:
    """Return choices with a box to tick: in one row where they fit, else each in its own."""
    metrics = QFontMetricsF(_font(_BODY))
    wide = sum(metrics.horizontalAdvance(one) + 3 * _BODY for one in choices)
    rows = [choices] if wide <= form.inner.width() else [[one] for one in choices]
    return [_Block("boxes", "\n".join(row), _BODY, _BODY * _ROW) for row in rows]


def _lines(count: int) -> _Block:
    return _Block("lines", "", _BODY, count * _BODY * 2)


def _wrapped(block: _Block, form: _Form) -> list[str]:
    """Return a text's lines; Qt counts UTF-16."""
    layout, units = _layout(block, form), block.text.encode("utf-16-le")
    lines = (layout.lineAt(at) for at in range(layout.lineCount()))
    ranges = ((one.textStart(), one.textStart() + one.textLength()) for one in lines)
    return [units[2 * start : 2 * end].decode("utf-16-le").strip() for start, end in ranges]


def _layout(block: _Block, form: _Form) -> QTextLayout:
    """Lay a text out to the form's width."""
    layout = QTextLayout(block.text, _font(block.size, bold=block.bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(form.inner.width() - (_GAP if block.edge else 0))
        line.setPosition(QPointF(_GAP if block.edge else 0, top))
        top += block.size * _LINE
    layout.endLayout()
    return layout


def _font(size: float, *, bold: bool = False) -> QFont:
    """Return the sheet's font; one unit is a point, whatever the device."""
    font = QFont(SANS)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _paint_blocks(painter: QPainter, blocks: list[_Block], at: QPointF, form: _Form) -> None:
    top = at.y() + form.margin
    left = at.x() + form.margin
    for one in blocks:
        if one.kind == "text":
            painter.setPen(_SOFT if one.soft else _INK)
            _layout(one, form).draw(painter, QPointF(left, top))
            if one.edge:
                painter.fillRect(QRectF(left, top, 2, one.height - _GAP / 2), _EDGE)
        elif one.kind == "boxes":
            _paint_boxes(painter, one, left, top)
        elif one.kind == "lines":
            painter.setPen(QPen(_SOFT, 0.5))
            for line in range(1, round(one.height / (2 * _BODY)) + 1):
                y = top + line * 2 * _BODY
                painter.drawLine(QPointF(left, y), QPointF(left + form.inner.width(), y))
        top += one.height


def _paint_boxes(painter: QPainter, block: _Block, left: float, top: float) -> None:
    font = _font(block.size)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QPen(_INK, 1))
    for choice in block.text.split("\n"):
        painter.drawRect(QRectF(left, top + 2, block.size, block.size))
        words = QRectF(left + 1.5 * block.size, top, metrics.horizontalAdvance(choice) + 2, block.size * _LINE)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, choice)
        left += metrics.horizontalAdvance(choice) + 3 * block.size


def _paint_cuts(painter: QPainter) -> None:
    """Paint short lines at the edges and in the middle of the page, where the cards are cut apart."""
    painter.setPen(QPen(_SOFT, 0.4))
    width, height = _A4
    for x in (0.0, width / 2, width):
        for y in (0.0, height / 2, height):
            painter.drawLine(QPointF(x - _CUT, y), QPointF(x + _CUT, y))
            painter.drawLine(QPointF(x, y - _CUT), QPointF(x, y + _CUT))
