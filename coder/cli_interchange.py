"""Between Ote and other programs on the command line: a project in, and out again."""

from __future__ import annotations

import argparse
from pathlib import Path

from coder.cli_context import Answer, Context
from coder.draining import drained
from coder.interchange import all_findings, joined_sentence, staying, told, written_sentence
from exports.refi import write_qdpx
from projects.commands import ImportProject, ProjectJoined
from projects.interchange.reading import read_project
from projects.store import Store

PROJECT = ".qdpx"


def export_project(context: Context, options: argparse.Namespace) -> Answer:
    """Write the whole project for other programs."""
    with context.project(options.project) as store:
        snapshot, stays = store.snapshot(), staying(store.staying())
    written = drained(write_qdpx(snapshot, options.out))
    said = told(context.catalogue, (*stays, *written.findings))
    value = {
        "file": str(options.out),
        "kind": PROJECT.removeprefix("."),
        "transcripts": written.sources,
        "codes": written.codes,
        "codings": written.codings,
        "warnings": [one.value() for one in said],
    }
    line = written_sentence(context.catalogue, options.out.name, written)
    return Answer(value, "\n".join([line, *(f"  {one.message}" for one in said)]))


def join_one(context: Context, store: Store, path: Path) -> tuple[dict[str, object], str]:
    """Bring one project of another program in; return the row for `--json` and the lines for people.

    Raises OteError when the file or the whole of it is refused; the project is as it was.
    """
    foreign = read_project(path)
    joined = store.do(ImportProject(foreign), context.coder).result
    if not isinstance(joined, ProjectJoined):
        raise TypeError(joined)
    said = told(context.catalogue, all_findings(foreign, joined))
    documents = [store.document(own) for own in joined.transcripts]
    value: dict[str, object] = {
        "file": str(path),
        "status": "imported",
        "code": None,
        "transcript": documents[0].transcript.id if len(documents) == 1 else None,
        "words": sum(one.transcript.words for one in documents),
        "turns": sum(len(one.turns) for one in documents),
        "speakers": list(dict.fromkeys(label.text for one in documents for label in one.labels.values())),
        "warnings": [one.value() for one in said],
        "project": {
            "program": foreign.program,
            "transcripts": [one.transcript.id for one in documents],
            "new": dict(joined.new),
            "there": dict(joined.there),
        },
    }
    line = joined_sentence(context.catalogue, path.name, joined)
    return value, "\n".join([line, *(f"  {one.message}" for one in said)])
