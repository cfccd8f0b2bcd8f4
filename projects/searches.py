"""Searches that the project keeps, to be run again when there is more to search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projects.store import Store


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Hold a search by name: its query, filters included, and whether it asks for derived words."""

    id: str
    name: str
    query: str
    wide: bool


def saved_searches(store: Store) -> tuple[SavedSearch, ...]:
    """Return the project's searches by name."""
    rows = store.database.execute("SELECT id, name, query, wide FROM saved_search").fetchall()
    found = (SavedSearch(id_, name, query, bool(wide)) for id_, name, query, wide in rows)
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
