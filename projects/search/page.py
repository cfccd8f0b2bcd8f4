"""Turn the turns that fit into hits: counted by transcript, put in order, the page that is asked for cut out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.search import nodes
from projects.search.facts import Facts
from projects.search.notes import kind_of
from projects.search.query import parse
from projects.search.results import MOST, SPEAKER, TEXT, Filters, Hit
from projects.search.snapshot import places_of
from projects.search.tokens import turn_tokens
from projects.speech import speech_span, turn_speech

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from projects.model import Document
    from projects.search.corpus import Corpus
    from projects.search.evaluate import Evaluator
    from projects.search.nodes import Node


@dataclass(frozen=True, slots=True)
class Asking:
    """Hold a question: the query and its tree, what narrows it, and which hits to show in which order."""

    text: str
    node: Node
    filters: Filters
    facts: Callable[[], Facts]
    limit: int
    offset: int
    order: str


def asking(
    text: str,
    filters: Filters | None = None,
    facts: Callable[[], Facts] = Facts,
    *,
    wide: bool = False,
    limit: int = 50,
    offset: int = 0,
    order: str = TEXT,
) -> Asking:
    """Read a query into a question; raises `QueryError` with the place of what cannot be understood."""
    return Asking(text, parse(text, wide=wide), filters or Filters(), facts, limit, offset, order)


def found_in(asking: Asking, corpus: Corpus, evaluator: Evaluator, bits: int) -> dict[str, int]:
    """Return the turns found in each transcript that has any, as bits; notes only when they are asked for."""
    notes = any(one.kind == "kind" for one in nodes.filters(asking.node))
    found = {}
    for id_, span in evaluator.space.spans.items():
        if notes or corpus.kind(id_) == "transcript":
            part = asking.filters.allowed(id_, span.cut(bits))
            if part:
                found[id_] = part
    return found


def hits_of(asking: Asking, corpus: Corpus, evaluator: Evaluator, found: Mapping[str, int]) -> tuple[Hit, ...]:
    """Return the hits to show, with the words that show why each fits."""
    shown = nodes.leaves(asking.node)
    spans = evaluator.space.spans
    page = _page(asking, corpus, found)
    return tuple(_hit(corpus, id_, at, evaluator.words(shown, spans[id_].start + at)) for id_, at in page)


def _page(asking: Asking, corpus: Corpus, found: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the hits to show: transcript and the turn's place in it, in the order asked for."""
    transcripts = list(found)
    if asking.order == MOST:
        transcripts.sort(key=lambda id_: -found[id_].bit_count())
    stop = asking.offset + asking.limit if asking.limit and asking.order != SPEAKER else None
    page: list[tuple[str, int]] = []
    for id_ in transcripts:
        if stop is not None and len(page) >= stop:
            break
        page.extend((id_, place) for place in places_of(found[id_]))
    if asking.order == SPEAKER:
        page.sort(key=lambda hit: _speaker(corpus.document(hit[0]), hit[1]))
    return page[asking.offset : asking.offset + asking.limit if asking.limit else None]


def _speaker(document: Document, place: int) -> str:
    """Return the label of a turn for sorting, those without one last."""
    return (document.label_of(document.turns[place]) or chr(0x10FFFF)).casefold()


def _hit(corpus: Corpus, transcript: str, place: int, ordinals: list[int]) -> Hit:
    document = corpus.document(transcript)
    turn = document.turns[place]
    said = turn_tokens(turn, document.text)
    start, end = speech_span(turn, document.text)
    matches = tuple((said[one].start, said[one].end) for one in ordinals)
    kind, target = kind_of(transcript)
    return Hit(transcript, turn, start, end, turn_speech(turn, document.text), matches, kind, target)
