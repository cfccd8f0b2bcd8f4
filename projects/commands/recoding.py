"""Work on codings that are there: another code, two out of one, one out of several, weight and comment, a new code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from codebooks import edit
from codebooks.model import Code as BookCode
from projects import reading, speech
from projects.codebook_rows import write_codebook
from projects.commands.coding import (
    Coded,
    coding_row,
    drop_when_empty,
    excerpt_at,
    put_coding,
    refuse_code,
    refuse_stale,
    rehang,
    target_excerpt,
)
from projects.errors import CommandError
from projects.recorder import Row, Writer

HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Recode:
    """Let codings (by id) have another code; they are signed anew, for it is another reading of the passage.

    Where the same coder has put that code already the two become one. Refusals: `no-coding`, `unknown-code`,
    `retired-code`.
    """

    label: ClassVar[str] = "recode"
    codings: tuple[str, ...]
    code: str

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the codings that have the code now, in the order asked for."""
        refuse_code(writer, self.code)
        rows = [coding_row(writer, one) for one in self.codings]
        return tuple(self._recoded(writer, row) for row in rows)

    def describe(self) -> Mapping[str, object]:
        """Return how many codings have another code now."""
        return {"codings": len(self.codings)}

    def _recoded(self, writer: Writer, row: Row) -> str:
        if row["code"] == self.code:
            return str(row["id"])
        same = writer.find("coding", excerpt=row["excerpt"], code=self.code, coder=writer.coder)
        if same:
            writer.delete("coding", row["id"])
            return str(same[0]["id"])
        writer.update("coding", row["id"], code=self.code, coder=writer.coder, time=writer.time)
        return str(row["id"])


@dataclass(frozen=True, slots=True)
class SplitCoding:
    """Part codings (by id) at a position of the transcript, in code points; both parts have all the coding has.

    Blanks at the cut belong to neither part. `before` is what the person saw from the coding's start to the position;
    when something else stands there by now, `selection-stale`. Refusals: `no-coding`, `bad-split` when the position
    does not lie inside a coding or leaves a part without speech.
    """

    label: ClassVar[str] = "split-coding"
    codings: tuple[str, ...]
    position: int
    before: str | None = None

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the new codings, those behind the position, in the order asked for."""
        return tuple(self._split(writer, coding_row(writer, one)) for one in self.codings)

    def describe(self) -> Mapping[str, object]:
        """Return how many codings were parted."""
        return {"codings": len(self.codings)}

    def _split(self, writer: Writer, row: Row) -> str:
        old = _excerpt_row(writer, row)
        start, end = old["start"], old["end"]
        text = writer.text(old["transcript"])
        if self.before not in (None, text[start : self.position]):
            raise CommandError("selection-stale")
        low = start + len(text[start : self.position].rstrip())
        high = end - len(text[self.position : end].lstrip())
        if not start < self.position < end or not _speaks(writer, old, low, high):
            raise CommandError("bad-split")
        before = target_excerpt(writer, old, [row], start, low)
        rehang(writer, row, before)
        if before != old["id"]:
            drop_when_empty(writer, old["id"])
        return _copy(writer, row, excerpt_at(writer, old["transcript"], high, end))


@dataclass(frozen=True, slots=True)
class MergeCodings:
    """Make one coding of several (by id) that overlap or follow each other with no word between them.

    All must be of one code and one coder, else nobody could tell any more who coded what. The first one stays, over
    the whole range; comments are joined, the first weight there is stays. Refusals: `no-coding`, `different-codings`,
    `not-adjacent`.
    """

    label: ClassVar[str] = "merge-codings"
    codings: tuple[str, ...]

    def apply(self, writer: Writer) -> str:
        """Return the coding that stays."""
        rows = [coding_row(writer, one) for one in dict.fromkeys(self.codings)]
        places = {row["id"]: _excerpt_row(writer, row) for row in rows}
        rows.sort(key=lambda row: (places[row["id"]]["start"], -places[row["id"]]["end"]))
        _refuse_different(rows, places)
        _refuse_apart(writer, [places[row["id"]] for row in rows])
        first, rest = rows[0], rows[1:]
        for row in rest:
            writer.delete("coding", row["id"])
        end = max(places[row["id"]]["end"] for row in rows)
        old = places[first["id"]]
        target = target_excerpt(writer, old, [first], old["start"], end)
        kept = rehang(writer, first, target)
        for place in dict.fromkeys(place["id"] for place in places.values() if place["id"] != target):
            drop_when_empty(writer, place)
        writer.update("coding", kept, weight=_weight(rows), comment=_comments(rows))
        return kept

    def describe(self) -> Mapping[str, object]:
        """Return how many codings became one."""
        return {"codings": len(self.codings)}


@dataclass(frozen=True, slots=True)
class DescribeCoding:
    """Give codings (by id) a weight, 0 to 100 or None, and a comment. Refusals: `no-coding`, `bad-weight`."""

    label: ClassVar[str] = "describe-coding"
    codings: tuple[str, ...]
    weight: int | None
    comment: str

    def apply(self, writer: Writer) -> None:
        """Write what is different."""
        if self.weight is not None and not 0 <= self.weight <= HEAVIEST:
            raise CommandError("bad-weight", weight=self.weight)
        for one in self.codings:
            coding_row(writer, one)
            writer.update("coding", one, weight=self.weight, comment=self.comment)

    def describe(self) -> Mapping[str, object]:
        """Return how many codings were described; never the comment."""
        return {"codings": len(self.codings)}


@dataclass(frozen=True, slots=True)
class CodeNew:
    """Add a code to the codebook and put it on a range, in one step: coding in vivo.

    Refusals as for `Code` and for `codebooks.edit.add_code`.
    """

    label: ClassVar[str] = "code-new"
    transcript: str
    start: int
    end: int
    code: BookCode
    text: str | None = None

    def apply(self, writer: Writer) -> Coded:
        """Return the excerpt and the one coding."""
        refuse_stale(writer, self.transcript, self.start, self.end, self.text)
        write_codebook(writer, edit.add_code(reading.codebook(writer.database), self.code))
        excerpt = excerpt_at(writer, self.transcript, self.start, self.end)
        return Coded(excerpt, (put_coding(writer, excerpt, self.code.id),))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the name may be somebody's words."""
        return {}


def _excerpt_row(writer: Writer, coding: Row) -> Row:
    row = writer.get("excerpt", coding["excerpt"])
    if row is None:
        raise CommandError("no-coding", coding=coding["id"])
    return row


def _speaks(writer: Writer, old: Row, low: int, high: int) -> bool:
    document = reading.passage(writer.database, old["transcript"], old["start"], old["end"])
    return bool(speech.speech(document, old["start"], low)) and bool(speech.speech(document, high, old["end"]))


def _copy(writer: Writer, row: Row, excerpt: str) -> str:
    same = writer.find("coding", excerpt=excerpt, code=row["code"], coder=row["coder"])
    if same:
        return str(same[0]["id"])
    return writer.insert("coding", {**{key: value for key, value in row.items() if key != "id"}, "excerpt": excerpt})


def _refuse_different(rows: Sequence[Row], places: Mapping[str, Row]) -> None:
    kinds = {(row["code"], row["coder"], places[row["id"]]["transcript"]) for row in rows}
    if len(rows) < 2 or len(kinds) != 1:  # noqa: PLR2004 - one coding has nothing to become one with
        raise CommandError("different-codings")


def _refuse_apart(writer: Writer, places: Sequence[Row]) -> None:
    transcript, reached = places[0]["transcript"], places[0]["end"]
    for place in places[1:]:
        if place["start"] > reached:
            document = reading.passage(writer.database, transcript, reached, place["start"])
            if speech.count_words(speech.speech(document, reached, place["start"])):
                raise CommandError("not-adjacent")
        reached = max(reached, place["end"])


def _weight(rows: Sequence[Row]) -> int | None:
    return next((row["weight"] for row in rows if row["weight"] is not None), None)


def _comments(rows: Sequence[Row]) -> str:
    return "\n".join(dict.fromkeys(row["comment"] for row in rows if row["comment"]))
