"""Cross codes with transcripts, speakers and codes: which excerpts stand in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codebooks.model import Code
from projects.analysis.coded import Coded
from projects.analysis.quadrants import QUADRANTS, Membership
from projects.model import Excerpt

LEVELS = ("S1", "S2", "S3", "S4")
"""The keys of the four levels of relations, after Ranta (2020), from the person outward."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Hold excerpt ids by cell (row's id, column's id), in the order of the material; empty cells are left out.

    `whole` holds every excerpt of a row once, whatever its columns: an excerpt with two speakers is in two cells.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    whole: Mapping[str, tuple[str, ...]]

    def at(self, row: str, column: str) -> tuple[str, ...]:
        """Return the excerpts of a cell."""
        return self.cells.get((row, column), ())

    def count(self, row: str, column: str) -> int:
        """Count the excerpts of a cell."""
        return len(self.at(row, column))

    def largest(self) -> int:
        """Return the count of the fullest cell, 0 when all are empty."""
        return max((len(refs) for refs in self.cells.values()), default=0)


def codes_of(coded: Coded) -> dict[str, tuple[str, ...]]:
    """Return the codes of every excerpt by its id, each once, in the order of the codebook."""
    order = {code.id: place for place, code in enumerate(coded.codebook)}
    found: dict[str, set[str]] = {}
    for coding in coded.codings:
        found.setdefault(coding.excerpt, set()).add(coding.code)
    return {excerpt: tuple(sorted(codes, key=order.__getitem__)) for excerpt, codes in found.items()}


def excerpts_of(coded: Coded) -> dict[str, tuple[str, ...]]:
    """Return the excerpts of every used code by its id, in the order of the material."""
    codes = codes_of(coded)
    found: dict[str, list[str]] = {}
    for excerpt in coded.excerpts:
        for code in codes.get(excerpt.id, ()):
            found.setdefault(code, []).append(excerpt.id)
    return {code: tuple(ids) for code, ids in found.items()}


def used_codes(coded: Coded) -> tuple[Code, ...]:
    """Return the codes that are used, in the order of families and codebook; those without a family last."""
    used = {coding.code for coding in coded.codings}
    order = {family.id: place for place, family in enumerate(coded.codebook.families)}
    return tuple(
        sorted(
            (code for code in coded.codebook if code.id in used),
            key=lambda code: order.get(code.family or "", len(order)),
        )
    )


def by_transcript(coded: Coded) -> Crossing:
    """Cross the used codes with the transcripts."""
    places = {excerpt.id: (excerpt.transcript,) for excerpt in coded.excerpts}
    return _crossed(coded, [one.id for one in coded.transcripts], places)


def by_person(coded: Coded) -> Crossing:
    """Cross the used codes with the persons who are heard in the excerpts."""
    heard = {person for excerpt in coded.excerpts for person in coded.voices[excerpt.id]}
    return _crossed(coded, [one.id for one in coded.persons if one.id in heard], coded.voices)


def by_code(coded: Coded) -> Crossing:
    """Cross the used codes with each other: a row's excerpts at whose words the column's code stands too.

    The other code may be on the same excerpt or on one that shares a character with it; the diagonal holds all
    excerpts of a code.
    """
    codes, touching = codes_of(coded), _touching(coded.excerpts)
    near = {
        excerpt.id: tuple({code for one in (excerpt.id, *touching[excerpt.id]) for code in codes.get(one, ())})
        for excerpt in coded.excerpts
    }
    return _crossed(coded, [code.id for code in used_codes(coded)], near)


def by_level(coded: Coded) -> Crossing:
    """Cross the four levels of relations (rows, by their keys) with the transcripts; subcodes count with their level.

    Without rows when the codebook lacks one of the levels.
    """
    levels = level_codes(coded)
    below = {
        below_id: key
        for key, code in levels.items()
        for below_id in (code.id, *(child.id for child in coded.codebook.descendants(code.id)))
    }
    keys: dict[str, tuple[str, ...]] = {}
    for one, codes in codes_of(coded).items():
        keys[one] = tuple(sorted({below[code] for code in codes if code in below}))
    cells: dict[tuple[str, str], list[str]] = {}
    for excerpt in coded.excerpts:
        for key in keys.get(excerpt.id, ()):
            cells.setdefault((key, excerpt.transcript), []).append(excerpt.id)
    whole = {key: tuple(one.id for one in coded.excerpts if key in keys.get(one.id, ())) for key in levels}
    return Crossing(tuple(levels), tuple(one.id for one in coded.transcripts), _frozen(cells), whole)


def level_codes(coded: Coded) -> Mapping[str, Code]:
    """Return the codes of the four levels by key; empty unless all four are there and of one family."""
    found = {code.key: code for code in coded.codebook if code.key in LEVELS}
    if len(found) < len(LEVELS) or len({code.family for code in found.values()}) > 1:
        return {}
    return {key: found[key] for key in LEVELS}


def by_quadrant(membership: Membership) -> Crossing:
    """Cross the four quadrants (by their keys) with each other; the diagonal holds each quadrant's excerpts."""
    cells: dict[tuple[str, str], list[str]] = {}
    for excerpt, keys in membership.fields.items():
        for row in keys:
            for column in keys:
                cells.setdefault((row, column), []).append(excerpt)
    whole = {key: tuple(cells.get((key, key), ())) for key in QUADRANTS}
    return Crossing(QUADRANTS, QUADRANTS, _frozen(cells), whole)


def _crossed(coded: Coded, columns: Iterable[str], stands: Mapping[str, tuple[str, ...]]) -> Crossing:
    """Cross the used codes with columns; `stands` says in which columns each excerpt is."""
    codes = codes_of(coded)
    cells: dict[tuple[str, str], list[str]] = {}
    for excerpt in coded.excerpts:
        for code in codes.get(excerpt.id, ()):
            for column in stands.get(excerpt.id, ()):
                cells.setdefault((code, column), []).append(excerpt.id)
    rows = tuple(code.id for code in used_codes(coded))
    return Crossing(rows, tuple(columns), _frozen(cells), excerpts_of(coded))


def _frozen(cells: Mapping[tuple[str, str], list[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {cell: tuple(refs) for cell, refs in cells.items()}


def _touching(excerpts: Iterable[Excerpt]) -> dict[str, list[str]]:
    """Return, for every excerpt, the others that share a character with it; the excerpts come in order."""
    found: dict[str, list[str]] = {}
    for one, open_ones in _sweep(excerpts):
        found[one.id] = [other.id for other in open_ones]
        for other in open_ones:
            found[other.id].append(one.id)
    return found


def _sweep(excerpts: Iterable[Excerpt]) -> Iterator[tuple[Excerpt, list[Excerpt]]]:
    """Go through the excerpts, each with the earlier ones that still cover its first character."""
    open_ones: list[Excerpt] = []
    for one in excerpts:
        open_ones = [other for other in open_ones if other.transcript == one.transcript and other.end > one.start]
        yield one, [other for other in open_ones if one.end > one.start]
        open_ones.append(one)
