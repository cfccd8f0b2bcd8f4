"""Verbs about planned reports: list and make plans, write a report from one."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from coder.cli_context import Answer, Context, table
from coder.draining import drained
from coder.paint import png
from coder.planning import known, record
from exports.plan_material import plan_material
from exports.planned import Planned, planned
from exports.word import write_blocks
from projects import commands
from projects.errors import CommandError
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
        template = options.template or (Path(plan.template) if plan.template else None)
        drained(write_blocks(made.report, options.out, template=template, figure_png=png))
        record(store, context.coder, options.out, made.printed)
    value = {"report": str(options.out), "quotes": len(made.printed), "references": _references(made),
             "plan": plan.name, "remaining": [_remaining(one.kind, one.name, one.reason) for one in made.remaining]}
    counted = Counter(one.kind for one in made.remaining)
    lines = [context.catalogue("cli.reported", file=options.out, quotes=len(made.printed))]
    lines += [context.catalogue(f"report.remaining.{kind}", n=count) for kind, count in counted.items()]
    return Answer(value, "\n".join(lines))


def find_plan(store: Store, wanted: str) -> Plan:
    """Return the plan with this name or id; refuse with `no-plan`."""
    for one in store.plans():
        if wanted in (one.id, one.name):
            return one
    raise CommandError("no-plan", plan=wanted)


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
