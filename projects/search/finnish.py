"""Finnish words to index terms: base forms, compound parts, hyphen parts and spoken forms, all at one position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from projects.search.lexicon import DERIVED, sequences
from projects.search.reasons import Reason, by_lexicon, joined
from projects.search.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from projects.search.lexicon import Lexicon

TWO_VOWELS = re.compile(r"([aeiouyäö])\1")
ONSET = re.compile(r"[bcdfghjklmnpqrstvwxzšž]?[aeiouyäöå]|[bcdfgkpt][rl]|s[cklmnprtv]|ps|kn|tš|[^a-zäöåšž]")
"""How a Finnish word can begin: no other two consonants stand there, so no lexicon need be asked."""
ENOUGH = 2
ACTION = "mis"
SHORT_HEAD = 5
SHORT_START = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what a word stands for: `whole` the word itself in base form, `parts` what it is made of.

    `roots` are the words it is derived from. `name` tells that it is known as a name only: then it may be a spoken
    form of something else.
    """

    whole: frozenset[str]
    parts: frozenset[str] = frozenset()
    name: bool = False
    roots: frozenset[str] = frozenset()

    def __or__(self, other: Terms) -> Terms:
        """Return both together."""
        return Terms(self.whole | other.whole, self.parts | other.parts, roots=self.roots | other.roots)

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
        """Return every term a lower-case word is found by; what it is derived from is marked as such."""
        terms = self._terms(word)
        near = terms.whole | terms.parts
        return near | {f"{DERIVED}{root}" for root in terms.roots - near}

    def asked(self, word: str) -> frozenset[str]:
        """Return the terms a lower-case query word asks for: a word that is a base form means only itself."""
        own = self._spoken.base(word.replace("-", ""))
        whole = self._terms(word).whole
        return frozenset({own}) if own in whole else whole

    def also(self, word: str) -> frozenset[str]:
        """Return the base forms a query word could mean too, beside what it asks for."""
        return frozenset(one for one in self._terms(word).whole - self.asked(word) if not one.startswith("~"))

    def bases(self, word: str) -> frozenset[str]:
        """Return the words that the lexicon sees in a word and that ask for themselves: likely to be asked for."""
        known = self._known(word)
        return frozenset(filter(self.base, known.whole | known.parts))

    def base(self, word: str) -> bool:
        """Tell whether the lexicon knows a word as a base form, so that asking for it means only itself."""
        return self._spoken.base(word) == word and word in self._known(word).whole

    def reason(self, word: str, wanted: frozenset[str]) -> Reason | None:
        """Return why a lower-case word is found by one of the wanted terms, None when it is not."""
        known = by_lexicon(word, wanted, self._lexicon.readings(word), self._spoken)
        if known and known.rule in ("base", "inflected"):
            return known
        table = self._spoken.table(word) & wanted
        if table:
            return Reason("spoken", min(table))
        return known or self._reason_guessed(word, wanted)

    def _reason_guessed(self, word: str, wanted: frozenset[str]) -> Reason | None:
        """Follow the same guesses that `_guess` makes."""
        if not self._terms(word).whole & wanted and not self.indexed(word) & wanted:
            return None
        if "-" in word:
            return self._reason_pieces(word, wanted)
        for joint in TWO_VOWELS.finditer(word):
            cut = f"{word[: joint.start() + 1]}-{word[joint.start() + 1 :]}"
            reason = by_lexicon(word, wanted, self._lexicon.readings(cut), self._spoken)
            if reason:
                return reason
        for candidate in self._spoken.candidates(word):
            reason = by_lexicon(candidate, wanted, self._lexicon.readings(candidate), self._spoken)
            if reason:
                return Reason("spoken", reason.base, reason.parts, candidate)
            if self._spoken.table(candidate) & wanted:
                return Reason("spoken", min(self._spoken.table(candidate) & wanted), (), candidate)
        stems = self._stems(word) & wanted
        return Reason("stem", word) if stems else Reason("compound", min(self.indexed(word) & wanted))

    def _reason_pieces(self, word: str, wanted: frozenset[str]) -> Reason:
        pieces = word.split("-")
        found = joined(lambda piece: self.reason(piece, wanted) if piece else None, pieces)
        return found or Reason("inflected", min(self.indexed(word) & wanted))

    def _analyse(self, word: str) -> Terms:
        known = self._known(word)
        table = self._spoken.table(word)
        if table or known:
            return Terms(table) | known | (self._as_spoken(word) if known.name else NOTHING)
        return self._guess(word) or Terms(self._stems(word))

    def _look_up(self, word: str) -> Terms:
        whole: set[str] = set()
        parts: set[str] = set()
        roots: set[str] = set()
        readings = self._lexicon.readings(word)
        for reading in readings:
            roots.update(map(self._spoken.base, reading.roots))
            whole.update(map(self._spoken.base, reading.bases))
            parts.update(map(self._spoken.base, sequences(reading.parts)))
        name = all(reading.name for reading in readings)
        return Terms(frozenset(whole), frozenset(parts), name, frozenset(roots))

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
        roots = frozenset[str]().union(*(one.roots for one in terms))
        return Terms(frozenset(before + end for end in ends), parts, roots=roots)

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
            head = self._known(word[cut:]) if ONSET.match(word, cut) else NOTHING
            start = self._known(word[:cut]) if head else NOTHING
            if head and (start or cut > SHORT_START):
                whole = {word, *(word[:cut] + base for base in head.whole)}
                return Terms(frozenset(whole), head.whole | head.parts | start.whole, roots=head.roots)
        return NOTHING
