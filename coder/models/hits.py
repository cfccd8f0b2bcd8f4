"""Turn search results into rows: grouped by transcript, each hit cut to the words around what was found."""

from __future__ import annotations

from dataclasses import dataclass

from projects.model import Turn
from projects.speech import spoken_ranges

_BEFORE = 70
_LONGEST = 320
_MORE = "… "


@dataclass(frozen=True, slots=True)
class ShownHit:
    """Say what one hit shows: turn, label, its words with the found ones marked, and where it leads."""

    id: str
    transcript: str
    turn: str
    label: str
    words: str
    marked: tuple[tuple[int, int], ...]
    matches: tuple[tuple[int, int], ...]
    start: int
    end: int
    kind: str = "transcript"


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Stand for the heading of a transcript with hits."""

    id: str
    title: str
    hits: int


def in_speech(turn: Turn, text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the turn's speech on one line, and where ranges of the transcript stand in it."""
    parts: list[str] = []
    at = 0
    spots: list[tuple[int, int]] = []
    for low, high in spoken_ranges(turn):
        parts.append(text[low:high])
        spots += [(at + max(a, low) - low, at + min(b, high) - low) for a, b in ranges if a < high and b > low]
        at += high - low
    joined = "".join(parts)
    cut = len(joined) - len(joined.lstrip())
    words = joined.strip().replace("\n", " ")
    return words, tuple((a - cut, b - cut) for a, b in spots)


def cut_around(words: str, spots: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a long text cut to what stands around the first word found, and the spots that still show."""
    if len(words) <= _LONGEST or not spots:
        return words[:_LONGEST] + (" …" if len(words) > _LONGEST else ""), spots
    begin = max(spots[0][0] - _BEFORE, 0)
    if begin:
        begin = words.find(" ", begin) + 1 or begin
    piece = words[begin : begin + _LONGEST]
    if begin + _LONGEST < len(words):
        piece = piece[: piece.rfind(" ")] + " …"
    shift = len(_MORE) - begin if begin else 0
    shown = (_MORE if begin else "") + piece
    return shown, tuple((a + shift, b + shift) for a, b in spots if a >= begin and b + shift <= len(shown))
