"""Verbs about planned reports: list and make plans, write a report from one."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from coder.cli_context import Answer, Context, table
from coder.draining import drained
from coder.planning import find_plan, known, names_ever, plan_of, record
from coder.report_files import write_report_file
from exports.plan_material import plan_material
from exports.plan_refresh import PlanRefreshed, refresh_plan
from exports.planned import Planned, planned
from exports.refreshing.draft import open_draft
from exports.refreshing.refresh import CONFLICT, EDITED, OUTCOMES, REMOVED
from projects import commands
from projects.plans.plan import TUTKIMUS, Plan
from projects.plans.starting import from_codebook
from projects.store import Store, now


def plans(context: Context, options: argparse.Namespace) -> Answer:
    """Make, copy or drop a plan when that is asked, and list all."""
    with context.project(options.project) as store:
        if options.new:
            _new(context, store, options)
        if options.copy:
            like, name = options.copy
            store.do(commands.CopyPlan(find_plan(store, like).id, name), context.coder)
        if options.drop:
            store.do(commands.DropPlan(find_plan(store, options.drop).id), context.coder)
        found = store.plans()
    rows = [(one.name, one.preset, one.language, len(one.nodes)) for one in found]
    return Answer([_value(one) for one in found], table(rows))


def planned_report(context: Context, options: argparse.Namespace) -> Answer:
    """Write the report of a plan, remember that it went out, and list what is not ready."""
    with context.project(options.project) as store:
        plan = find_plan(store, options.plan)
        if options.language:
            plan = replace(plan, language=options.language)
        made = planned(plan, plan_material(store.snapshot(), plan, known(store), now()))
        word = options.out.suffix.lower() == ".docx"
        template = options.template or (Path(plan.template) if plan.template and word else None)
        drained(write_report_file(made.report, options.out, template))
        record(store, context.coder, options.out, made.printed)
    value = {"report": str(options.out), "quotes": len(made.printed), "references": _references(made),
             "plan": plan.name, "remaining": [_remaining(one.kind, one.name, one.reason) for one in made.remaining]}
    counted = Counter(one.kind for one in made.remaining)
    lines = [context.catalogue("cli.reported", file=options.out, quotes=len(made.printed))]
    lines += [context.catalogue(f"report.remaining.{kind}", n=count) for kind, count in counted.items()]
    return Answer(value, "\n".join(lines))


def refresh_draft(context: Context, options: argparse.Namespace) -> Answer:
    """Bring a draft's quotes up to date, keep the former version beside it, and list what was left to the author."""
    draft = open_draft(options.draft)
    with context.project(options.project) as store:
        plan = plan_of(store, draft.plan, options.plan)
        material = plan_material(store.snapshot(), plan, known(store), now())
        moment = now()
        done = drained(refresh_plan(draft, plan, material, names=names_ever(store), out=options.out, moment=moment))
        if done.path is not None:
            record(store, context.coder, done.path, done.printed)
    counts = {outcome: done.refreshed.count(outcome) for outcome in OUTCOMES}
    lines = [context.catalogue("refresh.done", file=done.path or draft.path, **counts)]
    lines += [context.catalogue(f"refresh.{one.outcome}", name=one.name) for one in done.refreshed.quotes
              if one.outcome in (EDITED, CONFLICT, REMOVED)]  # fmt: skip
    left = any(counts[outcome] for outcome in (EDITED, CONFLICT))
    return Answer(_refreshed(done, draft.path, plan), "\n".join(lines), code=1 if left else 0)


def _refreshed(done: PlanRefreshed, draft: Path, plan: Plan) -> dict[str, object]:
    told = done.refreshed
    quotes = [{"id": one.quote, "name": one.name, "outcome": one.outcome, "draft": one.draft, "gone": one.gone,
               "copies": one.copies} for one in told.quotes]  # fmt: skip
    return {
        "draft": str(done.path or draft),
        "kept": str(done.kept) if done.kept else None,
        "plan": plan.name,
        **{outcome: told.count(outcome) for outcome in OUTCOMES},
        "quotes": quotes,
        "missing": [one.name for one in done.missing],
        "placeholders": len(told.placeholders),
    }


def _new(context: Context, store: Store, options: argparse.Namespace) -> None:
    preset = options.preset or TUTKIMUS
    language = options.language or context.catalogue.language
    nodes = from_codebook(store.codebook(), store.code_counts(), preset, language)
    store.do(commands.NewPlan(options.new, preset, language, nodes), context.coder)


def _references(made: Planned) -> int:
    shown = sum(len(choice.kept) for choice in made.chosen.by_node.values())
    return shown - len(made.printed)


def _remaining(kind: str, name: str, reason: str) -> dict[str, str]:
    return {"kind": kind, "quote": name, "reason": reason}


def _value(plan: Plan) -> dict[str, object]:
    nodes = [
        {"id": one.id, "kind": one.kind, "level": plan.level(one), "title": one.title, "target": one.target,
         "approved": one.approved, "balanced": one.balanced, "most": one.most, "opening": one.opening}
        for one in plan.nodes
    ]
    return {"id": plan.id, "name": plan.name, "title": plan.title, "preset": plan.preset, "language": plan.language,
            "template": plan.template, "nodes": nodes}
