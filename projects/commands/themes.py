"""Gather codes, excerpts and quotes into themes, one verb a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from projects.errors import CommandError
from projects.recorder import Row, Writer

KINDS = ("code", "excerpt", "quote")
"""What a theme can gather; each is the name of a table."""


@dataclass(frozen=True, slots=True)
class AddTheme:
    """Make a theme, last in the list. Refusal: `theme-no-name`."""

    label: ClassVar[str] = "add-theme"
    name: str

    def apply(self, writer: Writer) -> str:
        """Return the theme's id."""
        row = {"name": _named(self.name), "prose": "", "position": len(writer.find("theme"))}
        return writer.insert("theme", row)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a name may be anybody's."""
        return {}


@dataclass(frozen=True, slots=True)
class WriteTheme:
    """Give a theme another name and prose. Refusals: `no-theme`, `theme-no-name`."""

    label: ClassVar[str] = "write-theme"
    theme: str
    name: str
    prose: str

    def apply(self, writer: Writer) -> None:
        """Write both."""
        writer.update("theme", _theme(writer, self.theme)["id"], name=_named(self.name), prose=self.prose)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the texts are in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class StepTheme:
    """Move a theme one place up (-1) or down (1); at the edge nothing changes. Refusal: `no-theme`."""

    label: ClassVar[str] = "move-theme"
    theme: str
    by: int

    def apply(self, writer: Writer) -> None:
        """Write the order."""
        row = _theme(writer, self.theme)
        rows = writer.select("SELECT * FROM theme ORDER BY position, rowid")
        _reorder(writer, "theme", rows, row, rows.index(row) + self.by)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the order is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveTheme:
    """Take a theme away; what it gathered stays where it is. Refusal: `no-theme`."""

    label: ClassVar[str] = "remove-theme"
    theme: str

    def apply(self, writer: Writer) -> None:
        """Drop its places and the theme."""
        row = _theme(writer, self.theme)
        writer.delete_all("theme_member", writer.find("theme_member", theme=row["id"]))
        writer.delete("theme", row["id"])

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the rows say it."""
        return {}


@dataclass(frozen=True, slots=True)
class GatherIntoTheme:
    """Put things of one kind (`code`, `excerpt`, `quote`) into a theme, last; what is there already stays.

    Refusals: `no-theme`, `theme-no-target` when one of the things is not there.
    """

    label: ClassVar[str] = "gather-into-theme"
    theme: str
    kind: str
    targets: tuple[str, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids of the new places."""
        theme = _theme(writer, self.theme)["id"]
        rows = _members(writer, theme)
        there = {row["target"] for row in rows}
        fresh = [one for one in dict.fromkeys(self.targets) if one not in there]
        if self.kind not in KINDS or any(writer.get(self.kind, one) is None for one in fresh):
            raise CommandError("theme-no-target")
        first = max((row["position"] for row in rows), default=-1) + 1
        return tuple(
            writer.insert("theme_member", {"theme": theme, "kind": self.kind, "target": one, "position": at})
            for at, one in enumerate(fresh, first)
        )

    def describe(self) -> Mapping[str, object]:
        """Return how many things it is about."""
        return {"count": len(self.targets)}


@dataclass(frozen=True, slots=True)
class MoveInTheme:
    """Put one of a theme's members (by id) at a place among them, counted from 0. Refusal: `theme-no-member`."""

    label: ClassVar[str] = "move-in-theme"
    member: str
    place: int

    def apply(self, writer: Writer) -> None:
        """Write the order."""
        row = writer.get("theme_member", self.member)
        if row is None:
            raise CommandError("theme-no-member")
        _reorder(writer, "theme_member", _members(writer, row["theme"]), row, self.place)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the order is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class TakeFromTheme:
    """Take members (by id) out of their theme. Refusal: `theme-no-member`."""

    label: ClassVar[str] = "take-from-theme"
    members: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Drop their places; an excerpt that nothing else holds stays, as it was before the theme held it."""
        for one in self.members:
            if writer.get("theme_member", one) is None:
                raise CommandError("theme-no-member")
            writer.delete("theme_member", one)

    def describe(self) -> Mapping[str, object]:
        """Return how many went."""
        return {"count": len(self.members)}


def _theme(writer: Writer, theme: str) -> Row:
    row = writer.get("theme", theme)
    if row is None:
        raise CommandError("no-theme")
    return row


def _members(writer: Writer, theme: str) -> list[Row]:
    return writer.select("SELECT * FROM theme_member WHERE theme = ? ORDER BY position, rowid", theme)


def _named(name: str) -> str:
    if not name.strip():
        raise CommandError("theme-no-name")
    return name.strip()


def _reorder(writer: Writer, table: str, rows: Sequence[Row], row: Row, place: int) -> None:
    others = [one for one in rows if one["id"] != row["id"]]
    place = min(max(place, 0), len(others))
    for at, one in enumerate((*others[:place], row, *others[place:])):
        writer.update(table, one["id"], position=at)
