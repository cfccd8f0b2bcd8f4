"""Write a figure as SVG: plain shapes and text, no script, no link, no id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exports.escape import xml_attribute, xml_text
from exports.figures import INK, PAPER, Dot, Figure, Line, Rect, Ring, RingNumber, Shape, Text

FONTS = "Ote Sans, Inter, Noto Sans, Arial, sans-serif"


def svg(figure: Figure) -> str:
    """Return the figure as the text of an SVG file."""
    size = f'width="{_n(figure.width)}pt" height="{_n(figure.height)}pt"'
    view = f'viewBox="0 0 {_n(figure.width)} {_n(figure.height)}"'
    title = f"<title>{xml_text(figure.title)}</title>\n" if figure.title else ""
    body = "\n".join(_shape(shape) for shape in figure.shapes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" font-family="{FONTS}">\n'
        f"{title}<desc>{xml_text(figure.alt)}</desc>\n{body}\n</svg>\n"
    )


def stroke_width(radius: float) -> float:
    """Return the width of a ring's line."""
    return max(radius * 0.3, 0.4)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shape(shape: Shape) -> str:
    draw: Callable[[Any], str] = _DRAW[type(shape)]
    return draw(shape)


def _dot(dot: Dot) -> str:
    return f'<circle cx="{_n(dot.x)}" cy="{_n(dot.y)}" r="{_n(dot.radius)}" fill="{INK}"/>'


def _circle(ring: Ring | RingNumber) -> str:
    line = stroke_width(ring.radius)
    return (
        f'<circle cx="{_n(ring.x)}" cy="{_n(ring.y)}" r="{_n(ring.radius - line / 2)}" '
        f'fill="{PAPER}" stroke="{INK}" stroke-width="{_n(line)}"/>'
    )


def _ring(ring: Ring) -> str:
    point = f'<circle cx="{_n(ring.x)}" cy="{_n(ring.y)}" r="{_n(ring.radius * 0.32)}" fill="{INK}"/>'
    return _circle(ring) + point


def _number(ring: RingNumber) -> str:
    size = ring.radius * 1.35
    text = Text(ring.x, ring.y + size * 0.36, str(ring.number), size, "middle", bold=True, colour=INK)
    return _circle(ring) + _text(text)


def _line(line: Line) -> str:
    ends = f'x1="{_n(line.x1)}" y1="{_n(line.y1)}" x2="{_n(line.x2)}" y2="{_n(line.y2)}"'
    return f'<line {ends} stroke="{xml_attribute(line.colour)}" stroke-width="{_n(line.width)}"/>'


def _text(text: Text) -> str:
    weight = ' font-weight="600"' if text.bold else ""
    place = f'x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}" text-anchor="{text.anchor}"'
    if text.upright:
        place += f' transform="rotate(-90 {_n(text.x)} {_n(text.y)})"'
    return f'<text {place} fill="{xml_attribute(text.colour)}"{weight}>{xml_text(text.text)}</text>'


def _rect(rect: Rect) -> str:
    place = f'x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" height="{_n(rect.height)}"'
    return f'<rect {place} fill="{xml_attribute(rect.fill)}" stroke="{xml_attribute(rect.line)}" stroke-width="0.75"/>'


_DRAW: dict[type, Callable[[Any], str]] = {
    Dot: _dot,
    Ring: _ring,
    RingNumber: _number,
    Line: _line,
    Text: _text,
    Rect: _rect,
}
