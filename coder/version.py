"""Tell which version of the program this is."""

from __future__ import annotations


def version() -> str:
    """Return the program's version."""
    from importlib import metadata  # noqa: PLC0415 - slow to load, and wanted only here

    return metadata.version("ote")
