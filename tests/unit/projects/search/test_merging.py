"""Which segments are written anew: those half deleted, when there are many the small ones, never very much at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from projects.search.merging import MOST_SEGMENTS, MOST_WORK, SMALL_WORK, worth_merging


@dataclass(frozen=True)
class Sized:
    """Be a segment of so many turns, some deleted."""

    turns: int
    gone: int = 0

    def doc_count_all(self):
        return self.turns

    def deleted_count(self):
        return self.gone


LARGE = [Sized(SMALL_WORK)] * (MOST_SEGMENTS - 1)


@pytest.mark.parametrize(
    ("segments", "chosen"),
    [
        ([], []),
        ([Sized(300)] * MOST_SEGMENTS, []),
        ([Sized(300, 149), Sized(300, 150), Sized(300, 300)], [Sized(300, 150), Sized(300, 300)]),
        ([*LARGE, Sized(300), Sized(200)], [Sized(200), Sized(300)]),
        ([*LARGE, Sized(300), Sized(200, 100)], [Sized(200, 100)]),
        ([*LARGE, Sized(300), Sized(SMALL_WORK)], []),
        ([Sized(SMALL_WORK)] * (2 * MOST_SEGMENTS), []),
        ([Sized(SMALL_WORK)] * (2 * MOST_SEGMENTS + 1), [Sized(SMALL_WORK)] * (MOST_WORK // SMALL_WORK)),
        ([Sized(300, 300)] * (2 * MOST_SEGMENTS) + [Sized(300)], [Sized(300, 300)] * (2 * MOST_SEGMENTS)),
        ([Sized(MOST_WORK)] * (2 * MOST_SEGMENTS + 1), [Sized(MOST_WORK)] * 2),
    ],
)
def test_what_is_worth_it(segments, chosen):
    assert worth_merging(segments) == chosen
