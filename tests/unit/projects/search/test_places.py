"""Patterns find the same words whatever characters stand for them, also beyond 0xFFFF."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.search.nodes import Exact, Near, Phrase
from projects.search.places import Patterns

LETTERS = "ĀāĂ\U00010000\U00010001\U0010fffe"
CODES = st.text(LETTERS, max_size=4)
SAID = st.text(LETTERS + "ă\U00010002", max_size=12)


@given(one=CODES, other=CODES, said=SAID)
def test_a_phrase_and_a_distance_are_found_where_they_stand(one, other, said):
    patterns = Patterns(lambda leaf: {"one": one, "other": other}[leaf.form])
    left, right = Exact("one"), Exact("other")
    rows = [at for at in range(len(said) - 1) if said[at] in one and said[at + 1] in other]
    phrase = Phrase((left, right))
    assert bool(patterns.fits(phrase)(said)) == bool(rows)
    assert patterns.words([phrase], said) == sorted({place for at in rows for place in (at, at + 1)})
    near = Near(left, right, 2, ordered=True)
    pairs = [(a, b) for a in range(len(said)) for b in (a + 1, a + 2) if b < len(said)]
    assert bool(patterns.fits(near)(said)) == any(said[a] in one and said[b] in other for a, b in pairs)
    assert bool(patterns.fits(left)(said)) == any(letter in one for letter in said)
