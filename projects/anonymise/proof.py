"""Prove that a text holds no form of a name: as it is written, inflected, hyphenated, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from projects.anonymise.candidates import EMAIL, IDENTITY, PHONE, WORD, candidates
from projects.anonymise.readings import PLAIN, Morphology, guesses
from projects.anonymise.things import Thing
from projects.sought import Sought, folded

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BROKEN_LINE = re.compile(r"(?<=\w)-\n(?=\w)")
_PARTED = re.compile(r"[-’'\d]+|(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_DIGITS = re.compile(r"\D+")
_FEWEST_DIGITS = 5
NAME, DIRECT = "name", "direct"


@dataclass(frozen=True, slots=True)
class Trace:
    """Point at a line (counted from 1) that still tells: `name` or `direct` (phone, e-mail, personal identity code)."""

    line: int
    kind: str


class Proof:
    """Know every form that must not stand, and the words that a person has said are no names."""

    def __init__(
        self, things: Iterable[Thing], originals: Iterable[str], left: frozenset[str], morphology: Morphology
    ) -> None:
        """Take what a key knows."""
        self._morphology = morphology
        self._left = left
        persons = [one for one in things if one.kind in _PERSONS]
        bases = [base for one in things for base in one.bases]
        parts = [part for one in persons for base in one.bases for part in base.split() if part[:1].isupper()]
        forms = {*originals, *bases, *parts}
        self._words = frozenset(folded(one) for one in forms if " " not in one and WORD.fullmatch(one))
        self._bases = frozenset(folded(one) for one in (*bases, *parts) if " " not in one)
        self._phrases = Sought((" ".join(one.split()) for one in forms if not WORD.fullmatch(one)), whole=True)
        digits = (_DIGITS.sub("", one) for one in forms)
        self._numbers = tuple(one for one in digits if len(one) >= _FEWEST_DIGITS)

    def traces(self, text: str) -> Iterator[Trace]:
        """Return the lines of a text that still tell, each kind once a line."""
        plain = _INVISIBLE.sub("", text)
        for at, line in enumerate(plain.split("\n"), 1):
            if self._tells(line):
                yield Trace(at, NAME)
            elif any(one.kind in (PHONE, EMAIL, IDENTITY) and one.text not in self._left
                     for one in candidates(line, self._morphology)):
                yield Trace(at, DIRECT)
        joined = _BROKEN_LINE.sub("", plain)
        if joined != plain and self._tells(joined) and not self._tells(plain):
            yield Trace(1, NAME)

    def clean(self, text: str) -> bool:
        """Tell whether nothing in a text tells."""
        return next(self.traces(text), None) is None

    def _tells(self, text: str) -> bool:
        if self._phrases.stand_in(" ".join(text.split())):
            return True
        digits = _DIGITS.sub("", text)
        if any(one in digits for one in self._numbers) and self._has_number(text):
            return True
        return any(self._names(word.group()) for word in WORD.finditer(text))

    def _has_number(self, text: str) -> bool:
        """Tell whether one of the numbers stands in a text, however it is grouped."""
        return any(re.search(r"[\s./-]*".join(map(re.escape, one)), text) for one in self._numbers)

    def _names(self, word: str) -> bool:
        """Tell whether a word, a part of it, or it without hyphens is a form of a name (`Maija2`, `MaijaVirtanen`)."""
        parts = [*word.split("-"), *_PARTED.split(word)]
        return any(self._is_form(one) for one in dict.fromkeys((word, *parts, word.replace("-", ""))) if one)

    def _is_form(self, word: str) -> bool:
        if word in self._left:
            return False
        readings = self._morphology.readings(word)
        if word == word.lower() and any(one.kind == PLAIN and not one.derived for one in readings):
            return False
        told = readings or (guesses(word) if word[:1].isupper() else ())
        bases = (folded(one.base) for one in told if not one.derived)
        return folded(word) in self._words or any(base in self._bases for base in bases)


_PERSONS = frozenset(("person", "close", "name", "invented"))
