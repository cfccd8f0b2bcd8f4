"""Read Rich Text Format: the text as it stands when all changes are accepted, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projects.errors import ImportRefusedError
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding, Step
from projects.importers.language import guess_language
from projects.importers.notes import numbered_notes
from projects.importers.rich_text_walk import MOST_TOKENS, CutOffError, TooLongError, TooManyWordsError, Walked, walk

_MAX_BYTES = 60_000_000


@dataclass(frozen=True, slots=True)
class RichTextImporter:
    """Read RTF."""

    name: str = "rich-text"
    formats: tuple[str, ...] = ("rtf",)
    suffixes: tuple[str, ...] = (".rtf",)

    def read(self, source: Source) -> Content:
        """Return body and notes of the document, and what was left out of them."""
        if len(source.data) > _MAX_BYTES:
            raise ImportRefusedError("too-large", file=source.name, limit=_MAX_BYTES // 1_000_000)
        try:
            body = walk(source.data, MAX_TEXT)
        except CutOffError:
            raise ImportRefusedError("damaged-file", file=source.name) from None
        except TooLongError:
            raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT) from None
        except TooManyWordsError:
            raise ImportRefusedError("too-many-pieces", file=source.name, limit=MOST_TOKENS) from None
        notes, added = numbered_notes(body.notes, guess_language(body.text))
        steps = (Step("note-numbers", added, 0),) if added else ()
        return Content(body.text, notes, tuple(_findings(body, len(notes))), flowing=True, steps=steps)


def _findings(body: Walked, notes: int) -> Iterator[Finding]:
    if body.accepted or body.dropped:
        yield Finding("tracked-changes", {"accepted": body.accepted, "dropped": body.dropped})
    for code, count in (
        ("text-boxes", body.boxes),
        ("notes", notes),
        ("hidden-text", body.hidden),
        ("embedded-left-out", body.embedded),
        ("comments-left-out", body.comments),
        ("headers-left-out", body.headers),
        ("encoding", body.text.count("\ufffd")),
    ):
        if count:
            yield Finding(code, {"count": count})
