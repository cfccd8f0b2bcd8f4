"""Refresh a draft from a plan: what each of its quotes should be now, and what the plan has that the draft has not."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exports.files import Progress
from exports.plan_quotes import MISSING, PlanQuote, gone_block, quote_block
from exports.planned import PlanMaterial, planned
from exports.refreshing.draft import DraftFile, kept_name, refuse_open_elsewhere, save_draft
from exports.refreshing.refresh import Ask, Refreshed, Wanted, refresh
from projects.plans.plan import Plan

_NAMELESS = "?"


@dataclass(frozen=True, slots=True)
class PlanRefreshed:
    """Hold what a refresh from a plan did.

    `path` is the file that was written, None when nothing had to be; `kept` the former version beside it; `missing`
    the quotes that the plan prints and the draft does not hold; `printed` those that stand in the draft now.
    """

    path: Path | None
    kept: Path | None
    refreshed: Refreshed
    missing: tuple[PlanQuote, ...]
    printed: tuple[PlanQuote, ...]


def refresh_plan(
    draft: DraftFile, plan: Plan, material: PlanMaterial, *, names: Mapping[str, str], out: Path | None, moment: str
) -> Generator[Progress, None, PlanRefreshed]:
    """Refresh a draft step by step, in its place (the former version kept beside it) or as another file.

    `names` are quotes' ids by the readable names that were ever written of them; `moment` is ISO 8601.
    """
    target = out or draft.path
    if target == draft.path or target.exists():
        refuse_open_elsewhere(target)
    yield Progress(0, 3)
    done = refresh(draft, asking(plan, material, {key: name for name, key in names.items()}), names)
    yield Progress(1, 3)
    in_draft = {one.quote for one in done.quotes}
    wanted = planned(plan, material).printed
    yield Progress(2, 3)
    kept = None
    written = bool(done.parts) or out is not None
    if written:
        kept = kept_name(target, moment) if target == draft.path else None
        save_draft(draft, done.parts, target, kept)
    yield Progress(3, 3)
    printed = tuple(material.quotes[one.quote] for one in done.quotes if one.quote in material.quotes and not one.gone)
    return PlanRefreshed(
        target if written else None, kept, done, tuple(one for one in wanted if one.id not in in_draft),
        tuple(dict.fromkeys(printed)),
    )  # fmt: skip


def asking(plan: Plan, material: PlanMaterial, names: Mapping[str, str]) -> Ask:
    """Return what says what a quote should be in a draft of the plan; `names` are readable names by id."""

    def ask(key: str, opening: bool) -> Wanted:  # noqa: FBT001 - a callback with two places
        quote = material.quotes.get(key)
        if quote is None:
            name = names.get(key, _NAMELESS)
            return Wanted(name, gone_block(key, name, MISSING, plan.language), gone=True)
        if not quote.printable:
            return Wanted(quote.name, gone_block(key, quote.name, quote.state, plan.language), gone=True)
        return Wanted(quote.name, quote_block(quote, plan.language, opening=opening))

    return ask
