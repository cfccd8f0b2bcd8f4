"""Know the words that stand in for what is taken out: names and categories, in every case."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from projects.anonymise.cases import Parts

_BACK = frozenset("aouAOU")
_VOWELS = frozenset("aeiouyäöåAEIOUYÄÖÅ")
_LIGHT_END = re.compile("[aeiouyäö][^aeiouyäö]+[eiouyäö][^aeiouyäö]a$", re.IGNORECASE)
_VOWEL_GROUPS = re.compile("[aeiouyäöåAEIOUYÄÖÅ]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the shipped names by kind (`woman`, `man`) and the categories by key."""

    names: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, Parts]


def shipped() -> Words:
    """Read the table that the program ships."""
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    names = {kind: tuple(listed) for kind, listed in table["names"].items()}
    categories = {key: _parts(one["forms"].split(), back=one["back"]) for key, one in table["category"].items()}
    return Words(names, categories)


def _parts(forms: list[str], *, back: bool) -> Parts:
    nominative, weak, strong, partitive, illative, *plural = forms
    many_weak, many_strong, genitive, many, into = plural
    return Parts(nominative, weak, strong, partitive, illative, many_weak, many_strong, genitive, many, into, back)


def name_parts(name: str) -> Parts:
    """Return how a name without gradation is inflected; one that ends in a consonant gets an i.

    Right for every shipped name (tested against the morphology); for others it is a proposal to be confirmed.
    """
    back = any(letter in _BACK for letter in name)
    a = "a" if back else "ä"
    if name[-1] not in _VOWELS:
        stem, plural = f"{name}i", f"{name}ei"
        return Parts(name, stem, stem, f"{stem}{a}", f"{stem}in", plural, plural, f"{stem}en", f"{name}ej{a}",
                     f"{plural}hin", back)
    plural = _plural_stem(name)
    two = name[-2] in _VOWELS and name[-1] == "o"
    long = two or (plural.endswith("oi") and _LIGHT_END.search(name) is not None)
    partitive = f"{name}t{a}" if two else f"{name}{a}"
    genitive = f"{plural}den" if long else _plural_genitive(name, plural)
    many = f"{plural}t{a}" if long else _plural_partitive(plural, a)
    return Parts(name, name, name, partitive, f"{name}{name[-1]}n", plural, plural, genitive, many,
                 f"{plural}hin" if plural[-2] in _VOWELS else f"{plural}in", back)


def _plural_stem(name: str) -> str:
    """Return the stem with the plural's i: a final i becomes ei; a stays as o or goes, by the vowels before it."""
    if name[-1] == "i":
        return f"{name[:-1]}ei"
    if name[-1] in "aä":
        return f"{name[:-1]}oi" if _turns_to_o(name) else f"{name[:-1]}i"
    return f"{name}i"


def _turns_to_o(name: str) -> bool:
    groups = _VOWEL_GROUPS.findall(name)
    short = len(groups) <= 2  # noqa: PLR2004 - two syllables
    return groups[0][0].lower() in "aei" if short else name[-2] in "dijln"


def _plural_genitive(name: str, plural: str) -> str:
    if name[-1] == "i":
        return f"{name}en"
    return f"{plural[:-1]}jen" if plural[-2] in "ouö" else f"{plural}en"


def _plural_partitive(plural: str, a: str) -> str:
    return f"{plural[:-1]}j{a}" if plural[-2] in "eouö" else f"{plural}{a}"
