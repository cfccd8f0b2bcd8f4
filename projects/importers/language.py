"""Guess the language of a transcript by its commonest words; a guess, for the person to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEFAULT = "fi"

_SAMPLE = 1_500
_WORD = re.compile(r"[^\W\d_]+")
_FINNISH = (
    "ja on ei se että niin oli mutta mä sä me te he sitten siis joo no kun kuin ne tai jos myös mitä minä sinä hän "
    "tämä siitä tää ihan vaan vain olla ole ovat sen mun niinku semmonen mikä miten"
)
_ENGLISH = (
    "the and of to is that it in you was for we they with have this but not are what so do my just on be he she yeah "
    "know like there about"
)
_SWEDISH = (
    "och att det är som en på jag inte för av med den till har vi man var ett om så men hon kan från där när vad ju "
    "också"
)
_COMMON: Mapping[str, frozenset[str]] = {
    "fi": frozenset(_FINNISH.split()),
    "en": frozenset(_ENGLISH.split()),
    "sv": frozenset(_SWEDISH.split()),
}


def guess_language(text: str) -> str:
    """Return `fi`, `en` or `sv`; Finnish unless another language plainly has more of its common words."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    scores = {language: sum(map(common.__contains__, words)) for language, common in _COMMON.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores[DEFAULT] else DEFAULT
