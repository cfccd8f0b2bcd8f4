"""The published layer of a quote: edits over the verbatim words, as values; print text is always computed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from projects.quotes.errors import QuoteError

OMISSION, INSERTION, ANONYMISED, EDITED = "omission", "insertion", "anonymised", "edited"
KINDS = (OMISSION, INSERTION, ANONYMISED, EDITED)
KEPT = "kept"
# Between two voices of one quote: the verbatim text is the speech of its turns joined by this.
BREAK = "\n"
_OPENING = tuple('([”"’')
_CLOSING = tuple(',.;:!?)]”"')


@dataclass(frozen=True, slots=True)
class QuoteEdit:
    """Change `[start, end)` of the verbatim text (code points) for print.

    An omission has no text; an insertion stands between two characters (start == end); `text` is bare, brackets and
    dots come from the style. `reason` is shown to those who review.
    """

    start: int
    end: int
    kind: str
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold a stretch of a quote: verbatim `old`, printed `new`, and the number of its edit from 1 (0 = kept)."""

    kind: str
    old: str
    new: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """Say how edits are printed: the sign for words left out, brackets for the author's words and for hidden names."""

    omission: str
    insertion: tuple[str, str]
    anonymised: tuple[str, str]


VIHKONEN = Style("...", ("(", ")"), ("[", "]"))
TUTKIMUS = Style("[...]", ("[", "]"), ("[", "]"))


def checked(voices: Sequence[str], edits: Iterable[QuoteEdit]) -> tuple[QuoteEdit, ...]:
    """Return the edits in order; QuoteError when one does not fit the verbatim speech of the turns.

    `edit-outside` (not in the text), `edit-empty` (changes nothing), `edit-overlap`, `edit-crosses-turns` (two voices
    would read as one), `edit-all` (nothing would be left to print).
    """
    ordered = tuple(sorted(edits, key=lambda one: (one.start, one.end)))
    whole = BREAK.join(voices)
    for number, one in enumerate(ordered, 1):
        _fits(one, number, whole)
    for first, second in pairwise(ordered):
        if second.start < first.end or (first.start, first.end) == (second.start, second.end):
            raise QuoteError("edit-overlap", words=len(whole[second.start : first.end].split()))
    bounds = tuple(_bounds(voices))
    for one in ordered:
        if not any(start <= one.start and one.end <= end for start, end in bounds):
            raise QuoteError("edit-crosses-turns")
    if not any(_printed(voices, ordered)):
        raise QuoteError("edit-all")
    return ordered


def _fits(one: QuoteEdit, number: int, whole: str) -> None:
    if not 0 <= one.start <= one.end <= len(whole) or one.kind not in KINDS:
        raise QuoteError("edit-outside", number=number)
    empty = one.start == one.end
    if (one.kind == INSERTION) != empty or (one.kind == OMISSION) == bool(one.text.strip()):
        raise QuoteError("edit-empty", number=number)
    if one.kind == EDITED and one.text == whole[one.start : one.end]:
        raise QuoteError("edit-empty", number=number)


def segments(voices: Sequence[str], edits: Sequence[QuoteEdit]) -> tuple[tuple[Segment, ...], ...]:
    """Return each turn's stretches, kept and edited, in order; edits must be checked ones."""
    found, number = [], 0
    for start, end in _bounds(voices):
        inside = [one for one in edits if start <= one.start and one.end <= end]
        found.append(tuple(_cut(BREAK.join(voices), start, end, inside, number)))
        number += len(inside)
        edits = [one for one in edits if one not in inside]
    return tuple(found)


def published(voices: Sequence[str], edits: Sequence[QuoteEdit], style: Style) -> tuple[str, ...]:
    """Return what is printed, one paragraph a turn; turns left out wholly are one sign of omission at most."""
    printed = [_paragraph(turn, style) for turn in segments(voices, edits)]
    kept = [place for place, turn in enumerate(_printed(voices, edits)) if turn]
    lines: list[str] = []
    for place in kept:
        text = printed[place]
        if place and place - 1 not in kept and lines and not text.startswith(style.omission):
            text = f"{style.omission} {text}"
        lines.append(text)
    return tuple(lines)


def fingerprint(voices: Sequence[str], edits: Sequence[QuoteEdit], key: bytes) -> str:
    """Return the mark (hex) of just this published text, the same in every style; one changed character changes it."""
    said = [[[one.kind, one.new] for one in turn if one.new or one.kind == OMISSION]
            for turn in segments(voices, edits)]
    return hmac.new(key, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def _bounds(voices: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for voice in voices:
        yield at, at + len(voice)
        at += len(voice) + len(BREAK)


def _cut(whole: str, start: int, end: int, edits: Sequence[QuoteEdit], number: int) -> Iterator[Segment]:
    at = start
    for place, one in enumerate(edits, number + 1):
        if at < one.start:
            yield Segment(KEPT, whole[at : one.start], whole[at : one.start])
        yield Segment(one.kind, whole[one.start : one.end], one.text, place)
        at = one.end
    if at < end:
        yield Segment(KEPT, whole[at:end], whole[at:end])


def _printed(voices: Sequence[str], edits: Sequence[QuoteEdit]) -> list[bool]:
    """Tell turn by turn whether anything said or inserted is left of it."""
    return [any(one.new.strip() for one in turn) for turn in segments(voices, edits)]


def _paragraph(turn: Sequence[Segment], style: Style) -> str:
    text, before = "", KEPT
    for one in turn:
        if one.kind == OMISSION:
            text, before = (text if before == OMISSION else f"{text.rstrip()} {style.omission}"), OMISSION
        elif one.new.strip() or before != OMISSION:
            text, before = _joined(text, _written(one, style), before, one.kind), one.kind
    return text.strip()


def _written(one: Segment, style: Style) -> str:
    opening, closing = {INSERTION: style.insertion, ANONYMISED: style.anonymised}.get(one.kind, ("", ""))
    return f"{opening}{one.new.strip()}{closing}" if opening else one.new


def _joined(text: str, more: str, before: str, kind: str) -> str:
    """Join what follows: one blank behind a sign of omission and around an inserted word, none before a comma."""
    if before == OMISSION:
        bare = more.lstrip()
        return text + bare if bare[:1] in _CLOSING else f"{text} {bare}"
    inserted = INSERTION in (before, kind)
    tight = not text or text[-1].isspace() or text[-1] in _OPENING or more[:1].isspace() or more[:1] in _CLOSING
    return f"{text} {more}" if inserted and not tight else text + more
