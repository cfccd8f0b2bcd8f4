"""Share what all charts are made of: margins, sizes, names of codes, colours of families, and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codebooks.colours import family_colour
from codebooks.model import Code, Codebook
from exports.figures import INK, SHADES
from exports.words import plural, words
from projects.analysis.coded import Coded

WORDS = "chart_words.toml"
WIDTH = 454.0
"""The width of the text on a printed page, in points."""

NAME = 8.5
SMALL = 7.5
LEADING = 10.5
GAP = 6.0


def sentences(language: str) -> Mapping[str, str]:
    """Return the charts' sentences of a language."""
    return words(language, WORDS)


def excerpts_words(language: str, count: int) -> str:
    """Write a number of excerpts, such as *1 ote*."""
    return plural(language, "excerpts", count, WORDS)


def colour_of(code: Code, codebook: Codebook) -> str:
    """Return the colour of a code's family; ink for a code without one."""
    family = codebook.family_of(code)
    return family_colour(family.colour) if family else INK


def shade(count: int, most: int) -> str:
    """Return the ground of a cell: white for nothing, else one of four steps up to the fullest cell."""
    if not count or not most:
        return SHADES[0]
    steps = len(SHADES) - 1
    return SHADES[min(1 + (count * steps - 1) // most, steps)]


def transcript_names(coded: Coded) -> dict[str, str]:
    """Return the short names of the transcripts by id."""
    return {one.id: one.short for one in coded.transcripts}


def listed(parts: Iterable[str]) -> str:
    """Join the parts of an alternative text."""
    return "; ".join(parts)
