"""Tell speech from marks: what is said in a range of a transcript, turn by turn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from projects.model import Document, Turn

# A word as search and selection see it: letters and digits, with inner hyphens and apostrophes.
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _kinds(encoding: str) -> bytes:
    """Return what each byte of an encoding is for counting words: a blank, a letter or digit (`a`), or a sign."""
    chars = [bytes([one]).decode(encoding, "replace") for one in range(256)]
    return "".join(" " if one.isspace() else "a" if one.isalnum() else "." for one in chars).encode()


# What an office here writes fits into one of these, and bytes are counted without making a string of each word.
_KINDS = {encoding: _kinds(encoding) for encoding in ("latin-1", "cp1252")}
_LATE_LETTER = re.compile(rb" \.+a")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold the speech of one turn inside a range: its ranges in the transcript and their joined text."""

    turn: Turn
    ranges: tuple[tuple[int, int], ...]
    text: str


def spoken_ranges(turn: Turn, start: int | None = None, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Go through the ranges of a turn (clipped to start, end) that no mark covers."""
    low = turn.start if start is None else max(start, turn.start)
    high = turn.end if end is None else min(end, turn.end)
    for mark in sorted(turn.marks, key=lambda one: one.start):
        if mark.start >= high:
            break
        if mark.start > low:
            yield low, mark.start
        low = max(low, mark.end)
    if low < high:
        yield low, high


def speech_span(turn: Turn, text: str) -> tuple[int, int]:
    """Return from the first to the last character of a turn's speech; an empty range at its end when silent."""
    filled = [(a, b) for a, b in (_trimmed(text, a, b) for a, b in spoken_ranges(turn)) if a < b]
    return (filled[0][0], filled[-1][1]) if filled else (turn.end, turn.end)


def pieces(document: Document, start: int, end: int) -> tuple[Piece, ...]:
    """Return the speech in a range, one piece a turn, turns without speech left out."""
    return tuple(piece for turn in turns_in(document, start, end) if (piece := _piece(document.text, turn, start, end)))


def speech(document: Document, start: int, end: int) -> str:
    """Return the speech in a range, turns joined by a newline: the text of an excerpt."""
    return "\n".join(piece.text for piece in pieces(document, start, end))


def turn_speech(turn: Turn, text: str) -> str:
    """Return all that is said in one turn, marks left out."""
    piece = _piece(text, turn, turn.start, turn.end)
    return piece.text if piece else ""


def turns_in(document: Document, start: int, end: int) -> tuple[Turn, ...]:
    """Return the turns that share at least one character with the range, in order."""
    turns = document.turns
    first = max(bisect_right(turns, start, key=lambda turn: turn.start) - 1, 0)
    found = []
    for turn in turns[first:]:
        if turn.start >= end:
            break
        if turn.end > start:
            found.append(turn)
    return tuple(found)


def count_words(text: str) -> int:
    """Count the words of a text as word processors do: what stands between blanks and has a letter or digit."""
    for encoding, kinds in _KINDS.items():
        try:
            seen = b" " + text.encode(encoding).translate(kinds)
        except UnicodeEncodeError:
            continue
        return seen.count(b" a") + len(_LATE_LETTER.findall(seen))
    return sum(any(map(str.isalnum, token)) for token in text.split())


def _piece(text: str, turn: Turn, start: int, end: int) -> Piece | None:
    ranges = tuple(spoken_ranges(turn, start, end))
    joined = "".join(text[a:b] for a, b in ranges)
    if not joined.strip():
        return None
    return Piece(turn, ranges, joined.strip())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
