"""Turn a project's values into what the reading view shows: codings with their code's name and colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from codebooks.model import Code, Codebook
from coder.models.coding_index import ShownCode, ShownCoding
from projects.model import Coding, Excerpt, Receipt

NO_FAMILY = -1


@dataclass(frozen=True, slots=True)
class Shower:
    """Know the names a coding is shown by."""

    codebook: Codebook
    coders: Mapping[str, str]
    language: str

    def code(self, code: Code, order: int | None = None) -> ShownCode:
        """Return a code as it is shown; `order` is its place in the codebook, looked up when it is not given."""
        if order is None:
            order = next((place for place, one in enumerate(self.codebook) if one.id == code.id), 0)
        family = self.codebook.family_of(code)
        definition = code.definition_fi if self.language == "fi" else code.definition_en
        initial = family.name(self.language)[:1] if family else ""
        slot = family.colour if family else NO_FAMILY
        return ShownCode(code.id, code.name(self.language), slot, initial, definition, order)

    def codings(self, excerpts: tuple[Excerpt, ...], codings: tuple[Coding, ...]) -> list[ShownCoding]:
        """Return codings as they are shown; each code is made once."""
        codes = {code.id: self.code(code, place) for place, code in enumerate(self.codebook)}
        places = {excerpt.id: excerpt for excerpt in excerpts}
        return [self._coding(coding, codes[coding.code], places[coding.excerpt]) for coding in codings]

    def _coding(self, coding: Coding, code: ShownCode, place: Excerpt) -> ShownCoding:
        return ShownCoding(
            coding.id, code, place.start, place.end,
            coder=self.coders.get(coding.coder, ""), date=day(coding.time, self.language), comment=coding.comment,
            weight=coding.weight, coder_id=coding.coder,
        )


@dataclass(frozen=True, slots=True)
class Update:
    """Say which codings of the open transcript came, changed or went."""

    put: tuple[ShownCoding, ...] = ()
    changed: tuple[ShownCoding, ...] = ()
    gone: tuple[str, ...] = ()


class TranscriptCodings:
    """Keep the excerpts and codings of one transcript in step with receipts, row by row."""

    def __init__(self, transcript: str, excerpts: tuple[Excerpt, ...], codings: tuple[Coding, ...]) -> None:
        """Take what the project holds now."""
        self.transcript = transcript
        self._excerpts = {excerpt.id: excerpt for excerpt in excerpts}
        self._codings = {coding.id: coding for coding in codings}

    def excerpt(self, coding_id: str) -> Excerpt:
        """Return the excerpt of a coding."""
        return self._excerpts[self._codings[coding_id].excerpt]

    def all(self, shower: Shower) -> list[ShownCoding]:
        """Return every coding as it is shown."""
        return shower.codings(tuple(self._excerpts.values()), tuple(self._codings.values()))

    def take(self, receipt: Receipt, shower: Shower) -> Update | None:
        """Follow a receipt; None when more than codings changed and all must be read anew."""
        if any(change.table not in ("coding", "excerpt") for change in receipt.changes):
            return None
        moved = self._take_excerpts(receipt)
        put: list[str] = []
        changed: list[str] = []
        gone: list[str] = []
        for change in receipt.touched("coding"):
            if change.after is None:
                if self._codings.pop(change.key, None):
                    gone.append(change.key)
            elif str(change.after["excerpt"]) in self._excerpts:
                (changed if change.key in self._codings else put).append(change.key)
                self._codings[change.key] = _coding(change.key, change.after)
        told = {*put, *changed, *gone}
        changed += [key for key, coding in self._codings.items() if coding.excerpt in moved and key not in told]
        return Update(self._shown(put, shower), self._shown(changed, shower), tuple(gone))

    def _take_excerpts(self, receipt: Receipt) -> set[str]:
        moved = set()
        for change in receipt.touched("excerpt"):
            row = change.after
            if row is not None and row["transcript"] == self.transcript:
                self._excerpts[change.key] = _excerpt(change.key, row)
                moved.add(change.key)
            # An excerpt that went stays known: its codings went in the same receipt and may come back by undo.
        return moved

    def _shown(self, keys: list[str], shower: Shower) -> tuple[ShownCoding, ...]:
        codings = tuple(self._codings[key] for key in keys)
        places = {coding.excerpt: self._excerpts[coding.excerpt] for coding in codings}
        return tuple(shower.codings(tuple(places.values()), codings))


def _excerpt(key: str, row: Mapping[str, object]) -> Excerpt:
    start, end = row["start"], row["end"]
    return Excerpt(key, str(row["transcript"]), int(str(start)), int(str(end)), str(row["hash"]))


def _coding(key: str, row: Mapping[str, object]) -> Coding:
    weight = row["weight"]
    return Coding(
        key, str(row["excerpt"]), str(row["code"]), str(row["coder"]), str(row["time"]),
        weight if isinstance(weight, int) else None, str(row["comment"]),
    )


def day(time: str, language: str) -> str:
    """Print the day of an ISO time: 5.11.2020 in Finnish, 2020-11-05 in English; nothing of what is no time."""
    try:
        moment = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"{moment.day}.{moment.month}.{moment.year}" if language == "fi" else f"{moment:%Y-%m-%d}"


def clock(time: str, language: str) -> str:
    """Print the hour and minute of an ISO time as they are written in the language."""
    try:
        moment = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"{moment:%H.%M}" if language == "fi" else f"{moment:%H:%M}"
