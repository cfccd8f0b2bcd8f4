"""Say what an autocode rule would do before anything is done: passages, what is coded there already, the command."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from projects import speech
from projects.autocode.rules import Rule
from projects.commands.autocode import CodeRanges, Passage
from projects.model import Coding, Document, Excerpt


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one passage: where it is, what is said, who speaks first, and which of the codes (ids) are there already."""

    passage: Passage
    speech: str
    turn: str
    speaker: str | None
    heading: str
    there: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the passages of a rule in document order, and the codes (ids) they would get."""

    candidates: tuple[Candidate, ...]
    codes: tuple[str, ...]

    def new(self, candidate: Candidate) -> bool:
        """Tell whether a passage would get a code that it does not have."""
        return not candidate.there.issuperset(self.codes)

    def command(self, chosen: Iterable[Candidate]) -> CodeRanges:
        """Return the one command that codes the chosen passages; it refuses when a text has changed since."""
        return CodeRanges(tuple(one.passage for one in chosen), self.codes)


def plan(
    rule: Rule, documents: Sequence[Document], excerpts: Iterable[Excerpt], codings: Iterable[Coding], *,
    codes: Collection[str], coder: str | None,
) -> Plan:
    """Return what a rule finds, each range once; `coder` is the id of who would code, None when still unknown.

    Ranges without speech are left out. QueryError as the rule says.
    """
    there = _there(excerpts, codings, frozenset(codes), coder)
    found = {}
    for document, (start, end, heading) in rule.find(documents):
        place = (document.transcript.id, start, end)
        pieces = speech.pieces(document, start, end)
        if place in found or not pieces:
            continue
        passage = Passage(*place, document.text[start:end])
        first = pieces[0].turn
        said = "\n".join(piece.text for piece in pieces)
        label = document.label_of(first)
        found[place] = Candidate(passage, said, first.name, label, heading, there.get(place, frozenset()))
    return Plan(tuple(found.values()), tuple(codes))


def _there(
    excerpts: Iterable[Excerpt], codings: Iterable[Coding], codes: frozenset[str], coder: str | None
) -> dict[tuple[str, int, int], frozenset[str]]:
    """Return range -> those of the codes that the coder has put on it."""
    places = {one.id: (one.transcript, one.start, one.end) for one in excerpts}
    found: dict[tuple[str, int, int], frozenset[str]] = {}
    for coding in codings:
        if coding.code in codes and coding.coder == coder:
            place = places[coding.excerpt]
            found[place] = found.get(place, frozenset()) | {coding.code}
    return found
