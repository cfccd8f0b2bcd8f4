"""Draw the ladder of relations: four levels after Ranta (2020), one on the other, with a bar for each interview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports.charts.parts import (
    GAP,
    LEADING,
    NAME,
    SMALL,
    WIDTH,
    excerpts_words,
    listed,
    sentences,
    transcript_names,
)
from exports.figures import AXIS, INK, QUIET, Figure, Line, Rect, RingNumber, Shape, Target, Text
from exports.setting import fitted, lines_in, text_width
from projects.analysis.coded import Coded
from projects.analysis.crossing import Crossing, by_level, level_codes

_ROW = 62.0
_BARS = 36.0
_RAILS = (5.0, 27.0)
_NAMES = 42.0
_ROOM = 0.34
_NARROWEST = 11.0
_UPRIGHT = 44.0
_FULL = 0.62


@dataclass(frozen=True, slots=True)
class _Plan:
    """Hold where the columns stand: their left edge, their step, and the names that are written under them."""

    left: float
    step: float
    names: dict[str, str]
    upright: bool
    language: str
    crossing: Crossing

    @property
    def named(self) -> bool:
        """Tell whether the columns are wide enough for names, upright if need be."""
        return not self.upright or self.step >= SMALL + 1

    @property
    def foot(self) -> float:
        """Return the room for the names of the interviews; none when they would stand on each other."""
        if not self.named:
            return GAP
        longest = max((text_width(name, SMALL) for name in self.names.values()), default=0)
        return min(longest, _UPRIGHT) + GAP if self.upright else LEADING + GAP


def ladder_figure(coded: Coded, language: str, *, width: float = WIDTH) -> Figure | None:
    """Draw the four levels, the nearest to the person lowest; None unless the codebook has them and one is used."""
    crossing, codes, say = by_level(coded), level_codes(coded), sentences(language)
    if not crossing.rows or not crossing.cells:
        return None
    plan = _plan(coded, crossing, language, width)
    shapes: list[Shape] = []
    targets: list[Target] = []
    for place, key in enumerate(reversed(crossing.rows)):
        top = place * _ROW
        name = codes[key].name(language)
        whole = excerpts_words(language, len(crossing.whole[key]))
        shapes += _rung(int(key[1:]), top)
        shapes += _name(name, whole, top, width * _ROOM)
        words = say["level"].format(n=key[1:], name=name, excerpts=whole)
        targets.append(Target(_NAMES, top, width * _ROOM, _ROW, crossing.whole[key], words))
        shapes.append(Line(plan.left, top + _ROW - 8, width, top + _ROW - 8))
        for shape, target in _bars(plan, key, name, top):
            shapes += shape
            targets.append(target)
    height = len(crossing.rows) * _ROW
    shapes += [Line(x, 4, x, height, 1.6, INK) for x in _RAILS]
    shapes += _column_names(plan, height)
    return Figure(
        width, height + plan.foot, tuple(shapes), _alternative(targets, language), say["ladder"], tuple(targets)
    )


def _alternative(targets: list[Target], language: str) -> str:
    return sentences(language)["ladder_alt"].format(levels=listed(one.words for one in targets))


def _plan(coded: Coded, crossing: Crossing, language: str, width: float) -> _Plan:
    left = _NAMES + width * _ROOM + GAP
    step = (width - left) / max(len(coded.transcripts), 1)
    names = transcript_names(coded)
    upright = any(text_width(name, SMALL) > step - 3 for name in names.values())
    return _Plan(left, step, names, upright, language, crossing)


def _rung(number: int, top: float) -> Iterator[Shape]:
    y = top + _ROW / 2
    yield Line(_RAILS[0], y, _RAILS[1], y, 1.6, INK)
    yield RingNumber((_RAILS[0] + _RAILS[1]) / 2, y, 7.5, number)


def _name(name: str, whole: str, top: float, room: float) -> Iterator[Shape]:
    lines = lines_in(name, NAME, room, 3, bold=True)
    y = top + (_ROW - (len(lines) + 1) * LEADING) / 2 + NAME
    for place, line in enumerate(lines):
        yield Text(_NAMES, y + place * LEADING, line, NAME, bold=True)
    yield Text(_NAMES, y + len(lines) * LEADING, whole, SMALL, colour=QUIET)


def _bars(plan: _Plan, key: str, name: str, top: float) -> Iterator[tuple[list[Shape], Target]]:
    floor, most = top + _ROW - 8, plan.crossing.largest()
    for place, column in enumerate(plan.crossing.columns):
        refs = plan.crossing.at(key, column)
        if not refs:
            continue
        x, high = plan.left + place * plan.step, max(len(refs) / most * _BARS, 1.5)
        wide = min(plan.step * _FULL, 22.0)
        drawn: list[Shape] = [Rect(x + (plan.step - wide) / 2, floor - high, wide, high, INK, INK)]
        if plan.step >= _NARROWEST:
            drawn.append(Text(x + plan.step / 2, floor - high - 3, str(len(refs)), SMALL, "middle", bold=True))
        words = sentences(plan.language)["in_interview"].format(
            name=name, interview=plan.names[column], excerpts=excerpts_words(plan.language, len(refs))
        )
        yield drawn, Target(x, top, plan.step, _ROW - 8, refs, words)


def _column_names(plan: _Plan, top: float) -> Iterator[Shape]:
    for place, name in enumerate(plan.names.values() if plan.named else ()):
        x = plan.left + (place + 0.5) * plan.step
        if plan.upright:
            yield Text(x + SMALL * 0.36, top, fitted(name, SMALL, _UPRIGHT), SMALL, "end", colour=QUIET, upright=True)
        else:
            yield Text(x, top + SMALL, name, SMALL, "middle", colour=QUIET)
    yield Line(plan.left, 4, plan.left, top - 8, colour=AXIS)
