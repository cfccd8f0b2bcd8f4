"""Words are counted alike in every script and with every sign and blank."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projects import speech

TRICKY = "ab1 \n\t\r\x0b\x1c\x85\xa0.-–—…”’_ä½²ªš€\x81\u2028\u3000\u200bжا"


def words(text: str) -> int:
    """Count what stands between blanks and has a letter or digit, one token at a time."""
    return sum(any(char.isalnum() for char in token) for token in text.split())


@given(st.one_of(st.text(TRICKY, max_size=40), st.text(max_size=40)))
@example("– no (--) niin... --a. 'tä' ... 5")
def test_a_word_stands_between_blanks_and_has_a_letter_or_digit(text):
    assert speech.count_words(text) == words(text)


@pytest.mark.parametrize("last", ["", "–", "ж"])
def test_every_character_counts_alike_in_any_text(last):
    for number in range(0x3100):
        char = chr(number)
        for text in (char, f"a{char}b", f" {char} ", f"{char}a"):
            assert speech.count_words(f"{text} {last}") == words(f"{text} {last}")
