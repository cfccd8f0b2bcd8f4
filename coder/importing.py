"""Take files into the project: reading runs beside the window, storing is one step a file between its events."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codebooks.errors import OteError
from coder.jobs import Work
from coder.models.intake_files import IntakeFile
from coder.session import Session

# What is picked from a folder: what can be read, and what a person may take for an interview and should be told of.
_OTHERS = (".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".vtt", ".srt", ".md", ".pages")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """Say what became of a file: the transcript's id, or the refusal."""

    file: IntakeFile
    transcript: str = ""
    problem: OteError | None = None


def read_files(paths: Sequence[Path], files: MutableSequence[IntakeFile]) -> Work:
    """Read files and what lies in folders one by one, each put into `files` once it is read; a bad one stops no other.

    The answer is how many files of folders were left alone because they are no documents.
    """
    # Not before it is needed: the readers bring lxml along.
    from projects.importers.plugins import find_readers  # noqa: PLC0415
    from projects.importers.reading import read_intake  # noqa: PLC0415

    importers = find_readers().importers
    suffixes = frozenset(_OTHERS).union(suffix for importer in importers for suffix in importer.suffixes)
    found, left = _documents(paths, suffixes)
    for at, path in enumerate(found):
        yield at, len(found)
        try:
            files.append(IntakeFile.of(path, read_intake(path, importers)))
        except OteError as problem:
            problem.file = problem.file or str(path)
            files.append(IntakeFile(path, problem=problem))
    yield len(found), len(found)
    return left


def store_files(session: Session, files: Sequence[IntakeFile], done: MutableSequence[Imported]) -> Work:
    """Store files one by one, each a step of its own; `done` tells what has become of each so far."""
    for at, one in enumerate(files):
        yield at, len(files)
        done.append(_stored(session, one))
    yield len(files), len(files)


def _stored(session: Session, file: IntakeFile) -> Imported:
    from projects.commands import ImportTranscript  # noqa: PLC0415
    from projects.importers.reading import original_bytes  # noqa: PLC0415

    if file.settled is None:
        return Imported(file, problem=file.problem)
    try:
        draft = file.settled.draft
        kept = original_bytes(file.path, draft.origin) if file.choices.keep_original else None
        command = ImportTranscript(draft, file.again, file.voices(), kept)
        return Imported(file, transcript=str(session.do_or_raise(command).result))
    except OteError as problem:
        problem.file = problem.file or str(file.path)
        return Imported(file, problem=problem)


def with_twins(session: Session, files: Sequence[IntakeFile]) -> tuple[IntakeFile, ...]:
    """Return the files, each told whether project or list has its text already; of two in the list the later is it."""
    seen: dict[str, str] = {}
    made = []
    for one in files:
        if one.settled is None:
            made.append(one)
            continue
        draft = one.settled.draft
        there = session.store.twin_of(draft.text)
        made.append(replace(one, twin=there.short if there else seen.get(draft.text, "")))
        seen.setdefault(draft.text, draft.short)
    return tuple(made)


def _documents(paths: Sequence[Path], suffixes: frozenset[str]) -> tuple[list[Path], int]:
    """Return the files of a list of files and folders, in order, and how many were no documents."""
    found: list[Path] = []
    left = 0
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [one for one in _inside(path) if not one.name.startswith((".", "~$"))]
        documents = [one for one in inside if one.suffix.lower() in suffixes]
        left += len(inside) - len(documents)
        found += documents
    return list(dict.fromkeys(found))[:_MOST], left


def _inside(folder: Path) -> Iterator[Path]:
    """Go through the files of a folder and of those in it, by name; links to folders lead nowhere."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names))
