"""Give the reading view the colours of the theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from codebooks.colours import ROW, family_colour
from coder.views.reader_values import ReaderColours

if TYPE_CHECKING:
    from coder.theme import Theme, Tokens


def reader_colours(theme: Theme) -> ReaderColours:
    """Return the colours of the reading view in the present scheme."""
    return colours_of(theme.tokens)


def paper_colours(light: Tokens) -> ReaderColours:
    """Return the colours for paper: those of the light scheme on white."""
    return replace(colours_of(light), background=QColor("#FFFFFF"), selection=QColor("#FFFFFF"))


def colours_of(tokens: Tokens) -> ReaderColours:
    """Return the colours of the reading view for some tokens."""
    dark = tokens.dark

    def colour(name: str) -> QColor:
        return QColor(getattr(tokens, name))

    return ReaderColours(
        background=colour("background"),
        card=colour("card"),
        line=colour("line"),
        shade=colour("shade"),
        text=colour("text"),
        text2=colour("text2"),
        text3=colour("text3"),
        accent=colour("accent"),
        selection=colour("selection"),
        hit=colour("hit"),
        hit_line=colour("hit_line"),
        no_family=colour("text3"),
        families=tuple(QColor(family_colour(slot, dark=dark)) for slot in range(2 * ROW)),
    )
