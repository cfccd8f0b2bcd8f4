"""Move ranges along when text is edited: the one rule that keeps every coding on its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `removed` at `position` by `inserted` (code points)."""

    position: int
    removed: str
    inserted: str

    @property
    def stop(self) -> int:
        """Return where the removed part ends."""
        return self.position + len(self.removed)

    @property
    def growth(self) -> int:
        """Return by how much everything behind the edit moves."""
        return len(self.inserted) - len(self.removed)

    @property
    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return Edit(self.position, self.inserted, self.removed)

    def applied(self, text: str) -> str:
        """Return the text after the edit."""
        return text[: self.position] + self.inserted + text[self.stop :]


def moved(start: int, end: int, edit: Edit, *, inclusive: bool = False) -> tuple[int, int]:
    """Return where a range lies after an edit; start == end says that nothing of it is left.

    A range that is empty already stays in front of what is inserted there.
    An insertion at the range's edge stays outside, unless `inclusive` (turns: no typed letter may fall between
    two of them). An end inside the removed part is clipped to its edge and the inserted text stays outside.
    """
    p, q = edit.position, edit.stop
    if p == q and p in (start, end):
        return _at_edge(start, end, edit, inclusive=inclusive)
    if end <= p:
        return start, end
    if start >= q:
        return start + edit.growth, end + edit.growth
    if start <= p and q <= end:
        return start, end + edit.growth
    new_start = p + len(edit.inserted) if start > p else start
    new_end = end + edit.growth if end >= q else p
    return new_start, max(new_start, new_end)


def _at_edge(start: int, end: int, edit: Edit, *, inclusive: bool) -> tuple[int, int]:
    if inclusive:
        return start, end + edit.growth
    if edit.position == start and start < end:
        return start + edit.growth, end + edit.growth
    return start, end
