"""Write memos and journal entries, change them, hang them elsewhere, take them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.commands.coding import drop_when_empty
from projects.errors import CommandError
from projects.memos import JOURNAL, KINDS, TABLES, stored_anchor
from projects.model import Anchor
from projects.recorder import Row, Writer
from projects.typed import iso_date

_FREE = Anchor()


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo, or an entry of the project's journal (`kind` is `memo` or `journal`).

    `day` is a journal entry's ISO date, today when it is empty. Refusals: `memo-empty`, `memo-kind`,
    `memo-target-gone`, `bad-range`, `bad-date`.
    """

    label: ClassVar[str] = "memo"
    text: str
    title: str = ""
    anchor: Anchor = _FREE
    kind: str = KINDS[0]
    day: str = ""

    def apply(self, writer: Writer) -> str:
        """Return the new memo's id."""
        if self.kind not in KINDS:
            raise CommandError("memo-kind", kind=self.kind)
        _refuse_empty(self.title, self.text)
        _refuse_anchor(writer, self.anchor)
        row = {
            **stored_anchor(self.anchor), "title": self.title.strip(), "text": self.text, "coder": writer.coder,
            "time": writer.time, "kind": self.kind, "changed": writer.time, "day": _day(writer, self.kind, self.day),
        }
        return writer.insert("memo", row)

    def describe(self) -> Mapping[str, object]:
        """Return which kind it is."""
        return {"kind": self.kind}


@dataclass(frozen=True, slots=True)
class EditMemo:
    """Change a memo's title and text, and a journal entry's day; refusals as for `WriteMemo`, and `no-memo`."""

    label: ClassVar[str] = "edit-memo"
    memo: str
    title: str
    text: str
    day: str = ""

    def apply(self, writer: Writer) -> None:
        """Write nothing when nothing is another."""
        row = _row(writer, self.memo)
        _refuse_empty(self.title, self.text)
        day = _day(writer, row["kind"], self.day or row["day"])
        fresh = {"title": self.title.strip(), "text": self.text, "day": day}
        if any(row[column] != value for column, value in fresh.items()):
            writer.update("memo", self.memo, **fresh, changed=writer.time)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a memo may tell of an interview."""
        return {}


@dataclass(frozen=True, slots=True)
class AttachMemo:
    """Hang a memo on something else, or on nothing; an excerpt that only this memo held goes."""

    label: ClassVar[str] = "attach-memo"
    memo: str
    anchor: Anchor

    def apply(self, writer: Writer) -> None:
        """Change the memo's row; refuse with `no-memo`, `memo-target-gone` or `bad-range`."""
        row = _row(writer, self.memo)
        _refuse_anchor(writer, self.anchor)
        writer.update("memo", self.memo, **stored_anchor(self.anchor))
        _let_go(writer, row)

    def describe(self) -> Mapping[str, object]:
        """Return what it hangs on now."""
        return {"kind": self.anchor.kind}


@dataclass(frozen=True, slots=True)
class RemoveMemo:
    """Take a memo away; an excerpt that only this memo held goes with it."""

    label: ClassVar[str] = "remove-memo"
    memo: str

    def apply(self, writer: Writer) -> None:
        """Delete the row; refuse with `no-memo`."""
        row = _row(writer, self.memo)
        writer.delete("memo", self.memo)
        _let_go(writer, row)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a title may be anybody's name."""
        return {}


def _row(writer: Writer, memo: str) -> Row:
    row = writer.get("memo", memo)
    if row is None:
        raise CommandError("no-memo")
    return row


def _let_go(writer: Writer, row: Row) -> None:
    if row["target_table"] == "excerpt" and row["target"] is not None:
        drop_when_empty(writer, row["target"])


def _refuse_empty(title: str, text: str) -> None:
    if not title.strip() and not text.strip():
        raise CommandError("memo-empty")


def _day(writer: Writer, kind: str, day: str) -> str:
    """Return the ISO date of a journal entry: the one given, else today's; a memo has none."""
    return (iso_date(day) if day else writer.time[:10]) if kind == JOURNAL else ""


def _refuse_anchor(writer: Writer, anchor: Anchor) -> None:
    if anchor.kind in ("free", "project"):
        return
    table = "transcript" if anchor.kind == "place" else anchor.kind
    if table not in TABLES or writer.get(table, anchor.id) is None:
        raise CommandError("memo-target-gone")
    if anchor.kind == "place":
        length = len(writer.text(anchor.id))
        start, end = anchor.start, anchor.end
        if start is None or end is None or not 0 <= start <= end <= length:
            raise CommandError("bad-range", start=start, end=end, length=length)
