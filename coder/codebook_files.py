"""Read and write codebooks by the ending of a file's name; no Qt, for window and command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codebooks.errors import CodebookError
from codebooks.files import read_toml, write_toml
from codebooks.model import Codebook
from codebooks.os_errors import os_code
from codebooks.qdc import QdcRead, parse_qdc, write_qdc
from exports.codebook_html import codebook_html
from exports.codebook_report import CodebookPlan, codebook_report
from exports.files import whole_file

READ = (".toml", ".qdc")
WRITTEN = (".toml", ".qdc", ".docx", ".html")


@dataclass(frozen=True, slots=True)
class Booklet:
    """Hold what a booklet of the codebook says beside the codes: its title, language, day, codings by code's id."""

    title: str
    language: str
    created: str
    counts: Mapping[str, int]


def read_codebook_file(path: Path) -> Codebook:
    """Return the codebook of a file; see `parse_codebook_file` for what was found in it and what it raises."""
    return parse_codebook_file(path).codebook


def parse_codebook_file(path: Path) -> QdcRead:
    """Read a REFI-QDA file (`.qdc`), a table of Taguette (`.csv`), else TOML; what was mended or lost is told.

    Raises CodebookError with `no-file` and its like, `codebook-syntax` for bytes that are no UTF-8, or like `read_toml`
    and `parse_qdc`.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise CodebookError(_code(problem), file=str(path)) from problem
    if path.suffix.lower() == ".qdc":
        return parse_qdc(data, str(path))
    if path.suffix.lower() == ".csv":
        from projects.interchange.taguette import read_codebook_csv  # noqa: PLC0415 - few need it

        return QdcRead(read_codebook_csv(path).snapshot.codebook, ())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise CodebookError("codebook-syntax", file=str(path), line=line) from problem
    return QdcRead(read_toml(text, str(path)), ())


def write_codebook_file(codebook: Codebook, booklet: Booklet, path: Path) -> None:
    """Write the codebook as TOML or REFI-QDA, or as a booklet in Word or HTML; the file appears whole or not at all.

    Raises CodebookError with `codebook-file-kind` or like `write_qdc`; ExportError when the file cannot be written.
    """
    kind = path.suffix.lower()
    plan = CodebookPlan(booklet.title, booklet.language, booklet.created)
    if kind == ".docx":
        # python-docx is slow to import, and only this kind needs it.
        from exports.word import write_blocks  # noqa: PLC0415

        for _ in write_blocks(codebook_report(codebook, booklet.counts, plan), path):
            pass
        return
    if kind == ".html":
        data = codebook_html(codebook, booklet.counts, plan).encode()
    elif kind == ".qdc":
        data = write_qdc(codebook)
    elif kind == ".toml":
        data = write_toml(codebook).encode()
    else:
        raise CodebookError("codebook-file-kind", file=str(path), kinds=list(WRITTEN))
    with whole_file(path) as stream:
        stream.write(data)


def _code(problem: OSError) -> str:
    """Return the message code for a file that cannot be read: one that is not there is no missing folder."""
    return "no-file" if isinstance(problem, FileNotFoundError) else os_code(problem)
