"""Values of variables are read in the ways people write them, and what is shown can be read again."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import typed
from projects.errors import CommandError


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("number", "42", 42),
        ("number", "3,5", 3.5),
        ("number", "3.50", 3.5),
        ("number", "\u22127", -7),
        ("number", "12\u00a0500", 12500),
        ("number", "1 000 000,25", 1000000.25),
        ("number", "5,0", 5),
        ("date", "5.11.2020", "2020-11-05"),
        ("date", " 05.11.2020 ", "2020-11-05"),
        ("date", "2020-11-05", "2020-11-05"),
        ("choice", "JÄRJESTÖ", "järjestö"),
        ("text", "  kaksi  sanaa ", "kaksi  sanaa"),
        ("text", "   ", None),
        ("number", "", None),
    ],
)
def test_what_people_write_is_read(kind: str, written: str, value: object) -> None:
    assert typed.read(kind, written, ("järjestö", "kunta")) == value


@pytest.mark.parametrize(
    ("kind", "written", "refusal"),
    [
        ("number", "noin 40", "bad-number"),
        ("number", "nan", "bad-number"),
        ("number", "1e5", "bad-number"),
        ("number", "9" * 400, "bad-number"),
        ("number", "1 2", "bad-number"),
        ("date", "31.2.2020", "bad-date"),
        ("date", "5.11.20", "bad-date"),
        ("date", "marraskuu", "bad-date"),
        ("choice", "yritys", "bad-choice"),
    ],
)
def test_what_is_no_value_is_refused(kind: str, written: str, refusal: str) -> None:
    with pytest.raises(CommandError) as caught:
        typed.read(kind, written, ("järjestö", "kunta"))
    assert caught.value.code == refusal


numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))


@given(numbers, st.sampled_from(["fi", "en"]))
def test_a_number_that_is_shown_is_read_again(value: float, language: str) -> None:
    assert typed.read("number", typed.shown("number", value, language)) == value


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(["fi", "en"]))
def test_a_date_that_is_shown_is_read_again(day: datetime.date, language: str) -> None:
    value = day.isoformat()
    assert typed.read("date", typed.shown("date", value, language)) == value


@given(st.text(min_size=1))
def test_a_text_is_read_once_and_stays(written: str) -> None:
    once = typed.read("text", written)
    assert once is None or typed.read("text", typed.shown("text", once)) == once
