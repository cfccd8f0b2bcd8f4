"""A transcript as a page: one column of speech between two margins; what is shown, how large, and which place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coder.models.coding_index import CodingIndex, ShownCoding
from coder.models.column_text import build_column
from coder.views.laid_out_page import AT_ONCE, LaidOutPage
from coder.views.page_painting import Hits
from coder.views.reader_values import ZOOM_STEPS, Measures, ReaderColours
from projects.model import Document


class ReadingPage(LaidOutPage):
    """Show one transcript with its codings, at a size and a place; knows nothing of what people do with it."""

    # What is shown

    def _show(self, document: Document, codings: Iterable[ShownCoding]) -> None:
        self._document = document
        self._column = build_column(document)
        self._make_index(codings)
        self._selected = self._right.selected = ""
        self._hits, self._anchored = Hits(), None
        self._header.set_words(document.transcript.title, _about(document))
        self._build_sheet()
        self.verticalScrollBar().setValue(0)
        self.marks_changed.emit()

    def _make_index(self, codings: Iterable[ShownCoding]) -> None:
        turns = self._document.turns if self._document else ()
        self._index = CodingIndex([(turn.start, turn.end) for turn in turns], codings, by_code=self._by_code)
        few = len(self._index) <= AT_ONCE and self._index.fill(AT_ONCE)
        self._lanes = self._index.lanes_used() if few else self._index.lanes_expected()
        if not few:
            self._fill_timer.start()

    def _swap_codings(self, codings: Iterable[ShownCoding]) -> None:
        """Show other codings over the same text; not a line moves."""
        self._make_index(codings)
        self._sheet.index = self._index
        self._sheet.forget_turns(range(self._sheet.turn_count()))
        self._right.layout_ = None
        self._want_wrap(self._arrange())
        self._right.update()
        self.viewport().update()
        self.marks_changed.emit()

    def set_hits(self, ranges: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Light up search hits, given in order; `current` is the index of the one people stand on."""
        self._hits = Hits(tuple(ranges), current)
        self.marks_changed.emit()
        self.viewport().update()

    def set_colours(self, colours: ReaderColours) -> None:
        """Change to another set of colours, light or dark."""
        self._colours = colours
        for part in (self._header, self._left, self._right):
            part.colours = colours
            part.update()
        self._dress()

    def set_initials(self, shown: bool) -> None:  # noqa: FBT001 -- the slot of a checkable action
        """Show the family's initial beside each name, for those who cannot rely on colour."""
        self._right.initials = shown
        self._right.update()

    def set_reading_font(self, family: str) -> None:
        """Read in another font; the first visible line stays where it is."""
        anchor = self._anchor()
        self._family = family
        self._build_sheet()
        self._restore(anchor)

    def set_characters(self, characters: int) -> None:
        """Make the column so many characters wide; the first visible line stays where it is."""
        if characters == self._measures.characters:
            return
        anchor = self._anchor()
        self._measures = Measures.at(self._measures.zoom, characters)
        self._build_sheet()
        self._restore(anchor)

    def set_numbers(self, *, turns: bool, lines: bool) -> None:
        """Show the numbers of turns in the margin, and of every fifth line of a turn, or neither."""
        self._left.set_numbers(turns=turns, lines=lines)
        self._want_wrap(self._arrange())
        self._left.update()

    # Zoom and place

    @property
    def zoom(self) -> int:
        """Return the zoom in per cent."""
        return self._measures.zoom

    def set_zoom(self, percent: int) -> None:
        """Set the zoom in per cent, 75 to 200; the first visible line stays where it is."""
        percent = min(max(percent, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        if percent == self._measures.zoom:
            return
        anchor = self._anchor()
        self._measures = Measures.at(percent, self._measures.characters)
        self._build_sheet()
        self._restore(anchor)
        self.zoom_changed.emit(percent)

    def step_zoom(self, steps: int) -> None:
        """Go some steps larger or smaller."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self._measures.zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)])

    def first_visible_position(self) -> int:
        """Return the transcript position of the first line that shows."""
        return self._column.place(self._anchor()[0])

    def part_shown(self) -> tuple[float, float]:
        """Return which part of the transcript shows, as shares of its characters: from 0.0 to 1.0."""
        length = max(len(self._document.text), 1) if self._document else 1
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        last = self._column.place(self._sheet.lines(self._sheet.block_at(bottom))[-1].end)
        return self.first_visible_position() / length, min(last / length, 1.0)

    def show_part(self, share: float) -> None:
        """Scroll until the place at a share of the transcript's characters stands in the middle."""
        length = len(self._document.text) if self._document else 0
        view = self._column.to_view(min(round(share * length), length - 1), length)
        if view is not None:
            self._scroll_to(view[0], self.viewport().height() // 2)

    def show_position(self, position: int, *, at_top: bool = False) -> None:
        """Scroll until a position of the transcript shows, or stands in the first line."""
        view = self._column.to_view(position, len(self._document.text)) if self._document else None
        if view is not None:
            self._scroll_to(view[0], 0) if at_top else self._reveal(view[0])


def _about(document: Document) -> str:
    transcript = document.transcript
    return " · ".join(line.value for line in transcript.header if line.value not in {transcript.short, transcript.name})
