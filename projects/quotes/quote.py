"""A quote and its edits as the project keeps them: a name for ever, a range, and positions in the transcript."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """Hold one edit where it stands in the transcript (code points, half-open), so that text edits carry it along.

    `kind`, `text` and `reason` as for `projects.quotes.published.QuoteEdit`; an insertion has start == end.
    """

    id: str
    start: int
    end: int
    kind: str
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold an excerpt chosen for print; what it says is in the transcript, what is printed is computed from it.

    `name` is readable (`RH1-v214`) and never given again; `lead_in` is the sentence before the quote, `opening` says
    that it opens a chapter (avausote), `paraphrase` tells in plain words what was said. `brackets` are the signs that
    stand around hidden names in its project.
    """

    id: str
    excerpt: str
    name: str
    transcript: str
    start: int
    end: int
    lead_in: str = ""
    opening: bool = False
    paraphrase: str = ""
    edits: tuple[PlacedEdit, ...] = ()
    brackets: tuple[str, str] = ("[", "]")
