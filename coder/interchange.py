"""Say what came of a project of another program, in or out: the same sentences for window and command line."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from codebooks.findings import Finding
from coder.i18n import Catalogue
from exports.files import Progress
from exports.refi import RefiWritten
from projects.commands import ProjectJoined
from projects.interchange.reading import read_project
from projects.interchange.values import Foreign

_COUNTED = ("transcripts", "codes", "codings", "memos", "persons")


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one finding as people read it; `lost` when something did not come along."""

    code: str
    message: str
    lost: bool

    def value(self) -> Mapping[str, object]:
        """Return it as the command line prints it."""
        return {"code": self.code, "message": self.message, "lost": self.lost}


def told(catalogue: Catalogue, findings: Iterable[Finding]) -> tuple[Told, ...]:
    """Return what was found as sentences, losses first."""
    said = [Told(one.code, catalogue(f"finding.{one.code}", **one.values), one.lost) for one in findings]
    return tuple(sorted(said, key=lambda one: not one.lost))


def all_findings(foreign: Foreign, joined: ProjectJoined) -> tuple[Finding, ...]:
    """Return what was found while reading and while joining."""
    return (*foreign.findings, *joined.findings)


def joined_sentence(catalogue: Catalogue, file: str, joined: ProjectJoined) -> str:
    """Return how much of a project was new."""
    counts = {kind: joined.new.get(kind, 0) for kind in _COUNTED}
    if not any(joined.new.values()):
        return catalogue("interchange.nothing-new", file=file)
    return catalogue("interchange.joined", file=file, **counts)


def written_sentence(catalogue: Catalogue, file: str, written: RefiWritten) -> str:
    """Return how much went out."""
    counts = {"sources": written.sources, "codes": written.codes, "codings": written.codings}
    return catalogue("interchange.written", file=file, **counts)


def staying(counts: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return what of a project does not go out, from the store's counts."""
    return tuple(Finding(f"lost-{kind}s", {"count": count}) for kind, count in counts.items())


def reading(path: Path) -> Generator[Progress, None, Foreign]:
    """Read a project of another program as a job."""
    yield Progress(0, 1)
    foreign = read_project(path)
    yield Progress(1, 1)
    return foreign
