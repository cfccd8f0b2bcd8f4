"""A quote with its two layers: what was said, turn by turn, and what is printed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from projects import speech
from projects.model import Document, Person, Turn
from projects.quotes import published
from projects.quotes.naming import source_line
from projects.quotes.placing import Placing, placing
from projects.quotes.published import BREAK, QuoteEdit, Segment, Style
from projects.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class Layers:
    """Hold a quote's speech by turn (marks left out), who speaks in each, and its edits as the text has them.

    `edits` count from the start of the verbatim text; `ids` are their ids in the project, in the same order.
    """

    quote: Quote
    short: str
    turns: tuple[Turn, ...]
    persons: tuple[Person | None, ...]
    placing: Placing
    edits: tuple[QuoteEdit, ...]
    ids: tuple[str, ...]

    @property
    def voices(self) -> tuple[str, ...]:
        """Return what is said, one text a turn."""
        return self.placing.voices

    @property
    def verbatim(self) -> str:
        """Return what is said as one text, a line a turn: positions of edits are positions in it."""
        return BREAK.join(self.voices)

    @property
    def speakers(self) -> tuple[Person, ...]:
        """Return whose words or turns are printed, each once; a turn that is left out wholly has nobody."""
        printed = [any(one.new.strip() for one in turn) for turn in self.segments()]
        people = (person for person, shown in zip(self.persons, printed, strict=True) if shown and person is not None)
        return tuple(dict.fromkeys(people))

    def segments(self) -> tuple[tuple[Segment, ...], ...]:
        """Return each turn's stretches, kept and edited, with the numbers of the edits."""
        return published.segments(self.voices, self.edits)

    def published(self, style: Style) -> tuple[str, ...]:
        """Return what is printed in a style, one paragraph a turn; around hidden names stand the project's brackets."""
        return published.published(self.voices, self.edits, replace(style, anonymised=self.quote.brackets))

    def source(self, short: Callable[[Person | None], str]) -> str:
        """Return where the quote comes from in the research style; `short` prints a speaker, never by the label."""
        return source_line([short(one) for one in self.speakers], self.short, [turn.name for turn in self.turns])

    def fingerprint(self, key: bytes) -> str:
        """Return the mark of just this published text, under the project's key (`Store.mark_key`)."""
        return published.fingerprint(self.voices, self.edits, key)


def layers(document: Document, quote: Quote) -> Layers:
    """Return a quote's layers; `document` is its transcript whole, or at least the turns in its range."""
    pieces = speech.pieces(document, quote.start, quote.end)
    map_ = placing(document.text, pieces)
    placed = [(map_.verbatim(one.start, one.end), one) for one in quote.edits]
    placed.sort(key=lambda pair: pair[0])
    edits = tuple(QuoteEdit(start, end, one.kind, one.text, one.reason) for (start, end), one in placed)
    turns = tuple(piece.turn for piece in pieces)
    persons = tuple(document.person_of(turn) for turn in turns)
    ids = tuple(one.id for _, one in placed)
    return Layers(quote, document.transcript.short, turns, persons, map_, edits, ids)


def all_layers(documents: Iterable[Document], quotes: Iterable[Quote]) -> tuple[Layers, ...]:
    """Return the layers of quotes, in their order; a quote whose transcript is not among the documents is left out."""
    texts = {one.transcript.id: one for one in documents}
    return tuple(layers(texts[one.transcript], one) for one in quotes if one.transcript in texts)
