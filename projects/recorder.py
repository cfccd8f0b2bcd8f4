"""Write rows inside one transaction and remember every one that changed."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from projects.model import Change
from projects.reading import marks_of, stored_marks
from projects.spans import Edit, moved

Row = dict[str, Any]
EDIT = "@edit"
THEN = "@then"
SPANS = ("turn", "excerpt", "quote", "quote_edit", "memo", "pseudonym")


class Writer:
    """Change rows of a project and record each change; one Writer serves one command.

    `coder` is the id of the person who acts, `time` the moment (ISO 8601, UTC).
    """

    def __init__(self, database: Database, coder: str, time: str) -> None:
        """Start with nothing recorded."""
        self.database = database
        self.coder = coder
        self.time = time
        self._stretches = [_Stretch()]

    def get(self, table: str, key: str) -> Row | None:
        """Return the row with this id, or None."""
        rows = self.find(table, id=key)
        return rows[0] if rows else None

    def find(self, table: str, /, **equal: object) -> list[Row]:
        """Return the rows whose columns equal the given values, oldest first."""
        where = " AND ".join(f'"{column}" IS ?' for column in equal) or "1"
        return self.select(f'SELECT * FROM "{table}" WHERE {where} ORDER BY rowid', *equal.values())  # noqa: S608 - names are ours

    def select(self, sql: str, *values: object) -> list[Row]:
        """Run a query of ours and return its rows as mappings."""
        cursor = self.database.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def insert(self, table: str, row: Row) -> str:
        """Add a row; give it a fresh id when it has none; return its id."""
        return self.insert_all(table, [row])[0]

    def insert_all(self, table: str, rows: Sequence[Row]) -> list[str]:
        """Add rows that have the same columns; return their ids."""
        if not rows:
            return []
        ids = new_ids(len(rows))
        whole = [row if "id" in row else {"id": fresh, **row} for row, fresh in zip(rows, ids, strict=True)]
        names = ", ".join(f'"{column}"' for column in whole[0])
        marks = ", ".join("?" * len(whole[0]))
        self._connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names are ours
            [(*row.values(),) for row in whole],
        )
        if whole[0] is not rows[0]:  # fresh ids: no stretch can know the rows
            self._stretches[-1].note_new(table, whole)
        else:
            for row in whole:
                self._record(table, row["id"], None, row)
        return [row["id"] for row in whole]

    def update(self, table: str, key: str, /, **values: object) -> None:
        """Change columns of a row; KeyError when the row is not there."""
        before = self.get(table, key)
        if before is None:
            raise KeyError(key)
        after = {**before, **values}
        if after != before:
            self._write(table, key, values)
            self._record(table, key, before, after)

    def delete(self, table: str, key: str) -> None:
        """Remove a row; nothing happens when it is not there. A memo on it hangs on what is nearest from then on."""
        before = self.get(table, key)
        if before is None:
            return
        for memo in self.database.execute("SELECT id FROM memo WHERE target = ?", [key]).fetchall():
            self.update("memo", memo[0], **_nearest(table, before))
        self._remove(table, key)

    def _remove(self, table: str, key: str) -> None:
        before = self.get(table, key)
        if before is not None:
            self.database.execute(f'DELETE FROM "{table}" WHERE id = ?', [key])  # noqa: S608 - names are ours
            self._record(table, key, before, None)

    def update_all(self, table: str, rows: Sequence[Row], **values: object) -> None:
        """Change the same columns of many rows, given as they are now."""
        changed = [row for row in rows if any(row[column] != value for column, value in values.items())]
        columns = ", ".join(f'"{column}" = ?' for column in values)
        self._connection.executemany(
            f'UPDATE "{table}" SET {columns} WHERE id = ?',  # noqa: S608 - names are ours
            [(*values.values(), row["id"]) for row in changed],
        )
        for row in changed:
            self._record(table, row["id"], row, {**row, **values})

    def delete_all(self, table: str, rows: Sequence[Row]) -> None:
        """Remove many rows, given as they are now; memos as for `delete`."""
        held = {row["id"]: row for row in rows}
        memos = self.select("SELECT * FROM memo WHERE target IN (SELECT value FROM json_each(?))", json.dumps([*held]))
        for memo in memos:
            self.update("memo", memo["id"], **_nearest(table, held[memo["target"]]))
        self._connection.executemany(
            f'DELETE FROM "{table}" WHERE id = ?',  # noqa: S608 - names are ours
            [(row["id"],) for row in rows],
        )
        for row in rows:
            self._record(table, row["id"], row, None)

    def put(self, table: str, key: str, row: Mapping[str, object] | None) -> None:
        """Make a row be exactly this, or be gone: what undo does."""
        before = self.get(table, key)
        if row is None:
            self._remove(table, key)
        elif before is None:
            self.insert(table, dict(row))
        else:
            self.update(table, key, **row)

    def edit(self, transcript: str, edit: Edit) -> None:
        """Replace text and move every range along; ranges that only shift are not recorded one by one."""
        near = [(table, row) for table in SPANS for row in self._spans(table, transcript, edit)]
        touched = [(table, row) for table, row in near if _touched(row, edit)]
        self._move(transcript, edit)
        self._stretches.append(_Stretch(edit_change(transcript, edit)))
        for table, row in touched:
            values = _moved_row(row, edit)
            self._write(table, row["id"], values)
            self._stretches[-1].note(table, row["id"], row, {**row, **values})
        self._stretches.append(_Stretch())

    def replay(self, change: Change) -> None:
        """Make a recorded change happen again: a row becomes its `after`, a text edit is made, nothing is recorded."""
        if change.table == EDIT:
            self._move(change.key, edit_of(change))
        else:
            self.put(change.table, change.key, change.after)

    def keep_original(self, transcript: str, data: bytes) -> None:
        """Keep the bytes of a transcript's file beside the history, not in it: undo and redo leave them in place."""
        self.database.execute("INSERT OR REPLACE INTO original (id, bytes) VALUES (?, ?)", [transcript, data])

    def text(self, transcript: str) -> str:
        """Return a transcript's text."""
        return str(self.database.execute("SELECT text FROM body WHERE id = ?", [transcript]).fetchone()[0])

    def _spans(self, table: str, transcript: str, edit: Edit) -> list[Row]:
        """Return the rows of a table whose ranges an edit may change by more than a shift."""
        where = f'{_OF_TRANSCRIPT[table]} AND "end" >= ? AND start <= ?'
        return self.select(f'SELECT * FROM "{table}" WHERE {where}', transcript, edit.position, edit.stop)  # noqa: S608 - names are ours

    def next_number(self, counter: str) -> int:
        """Return the next number of a counter, given once and never again, also after an undo."""
        row = self.database.execute("SELECT value FROM counter WHERE key = ?", [counter]).fetchone()
        value = (row[0] if row else 0) + 1
        self.database.execute("INSERT OR REPLACE INTO counter (key, value) VALUES (?, ?)", [counter, value])
        return value

    def hash(self, text: str) -> str:
        """Return the keyed hash of a text; a plain hash of a name could be guessed."""
        key = self.database.execute("SELECT value FROM meta WHERE key = 'hash_key'").fetchone()[0]
        return keyed_hash(key, text)

    def changes(self) -> tuple[Change, ...]:
        """Return what has changed so far, in stretches: each text edit with its rows, and the rows between edits."""
        return joined([one.changes() for one in self._stretches])

    @property
    def _connection(self) -> Any:
        return self.database.conn

    def _move(self, transcript: str, edit: Edit) -> None:
        """Change the text and shift all that lies behind; a turn that begins at an insertion takes it in instead."""
        text = edit.applied(self.text(transcript))
        self.database.execute("UPDATE body SET text = ? WHERE id = ?", [text, transcript])
        for table in SPANS:
            beyond = "start >= ? AND start > ?" if table == "turn" else 'start >= ? AND (start > ? OR "end" > start)'
            self.database.execute(
                f'UPDATE "{table}" SET start = start + ?, "end" = "end" + ? '  # noqa: S608 - names are ours
                f"WHERE {_OF_TRANSCRIPT[table]} AND {beyond}",
                [edit.growth, edit.growth, transcript, edit.stop, edit.position],
            )

    def _write(self, table: str, key: str, values: Mapping[str, object]) -> None:
        columns = ", ".join(f'"{column}" = ?' for column in values)
        self.database.execute(f'UPDATE "{table}" SET {columns} WHERE id = ?', [*values.values(), key])  # noqa: S608 - names are ours

    def _record(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        """Note a change; a row that the last text edit stretched keeps its place before that edit as its beginning."""
        *_, last = self._stretches
        edited = self._stretches[-2] if len(self._stretches) > 1 else last
        stretch = edited if edited.knows(table, key) and not last.knows(table, key) else last
        stretch.note(table, key, before, after)


class _Stretch:
    """Remember the first and last state of each row within one stretch of a command, and the edit it begins with."""

    def __init__(self, edit: Change | None = None) -> None:
        self._edit = edit
        self._first: dict[tuple[str, str], Row | None] = {}
        self._last: dict[tuple[str, str], Row | None] = {}

    def knows(self, table: str, key: str) -> bool:
        """Tell whether the row has a part in this stretch."""
        return (table, key) in self._first

    def note(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        """Keep the first `before` and the last `after`."""
        self._first.setdefault((table, key), before)
        self._last[table, key] = after

    def note_new(self, table: str, rows: Iterable[Row]) -> None:
        """Keep rows that nothing knew before."""
        for row in rows:
            key = (table, row["id"])
            self._first[key], self._last[key] = None, row

    def changes(self) -> tuple[Change, ...]:
        """Return the edit and the rows that did not end as they began; after an edit each row counts."""
        states = ((key, first, self._last[key]) for key, first in self._first.items())
        if self._edit is not None:
            return (self._edit, *(Change(*key, first, last) for key, first, last in states))
        return tuple([Change(*key, first, last) for key, first, last in states if first != last])


_OF_TRANSCRIPT = {
    "turn": "transcript = ?",
    "excerpt": "transcript = ?",
    "memo": "transcript = ?",
    "pseudonym": "transcript = ?",
    "quote": "excerpt IN (SELECT id FROM excerpt WHERE transcript = ?)",
    "quote_edit": "quote IN (SELECT id FROM quote WHERE excerpt IN (SELECT id FROM excerpt WHERE transcript = ?))",
}


def _nearest(table: str, row: Row) -> Row:
    """Return where a memo hangs once its target is gone: the excerpt, the place in the text, or nothing."""
    if table in ("coding", "quote"):
        return {"target_table": "excerpt", "target": row["excerpt"]}
    if table in ("excerpt", "turn"):
        place = {"transcript": row["transcript"], "start": row["start"], "end": row["end"]}
        return {"target_table": "place", "target": None, **place}
    return {"target_table": "free", "target": None}


def edit_change(transcript: str, edit: Edit) -> Change:
    """Return a text edit as the journal records it: position, removed and inserted text."""
    before = {"position": edit.position, "text": edit.removed}
    return Change(EDIT, transcript, before, {"position": edit.position, "text": edit.inserted})


def edit_of(change: Change) -> Edit:
    """Return the text edit that a recorded change holds."""
    before: Any = change.before
    after: Any = change.after
    return Edit(before["position"], before["text"], after["text"])


def stretches(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Part changes at each text edit and each `@then`: rows are absolute only between two moves of the text."""
    found: list[list[Change]] = [[]]
    for one in changes:
        if one.table in (EDIT, THEN):
            found.append([])
        if one.table != THEN:
            found[-1].append(one)
    return [tuple(one) for one in found if one]


def joined(parts: Iterable[Sequence[Change]]) -> tuple[Change, ...]:
    """Put stretches behind each other; one that does not begin with an edit is parted from the former by `@then`."""
    found: list[Change] = []
    for part in parts:
        if found and part and part[0].table != EDIT:
            found.append(Change(THEN, "", None, None))
        found += part
    return tuple(found)


def inverted(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return what takes these changes back: the last stretch first, in each the text before the rows."""
    swapped = [Change(one.table, one.key, one.after, one.before) for one in changes]
    return joined(reversed(stretches(swapped)))


def new_id() -> str:
    """Return a random UUID."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return random UUIDs (version 4, RFC 9562), made from one draw of randomness.

    Those of one draw share their first digits and stand in order: rows that come together lie together in the index,
    and a transcript's turns touch a few of its pages instead of all. Ninety random bits are left to each.
    """
    drawn = os.urandom(12 * count + 4).hex()
    return sorted([_uuid(drawn[-8:], drawn, at) for at in range(0, 24 * count, 24)])


def _uuid(first: str, drawn: str, at: int) -> str:
    """Write a UUID from its first digits and the 24 that are drawn for it; one of them gives the variant."""
    variant = "89ab"[int(drawn[at + 8], 16) & 3]
    middle = f"{drawn[at : at + 4]}-4{drawn[at + 5 : at + 8]}-{variant}{drawn[at + 9 : at + 12]}"
    return f"{first}-{middle}-{drawn[at + 12 : at + 24]}"


def keyed_hash(key: str, text: str) -> str:
    """Return the HMAC-SHA256 of a text under the project's key, in hex."""
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()


def _moved_row(row: Row, edit: Edit) -> Row:
    """Return the columns of a row with a range as they are after an edit; a turn's marks move with it."""
    start, end = moved(row["start"], row["end"], edit, inclusive="marks" in row)
    if "marks" not in row:
        return {"start": start, "end": end}
    marks = [(*moved(mark.start, mark.end, edit), mark.kind) for mark in marks_of(row["marks"], row["start"])]
    return {"start": start, "end": end, "marks": stored_marks(marks, start)}


def _touched(row: Row, edit: Edit) -> bool:
    """Tell whether an edit does more to a range than leave it or shift it whole, or cannot be taken back alone."""
    before, inclusive = (row["start"], row["end"]), "marks" in row
    after = moved(*before, edit, inclusive=inclusive)
    shifted = (row["start"] + edit.growth, row["end"] + edit.growth)
    return after not in (before, shifted) or moved(*after, edit.inverse, inclusive=inclusive) != before
