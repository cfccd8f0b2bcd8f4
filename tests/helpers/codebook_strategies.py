"""Hypothesis strategies: any codebook that holds the rules, grown step by step."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st

from codebooks.edit import add_code, add_family
from codebooks.model import Code, Codebook, Family

TEXTS = st.text(max_size=12)
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
KEYS = st.sampled_from(["", "", "P01", "S1", "S1.1", "S1.1.2", "R.1", "1.2", "ä", "x y", '"', "C2", "a#b"])


@st.composite
def codebooks(draw: st.DrawFn, min_codes: int = 0) -> Codebook:
    """Draw a codebook of up to three families and eight codes, nested as deep as they come."""
    book = Codebook(name_fi=draw(TEXTS), name_en=draw(TEXTS))
    for number in range(draw(st.integers(0, 3))):
        book = add_family(book, _family(draw, number))
    for number in range(draw(st.integers(min_codes, 8))):
        book = add_code(book, _code(draw, book, number))
    return book


def _family(draw: st.DrawFn, number: int) -> Family:
    names = [draw(NAMES), draw(TEXTS)]
    return Family(str(UUID(int=number)), "", *names, draw(st.integers(-1, 13)), draw(TEXTS), draw(TEXTS))


def _code(draw: st.DrawFn, book: Codebook, number: int) -> Code:
    key = draw(KEYS)
    return Code(
        id=str(UUID(int=100 + number)),
        key="" if key in {code.key for code in book} else key,
        name_fi=draw(NAMES),
        name_en=draw(TEXTS),
        definition_fi=draw(TEXTS),
        parent=draw(st.sampled_from([None, *(code.id for code in book)])),
        family=draw(st.sampled_from([None, *(family.id for family in book.families)])),
        synonyms=tuple(draw(st.lists(TEXTS, max_size=3))),
        shortcut=draw(st.sampled_from(["", "3"])),
        retired=draw(st.booleans()),
        own_colour=draw(st.sampled_from(["", "#a1b2c3"])),
        example_fi=draw(TEXTS),
        include_en=draw(TEXTS),
        exclude_fi=draw(TEXTS),
    )
