"""Find the header of a transcript: the leading block of `Field: value` lines with listed fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from projects.importers.header_fields import FIELDS, SPEAKER_FIELDS
from projects.model import HeaderLine

_LINE = re.compile(r"[ \t]*([^\W\d_][^:\n]{0,38}?)[ \t]*:(?:[ \t]+(.*)|)$")
_LONGEST_NAME = 8  # words; a longer value after Haastattelija: is speech


@dataclass(frozen=True, slots=True)
class Header:
    """Hold the header's lines and the position where the last of them ends."""

    lines: tuple[HeaderLine, ...]
    end: int


def find_header(text: str) -> Header:
    """Return the header of a text; an empty one at position 0 when it has none."""
    block = list(_block(text))
    while block and _speaks(block[-1][0]):
        block.pop()
    if all(_plain(line.field) in SPEAKER_FIELDS for line, _ in block):
        return Header((), 0)
    return Header(tuple(line for line, _ in block), block[-1][1])


def _block(text: str) -> Iterator[tuple[HeaderLine, int]]:
    """Go through the leading lines that have a listed field, each with its end."""
    start = len(text) - len(text.lstrip("\ufeff \t\n"))
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found = _LINE.match(text[start:end])
        if not found or _plain(found.group(1)) not in FIELDS:
            return
        yield HeaderLine(found.group(1), (found.group(2) or "").strip()), end
        start = end + 1


def _speaks(line: HeaderLine) -> bool:
    """Tell whether a line with a speaker's field reads like a turn rather than a name."""
    return _plain(line.field) in SPEAKER_FIELDS and (
        line.value.endswith(("?", "!", "…")) or len(line.value.split()) > _LONGEST_NAME
    )


def _plain(field: str) -> str:
    return " ".join(field.lower().replace("(t)", "").split())
