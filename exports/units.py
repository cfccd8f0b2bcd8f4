"""What stands in a quote's control, and the marks by which a refresh finds it again and knows what was written there.

A control holds the quote's paragraphs and, where the style has one, its source line. It is named three times: tag,
alias, and a hidden bookmark. LibreOffice drops tags, so what was written is told by a second hidden bookmark too.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.blocks import Quote

DRAFT, SAID, OPENING, SOURCE = "draft", "quote", "opening", "source"
_TAG = re.compile(r"quote:([0-9A-Za-z_-]{1,40}):([0-9a-f]{16})")
_SENT = re.compile(r"_sent_([0-9a-z]{25})_([0-9a-f]{8})")
_QUOTE = re.compile(r"_quote_([0-9a-f]{32})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH, _SHORT, _OF_ID = 16, 8, 25


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one paragraph of a control: its role (`draft`, `quote`, `opening`, `source`), its words, who speaks."""

    role: str
    text: str
    speaker: str = ""

    @property
    def said(self) -> str:
        """Return all that a reader sees in the paragraph."""
        return self.speaker + self.text


def lines_of(quote: Quote) -> tuple[Line, ...]:
    """Return what stands in a quote's control."""
    role = OPENING if quote.opening else SAID
    draft = (Line(DRAFT, quote.draft),) if quote.draft else ()
    source = (Line(SOURCE, quote.source),) if quote.source else ()
    return (*draft, *(Line(role, one.text, one.speaker) for one in quote.paragraphs), *source)


def mark_of(texts: Iterable[str]) -> str:
    """Return the mark (16 hex digits) of what stands in a control; how its blanks are broken makes no difference."""
    said = "\n".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def tag_of(quote: str, mark: str) -> str:
    """Return the tag of a control: at most 64 characters, as Word wants it."""
    return f"quote:{quote}:{mark}"


def sent_bookmark(quote: str, mark: str) -> str:
    """Return the hidden bookmark that tells what was written; "" for an id that is no UUID."""
    number = _number(quote)
    return f"_sent_{number}_{mark[:_SHORT]}" if number else ""


def read_tag(tag: str) -> tuple[str, str]:
    """Return quote's id and mark from a tag of ours, else two empty texts."""
    found = _TAG.fullmatch(tag)
    return (found[1], found[2]) if found else ("", "")


def read_sent(name: str) -> tuple[str, str]:
    """Return quote's id and the mark's beginning from a hidden bookmark, also one renamed in copying."""
    found = _SENT.match(name)
    return (_uuid(int(found[1], 36)), found[2]) if found else ("", "")


def read_bookmark(name: str) -> str:
    """Return the quote's id from the bookmark round a control, also one renamed in copying; else ""."""
    found = _QUOTE.match(name)
    return _uuid(int(found[1], 16)) if found else ""


def same_mark(mark: str, sent: Sequence[str]) -> bool:
    """Tell whether a mark is one of those written, of which only the beginning may be known."""
    return any(one and mark.startswith(one) for one in sent)


def _number(quote: str) -> str:
    try:
        value = uuid.UUID(quote).int
    except ValueError:
        return ""
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(_OF_ID, "0")


def _uuid(value: int) -> str:
    return str(uuid.UUID(int=value)) if value < 1 << 128 else ""
