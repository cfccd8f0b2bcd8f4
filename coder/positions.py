"""Convert between code points, which the project counts, and UTF-16 units, which Qt counts."""

from __future__ import annotations

import re
from bisect import bisect_left

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """Convert the positions of one text; without characters above U+FFFF both are the same and nothing is kept."""

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        """Note where the text's two-unit characters stand."""
        # Encoding is a copy, some hundred times faster than looking at every character: most texts end here.
        extra = len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
        self._points = [match.start() for match in ASTRAL.finditer(text)] if extra else []
        self._units = [point + before for before, point in enumerate(self._points)]

    def to_utf16(self, position: int) -> int:
        """Return the UTF-16 position of a code point position."""
        return position + bisect_left(self._points, position) if self._points else position

    def to_code_points(self, position: int) -> int:
        """Return the code point position of a UTF-16 position; inside a pair, the position before it."""
        return position - bisect_left(self._units, position) if self._units else position


def utf16_offset(text: str, position: int) -> int:
    """Return the UTF-16 position of a code point position in a short text that is asked once."""
    return Positions(text).to_utf16(position)
