"""Read memos and the drafts of memos; where a memo hangs is one value, an anchor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from projects.guard import telling
from projects.model import Anchor, Memo

if TYPE_CHECKING:
    from sqlite_utils import Database

    from projects.store import Store

MEMO, JOURNAL = "memo", "journal"
KINDS = (MEMO, JOURNAL)
# What a memo can hang on by id; `place` is a range of a transcript.
TABLES = ("transcript", "person", "code", "excerpt", "coding", "turn")

_MEMO = (
    'SELECT id, kind, title, text, target_table, target, transcript, start, "end", coder, time, changed, day FROM memo'
)


def memos(database: Database) -> tuple[Memo, ...]:
    """Return every memo and journal entry, the newest first: an entry by its day, a memo by its last change."""
    rows = database.execute(f"{_MEMO} ORDER BY max(day, substr(changed, 1, 10)) DESC, changed DESC, rowid DESC")
    found = [_memo(row) for row in rows.fetchall()]
    return tuple(sorted(found, key=lambda one: (one.day or one.changed[:10], one.changed), reverse=True))


def memo(database: Database, key: str) -> Memo | None:
    """Return one memo by its id, or None."""
    row = database.execute(f"{_MEMO} WHERE id = ?", [key]).fetchone()
    return _memo(row) if row else None


def stored_anchor(anchor: Anchor) -> dict[str, object]:
    """Return the columns of a memo's row that say where it hangs."""
    if anchor.kind == "place":
        return {
            "target_table": "place", "target": None, "transcript": anchor.id, "start": anchor.start, "end": anchor.end,
        }
    return {
        "target_table": anchor.kind, "target": anchor.id or None, "transcript": None, "start": None, "end": None,
    }


def _memo(row: Sequence[Any]) -> Memo:
    key, kind, title, text, table, target, transcript, start, end, *rest = row
    if target is not None:
        anchor = Anchor(table, target)
    elif transcript is not None:
        anchor = Anchor("place", transcript, start, end)
    else:
        anchor = Anchor("project" if table == "project" else "free")
    return Memo(key, kind, title, text, anchor, *rest)


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what is being typed: into the memo `memo`, or into a new one when it is None."""

    memo: str | None
    kind: str
    anchor: Anchor
    day: str
    title: str
    text: str
    coder: str = ""
    time: str = ""


def draft(database: Database, coder: str) -> Draft | None:
    """Return what somebody (by name) was typing when the program ended, or None."""
    row = database.execute(
        "SELECT memo, kind, anchor, day, title, text, coder, time FROM draft WHERE coder = ?", [coder]
    ).fetchone()
    return Draft(row[0], row[1], Anchor(**json.loads(row[2])), *row[3:]) if row else None


def keep_draft(store: Store, one: Draft | None, coder: str, time: str) -> None:
    """Keep what somebody is typing, or forget it with None. It is no step of the journal: the memo will be.

    Raises ProjectError when the file cannot be written to.
    """
    database = store.database
    with telling(store.path), database.atomic():
        database.execute("DELETE FROM draft WHERE coder = ?", [coder])
        if one is not None:
            database.execute(
                "INSERT INTO draft (id, memo, kind, anchor, day, title, text, coder, time) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [coder, one.memo, one.kind, json.dumps(asdict(one.anchor)), one.day, one.title, one.text, coder, time],
            )
