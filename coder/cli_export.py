"""The verb `export`: the project for other programs, the codebook for them or as a booklet; the ending says which."""

from __future__ import annotations

import argparse

from coder.cli_context import Answer, Context
from coder.cli_interchange import PROJECT, export_project
from coder.codebook_files import WRITTEN, Booklet, write_codebook_file
from projects.errors import CommandError
from projects.store import now


def export(context: Context, options: argparse.Namespace) -> Answer:
    """Write what the ending of the file's name asks for."""
    kind = options.out.suffix.lower()
    if kind == PROJECT:
        return export_project(context, options)
    if kind not in WRITTEN:
        raise CommandError("export-kind", file=str(options.out), kinds=[PROJECT, *WRITTEN])
    with context.project(options.project) as store:
        codebook, counts = store.codebook(), store.code_counts()
    language = options.language or context.catalogue.language
    write_codebook_file(codebook, Booklet(options.project.stem, language, now(), counts), options.out)
    value = {"file": str(options.out), "kind": kind.removeprefix("."), "codes": len(codebook.codes)}
    return Answer(value, context.catalogue("cli.exported", file=options.out, codes=len(codebook.codes)))
