"""List the quotes that are chosen for print: what was said, what is printed, where it comes from, how it stands."""

from __future__ import annotations

from exports.charts.parts import sentences
from exports.plan_material import Known, plan_material
from exports.plan_quotes import NEVER, PlanQuote
from exports.sheets import Cell, Sheet
from projects.model import Snapshot
from projects.plans.plan import TUTKIMUS, Plan
from projects.quotes.layers import Layers, all_layers

CHOSEN = "chosen"
"""The name of this table."""

_PARTS = ("quote", "transcript", "turns", "verbatim", "printed", "source", "lead_in", "plain", "state")


def quote_list(snapshot: Snapshot, known: Known, language: str) -> Sheet:
    """Return one row a quote, as the research style prints it; of a quote that is closed no words are written.

    Speakers stand in the source alone, as far as they allow.
    """
    say = sentences(language)
    plan = Plan("", "", language=language, preset=TUTKIMUS)
    printed = plan_material(snapshot, plan, known).quotes
    rows = tuple(
        _row(one, printed[one.quote.id], language)
        for one in all_layers(snapshot.documents, snapshot.quotes)
        if one.quote.id in printed
    )
    return Sheet(say[CHOSEN], tuple(say[f"head_{part}"] for part in _PARTS), rows)


def _row(one: Layers, quote: PlanQuote, language: str) -> tuple[Cell, ...]:
    say, closed = sentences(language), quote.state in NEVER
    turns = "–".join(dict.fromkeys((one.turns[0].name, one.turns[-1].name)))
    words = (
        one.verbatim,
        "\n".join(f"{part.speaker}{part.text}" for part in quote.paragraphs),
        quote.source,
        quote.lead_in,
        one.quote.paraphrase,
    )
    shown = ("",) * len(words) if closed else words
    return (quote.name, one.short, turns, *shown, say[f"state_{quote.state}"])
