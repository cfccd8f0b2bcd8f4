"""Correct the text of a transcript, carrying every coding along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import reading, speech
from projects.commands.carrying import clean, renew, rewrite
from projects.errors import CommandError
from projects.model import Turn
from projects.recorder import Writer
from projects.spans import Edit


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


def _inside_speech(turn: Turn, edit: Edit) -> bool:
    return any(a <= edit.position and edit.stop <= b for a, b in speech.spoken_ranges(turn))
