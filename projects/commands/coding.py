"""Code passages, take codes away, move a coding to another range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import reading, speech
from projects.errors import CommandError
from projects.recorder import Row, Writer


@dataclass(frozen=True, slots=True)
class Coded:
    """Answer a coding: the excerpt's id, and the coding's id for each code asked for, in order."""

    excerpt: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Put codes (by id) on a range of a transcript, in one step.

    A range that has an excerpt keeps it; a code that the same coder has put there already is not written again.
    `text` is what the person saw in the range; when something else stands there by now, `selection-stale`.
    Refusals: `no-transcript`, `bad-range`, `no-speech`, `unknown-code`, `retired-code`, `no-code`.
    """

    label: ClassVar[str] = "code"
    transcript: str
    start: int
    end: int
    codes: tuple[str, ...]
    text: str | None = None

    def apply(self, writer: Writer) -> Coded:
        """Find or make the excerpt, then each coding."""
        if not self.codes:
            raise CommandError("no-code")
        for code in self.codes:
            refuse_code(writer, code)
        refuse_stale(writer, self.transcript, self.start, self.end, self.text)
        excerpt = excerpt_at(writer, self.transcript, self.start, self.end)
        return Coded(excerpt, tuple(put_coding(writer, excerpt, code) for code in self.codes))

    def describe(self) -> Mapping[str, object]:
        """Return how many codes were put."""
        return {"codes": len(self.codes)}


@dataclass(frozen=True, slots=True)
class Uncode:
    """Take codings (by id) away, and each excerpt that this empties unless a quote, memo or theme holds it."""

    label: ClassVar[str] = "uncode"
    codings: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Remove the codings; refuse with `no-coding` when one is not there."""
        excerpts = dict.fromkeys(coding_row(writer, one)["excerpt"] for one in self.codings)
        for one in self.codings:
            writer.delete("coding", one)
        for excerpt in excerpts:
            drop_when_empty(writer, excerpt)

    def describe(self) -> Mapping[str, object]:
        """Return how many codings went."""
        return {"codings": len(self.codings)}


@dataclass(frozen=True, slots=True)
class Resize:
    """Move codings (by id) to another range of their transcript.

    An excerpt that moves whole keeps its id, unless the new range has an excerpt already. Codings that would
    stand there twice become one. `text` is what the person saw in the new range, as for `Code`.
    Refusals as for `Code`, and `no-coding`.
    """

    label: ClassVar[str] = "resize"
    codings: tuple[str, ...]
    start: int
    end: int
    text: str | None = None

    def apply(self, writer: Writer) -> Coded | None:
        """Return the excerpt that holds the codings now."""
        rows = [coding_row(writer, one) for one in self.codings]
        if not rows:
            return None
        old = writer.get("excerpt", rows[0]["excerpt"])
        if old is None or any(row["excerpt"] != old["id"] for row in rows):
            raise CommandError("several-excerpts")
        refuse_stale(writer, old["transcript"], self.start, self.end, self.text)
        target = target_excerpt(writer, old, rows, self.start, self.end)
        kept = tuple(rehang(writer, row, target) for row in rows)
        if target != old["id"]:
            drop_when_empty(writer, old["id"])
        return Coded(target, kept)

    def describe(self) -> Mapping[str, object]:
        """Return how many codings moved."""
        return {"codings": len(self.codings)}


def refuse_stale(writer: Writer, transcript: str, start: int, end: int, text: str | None) -> None:
    """Refuse with `selection-stale` when other words stand in a range than a person saw there."""
    if text is None:
        return
    found = writer.select(
        "SELECT substr(text, ?, ?) AS part FROM body WHERE id = ?", start + 1, end - start, transcript
    )
    if found and found[0]["part"] != text:
        raise CommandError("selection-stale")


def excerpt_hash(writer: Writer, transcript: str, start: int, end: int) -> str:
    """Return the keyed hash of the speech in a range; refuse a range outside the text or without speech."""
    if writer.get("transcript", transcript) is None:
        raise CommandError("no-transcript", transcript=transcript)
    length = writer.select("SELECT length(text) AS length FROM body WHERE id = ?", transcript)[0]["length"]
    if not 0 <= start < end <= length:
        raise CommandError("bad-range", start=start, end=end, length=length)
    document = reading.passage(writer.database, transcript, start, end)
    said = speech.speech(document, start, end)
    if not said:
        raise CommandError("no-speech", start=start, end=end)
    return writer.hash(said)


def excerpt_at(writer: Writer, transcript: str, start: int, end: int) -> str:
    """Return the excerpt of a range; make it when there is none. Refusals as for `excerpt_hash`."""
    mark = excerpt_hash(writer, transcript, start, end)
    there = writer.find("excerpt", transcript=transcript, start=start, end=end)
    if there:
        return str(there[0]["id"])
    return writer.insert("excerpt", {"transcript": transcript, "start": start, "end": end, "hash": mark})


def put_coding(writer: Writer, excerpt: str, code: str) -> str:
    """Return the coding of this code by this coder on an excerpt; make it when there is none."""
    there = writer.find("coding", excerpt=excerpt, code=code, coder=writer.coder)
    if there:
        return str(there[0]["id"])
    row = {"excerpt": excerpt, "code": code, "coder": writer.coder, "time": writer.time, "weight": None, "comment": ""}
    return writer.insert("coding", row)


def target_excerpt(writer: Writer, old: Row, rows: list[Row], start: int, end: int) -> str:
    """Return the excerpt for the new range: the one there, the old one moved, or a new one."""
    mark = excerpt_hash(writer, old["transcript"], start, end)
    there = writer.find("excerpt", transcript=old["transcript"], start=start, end=end)
    if there:
        return str(there[0]["id"])
    alone = len(writer.find("coding", excerpt=old["id"])) == len(rows) and not _hangs(writer, old["id"])
    if alone:
        writer.update("excerpt", old["id"], start=start, end=end, hash=mark)
        return str(old["id"])
    return writer.insert("excerpt", {"transcript": old["transcript"], "start": start, "end": end, "hash": mark})


def rehang(writer: Writer, row: Row, excerpt: str) -> str:
    """Hang a coding on an excerpt; when the same code by the same coder hangs there, that one stays alone."""
    same = writer.find("coding", excerpt=excerpt, code=row["code"], coder=row["coder"])
    if same and same[0]["id"] != row["id"]:
        for memo in writer.find("memo", target=row["id"]):
            writer.update("memo", memo["id"], target=same[0]["id"])
        writer.delete("coding", row["id"])
        return str(same[0]["id"])
    writer.update("coding", row["id"], excerpt=excerpt)
    return str(row["id"])


def drop_when_empty(writer: Writer, excerpt: str) -> None:
    """Remove an excerpt on which nothing hangs any more."""
    if not writer.find("coding", excerpt=excerpt) and not _hangs(writer, excerpt):
        writer.delete("excerpt", excerpt)


def _hangs(writer: Writer, excerpt: str) -> bool:
    return bool(
        writer.find("quote", excerpt=excerpt)
        or writer.find("memo", target=excerpt)
        or writer.find("theme_member", target=excerpt)
    )


def coding_row(writer: Writer, coding: str) -> Row:
    """Return the row of a coding; refuse with `no-coding` when it is not there."""
    row = writer.get("coding", coding)
    if row is None:
        raise CommandError("no-coding", coding=coding)
    return row


def refuse_code(writer: Writer, code: str) -> None:
    """Refuse a code that is not there (`unknown-code`) or retired (`retired-code`)."""
    row = writer.get("code", code)
    if row is None:
        raise CommandError("unknown-code", text=code)
    if row["retired"]:
        raise CommandError("retired-code", key=row["key"])
