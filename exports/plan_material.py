"""Gather what a plan is filled from: the project's quotes in the plan's style and language, and the method's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from exports.blocks import Picture, Spoken
from exports.charts.draw import FIGURES, draw
from exports.charts.parts import sentences
from exports.method import MethodFacts
from exports.naming import DASH, Naming
from exports.plan_quotes import CLOSED, DRAFT, WITHDRAWN, PlanQuote
from exports.planned import Figures, PlanMaterial
from exports.speakers import project_speakers
from exports.words import words
from projects.analysis.coded import coded_of
from projects.model import Snapshot
from projects.plans.plan import VIHKONEN, Plan
from projects.quotes import published
from projects.quotes.layers import Layers, all_layers
from projects.quotes.standing import WITHDRAWN as TAKEN_BACK
from projects.quotes.standing import closures

_USES = {VIHKONEN: "booklet"}


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what of a project is no part of a snapshot.

    `key` makes the marks of published texts; `states` say where quotes stand in review (drafts where nothing is said),
    `reviewed` which were in one, `limits` how far their speakers let them be named there (scopes of
    `projects.consents`); `version` is the program's.
    """

    key: bytes
    version: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    reviewed: frozenset[str] = frozenset()
    limits: Mapping[str, str] = field(default_factory=dict)


def plan_material(snapshot: Snapshot, plan: Plan, known: Known, created: str = "") -> PlanMaterial:
    """Return all that the plan is filled from."""
    naming = Naming(project_speakers(snapshot, plan.language), _USES.get(plan.preset, "report"), snapshot.consents)
    quotes = {one.quote.id: _quote(one, plan, known, replace(naming, limit=known.limits.get(one.quote.id, "")))
              for one in all_layers(snapshot.documents, snapshot.quotes) if one.voices}  # fmt: skip
    asked = {one.person for one in snapshot.consents}
    withdrawn = {one.person for one in snapshot.consents if one.withdrawn}
    facts = MethodFacts((), frozenset(), known.reviewed, len(asked), len(withdrawn), known.version)
    return PlanMaterial(snapshot, quotes, figures(snapshot), facts, created)


def figures(snapshot: Snapshot) -> Figures:
    """Return what draws a figure of the whole material by its name (`exports.charts.draw.FIGURES`)."""
    coded = coded_of(snapshot)

    def drawn(key: str, language: str) -> Picture | None:
        figure = draw(key, coded, language, page=True) if key in FIGURES else None
        return Picture(figure, sentences(language)[key]) if figure else None

    return drawn


def _quote(one: Layers, plan: Plan, known: Known, naming: Naming) -> PlanQuote:
    booklet = plan.preset == VIHKONEN
    people = one.speakers
    said = one.published(published.VIHKONEN if booklet else published.TUTKIMUS)
    return PlanQuote(
        one.quote.id,
        one.quote.name,
        one.quote.excerpt,
        _state(one, known, naming),
        one.fingerprint(known.key),
        tuple(person.id for person in people),
        naming.role(people),
        _spoken(one, said, naming, booklet=booklet),
        "" if booklet else _source(one, naming, plan.language),
        one.quote.lead_in,
        one.quote.opening,
    )


def _state(one: Layers, known: Known, naming: Naming) -> str:
    found = closures(one.speakers, naming.use, naming.consents)
    if found:
        return WITHDRAWN if any(each.reason == TAKEN_BACK for each in found) else CLOSED
    return known.states.get(one.quote.id, DRAFT)


def _spoken(one: Layers, said: Sequence[str], naming: Naming, *, booklet: bool) -> tuple[Spoken, ...]:
    """Open each voice of a conversation: by a dash in a booklet, by the printed speaker in research."""
    if len(said) < 2:  # noqa: PLR2004 - one voice needs no opening
        return tuple(Spoken(text) for text in said)
    turns = zip(one.persons, one.segments(), strict=True)
    heard = [person for person, turn in turns if any(part.new.strip() for part in turn)]
    return tuple(
        Spoken(text, DASH if booklet else naming.opening(person)) for text, person in zip(said, heard, strict=True)
    )


def _source(one: Layers, naming: Naming, language: str) -> str:
    """Return the source line in the report's language, no line broken before a turn's number."""
    names = dict.fromkeys(name for person in one.speakers if (name := naming.short(person)))
    turns = [turn.name for turn in one.turns]
    numbers = turns[0] if turns[0] == turns[-1] else f"{turns[0]}\u2013{turns[-1]}"
    told = words(language)["turn"].format(turns=numbers).replace(" ", "\u00a0")
    return f"({', '.join((*names, one.short, told))})"
