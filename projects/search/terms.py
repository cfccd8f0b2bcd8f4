"""Which terms a word is found by and asked for, language by language; one analyser per process."""

from __future__ import annotations

import hashlib
from importlib import metadata
from typing import TYPE_CHECKING

from projects.search import spoken
from projects.search.finnish import Finnish
from projects.search.lexicon import DERIVED, Voikko
from projects.search.reasons import Reason
from projects.search.stems import Stems
from projects.search.tokens import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projects.search.lexicon import Lexicon

RULES = 2
HOME = ("fi", "")


class Analyser:
    """Give the terms of words; loads the Finnish lexicon when the first Finnish word comes."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """Make the chain on a lexicon, Voikko when none is given."""
        self._stems = Stems()
        self._finnish = Finnish(lexicon or Voikko(), spoken.shipped(), self._stems.unknown)

    def indexed(self, language: str, form: str) -> frozenset[str]:
        """Return every term a form is found by in a text of that language."""
        if language in HOME:
            return self._finnish.indexed(form)
        return frozenset({foreign(self._stems, language, form)})

    def asked(self, form: str) -> frozenset[str]:
        """Return the Finnish terms a query word asks for."""
        return self._finnish.asked(form)

    def also(self, form: str) -> frozenset[str]:
        """Return the Finnish base forms a query word could mean too."""
        return self._finnish.also(form)

    def reason(self, language: str, form: str, wanted: frozenset[str]) -> Reason | None:
        """Return why a form in a text of that language is found by one of the wanted terms."""
        if language in HOME:
            return self._finnish.reason(form, wanted)
        return Reason("stem", form) if foreign(self._stems, language, form) in wanted else None

    def bases(self, word: str) -> frozenset[str]:
        """Return the Finnish base forms that stand in a word and ask for nothing but themselves."""
        return self._finnish.bases(word)

    def base(self, word: str) -> bool:
        """Tell whether a Finnish word is a base form and asks for nothing but itself."""
        return self._finnish.base(word)


def foreign(stems: Stems, language: str, form: str) -> str:
    """Return the one term of a form in a text of another language, or in a web address."""
    return f"{ADDRESS}~{form}" if language == ADDRESS else stems.of(form, language)


def elsewhere(stems: Stems, languages: Iterable[str], form: str) -> frozenset[str]:
    """Return the terms a query word asks for in the texts of the other languages and in web addresses."""
    return frozenset(foreign(stems, language, form) for language in languages if language not in HOME)


def widely(terms: Iterable[str]) -> frozenset[str]:
    """Return terms and, beside them, those of all that is derived from them."""
    return frozenset(one for term in terms for one in (term, f"{DERIVED}{term}"))


def version() -> str:
    """Return the stamp of the analysis: it changes with the rules, the tables, the lexicon and the stemmer."""
    tables = hashlib.sha256(spoken.source()).hexdigest()[:16]
    return f"{RULES} {Voikko.version} {metadata.version('PyStemmer')} {tables}"
