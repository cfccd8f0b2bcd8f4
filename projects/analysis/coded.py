"""Hold what is coded where and by whom, without any text, and narrow it: what every count and figure begins with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from codebooks.model import Codebook
from projects.model import Coder, Coding, Excerpt, Person, Snapshot, Transcript
from projects.speech import spoken_ranges


class Voice(NamedTuple):
    """Say that a person speaks in a range of a transcript; `start`, `end` are code points, half-open."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class Coded:
    """Hold excerpts in the order of the material, their codings, and who is heard in each.

    `voices` are the ids of the persons by excerpt id, in the order they are first heard; `lengths` the code points
    of each transcript by its id.
    """

    codebook: Codebook
    transcripts: tuple[Transcript, ...]
    excerpts: tuple[Excerpt, ...]
    codings: tuple[Coding, ...]
    persons: tuple[Person, ...]
    coders: tuple[Coder, ...]
    voices: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Choose what is counted, by ids; an empty set lets everything through.

    `codes` leaves other codings out; `carrying` keeps every coding of the excerpts that carry one of its codes.
    """

    transcripts: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    carrying: frozenset[str] = frozenset()


def coded_of(snapshot: Snapshot) -> Coded:
    """Return what a snapshot holds of codings."""
    order = {document.transcript.id: place for place, document in enumerate(snapshot.documents)}
    excerpts = tuple(sorted(snapshot.excerpts, key=lambda one: (order[one.transcript], one.start, one.end)))
    spoken = {
        document.transcript.id: [
            Voice(start, end, document.labels[turn.label].person)
            for turn in document.turns
            if turn.label
            for start, end in spoken_ranges(turn)
        ]
        for document in snapshot.documents
    }
    persons = {person.id: person for document in snapshot.documents for person in document.persons.values()}
    return Coded(
        snapshot.codebook,
        tuple(document.transcript for document in snapshot.documents),
        excerpts,
        snapshot.codings,
        tuple(sorted(persons.values(), key=lambda one: (one.role, one.number))),
        snapshot.coders,
        heard(excerpts, spoken),
        {document.transcript.id: len(document.text) for document in snapshot.documents},
    )


def heard(excerpts: Iterable[Excerpt], spoken: Mapping[str, Sequence[Voice]]) -> dict[str, tuple[str, ...]]:
    """Return who is heard in each excerpt; `spoken` are the voices of each transcript in order, none over another."""
    found = {}
    for excerpt in excerpts:
        voices = spoken.get(excerpt.transcript, ())
        at = max(bisect_right(voices, excerpt.start, key=lambda one: one.start) - 1, 0)
        persons: dict[str, None] = {}
        while at < len(voices) and voices[at].start < excerpt.end:
            if voices[at].end > excerpt.start:
                persons[voices[at].person] = None
            at += 1
        found[excerpt.id] = tuple(persons)
    return found


def narrowed(coded: Coded, choice: Narrowed) -> Coded:
    """Return what a choice lets through; an excerpt without any coding left is left out.

    With persons, an excerpt stays when one of them is heard in it. Transcripts and persons that were not chosen go
    too, so that no table has columns for them; the codebook stays whole.
    """
    excerpts = tuple(
        one
        for one in coded.excerpts
        if (not choice.transcripts or one.transcript in choice.transcripts)
        and (not choice.persons or not choice.persons.isdisjoint(coded.voices[one.id]))
    )
    kept = {one.id for one in excerpts}
    codings = [
        one
        for one in coded.codings
        if one.excerpt in kept
        and (not choice.codes or one.code in choice.codes)
        and (not choice.coders or one.coder in choice.coders)
    ]
    if choice.carrying:
        carrying = {one.excerpt for one in codings if one.code in choice.carrying}
        codings = [one for one in codings if one.excerpt in carrying]
    used = {one.excerpt for one in codings}
    return replace(
        coded,
        transcripts=tuple(one for one in coded.transcripts if not choice.transcripts or one.id in choice.transcripts),
        persons=tuple(one for one in coded.persons if not choice.persons or one.id in choice.persons),
        excerpts=tuple(one for one in excerpts if one.id in used),
        codings=tuple(codings),
    )
