"""Keep searches in the project: save them by name, give them another name, take them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.errors import CommandError
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a search under a name; a search of that name is written over. Refusals: `search-no-name`, `no-query`."""

    label: ClassVar[str] = "save-search"
    name: str
    query: str
    wide: bool = False

    def apply(self, writer: Writer) -> str:
        """Return the search's id."""
        name, query = " ".join(self.name.split()), self.query.strip()
        if not name:
            raise CommandError("search-no-name")
        if not query:
            raise CommandError("no-query")
        row = {"name": name, "query": query, "wide": int(self.wide)}
        there = writer.find("saved_search", name=name)
        if there:
            writer.update("saved_search", there[0]["id"], **row)
            return str(there[0]["id"])
        return writer.insert("saved_search", row)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a query may hold somebody's words."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveSearch:
    """Take a kept search (by id) away. Refusal: `no-search`."""

    label: ClassVar[str] = "remove-search"
    search: str

    def apply(self, writer: Writer) -> None:
        """Delete the row."""
        if writer.get("saved_search", self.search) is None:
            raise CommandError("no-search")
        writer.delete("saved_search", self.search)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a query may hold somebody's words."""
        return {}
