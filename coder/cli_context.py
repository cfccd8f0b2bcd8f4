"""What every verb of the command line gets, and what it gives back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codebooks.errors import OteError
from coder.i18n import Catalogue
from projects.errors import CommandError, ProjectError
from projects.model import Transcript
from projects.store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a verb's answer: the value for `--json`, the text for people, complaints for stderr, the exit code."""

    value: object
    text: str = ""
    complaints: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what verbs share: the catalogue, the environment, the options all verbs take."""

    catalogue: Catalogue
    environment: Mapping[str, str]
    options: argparse.Namespace

    @property
    def coder(self) -> str:
        """Return who acts: `--coder`, else OTE_CODER, else `ote`."""
        return str(self.options.coder or self.environment.get("OTE_CODER") or "ote")

    def passphrase(self) -> str | None:
        """Return the passphrase from `--passphrase-file` (first line) or OTE_PASSPHRASE, else None."""
        path: Path | None = self.options.passphrase_file
        if path is not None:
            return first_line(path)
        return self.environment.get("OTE_PASSPHRASE") or None

    @contextmanager
    def project(self, path: Path) -> Iterator[Store]:
        """Open a project for the length of a block."""
        store = Store.open(path, self.passphrase())
        try:
            yield store
        except OteError as problem:
            problem.file = problem.file or str(path)
            raise
        finally:
            store.close()


Verb = Callable[[Context, argparse.Namespace], Answer]


def find_transcript(store: Store, wanted: str) -> Transcript:
    """Return the transcript with this id, else with this short name or name; refuse none and several."""
    everything = store.transcripts()
    exact = [one for one in everything if wanted in (one.id, one.short)] or [
        one for one in everything if one.name == wanted
    ]
    if not exact:
        raise CommandError("no-transcript", transcript=wanted)
    if len(exact) > 1:
        raise CommandError("ambiguous-transcript", transcript=wanted, shorts=", ".join(one.short for one in exact))
    return exact[0]


def complaint(problem: OteError, message: str) -> str:
    """Return a refusal as one line: `ote: FILE: what is wrong; what to do`."""
    return f"ote: {problem.file}: {message}" if problem.file else f"ote: {message}"


def table(rows: Sequence[tuple[object, ...]]) -> str:
    """Return rows as aligned columns, numbers at the right."""
    if not rows:
        return ""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = []
    for row, values in zip(cells, rows, strict=True):
        parts = [
            text.rjust(width) if isinstance(value, int) else text.ljust(width)
            for text, width, value in zip(row, widths, values, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("\n", " ")


def first_line(path: Path) -> str:
    """Return a passphrase file's first line; `no-passphrase-file` when there is none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ProjectError("no-passphrase-file", file=str(path)) from problem
    if not lines or not lines[0]:
        raise ProjectError("no-passphrase-file", file=str(path))
    return lines[0]
