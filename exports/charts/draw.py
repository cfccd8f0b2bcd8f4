"""Draw any of the figures by its name, or say that the material does not hold what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from exports.charts.along import along_figure
from exports.charts.frequencies import frequency_figure
from exports.charts.ladder import ladder_figure
from exports.charts.overlap import overlap_figure
from exports.charts.parts import WIDTH, sentences
from exports.charts.places import place_figure
from exports.figures import Figure, Mark, Target
from exports.quadrants import quadrant_figure
from projects.analysis.coded import Coded
from projects.analysis.quadrants import Membership, membership_of, quadrant_codes

FIGURES = ("quadrants", "ladder", "places", "frequencies", "overlap", "along")
"""The figures by name, in the order in which they are offered."""

PAGE = {"frequencies": 30, "along": 9}
"""How many codes and transcripts a printed page holds at most; fewer when their names need more room."""

PAGE_HEIGHT = 600.0
"""How high a figure on a page may be, in points, so that its caption stands below it."""

_NARROWEST_TARGET = 3.0


def draw(kind: str, coded: Coded, language: str, *, width: float = WIDTH, page: bool = False) -> Figure | None:
    """Draw a figure so many points wide; for a `page` no more than it holds. None when there is nothing to show.

    Raises KeyError for a name that is not in `FIGURES`.
    """
    most = PAGE.get(kind, 0) if page else 0
    figure = _drawn(kind, coded, language, width, most)
    while figure is not None and most > 1 and figure.height > PAGE_HEIGHT:
        most -= 1
        figure = _drawn(kind, coded, language, width, most)
    return figure


def _drawn(kind: str, coded: Coded, language: str, width: float, most: int) -> Figure | None:
    makers: Mapping[str, Callable[..., Figure | None]] = {
        "quadrants": _quadrants,
        "ladder": ladder_figure,
        "places": place_figure,
        "frequencies": partial(frequency_figure, most=most),
        "overlap": overlap_figure,
        "along": partial(along_figure, most=most),
    }
    return makers[kind](coded, language, width=width)


def _quadrants(coded: Coded, language: str, *, width: float) -> Figure | None:
    codes, membership = quadrant_codes(coded.codebook), membership_of(coded)
    if not codes or not membership.fields:
        return None
    names = {key: code.name(language) for key, code in codes.items()}
    figure = quadrant_figure(membership, names, language, width=width, height=width * 0.8 + 20)
    targets = tuple(_dot_target(mark, membership, language) for mark in _read_order(figure, membership))
    return replace(figure, title=sentences(language)["quadrants"], targets=targets)


def _read_order(figure: Figure, membership: Membership) -> list[Mark]:
    """Return the marks field by field, in the order of the material in each: the arrow keys go through them so."""
    order = {excerpt: place for place, excerpt in enumerate(membership.fields)}
    return sorted(
        figure.marks(),
        key=lambda one: (len(membership.fields[one.ref]), sorted(membership.fields[one.ref]), order[one.ref]),
    )


def _dot_target(mark: Mark, membership: Membership, language: str) -> Target:
    keys = sorted(membership.fields[mark.ref])
    radius = max(mark.radius, _NARROWEST_TARGET)
    words = sentences(language)["quadrants_in_one" if len(keys) == 1 else "quadrants_in"].format(fields=", ".join(keys))
    return Target(mark.x - radius, mark.y - radius, radius * 2, radius * 2, (mark.ref,), words)
