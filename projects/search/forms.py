"""Look through the written words of an index for those that fit a pattern or are nearly the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORM_END = "\n"
LETTER_BITS = 61
PARTS = re.compile(r"[*?]+")


class Forms:
    """Hold written words in alphabetical order, each with the character that stands for it in the texts."""

    def __init__(self, codes: Sequence[str], forms: Sequence[str]) -> None:
        """Keep them; the two stand side by side."""
        self._codes = codes
        self._forms = forms
        self._text = FORM_END.join((*forms, ""))
        self._starts = list(accumulate((len(form) + 1 for form in forms), initial=0))
        self._by_length: dict[int, list[int]] = {}
        self._letters: dict[int, list[tuple[int, int]]] = {}

    def fitting(self, pattern: str) -> dict[str, str]:
        """Return the words that fit a pattern of `*` and `?`: by their characters, their forms."""
        fits = re.compile(pattern_source(pattern)).fullmatch
        return {self._codes[at]: self._forms[at] for at in self._candidates(pattern) if fits(self._forms[at])}

    def like(self, form: str, edits: int) -> dict[str, str]:
        """Return the words at most so many edits away: by their characters, their forms."""
        own = letters(form)
        near = (
            at
            for size in range(len(form) - edits, len(form) + edits + 1)
            for at, theirs in self._of_length(size)
            if (own & ~theirs).bit_count() <= edits and (theirs & ~own).bit_count() <= edits
        )
        return {self._codes[at]: self._forms[at] for at in near if within(form, self._forms[at], edits)}

    def _of_length(self, size: int) -> list[tuple[int, int]]:
        """Return the words of that length and the letters in each, counted when they are first asked for."""
        if not self._by_length:
            for at, one in enumerate(self._forms):
                self._by_length.setdefault(len(one), []).append(at)
        if size not in self._letters:
            self._letters[size] = [(at, letters(self._forms[at])) for at in self._by_length.get(size, ())]
        return self._letters[size]

    def _candidates(self, pattern: str) -> Iterator[int]:
        """Go through the words that hold the longest plain part of a pattern, those that begin with it if it begins."""
        parts = PARTS.split(pattern)
        if parts[0]:
            low = bisect_left(self._forms, parts[0])
            yield from range(low, bisect_left(self._forms, parts[0] + chr(0x10FFFF)))
            return
        longest = max(parts, key=len)
        place = self._text.find(longest)
        while place >= 0:
            at = bisect_right(self._starts, place) - 1
            yield at
            place = self._text.find(longest, self._starts[at + 1])


def pattern_source(pattern: str) -> str:
    """Return a regular expression for a pattern of `*` (anything or nothing) and `?` (one character)."""
    return "".join({"*": ".*", "?": "."}.get(one) or re.escape(one) for one in pattern)


def letters(form: str) -> int:
    """Return which letters a word has, one bit a letter; letters that share a bit count as the same.

    An edit takes away at most one bit and adds at most one, so words with more bits apart need not be compared.
    """
    found = 0
    for letter in form:
        found |= 1 << (ord(letter) % LETTER_BITS)
    return found


def within(one: str, other: str, edits: int) -> bool:
    """Tell whether a word becomes another by so many letters more, less, changed or swapped with their neighbour."""
    place, shorter = 0, min(len(one), len(other))
    while place < shorter and one[place] == other[place]:
        place += 1
    left, right = one[place:], other[place:]
    if left == right:
        return True
    if edits == 0 or abs(len(left) - len(right)) > edits:
        return False
    swapped = left[1:2] + left[:1] == right[:2] and len(left) > 1
    return (
        within(left[1:], right, edits - 1)
        or within(left, right[1:], edits - 1)
        or within(left[1:], right[1:], edits - 1)
        or (swapped and within(left[2:], right[2:], edits - 1))
    )
