"""Finnish words to index terms: base forms, compound parts, hyphen parts and spoken forms, all at one position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from projects.search.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from projects.search.lexicon import Lexicon, Part

TWO_VOWELS = re.compile(r"([aeiouyäö])\1")
ENOUGH = 2
ACTION = "mis"
SHORT_HEAD = 5
SHORT_START = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what a word stands for: `whole` the word itself in base form, `parts` what it is made of.

    `name` tells that it is known as a name only: then it may be a spoken form of something else.
    """

    whole: frozenset[str]
    parts: frozenset[str] = frozenset()
    name: bool = False

    def __or__(self, other: Terms) -> Terms:
        """Return both together."""
        return Terms(self.whole | other.whole, self.parts | other.parts)

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.whole)


NOTHING = Terms(frozenset())


class Finnish:
    """Turn Finnish word forms into terms; `size` forms are remembered, by this object alone."""

    def __init__(
        self, lexicon: Lexicon, spoken: Spoken, stems: Callable[[str], frozenset[str]], size: int = 50_000
    ) -> None:
        """Keep the lexicon, the tables of spoken forms, and the stems for words nobody knows."""
        self._lexicon = lexicon
        self._spoken = spoken
        self._stems = stems
        self._terms = lru_cache(size)(self._analyse)
        self._known = lru_cache(size)(self._look_up)

    def indexed(self, word: str) -> frozenset[str]:
        """Return every term a lower-case word is found by."""
        terms = self._terms(word)
        return terms.whole | terms.parts

    def asked(self, word: str) -> frozenset[str]:
        """Return the terms a lower-case query word asks for: a word that is a base form means only itself."""
        own = self._spoken.base(word.replace("-", ""))
        whole = self._terms(word).whole
        return frozenset({own}) if own in whole else whole

    def base(self, word: str) -> bool:
        """Tell whether the lexicon knows a word as a base form, so that asking for it means only itself."""
        return self._spoken.base(word) == word and word in self._known(word).whole

    def _analyse(self, word: str) -> Terms:
        known = self._known(word)
        table = self._spoken.table(word)
        if table or known:
            return Terms(table) | known | (self._as_spoken(word) if known.name else NOTHING)
        return self._guess(word) or Terms(self._stems(word))

    def _look_up(self, word: str) -> Terms:
        whole: set[str] = set()
        parts: set[str] = set()
        readings = self._lexicon.readings(word)
        for reading in readings:
            whole.update(map(self._spoken.base, reading.bases))
            parts.update(map(self._spoken.base, _sequences(reading.parts)))
        return Terms(frozenset(whole), frozenset(parts), all(reading.name for reading in readings))

    def _guess(self, word: str) -> Terms:
        if "-" in word:
            return self._pieces(word.split("-"))
        start = self._known(f"{word}-")
        if start and word.endswith(ACTION):
            return start
        return self._vowel_joint(word) or self._as_spoken(word) or start or self._unknown_start(word)

    def _pieces(self, pieces: list[str]) -> Terms:
        """Read `aune-ohjelman` as one word whose last piece is in base form, and by its pieces."""
        terms = [self._terms(piece) for piece in pieces]
        before = "".join(pieces[:-1])
        ends = [end for end in terms[-1].whole if not end.startswith("~")] or pieces[-1:]
        parts = frozenset[str]().union(*(one.whole | one.parts for one in terms))
        return Terms(frozenset(before + end for end in ends), parts)

    def _vowel_joint(self, word: str) -> Terms:
        """Read `vuokraasukas` as `vuokra-asukas`."""
        for joint in TWO_VOWELS.finditer(word):
            known = self._known(f"{word[: joint.start() + 1]}-{word[joint.start() + 1 :]}")
            if known:
                return known
        return NOTHING

    def _as_spoken(self, word: str) -> Terms:
        """Read the word as one or two written words it may stand for."""
        found = NOTHING
        hits = 0
        for candidate in dict.fromkeys(self._spoken.candidates(word)):
            known = self._known(candidate) or Terms(self._spoken.table(candidate))
            found |= known
            hits += bool(known)
            if hits == ENOUGH:
                break
        return found

    def _unknown_start(self, word: str) -> Terms:
        """Read `astahanke` as something unknown before a known word."""
        for cut in range(SHORT_START, len(word) - SHORT_HEAD + 1):
            head = self._known(word[cut:])
            start = self._known(word[:cut]) if head else NOTHING
            if head and (start or cut > SHORT_START):
                whole = {word, *(word[:cut] + base for base in head.whole)}
                return Terms(frozenset(whole), head.whole | head.parts | start.whole)
        return NOTHING


def _sequences(parts: tuple[Part, ...]) -> Iterator[str]:
    """Go through every run of neighbouring parts, the last one in its base forms, the whole word left out."""
    for start in range(len(parts)):
        for stop in range(start + 1, len(parts) + 1):
            if stop - start < len(parts):
                before = "".join(part.form for part in parts[start : stop - 1])
                yield from (before + base for base in parts[stop - 1].bases if len(before + base) > 1)
