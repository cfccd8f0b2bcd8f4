"""Connect planned reports with the project: what only the store knows, and the note that a report went out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from coder.version import version
from exports.plan_material import Known
from exports.plan_quotes import CLOSED, NEVER, WITHDRAWN, PlanQuote
from projects import commands, speech
from projects.errors import CommandError
from projects.model import Excerpt
from projects.plans.plan import Plan
from projects.quote_rows import WrittenQuote
from projects.quotes.quote import Quote
from projects.quotes.standing import WITHDRAWN as TAKEN_BACK
from projects.quotes.standing import closures
from projects.review.standing import APPROVED, DRAFT, limits
from projects.review.texts import fingerprints, project_standings
from projects.store import Store


def known(store: Store) -> Known:
    """Return what a plan's material needs beside the snapshot: marks, and where quotes stand in review."""
    states = {key: one.state for key, one in project_standings(store).items()}
    review = store.review()
    return Known(store.mark_key(), version(), states, frozenset(review.by_quote), limits(review))


def excerpt_states(store: Store) -> Mapping[str, tuple[str, str]]:
    """Return of each excerpt that is a quote its name and where it stands, for a report that prints excerpts.

    Such a report prints what was said: a quote that was approved with changes is a draft there. It prints every
    voice as well, also those that an edit leaves out: each of them must let reports be printed, and an excerpt that
    somebody in it keeps from print is here, without a name, when it is no quote.
    """
    found = project_standings(store)
    spans = {one.id: one for one in store.excerpts()}
    closed = _closed(store, spans.values())
    return {key: ("", state) for key, state in closed.items()} | {
        one.excerpt: (one.name, closed.get(one.excerpt) or _as_said(one, spans[one.excerpt], found[one.id].state))
        for one in store.quotes() if one.id in found
    }  # fmt: skip


def excerpt_limits(store: Store) -> Mapping[str, str]:
    """Return of each excerpt that is a quote how far its speakers let it go, as they said when they were asked."""
    said = limits(store.review())
    return {one.excerpt: said[one.id] for one in store.quotes() if one.id in said}


def _closed(store: Store, excerpts: Iterable[Excerpt]) -> Mapping[str, str]:
    """Return the state of those excerpts somebody in which lets no report be printed."""
    consents = store.consents()
    if not consents:
        return {}
    documents = {one.transcript.id: one for one in store.documents()}
    states = {}
    for one in excerpts:
        document = documents[one.transcript]
        voices = {document.person_of(piece.turn) for piece in speech.pieces(document, one.start, one.end)}
        found = closures((person for person in voices if person is not None), "report", consents)
        if found:
            states[one.id] = WITHDRAWN if any(each.reason == TAKEN_BACK for each in found) else CLOSED
    return states


def _as_said(quote: Quote, excerpt: Excerpt, state: str) -> str:
    changed = bool(quote.edits) or (quote.start, quote.end) != (excerpt.start, excerpt.end)
    return DRAFT if state == APPROVED and changed else state


def excerpts_record(
    store: Store, path: Path, states: Mapping[str, tuple[str, str]]
) -> commands.RecordDocument | None:
    """Return the note that a report of all coded excerpts goes out, with the quotes among them; None without any."""
    marks, coded = fingerprints(store), {one.excerpt for one in store.codings()}
    quotes = tuple(
        WrittenQuote(one.id, one.name, marks[one.id]) for one in store.quotes()
        if one.excerpt in coded and one.id in marks and states.get(one.excerpt, ("", ""))[1] not in NEVER
    )  # fmt: skip
    return commands.RecordDocument("report", path.name, quotes) if quotes else None


def find_plan(store: Store, wanted: str) -> Plan:
    """Return the plan with this name or id; refuse with `no-plan`."""
    for one in store.plans():
        if wanted in (one.id, one.name):
            return one
    raise CommandError("no-plan", plan=wanted)


def plan_of(store: Store, written: str, wanted: str | None = None) -> Plan:
    """Return the plan that a draft is refreshed from: the one asked for, else that it was written from.

    Refusals: `no-plan`, `draft-no-plan` when the draft's plan is not in the project and none is asked for.
    """
    if wanted:
        return find_plan(store, wanted)
    for one in store.plans():
        if one.id == written:
            return one
    raise CommandError("draft-no-plan")


def names_ever(store: Store) -> Mapping[str, str]:
    """Return the ids of quotes by the readable names that they have or had in a document, also of those gone."""
    gone = {one.name: one.quote for document in store.written() for one in document.quotes}
    return {**gone, **{one.name: one.id for one in store.quotes()}}


def record(store: Store, coder: str, path: Path, printed: Iterable[PlanQuote]) -> None:
    """Remember that a report with these quotes went out, so that a withdrawal can list it."""
    store.do(commands.RecordDocument("report", path.name, written_quotes(printed)), coder)


def written_quotes(printed: Iterable[PlanQuote]) -> tuple[WrittenQuote, ...]:
    """Return quotes as the project notes them of a document."""
    return tuple(WrittenQuote(one.id, one.name, one.mark) for one in printed)
