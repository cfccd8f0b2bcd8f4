"""Write a figure as SVG or PNG, for the window and the command line alike; Qt is needed for PNG alone."""

from __future__ import annotations

from pathlib import Path

from exports.charts.draw import draw
from exports.errors import ExportError
from exports.figures import Figure
from exports.files import whole_file
from exports.svg import svg
from projects.analysis.coded import Coded

SUFFIXES = (".svg", ".png")


def write_figure(kind: str, coded: Coded, language: str, path: Path) -> Figure:
    """Draw a figure with all it holds and write it as the file's name says, whole or not at all; return it.

    Raises ExportError `figure-suffix` for another name, `figure-empty` when there is nothing to show, and what the
    disk says.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ExportError("figure-suffix", file=str(path))
    figure = draw(kind, coded, language)
    if figure is None:
        raise ExportError("figure-empty", file=str(path))
    if path.suffix.lower() == ".svg":
        data = svg(figure).encode()
    else:
        from coder.paint import png  # noqa: PLC0415 - an SVG needs no Qt

        data = png(figure)
    with whole_file(path) as stream:
        stream.write(data)
    return figure
