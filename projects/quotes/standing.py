"""Say what a quote's speakers allow, use by use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from projects.consents import NO, PARAPHRASE, YES
from projects.model import Consent, Person

WITHDRAWN, NOT_ALLOWED, PARAPHRASE_ONLY = "withdrawn", "not-allowed", "paraphrase-only"
UNDECIDED = "undecided"
# Whoever takes this one back takes back everything that was built on it.
_GROUND = "analysis"
# What readers get; a quote that may stand in none of these is asked about no more.
PRINTED_USES = ("report", "booklet", "presentation")


@dataclass(frozen=True, slots=True)
class Closure:
    """Say which speaker's consent closes a quote for a use, and why: `withdrawn`, `not-allowed`, `paraphrase-only`."""

    person: str
    use: str
    reason: str


def closures(speakers: Iterable[Person], use: str, consents: Iterable[Consent]) -> tuple[Closure, ...]:
    """Return what closes a quote of these speakers for a use; nothing where nobody has said no.

    A consent that was taken back, also that for the analysis, closes every use built on it. Where nothing is written
    down, nothing is closed: see `allowed` for what to say of that.
    """
    lines = _lines(consents)
    found = ((person, _closed(lines, person.id, use)) for person in speakers)
    return tuple(Closure(person.id, use, reason) for person, reason in found if reason)


def closed_everywhere(speakers: Sequence[Person], consents: Sequence[Consent]) -> bool:
    """Tell whether a quote of these speakers may be printed for no use at all."""
    return all(closures(speakers, use, consents) for use in PRINTED_USES)


def allowed(person: Person, use: str, consents: Iterable[Consent]) -> str:
    """Return how far a speaker lets words go for a use (`projects.consents`), or `undecided`, or `withdrawn`."""
    line = _lines(consents).get((person.id, use))
    if line is None:
        return UNDECIDED
    return WITHDRAWN if line.withdrawn else line.scope


def _lines(consents: Iterable[Consent]) -> Mapping[tuple[str, str], Consent]:
    return {(one.person, one.use): one for one in consents}


def _closed(lines: Mapping[tuple[str, str], Consent], person: str, use: str) -> str:
    ground, line = lines.get((person, _GROUND)), lines.get((person, use))
    if any(one is not None and one.withdrawn for one in (ground, line)):
        return WITHDRAWN
    if ground is not None and ground.scope != YES:
        return NOT_ALLOWED
    if line is None:
        return ""
    return {NO: NOT_ALLOWED, PARAPHRASE: PARAPHRASE_ONLY}.get(line.scope, "")
