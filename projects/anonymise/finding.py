"""Find in a project what may tell who somebody is, grouped by its base form; plan what the key's names ask for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from projects.anonymise.candidates import (
    ADDRESS,
    DATE,
    DERIVED,
    EMAIL,
    IDENTITY,
    ORGANISATION,
    PHONE,
    PLATE,
    WEB,
    WORD,
    Candidate,
    candidates,
)
from projects.anonymise.readings import FAMILY, GIVEN, OTHER, PLACE, Morphology
from projects.anonymise.replacing import Planner, Replacement
from projects.importers.roles import is_role_name
from projects.model import Document, Mark
from projects.search.spoken import shipped

Ranges = Sequence[tuple[int, int]]
KINDS = (GIVEN, FAMILY, PLACE, ADDRESS, ORGANISATION, PHONE, EMAIL, IDENTITY, PLATE, DATE, WEB, OTHER, DERIVED)
"""The kinds of candidates in the order in which they are listed."""
_SIGN = re.compile(r"[A-ZÅÄÖ]{1,4}\d{0,4}[a-z]?")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Point at one place where a candidate stands; `sure` as for `Candidate`."""

    transcript: str
    start: int
    end: int
    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Gather all places of one candidate under its base form; `kind` is the likeliest."""

    base: str
    kind: str
    occurrences: tuple[Occurrence, ...]

    @property
    def forms(self) -> Mapping[str, int]:
        """Return each form as it is written, and how often, the commonest first."""
        return dict(Counter(one.text for one in self.occurrences).most_common())

    @property
    def sure(self) -> bool:
        """Tell whether at least one place cannot be taken for a common word."""
        return any(one.sure for one in self.occurrences)


def common_words(documents: Iterable[Document]) -> frozenset[str]:
    """Return the words that are no names because they begin a line: those that stand without a capital, spoken ones."""
    here = (word for document in documents for word in WORD.findall(document.text) if word == word.lower())
    return spoken_words().union(here)


@cache
def spoken_words() -> frozenset[str]:
    """Return the spoken and dialect forms that the search knows (`mä`, `mie`, `sit`)."""
    return frozenset(shipped().words)


def find(
    documents: Sequence[Document], taken: Mapping[str, Ranges], morphology: Morphology, *,
    left: frozenset[str] = frozenset(),
) -> Generator[tuple[int, int], None, tuple[Found, ...]]:
    """Go through the documents one by one; return what was found, by kind and base.

    `taken` are ranges where substitutes stand already; `left` are words that a person has said are no names.
    """
    common = common_words(documents)
    seen: list[tuple[str, Candidate]] = []
    for at, document in enumerate(documents):
        yield at, len(documents)
        key = document.transcript.id
        here = candidates(document.text, morphology, common)
        seen += [(key, one) for one in _counting(document, here, taken.get(key, ())) if one.text not in left]
    yield len(documents), len(documents)
    return _grouped(seen)


def plan_all(
    documents: Sequence[Document], taken: Mapping[str, Ranges], planner: Planner
) -> Generator[tuple[int, int], None, tuple[Replacement, ...]]:
    """Go through the documents one by one; return all that the planner's names ask for outside of `taken`."""
    found: list[Replacement] = []
    for at, document in enumerate(documents):
        yield at, len(documents)
        found += plan_document(document, taken.get(document.transcript.id, ()), planner)
    yield len(documents), len(documents)
    return tuple(found)


def plan_document(document: Document, taken: Ranges, planner: Planner) -> tuple[Replacement, ...]:
    """Return what the planner's names ask for in one document; what stands in a label is a name for certain."""
    edges = [document.transcript.header_end, *(edge for turn in document.turns for edge in (turn.start, turn.end))]
    labels = [(mark.start, mark.end) for _, mark in _labels(document)]
    return tuple(
        replace(one, sure=True) if _within(one.start, one.end, labels) else one
        for one in planner.plan(document.transcript.id, document.text)
        if not _touches(one.start, one.end, taken) and not any(one.start < edge < one.end for edge in edges)
    )


def _counting(document: Document, found: Iterable[Candidate], taken: Ranges) -> Iterator[Candidate]:
    """Leave out substitutes, labels that are roles or signs (`H1`), and signs of interviews."""
    plain = [
        (mark.start, mark.end) for text, mark in _labels(document) if is_role_name(text) or _SIGN.fullmatch(text)
    ]
    named = [(mark.start, mark.end) for _, mark in _labels(document)]
    fields = list(_fields(document))
    for one in found:
        sign = one.kind == OTHER and _SIGN.fullmatch(one.text) and any(char.isdigit() for char in one.text)
        if sign or any(_touches(one.start, one.end, ranges) for ranges in (taken, plain, fields)):
            continue
        yield replace(one, sure=True) if _within(one.start, one.end, named) else one


def _fields(document: Document) -> Iterator[tuple[int, int]]:
    """Return where the names of the header's fields stand."""
    start = 0
    for line in document.text[: document.transcript.header_end].splitlines(keepends=True):
        yield start, start + max(line.find(":"), 0)
        start += len(line)


def _labels(document: Document) -> list[tuple[str, Mark]]:
    return [
        (document.label_of(turn) or "", mark) for turn in document.turns for mark in turn.marks if mark.kind == "label"
    ]


def _grouped(seen: Sequence[tuple[str, Candidate]]) -> tuple[Found, ...]:
    """Put the forms of one name together; a name nobody knows is what most of its forms can be forms of."""
    shared = Counter(base for one in {each.text: each for _, each in seen}.values() for base in _possible(one))
    groups: dict[str, list[tuple[str, Candidate]]] = defaultdict(list)
    for key, one in seen:
        groups[_chosen(one, shared)].append((key, one))
    found = [
        Found(
            base, Counter(one.kind for _, one in group).most_common(1)[0][0],
            tuple(Occurrence(key, one.start, one.end, one.text, one.sure) for key, one in group),
        )
        for base, group in groups.items()
    ]
    return tuple(sorted(found, key=_place))


def _place(one: Found) -> tuple[int, bool, int, str]:
    """Return the place in the list: what identifies most first, what may be a common word last of its kind."""
    return KINDS.index(one.kind), not one.sure, -len(one.occurrences), one.base.casefold()


def _possible(one: Candidate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.base for each in one.readings)) or (one.text,)


def _chosen(one: Candidate, shared: Counter[str]) -> str:
    if one.kind != OTHER or (one.readings and one.readings[0].known):
        return one.base
    return max(_possible(one), key=lambda base: shared[base])


def _touches(start: int, end: int, ranges: Ranges) -> bool:
    """Tell whether a range shares a character with one of others, which are in order."""
    at = bisect_left(ranges, end, key=lambda one: one[0]) - 1
    return at >= 0 and start < ranges[at][1]


def _within(start: int, end: int, ranges: Ranges) -> bool:
    at = bisect_right(ranges, start, key=lambda one: one[0]) - 1
    return at >= 0 and end <= ranges[at][1]
