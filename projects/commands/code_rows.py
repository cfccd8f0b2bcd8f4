"""Move what hangs on codes: codings, memos and places in themes go to another code, or go."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from projects.recorder import Row, Writer

_CODINGS = "SELECT * FROM coding WHERE code IN (SELECT value FROM json_each(?)) ORDER BY rowid"
_MEMOS = "SELECT target FROM memo WHERE target IN (SELECT value FROM json_each(?))"
_EMPTIED = """
SELECT * FROM excerpt WHERE id IN (SELECT excerpt FROM coding WHERE code IN (SELECT value FROM json_each(?1)))
AND id NOT IN (SELECT excerpt FROM coding WHERE code NOT IN (SELECT value FROM json_each(?1)))
AND id NOT IN (SELECT excerpt FROM quote) AND id NOT IN (SELECT target FROM memo WHERE target IS NOT NULL)
AND id NOT IN (SELECT target FROM theme_member)
"""


def codings_of(writer: Writer, codes: Iterable[str]) -> list[Row]:
    """Return the codings of these codes, oldest first."""
    return writer.select(_CODINGS, json.dumps(tuple(codes)))


def move_codings(writer: Writer, sources: Iterable[str], target: str) -> None:
    """Hang the codings of codes on another one; equal ones melt.

    Equal are two on the same excerpt by the same coder whose weights do not contradict each other: the one that
    stays takes the other's weight when it has none, and its comment as a further line.
    """
    there: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in codings_of(writer, (target,)):
        there[row["excerpt"], row["coder"]].append(dict(row))
    moving: list[Row] = []
    gone: list[Row] = []
    told: dict[str, Row] = {}
    for row in codings_of(writer, sources):
        beside = there[row["excerpt"], row["coder"]]
        kept = next((one for one in beside if _agree(one["weight"], row["weight"])), None)
        if kept is None:
            moving.append(row)
            beside.append(dict(row))
        else:
            gone.append(row)
            if _melt(kept, row):
                told[kept["id"]] = kept
    writer.delete_all("coding", gone)
    writer.update_all("coding", moving, code=target)
    for one, kept in told.items():
        writer.update("coding", one, weight=kept["weight"], comment=kept["comment"])


def drop_codings(writer: Writer, codes: Iterable[str]) -> int:
    """Remove the codings of codes and the excerpts that nothing holds then; return how many codings went."""
    wanted = tuple(codes)
    rows = codings_of(writer, wanted)
    emptied = writer.select(_EMPTIED, json.dumps(wanted))
    writer.delete_all("coding", rows)
    # A memo on a coding hangs on the excerpt from now on, and holds it.
    held = {row["target"] for row in writer.select(_MEMOS, json.dumps([row["id"] for row in emptied]))}
    writer.delete_all("excerpt", [row for row in emptied if row["id"] not in held])
    return len(rows)


def move_hanging(writer: Writer, source: str, target: str) -> None:
    """Hang memos of a code on another one, and let it stand in the other's place in themes."""
    writer.update_all("memo", writer.find("memo", target=source), target=target)
    for row in writer.find("theme_member", target=source):
        if writer.find("theme_member", theme=row["theme"], target=target):
            writer.delete("theme_member", row["id"])
        else:
            writer.update("theme_member", row["id"], target=target)


def leave_themes(writer: Writer, code: str) -> None:
    """Take a code out of every theme."""
    writer.delete_all("theme_member", writer.find("theme_member", target=code))


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _melt(kept: Row, gone: Row) -> bool:
    """Let the coding that stays say what the other one said; tell whether it says more than before."""
    before = kept["weight"], kept["comment"]
    if kept["weight"] is None:
        kept["weight"] = gone["weight"]
    if gone["comment"] and gone["comment"] not in kept["comment"].split("\n"):
        kept["comment"] = "\n".join(filter(None, (kept["comment"], gone["comment"])))
    return before != (kept["weight"], kept["comment"])
