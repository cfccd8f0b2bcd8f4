"""Say of a memo what it is about, when and by whom it was written, and turn memos into rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from codebooks.model import Codebook
from coder.i18n import Catalogue
from coder.models.row import Row
from exports.speakers import Speakers, speakers
from projects import typed
from projects.memo_list import Whereabouts, turn_name, whereabouts
from projects.model import Anchor, Memo, Person
from projects.store import Store

_OPENING = 120


@dataclass(frozen=True, slots=True)
class MemoWords:
    """Know the names of everything that a memo can hang on."""

    say: Catalogue
    codebook: Codebook
    persons: Mapping[str, Person]
    printed: Speakers
    shorts: Mapping[str, str]
    coders: Mapping[str, str]
    where: Whereabouts
    turns: Mapping[tuple[str, int], str]

    def about(self, anchor: Anchor) -> str:
        """Return what a memo hangs on: `koodi Luottamus`, `RH1, vuoro 12`, `projekti`."""
        kind = self.say(f"memos.on.{anchor.kind}")
        if anchor.kind in ("free", "project"):
            return kind
        if anchor.kind == "person":
            return f"{kind} {self.printed.printed(self.persons.get(anchor.id))}".strip()
        if anchor.kind == "transcript":
            return self.shorts.get(anchor.id, kind)
        code = self._code(anchor)
        return " · ".join(part for part in (code, self.place(anchor)) if part) or kind

    def place(self, anchor: Anchor) -> str:
        """Return the transcript and turn of a memo, "" when it has no place."""
        transcript, start, _ = self.where.place(anchor)
        if transcript is None:
            return ""
        short = self.shorts.get(transcript, "")
        turn = self.turns.get((transcript, start)) if start is not None else None
        return self.say("memos.turn", short=short, turn=turn) if turn else short

    def row(self, memo: Memo) -> Row:
        """Return a memo as a row: title or first words, then day, coder and what it is about."""
        title = memo.title or opening(memo.text)
        day = typed.shown("date", memo.day or memo.changed[:10], self.say.language)
        kind = self.say("memos.journal") if memo.kind == "journal" else self.about(memo.anchor)
        second = " · ".join((day, kind, self.coders.get(memo.coder, "")))
        return Row(title, second=second, strong=bool(memo.title), tip=memo.text[:400])

    def _code(self, anchor: Anchor) -> str:
        if anchor.kind not in ("code", "coding"):
            return ""
        codes = self.where.codes_of(anchor)
        found = next((one for one in self.codebook if one.id in codes), None)
        name = found.name(self.say.language) if found else ""
        return f"{self.say(f'memos.on.{anchor.kind}')} {name}".strip()


def memo_words(store: Store, say: Catalogue, anchors: Collection[Anchor]) -> MemoWords:
    """Read the names that these anchors need."""
    persons, where = store.persons(), whereabouts(store, anchors)
    places = (where.place(anchor) for anchor in anchors)
    spots = {(key, start) for key, start, _ in places if key is not None and start is not None}
    return MemoWords(
        say, store.codebook(), {one.id: one for one in persons}, speakers(persons, say.language),
        {one.id: one.short for one in store.transcripts()}, {one.id: one.name for one in store.coders()}, where,
        {(key, start): turn_name(store, key, start) for key, start in spots},
    )


def opening(text: str) -> str:
    """Return the first words of a text, on one line."""
    return " ".join(text.split())[:_OPENING]
