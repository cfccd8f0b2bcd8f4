"""The errors of writing files: why a report, figure or table could not be written; the old file is untouched."""

from __future__ import annotations

from codebooks.errors import OteError


class ExportError(OteError):
    """Say why a file could not be written; `file` is the target, or the template when that is at fault."""
