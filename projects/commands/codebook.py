"""Change the codebook as a whole: a new value of it, or another codebook taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from codebooks.joining import Joined, join
from codebooks.model import Codebook
from projects import reading
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


@dataclass(frozen=True, slots=True)
class JoinCodebook:
    """Take another codebook in: new codes come, known ones change, none of ours goes (`codebooks.joining`)."""

    label: ClassVar[str] = "join-codebook"
    codebook: Codebook

    def apply(self, writer: Writer) -> Joined:
        """Return what was new, changed and left."""
        joined = join(reading.codebook(writer.database), self.codebook)
        write_codebook(writer, joined.codebook)
        return joined

    def describe(self) -> Mapping[str, object]:
        """Return how many codes the other codebook has."""
        return {"codes": len(self.codebook.codes)}


def edit_codebook(writer: Writer, change: Callable[[Codebook], Codebook]) -> Codebook:
    """Make a pure edit of the project's codebook and write the rows that differ; return the new codebook."""
    changed = change(reading.codebook(writer.database))
    write_codebook(writer, changed)
    return changed
