"""Finding a code by what a person says or types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebooks.edit import retire
from codebooks.errors import CodebookError
from codebooks.files import booklet
from codebooks.find import FAMILY, KEY, NAME_START, SUBSTRING, SYNONYM, WORD_START, matches, path, resolve
from codebooks.model import Code, Codebook
from helpers.codebook_strategies import codebooks


@pytest.fixture(scope="module")
def book():
    return booklet()


def found(book, typed, language="fi"):
    return [match.code.key for match in matches(book, typed, language)]


def best(book, key, typed, language="fi"):
    (match,) = [match for match in matches(book, typed, language) if match.code.key == key]
    return match.field, match.text[match.start : match.end], match.rank


@pytest.mark.parametrize(
    "text", ["S1.1", "s1.1", "Luottamus", "luottamus", " LUOTTAMUS ", "Trust", "epäluottamus", "epa\u0308luottamus"]
)
def test_a_code_is_named_by_key_name_or_synonym(book, text):
    assert resolve(book, text).key == "S1.1"


def test_an_unknown_name_is_refused(book):
    for text in ("tuntematon", "", "  "):
        with pytest.raises(CodebookError, match="unknown-code") as caught:
            resolve(book, text)
        assert caught.value.values == {"text": text}


def test_a_name_of_several_codes_is_refused_with_their_keys(book):
    with pytest.raises(CodebookError, match="ambiguous-code") as caught:
        resolve(book, "Painotus")
    assert caught.value.values == {"text": "Painotus", "keys": ["R1", "R2", "R3", "R4"]}


def test_an_exact_key_comes_before_other_letter_cases_and_names():
    codes = (Code("1", "a", "x"), Code("2", "A", "y"), Code("3", "B", "a"))
    assert [resolve(Codebook(codes=codes), text).id for text in ("a", "A", "x")] == ["1", "2", "1"]
    assert resolve(Codebook(codes=codes[1:]), "a").id == "2"


def test_the_palette_of_the_picture(book):
    keys = found(book, "toi")
    assert keys[0] == "R3"
    assert set(keys[:8]) >= {"R3", "R2.1", "N2", "N4", "P10", "R0", "R9", "T04"}
    assert best(book, "R3", "toi") == ("name", "Toi", NAME_START)


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("S1", "Vuoro", ("name", "vuoro", WORD_START)),
        ("P12", "lähi", ("name", "lähi", WORD_START)),
        ("T07", "vuokrarä", ("synonym", "vuokrarä", SYNONYM)),
        ("S1.1", "s1", ("key", "S1", KEY)),
        ("T17", "toiminta", ("family", "Toiminta", FAMILY)),
        ("P05", "keskus", ("name", "keskus", SUBSTRING)),
        ("S1.1", "luottamus", ("name", "Luottamus", NAME_START)),
    ],
)
def test_each_way_to_match_says_which_letters(book, key, typed, expected):
    assert best(book, key, typed) == expected


def test_english_names_match_in_english(book):
    assert best(book, "P01", "home", "en") == ("name", "home", WORD_START)
    assert best(book, "P01", "koti", "en") == ("synonym", "koti", SYNONYM)
    assert best(book, "T12", "act", "en") == ("family", "Act", FAMILY)


def test_one_letter_matches_no_middle_of_a_word(book):
    assert all(match.rank < SUBSTRING for match in matches(book, "u"))


def test_nothing_typed_is_the_whole_codebook_in_order(book):
    assert [match.code for match in matches(book, " ")] == list(book.codes)
    assert {(match.start, match.end) for match in matches(book, "")} == {(0, 0)}


def test_retired_codes_are_left_out_but_can_be_named(book):
    trust = resolve(book, "Luottamus")
    retired = retire(book, trust.id)
    assert "S1.1" not in found(retired, "luottamus")
    assert resolve(retired, "Luottamus").id == trust.id


@given(codebooks(), st.text(max_size=3))
def test_matched_letters_are_the_typed_ones_and_ranks_rise(book, typed):
    result = matches(book, typed)
    assert [match.rank for match in result] == sorted(match.rank for match in result) or not typed.strip()
    assert len({match.code.id for match in result}) == len(result)
    for match in result:
        assert 0 <= match.start <= match.end <= len(match.text)


def test_a_letter_that_grows_in_small_case_moves_nothing():
    book = Codebook(codes=(Code("1", "K", "İstanbul koti"),))
    assert best(book, "K", "koti") == ("name", "koti", WORD_START)


def test_the_path_of_a_code(book):
    assert path(book, resolve(book, "R2.1")) == "Toipumisorientaatio › Osallisuus"
    assert path(book, resolve(book, "R2.1"), "en") == "Recovery orientation › Inclusion, participation"
    assert path(book, resolve(book, "R3")) == "Toipumisorientaatio"
    assert path(Codebook(codes=(Code("1", "K", "x"),)), Code("1", "K", "x")) == ""
