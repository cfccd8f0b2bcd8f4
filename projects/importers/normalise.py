"""Normalise the text of an import once: line ends, NFC, characters no text should hold; and account for it all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from projects.importers.content import Content
from projects.importers.draft import Counts, Step

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SOFT_HYPHEN = "\u00ad"

# Removed: what XML cannot hold or a screen cannot show. U+FEFF is the byte order mark; U+0085 ends a line.
_CONTROLS = "".join(
    map(chr, (*range(9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF))
)
_LINE_ENDS = "\x0b\x85\u2028\u2029"
# Bytes of UTF-8 that never need a repair: printable ASCII, tab, newline, leads of letters below the combining marks.
_ORDINARY = b"\t\n" + bytes(range(0x20, 0x7F)) + bytes(range(0xC3, 0xCC))
_CONTINUING = bytes(range(0x80, 0xC0))
_GENERAL_PUNCTUATION = b"\xe2"
_UNUSUAL_PUNCTUATION = re.compile(rb"\xe2(?!\x80[\x90-\xa7]|\x82\xac)")  # beside dashes, quotes, dots and the euro
# looked around, not taken in: one letter may stand between two soft hyphens
_SOFT_HYPHENS = re.compile("(?<=(.))\u00ad+(?=(.))", re.DOTALL)
_PAGE, _PARAGRAPH = "\f", "\n\n"


@dataclass(frozen=True, slots=True)
class Normalised:
    """Hold the text before any repair that can be refused, and what had to be done to it.

    `body_end` is where the notes begin, `pages` where each page but the first begins in the body.
    """

    text: str
    body_end: int
    pages: tuple[int, ...]
    counts: Counts
    controls: int = 0
    bidi: int = 0


@dataclass(slots=True)
class _Ledger:
    """Count what goes and what comes while a text is cleaned."""

    steps: list[Step]
    controls: int = 0
    bidi: int = 0

    def replaced(self, code: str, before: str, after: str) -> str:
        """Book the difference in length of one step and return the new text."""
        change = len(after) - len(before)
        if change:
            self.steps.append(Step(code, max(change, 0), max(-change, 0)))
        return after


def normalise(content: Content) -> Normalised:
    """Return the text of a document without what no text should hold, notes behind the body."""
    ledger = _Ledger([*content.steps])
    own = sum(step.added - step.removed for step in content.steps)
    raw_notes = "".join(f"\n{note}" for note in content.notes)
    body = _cleaned(content.text, ledger)
    pages = tuple(_page_starts(body))
    body = ledger.replaced("page-breaks", body, body.replace(_PAGE, _PARAGRAPH)) if pages else body
    notes = _cleaned(raw_notes, ledger).replace(_PAGE, "\n")
    text = body + notes
    counts = account(len(content.text) + len(raw_notes) - own, ledger.steps)
    return Normalised(text, len(body), pages, counts, ledger.controls, ledger.bidi)


def account(read: int, steps: Iterable[Step]) -> Counts:
    """Return the account of the characters read: steps of one kind are counted together."""
    booked: dict[str, Step] = {}
    for code, added, removed in steps:
        before = booked.get(code, Step(code, 0, 0))
        booked[code] = Step(code, before.added + added, before.removed + removed)
    added = sum(step.added for step in booked.values())
    removed = sum(step.removed for step in booked.values())
    return Counts(read, added, removed, read + added - removed, tuple(booked.values()))


def _cleaned(text: str, ledger: _Ledger) -> str:
    """Return a text with one kind of line end, nothing invisible that harms, and composed letters."""
    if _is_clean(text):
        return text
    text = _line_ends(text, ledger)
    found = [mark for mark in _CONTROLS if mark in text]
    if found:
        if text.startswith("\ufeff"):
            text = ledger.replaced("byte-order-mark", text, text[1:])
        after = text.translate(dict.fromkeys(map(ord, found)))
        ledger.controls += len(text) - len(after)
        text = ledger.replaced("controls", text, after)
    ledger.bidi += sum(text.count(mark) for mark in BIDI)
    if not unicodedata.is_normalized("NFC", text):
        text = ledger.replaced("composed", text, unicodedata.normalize("NFC", text))
    if SOFT_HYPHEN in text:
        text = ledger.replaced("composed", text, _without_parting(text))
    return text


def _is_clean(text: str) -> bool:
    """Look quickly through the bytes of a text for anything that could need a repair; most texts have nothing."""
    odd = text.encode().translate(None, _ORDINARY)
    leads = odd.translate(None, _CONTINUING)
    return not leads.strip(_GENERAL_PUNCTUATION) and not (leads and _UNUSUAL_PUNCTUATION.search(odd))


def _line_ends(text: str, ledger: _Ledger) -> str:
    if "\r" in text:
        text = ledger.replaced("line-ends", text, text.replace("\r\n", "\n"))
        text = text.replace("\r", "\n")
    for mark in _LINE_ENDS:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _page_starts(body: str) -> Iterator[int]:
    """Go through the pages but the first: where each begins once its form feed is the end of a paragraph."""
    at = -1
    for number in range(1, body.count(_PAGE) + 1):
        at = body.index(_PAGE, at + 1)
        yield at + 1 + number


def _without_parting(text: str) -> str:
    """Take out soft hyphens that part what is one letter: without them the text could not stay composed."""
    while True:
        after = _SOFT_HYPHENS.sub(_closed, text)
        if after == text:
            return text
        text = unicodedata.normalize("NFC", after)


def _closed(found: re.Match[str]) -> str:
    before, after = found.groups()
    parted = unicodedata.combining(after) or not unicodedata.is_normalized("NFC", before + after)
    return "" if parted else found.group()
