"""Hold the files that are about to come in: how each was read, what was chosen over it, and what became of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from codebooks.errors import OteError
from projects.importers.choices import Choices
from projects.importers.draft import Finding, Voice
from projects.importers.intake import Intake, Settled, settle
from projects.importers.roles import role_of
from projects.importers.spellings import likely_spellings

READY, REMARKS, DUPLICATE, REFUSED, WAITING = "ready", "remarks", "duplicate", "refused", "waiting"

# What a person should look at before a file comes in; the rest is told and done.
_ASKING = frozenset({"encoding", "encoding-guessed", "bidi", "bidi-name", "footer-addresses-kept", "tracked-changes"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Say what is known of a label in a file: its turns, and who is said to speak."""

    label: str
    turns: int
    role: str
    voice: Voice
    ignored: bool = False
    merged_into: str = ""
    likely: str = ""


@dataclass(frozen=True, slots=True)
class IntakeFile:
    """Hold one file: `twin` is the short name of a transcript with the same text, `again` says to take it all the same.

    `labels` counts the turns of each label as read, before any was merged or ignored.
    """

    path: Path
    intake: Intake | None = None
    choices: Choices = field(default_factory=Choices)
    settled: Settled | None = None
    problem: OteError | None = None
    labels: Mapping[str, int] = field(default_factory=dict)
    twin: str = ""
    again: bool = False
    seen: bool = False

    @classmethod
    def of(cls, path: Path, intake: Intake, choices: Choices | None = None) -> IntakeFile:
        """Return a file that was read; ImportRefusedError when its choices leave no text."""
        choices = choices or Choices()
        settled = settle(intake, choices)
        return cls(path, intake, choices, settled, labels=_labels(intake, choices, settled))

    @property
    def id(self) -> Path:
        """Return what the file is known by in a list."""
        return self.path

    @property
    def state(self) -> str:
        """Return whether the file can come in."""
        if self.problem is not None:
            return REFUSED
        if self.settled is None:
            return WAITING
        if self.twin and not self.again:
            return DUPLICATE
        return REMARKS if self.questions() else READY

    @property
    def comes(self) -> bool:
        """Tell whether the file comes in when all do."""
        return self.state in (READY, REMARKS)

    def questions(self) -> int:
        """Count what a person should look at."""
        if self.settled is None:
            return 0
        asking = sum(1 for one in self.settled.draft.findings if one.code in _ASKING)
        return asking + len(self.likely())

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found in the file."""
        return self.settled.draft.findings if self.settled else ()

    def likely(self) -> Mapping[str, str]:
        """Return the labels that may be spellings of another, those decided upon left out."""
        decided = {one for one, _ in self.choices.merged} | {one.label for one in self.choices.voices}
        open_ = {label: turns for label, turns in self.labels.items() if label not in self.choices.ignored}
        return {one: other for one, other in likely_spellings(open_) if one not in decided}

    def choosing(self, choices: Choices) -> IntakeFile:
        """Return the file under other choices; an ImportRefusedError leaves everything as it was."""
        if self.intake is None or choices == self.choices:
            return self
        intake = self.intake.under(choices.pattern)
        settled = settle(intake, choices)
        labels = self.labels if choices.pattern == self.choices.pattern else _labels(intake, choices, settled)
        return replace(self, intake=intake, choices=choices, settled=settled, labels=labels)

    def speakers(self) -> tuple[Speaker, ...]:
        """Return every label in the order of the text, with what is said of it."""
        likely = self.likely()
        spoken = [label for label in self.labels if self._is_speaker(label)]
        return tuple(
            Speaker(
                label,
                turns,
                self.choices.voice(label).role or role_of(label, spoken),
                self.choices.voice(label),
                label in self.choices.ignored,
                target if (target := self.choices.label(label)) != label else "",
                likely.get(label, ""),
            )
            for label, turns in self.labels.items()
        )

    def voices(self) -> tuple[Voice, ...]:
        """Return who speaks, for the command that takes the file in."""
        return tuple(replace(one.voice, role=one.role) for one in self.speakers() if self._is_speaker(one.label))

    def _is_speaker(self, label: str) -> bool:
        return label not in self.choices.ignored and self.choices.label(label) == label


def _labels(intake: Intake, choices: Choices, settled: Settled) -> Mapping[str, int]:
    """Count the turns of each label as read, in the order of the text."""
    draft = settled.draft
    if choices.merged or choices.ignored:
        draft = settle(intake, replace(choices, merged=(), ignored=frozenset())).draft
    return Counter(turn.label for turn in draft.turns if turn.label is not None)
