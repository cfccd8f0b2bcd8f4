"""Snowball stems for words no lexicon knows, in the three languages of the interviews."""

from __future__ import annotations

import Stemmer

NAMES = {
    "fi": "finnish",
    "en": "english",
    "sv": "swedish",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "ru": "russian",
    "nb": "norwegian",
    "da": "danish",
}


class Stems:
    """Stem words; not for two threads at once."""

    def __init__(self) -> None:
        """Make the stemmers."""
        self._stemmers = {language: Stemmer.Stemmer(name) for language, name in NAMES.items()}

    def unknown(self, word: str) -> frozenset[str]:
        """Return the Finnish, English and Swedish stems of a word, marked as such."""
        return frozenset(f"~{language[0]}{self._stemmers[language].stemWord(word)}" for language in ("fi", "en", "sv"))

    def of(self, word: str, language: str) -> str:
        """Return the term of a word in a text of another language."""
        stemmer = self._stemmers.get(language)
        return f"{language}~{stemmer.stemWord(word) if stemmer else word}"
