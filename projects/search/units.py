"""Choose what around a hit is coded: the found words, their sentences, the turn, or turns around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from projects.speech import WORD, speech_span, spoken_ranges

if TYPE_CHECKING:
    from projects.model import Document
    from projects.search.results import Hit

WORDS, SENTENCE, TURN, AROUND = "words", "sentence", "turn", "around"
UNITS = (WORDS, SENTENCE, TURN, AROUND)
SENTENCE_END = re.compile(r"[.!?…]+[\"”»’)\]]*\s+(?=[\"”»’(\[–—-]*\s*[^\W\d_a-zäöåæøõüšž])|\n+")
Range = tuple[int, int]


def unit_ranges(document: Document, hit: Hit, unit: str, turns: int = 1) -> tuple[Range, ...]:
    """Return the ranges of a transcript that a hit stands for, in order, none twice.

    `turns` is how many turns before and after belong to `around`. A hit without found words (NOT, filters) stands
    for its turn. Positions are code points, half-open.
    """
    place = document.turns.index(hit.turn)
    if unit == AROUND:
        first, last = max(place - turns, 0), min(place + turns, len(document.turns) - 1)
        spans = [speech_span(turn, document.text) for turn in document.turns[first : last + 1]]
        spoken = [span for span in spans if span[0] < span[1]]
        return ((spoken[0][0], spoken[-1][1]),)
    if unit == TURN or not hit.matches:
        return ((hit.start, hit.end),)
    ranges = _rows(document.text, hit.matches) if unit == WORDS else _sentences(document, hit)
    return tuple(dict.fromkeys(ranges))


def _rows(text: str, matches: tuple[Range, ...]) -> Iterator[Range]:
    """Join found words that stand side by side."""
    start, end = matches[0]
    for low, high in matches[1:]:
        if WORD.search(text, end, low):
            yield start, end
            start = low
        end = high
    yield start, end


def _sentences(document: Document, hit: Hit) -> Iterator[Range]:
    sentences = [one for low, high in spoken_ranges(hit.turn) for one in _cut(document.text, low, high)]
    for match in hit.matches:
        found = next((one for one in sentences if one[0] <= match[0] < one[1]), None)
        if found:
            yield found


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    """Cut speech into sentences: an end mark, a blank, and no small letter after it."""
    for stop in (*SENTENCE_END.finditer(text, start, end), None):
        piece = text[start : stop.end() if stop else end]
        low = start + len(piece) - len(piece.lstrip())
        high = start + len(piece.rstrip())
        if low < high:
            yield low, high
        start = stop.end() if stop else end
