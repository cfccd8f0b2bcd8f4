"""Choose memos: by words, kind, coder, code, transcript and day; tell to which transcript and place each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.memos import memos
from projects.model import Anchor, Memo
from projects.search.stems import Stems
from projects.speech import WORD

if TYPE_CHECKING:
    from projects.store import Store

Place = tuple[str | None, int | None, int | None]
_NOWHERE: Place = (None, None, None)


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Narrow a list of memos; empty lets everything through.

    `words` must all stand in title or text, in any inflected form that has the same stem; `coder`, `code`,
    `transcript` and `person` are ids, `since` and `until` ISO days.
    A code has its own memos and those of its codings and of excerpts that it codes.
    """

    words: str = ""
    kind: str = ""
    coder: str = ""
    code: str = ""
    transcript: str = ""
    person: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Know where excerpts, codings and turns lie, and which codes are put on what."""

    places: Mapping[str, Place]
    codes: Mapping[str, frozenset[str]]

    def place(self, anchor: Anchor) -> Place:
        """Return the transcript's id and the range that a memo belongs to, None where there is none."""
        if anchor.kind == "place":
            return anchor.id, anchor.start, anchor.end
        return self.places.get(anchor.id, _NOWHERE) if anchor.id else _NOWHERE

    def codes_of(self, anchor: Anchor) -> frozenset[str]:
        """Return the ids of the codes that a memo is about."""
        return self.codes.get(anchor.id, frozenset()) if anchor.id else frozenset()


def whereabouts(store: Store, anchors: Iterable[Anchor]) -> Whereabouts:
    """Read where these anchors lie and which codes are put there; no more is read than they need."""
    places: dict[str, Place] = {}
    codes: dict[str, frozenset[str]] = {}
    for kind, key in {(one.kind, one.id) for one in anchors if one.id}:
        if kind == "transcript":
            places[key] = (key, None, None)
        elif kind == "code":
            codes[key] = frozenset({key})
        elif kind in _PLACES:
            row = store.database.execute(_PLACES[kind], [key]).fetchone()
            places[key] = tuple(row) if row else _NOWHERE
            codes[key] = frozenset(one[0] for one in store.database.execute(_CODES[kind], [key]).fetchall())
    return Whereabouts(places, codes)


def chosen(store: Store, asked: MemoFilter) -> tuple[Memo, ...]:
    """Return the memos that pass a filter, the newest first."""
    every = memos(store.database)
    where = whereabouts(store, [one.anchor for one in every] if asked.code or asked.transcript else ())
    passing = [one for one in every if _passes(one, asked, where)]
    words = asked.words.casefold().split()
    if not words:
        return tuple(passing)
    stems = Stems()
    return tuple(one for one in passing if _has(one, words, stems))


def memos_in(store: Store, transcript: str) -> tuple[tuple[Memo, int, int], ...]:
    """Return the memos on places, excerpts, codings and turns of a transcript, with their ranges, by place."""
    rows = store.database.execute(_IN_TRANSCRIPT, [transcript]).fetchall()
    places = {key: (start, end) for key, start, end in rows}
    found = ((one, *places[one.id]) for one in memos(store.database) if one.id in places)
    return tuple(sorted(found, key=lambda one: one[1:]))


def turn_name(store: Store, transcript: str, position: int) -> str:
    """Return the number of the turn at a position, "" in front of the first."""
    row = store.database.execute(
        "SELECT n || part FROM turn WHERE transcript = ? AND start <= ? ORDER BY start DESC LIMIT 1",
        [transcript, position],
    ).fetchone()
    return str(row[0]) if row else ""


_PLACES = {
    "excerpt": 'SELECT transcript, start, "end" FROM excerpt WHERE id = ?',
    "coding": 'SELECT transcript, start, "end" FROM coding JOIN excerpt ON excerpt.id = excerpt WHERE coding.id = ?',
    "turn": 'SELECT transcript, start, "end" FROM turn WHERE id = ?',
}
_CODES = {
    "excerpt": "SELECT DISTINCT code FROM coding WHERE excerpt = ?",
    "coding": "SELECT code FROM coding WHERE id = ?",
    "turn": "SELECT NULL WHERE ? = ''",
}
_IN_TRANSCRIPT = """
SELECT memo.id, coalesce(memo.start, excerpt.start, coded.start, turn.start),
    coalesce(memo."end", excerpt."end", coded."end", turn."end")
FROM memo LEFT JOIN excerpt ON excerpt.id = memo.target LEFT JOIN coding ON coding.id = memo.target
    LEFT JOIN excerpt AS coded ON coded.id = coding.excerpt LEFT JOIN turn ON turn.id = memo.target
WHERE coalesce(memo.transcript, excerpt.transcript, coded.transcript, turn.transcript) = ?
"""


def _passes(memo: Memo, asked: MemoFilter, where: Whereabouts) -> bool:
    day = memo.day or memo.changed[:10]
    return (
        asked.kind in ("", memo.kind)
        and asked.coder in ("", memo.coder)
        and (not asked.code or asked.code in where.codes_of(memo.anchor))
        and (not asked.person or memo.anchor == Anchor("person", asked.person))
        and asked.transcript in ("", where.place(memo.anchor)[0])
        and (not asked.since or asked.since <= day)
        and (not asked.until or day <= asked.until)
    )


def _has(memo: Memo, words: list[str], stems: Stems) -> bool:
    """Tell whether each word stands in a memo, as a part of a word or as another form of one."""
    text = f"{memo.title} {memo.text}".casefold()
    missing = [word for word in words if word not in text]
    if not missing:
        return True
    there = {stems.of(found.group(), "fi") for found in WORD.finditer(text)}
    return all(stems.of(word, "fi") in there for word in missing)
