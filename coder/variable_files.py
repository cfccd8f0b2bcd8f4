"""Read tables of values from files, and know who can be named in them: for window and command line alike."""

from __future__ import annotations

from pathlib import Path

from exports.speakers import speakers
from projects import reading, variable_table
from projects.errors import ProjectError
from projects.store import Store


def variable_targets(store: Store, owner: str, language: str) -> tuple[variable_table.Target, ...]:
    """Return persons or transcripts with every way a table or a person may call them."""
    if owner == "transcript":
        return variable_table.transcript_targets(store.transcripts())
    printed = speakers(store.persons(), language)
    called = {one.id: (printed.printed(one), printed.short(one)) for one in store.persons()}
    return variable_table.person_targets(
        store.persons(), reading.labels(store.database), store.transcripts(), called
    )


def read_table_file(path: Path) -> tuple[tuple[str, ...], ...]:
    """Read a csv file in whatever encoding it has; ProjectError `no-file` when it cannot be read."""
    try:
        # Guessing encodings is heavy and not for the start.
        from projects.importers.plain_text import decode  # noqa: PLC0415

        return variable_table.read_table(decode(path.read_bytes())[0])
    except OSError as problem:
        raise ProjectError("no-file", file=str(path)) from problem
