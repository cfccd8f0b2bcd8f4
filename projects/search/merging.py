"""Choose which segments of the index to write anew: a small change must not cost the writing of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.search.engine import SegmentReader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from projects.search.engine import Segment, SegmentWriter

MOST_SEGMENTS = 12
SMALL_WORK = 3000
"""So many turns (a hundred thousand words) are written anew in about a second."""
WORTH_CLEANING = 2


def worth_merging(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments to make one of: those half deleted and, when there are many, the small ones; or all."""
    if len(segments) > 2 * MOST_SEGMENTS:
        return list(segments)
    stale = [one for one in segments if one.deleted_count() * WORTH_CLEANING >= one.doc_count_all()]
    small: list[Segment] = []
    if len(segments) > MOST_SEGMENTS:
        work = 0
        for one in sorted((one for one in segments if one not in stale), key=_living):
            work += _living(one)
            if work > SMALL_WORK:
                break
            small.append(one)
    return stale + (small if len(small) > 1 else [])


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
