"""The verb import: files read, choices made by options, each file a step of its own."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codebooks.errors import OteError
from coder.cli_context import Answer, Context, complaint
from coder.cli_interchange import join_one
from projects.commands import ImportTranscript
from projects.errors import ProjectError
from projects.importers.choices import Choices
from projects.importers.content import Importer
from projects.importers.draft import Counts, Finding
from projects.importers.intake import Intake, Settled, settle
from projects.importers.plugins import find_readers
from projects.importers.reading import original_bytes, read_intake
from projects.importers.repairs import KINDS
from projects.interchange.reading import is_project
from projects.model import Document
from projects.store import Store


@dataclass(frozen=True, slots=True)
class ImportRow:
    """Report one file of an import."""

    value: Mapping[str, object]
    line: str
    refused: bool


def import_files(context: Context, options: argparse.Namespace) -> Answer:
    """Import files one by one; each is a step of its own, and a bad one stops no other."""
    importers = find_readers().importers
    with context.project(options.project) as store:
        rows = [import_one(context, store, path, options, importers) for path in options.files]
    good = [row.line for row in rows if not row.refused]
    bad = tuple(row.line for row in rows if row.refused)
    code = 0 if not bad else 1 if good else 2
    return Answer([row.value for row in rows], "\n".join(good), bad, code)


def import_one(
    context: Context, store: Store, path: Path, options: argparse.Namespace, importers: tuple[Importer, ...]
) -> ImportRow:
    """Read a file and take it in; a refusal becomes a row."""
    try:
        if is_project(path):
            return ImportRow(*join_one(context, store, path), refused=False)
        intake = read_intake(path, importers).under(options.pattern)
        choices = _choices(intake, options)
        settled = settle(intake, choices)
        original = original_bytes(path, intake.origin) if options.keep_original else None
        receipt = store.do(ImportTranscript(settled.draft, options.again, original=original), context.coder)
    except OteError as problem:
        if isinstance(problem, ProjectError):
            raise
        return _rejected(context, path, problem)
    document = store.document(str(receipt.result))
    return _taken(context, path, document, _told(intake, settled, options.list_repairs), settled)


def list_readers(context: Context, _options: argparse.Namespace) -> Answer:
    """List what can be read and by whom; a broken add-on is named and makes exit 1."""
    listed = find_readers().listed
    rows = [
        {
            "name": one.name,
            "package": one.package,
            "formats": list(one.formats),
            "suffixes": list(one.suffixes),
            "problem": one.problem or None,
            "message": context.catalogue(f"reader.{one.problem}") if one.problem else None,
        }
        for one in listed
    ]
    lines = [f"{one.name}: {' '.join(one.suffixes)}" for one in listed if not one.problem]
    bad = [one for one in listed if one.problem]
    broken = tuple(f"ote: {one.package} ({one.name}): {context.catalogue(f'reader.{one.problem}')}" for one in bad)
    return Answer(rows, "\n".join(lines), broken, 1 if broken else 0)


def _choices(intake: Intake, options: argparse.Namespace) -> Choices:
    """Return the choices that the options make."""
    choices = Choices(pattern=options.pattern, language=options.language, ignored=frozenset(options.ignore))
    for spelling, label in options.merge:
        choices = choices.merging(spelling, label)
    return choices.refusing(intake.repairs, KINDS if options.no_repairs else options.refuse)


def _told(intake: Intake, settled: Settled, each: bool) -> dict[str, object]:  # noqa: FBT001 - an option as it came
    """Return the repairs, done and left, by kind, and one by one when asked."""
    done = frozenset(settled.mended.done)
    made = Counter(one.kind for at, one in enumerate(intake.repairs) if at in done)
    left = Counter(one.kind for at, one in enumerate(intake.repairs) if at not in done)
    counts = [{"kind": kind, "done": made[kind], "left": left[kind]} for kind in KINDS if made[kind] or left[kind]]
    if not each:
        return {"repairs": counts}
    text = intake.base.text
    return {
        "repairs": counts,
        "repair_list": [
            {
                "kind": one.kind,
                "line": text.count("\n", 0, one.start) + 1,
                "before": text[one.start : one.end],
                "after": one.text,
                "done": at in done,
            }
            for at, one in enumerate(intake.repairs)
        ],
    }


def _taken(
    context: Context, path: Path, document: Document, repairs: Mapping[str, object], settled: Settled
) -> ImportRow:
    draft, transcript, catalogue = settled.draft, document.transcript, context.catalogue
    warnings = [_warning(context, one) for one in draft.findings]
    value = {
        "file": str(path),
        "status": "imported",
        "code": None,
        "transcript": transcript.id,
        "words": transcript.words,
        "turns": len(document.turns),
        "speakers": [label.text for label in document.labels.values()],
        "warnings": warnings,
        "characters": _account(draft.counts),
        **repairs,
    }
    told = catalogue(
        "cli.imported",
        file=path.name,
        short=transcript.short,
        words=transcript.words,
        turns=len(document.turns),
        speakers=len(document.labels),
    )
    return ImportRow(value, "\n".join([told, *(f"  {one['message']}" for one in warnings)]), refused=False)


def _account(counts: Counts) -> dict[str, object]:
    """Return the account of characters: what was read, each step's additions and removals, and what was kept."""
    whole: dict[str, object] = {name: getattr(counts, name) for name in ("read", "added", "removed", "kept")}
    return whole | {"steps": [step._asdict() for step in counts.steps]}


def _warning(context: Context, finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "message": context.catalogue(f"finding.{finding.code}", **finding.values)}


def _rejected(context: Context, path: Path, problem: OteError) -> ImportRow:
    problem.file = problem.file or str(path)
    message = context.catalogue.error(problem)
    value: dict[str, object] = {
        "file": str(path),
        "status": "rejected",
        "code": problem.code,
        "message": message,
        "transcript": None,
        "words": 0,
        "turns": 0,
        "speakers": [],
        "warnings": [],
    }
    return ImportRow(value, complaint(problem, message), refused=True)
