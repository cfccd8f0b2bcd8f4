"""Keep a quote's edits fitting when the text under them changes: what has lost its words goes, nothing is laid bare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from projects.quotes.placing import Placing
from projects.quotes.published import BREAK, EDITED, INSERTION, OMISSION
from projects.quotes.quote import PlacedEdit


def fitting(placing: Placing, edits: Iterable[PlacedEdit]) -> tuple[PlacedEdit, ...]:
    """Return the edits that still say something, in order, each at its place in the transcript.

    One whose words are gone is left out. One that reaches over a turn by now is cut there: its text stays with the
    first part and the other parts are left out of print, so that a hidden name stays hidden; those have no id yet.
    Two insertions that have come to one place become one.
    """
    found: list[PlacedEdit] = []
    for one in () if not placing.voices else sorted(edits, key=lambda each: (each.start, each.end)):
        for part in _parts(placing, one):
            _add(found, part)
    return tuple(_placed(placing, one) for one in found)


def _placed(placing: Placing, one: PlacedEdit) -> PlacedEdit:
    start, end = placing.transcript(one.start, one.end)
    return replace(one, start=start, end=end)


def _parts(placing: Placing, one: PlacedEdit) -> list[PlacedEdit]:
    """Return an edit as it stands in the verbatim text, cut at the turns; nothing when its words are gone."""
    start, end = placing.verbatim(one.start, one.end)
    if one.kind == INSERTION:
        return [replace(one, start=start, end=start)]
    cut = placing.parts(start, end)
    parts = [replace(one, start=a, end=b) if at == 0 else _left_out(one, a, b) for at, (a, b) in enumerate(cut)]
    said = BREAK.join(placing.voices)
    if len(parts) == 1 and one.kind == EDITED and one.text == said[parts[0].start : parts[0].end]:
        return []
    return parts


def _left_out(one: PlacedEdit, start: int, end: int) -> PlacedEdit:
    return PlacedEdit("", start, end, OMISSION, "", one.reason)


def _add(found: list[PlacedEdit], one: PlacedEdit) -> None:
    before = found[-1] if found else None
    if before is None or (before.end <= one.start and (before.start, before.end) != (one.start, one.end)):
        found.append(one)
    elif before.kind == one.kind == INSERTION:
        reasons = dict.fromkeys(each for each in (before.reason, one.reason) if each)
        found[-1] = replace(before, text=f"{before.text} {one.text}", reason="; ".join(reasons))
