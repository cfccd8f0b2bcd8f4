"""Find speakers' names that stand on lines of their own, as NVivo and Markdown headings write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from projects.importers.labels import (
    LONGEST,
    NAME,
    Opening,
    Openings,
    is_capitalised,
    is_excluded,
    is_strong,
    uncommon,
)
from projects.importers.times import is_time

_HEADED = re.compile(rf"[ \t]*(?:#{{1,6}}[ \t]+)?(?:\*\*)?(?P<name>{NAME})(?:\*\*)?[ \t]*")
_LONGEST_LINE = LONGEST + 20
_FEW, _MANY = 2, 3
_SHARE = 0.15  # of the lines must be names before any is believed
_FOLLOWED = 0.8


def find_openings(lines: Sequence[str], finder: Openings) -> tuple[list[Opening | None], frozenset[str]]:
    """Return how the lines of a transcript open, and which of the labels are speakers."""
    openings = finder.all(lines)
    names = finder.speakers(lines, openings)
    if names or finder.by_pattern:
        return openings, names
    alone = [_alone(line) for line in lines]
    names = _believed(lines, alone)
    return (alone, names) if names else (openings, names)


def _alone(line: str) -> Opening | None:
    if not line or len(line) > _LONGEST_LINE or ":" in line:
        return None
    found = _HEADED.fullmatch(line)
    if found is None or found["name"].endswith((".", "-", "?", "!")):
        return None
    return Opening(found["name"], 0, len(line), None, sure=False)


def _believed(lines: Sequence[str], alone: Sequence[Opening | None]) -> frozenset[str]:
    """Return the names that recur, have speech under them and are no words of the text."""
    filled = [number for number, line in enumerate(lines) if line and not line.isspace()]
    counts, followed, timed = Counter[str](), Counter[str](), Counter[str]()
    for at, number in enumerate(filled):
        found = alone[number]
        if found:
            counts[found.label] += 1
            after = filled[at + 1 : at + 2]
            timed[found.label] += bool(at) and is_time(lines[filled[at - 1]])
            followed[found.label] += bool(after) and not _same_kind(alone[after[0]])
    fit = {label for label, count in counts.items() if followed[label] >= _FOLLOWED * count and not is_excluded(label)}
    known = timed if timed.total() >= _FEW else Counter[str]()
    strong = {label for label in fit if is_strong(label) or known[label]}
    often = {label for label in fit - strong if counts[label] >= _MANY and is_capitalised(label)}
    base = strong | uncommon(often, lines)
    believed = sum(counts[label] for label in base)
    if believed < max(_FEW, _SHARE * len(filled)):
        return frozenset()
    return frozenset(base)


def _same_kind(found: Opening | None) -> bool:
    return found is not None and is_strong(found.label)
