"""Verbs that make files: the Word report, and the demo that does the whole job."""

from __future__ import annotations

import argparse
import os
import sys

from coder.cli_context import Answer, Context
from coder.cli_report import planned_report
from coder.demo import Demo, run_demo
from coder.draining import drained
from coder.planning import excerpt_limits, excerpt_states, excerpts_record
from coder.report_files import write_report_file
from exports.blocks import Quote, Reference
from exports.report import ReportPlan
from exports.report import report as built_report
from projects.store import now


def report(context: Context, options: argparse.Namespace) -> Answer:
    """Write the report of a project, or of one of its plans, in the language and the form asked for."""
    if options.plan:
        return planned_report(context, options)
    language = options.language or context.catalogue.language
    with context.project(options.project) as store:
        quotes_now = excerpt_states(store)
        plan = ReportPlan(
            language, template=options.template, created=now(), quotes=quotes_now, limits=excerpt_limits(store)
        )
        built = built_report(store.snapshot(), plan)
        drained(write_report_file(built, options.out, options.template))
        note = excerpts_record(store, options.out, quotes_now)
        if note:
            store.do(note, context.coder)
    quotes, references = (sum(isinstance(one, kind) for one in built.blocks) for kind in (Quote, Reference))
    value = {"report": str(options.out), "quotes": quotes, "references": references}
    return Answer(value, context.catalogue("cli.reported", file=options.out, quotes=quotes))


def demo(context: Context, options: argparse.Namespace) -> Answer:
    """Do the whole job on the shipped example, then open the window when there is a display."""
    made = run_demo(options.folder, context.catalogue.language, context.coder)
    told = _told(context, made)
    if options.no_window or options.json or not _has_display(context):
        return Answer(made.value(), told)
    print(told, flush=True)  # noqa: T201 - said before the window takes over
    from coder.app import run_window  # noqa: PLC0415 - Qt's widgets only to open the window

    return Answer(None, code=run_window(made.project))


def _has_display(context: Context) -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    chosen = context.environment.get("QT_QPA_PLATFORM", "")
    return chosen not in {"offscreen", "minimal"} and bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _told(context: Context, made: Demo) -> str:
    catalogue = context.catalogue
    steps = [
        catalogue("cli.demo.step", step=catalogue(f"cli.demo.{name}"), seconds=seconds)
        for name, seconds in made.seconds.items()
    ]
    answers = [catalogue("cli.hits", query=query, count=count) for query, count in made.answers.items()]
    return "\n".join(
        [
            catalogue("cli.demo.done", project=made.project, report=made.report, review=made.review),
            catalogue("cli.demo.counts", **made.counts),
            *answers,
            *steps,
        ]
    )
