"""Code many passages in one step: ticked search hits, an autocode plan, every turn of a speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from projects import reading, speech
from projects.commands.coding import put_coding, refuse_code
from projects.errors import CommandError
from projects.model import Document
from projects.recorder import Writer


class Passage(NamedTuple):
    """Name a range of a transcript by id; `text`, when given, is what must still stand there (`selection-stale`)."""

    transcript: str
    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RangesCoded:
    """Answer how many codings were made, and how many the same coder had made already."""

    made: int
    there: int


@dataclass(frozen=True, slots=True)
class CodeRanges:
    """Put codes (by id) on many passages, all or none, in one step.

    What holds for `Code` holds for each passage. Refusals: `no-code`, `unknown-code`, `retired-code`,
    `no-transcript`, `bad-range`, `no-speech`, `selection-stale`.
    """

    label: ClassVar[str] = "code-ranges"
    ranges: tuple[Passage, ...]
    codes: tuple[str, ...]

    def apply(self, writer: Writer) -> RangesCoded:
        """Read each transcript once and code its passages in the order given."""
        if not self.codes:
            raise CommandError("no-code")
        for code in self.codes:
            refuse_code(writer, code)
        before = _count(writer)
        for transcript in dict.fromkeys(one.transcript for one in self.ranges):
            passages = [one for one in self.ranges if one.transcript == transcript]
            _code_transcript(writer, transcript, passages, self.codes)
        made = _count(writer) - before
        asked = {(one[:3], code) for one in self.ranges for code in self.codes}
        return RangesCoded(made, len(asked) - made)

    def describe(self) -> Mapping[str, object]:
        """Return how many passages and how many codes."""
        return {"passages": len(self.ranges), "codes": len(self.codes)}


def _code_transcript(writer: Writer, transcript: str, passages: Iterable[Passage], codes: tuple[str, ...]) -> None:
    if writer.get("transcript", transcript) is None:
        raise CommandError("no-transcript", transcript=transcript)
    document = reading.document(writer.database, transcript)
    for passage in passages:
        excerpt = _excerpt(writer, document, passage)
        for code in codes:
            put_coding(writer, excerpt, code)


def _excerpt(writer: Writer, document: Document, passage: Passage) -> str:
    start, end, length = passage.start, passage.end, len(document.text)
    if not 0 <= start < end <= length:
        raise CommandError("bad-range", start=start, end=end, length=length)
    if passage.text is not None and document.text[start:end] != passage.text:
        raise CommandError("selection-stale")
    there = writer.find("excerpt", transcript=passage.transcript, start=start, end=end)
    if there:
        return str(there[0]["id"])
    said = speech.speech(document, start, end)
    if not said:
        raise CommandError("no-speech", start=start, end=end)
    row = {"transcript": passage.transcript, "start": start, "end": end, "hash": writer.hash(said)}
    return writer.insert("excerpt", row)


def _count(writer: Writer) -> int:
    return int(writer.select("SELECT count(*) AS count FROM coding")[0]["count"])
