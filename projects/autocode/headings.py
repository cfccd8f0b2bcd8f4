"""Tell which paragraphs of a transcript are headings: short lines of nobody, without a stop, with text beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from projects.model import Document

LONGEST = 80
_LINE = re.compile(r"[^\n]+")
_NUMBERED = re.compile(r"(?:#{1,6}\s+|(?:\d+[.)]|\d+(?:\.\d+)+[.)]?|[A-ZÅÄÖ][.)])\s+)(?=\w)")
_STOPS = ".!?…,;-–"


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a heading's words and the range of what stands beneath it, up to the next heading (code points)."""

    heading: str
    start: int
    end: int


def sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of a transcript in order; a heading with nothing beneath it is none."""
    heads = list(_headings(document))
    ends = [*(start for start, _ in heads[1:]), len(document.text)][: len(heads)]
    found = []
    for (start, stop), end in zip(heads, ends, strict=True):
        beneath = document.text[stop:end]
        if beneath.strip():
            low = stop + len(beneath) - len(beneath.lstrip())
            found.append(Section(_words(document.text[start:stop]), low, stop + len(beneath.rstrip())))
    return tuple(found)


def _headings(document: Document) -> Iterator[tuple[int, int]]:
    marks = {mark.start for turn in document.turns for mark in turn.marks}
    labelled = any(turn.label is not None for turn in document.turns)
    for line in _LINE.finditer(document.text, document.transcript.header_end):
        if line.start() not in marks and _looks_so(line.group().strip(), alone=labelled):
            yield line.span()


def _looks_so(line: str, *, alone: bool) -> bool:
    """Judge a line by its form; where nobody is named (`alone` False) every line is somebody's, so it takes more."""
    if not line or len(line) > LONGEST or line[-1] in _STOPS:
        return False
    numbered = bool(_NUMBERED.match(line))
    capitals = line.isupper() and sum(map(str.isalpha, line)) > 1
    return numbered or capitals or line.endswith(":") or (alone and line[0].isupper())


def _words(line: str) -> str:
    return line.strip().lstrip("#").strip().rstrip(":")
