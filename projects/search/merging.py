"""Choose which segments of the index to write anew: a small change must not cost the writing of all of it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from projects.search.engine import SegmentReader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from projects.search.engine import Segment, SegmentWriter

MOST_SEGMENTS = 12
SMALL_WORK = 3000
"""So many turns (a hundred thousand words) are written anew in about a second."""
MOST_WORK = 10_000
"""So many turns are written anew at once at the most: all that is merged stands in memory, 14 KB a turn."""
WORTH_CLEANING = 2
ENOUGH = 2


def worth_merging(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments to make one of: those half deleted and, when there are many, the smallest.

    Past twice `MOST_SEGMENTS` at least two are chosen, however large.
    """
    stale = [one for one in segments if one.deleted_count() * WORTH_CLEANING >= one.doc_count_all()]
    many, too_many = len(segments) > MOST_SEGMENTS, len(segments) > 2 * MOST_SEGMENTS
    rest = sorted((one for one in segments if one not in stale), key=_living) if many else []
    most = MOST_WORK if too_many else SMALL_WORK
    small = [one for one, work in zip(rest, accumulate(map(_living, rest)), strict=True) if work <= most]
    if len(small) < ENOUGH:
        small = rest[:ENOUGH] if too_many and len(rest) >= ENOUGH else []
    return stale + small


def merging(chosen: Collection[Segment]) -> Callable[[SegmentWriter, Sequence[Segment]], list[Segment]]:
    """Return what Whoosh calls to write some segments into a new one and to learn which stay."""

    def merge(writer: SegmentWriter, segments: Sequence[Segment]) -> list[Segment]:
        for segment in segments:
            if segment in chosen and _living(segment):
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
        return [segment for segment in segments if segment not in chosen]

    return merge


def _living(segment: Segment) -> int:
    return segment.doc_count_all() - segment.deleted_count()
