"""Notice labels that may be two spellings of one speaker; a person decides, nothing is merged unasked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

_FEWEST = 5  # letters below which one other letter may be another person


def likely_spellings(turns: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Return pairs of labels that look alike; `turns` counts the turns of each.

    The label with fewer turns stands first, the later one when both have as many.
    """
    pairs: dict[str, str] = {}
    for one, other in combinations(turns, 2):
        if _alike(one, other):
            rare, common = (other, one) if turns[other] <= turns[one] else (one, other)
            pairs.setdefault(rare, common)
    return tuple(pairs.items())


def _alike(one: str, other: str) -> bool:
    """Tell whether labels differ by case, blanks and dots only, by one slip of a key, or by a part of a name."""
    bare, beside = _bare(one), _bare(other)
    if bare == beside:
        return True
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    words, others = one.casefold().split(), other.casefold().split()
    if len(words) != len(others) and min(len(words), len(others)) == 1:
        short, long = sorted((words, others), key=len)
        return len(short[0]) > 1 and long[0] == short[0]
    if len(words) != len(others):
        return False
    differing = [(_bare(a), _bare(b)) for a, b in zip(words, others, strict=True) if a != b]
    return len(differing) == 1 and min(map(len, differing[0])) >= _FEWEST and _one_slip(*differing[0])


def _bare(label: str) -> str:
    return "".join(letter for letter in label.casefold() if letter.isalnum())


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter more, less, other or two exchanged makes one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, beside = one[start:], other[start:]
    return any(a == b for a, b in _slips(rest, beside))


def _slips(rest: str, beside: str) -> Iterator[tuple[str, str]]:
    yield rest[1:], beside[1:]
    yield rest[1:], beside
    yield rest, beside[1:]
    yield rest[1::-1] + rest[2:], beside


def plain(name: str) -> str:
    """Return a name without accents and case, to compare names by."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if letter.isalpha())
