"""The colours of families: the booklet's six, a second six for families people make, both light and dark.

Six of the first row come from the look of the program. The second row was found by a seeded search that made
the smallest CIEDE2000 distance (normal vision, protanopia, deuteranopia, tritanopia) among its six and to
the first six as large as it goes, with a contrast of 3:1 to 11:1 on background, panel and card and no greys;
tests/unit/codebooks/test_colours.py measures both. They are for lines, brackets and squares, never for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codebooks.model import Family

ROW = 6
"""The number of colours in a row; slots from here on belong to families people make."""

LIGHT: tuple[str, ...] = (
    *("#3A86E0", "#A74891", "#D07119", "#337750", "#1E4951", "#5A410A"),
    *("#63008C", "#0000FA", "#D1003D", "#7A9178", "#B776A1", "#896976"),
)
"""The colour of each slot on a light background."""

DARK: tuple[str, ...] = (
    *("#84A5F0", "#CE609E", "#EAC4B1", "#408E6D", "#5CE2E2", "#A69339"),
    *("#B3E100", "#7268FB", "#F392B7", "#7C7538", "#B7C671", "#8BAB7D"),
)
"""The colour of each slot on a dark background."""

_PANEL = {False: "#F4F2EC", True: "#212429"}
_SHADE = 0.6


def family_colour(slot: int, *, dark: bool = False) -> str:
    """Return the `#RRGGBB` of a family's slot; past the last slot the second row begins again.

    Raises ValueError for a negative slot.
    """
    if slot < 0:
        raise ValueError(slot)
    colours = DARK if dark else LIGHT
    return colours[slot] if slot < len(colours) else colours[ROW + slot % ROW]


def subcode_shade(slot: int, *, dark: bool = False) -> str:
    """Return the `#RRGGBB` of a subcode's square: the family's colour let back towards the panel.

    It is below the 3:1 of the family's own colour and never the only sign of a subcode: place and path say it.
    """
    own, panel = _channels(family_colour(slot, dark=dark)), _channels(_PANEL[dark])
    mixed = (round(_SHADE * a + (1 - _SHADE) * b) for a, b in zip(own, panel, strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def next_colour(families: Iterable[Family]) -> int:
    """Return the slot for a family somebody makes: the second row's first slot that the fewest families have."""
    taken = [ROW + family.colour % ROW for family in families if family.colour >= ROW]
    return min(range(ROW, 2 * ROW), key=taken.count)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
