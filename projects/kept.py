"""What other programs' projects and ours have no common place for: kept for the way out, or staying at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.model import Kept

if TYPE_CHECKING:
    from sqlite_utils import Database


_STAYS = ("quote", "consent", "plan", "round")


def staying(database: Database) -> dict[str, int]:
    """Return how many quotes, consents, report plans and review rounds stay here, by kind, none left out."""
    counts = {kind: database.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in _STAYS}  # noqa: S608 - names are ours
    return {kind: count for kind, count in counts.items() if count}


def kept(database: Database) -> tuple[Kept, ...]:
    """Return everything kept, in the order it came."""
    rows = database.execute("SELECT id, kind, xml FROM kept ORDER BY rowid").fetchall()
    return tuple(Kept(*row) for row in rows)
