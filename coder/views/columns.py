"""Share the width of the reading view between margins and column: it grows in margin, never in line length."""

from __future__ import annotations

from dataclasses import dataclass

from coder.views.reader_values import Measures

PAD = 16
GAP = 28
AIR = 8
FEW_LANES = 4
MOST_NAMES = 264
SIGN = 24


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold where column, lanes and names stand; `lane` is a lane's width; not `named`, there is room for `+n` only."""

    column: int
    column_width: int
    lanes: int
    lane_count: int
    lane: int
    names: int
    names_width: int
    named: bool


@dataclass(frozen=True, slots=True)
class _Share:
    """Ask for a part of the wanted column, at most so many lanes, lanes this wide, and names this wide."""

    column: float
    lanes: int
    lane: int
    names: int


# What gives way, in this order: names, the width of lanes, a little of the column, lanes, the column, names at all.
SHARES = (
    _Share(1, 12, 12, 176),
    _Share(1, 12, 12, 132),
    _Share(1, 12, 10, 132),
    _Share(0.92, 12, 9, 128),
    _Share(0.88, 12, 10, 112),
    _Share(0.88, 6, 10, 104),
    _Share(0.88, FEW_LANES, 10, 96),
    _Share(0.62, FEW_LANES, 10, 84),
    _Share(0.5, FEW_LANES, 10, SIGN),
    _Share(0.34, FEW_LANES, 8, SIGN),
    _Share(0.2, 0, 10, SIGN),
)


def arrange(total: int, measures: Measures, left: int, wanted: int, lanes: int) -> Columns:
    """Share a width among a left margin, the wanted column, the lanes of the transcript and the names."""
    side = measures.small / 12
    room = total - left - GAP - AIR - PAD
    lanes = max(lanes, FEW_LANES)
    share = next((one for one in SHARES if _needs(one, wanted, lanes, side) <= room), SHARES[-1])
    count, lane = min(lanes, share.lanes), round(share.lane * side)
    names = round(share.names * side)
    column = max(min(wanted, room - count * lane - names), 120)
    beside = max(room - column - count * lane, 0)
    right = GAP + count * lane + AIR + min(beside, round(176 * side)) + PAD
    start = max(left, min((total - column) // 2, total - column - right))
    lanes_at = start + column + GAP
    names_at = lanes_at + count * lane + AIR
    width = min(total - PAD - names_at, round(MOST_NAMES * side))
    return Columns(start, column, lanes_at, count, lane, names_at, width, named=share.names > SIGN)


def _needs(share: _Share, wanted: int, lanes: int, side: float) -> int:
    return round(wanted * share.column) + min(lanes, share.lanes) * round(share.lane * side) + round(share.names * side)
