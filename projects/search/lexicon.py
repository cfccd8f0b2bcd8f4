"""What the Finnish lexicon knows of a word: its readings, with base forms and compound parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Protocol, cast

from projects.search.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyvoikko import VoikkoAnalysis

LONGEST = 64
WORTH_A_GATE = 300
DERIVED = "^"
"""Stands before the term of a word that something is derived from."""
NAMES = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
VERBAL = frozenset({"past_active", "past_passive", "agent"})
ROOT = re.compile(r"\[Xp\]([^\[]+)\[X\]")
DISTRIBUTIVE = re.compile(r"\[Ls\]itt(?:ai|äi)n")
ACTION = re.compile(r"^(.*mi)(?:nen|s.*)$")


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part of a compound: the form as it stands, and its base forms, the likeliest first."""

    form: str
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one reading of a word: base forms of the whole, the compound's parts, and whether it is a name.

    `roots` are the words it is derived from (*asunnottomuus*: *asunto*), itself among them when it is not derived.
    """

    bases: tuple[str, ...]
    parts: tuple[Part, ...]
    name: bool
    roots: tuple[str, ...] = ()


class Lexicon(Protocol):
    """Know the words of a language."""

    @property
    def version(self) -> str:
        """Name the lexicon and its release."""

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of a lower-case word, none when it is unknown."""


class Voikko:
    """Ask the morphology of `pyvoikko`; it is loaded by the first question (0.4 to 0.8 s, 270 MB)."""

    version = f"pyvoikko {metadata.version('pyvoikko')}"

    def __init__(self) -> None:
        """Load nothing yet."""
        self._asked = 0
        self._gate: Gate | None = None

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Return the readings with the fewest compound parts, names only when there is nothing else."""
        if len(word) > LONGEST or not self._admits(word):
            return ()
        found = dict.fromkeys(_reading(one) for one in self._analyses(word))
        fewest = min((len(one.parts) for one in found), default=0)
        short = [one for one in found if len(one.parts) == fewest]
        return tuple([one for one in short if not one.name] or short)

    def _admits(self, word: str) -> bool:
        """Ask the gate first, once so many words were asked for that building it (0.6 s) is worth it."""
        self._asked += 1
        if self._gate is None:
            if self._asked < WORTH_A_GATE:
                return True
            self._gate = Gate(import_module("pyvoikko").VOIKKO_FST.to_att_code())
        return self._gate.admits(word)

    def _analyses(self, word: str) -> Sequence[VoikkoAnalysis]:
        module = import_module("pyvoikko")
        return cast("Sequence[VoikkoAnalysis]", module.analyse(word))


def sequences(parts: tuple[Part, ...]) -> Iterator[str]:
    """Go through every run of neighbouring parts, the last one in its base forms, the whole word left out."""
    for start in range(len(parts)):
        for stop in range(start + 1, len(parts) + 1):
            if stop - start < len(parts):
                before = "".join(part.form for part in parts[start : stop - 1])
                yield from (before + base for base in parts[stop - 1].bases if len(before + base) > 1)


def _reading(found: VoikkoAnalysis) -> Reading:
    parts = tuple(_part(one) for one in found.COMPOUND_PARTS or ())
    whole = _plain(found.BASEFORM)
    roots = tuple(map(_plain, ROOT.findall(found.FSTOUTPUT)))
    if len(parts) < 2:  # noqa: PLR2004 - a compound has two parts at least
        return Reading(_bases(found), (), found.CLASS in NAMES, roots)
    before = "".join(part.form for part in parts[:-1])
    bases = dict.fromkeys((whole, *(before + base for base in parts[-1].bases)))
    return Reading(tuple(bases), parts, found.CLASS in NAMES, roots)


def _part(found: VoikkoAnalysis) -> Part:
    form = _plain(found.FORM)
    if form.endswith("mis") and found.MOOD == "MINEN-infinitive":
        return Part(form, (f"{form[:-1]}nen",))
    return Part(form, _bases(found))


def _bases(found: VoikkoAnalysis) -> tuple[str, ...]:
    base = _plain(found.BASEFORM)
    bases = [base]
    action = ACTION.match(_plain(found.FORM)) if found.MOOD == "MINEN-infinitive" else None
    if action:
        bases.append(f"{action[1]}nen")
    if found.PARTICIPLE in VERBAL or DISTRIBUTIVE.search(found.FSTOUTPUT):
        bases.extend(_plain(root) for root in ROOT.findall(found.FSTOUTPUT)[-1:])
    return tuple(dict.fromkeys(bases))


def _plain(word: str) -> str:
    return word.lower().replace("=", "").replace("-", "")
