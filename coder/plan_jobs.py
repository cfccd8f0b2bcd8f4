"""Long work about planned reports, beside the window: write one, refresh a draft. Heavy libraries load only here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coder.jobs import Work

if TYPE_CHECKING:
    from exports.planned import PlanMaterial, Planned
    from exports.refreshing.draft import DraftFile
    from projects.plans.plan import Plan


def write_planned(made: Planned, template: Path | None, path: Path) -> Work:
    """Write a planned report in the form that the file's name says, and return its quotes."""
    from coder.report_files import write_report_file  # noqa: PLC0415

    yield from write_report_file(made.report, path, template)
    return made.printed


def refresh_job(
    draft: DraftFile, plan: Plan, material: PlanMaterial, names: Mapping[str, str], moment: str
) -> Work:
    """Refresh a draft in its place and return what was done."""
    from exports.plan_refresh import refresh_plan  # noqa: PLC0415

    return (yield from refresh_plan(draft, plan, material, names=names, out=None, moment=moment))
