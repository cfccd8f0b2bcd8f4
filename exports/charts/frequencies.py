"""Draw how often each code is used: one bar a code, by family, the fullest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codebooks.model import Code
from exports.charts.parts import GAP, LEADING, NAME, SMALL, WIDTH, colour_of, excerpts_words, listed, sentences
from exports.figures import AXIS, QUIET, Figure, Line, Rect, Shape, Target, Text
from exports.setting import lines_in, text_width
from projects.analysis.coded import Coded
from projects.analysis.crossing import excerpts_of, used_codes

_BAR = 9.0
_NAMES = 0.42
_NUMBER = 26.0
_LINES = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold a code with its excerpts, the lines of its name, and the family it opens ("" when it opens none)."""

    code: Code
    refs: tuple[str, ...]
    lines: tuple[str, ...]
    opens: str

    @property
    def height(self) -> float:
        return max(len(self.lines) * LEADING, _BAR + 2) + 3


def frequency_figure(coded: Coded, language: str, *, width: float = WIDTH, most: int = 0) -> Figure | None:
    """Draw the used codes, at most so many of the fullest (0 = all); None when nothing is coded."""
    excerpts, say = excerpts_of(coded), sentences(language)
    chosen = _fullest(coded, excerpts, most)
    if not chosen:
        return None
    rows = _rows(coded, language, chosen, excerpts, width * _NAMES)
    names = max(text_width(line, NAME) for row in rows for line in row.lines) + GAP
    largest = max(len(row.refs) for row in rows)
    scale = (width - names - _NUMBER) / largest
    shapes: list[Shape] = []
    targets: list[Target] = []
    y = 2.0
    for row in rows:
        if row.opens:
            y += GAP
            shapes.append(Text(0, y + NAME, row.opens, NAME, bold=True))
            y += LEADING + 4
        shapes += _bar(row, y, names, scale, colour_of(row.code, coded.codebook))
        words = say["bar"].format(name=row.code.name(language), excerpts=excerpts_words(language, len(row.refs)))
        targets.append(Target(0, y, width, row.height, row.refs, words))
        y += row.height
    left_out = len(excerpts) - len(rows)
    if left_out:
        shapes.append(Text(0, y + LEADING, say["more_codes"].format(n=left_out), SMALL, colour=QUIET))
        y += LEADING + 3
    shapes.insert(0, Line(names, 4, names, y, width=0.75, colour=AXIS))
    alt = say["frequencies_alt"].format(codes=listed(target.words for target in targets))
    return Figure(width, y + 4, tuple(shapes), alt, say["frequencies"], tuple(targets))


def _fullest(coded: Coded, excerpts: dict[str, tuple[str, ...]], most: int) -> list[Code]:
    """Return the fullest codes, in the order of families, in each the fullest first."""
    codes = sorted(used_codes(coded), key=lambda code: -len(excerpts[code.id]))
    kept = codes[:most] if most else codes
    families = {family.id: place for place, family in enumerate(coded.codebook.families)}
    return sorted(kept, key=lambda code: families.get(code.family or "", len(families)))


def _rows(
    coded: Coded, language: str, codes: list[Code], excerpts: dict[str, tuple[str, ...]], room: float
) -> list[_Row]:
    rows: list[_Row] = []
    before: str | None = None
    for code in codes:
        family = coded.codebook.family_of(code)
        name = family.name(language) if family else sentences(language)["no_family"]
        lines = lines_in(code.name(language), NAME, room, _LINES)
        rows.append(_Row(code, excerpts[code.id], lines, name if name != before else ""))
        before = name
    return rows


def _bar(row: _Row, y: float, names: float, scale: float, colour: str) -> Iterator[Shape]:
    middle = y + row.height / 2
    top = middle - len(row.lines) * LEADING / 2
    for place, line in enumerate(row.lines):
        yield Text(names - GAP, top + place * LEADING + NAME - 1, line, NAME, "end")
    length = len(row.refs) * scale
    yield Rect(names, middle - _BAR / 2, length, _BAR, colour, colour)
    yield Text(names + length + 4, middle + NAME * 0.36, str(len(row.refs)), NAME, bold=True)
