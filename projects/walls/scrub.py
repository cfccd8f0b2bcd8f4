"""Empty the history of text: what stands before a wall can be read as steps, without a word of what was said."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from projects.model import Change
from projects.packing import packed, unpacked
from projects.recorder import EDIT

# What tells nothing of anybody: ids, moments, and these numbers. Everything else goes, so that a column that comes
# later goes too.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_NUMBERS = frozenset(("start", "end", "n", "position", "words", "weight", "number", "retired", "header_end"))
# How the codebook came about is the study's own history; it stays unless it holds a word that was taken away.
_CODEBOOK = ("code", "family")


def scrub_journal(database: Database, words: Iterable[str]) -> None:
    """Rewrite every entry there is so that none holds text; codebook entries stay but for those with the words."""
    forbidden = tuple(folded(word) for word in words)
    for seq, values, data in database.execute('SELECT seq, "values", changes FROM journal').fetchall():
        changes = packed(scrubbed(change, forbidden) for change in unpacked(data))
        told = json.dumps(_told(json.loads(values), forbidden), ensure_ascii=False)
        database.execute('UPDATE journal SET "values" = ?, changes = ? WHERE seq = ?', [told, changes, seq])


def scrubbed(change: Change, forbidden: tuple[str, ...]) -> Change:
    """Return a change with its ids and numbers only; `forbidden` are folded."""
    before, after = (_row(change.table, row, forbidden) for row in (change.before, change.after))
    return Change(change.table, change.key, before, after)


def folded(text: str) -> str:
    """Return a text as it is compared: composed, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def holds(value: object, forbidden: tuple[str, ...]) -> bool:
    """Tell whether a value holds one of the folded words."""
    if not isinstance(value, str):
        return False
    text = folded(value)
    return any(word in text for word in forbidden)


def _row(table: str, row: Mapping[str, object] | None, forbidden: tuple[str, ...]) -> dict[str, object] | None:
    if row is None:
        return None
    if table == EDIT:
        return {**row, "text": ""}
    if table in _CODEBOOK:
        return {name: "" if holds(value, forbidden) else value for name, value in row.items()}
    return {name: value for name, value in row.items() if _tells_nothing(name, value)}


def _tells_nothing(name: str, value: object) -> bool:
    if isinstance(value, str):
        return bool(_ID.fullmatch(value) or (name == "time" and _MOMENT.fullmatch(value)))
    return name in _NUMBERS and not isinstance(value, bytes)


def _told(values: Mapping[str, object], forbidden: tuple[str, ...]) -> dict[str, object]:
    return {name: "" if holds(value, forbidden) else value for name, value in values.items()}
