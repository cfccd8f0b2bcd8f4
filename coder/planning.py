"""Connect planned reports with the project: what only the store knows, and the note that a report went out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coder.version import version
from exports.plan_material import Known
from exports.plan_quotes import PlanQuote
from projects import commands
from projects.quote_rows import WrittenQuote
from projects.store import Store


def known(store: Store) -> Known:
    """Return what a plan's material needs beside the snapshot."""
    return Known(store.mark_key(), version())


def record(store: Store, coder: str, path: Path, printed: Iterable[PlanQuote]) -> None:
    """Remember that a report with these quotes went out, so that a withdrawal can list it."""
    quotes = tuple(WrittenQuote(one.id, one.name, one.mark) for one in printed)
    store.do(commands.RecordDocument("report", path.name, quotes), coder)
