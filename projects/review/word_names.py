"""The ids in a review form: one name for each field, short enough for a bookmark, readable by our own reader only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

ROUND, REVIEWER, QUOTE, DECISION, IDENTIFY, LEVEL, REMARK = "n", "w", "q", "d", "i", "l", "r"
TOKEN_LENGTH = 12
_PREFIX = "_ote_"
_MARK_LENGTH = 16


def bookmark(kind: str, value: str) -> str:
    """Return the name of a field: hidden in Word by its first character, at most 40 characters long."""
    return f"{_PREFIX}{kind}_{value}"


def read_bookmark(name: str) -> tuple[str, str] | None:
    """Return kind and value of one of our names, None for any other."""
    if not name.startswith(_PREFIX) or name[len(_PREFIX) + 1 : len(_PREFIX) + 2] != "_":
        return None
    return name[len(_PREFIX)], name[len(_PREFIX) + 2 :]


def text_mark(paragraphs: Sequence[str]) -> str:
    """Return the mark by which a form shows whether its quote was written over."""
    bare = " ".join(" ".join(paragraphs).split())
    return hashlib.sha256(bare.encode()).hexdigest()[:_MARK_LENGTH]
