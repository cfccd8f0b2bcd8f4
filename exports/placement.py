"""Place the dots of the quadrant figure: each in its own zone, none over another, always the same way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LARGEST = 4.4
STEP = 0.93
TICK = 0.8
_TOUCH = 1e-6
_PAIR = 2
_GOLDEN = math.pi * (3 - math.sqrt(5))
_OPPOSITE = {frozenset(("N1", "N4")): 1.0, frozenset(("N2", "N3")): -1.0}
_SIDES = {"N1": (-1, -1), "N2": (1, -1), "N3": (-1, 1), "N4": (1, 1)}


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where one excerpt's dot stands; `slope` is the diagonal of its ticks, 0 without ticks."""

    ref: str
    x: float
    y: float
    fields: frozenset[str]
    slope: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """Describe the free space: edges, centre, half-width of the axis bands, half-size of the middle, corner texts.

    `corners` are rectangles (left, top, right, bottom) that no dot may touch.
    """

    left: float
    top: float
    right: float
    bottom: float
    band: float
    middle: float
    corners: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        """Return the point where the axes cross."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class _Board:
    """Remember what is placed, in cells as wide as the farthest reach of two dots."""

    cell: float
    cells: dict[tuple[int, int], list[tuple[float, float, float]]] = field(default_factory=dict)

    def fits(self, x: float, y: float, reach: float) -> bool:
        """Say whether a dot that reaches so far touches no other."""
        column, row = int(x // self.cell), int(y // self.cell)
        near = ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return all(
            math.hypot(x - other[0], y - other[1]) >= reach + other[2] - _TOUCH
            for key in near
            for other in self.cells.get(key, ())
        )

    def put(self, x: float, y: float, reach: float) -> None:
        """Take the place."""
        self.cells.setdefault((int(x // self.cell), int(y // self.cell)), []).append((x, y, reach))


def place(fields: Mapping[str, frozenset[str]], area: Area) -> tuple[float, tuple[Spot, ...]]:
    """Find the largest dot with which every excerpt has a place of its own; return its radius and the places."""
    groups: dict[frozenset[str], list[str]] = {}
    for ref, keys in fields.items():
        groups.setdefault(keys, []).append(ref)
    # The middle is narrow: what belongs there chooses first.
    order = sorted(groups, key=lambda keys: (-len(keys), keys not in _OPPOSITE, sorted(keys)))
    radius = LARGEST
    while _crowded(groups, area, radius):
        radius *= STEP
    while True:
        spots = _attempt([(keys, groups[keys]) for keys in order], area, radius)
        if spots is not None:
            return radius, tuple(spots)
        radius *= STEP


def _crowded(groups: Mapping[frozenset[str], list[str]], area: Area, radius: float) -> bool:
    """Say whether the dots of one combination alone are more than its zone can hold, however they lie."""
    across, down = area.right - area.left, area.bottom - area.top
    zones = {1: across * down / 4, 2: max(area.band * max(across, down), 2 * area.middle**2)}
    return any(
        len(refs) * 2 * math.sqrt(3) * reach_of(keys, radius) ** 2 > zones.get(len(keys), 4 * area.middle**2)
        for keys, refs in groups.items()
    )


def reach_of(keys: frozenset[str], radius: float) -> float:
    """Return how far a dot keeps others away from its middle: its edge, its ticks, half the gap."""
    ticks = TICK + 0.3 if keys in _OPPOSITE else 0.0
    return radius * (1.18 + ticks) + 0.25


def _attempt(groups: list[tuple[frozenset[str], list[str]]], area: Area, radius: float) -> list[Spot] | None:
    board = _Board(cell=2 * reach_of(frozenset(("N1", "N4")), radius))
    spots: list[Spot] = []
    for keys, refs in groups:
        reach = reach_of(keys, radius)
        free = _free(keys, area, radius, board)
        for ref in refs:
            spot = next(free, None)
            if spot is None:
                return None
            board.put(*spot, reach)
            spots.append(Spot(ref, *spot, keys, _OPPOSITE.get(keys, 0.0)))
    return spots


def _free(keys: frozenset[str], area: Area, radius: float, board: _Board) -> Iterator[tuple[float, float]]:
    """Go through the free places of a combination, the best first."""
    reach = reach_of(keys, radius)
    for x, y in _candidates(keys, area, reach):
        if _clear(x, y, area, radius) and board.fits(x, y, reach):
            yield x, y


def _clear(x: float, y: float, area: Area, radius: float) -> bool:
    edge = radius + 2
    if not (area.left + edge <= x <= area.right - edge and area.top + edge <= y <= area.bottom - edge):
        return False
    return not any(
        left - edge < x < right + edge and top - edge < y < bottom + edge for left, top, right, bottom in area.corners
    )


def _candidates(keys: frozenset[str], area: Area, reach: float) -> Iterable[tuple[float, float]]:
    if len(keys) == 1:
        return _quarter(next(iter(keys)), area, reach)
    if keys in _OPPOSITE:
        return _diagonal(_OPPOSITE[keys], area, reach)
    if len(keys) == _PAIR:
        return _axis(keys, area, reach)
    return _centre(keys, area, reach)


def _quarter(key: str, area: Area, reach: float) -> Iterator[tuple[float, float]]:
    """Wind a sunflower spiral from the middle of the quarter's free space outward."""
    x0, y0 = area.centre
    across, down = _SIDES[key]
    width, height = (area.right - area.left) / 2, (area.bottom - area.top) / 2
    x1, y1 = x0 + across * (area.band + width) / 2, y0 + down * (area.band + height * 0.72) / 2
    scale = reach * 2 / 1.66
    for step in range(_limit(width, height, scale)):
        distance, angle = scale * math.sqrt(step + 0.5), step * _GOLDEN
        x, y = x1 + distance * math.cos(angle), y1 + distance * math.sin(angle)
        if (x - x0) * across >= area.band + reach and (y - y0) * down >= area.band + reach:
            yield x, y


def _axis(keys: frozenset[str], area: Area, reach: float) -> Iterator[tuple[float, float]]:
    """Fill the band between two neighbouring quarters, the line itself first."""
    x0, y0 = area.centre
    upright = keys in (frozenset(("N1", "N2")), frozenset(("N3", "N4")))
    side = -1 if keys in (frozenset(("N1", "N2")), frozenset(("N1", "N3"))) else 1
    length = (area.bottom - area.top) / 2 if upright else (area.right - area.left) / 2
    along = side * (area.middle + length) / 2
    for a, b in _lattice(reach * 2, length, area.band - reach * 0.8, 4.0):
        far = along + a
        if far * side < area.middle + reach:
            continue
        yield (x0 + b, y0 + far) if upright else (x0 + far, y0 + b)


def _diagonal(slope: float, area: Area, reach: float) -> Iterator[tuple[float, float]]:
    """Fill the diagonal of two opposite quarters through the middle, never across the other diagonal."""
    x0, y0 = area.centre
    half = math.sqrt(0.5)
    for a, b in _lattice(reach * 2, area.middle * 1.35, area.middle * 0.7, 3.0):
        if abs(a) <= abs(b) + reach:
            continue
        x, y = (a - b * slope) * half, (a * slope + b) * half
        if max(abs(x), abs(y)) <= area.middle - reach:
            yield x0 + x, y0 + y


def _centre(keys: frozenset[str], area: Area, reach: float) -> Iterator[tuple[float, float]]:
    """Fill the middle: four fields from the crossing outward, three a little toward the field between the others."""
    x0, y0 = area.centre
    across = sum(_SIDES[key][0] for key in keys) * area.middle * 0.55
    down = sum(_SIDES[key][1] for key in keys) * area.middle * 0.55
    scale = reach * 2 / 1.66
    for step in range(_limit(area.middle * 2, area.middle * 2, scale)):
        distance, angle = scale * math.sqrt(step), step * _GOLDEN
        x, y = across + distance * math.cos(angle), down + distance * math.sin(angle)
        if max(abs(x), abs(y)) <= area.middle - reach and x * across >= 0 and y * down >= 0:
            yield x0 + x, y0 + y


def _lattice(pitch: float, length: float, half_width: float, weight: float) -> list[tuple[float, float]]:
    """Return the points of a triangular lattice along a line, near points first, sideways ones later."""
    rows = max(int(half_width / (pitch * 0.87)), 0)
    columns = int(length / pitch) + 1
    points = [
        ((column + (row % 2) / 2) * pitch, row * pitch * 0.87)
        for row in range(-rows, rows + 1)
        for column in range(-columns, columns + 1)
    ]
    return sorted(points, key=lambda point: (round(math.hypot(point[0], point[1] * weight), 6), point))


def _limit(width: float, height: float, scale: float) -> int:
    """Return after how many steps a spiral has certainly left a rectangle."""
    return int((width * width + height * height) / (scale * scale)) + 8
