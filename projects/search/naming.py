"""Suggest a code's name from the words of a passage: as said, and in base form as the lexicon has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from projects.apart import apart
from projects.speech import WORD

LONGEST = 60
MOST_FORMED = 4
Bases = Callable[[tuple[str, ...]], Mapping[str, tuple[str, ...]]]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a passage that are to be looked up: in small letters, each once."""
    return tuple(dict.fromkeys(match.group().casefold() for match in WORD.finditer(text)))


def as_said(text: str) -> str:
    """Return a passage as a name: one line, without signs at its ends, cut at a word, its first letter great."""
    line = re.sub(r"\s+", " ", text).strip(" .,;:!?…–-\"'”’»()[]")
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0].rstrip(" .,;:–-")
    return line[:1].upper() + line[1:]


def suggestions(text: str, bases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return names for a passage, the likeliest first: one word in its base forms; several as said, then in base form.

    A longer passage is a name as said only: base forms of a whole sentence are no name.

    `bases` has the base forms of words; of several, the one nearest to the word as said comes first.
    """
    said = as_said(text)
    found = [match.group() for match in WORD.finditer(said)]
    if not found:
        return ()
    if len(found) > MOST_FORMED:
        return (said,)
    if len(found) == 1:
        names = [*_forms(found[0], bases), said]
    else:
        last = _forms(found[-1], bases)[:1]
        head = said[: said.rindex(found[-1])]
        every = " ".join((_forms(word, bases) or [word])[0] for word in found)
        names = [said, *(head + form for form in last), every]
    return tuple(dict.fromkeys(name[:1].upper() + name[1:] for name in names))


def base_forms(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Look words up in a process of its own, so that the lexicon does not stay in the window's memory."""
    return apart(_looked_up, words, {})


def _looked_up(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    from projects.search.lexicon import Voikko  # noqa: PLC0415 - only the process of its own loads it

    lexicon = Voikko()
    return {word: tuple(base for one in lexicon.readings(word) for base in one.bases) for word in words}


def _forms(word: str, bases: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a word's base forms, those that begin most like it first."""
    folded = word.casefold()
    found = list(dict.fromkeys(bases.get(folded, ())))
    return sorted(found, key=lambda base: -_alike(folded, base))


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
