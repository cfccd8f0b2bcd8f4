"""Find labels by a pattern of the person's own, such as `[PUHUJA]` or `AIKA PUHUJA –`: words, no expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from projects.errors import ImportRefusedError
from projects.importers.labels import LONGEST, Opening, Openings
from projects.importers.times import BARE, seconds

_SPEAKERS = ("PUHUJA", "SPEAKER", "TALARE")
_TIMES = ("AIKA", "TIME", "TID")
_SLOT = re.compile(rf"\b({'|'.join((*_SPEAKERS, *_TIMES))})\b|(\s+)")
# A name with nothing behind it stands alone on its line; a time may be followed by speech.
_ENDS = {"label": r"(?=[ \t]*$)", "time": r"(?=\s|$)"}
_ONE_LABEL = rf"(?P<label>[^\W_](?:[^\n]{{0,{LONGEST - 2}}}?[^\s])?)"


class PatternOpenings(Openings):
    """Find how lines open by one pattern; every label it finds is a speaker."""

    __slots__ = ("_expression",)
    by_pattern = True

    def __init__(self, pattern: str) -> None:
        """Read the pattern; ImportRefusedError `bad-pattern` when it names no speaker, or one of its slots twice."""
        super().__init__()
        self._expression = _expression(pattern)

    def may_open(self, line: str) -> bool:
        """Tell whether a line is worth a look."""
        return bool(line) and not line.isspace()

    def of(self, line: str) -> Opening | None:
        """Return how a line opens by the pattern, or None."""
        found = self._expression.match(line)
        if found is None:
            return None
        stamp = found.groupdict().get("time")
        start = found.end("time") if stamp and found.start("time") < found.start("label") else 0
        return Opening(found["label"], start, found.end(), seconds(stamp) if stamp else None)

    def speakers(self, lines: Sequence[str], openings: Sequence[Opening | None]) -> frozenset[str]:  # noqa: ARG002
        """Return all labels found: a person said what a label looks like."""
        return frozenset(found.label for found in openings if found is not None)


def openings_for(pattern: str) -> Openings:
    """Return what finds labels: the program's own eyes, or a pattern when there is one."""
    return PatternOpenings(pattern) if pattern.strip() else Openings()


def _expression(pattern: str) -> re.Pattern[str]:
    names: list[str] = []
    parts = list(_parts(pattern.strip(), names))
    if names.count("label") != 1 or names.count("time") > 1:
        raise ImportRefusedError("bad-pattern", pattern=pattern)
    last = _ENDS[names[-1]] if pattern.strip().endswith((*_SPEAKERS, *_TIMES)) else ""
    return re.compile(rf"[ \t]*{''.join(parts)}{last}[ \t]*")


def _parts(pattern: str, names: list[str]) -> Iterator[str]:
    """Go through the pieces of a pattern as parts of an expression: slots, blanks, and words as they stand."""
    at = 0
    for found in _SLOT.finditer(pattern):
        yield re.escape(pattern[at : found.start()])
        slot, blank = found.groups()
        if blank:
            yield r"[ \t]+"
        else:
            names.append("label" if slot in _SPEAKERS else "time")
            yield _ONE_LABEL if slot in _SPEAKERS else rf"(?P<time>{BARE})"
        at = found.end()
    yield re.escape(pattern[at:])
