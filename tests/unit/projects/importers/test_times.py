"""Times of transcripts are told from clock times and counted in seconds."""

from __future__ import annotations

import pytest

from projects.importers.times import find_seconds, is_time, seconds, stamp_at


@pytest.mark.parametrize(
    ("text", "value"),
    [("[00:12:31]", 751), ("#00:12:31-5#", 751.5), ("0:03", 3), ("1:02:03,250 --> 1:02:09", 3723.25), ("hei", 0)],
)
def test_seconds(text, value):
    assert seconds(text) == value
    assert find_seconds(text) == (value or None)


@pytest.mark.parametrize("line", ["[00:12:31]", " 00:12:31 ", "(12:31)", "0:0:0.0 --> 0:0:3.5", "00:00:01 - 00:00:04"])
def test_a_line_that_is_a_time(line):
    assert is_time(line)


@pytest.mark.parametrize("line", ["", "12:31", "17:30 me mentiin", "00:12:31] on", "00:12:31) on", "00:12:31:4"])
def test_a_line_that_is_none(line):
    assert not is_time(line)
    assert stamp_at(line) is None
