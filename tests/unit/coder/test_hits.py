"""Search hits as they are shown: the words around what was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.models.hits import cut_around, in_speech
from projects.model import Mark, Turn


def turn(start, end, *marks):
    return Turn("t", "x", 1, "", start, end, None, None, tuple(Mark(start=a, end=b, kind="other") for a, b in marks))


def test_found_words_keep_their_places_when_marks_are_left_out():
    text = "H1: Koti on [38:21] täällä koti."
    words, spots = in_speech(turn(0, len(text), (0, 4), (12, 19)), text, ((4, 8), (27, 31)))
    assert words == "Koti on  täällä koti."
    assert [words[a:b] for a, b in spots] == ["Koti", "koti"]


def test_a_short_text_is_shown_whole():
    assert cut_around("Koti on koti.", ((0, 4),)) == ("Koti on koti.", ((0, 4),))


@given(st.lists(st.sampled_from(["koti", "ja", "aamulla", "🙂", "ä"]), min_size=1, max_size=300), st.data())
def test_what_is_cut_still_shows_the_first_found_word(parts, data):
    words = " ".join(parts)
    at = data.draw(st.integers(0, len(parts) - 1))
    start = len(" ".join(parts[:at])) + (1 if at else 0)
    shown, spots = cut_around(words, ((start, start + len(parts[at])),))
    assert len(shown) < 340
    assert [shown[a:b] for a, b in spots] == [parts[at]]
