"""Give the reading view the light colours of the program, for its tests and benchmark."""

from __future__ import annotations

from PySide6.QtGui import QColor

from codebooks.colours import LIGHT
from coder.views.reader_values import ReaderColours

COLOURS = ReaderColours(
    background=QColor("#FBFAF7"),
    card=QColor("#FFFFFF"),
    line=QColor("#DEDACF"),
    shade=QColor("#ECE9E0"),
    text=QColor("#1E2126"),
    text2=QColor("#4A4F57"),
    text3=QColor("#6B717A"),
    accent=QColor("#2456A6"),
    selection=QColor("#DCE8F9"),
    hit=QColor("#FFE9A8"),
    hit_line=QColor("#B98900"),
    no_family=QColor("#6B717A"),
    families=tuple(QColor(colour) for colour in LIGHT),
)
