"""Know which signs stand around substitutes in a project."""

from __future__ import annotations

from sqlite_utils import Database

BRACKETS = "brackets"
SINGLE, DOUBLE = "single", "double"


def brackets(database: Database) -> tuple[str, str]:
    """Return the signs that stand around substitutes in this project."""
    row = database.execute("SELECT value FROM setting WHERE id = ?", [BRACKETS]).fetchone()
    return ("[[", "]]") if row and row[0] == DOUBLE else ("[", "]")
