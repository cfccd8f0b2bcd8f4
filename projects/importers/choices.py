"""Say what a person decides about a file before it is taken in: a frozen value, empty when nothing was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from projects.importers.draft import Voice
from projects.importers.repairs import Repair

_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold the decisions over one file.

    `refused` and `wanted` are places in its list of repairs: sure ones not to be done, unsure ones to be done.
    `merged` maps a spelling to the label it belongs to, `ignored` are labels that name no speaker. `fields` are header
    fields as they shall read, an empty value takes a field out. `name`, `short` and `language` are None as found.
    """

    refused: frozenset[int] = _NOTHING
    wanted: frozenset[int] = _NOTHING
    merged: tuple[tuple[str, str], ...] = ()
    ignored: frozenset[str] = frozenset()
    voices: tuple[Voice, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    short: str | None = None
    language: str | None = None
    pattern: str = ""
    keep_original: bool = False

    def mending(self, repairs: Sequence[Repair], places: Iterable[int], *, done: bool) -> Choices:
        """Return the choices with some repairs done or not."""
        at = frozenset(places)
        sure = frozenset(place for place in at if repairs[place].sure)
        if done:
            return replace(self, refused=self.refused - at, wanted=self.wanted | (at - sure))
        return replace(self, refused=self.refused | sure, wanted=self.wanted - at)

    def refusing(self, repairs: Sequence[Repair], kinds: Iterable[str]) -> Choices:
        """Return the choices with all repairs of some kinds refused."""
        named = frozenset(kinds)
        return self.mending(repairs, (at for at, one in enumerate(repairs) if one.kind in named), done=False)

    def merging(self, spelling: str, label: str | None) -> Choices:
        """Return the choices with a spelling counted to a label; None takes it back. A label never goes to itself."""
        rest = tuple(pair for pair in self.merged if pair[0] != spelling)
        target = replace(self, merged=rest).label(label) if label is not None else spelling
        if target == spelling:
            return replace(self, merged=rest)
        return replace(self, merged=(*rest, (spelling, target)))

    def ignoring(self, label: str, *, ignored: bool) -> Choices:
        """Return the choices with a label that names no speaker, or names one again."""
        return replace(self, ignored=self.ignored | {label} if ignored else self.ignored - {label})

    def saying(self, voice: Voice) -> Choices:
        """Return the choices with somebody's role, pseudonym or person told."""
        return replace(self, voices=(*(one for one in self.voices if one.label != voice.label), voice))

    def writing(self, field: str, value: str) -> Choices:
        """Return the choices with a header field as it shall read."""
        return replace(self, fields=(*(one for one in self.fields if one[0] != field), (field, value)))

    def reading(self, pattern: str) -> Choices:
        """Return the choices for another pattern of labels: other lines are joined then, so repairs begin anew."""
        return replace(self, pattern=pattern.strip(), refused=_NOTHING, wanted=_NOTHING)

    def label(self, spelling: str) -> str:
        """Return the label that a spelling is counted to."""
        pairs: Mapping[str, str] = dict(self.merged)
        seen = {spelling}
        while (after := pairs.get(spelling)) is not None and after not in seen:
            spelling = after
            seen.add(spelling)
        return spelling

    def voice(self, label: str) -> Voice:
        """Return what was told of the one who speaks under a label."""
        return next((one for one in self.voices if one.label == label), Voice(label))
