"""Correct the text of a transcript, carrying every coding along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from projects import reading, speech
from projects.commands.carrying import clean, renew, rewrite
from projects.errors import CommandError
from projects.model import Turn
from projects.recorder import Writer
from projects.spans import Edit

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")


@dataclass(frozen=True, slots=True)
class EditText:
    """Replace `removed` by `inserted` at a position (code points) inside one turn's speech.

    `removed` must be what stands there (`text-changed`). What is inserted is cleaned as an import is: composed
    letters, nothing invisible. A coded range that would be left empty is refused with the number of codings and
    the keys of their codes (`codings-lost`), unless `drop_codings` says that they may go; one with a quote always
    (`quotes-lost`). Other refusals: `no-transcript`, `edit-outside-speech`.
    """

    label: ClassVar[str] = "edit"
    transcript: str
    position: int
    removed: str
    inserted: str
    drop_codings: bool = False

    def apply(self, writer: Writer) -> None:
        """Change the text, move the ranges and renew the hashes of those whose words changed."""
        edit = Edit(self.position, self.removed, clean(self.inserted))
        self._refuse(writer, edit)
        rewrite(writer, self.transcript, edit, drop_codings=self.drop_codings)
        renew(writer, self.transcript, edit.position, edit.position + len(edit.inserted))

    def describe(self) -> Mapping[str, object]:
        """Return how many characters came and went, never which."""
        return {"removed": len(self.removed), "inserted": len(clean(self.inserted))}

    def _refuse(self, writer: Writer, edit: Edit) -> None:
        if writer.get("transcript", self.transcript) is None:
            raise CommandError("no-transcript", transcript=self.transcript)
        text = writer.text(self.transcript)
        there = 0 <= edit.position <= len(text) and text[edit.position : edit.stop] == edit.removed
        if not there or edit.removed == edit.inserted:
            raise CommandError("text-changed")
        turns = reading.passage(writer.database, self.transcript, edit.position - 1, edit.stop + 1).turns
        if not any(_inside_speech(turn, edit) for turn in turns):
            raise CommandError("edit-outside-speech")


@dataclass(frozen=True, slots=True)
class CorrectText:
    """Replace a passage as a person rewrote it: only words that differ are edited, so that codings between them stay.

    Refusals as for `EditText`, judged word by word.
    """

    label: ClassVar[str] = "edit"
    transcript: str
    position: int
    removed: str
    inserted: str
    drop_codings: bool = False

    def apply(self, writer: Writer) -> None:
        """Make the edits of one step, the last first."""
        edits = differing(self.position, self.removed, clean(self.inserted))
        if not edits:
            raise CommandError("text-changed")
        for edit in reversed(edits):
            part = EditText(self.transcript, edit.position, edit.removed, edit.inserted, self.drop_codings)
            part.apply(writer)

    def describe(self) -> Mapping[str, object]:
        """Return how many characters came and went, never which."""
        edits = differing(self.position, self.removed, clean(self.inserted))
        return {
            "removed": sum(len(one.removed) for one in edits), "inserted": sum(len(one.inserted) for one in edits),
        }


def differing(position: int, before: str, after: str) -> tuple[Edit, ...]:
    """Return the edits that turn a text at a position into another, word by word, each without what both share."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [position]
    for token in old:
        starts.append(starts[-1] + len(token))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(_trimmed(starts[a], "".join(old[a:b]), "".join(new[c:d])))
    return tuple(found)


def _trimmed(position: int, before: str, after: str) -> Edit:
    """Leave out the beginning and end that both have."""
    shared = min(len(before), len(after))
    head = next((at for at in range(shared) if before[at] != after[at]), shared)
    rest = shared - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return Edit(position + head, before[head : len(before) - tail], after[head : len(after) - tail])


def _inside_speech(turn: Turn, edit: Edit) -> bool:
    return any(a <= edit.position and edit.stop <= b for a, b in speech.spoken_ranges(turn))
