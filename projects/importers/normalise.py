"""Normalise the text of an import once: line ends, NFC, characters no text should hold; and account for it all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from projects.importers.content import Content
from projects.importers.draft import Counts, Finding
from projects.importers.unwrap import Unwrapped, unwrap

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
_SOFT_AT_LINE_END = re.compile(r"(?<=\w)\u00ad[ \t]*\n[ \t]*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Hold the text to keep, where its notes begin, what was found, and the count of characters."""

    text: str
    body_end: int
    findings: tuple[Finding, ...]
    counts: Counts


@dataclass(slots=True)
class _Ledger:
    """Count what goes and what comes while a text is cleaned."""

    added: int = 0
    removed: int = 0
    soft_hyphens: int = 0
    joined: int = 0
    controls: int = 0
    bidi: int = 0

    def replaced(self, before: str, after: str) -> str:
        """Book the difference in length of one repair and return the new text."""
        change = len(after) - len(before)
        self.added += max(change, 0)
        self.removed += max(-change, 0)
        return after


def normalise(content: Content) -> Normalised:
    """Return the text of a document as the project keeps it, notes behind the body."""
    ledger = _Ledger(added=content.added)
    raw_notes = "".join(f"\n{note}" for note in content.notes)
    body = _cleaned(content.text, ledger)
    notes = _cleaned(raw_notes, ledger)
    unwrapped = unwrap(body, flowing=content.flowing)
    ledger.added += unwrapped.added
    ledger.removed += unwrapped.removed
    text = unwrapped.text + notes
    counts = Counts(len(content.text) + len(raw_notes) - content.added, ledger.added, ledger.removed, len(text))
    findings = (*content.findings, *_findings(ledger, unwrapped))
    return Normalised(text, len(unwrapped.text), findings, counts)


def _findings(ledger: _Ledger, unwrapped: Unwrapped) -> Iterator[Finding]:
    if ledger.soft_hyphens or ledger.controls:
        yield Finding("characters-removed", {"soft_hyphens": ledger.soft_hyphens, "controls": ledger.controls})
    numbers = (
        ("bidi", ledger.bidi),
        ("hyphens-joined", unwrapped.joined + ledger.joined),
        ("hyphens-kept", unwrapped.kept),
        ("lines-joined", unwrapped.lines),
    )
    for code, count in numbers:
        if count:
            yield Finding(code, {"count": count})


def _cleaned(text: str, ledger: _Ledger) -> str:
    """Return a text with one kind of line end, nothing invisible that harms, and composed letters."""
    if _is_clean(text):
        return text
    text = _line_ends(text, ledger)
    if SOFT_HYPHEN in text:
        text = _soft_hyphens(text, ledger)
    found = [mark for mark in _CONTROLS if mark in text]
    if found:
        byte_order_mark = text.startswith("\ufeff")
        after = text.translate(dict.fromkeys(map(ord, found)))
        ledger.controls += len(text) - len(after) - byte_order_mark
        text = ledger.replaced(text, after)
    ledger.bidi += sum(text.count(mark) for mark in BIDI)
    if not unicodedata.is_normalized("NFC", text):
        text = ledger.replaced(text, unicodedata.normalize("NFC", text))
    return text


def _is_clean(text: str) -> bool:
    """Look quickly through the bytes of a text for anything that could need a repair; most texts have nothing."""
    odd = text.encode().translate(None, _ORDINARY)
    leads = odd.translate(None, _CONTINUING)
    return not leads.strip(_GENERAL_PUNCTUATION) and not (leads and _UNUSUAL_PUNCTUATION.search(odd))


def _line_ends(text: str, ledger: _Ledger) -> str:
    if "\r" in text:
        text = ledger.replaced(text, text.replace("\r\n", "\n"))
        text = text.replace("\r", "\n")
    for mark in _LINE_ENDS:
        if mark in text:
            text = text.replace(mark, "\n")
    if "\f" in text:  # a new page ends a paragraph
        text = ledger.replaced(text, text.replace("\f", "\n\n"))
    return text


def _soft_hyphens(text: str, ledger: _Ledger) -> str:
    """Remove soft hyphens; one at a line's end says for certain that the word goes on."""
    text, joined = _rejoined(text, ledger)
    ledger.joined += joined
    ledger.soft_hyphens += text.count(SOFT_HYPHEN)
    return ledger.replaced(text, text.replace(SOFT_HYPHEN, ""))


def _rejoined(text: str, ledger: _Ledger) -> tuple[str, int]:
    after, joined = _SOFT_AT_LINE_END.subn("", text)
    return ledger.replaced(text, after), joined
