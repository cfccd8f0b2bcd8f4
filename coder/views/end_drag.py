"""Draw the ends of the selected coding with the mouse, from word to word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from coder.models.coding_index import ShownCoding
from coder.views.page_painting import ends, target_of
from coder.views.reader_keys import WORD

if TYPE_CHECKING:
    from coder.views.reader import Reader


@dataclass(frozen=True, slots=True)
class Held:
    """Hold which end of which coding the mouse has, and the range it would have now, in the column's UTF-16."""

    coding: ShownCoding
    at_start: bool
    start: int
    end: int


class EndDrag:
    """Take hold of an end, move it, let go of it; nothing is written before it is let go of."""

    def __init__(self, reader: Reader) -> None:
        """Hold nothing."""
        self._reader = reader
        self._held: Held | None = None

    @property
    def is_held(self) -> bool:
        """Tell whether the mouse has hold of an end."""
        return self._held is not None

    def under(self, point: QPoint) -> bool | None:
        """Tell which end's handle lies under a point of the viewport: the start's (True), the end's (False), none."""
        coding = self._reader.selected_coding
        if coding is None:
            return None
        spot = point + QPoint(0, self._reader.verticalScrollBar().value())
        found = ends(self._reader.sheet, coding)
        return next((side for side, edge in found.items() if target_of(edge, at_start=side).contains(spot)), None)

    def press(self, point: QPoint) -> bool:
        """Take hold of the end under a point; tell whether there was one."""
        at_start, coding = self.under(point), self._reader.selected_coding
        view = self._reader.sheet.column.to_view(coding.start, coding.end) if coding else None
        if at_start is None or coding is None or view is None:
            return False
        self._held = Held(coding, at_start, *view)
        return True

    def move(self, point: QPoint) -> None:
        """Draw the end to the nearest word's edge; a coding keeps at least one word."""
        held = self._held
        if held is None:
            return
        position = self._reader.cursorForPosition(point).position()
        if held.at_start:
            start = min(_edge(self._reader, position, at_start=True), _last_start(self._reader, held.end))
            self._held = Held(held.coding, True, start, held.end)
        else:
            end = max(_edge(self._reader, position, at_start=False), _first_end(self._reader, held.start))
            self._held = Held(held.coding, False, held.start, end)
        self._reader.preview(self._held.start, self._held.end)

    def release(self) -> None:
        """Let go; ask for the new range when it is another one."""
        held, self._held = self._held, None
        asked = self._reader.sheet.column.to_source(held.start, held.end) if held else None
        if held is not None and asked is not None and asked != (held.coding.start, held.coding.end):
            self._reader.resize_wanted.emit((held.coding.id,), *asked)

    def cancel(self) -> bool:
        """Let go as if nothing had been drawn; tell whether something was held."""
        held, self._held = self._held, None
        if held is not None:
            self._reader.select_coding(held.coding.id, reveal=False)
        return held is not None


def _edge(reader: Reader, position: int, *, at_start: bool) -> int:
    """Return the start of the word at a position or of the next one, or the end of it or of the one before."""
    text, points = reader.sheet.column.text, reader.sheet.column.positions
    here = points.to_code_points(position)
    low = max(here - 200, 0)
    words = [(match.start(), match.end()) for match in WORD.finditer(text, low, min(here + 200, len(text)))]
    if at_start:
        found = next((start for start, end in words if end > here), here)
    else:
        found = next((end for start, end in reversed(words) if start < here), here)
    return points.to_utf16(found)


def _last_start(reader: Reader, end: int) -> int:
    """Return the latest start that leaves a word before an end."""
    text, points = reader.sheet.column.text, reader.sheet.column.positions
    here = points.to_code_points(end)
    words = list(WORD.finditer(text, max(here - 200, 0), here))
    return points.to_utf16(words[-1].start()) if words else end


def _first_end(reader: Reader, start: int) -> int:
    """Return the earliest end that leaves a word behind a start."""
    text, points = reader.sheet.column.text, reader.sheet.column.positions
    found = WORD.search(text, points.to_code_points(start))
    return points.to_utf16(found.end()) if found else start
