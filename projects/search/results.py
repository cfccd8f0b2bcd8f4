"""The values of a search: what narrows it, and what is found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.search.space import marked

if TYPE_CHECKING:
    from projects.model import Turn

TEXT = "text"
MOST = "most"
SPEAKER = "speaker"
ORDERS = (TEXT, MOST, SPEAKER)
"""Hits in the order of the material, of the transcripts with most hits, of the speakers' labels."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one turn that fits: the range and text of its speech, and the ranges of the words that fit.

    `kind` is `transcript`, or what the note is that was found (`memo`, `code`, `quote`), `target` its id.
    """

    transcript: str
    turn: Turn
    start: int
    end: int
    text: str
    matches: tuple[tuple[int, int], ...]
    kind: str = "transcript"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """Hold the answer to a query: how many turns fit, and some of them in the order asked for.

    `counts` are the hits of each transcript that has any, in the material's order; `also` gives, for each word of the
    query that could be a form of another word, those words.
    """

    query: str
    count: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, int]
    also: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow a search; None lets everything through.

    `transcripts` are ids; `turns` gives, by transcript id, the allowed turns as their places in the document
    (0 is the first), a transcript left out allowing none.
    """

    transcripts: Collection[str] | None = None
    turns: Mapping[str, Collection[int]] | None = None

    def allowed(self, transcript: str, bits: int) -> int:
        """Return which of a transcript's turns pass."""
        if self.transcripts is not None and transcript not in self.transcripts:
            return 0
        if self.turns is None or not bits:
            return bits
        return bits & marked(self.turns.get(transcript, ()), bits.bit_length())
