"""Draw the four-quadrant figure: filled = one field, ring with a point = two, number = three or four."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.figures import INK, QUIET, TEXT, Dot, Figure, Line, Mark, Rect, Ring, RingNumber, Shape, Text
from exports.placement import TICK, Area, Spot, place
from exports.setting import lines_in, text_width
from exports.words import plural, words
from projects.analysis.quadrants import QUADRANTS, Membership

_PAD = 10.0
_NAME = 9.0
_COUNT = 8.5
_LEADING = 11.5
_LEGEND = 20.0
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class _Corner:
    """Hold the lines of one corner: the field's name, its count, and the space they take."""

    lines: tuple[str, ...]
    count: str
    left: bool
    upper: bool

    @property
    def height(self) -> float:
        return (len(self.lines) + 1) * _LEADING

    @property
    def width(self) -> float:
        return max(*(text_width(line, _NAME, bold=True) for line in self.lines), text_width(self.count, _COUNT))


def quadrant_figure(
    membership: Membership,
    names: Mapping[str, str],
    language: str,
    *,
    width: float = 454.0,
    height: float = 330.0,
    legend: bool = True,
) -> Figure:
    """Draw every excerpt of the membership in its field; `names` are the fields' names by N1 to N4."""
    field = height - (_LEGEND if legend else 0)
    corners = [_corner(key, membership, names, language, width) for key in QUADRANTS]
    area = Area(
        0,
        0,
        width,
        field,
        band=width * 0.055,
        middle=min(width, field) * 0.19,
        corners=tuple(_box(corner, width, field) for corner in corners),
    )
    radius, spots = place(membership.fields, area)
    x, y = area.centre
    shapes: list[Shape] = [Rect(0.5, 0.5, width - 1, field - 1)]
    shapes += [Line(x, _PAD, x, field - _PAD), Line(_PAD, y, width - _PAD, y)]
    for corner in corners:
        shapes += _corner_texts(corner, width, field)
    for spot in spots:
        shapes += _ticks(spot, radius)
        shapes.append(_mark(spot, radius))
    if legend:
        shapes += _legend(language, field)
    return Figure(width, height, tuple(shapes), alternative(membership, names, language))


def alternative(membership: Membership, names: Mapping[str, str], language: str) -> str:
    """Tell in words what the figure shows."""
    say = words(language)
    fields = "; ".join(
        say["quadrant_alt_field"].format(
            name=f"{key} {names[key]}",
            excerpts=plural(language, "excerpts", membership.total(key)),
            only=membership.only(key),
        )
        for key in QUADRANTS
    )
    total = plural(language, "excerpts", len(membership.fields))
    return say["quadrant_alt"].format(excerpts=total, shared=membership.shared(), fields=fields)


def _corner(key: str, membership: Membership, names: Mapping[str, str], language: str, width: float) -> _Corner:
    count = words(language)["quadrant_count"].format(
        excerpts=plural(language, "excerpts", membership.total(key)), only=membership.only(key)
    )
    lines = lines_in(f"{key} {names[key]}", _NAME, width * 0.36, _MOST_LINES, bold=True)
    return _Corner(lines, count, left=key in ("N1", "N3"), upper=key in ("N1", "N2"))


def _box(corner: _Corner, width: float, height: float) -> tuple[float, float, float, float]:
    left = 0.0 if corner.left else width - _PAD - corner.width
    right = _PAD + corner.width if corner.left else width
    top = 0.0 if corner.upper else height - _PAD - corner.height
    bottom = _PAD + corner.height if corner.upper else height
    return left, top, right, bottom


def _corner_texts(corner: _Corner, width: float, height: float) -> Iterator[Text]:
    x, anchor = (_PAD, "start") if corner.left else (width - _PAD, "end")
    top = _PAD if corner.upper else height - _PAD - corner.height
    for place_, line in enumerate(corner.lines):
        yield Text(x, top + _NAME + place_ * _LEADING, line, _NAME, anchor, bold=True)
    yield Text(x, top + _NAME + len(corner.lines) * _LEADING, corner.count, _COUNT, anchor, colour=QUIET)


def _mark(spot: Spot, radius: float) -> Mark:
    if len(spot.fields) == 1:
        return Dot(spot.x, spot.y, radius, spot.ref)
    if len(spot.fields) == 2:  # noqa: PLR2004 - two fields, as the docstring says
        return Ring(spot.x, spot.y, radius, spot.ref)
    return RingNumber(spot.x, spot.y, radius, len(spot.fields), spot.ref)


def _ticks(spot: Spot, radius: float) -> Iterator[Line]:
    """Draw a short tick from the ring to each of two opposite fields."""
    if not spot.slope:
        return
    near, far = radius * 0.7071, radius * (1 + TICK) * 0.7071
    for side in (-1, 1):
        across, down = side, side * spot.slope
        yield Line(
            spot.x + across * near,
            spot.y + down * near,
            spot.x + across * far,
            spot.y + down * far,
            width=max(radius * 0.28, 0.4),
            colour=INK,
        )


def _legend(language: str, top: float) -> Iterator[Shape]:
    say = words(language)
    x, y, radius = 5.0, top + 13.0, 3.8
    for place_, key in enumerate(("legend_one", "legend_two", "legend_more")):
        mark = (Dot(x, y, radius), Ring(x, y, radius), RingNumber(x, y, radius, 3))[place_]
        yield mark
        yield Text(x + radius + 4, y + 3, say[key], _COUNT, colour=TEXT)
        x += radius + text_width(say[key], _COUNT) + 22
