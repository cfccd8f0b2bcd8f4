"""Painting a figure: a PNG of the right size, also without a display, readable in grey, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage

from coder.fonts import SANS, SERIF, font_files
from coder.paint import png, ready_to_paint
from exports.figures import PAPER, Dot, Figure, Line, Rect, Ring, RingNumber, Text
from exports.quadrants import quadrant_figure
from projects.analysis.quadrants import Membership

NAMES = {"N1": "Yksi", "N2": "Kaksi", "N3": "Kolme", "N4": "Neljä"}
SHAPES = (
    Rect(1, 1, 98, 58), Line(0, 30, 100, 30), Dot(20, 20, 6, "a"), Ring(50, 20, 6, "b"), RingNumber(80, 20, 6, 3, "c"),
    Text(10, 50, "Otteita → ✓", 9), Text(90, 50, "loppu", 9, "end", bold=True),
)  # fmt: skip
FIGURE = Figure(100, 60, SHAPES, "koe")


def picture(data: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(data)
    return image


def grey(image: QImage, x: float, y: float, dpi: int = 288) -> int:
    """Return how light the picture is at a point of the figure, 0 to 255."""
    return image.pixelColor(round(x * dpi / 72), round(y * dpi / 72)).lightness()


def test_the_size_follows_the_resolution():
    image = picture(png(FIGURE, 144))
    assert (image.width(), image.height()) == (200, 120)
    assert image.dotsPerMeterX() == pytest.approx(144 / 0.0254, abs=1)


def test_shapes_tell_themselves_apart_in_grey():
    image = picture(png(FIGURE, 288))
    assert grey(image, 20, 20) < 90
    assert grey(image, 50, 20) < 90
    assert grey(image, 52.9, 20) > 240
    assert grey(image, 44.5, 20) < 120
    assert grey(image, 83.6, 20) > 200
    assert grey(image, 60, 10) == QColor(PAPER).lightness()


def test_the_same_figure_is_the_same_picture():
    assert png(FIGURE) == png(FIGURE)


def test_the_bundled_fonts_are_used():
    ready_to_paint()
    assert QFontInfo(QFont(SANS)).family() == SANS
    assert QFontInfo(QFont(SERIF)).family() == SERIF
    assert all(path.is_file() and path.stat().st_size < 150_000 for path in font_files())


def test_a_whole_quadrant_figure_is_painted():
    membership = Membership({f"e{place}": frozenset({"N1", "N4"} if place % 2 else {"N2"}) for place in range(40)})
    assert len(png(quadrant_figure(membership, NAMES, "fi"), 100)) > 5000


def test_it_works_in_a_process_without_a_display():
    code = (
        "from coder.paint import png; from exports.figures import *; import sys;"
        "sys.stdout.buffer.write(png(Figure(20, 10, (Dot(5, 5, 2), Text(1, 9, 'ä', 8))), 72))"
    )
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {key: value for key, value in os.environ.items() if key not in shown}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root, env=bare, timeout=60)
    assert done.stdout.startswith(b"\x89PNG")
