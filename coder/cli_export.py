"""The verb `export`: the project, the codebook, tables, figures, interviews; the file's ending says which."""

from __future__ import annotations

import argparse

from coder.cli_context import Answer, Context, find_transcript
from coder.cli_interchange import PROJECT, export_project
from coder.codebook_files import WRITTEN, Booklet, write_codebook_file
from coder.draining import drained
from projects.errors import CommandError
from projects.store import now

SHEETS = (".xlsx", ".csv")
PICTURES = (".svg", ".png")


def export(context: Context, options: argparse.Namespace) -> Answer:
    """Write what the ending of the file's name asks for."""
    kind = options.out.suffix.lower()
    if kind == PROJECT:
        return export_project(context, options)
    if kind in SHEETS:
        return _tables(context, options)
    if kind in PICTURES:
        return _figure(context, options)
    if options.transcript and kind == ".docx":
        return _interview(context, options)
    if kind not in WRITTEN:
        raise CommandError("export-kind", file=str(options.out), kinds=[PROJECT, *WRITTEN, *SHEETS, *PICTURES])
    with context.project(options.project) as store:
        codebook, counts = store.codebook(), store.code_counts()
    language = options.language or context.catalogue.language
    write_codebook_file(codebook, Booklet(options.project.stem, language, now(), counts), options.out)
    value = {"file": str(options.out), "kind": kind.removeprefix("."), "codes": len(codebook.codes)}
    return Answer(value, context.catalogue("cli.exported", file=options.out, codes=len(codebook.codes)))


def _tables(context: Context, options: argparse.Namespace) -> Answer:
    """Write the list of excerpts and the tables of counts; text has room for one of them."""
    from coder.planning import known  # noqa: PLC0415 - few verbs need it
    from exports.crosstables import sheets  # noqa: PLC0415
    from exports.quote_list import CHOSEN, quote_list  # noqa: PLC0415
    from exports.sheets import write_sheets  # noqa: PLC0415

    language = options.language or context.catalogue.language
    with context.project(options.project) as store:
        snapshot, knowing = store.snapshot(), known(store)
    made = sheets(snapshot, language, options.table or "") if options.table != CHOSEN else ()
    if options.table == CHOSEN or (snapshot.quotes and not options.table and options.out.suffix.lower() == ".xlsx"):
        made = (quote_list(snapshot, knowing, language), *made)
    rows = drained(write_sheets(made, options.out, guarded=not options.bare_cells))
    written = made if options.out.suffix.lower() == ".xlsx" else made[:1]
    value = {
        "file": str(options.out),
        "kind": options.out.suffix.lower().removeprefix("."),
        "tables": [sheet.name for sheet in written],
        "rows": rows,
    }
    return Answer(value, context.catalogue("cli.exported_tables", file=options.out, n=len(written), rows=rows))


def _figure(context: Context, options: argparse.Namespace) -> Answer:
    """Draw one figure."""
    from coder.figure_files import write_figure  # noqa: PLC0415 - few verbs need it
    from projects.coded_rows import read_coded  # noqa: PLC0415

    with context.project(options.project) as store:
        coded = read_coded(store)
    figure = write_figure(
        options.figure, coded, options.language or context.catalogue.language, options.out
    )
    kind = options.out.suffix.lower().removeprefix(".")
    value = {"file": str(options.out), "kind": kind, "figure": options.figure, "words": figure.alt}
    return Answer(value, context.catalogue("cli.exported_figure", file=options.out, words=figure.alt))


def _interview(context: Context, options: argparse.Namespace) -> Answer:
    """Write one coded interview for Word."""
    from coder.coded_files import coded_transcript  # noqa: PLC0415 - few verbs need it
    from exports.coded_transcript import write_coded_transcript  # noqa: PLC0415

    language = options.language or context.catalogue.language
    with context.project(options.project) as store:
        coded = coded_transcript(store, find_transcript(store, options.transcript).id, language)
    codings = drained(write_coded_transcript(coded, options.codings, options.out))
    value = {"file": str(options.out), "kind": "docx", "codings": codings}
    return Answer(value, context.catalogue("cli.exported_interview", file=options.out, n=codings))
