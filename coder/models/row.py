"""Say what one row of a list shows: a plain value, painted by the delegate and read out by a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

ROW = int(Qt.ItemDataRole.UserRole) + 1
PAYLOAD = int(Qt.ItemDataRole.UserRole) + 2

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Square:
    """Name the colour of a family's square; a subcode's is lighter."""

    slot: int
    lighter: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Say everything that one row shows.

    `lead` stands bold in a column of its own, `second` under the title, `count` and `aside` at the right.
    `matched` are code points of the title to be drawn bold; `note` follows the title in quiet text.
    `dim` writes the title in quiet text. `check` puts a box before the row, `ticked` a tick on its square.
    `noted` says how many memos there are, and shows a note at the right. `mood` (`ok`, `error`) colours the aside,
    whose words and sign say the same. The second line of a `wide` row goes on below the aside.
    """

    title: str
    second: str = ""
    count: str = ""
    aside: str = ""
    lead: str = ""
    note: str = ""
    square: Square | None = None
    level: int = 0
    strong: bool = False
    heading: bool = False
    ticked: bool = False
    check: bool | None = None
    matched: tuple[tuple[int, int], ...] = ()
    tip: str = ""
    dim: bool = False
    short: str = ""
    noted: str = ""
    mood: str = ""
    wide: bool = False

    def spoken(self) -> str:
        """Return the row in words, for a screen reader."""
        parts = (self.lead, self.title, self.second, self.note, self.aside, self.count, self.noted)
        return ", ".join(part for part in parts if part)
