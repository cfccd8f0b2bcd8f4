"""The errors of a project: what a person can be told about a file, a command or the store."""

from __future__ import annotations

from codebooks.errors import OteError


class ProjectError(OteError):
    """Say what is wrong with a project file or the store (locked, damaged, newer, wrong passphrase, disk full)."""


class CommandError(OteError):
    """Refuse a command; the project is as it was."""


class ImportRefusedError(OteError):
    """Refuse a file that cannot be read as a transcript."""


class QueryError(OteError):
    """Say where a search query cannot be understood; `values["position"]` is a code point in the query."""
