"""Draw the map of places: a tile a place, as large as its excerpts are many, with what is coded at the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from codebooks.model import Code, Family
from exports.charts.parts import GAP, LEADING, NAME, SMALL, WIDTH, excerpts_words, listed, sentences
from exports.figures import INK, PAPER, QUIET, SHADES, Figure, Line, Rect, Shape, Target, Text
from exports.setting import MORE, lines_in, text_width
from projects.analysis.coded import Coded
from projects.analysis.crossing import Crossing, by_code

PLACE = frozenset({"paikka", "place"})
"""The keys a family of places may have, in small letters."""

_HEIGHT = 300.0
_SMALLEST = 290.0
_PAD = 4.0
_COMPANY = 2
_TINY = 6.8
_LEAST_TOGETHER = 2


class Box(NamedTuple):
    """Hold a rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Tile:
    code: Code
    refs: tuple[str, ...]
    company: tuple[tuple[str, int], ...]


def place_figure(coded: Coded, language: str, *, width: float = WIDTH, height: float = _HEIGHT) -> Figure | None:
    """Draw the places that excerpts stand in, the fullest at the upper left; None when there is none."""
    say = sentences(language)
    tiles = _tiles(coded, language)
    if not tiles:
        return None
    total = sum(len(tile.refs) for tile in tiles)
    least = min(_SMALLEST / (width * height) * total, total / len(tiles))
    weights = [max(len(tile.refs), least) for tile in tiles]
    shapes: list[Shape] = []
    targets: list[Target] = []
    key: list[str] = []
    for tile, box in zip(tiles, squarified(weights, Box(0.5, 0.5, width - 1, height - 1)), strict=True):
        shapes += _drawn(tile, box, language, key)
        targets.append(Target(*box, tile.refs, _words(tile, language)))
    notes = [*_key_lines(key, width), *([say["places_floor"]] if any(len(t.refs) < least for t in tiles) else [])]
    for place, line in enumerate(notes):
        shapes.append(Text(0, height + GAP + SMALL + place * LEADING, line, SMALL, colour=QUIET))
    whole = height + (GAP + len(notes) * LEADING if notes else 0) + 1
    alt = say["places_alt"].format(places=listed(target.words for target in targets))
    return Figure(width, whole, tuple(shapes), alt, say["places"], tuple(targets))


def place_family(coded: Coded) -> Family | None:
    """Return the family of places, or None."""
    return next((one for one in coded.codebook.families if one.key.casefold() in PLACE), None)


def squarified(weights: Sequence[float], box: Box) -> tuple[Box, ...]:
    """Cut a box into one for each weight, as large as it and as square as can be (Bruls, Huizing, van Wijk 2000).

    The weights come in falling order; the boxes cover the whole and none covers another.
    """
    scale = box.width * box.height / sum(weights)
    areas = [weight * scale for weight in weights]
    found: list[Box] = []
    row: list[float] = []
    for area in areas:
        side = min(box.width, box.height)
        if row and _worst([*row, area], side) > _worst(row, side):
            placed, box = _laid(row, box)
            found += placed
            row = []
        row.append(area)
    found += _laid(row, box)[0]
    return tuple(found)


def _worst(row: list[float], side: float) -> float:
    """Return how far from square the worst box of a row would be."""
    depth = sum(row) / side
    return max(max(depth * depth / area, area / (depth * depth)) for area in row)


def _laid(row: list[float], box: Box) -> tuple[list[Box], Box]:
    """Lay a row along the shorter side; return its boxes and what is left of the box."""
    across = box.width >= box.height
    depth = sum(row) / (box.height if across else box.width)
    found, at = [], box.y if across else box.x
    for area in row:
        length = area / depth
        found.append(Box(box.x, at, depth, length) if across else Box(at, box.y, length, depth))
        at += length
    if across:
        return found, Box(box.x + depth, box.y, box.width - depth, box.height)
    return found, Box(box.x, box.y + depth, box.width, box.height - depth)


def _tiles(coded: Coded, language: str) -> list[_Tile]:
    family = place_family(coded)
    if family is None:
        return []
    crossing = by_code(coded)
    codes = [coded.codebook.code(row) for row in crossing.rows if coded.codebook.code(row).family == family.id]
    codes.sort(key=lambda code: -len(crossing.whole[code.id]))
    others = {row for row in crossing.rows if coded.codebook.code(row).family != family.id}
    return [_Tile(code, crossing.whole[code.id], _company(crossing, code, others, coded, language)) for code in codes]


def _company(
    crossing: Crossing, code: Code, others: set[str], coded: Coded, language: str
) -> tuple[tuple[str, int], ...]:
    """Return the codes of other families that stand most often where this one does, with their counts."""
    counts = [(crossing.count(code.id, other), coded.codebook.code(other).name(language)) for other in others]
    counts = sorted((one for one in counts if one[0] >= _LEAST_TOGETHER), key=lambda one: (-one[0], one[1]))
    return tuple((name, count) for count, name in counts[:_COMPANY])


def _words(tile: _Tile, language: str) -> str:
    say = sentences(language)
    words = say["bar"].format(name=tile.code.name(language), excerpts=excerpts_words(language, len(tile.refs)))
    company = ", ".join(f"{name} {count}" for name, count in tile.company)
    return say["with_company"].format(words=words, company=company) if company else words


def _drawn(tile: _Tile, box: Box, language: str, key: list[str]) -> Iterator[Shape]:
    """Draw a tile: its name and count, or a number that the key below explains; its company where there is room."""
    yield Rect(box.x, box.y, box.width, box.height, SHADES[1], INK)
    room, name, count = box.width - 2 * _PAD, tile.code.name(language), excerpts_words(language, len(tile.refs))
    sizes = (NAME, SMALL, _TINY)
    fits = ((size, lines_in(name, size, room, 3, bold=True)) for size in sizes)
    whole = ((size, lines) for size, lines in fits if _fits(lines, box.height))
    size, lines = next(whole, (0.0, ())) if text_width(count, SMALL) <= room else (0.0, ())
    if not lines:
        key.append(f"{len(key) + 1} {name} ({len(tile.refs)})")
        size = min(SMALL, box.height - 2, box.width / 1.5)
        middle = box.x + box.width / 2, box.y + box.height / 2 + size * 0.36
        yield Text(*middle, str(len(key)), size, "middle", bold=True)
        return
    for place, line in enumerate(lines):
        yield Text(box.x + _PAD, box.y + _PAD + NAME + place * LEADING, line, size, bold=True)
    y = box.y + _PAD + NAME + len(lines) * LEADING
    yield Text(box.x + _PAD, y, count, SMALL)
    company = [part for one in tile.company for part in lines_in(f"{one[0]} {one[1]}", SMALL, room, 2)]
    if not company or box.y + box.height < y + GAP + len(company) * LEADING or MORE in "".join(company):
        return
    yield Line(box.x + _PAD, y + GAP - 1, box.x + _PAD + min(room, 26), y + GAP - 1, 0.75, PAPER)
    for place, line in enumerate(company):
        yield Text(box.x + _PAD, y + GAP + LEADING + place * LEADING - 2, line, SMALL, colour=QUIET)


def _fits(lines: tuple[str, ...], height: float) -> bool:
    """Tell whether a name stands whole in a tile, with its count below."""
    return (len(lines) + 1) * LEADING + _PAD <= height and not any(line.endswith(MORE) or not line for line in lines)


def _key_lines(key: list[str], width: float) -> list[str]:
    """Set the key in as few lines as it takes."""
    lines: list[str] = []
    for entry in key:
        joined = f"{lines[-1]}   {entry}" if lines else entry
        if lines and text_width(joined, SMALL) <= width:
            lines[-1] = joined
        else:
            lines.append(entry)
    return lines
