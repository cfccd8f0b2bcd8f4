"""Take names away for ever: from texts, from everything else in the project, from its history and its copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.commands.pseudonyms import Replaced, put_substitutes
from projects.errors import CommandError
from projects.recorder import Writer
from projects.walls.acts import Wiped, forget_origin
from projects.walls.places import write


@dataclass(frozen=True, slots=True)
class Cell:
    """Say that a text outside the transcripts (a memo, a comment, a name) shall be another."""

    table: str
    column: str
    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Anonymise:
    """Put substitutes in the place of names for ever; `words` are all forms of names that no byte may hold any more.

    Names that gave way earlier leave the history as well. Refusals: as for `swap`, and `selection-stale` when another
    text of the project has changed since it was looked at.
    """

    label: ClassVar[str] = "anonymise"
    places: tuple[Replaced, ...]
    words: tuple[str, ...]
    cells: tuple[Cell, ...] = ()

    def wipe(self, writer: Writer) -> Wiped:
        """Rewrite texts and cells; forget the files that texts with substitutes came from."""
        put_substitutes(writer, self.places)
        for one in self.cells:
            row = writer.get(one.table, one.id)
            if row is None or row[one.column] != one.before:
                raise CommandError("selection-stale")
            write(writer.database, one.table, one.column, one.id, one.after)
        changed = {str(row["transcript"]) for row in writer.find("pseudonym")}
        for transcript in sorted(changed):
            forget_origin(writer, transcript, self.words)
        everything = frozenset(str(row["id"]) for row in writer.find("transcript"))
        return Wiped(everything, self.words, {"passage": len(self.places)}, whole=True)

    def describe(self) -> Mapping[str, object]:
        """Return how many places were changed now."""
        return {"places": len(self.places)}
