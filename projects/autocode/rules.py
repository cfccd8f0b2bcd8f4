"""The rules that find passages: a speaker's turns, what stands beneath headings, a pattern, search hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from projects import speech
from projects.autocode.headings import sections
from projects.autocode.matching import LIMIT_S, matches
from projects.model import Document, Turn
from projects.sentences import sentences

MATCH, SENTENCE, TURN = "match", "sentence", "turn"
Found = tuple[int, int, str]


class Hit(Protocol):
    """Be what a search answers for a turn: its transcript's id, and the ranges of the words that fit."""

    @property
    def transcript(self) -> str:
        """Return the transcript's id."""

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """Return ranges in code points."""


class Rule(Protocol):
    """Find passages in transcripts."""

    def find(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Found]]:
        """Go through the ranges (code points) in order, each with a word on why: a heading, or nothing."""


@dataclass(frozen=True, slots=True)
class BySpeaker:
    """Take every turn of some persons (by id)."""

    persons: frozenset[str]

    def find(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Found]]:
        """Return each turn from the first to the last character of speech."""
        for document in documents:
            for turn in document.turns:
                person = document.person_of(turn)
                if person is not None and person.id in self.persons:
                    yield from _whole(document, turn)


@dataclass(frozen=True, slots=True)
class ByHeading:
    """Take what stands beneath headings, those that contain some words (case does not count) or all."""

    words: str = ""

    def find(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Found]]:
        """Return each section with its heading."""
        wanted = self.words.strip().casefold()
        for document in documents:
            for section in sections(document):
                if wanted in section.heading.casefold():
                    yield document, (section.start, section.end, section.heading)


@dataclass(frozen=True, slots=True)
class ByPattern:
    """Take what a regular expression fits in the speech of a turn, or the sentence or turn in which it fits.

    QueryError `pattern-bad`, `pattern-endless`, as `matching.matches`.
    """

    pattern: str
    unit: str = MATCH
    case: bool = False
    limit_s: float = LIMIT_S

    def find(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Found]]:
        """Match stretch by stretch, so that no match reaches into a label or another turn."""
        stretches = [
            (document, turn, start, end)
            for document in documents
            for turn in document.turns
            for start, end in speech.spoken_ranges(turn)
        ]
        texts = [document.text[start:end] for document, _, start, end in stretches]
        found = matches(self.pattern, texts, case=self.case, limit_s=self.limit_s)
        for (document, turn, start, _), ranges in zip(stretches, found, strict=True):
            for a, b in ranges:
                yield from _widened(document, turn, (start + a, start + b), self.unit)


@dataclass(frozen=True, slots=True)
class ByHits:
    """Take what a search has found: ranges (code points) by transcript id, or the sentences or turns they are in."""

    ranges: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    unit: str = TURN

    @classmethod
    def of(cls, hits: Iterable[Hit], unit: str = TURN) -> ByHits:
        """Take the matches of a search's answer."""
        ranges: dict[str, tuple[tuple[int, int], ...]] = {}
        for hit in hits:
            ranges[hit.transcript] = (*ranges.get(hit.transcript, ()), *hit.matches)
        return cls(ranges, unit)

    def find(self, documents: Sequence[Document]) -> Iterator[tuple[Document, Found]]:
        """Return the hits' ranges, or what has one."""
        for document in documents:
            for start, end in self.ranges.get(document.transcript.id, ()):
                for turn in speech.turns_in(document, start, end):
                    yield from _widened(document, turn, (start, end), self.unit)


def _widened(
    document: Document, turn: Turn, found: tuple[int, int], unit: str
) -> Iterator[tuple[Document, Found]]:
    """Return a match as it is, its turn, or the sentences that it touches, as one range."""
    if unit == TURN:
        yield from _whole(document, turn)
    elif unit == SENTENCE:
        low = next((a for a, b in speech.spoken_ranges(turn) if a <= found[0] < b), turn.start)
        touched = [one for one in sentences(document.text, low, turn.end) if one[0] < found[1] and one[1] > found[0]]
        if touched:
            yield document, (touched[0][0], touched[-1][1], "")
    else:
        yield document, (*found, "")


def _whole(document: Document, turn: Turn) -> Iterator[tuple[Document, Found]]:
    start, end = speech.speech_span(turn, document.text)
    if start < end:
        yield document, (start, end, "")
