"""Recognise the time stamps of transcripts: [00:12:31], (12:31), #00:12:31-5#, 00:12:31 and ranges of them."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONG = r"\d{1,2}:[0-5]\d:[0-5]\d(?:[.,\-]\d{1,3})?"
_SHORT = r"\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"
_ANY = rf"(?:{_LONG}|{_SHORT})"
_UNTIL = rf"(?:[ \t]*(?:-->|[-–])[ \t]*{_ANY})?"
# Older Teams files write 0:0:3.5 in ranges.
_ARROW = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?[ \t]*-->[ \t]*\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
# A bare 17:30 may be a clock time in speech, so short stamps need brackets or a place of their own.
_BRACKETED = rf"\[[ \t]*{_ANY}{_UNTIL}[ \t]*\]|\([ \t]*{_ANY}{_UNTIL}[ \t]*\)|#[ \t]*{_ANY}[ \t]*#|<{_ANY}>"
# A time that a bracket closes behind belongs to a transcriber's remark: [inaudible 00:54:11].
STAMP = rf"(?:{_BRACKETED}|{_ARROW}|{_LONG}{_UNTIL}(?![\w:\])]))"
BARE = rf"(?:{_BRACKETED}|{_ARROW}|{_ANY}{_UNTIL}(?![\w:]))"

_AT_START = re.compile(rf"[ \t]*({STAMP})[ \t]*")
# What most programs write; STAMP knows it too, but is slow to try and leaves its numbers to be found again.
_PLAIN_AT_START = re.compile(r"[ \t]*\[(?:(\d\d):)?([0-5]\d):([0-5]\d)\][ \t]*")
_AT_END = re.compile(rf"[ \t]*(?<![\w:])({STAMP})[ \t]*$")
_VALUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,\-](\d{1,3}))?")
# A stamp with a remark, such as [0:04:23 pp], stays in the speech: the remark is the transcriber's.
_REMARK = re.compile(rf"[ \t]*\[({_ANY})[ \t]+[^\]\n]{{1,40}}\]")
_TAIL = 80


class Stamp(NamedTuple):
    """Hold a stamp's range, blanks around it included, and its seconds."""

    start: int
    end: int
    seconds: float


def stamp_at(line: str, start: int = 0) -> Stamp | None:
    """Return the stamp that a line has at a position, or None."""
    if plain := _PLAIN_AT_START.match(line, start):
        hours, minutes, rest = plain.groups()
        return Stamp(start, plain.end(), float((int(hours) * 3600 if hours else 0) + int(minutes) * 60 + int(rest)))
    found = _AT_START.match(line, start)
    return Stamp(start, found.end(), seconds(found.group(1))) if found else None


def stamp_before_end(line: str, start: int) -> Stamp | None:
    """Return the stamp that closes a line after a position, or None."""
    low = max(start, len(line) - _TAIL)
    found = _AT_END.search(line, low)
    return Stamp(found.start(), len(line), seconds(found.group(1))) if found else None


def is_time(line: str) -> bool:
    """Tell whether a line holds a stamp and nothing else."""
    found = _AT_START.fullmatch(line)
    return found is not None


def remark_time(line: str, start: int = 0) -> float | None:
    """Return the seconds of a transcriber's remark with a time in it, such as [0:04:23 pp], or None."""
    found = _REMARK.match(line, start)
    return seconds(found.group(1)) if found else None


def seconds(stamp: str) -> float:
    """Return the seconds of the first time in a stamp; 0 when it holds none."""
    found = _VALUE.search(stamp)
    if found is None:
        return 0.0
    hours, minutes, rest, fraction = found.groups()
    whole = (int(hours) * 3600 if hours else 0) + int(minutes) * 60 + int(rest)
    return float(f"{whole}.{fraction}") if fraction else float(whole)


def find_seconds(text: str) -> float | None:
    """Return the seconds of the first time in a text, or None."""
    return seconds(text) if _VALUE.search(text) else None
