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


@pytest.mark.parametrize(
    ("line", "end", "value"),
    [
        ("[00:12:31] Joo", 11, 751.0),
        (" \t[12:31]Joo", 9, 751.0),
        ("[01:00:00]\t", 11, 3600.0),
        ("[1:02:03] Joo", 10, 3723.0),
        ("[00:12:31-5] Joo", 13, 751.5),
        ("[112:31] Joo", 9, 6751.0),
        ("[00:01 - 00:04] Joo", 16, 1.0),
    ],
)
def test_a_stamp_takes_its_blanks_along(line, end, value):
    assert stamp_at(line) == (0, end, value)
    assert stamp_at(f"H1: {line}", 4) == (4, end + 4, value)
    assert stamp_at(f"({line}") is None


@pytest.mark.parametrize("line", ["[00:75:10] Joo", "[12:61] Joo", "[00:12:31", "[00:12:31 pp] Joo"])
def test_what_only_looks_like_a_stamp_is_speech(line):
    assert stamp_at(line) is None
