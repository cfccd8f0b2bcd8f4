"""Lay out the lines of PDF pages: top to bottom, margin numbers out, a blank line where a paragraph ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

_HYPHENS = ("\x02", "\ufffe")  # the engine writes a hyphen at a line's end, and its line break, as one of these
_COLUMN = 14.0  # points
_BLANK = re.compile(r"(?<=\S) (?=\S)")
_FIRST_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"\r\n?|\n|[\x02\ufffe]|[\x0b\x0c\x85\u2028\u2029]")
_ENDED = (".", "?", "!", "…", ":", "”", '"', "»", ")")
_FEWEST_NUMBERS = 3
_GAP = 1.35  # of the usual distance of lines: more parts paragraphs
_SPARE = 3  # letters that must be left beside a word that would have fit on the line before
_NARROWEST = 0.6  # of the text's width
_INDENT = 6.0  # points
_NEAR = 3.0
_OVERLAP = 0.5
_LONGEST_NUMBER = 7  # digits
_MOSTLY = 0.8


class Layer(Protocol):
    """Tell where characters lie on a page."""

    def count_chars(self) -> int:
        """Return the number of characters, line breaks included."""
        ...

    def count_rects(self, index: int, count: int) -> int:
        """Return how many rectangles cover so many characters."""
        ...

    def get_rect(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of one of the rectangles counted last."""
        ...

    def get_charbox(self, index: int, loose: bool = ...) -> tuple[float, float, float, float]:  # noqa: FBT001 - the library's own
        """Return left, bottom, right and top of a character, in points."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of a page and where it lies, in points from the page's lower left corner.

    `cell` is where the last of several columns begins; the columns of a line are parted by tabs.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    cell: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the lines of a page in the order of reading."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Hold the text of a document, its pages, and how many margin numbers of how many characters were taken out."""

    text: str
    pages: tuple[Page, ...]
    margin: int
    numbers: int


def lines_of(text: str, layer: Layer) -> tuple[Line, ...]:
    """Return the filled lines of a page's text; characters beyond U+FFFF count twice where they lie."""
    count = layer.count_chars()
    known = count == len(text) + sum(char > "\uffff" for char in text) or count == len(text)
    wide = count != len(text)
    lines, place = [], 0
    for said, hyphen, broken in _split(text):
        length = len(said) + (sum(char > "\uffff" for char in said) if wide else 0)
        if said.strip():
            first = len(said) - len(said.lstrip())
            last = length - (len(said) - len(said.rstrip())) - 1
            box = _box(layer, place + first, place + last) if known else (0.0, 0.0, 0.0, 0.0)
            gaps = _gaps(said, layer, place) if known and not wide else []
            parts = said
            for at, _ in gaps:
                parts = f"{parts[:at]}\t{parts[at + 1 :]}"
            lines.append(Line(parts + hyphen, *box, cell=gaps[-1][1] if gaps else None))
        place += length + broken
    return tuple(lines)


def _split(text: str) -> Iterator[tuple[str, str, int]]:
    """Go through the lines: what a line says, the hyphen it ends with, and the length of its break."""
    at = 0
    for found in _BREAK.finditer(text):
        yield text[at : found.start()], "-" if found[0] in _HYPHENS else "", len(found[0])
        at = found.end()
    yield text[at:], "", 0


def _box(layer: Layer, first: int, last: int) -> tuple[float, float, float, float]:
    left, bottom, _, top = layer.get_charbox(first, loose=True)
    _, low, right, high = layer.get_charbox(last, loose=True)
    return left, right, min(bottom, low), max(top, high)


def _gaps(said: str, layer: Layer, place: int) -> list[tuple[int, float]]:
    """Return the blanks of a line that part columns: where in the line, and where the column behind one begins."""
    count = layer.count_rects(place, len(said))
    rects = sorted(layer.get_rect(number) for number in range(count)) if count > 1 else []
    if all(after[0] - before[2] < _COLUMN for before, after in pairwise(rects)):
        return []
    gaps = []
    for found in _BLANK.finditer(said):
        before = layer.get_charbox(place + found.start() - 1)[2]
        after = layer.get_charbox(place + found.end())[0]
        if after - before >= _COLUMN:
            gaps.append((found.start(), after))
    return gaps


def laid_out(pages: Sequence[Page]) -> LaidOut:
    """Return the text of all pages, a form feed between them."""
    body = [line for page in pages for line in page.lines if any(map(str.isalpha, line.text))]
    if not body or all(line.top == line.bottom for line in body):
        return LaidOut("\f".join("\n".join(line.text for line in page.lines) for page in pages), tuple(pages), 0, 0)
    left = _usual([line.left for line in body])
    right = max(line.right for line in body)
    numbers = [line for page in pages for line in page.lines if _is_number(line, left, right)]
    gone = set(map(id, numbers)) if len(numbers) >= _FEWEST_NUMBERS and _counts_up(numbers) else set()
    kept = [Page(_ordered([line for line in page.lines if id(line) not in gone])) for page in pages]
    pitch = _pitch(kept)
    text = "\f".join("".join(_page_text(page, left, right, pitch)) for page in kept)
    taken = sum(len(line.text) for line in numbers) if gone else 0
    return LaidOut(text, tuple(kept), len(gone), taken)


def _usual(values: Sequence[float]) -> float:
    return float(Counter(round(value) for value in values).most_common(1)[0][0])


def _is_number(line: Line, left: float, right: float) -> bool:
    """Tell whether a line is a number in the margin, beside the text."""
    return line.text.strip().isdigit() and (line.right <= left or line.left >= right)


def _counts_up(numbers: Sequence[Line]) -> bool:
    values = [int(line.text) for line in numbers if len(line.text.strip()) < _LONGEST_NUMBER]
    return sum(a < b for a, b in pairwise(values)) >= _MOSTLY * (len(numbers) - 1)


def _ordered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines from top to bottom, unless they stand in columns: then the file's own order is the better one."""
    down = sorted(lines, key=lambda line: -line.top)
    beside = sum(_overlaps(a, b) for a, b in pairwise(down))
    return tuple(lines) if beside > max(1, len(down) // 20) else tuple(down)


def _overlaps(above: Line, below: Line) -> bool:
    return below.top - above.bottom > _OVERLAP * min(above.top - above.bottom, below.top - below.bottom)


def _pitch(pages: Sequence[Page]) -> float:
    """Return the usual distance of lines that follow each other closely."""
    steps = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page.lines)
        if above.bottom > below.bottom
    )
    return median(steps[: max(len(steps) // 2, 1)]) if steps else 0.0


def _page_text(page: Page, left: float, right: float, pitch: float) -> Iterator[str]:
    widest = max((line.right for line in page.lines), default=right)
    edge = min(max(widest, left + _NARROWEST * (right - left)), right)
    for number, line in enumerate(page.lines):
        if number:
            yield "\n\n" if _parted(page.lines[number - 1], line, (left, edge), pitch) else "\n"
        yield line.text


def _parted(above: Line, below: Line, edges: tuple[float, float], pitch: float) -> bool:
    """Tell whether a paragraph ends between two lines: by a gap, by room that was left unused, or by an indent."""
    left, edge = edges
    if below.cell is not None or (above.cell is not None and abs(below.left - above.cell) > _NEAR):
        return True
    if pitch and abs(above.bottom - below.bottom) > _GAP * pitch:
        return True
    word = _FIRST_WORD.match(below.text.lstrip())
    letter = (below.right - below.left) / max(len(below.text.strip()), 1)
    if word and edge - above.right > letter * (len(word[0]) + _SPARE):
        return True
    ended = above.text.rstrip().endswith(_ENDED) and not below.text.lstrip()[:1].islower()
    return ended and below.left > left + _INDENT and abs(above.left - left) < _NEAR
