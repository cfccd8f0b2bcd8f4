"""Correct the text of a transcript, carrying every coding along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import reading, speech
from projects.errors import CommandError
from projects.model import Turn
from projects.recorder import Row, Writer
from projects.spans import Edit, moved


@dataclass(frozen=True, slots=True)
class EditText:
    """Replace `removed` by `inserted` at a position inside one turn's speech.

    `removed` must be what stands there (`text-changed`). A coded range that would be left empty is refused with
    the number of codings (`codings-lost`), unless `drop_codings` says that they may go.
    """

    label: ClassVar[str] = "edit"
    transcript: str
    position: int
    removed: str
    inserted: str
    drop_codings: bool = False

    def apply(self, writer: Writer) -> None:
        """Change the text, move the ranges and renew the hashes of those whose words changed."""
        edit = Edit(self.position, self.removed, self.inserted)
        self._refuse(writer, edit)
        lost = [row for row in writer.find("excerpt", transcript=self.transcript) if _emptied(row, edit)]
        _drop(writer, lost, allowed=self.drop_codings)
        writer.edit(self.transcript, edit)
        _renew_hashes(writer, self.transcript, edit)

    def describe(self) -> Mapping[str, object]:
        """Return how many characters came and went, never which."""
        return {"removed": len(self.removed), "inserted": len(self.inserted)}

    def _refuse(self, writer: Writer, edit: Edit) -> None:
        if writer.get("transcript", self.transcript) is None:
            raise CommandError("no-transcript", transcript=self.transcript)
        text = writer.text(self.transcript)
        if text[edit.position : edit.stop] != edit.removed or edit.removed == edit.inserted:
            raise CommandError("text-changed")
        turns = reading.document(writer.database, self.transcript).turns
        if not any(_inside_speech(turn, edit) for turn in turns):
            raise CommandError("edit-outside-speech")


def _inside_speech(turn: Turn, edit: Edit) -> bool:
    return any(a <= edit.position and edit.stop <= b for a, b in speech.spoken_ranges(turn))


def _emptied(row: Row, edit: Edit) -> bool:
    start, end = moved(row["start"], row["end"], edit)
    return start == end


def _drop(writer: Writer, excerpts: list[Row], *, allowed: bool) -> None:
    codings = [row for excerpt in excerpts for row in writer.find("coding", excerpt=excerpt["id"])]
    quotes = [row for excerpt in excerpts for row in writer.find("quote", excerpt=excerpt["id"])]
    if quotes or (codings and not allowed):
        raise CommandError("codings-lost", count=len(codings), quotes=len(quotes))
    for row in codings:
        writer.delete("coding", row["id"])
    for row in excerpts:
        writer.delete("excerpt", row["id"])


def _renew_hashes(writer: Writer, transcript: str, edit: Edit) -> None:
    document = reading.document(writer.database, transcript)
    low, high = edit.position, edit.position + len(edit.inserted)
    for row in writer.find("excerpt", transcript=transcript):
        if row["start"] <= high and row["end"] >= low:
            said = speech.speech(document, row["start"], row["end"])
            writer.update("excerpt", row["id"], hash=writer.hash(said))
    words = speech.count_words("\n".join(speech.turn_speech(turn, document.text) for turn in document.turns))
    writer.update("transcript", transcript, hash=writer.hash(document.text), words=words)
