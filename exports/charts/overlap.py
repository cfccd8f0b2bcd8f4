"""Draw which codes stand at the same words: a matrix of counts, columns numbered as the rows are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports.charts.parts import GAP, NAME, SMALL, WIDTH, excerpts_words, listed, sentences, shade
from exports.figures import AXIS, INK, QUIET, Figure, Rect, Shape, Target, Text
from exports.setting import lines_in, text_width
from projects.analysis.coded import Coded
from projects.analysis.crossing import Crossing, by_code

MOST = 18
_NAMES = 0.36
_HIGH = 17.0
_WIDEST = 26.0
_TINY = 7.0
_TOP = NAME + GAP


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Hold the codes that are drawn, their names by id, where the cells begin, and how wide one is."""

    crossing: Crossing
    codes: tuple[str, ...]
    names: dict[str, str]
    language: str
    left: float
    side: float

    @property
    def bottom(self) -> float:
        return _TOP + len(self.codes) * _HIGH

    def largest(self) -> int:
        """Return the fullest cell beside the diagonal."""
        return max(self.crossing.count(a, b) for a in self.codes for b in self.codes if a != b)

    def words(self, row: str, column: str) -> str:
        """Tell a cell in words."""
        say, excerpts = sentences(self.language), excerpts_words(self.language, self.crossing.count(row, column))
        if row == column:
            return say["bar"].format(name=self.names[row], excerpts=excerpts)
        return say["overlap_cell"].format(name=self.names[row], other=self.names[column], excerpts=excerpts)

    def pairs(self) -> Iterator[str]:
        """Tell the cells in words, the fullest first, each pair once by its fuller side."""
        count = self.crossing.count
        both = [((a, b), (b, a)) for place, a in enumerate(self.codes) for b in self.codes[:place]]
        fuller = [max(pair, key=lambda cell: count(*cell)) for pair in both]
        for row, column in sorted(fuller, key=lambda cell: -count(*cell)):
            if count(row, column):
                yield self.words(row, column)


def overlap_figure(coded: Coded, language: str, *, width: float = WIDTH, most: int = MOST) -> Figure | None:
    """Draw the fullest codes, at most so many, in the order of the codebook; None when fewer than two are used."""
    matrix, say = _matrix(coded, language, width, most), sentences(language)
    if len(matrix.codes) < 2:  # noqa: PLR2004 - one code overlaps with nothing
        return None
    shapes: list[Shape] = [
        Text(matrix.left + (place + 0.5) * matrix.side, NAME, str(place + 1), NAME, "middle", bold=True, colour=QUIET)
        for place in range(len(matrix.codes))
    ]
    targets: list[Target] = []
    largest = matrix.largest()
    for place in range(len(matrix.codes)):
        shapes += _name(matrix, place)
        for drawn, target in _row(matrix, place, largest):
            shapes += drawn
            targets += [target] if target.refs else []
    left_out = len(matrix.crossing.rows) - len(matrix.codes)
    notes = [say["overlap_note"], *([say["more_codes"].format(n=left_out)] if left_out else [])]
    lines = [line for note in notes for line in lines_in(note, SMALL, width, 3)]
    for place, line in enumerate(lines):
        shapes.append(Text(0, matrix.bottom + GAP + SMALL + place * (SMALL + 3), line, SMALL, colour=QUIET))
    alt = say["overlap_alt"].format(codes=len(matrix.codes), pairs=listed(matrix.pairs()) or say["overlap_none"])
    height = matrix.bottom + GAP + len(lines) * (SMALL + 3) + 2
    return Figure(width, height, tuple(shapes), alt, say["overlap"], tuple(targets))


def _matrix(coded: Coded, language: str, width: float, most: int) -> _Matrix:
    crossing = by_code(coded)
    fullest = set(sorted(crossing.rows, key=lambda row: -len(crossing.whole[row]))[:most])
    codes = tuple(row for row in crossing.rows if row in fullest)
    names = {code: coded.codebook.code(code).name(language) for code in codes}
    widest = max((text_width(f"{place} {name}", NAME) for place, name in enumerate(names.values(), 10)), default=0)
    room = min(widest, width * _NAMES) + GAP
    side = min((width - room) / max(len(codes), 1), _WIDEST)
    return _Matrix(crossing, codes, names, language, room, side)


def _name(matrix: _Matrix, place: int) -> Iterator[Text]:
    """Write a name on one line, or on two smaller ones."""
    name, room = f"{place + 1} {matrix.names[matrix.codes[place]]}", matrix.left - GAP
    y = _TOP + place * _HIGH
    if text_width(name, NAME) <= room:
        yield Text(0, y + _HIGH / 2 + NAME * 0.36, name, NAME)
        return
    for line_number, line in enumerate(lines_in(name, _TINY, room, 2)):
        yield Text(0, y + _TINY + 0.5 + line_number * (_TINY + 0.8), line, _TINY)


def _row(matrix: _Matrix, at: int, largest: int) -> Iterator[tuple[list[Shape], Target]]:
    y, side, code = _TOP + at * _HIGH, matrix.side, matrix.codes[at]
    for column, other in enumerate(matrix.codes):
        refs = matrix.crossing.at(code, other)
        x, own = matrix.left + column * side, column == at
        # The diagonal is no overlap: it is told by its frame and stays without a shade.
        ground = shade(0 if own else len(refs), largest)
        drawn: list[Shape] = [Rect(x + 1, y + 1, side - 2, _HIGH - 2, ground, INK if own else AXIS)]
        if refs:
            number = str(len(refs))
            size = min(NAME, NAME * (side - 3) / text_width(number, NAME, bold=own))
            drawn.append(Text(x + side / 2, y + _HIGH / 2 + size * 0.36, number, size, "middle", bold=own))
        yield drawn, Target(x, y, side, _HIGH, refs, matrix.words(code, other))
