"""Tests of looking through written words: what the count of letters leaves out is never a word near enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.search.forms import Forms, within

WORDS = st.text("aäkstnµ-", min_size=1, max_size=9)


@given(st.sets(WORDS, min_size=1, max_size=40), WORDS, st.integers(1, 2))
def test_words_alike_are_those_a_comparison_of_all_finds(words: set[str], asked: str, edits: int) -> None:
    forms = sorted(words)
    codes = [chr(0x100 + at) for at in range(len(forms))]
    expected = {code: form for code, form in zip(codes, forms, strict=True) if within(asked, form, edits)}
    assert Forms(codes, forms).like(asked, edits) == expected


def test_words_whose_letters_share_a_bit_are_told_apart_by_comparison() -> None:
    twin = chr(ord("a") + 61)
    forms = sorted(["kana", f"k{twin}na", f"k{twin}n{twin}"])
    found = Forms(["Ā", "ā", "Ă"], forms).like("kana", 1)
    assert set(found.values()) == {"kana", f"k{twin}na"}
