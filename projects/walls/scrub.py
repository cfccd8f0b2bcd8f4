"""Empty the history of text: what stands before a wall can be read as steps, without a word of what was said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from projects.model import Change
from projects.packing import packed, unpacked
from projects.recorder import EDIT
from projects.sought import Sought, folded

# What tells nothing of anybody: ids, moments, and these numbers. Everything else goes, so that a column that comes
# later goes too.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_NUMBERS = frozenset(("start", "end", "n", "position", "words", "weight", "number", "retired", "header_end"))
# How the codebook came about is the study's own history; it stays unless it holds a word that was taken away.
_CODEBOOK = ("code", "family")
_WORD = re.compile(r"\w+")
_RUN = 5
_FEWEST = 3


def scrub_journal(
    database: Database, words: Iterable[str], said: frozenset[str] = frozenset(), *, whole: bool = False
) -> None:
    """Rewrite every entry there is so that none holds text; codebook entries stay but for those with the words.

    `said` are runs of words as `said_runs` makes them: a code that was named from them, or has them as its example,
    quotes whoever had to go.
    """
    forbidden = Sought(words, whole=whole)
    for seq, values, data in database.execute('SELECT seq, "values", changes FROM journal').fetchall():
        changes = packed(scrubbed(change, forbidden, said) for change in unpacked(data))
        told = json.dumps(_told(json.loads(values), forbidden, said), ensure_ascii=False)
        database.execute('UPDATE journal SET "values" = ?, changes = ? WHERE seq = ?', [told, changes, seq])


def scrubbed(change: Change, forbidden: Sought, said: frozenset[str] = frozenset()) -> Change:
    """Return a change with its ids and numbers only."""
    before, after = (_row(change.table, row, forbidden, said) for row in (change.before, change.after))
    return Change(change.table, change.key, before, after)


def runs(text: str) -> frozenset[str]:
    """Return every run of five words of a text, as it is compared; fewer words make one run, under three none."""
    words = _WORD.findall(folded(text))
    return _runs(words, min(_RUN, max(len(words), _FEWEST)))


def said_runs(text: str) -> frozenset[str]:
    """Return every run of three to five words of what was said, so that a short quote of it is known as well."""
    words = _WORD.findall(folded(text))
    return frozenset(run for size in range(_FEWEST, _RUN + 1) for run in _runs(words, size))


def _runs(words: list[str], size: int) -> frozenset[str]:
    return frozenset(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def _quotes(value: object, forbidden: Sought, said: frozenset[str]) -> bool:
    return isinstance(value, str) and (forbidden.stand_in(value) or not said.isdisjoint(runs(value)))


def _row(
    table: str, row: Mapping[str, object] | None, forbidden: Sought, said: frozenset[str]
) -> dict[str, object] | None:
    if row is None:
        return None
    if table == EDIT:
        return {**row, "text": ""}
    if table in _CODEBOOK:
        return {name: "" if _quotes(value, forbidden, said) else value for name, value in row.items()}
    return {name: value for name, value in row.items() if _tells_nothing(name, value)}


def _tells_nothing(name: str, value: object) -> bool:
    if isinstance(value, str):
        return bool(_ID.fullmatch(value) or (name == "time" and _MOMENT.fullmatch(value)))
    return name in _NUMBERS and not isinstance(value, bytes)


def _told(values: Mapping[str, object], forbidden: Sought, said: frozenset[str]) -> dict[str, object]:
    return {name: "" if _quotes(value, forbidden, said) else value for name, value in values.items()}
