"""Number the tables, figures and footnotes of a report, for writers that number as they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.blocks import REFERENCE, Paragraph, Picture, Report, Table


@dataclass(frozen=True, slots=True)
class Numbers:
    """Hold the numbers of captioned tables, figures and notes by their place among the blocks; tables by anchor too."""

    tables: Mapping[int, int]
    figures: Mapping[int, int]
    notes: Mapping[int, int]
    anchors: Mapping[str, int]


def numbered(report: Report) -> Numbers:
    """Count the tables with a caption, the figures and the footnotes, each from one."""
    places = list(enumerate(report.blocks))
    tables = _counted(at for at, one in places if isinstance(one, Table) and one.caption)
    figures = _counted(at for at, one in places if isinstance(one, Picture))
    notes = _counted(at for at, one in places if isinstance(one, Paragraph) and one.footnote)
    anchors = {one.anchor: tables[at] for at, one in places if isinstance(one, Table) and at in tables}
    return Numbers(tables, figures, notes, anchors)


def parted(said: Paragraph) -> tuple[str, bool, str]:
    """Return a paragraph's text before and after the number it refers to, and whether it refers to one."""
    before, reference, after = said.text.partition(REFERENCE)
    return before, bool(reference), after


def _counted(places: Iterable[int]) -> dict[int, int]:
    return {at: number for number, at in enumerate(places, 1)}
