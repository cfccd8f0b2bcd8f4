"""Take files into the project: reading runs beside the window, storing is one step a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebooks.errors import OteError
from coder.jobs import Work
from coder.session import Session
from projects.importers.draft import Draft


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a file as read, or why it was refused."""

    path: Path
    draft: Draft | None = None
    problem: OteError | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """Say what became of a file: the transcript's id and what was found, or the refusal."""

    reading: Reading
    transcript: str = ""
    problem: OteError | None = None


def read_files(paths: Sequence[Path]) -> Work:
    """Read files one by one; a bad one stops no other. The answer is a list of readings."""
    # Not before it is needed: the readers bring lxml along.
    from projects.importers.reading import read_file  # noqa: PLC0415

    readings: list[Reading] = []
    for at, path in enumerate(paths):
        yield at, len(paths)
        try:
            readings.append(Reading(path, read_file(path)))
        except OteError as problem:
            problem.file = problem.file or str(path)
            readings.append(Reading(path, problem=problem))
    yield len(paths), len(paths)
    return readings


def store_readings(session: Session, readings: Sequence[Reading], *, again: bool = False) -> list[Imported]:
    """Store what was read, each file as a step of its own."""
    from projects.commands import ImportTranscript  # noqa: PLC0415

    done: list[Imported] = []
    for reading in readings:
        if reading.draft is None:
            done.append(Imported(reading, problem=reading.problem))
            continue
        try:
            receipt = session.do_or_raise(ImportTranscript(reading.draft, again))
        except OteError as problem:
            problem.file = problem.file or str(reading.path)
            done.append(Imported(reading, problem=problem))
        else:
            done.append(Imported(reading, transcript=str(receipt.result)))
    return done
