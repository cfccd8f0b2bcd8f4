"""Bring another program's project into ours, whole, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from codebooks.findings import Finding
from projects.recorder import Writer

if TYPE_CHECKING:
    from projects.interchange.values import Foreign


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
        # What joins brings lxml along, which the window's start can do without.
        from projects.commands import joining as by_id  # noqa: PLC0415
        from projects.commands import joining_texts as texts  # noqa: PLC0415
        from projects.commands.joining_values import join_variables  # noqa: PLC0415

        joining = by_id.Joining(writer, self.foreign.snapshot)
        by_id.join_coders(joining)
        by_id.join_codebook(joining, by_name=not self.codes_apart)
        texts.join_transcripts(joining)
        texts.join_persons(joining)
        texts.join_passages(joining)
        join_variables(joining)
        by_id.join_memos(joining)
        by_id.join_themes(joining)
        by_id.join_kept(joining)
        return ProjectJoined(dict(joining.new), dict(joining.there), tuple(joining.fresh), joining.findings.all())

    def describe(self) -> Mapping[str, object]:
        """Return how many texts and codings the other project has."""
        return {
            "transcripts": len(self.foreign.snapshot.documents),
            "codings": len(self.foreign.snapshot.codings),
        }
