"""Find a code: the one a person names, or those that fit what is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from codebooks.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codebooks.model import Code, Codebook

NAME_START, WORD_START, SYNONYM, KEY, FAMILY, SUBSTRING = range(6)
"""The ranks of a match, best first."""

_SHORTEST_SUBSTRING = 2


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a code fits, by which field, and where in it the typed letters stand.

    `field` is `name`, `synonym`, `key` or `family`, `text` that field's text, and `[start, end)` code points
    in it (Qt counts UTF-16: convert). Nothing typed: the whole codebook, `start` = `end` = 0.
    """

    code: Code
    field: str
    text: str
    start: int
    end: int
    rank: int


def resolve(codebook: Codebook, text: str) -> Code:
    """Return the code with this key, name (Finnish or English) or synonym; letter case is ignored last.

    Retired codes are found too.

    Raises CodebookError with `ambiguous-code` (values `text`, `keys`) or `unknown-code` (value `text`).
    """
    wanted = normalize("NFC", text).strip()
    folded = wanted.casefold()
    by_key = [code for code in codebook if code.key == wanted]
    by_key = by_key or [code for code in codebook if code.key.casefold() == folded]
    found = by_key or [code for code in codebook if folded in _names(code)]
    if not found or not wanted:
        raise CodebookError("unknown-code", text=text)
    if len(found) > 1:
        raise CodebookError("ambiguous-code", text=text, keys=[code.key for code in found])
    return found[0]


def matches(codebook: Codebook, typed: str, language: str = "fi") -> tuple[Match, ...]:
    """Return the codes in use that fit the typed letters, each once, best first.

    Ranks: the name's start, a word's start in the name, a synonym, the key, the family's name, letters
    within the name or a synonym (from two on). Equal ranks: the shorter text first, then the codebook's order.
    """
    wanted = _folded(normalize("NFC", typed).strip())
    found = (_best(codebook, code, wanted, language) for code in codebook if not code.retired)
    if not wanted:
        return tuple(match for match in found if match)
    return tuple(sorted((match for match in found if match), key=lambda match: (match.rank, len(match.text))))


def path(codebook: Codebook, code: Code, language: str = "fi") -> str:
    """Return where the code stands, `family › parent`, without the code itself; empty for a code on its own."""
    family = codebook.family_of(code)
    above = [up.name(language) for up in reversed(codebook.ancestors(code))]
    return " › ".join([family.name(language), *above] if family else above)


def _names(code: Code) -> set[str]:
    names = (code.name_fi, code.name_en, *code.synonyms)
    return {normalize("NFC", name).strip().casefold() for name in names}


def _best(codebook: Codebook, code: Code, wanted: str, language: str) -> Match | None:
    places = _places(codebook, code, wanted, language)
    rank, field, text, start = min(places, key=itemgetter(0), default=(0, "", "", -1))
    return Match(code, field, text, start, start + len(wanted), rank) if field else None


def _places(codebook: Codebook, code: Code, wanted: str, language: str) -> Iterator[tuple[int, str, str, int]]:
    """Go through rank, field, text and start of everything in the code that the wanted letters fit."""
    name, family = code.name(language), codebook.family_of(code)
    if _folded(name).startswith(wanted):
        yield NAME_START, "name", name, 0
    if _folded(code.key).startswith(wanted):
        yield KEY, "key", code.key, 0
    synonyms = [(SYNONYM, "synonym", synonym) for synonym in code.synonyms]
    families = [(FAMILY, "family", family.name(language))] if family else []
    for rank, field, text in [(WORD_START, "name", name), *synonyms, *families]:
        start = _word_start(_folded(text), wanted)
        if start >= 0:
            yield rank, field, text, start
    for _, field, text in [(SUBSTRING, "name", name), *synonyms]:
        start = _folded(text).find(wanted)
        if start >= 0 and len(wanted) >= _SHORTEST_SUBSTRING:
            yield SUBSTRING, field, text, start


def _word_start(text: str, wanted: str) -> int:
    """Return where a word of the text begins with the wanted letters, -1 when none does."""
    start = text.find(wanted)
    while start > 0 and text[start - 1].isalnum():
        start = text.find(wanted, start + 1)
    return start


def _folded(text: str) -> str:
    """Return the text in small letters, letter for letter, so that positions stay."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
