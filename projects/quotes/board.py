"""Choose well: whose voices dominate the chosen quotes, and which quotes say something alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

# One voice in more than this share of the quotes is too much of one voice (notes on practice, section 2.1).
LIMIT = 0.30
# Of fewer quotes than this anybody would have too many.
FEWEST = 5
_CODE_WEIGHT = 1.5
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Balance:
    """Hold in how many quotes each voice is heard, the most heard first; `total` is how many quotes there are."""

    counts: tuple[tuple[str, int], ...]
    total: int

    @property
    def over(self) -> tuple[str, ...]:
        """Return the voices that are heard in more than the limit's share of the quotes; none when these are few."""
        if self.total < FEWEST:
            return ()
        return tuple(key for key, count in self.counts if count > LIMIT * self.total)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Say why a quote is like another: base forms that both have, the rarest first, and codes; `score` orders them."""

    key: str
    words: tuple[str, ...]
    codes: frozenset[str]
    score: float


def balance(voices: Iterable[Iterable[str]]) -> Balance:
    """Count in how many quotes each voice (a person's or a transcript's id) is heard; twice in one counts once."""
    heard = [frozenset(one) for one in voices]
    counts = Counter(key for one in heard for key in one)
    return Balance(tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))), len(heard))


def likenesses(
    key: str, words: Mapping[str, frozenset[str]], codes: Mapping[str, frozenset[str]]
) -> tuple[Likeness, ...]:
    """Return the quotes that share base forms or codes with one, the likest first.

    `words` are each quote's base forms. A word weighs more the fewer quotes have it, and nothing when more than half
    have it; a code weighs as a word that a few have.
    """
    found = Counter(word for one in words.values() for word in one)
    weights = {word: log(len(words) / count) for word, count in found.items() if 2 * count <= max(len(words), 4)}
    others = (_likeness(one, words[key] & words[one], codes[key] & codes[one], weights) for one in words if one != key)
    return tuple(sorted((one for one in others if one.score > 0), key=lambda one: -one.score))


def _likeness(key: str, words: Iterable[str], codes: frozenset[str], weights: Mapping[str, float]) -> Likeness:
    weighty: Sequence[str] = sorted((word for word in words if word in weights), key=lambda one: (-weights[one], one))
    score = sum(weights[word] for word in weighty) + _CODE_WEIGHT * len(codes)
    return Likeness(key, tuple(weighty[:_TOLD]), codes, score)
