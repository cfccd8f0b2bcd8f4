"""Read a word form as a name: its base form and how it stands, by the morphology, else by its ending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from projects.anonymise.cases import Case, Standing

if TYPE_CHECKING:
    from pyvoikko import VoikkoAnalysis

GIVEN, FAMILY, PLACE, OTHER, PLAIN = "given", "family", "place", "other", "plain"
_KINDS = {"etunimi": GIVEN, "sukunimi": FAMILY, "paikannimi": PLACE, "nimi": OTHER}
_CASES = {case.value: case for case in Case}
_CLITIC = re.compile(r"\[F[^\]]+\](?:\[E[^\]]+\])?([a-zäö]+)$")
# The morphology knows these clitics without marking where they begin.
_UNMARKED = re.compile(r"(han|hän|pa|pä)\[Ef\]$")
_PLACE_MARK = "[Lep]"
_ENDS = re.compile(r"(?:kin|kaan|kään|kohan|köhän|ko|kö|han|hän|pa|pä)$")
# Endings after a stem that is the name itself, or the name and an i; the longest first.
_ENDINGS = (
    ("lle", Case.ALLATIVE), ("lla", Case.ADESSIVE), ("llä", Case.ADESSIVE), ("lta", Case.ABLATIVE),
    ("ltä", Case.ABLATIVE), ("ssa", Case.INESSIVE), ("ssä", Case.INESSIVE), ("sta", Case.ELATIVE),
    ("stä", Case.ELATIVE), ("ksi", Case.TRANSLATIVE), ("tta", Case.ABESSIVE), ("ttä", Case.ABESSIVE),
    ("na", Case.ESSIVE), ("nä", Case.ESSIVE), ("ta", Case.PARTITIVE), ("tä", Case.PARTITIVE),
    ("n", Case.GENITIVE), ("a", Case.PARTITIVE), ("ä", Case.PARTITIVE),
)
_SHORTEST = 2
_VOWELS = "aeiouyäöå"


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one reading of a form: base form, kind of name (or `plain` for a common word), and how it stands.

    `derived` tells that the word is made from the name (`turkulainen`, `Pasilankatu`) and is not the name itself;
    `known` that the morphology said so, and not only the form's ending.
    """

    base: str
    kind: str
    standing: Standing = field(default_factory=Standing)
    derived: bool = False
    known: bool = True


class Morphology(Protocol):
    """Know the readings of word forms."""

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return every reading of a form, none when it is unknown."""


class Voikko:
    """Ask the morphology of `pyvoikko`, loaded by the first question; `size` forms are remembered."""

    def __init__(self, size: int = 50_000) -> None:
        """Remember nothing yet."""
        self.readings = lru_cache(size)(_readings)


def guesses(form: str) -> tuple[Reading, ...]:
    """Return what an unknown form may be by its ending: itself, or a name before a case ending.

    A stem may have an added i (`Nguyenille`), and the illative doubles the stem's last vowel (`Xhemileen`).
    """
    bare = _ENDS.sub("", form)
    found = [Reading(form, OTHER, known=False)]
    for one, clitic in dict.fromkeys(((form, ""), (bare, form[len(bare):]))):
        found += [
            Reading(base, OTHER, Standing(case, clitic=clitic), known=False)
            for base, case in _stems(one)
            if len(base) > _SHORTEST and base != form
        ]
    return tuple(dict.fromkeys(found))


def _stems(form: str) -> list[tuple[str, Case]]:
    stems = [(form, Case.NOMINATIVE)]
    for ending, case in _ENDINGS:
        if form.endswith(ending):
            stem = form[: -len(ending)]
            stems.append((stem, case))
            if stem.endswith("i"):
                stems.append((stem[:-1], case))
    if form[-1:] == "n" and len(form) > _SHORTEST + 1 and form[-2] in _VOWELS and form[-2] == form[-3]:
        stems.append((form[:-2], Case.ILLATIVE))
    if form.endswith("iin"):
        stems.append((form[:-3], Case.ILLATIVE))
    return stems


def _readings(form: str) -> tuple[Reading, ...]:
    module = import_module("pyvoikko")
    found = cast("Sequence[VoikkoAnalysis]", module.analyse(form.lower()))
    return tuple(dict.fromkeys(_reading(one) for one in found))


def _reading(one: VoikkoAnalysis) -> Reading:
    kind = _KINDS.get(one.CLASS, PLAIN)
    clitic = _CLITIC.search(one.FSTOUTPUT) or _UNMARKED.search(one.FSTOUTPUT)
    standing = Standing(
        _CASES.get(one.SIJAMUOTO or "", Case.NOMINATIVE), one.NUMBER == "plural", one.POSSESSIVE or "",
        clitic[1] if clitic else "",
    )
    derived = kind == PLAIN and _PLACE_MARK in one.FSTOUTPUT
    base = one.BASEFORM.replace("=", "").replace("--", "-")
    return Reading(base if kind == PLAIN else _as_name(base), kind, standing, derived)


def _as_name(base: str) -> str:
    """Return a name's base form with a capital in each part: the morphology writes `maija-Liisa`."""
    return "-".join(part[:1].upper() + part[1:] for part in base.split("-"))
