"""What the reading view is given: colours, sentences, and its measures at a zoom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from codebooks.colours import ROW
from coder.fonts import SANS

ZOOM_STEPS = (75, 80, 90, 100, 110, 125, 150, 175, 200)
CHARACTERS = 68
WIDTHS = (55, 62, 68, 75)
SAMPLE = "Kyllä se niin on, että se eka kuukausi ratkaisee aika paljon. Jos ihminen jää yksin neljän seinän sisään"


class Sentences(Protocol):
    """Say a sentence of the catalogue by its key."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence with its values filled in."""


@dataclass(frozen=True, slots=True)
class ReaderColours:
    """Hold the colours of the view; `families` are the two rows by slot, `no_family` is for codes without one."""

    background: QColor
    card: QColor
    line: QColor
    shade: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    selection: QColor
    hit: QColor
    hit_line: QColor
    no_family: QColor
    families: tuple[QColor, ...]

    def family(self, slot: int) -> QColor:
        """Return the colour of a family's slot."""
        if slot < 0:
            return self.no_family
        return self.families[slot] if slot < len(self.families) else self.families[ROW + slot % ROW]


@dataclass(frozen=True, slots=True)
class Measures:
    """Hold every length of the view at one zoom; the margins grow half as fast as the text."""

    zoom: int
    font: int
    line: int
    baseline: int
    turn_gap: int
    paragraph_gap: int
    underline: int
    underline_first: int
    underline_step: int
    small: int
    name_step: int
    foot: int
    stroke: int
    characters: int = CHARACTERS
    tabular: bool = True

    @classmethod
    def at(cls, zoom: int, characters: int = CHARACTERS) -> Measures:
        """Return the measures at a zoom in per cent, for a column of so many characters."""
        scale, side = zoom / 100, (100 + zoom) / 200
        line = round(30 * scale)
        return cls(
            zoom=zoom,
            font=round(16 * scale),
            line=line,
            baseline=line * 4 // 5,
            turn_gap=round(14 * scale),
            paragraph_gap=round(4 * scale),
            underline=max(round(2 * scale), 2),
            underline_first=round(5 * scale),
            underline_step=max(round(4 * scale), 3),
            small=round(12 * side),
            name_step=round(17 * side),
            foot=round(6 * side),
            stroke=max(round(2 * side), 2),
            characters=characters,
        )

    def reading_font(self, family: str) -> QFont:
        """Return the font of the column."""
        font = QFont(family)
        font.setPixelSize(self.font)
        return font

    def small_font(self, *, bold: bool = False) -> QFont:
        """Return the font of the margins; its digits all have one width, where they need not be found in a file."""
        font = QFont(SANS)
        font.setPixelSize(self.small)
        font.setBold(bold)
        # Left unsaid, a painter takes what the program's own font says, and that one has tabular digits.
        font.setFeature(QFont.Tag.fromString("tnum"), int(self.tabular))
        return font

    def column_width(self, family: str) -> int:
        """Return the width of the column: its characters of running Finnish."""
        wide = QFontMetricsF(self.reading_font(family)).horizontalAdvance(SAMPLE)
        return round(wide * self.characters / len(SAMPLE))
