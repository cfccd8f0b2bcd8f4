"""Bring another program's project into ours, whole, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from codebooks.findings import Finding
from projects.commands.joining import Joining, join_codebook, join_coders, join_kept, join_memos, join_themes
from projects.commands.joining_texts import join_passages, join_persons, join_transcripts
from projects.commands.joining_values import join_variables
from projects.interchange.values import Foreign
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class ProjectJoined:
    """Say what an import of a project did: how many of each kind are new, and how many were here already."""

    new: Mapping[str, int]
    there: Mapping[str, int]
    transcripts: tuple[str, ...]
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ImportProject:
    """Take a project of another program in.

    Everything keeps its id. What the project has already (by id; a text also by its words, a coder by name, a code
    by its names from the top or by key and name unless `codes_apart`) is not written again, and ours stays as it is.
    """

    label: ClassVar[str] = "import-project"
    foreign: Foreign
    codes_apart: bool = False

    def apply(self, writer: Writer) -> ProjectJoined:
        """Write the rows that are new and return how many."""
        joining = Joining(writer, self.foreign.snapshot)
        join_coders(joining)
        join_codebook(joining, by_name=not self.codes_apart)
        join_transcripts(joining)
        join_persons(joining)
        join_passages(joining)
        join_variables(joining)
        join_memos(joining)
        join_themes(joining)
        join_kept(joining)
        return ProjectJoined(dict(joining.new), dict(joining.there), tuple(joining.fresh), joining.findings.all())

    def describe(self) -> Mapping[str, object]:
        """Return how many texts and codings the other project has."""
        return {
            "transcripts": len(self.foreign.snapshot.documents),
            "codings": len(self.foreign.snapshot.codings),
        }
