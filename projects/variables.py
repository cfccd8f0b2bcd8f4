"""Read variables and their values from a project's rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from projects.model import Variable, VariableValue

if TYPE_CHECKING:
    from sqlite_utils import Database

    from projects.model import Value

OWNERS = ("person", "transcript")


def variables(database: Database, owner: str | None = None) -> tuple[Variable, ...]:
    """Return variables in their order, of persons first, or those of one owner (`person`, `transcript`)."""
    rows = database.execute(
        "SELECT id, name, target_table, kind, choices, position, description FROM variable "
        "ORDER BY target_table, position, rowid"
    ).fetchall()
    found = (Variable(*row[:4], tuple(json.loads(row[4])), *row[5:]) for row in rows)  # type: ignore[call-arg]  # a row
    return tuple(one for one in found if owner in (None, one.owner))


def values(database: Database) -> tuple[VariableValue, ...]:
    """Return every value there is."""
    rows = database.execute("SELECT id, variable, target, value FROM variable_value ORDER BY rowid").fetchall()
    return tuple(VariableValue(*row) for row in rows)


def values_by_place(database: Database) -> dict[tuple[str, str], Value]:
    """Return values by the ids of target and variable."""
    return {(one.target, one.variable): one.value for one in values(database)}
