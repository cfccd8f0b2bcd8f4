"""Name the Finnish cases, and how a word stands in a text: its case, number, possessive suffix and clitic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Case(Enum):
    """Name a case by the morphology's own word for it."""

    NOMINATIVE = "nimento"
    GENITIVE = "omanto"
    PARTITIVE = "osanto"
    INESSIVE = "sisaolento"
    ELATIVE = "sisaeronto"
    ILLATIVE = "sisatulento"
    ADESSIVE = "ulkoolento"
    ABLATIVE = "ulkoeronto"
    ALLATIVE = "ulkotulento"
    ESSIVE = "olento"
    TRANSLATIVE = "tulento"
    ABESSIVE = "vajanto"


# After an ending: where the suffix of the third person is the vowel of the ending once more and an n.
_VOWEL_AND_N = frozenset({
    Case.INESSIVE, Case.ELATIVE, Case.ADESSIVE, Case.ABLATIVE, Case.ALLATIVE, Case.ESSIVE, Case.TRANSLATIVE,
    Case.ABESSIVE,
})
_ENDINGS = {
    Case.GENITIVE: "n", Case.INESSIVE: "ssa", Case.ELATIVE: "sta", Case.ADESSIVE: "lla", Case.ABLATIVE: "lta",
    Case.ALLATIVE: "lle", Case.ESSIVE: "na", Case.TRANSLATIVE: "ksi", Case.ABESSIVE: "tta",
}
_SUFFIXES = {"1s": "ni", "2s": "si", "1p": "mme", "2p": "nne"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Say how a noun stands; `possessive` is `1s`, `2s`, `3`, `1p`, `2p` or empty, `clitic` such as `kin`."""

    case: Case = Case.NOMINATIVE
    plural: bool = False
    possessive: str = ""
    clitic: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold the forms from which a noun is inflected.

    `weak` and `strong` are the singular stems, `plural_weak` and `plural_strong` the plural ones with their i;
    `back` tells which vowels its endings have.
    """

    nominative: str
    weak: str
    strong: str
    partitive: str
    illative: str
    plural_weak: str
    plural_strong: str
    plural_genitive: str
    plural_partitive: str
    plural_illative: str
    back: bool


def inflect(parts: Parts, standing: Standing) -> str:
    """Return the noun as it stands: case, number, possessive suffix and clitic."""
    form = _owned(parts, standing) if standing.possessive else _form(parts, standing.case, plural=standing.plural)
    return form + _harmonised(standing.clitic, parts)


def _form(parts: Parts, case: Case, *, plural: bool) -> str:
    whole = _whole_forms(parts, plural=plural)
    if case in whole:
        return whole[case]
    weak, strong = (parts.plural_weak, parts.plural_strong) if plural else (parts.weak, parts.strong)
    ending = _ENDINGS[case] if parts.back else _ENDINGS[case].replace("a", "ä")
    return (strong if case is Case.ESSIVE else weak) + ending


def _whole_forms(parts: Parts, *, plural: bool) -> dict[Case, str]:
    """Return the forms that a stem and an ending do not give."""
    if plural:
        return {
            Case.NOMINATIVE: f"{parts.weak}t", Case.GENITIVE: parts.plural_genitive,
            Case.PARTITIVE: parts.plural_partitive, Case.ILLATIVE: parts.plural_illative,
        }
    return {Case.NOMINATIVE: parts.nominative, Case.PARTITIVE: parts.partitive, Case.ILLATIVE: parts.illative}


def _owned(parts: Parts, standing: Standing) -> str:
    """Add the possessive suffix: to the strong stem in the nominative and genitive, without the ending's last n."""
    case, third = standing.case, standing.possessive == "3"
    if case is Case.NOMINATIVE or (case is Case.GENITIVE and not standing.plural):
        return parts.strong + _suffix(standing, parts)
    form = _form(parts, case, plural=standing.plural)
    if case is Case.TRANSLATIVE:
        form = f"{form[:-1]}e"
    if case in (Case.GENITIVE, Case.ILLATIVE):
        form = form.removesuffix("n")
    lengthened = third and (case in _VOWEL_AND_N or (case is Case.PARTITIVE and form[-1] != form[-2]))
    return form + (f"{form[-1]}n" if lengthened else _suffix(standing, parts))


def _suffix(standing: Standing, parts: Parts) -> str:
    if standing.possessive == "3":
        return "nsa" if parts.back else "nsä"
    return _SUFFIXES[standing.possessive]


def _harmonised(clitic: str, parts: Parts) -> str:
    plain = clitic.translate(str.maketrans("äöy", "aou"))
    return plain if parts.back else plain.translate(str.maketrans("ao", "äö"))
