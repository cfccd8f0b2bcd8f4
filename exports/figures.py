"""A figure is a list of shapes, a value: coordinates in points from the top left, styles that read in grey."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1E4951"
TEXT = "#1E2126"
QUIET = "#5B6068"
AXIS = "#B9B4A6"
PAPER = "#FFFFFF"
SHADES = ("#FFFFFF", "#EDF2FA", "#D8E2F2", "#BED0EA", "#9FB8DE")
"""Grounds of cells from empty to fullest: each lighter than the next in grey print, all light enough for text."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Draw a filled dot; `ref` is the excerpt it stands for, never written into a file."""

    x: float
    y: float
    radius: float
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """Draw a ring with a point in it, white inside."""

    x: float
    y: float
    radius: float
    ref: str = ""


@dataclass(frozen=True, slots=True)
class RingNumber:
    """Draw a ring with a number in it, white inside."""

    x: float
    y: float
    radius: float
    number: int
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Draw a straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.75
    colour: str = AXIS


@dataclass(frozen=True, slots=True)
class Text:
    """Write one line; `y` is its baseline, `anchor` is start, middle or end; `upright` turns it to read upward."""

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    bold: bool = False
    colour: str = TEXT
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """Draw a rectangle with a thin edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = PAPER
    line: str = AXIS


Shape = Dot | Ring | RingNumber | Line | Text | Rect
Mark = Dot | Ring | RingNumber


@dataclass(frozen=True, slots=True)
class Target:
    """Mark a place of a figure that opens excerpts: a rectangle, the excerpts' ids, and what it is in words."""

    x: float
    y: float
    width: float
    height: float
    refs: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold the shapes in drawing order, the size in points, and the words that tell what is to be seen.

    `targets` are the places that open excerpts, in the order in which they are read; no file holds them.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""
    title: str = ""
    targets: tuple[Target, ...] = ()

    def marks(self) -> tuple[Mark, ...]:
        """Return the dots and rings that stand for excerpts."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Mark) and shape.ref)
