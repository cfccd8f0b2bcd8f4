"""Count codings by code, family and transcript; own codings only, subcodes not included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from codebooks.model import Code, Family
from projects.model import Snapshot


@dataclass(frozen=True, slots=True)
class CodeCount:
    """Hold how often one code was used: its codings, its excerpts, and its codings by transcript id."""

    code: Code
    codings: int
    excerpts: int
    by_transcript: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """Hold the counts of a family's codes in codebook order; `family` None gathers codes without one."""

    family: Family | None
    codes: tuple[CodeCount, ...]

    @property
    def codings(self) -> int:
        """Return the codings of all its codes."""
        return sum(count.codings for count in self.codes)

    @property
    def used(self) -> tuple[CodeCount, ...]:
        """Return the codes that have codings."""
        return tuple(count for count in self.codes if count.codings)


def code_counts(snapshot: Snapshot) -> tuple[CodeCount, ...]:
    """Count every code of the codebook, in its order, unused ones with zero."""
    transcripts = {excerpt.id: excerpt.transcript for excerpt in snapshot.excerpts}
    places: dict[str, Counter[str]] = {code.id: Counter() for code in snapshot.codebook}
    excerpts: dict[str, set[str]] = {code.id: set() for code in snapshot.codebook}
    for coding in snapshot.codings:
        places[coding.code][transcripts[coding.excerpt]] += 1
        excerpts[coding.code].add(coding.excerpt)
    return tuple(
        CodeCount(code, places[code.id].total(), len(excerpts[code.id]), dict(places[code.id]))
        for code in snapshot.codebook
    )


def family_counts(snapshot: Snapshot) -> tuple[FamilyCount, ...]:
    """Count the codes of every family, in codebook order; codes without a family come last, if there are any."""
    known = {family.id for family in snapshot.codebook.families}
    groups: dict[str | None, list[CodeCount]] = {family.id: [] for family in snapshot.codebook.families}
    for count in code_counts(snapshot):
        groups.setdefault(count.code.family if count.code.family in known else None, []).append(count)
    named = [FamilyCount(family, tuple(groups[family.id])) for family in snapshot.codebook.families]
    rest = tuple(groups.get(None, ()))
    return (*named, FamilyCount(None, rest)) if rest else tuple(named)


def excerpts_by_code(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """Return the excerpt ids of every used code, by code id; two coders on one excerpt count once."""
    found: dict[str, set[str]] = {}
    for coding in snapshot.codings:
        found.setdefault(coding.code, set()).add(coding.excerpt)
    return {code: frozenset(ids) for code, ids in found.items()}
