"""Positions of other programs: each convention is found out and mapped exactly as a naive count does it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.interchange.positions import (
    CONVENTIONS,
    STANDARD,
    Convention,
    Mender,
    Passage,
    Ruler,
    at_word_edges,
    clean,
    fits,
    judge,
)

LETTERS = ("a", "ä", "a\u0308", "e\u0301\u0323", "o\u0323\u0308", "\u0308", "😀", "\u1112\u1161\u11ab", "\uac00\u11a8")
OTHERS = ("\r\n", "\n", "\r", " ", "koti ", "\ufeff", "\u03b1\u0301", "\u0344", "\u212b", "\u0b47\u0b3e", "\x00")
PIECES = st.sampled_from((*LETTERS, *OTHERS))
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def naive(text: str, index: int, convention: Convention) -> int:
    """Count what stands in front of an index, as a program of that convention does."""
    before = text[:index]
    if convention.line_end == 1:
        before = before.removesuffix("\r") if text[index - 1 : index + 1] == "\r\n" else before
        before = before.replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 if convention.utf16 else len(before)


@given(TEXTS, st.sampled_from(CONVENTIONS))
def test_every_index_is_found_from_its_naive_count(text: str, convention: Convention) -> None:
    ruler = Ruler(text, convention)
    for index in range(len(text) + 1):
        if text[index - 1 : index + 1] == "\r\n" and convention.line_end == 1:
            continue  # nobody stands between the two
        assert ruler.index(naive(text, index, convention)) == index
    assert ruler.index(naive(text, len(text), convention) + 1) is None
    assert ruler.index(-1) is None


@given(TEXTS)
def test_a_cleaned_text_is_in_our_form(text: str) -> None:
    lines = text.replace("\ufeff", "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    cleaned = clean(text).text
    assert "\r" not in cleaned
    if "\ufeff" not in text and "\x00" not in text:
        assert cleaned == unicodedata.normalize("NFC", lines)


@given(TEXTS)
def test_ranges_are_carried_over_in_order_and_letters_stay_whole(text: str) -> None:
    cleaned = clean(text)
    starts = [cleaned.start(index) for index in range(len(text) + 1)]
    ends = [cleaned.end(index) for index in range(len(text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert starts[0] == 0
    assert ends[-1] == len(cleaned.text)
    assert all(a <= b for a, b in zip(starts, ends, strict=True))
    for index in range(len(text) + 1):
        if starts[index] == ends[index]:
            # what stands before and behind has become what stands before and behind
            assert clean(text[:index]).text == cleaned.text[: starts[index]]
            assert clean(text[index:]).text == cleaned.text[starts[index] :]


def test_a_crlf_text_with_emoji_and_decomposed_letters_is_mapped_exactly() -> None:
    raw = "\ufeffHei 😀\r\na\u0308iti\r\nkoti"
    cleaned = clean(raw)
    assert cleaned.text == "Hei 😀\näiti\nkoti"
    for convention in CONVENTIONS:
        start, end = (naive(raw, raw.index(word), convention) for word in ("a\u0308iti", "\r\nkoti"))
        span = Ruler(raw, convention).span(start, end)
        assert span is not None
        assert cleaned.text[cleaned.start(span[0]) : cleaned.end(span[1])] == "äiti"


TEXT = "Hei 😀 maailma.\r\nKoti on 😀 täällä.\r\nPiha on tuolla, ja metsä.\r\n"
WORDS = ("maailma", "Koti", "täällä", "Piha", "metsä")


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_convention_is_found_by_quotes_or_by_word_edges(convention: Convention, *, quoted: bool) -> None:
    passages = []
    for word in WORDS:
        at = TEXT.index(word)
        ends = (naive(TEXT, at, convention), naive(TEXT, at + len(word), convention))
        passages.append(Passage(*ends, word if quoted else ""))
    judged = judge(TEXT, passages)
    assert (judged.convention, judged.score, judged.sure) == (convention, 1.0, True)
    assert judged.by == ("quotes" if quoted else "words")


def test_a_plain_text_needs_no_question() -> None:
    judged = judge("Koti on täällä.", [Passage(0, 4), Passage(8, 14)], "NVivo")
    assert (judged.by, judged.sure, judged.score) == ("same", True, 1.0)


def test_a_draw_goes_to_the_habit_of_the_program_and_is_not_sure() -> None:
    text = "a a\r\na a a a a a a a"
    passages = [Passage(5, 6)]
    judged = judge(text, passages, "ATLAS.ti 23")
    assert (judged.convention, judged.by, judged.sure) == (Convention(line_end=1), "origin", False)
    assert judge(text, passages).convention == STANDARD


def test_names_that_are_no_quotes_do_not_count() -> None:
    passages = [Passage(0, 4, "1:1 lainaus"), Passage(8, 14, "1:2 lainaus")]
    assert judge("Koti on täällä.\r\n", passages).by == "same"


def test_bad_positions_are_not_sure() -> None:
    judged = judge("Koti 😀 on", [Passage(1, 99), Passage(5, 2)])
    assert (judged.score, judged.sure) == (0.0, False)


@pytest.mark.parametrize(
    ("said", "quote", "same"),
    [
        ("Koti on", "Koti on", True),
        ("Koti\non", "Koti  on", True),
        ("Koti on täällä", "Koti on…", True),
        ("Koti on täällä", "Koti on...", True),
        ("Koti on täällä", "Koti on", False),
        ("Koti", "", False),
        ("Koti", "…", False),
    ],
)
def test_a_quote_may_be_cut_off(said: str, quote: str, *, same: bool) -> None:
    assert fits(said, quote) == same


def test_word_edges() -> None:
    assert at_word_edges("yksi kaksi", 0, 4)
    assert not at_word_edges("yksi kaksi", 0, 3)
    assert not at_word_edges("yksi kaksi", 4, 4)


def test_a_shifted_passage_comes_to_its_words() -> None:
    text = "Alku 😀 tunne. Tunne, tunne."
    mender = Mender(text)
    assert mender.mended(7, 12, "tunne") == ((7, 12), "as-given")
    assert mender.mended(8, 13, "tunne") == ((7, 12), "counting")
    assert mender.mended(30, 35, "tunne") == ((21, 26), "found")
    assert mender.mended(3, 5, "muu") is None
    assert mender.mended(3, 3, "") is None
