"""What a project knows of its turns beside their words: codes, coders, variables; read for a query's filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebooks.model import Codebook

if TYPE_CHECKING:
    from projects.model import Coder, Coding, Excerpt
    from projects.store import Store

_VALUES = "SELECT name, target_table, target, value FROM variable_value JOIN variable ON variable.id = variable"


@dataclass(frozen=True, slots=True)
class Described:
    """Say what a variable is for one transcript or person (`table`, `target`)."""

    name: str
    table: str
    target: str
    value: object


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the filters of a query ask about."""

    codebook: Codebook = Codebook()  # noqa: RUF009 - a frozen value
    coders: tuple[Coder, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    codings: tuple[Coding, ...] = ()
    values: tuple[Described, ...] = ()


def facts_of(store: Store) -> Facts:
    """Read them from an open project."""
    rows = store.database.execute(f"{_VALUES} ORDER BY name").fetchall()
    values = tuple(Described(*row) for row in rows)
    return Facts(store.codebook(), store.coders(), store.excerpts(), store.codings(), values)
