"""Set straight quotation marks and hyphens as the language prints them."""

from __future__ import annotations

import re

_OPENING = re.compile(r'(^|[\s(\[–])"')
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_HARD_BLANK = re.compile(r"\b(s|v|r|p|t)\. (?=\d)")


def typographic(text: str, language: str) -> str:
    """Return a text with the marks of its language; no letter is changed, and none is added or left out."""
    if '"' in text:
        text = _OPENING.sub("\\1\u201c" if language == "en" else "\\1\u201d", text).replace('"', "\u201d")
    return _DASH.sub("\u2013", text) if " - " in text else text


def numbered(text: str) -> str:
    """Return one of our own sentences with dashes in ranges of numbers, and no line broken before a page or turn."""
    return _HARD_BLANK.sub("\\1.\u00a0", _RANGE.sub("\u2013", text))
