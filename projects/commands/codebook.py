"""Change the codebook: edits are pure, so a command brings the whole new value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from codebooks.model import Codebook
from projects.codebook_rows import write_codebook
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class ReplaceCodebook:
    """Make the project's codebook be this one; CommandError `code-in-use` when a used code would go."""

    label: ClassVar[str] = "codebook"
    codebook: Codebook

    def apply(self, writer: Writer) -> None:
        """Write the rows that differ."""
        write_codebook(writer, self.codebook)

    def describe(self) -> Mapping[str, object]:
        """Return how many codes the codebook has."""
        return {"codes": len(self.codebook.codes)}
