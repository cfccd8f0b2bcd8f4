"""Find in a text what may tell who somebody is: names, places, organisations, numbers, addresses and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from projects.anonymise.cases import Case, Standing
from projects.anonymise.readings import OTHER, PLACE, PLAIN, Morphology, Reading, guesses

PHONE, EMAIL, IDENTITY, DATE, WEB, ADDRESS, ORGANISATION, PLATE, DERIVED = (
    "phone", "email", "identity", "date", "web", "address", "organisation", "plate", "derived",
)

# What is recognised by its form alone; an earlier rule wins where two overlap.
_FORMS = (
    (EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (WEB, re.compile(r"(?:https?://|www\.)[^\s<>()\"”]+[^\s<>()\"”.,;:!?]")),
    (IDENTITY, re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b")),
    (PHONE, re.compile(r"(?<![\w-])(?:\+358|00358|0)[\s-]?\d{1,3}(?:[\s-]?\d{2,4}){2,3}\b")),
    (DATE, re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.(?:\s?\d{4}|\d{2})?|\w+kuuta(?:\s\d{4})?)(?!\w)")),
    (PLATE, re.compile(r"\b[A-ZÅÄÖ]{2,3}-\d{1,3}\b")),
    (ORGANISATION, re.compile(
        r"\b[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)* (?:ry|oy|oyj|ay|ky|rs|sr|Ry|Oy|Oyj|Ab|RY|OY)(?::\w{1,5})?\b"
    )),
    (ADDRESS, re.compile(
        r"\b[A-ZÅÄÖ]\w+(?:katu|kadu|tie|kuja|polku|polu|aukio|ranta|ranna|väylä|raitti|raiti|puisto)\w{0,5}"
        r"(?:\s\d{1,4}(?:\s?[A-Za-z]\s?\d{0,3})?)?\b"
    )),
)
WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-’'][^\W_]+)*")
"""What a word is: letters and digits from a letter on, with inner hyphens and apostrophes."""
_COLON_CASES = {
    "n": Case.GENITIVE, "a": Case.PARTITIVE, "ta": Case.PARTITIVE, "ssa": Case.INESSIVE, "sta": Case.ELATIVE,
    "an": Case.ILLATIVE, "en": Case.ILLATIVE, "on": Case.ILLATIVE, "un": Case.ILLATIVE, "in": Case.ILLATIVE,
    "han": Case.ILLATIVE, "hen": Case.ILLATIVE, "hin": Case.ILLATIVE, "hon": Case.ILLATIVE, "hun": Case.ILLATIVE,
    "lla": Case.ADESSIVE, "lta": Case.ABLATIVE, "lle": Case.ALLATIVE, "na": Case.ESSIVE, "ksi": Case.TRANSLATIVE,
    "aan": Case.ILLATIVE, "een": Case.ILLATIVE, "iin": Case.ILLATIVE, "oon": Case.ILLATIVE, "uun": Case.ILLATIVE,
}
_FRONT = str.maketrans("äöy", "aou")
_COLON_ENDING = re.compile(
    ":((?:h?[aeiouäöy]|([aeiouäöy])\\2)n|t?[aä]|n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n[aä]|ksi)(?!\\w)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\]\)]\s*[”\"»)\]]*\s*|[”\"»–—-]\s*)$")
_ORGANISATION_HEAD = re.compile(r"(?:säätiö|yhdisty|liitto|liiton|keskus|keskuks|virasto|sairaala|koti)\w*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Point at something found; `start`, `end` are code points, half-open.

    `sure` is false when the word may as well be a common word (`Toivo` at the start of a sentence); `readings` hold
    what form it is, the likeliest first.
    """

    start: int
    end: int
    text: str
    kind: str
    readings: tuple[Reading, ...] = ()
    sure: bool = True

    @property
    def base(self) -> str:
        """Return the base form that it is listed under."""
        return self.readings[0].base if self.readings else self.text


def candidates(text: str, morphology: Morphology, common: frozenset[str] = frozenset()) -> list[Candidate]:
    """Return what may identify somebody, in the order of the text, nothing overlapping.

    `common` are words known in lower case (spoken forms, the transcripts' own words): such an unknown word is no name
    because it opens a sentence.
    """
    found = list(_by_form(text, morphology))
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _names(text, morphology, common) if not _overlaps(one, taken)]
    return sorted(found, key=lambda one: one.start)


def _by_form(text: str, morphology: Morphology) -> Iterator[Candidate]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            one = _with_ending(text, match, kind)
            if kind == ADDRESS and not one.readings:
                one = replace(one, readings=tuple(_streets(one.text, morphology)))
            if not _overlaps(one, taken):
                taken.append((one.start, one.end))
                yield one


def _with_ending(text: str, match: re.Match[str], kind: str) -> Candidate:
    """Take a case ending behind a colon along (`ry:lle`, `040 123 4567:ään`): it says how the whole stands."""
    whole = match.group()
    inside = _COLON_ENDING.search(whole) or _COLON_ENDING.match(text, match.end())
    if inside is None:
        return Candidate(match.start(), match.end(), whole, kind)
    base = whole.removesuffix(inside.group())
    standing = Standing(_COLON_CASES[inside[1].translate(_FRONT)])
    end = match.start() + len(base) + len(inside.group())
    return Candidate(match.start(), end, base + inside.group(), kind, (Reading(base, OTHER, standing),))


def _streets(text: str, morphology: Morphology) -> Iterator[Reading]:
    """Return an address with its street in base form: with its number, then without."""
    street, blank, number = text.partition(" ")
    known = [one for one in morphology.readings(street) if one.standing.case is not Case.NOMINATIVE] or [
        Reading(street, PLACE)
    ]
    for one in known:
        name = one.base[:1].upper() + one.base[1:]
        yield from (Reading(base, PLACE, one.standing) for base in dict.fromkeys((f"{name}{blank}{number}", name)))


def _overlaps(one: Candidate, taken: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in taken)


def _names(text: str, morphology: Morphology, common: frozenset[str]) -> Iterator[Candidate]:
    for match in WORD.finditer(text):
        word = match.group()
        if not word[0].isupper():
            continue
        opens = _opens_sentence(text, match.start())
        one = _name(match.start(), word, morphology, opens=opens)
        if one and not (opens and one.kind == OTHER and word.lower() in common):
            yield one


def _opens_sentence(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return _SENTENCE_START.search(text[max(line, start - 8) : start]) is not None


def _name(start: int, word: str, morphology: Morphology, *, opens: bool) -> Candidate | None:
    """Read a capitalised word: a known name, a word made from one, or in mid-sentence something unknown."""
    known = morphology.readings(word)
    names = tuple(one for one in known if one.kind != PLAIN)
    derived = tuple(one for one in known if one.derived)
    common = len(names) + len(derived) < len(known)
    found = partial(Candidate, start, start + len(word), word)
    if names:
        return found(names[0].kind, names, sure=not (opens and common))
    if derived:
        return found(DERIVED, derived, sure=False)
    return _unknown_name(word, known, found, opens=opens)


def _unknown_name(
    word: str, known: tuple[Reading, ...], found: Callable[..., Candidate], *, opens: bool
) -> Candidate | None:
    """Read a word that no list of names has: an organisation by its head, a common word written as a name."""
    if "-" in word and _ORGANISATION_HEAD.search(word):
        return found(ORGANISATION, known or guesses(word), sure=not opens)
    if not known:
        return found(OTHER, guesses(word), sure=not (opens or word.isupper()))
    return None if opens or not word[1:].islower() else found(ORGANISATION, known, sure=False)
