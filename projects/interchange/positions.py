"""Where a passage of another program stands: which characters it counts, found out by trying, and mapped into ours.

REFI-QDA says code points; programs count UTF-16 units (NVivo) or one for CR LF (ATLAS.ti), and never say so. Ends
are exclusive everywhere. Each convention is tried on all passages of a text at once.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_BLANKS = re.compile(r"\s+")
_ASTRAL = 0xFFFF
_JAMO = range(0x1160, 0x1200)
_SURE = 0.9
_A_QUOTE = 3  # letters; a shorter name fits by chance
_QUOTES_FROM = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Convention:
    """Say how characters are counted: `utf16` units or code points, a line end of CR LF as 2 or 1."""

    utf16: bool = False
    line_end: int = 2


STANDARD = Convention()
CONVENTIONS = tuple(Convention(utf16, line_end) for utf16 in (False, True) for line_end in (2, 1))
_PRIORS = (("nvivo", Convention(utf16=True)), ("atlas", Convention(line_end=1)), ("qualcoder", STANDARD))


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a passage as a file gives it; `quote` is its text where the file holds it, in full or cut off with `…`."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """Say which convention a text's passages follow.

    `score` is the share of passages that fit, `by` what was tried: `quotes`, `words` (both ends at a word's edge),
    `origin` (nothing to try, or a draw: the program's habit) or `same` (every convention means the same). `sure` is
    False when under 90 % fit, or another convention fits as well and means something else.
    """

    convention: Convention
    score: float
    by: str
    sure: bool
    passages: int


class Ruler:
    """Turn positions of one convention into code points of the same text."""

    def __init__(self, text: str, convention: Convention) -> None:
        """Count once through the text, unless the convention is plain code points."""
        self.length = len(text)
        self._marks: list[int] | None = None
        if (convention.utf16 and _has_astral(text)) or (convention.line_end == 1 and "\r\n" in text):
            self._marks = [0, *accumulate(_widths(text, convention))]

    def index(self, position: int) -> int | None:
        """Return the code point at a position, None outside the text; inside a character, where it begins."""
        if self._marks is None:
            return position if 0 <= position <= self.length else None
        if not 0 <= position <= self._marks[-1]:
            return None
        at = bisect_left(self._marks, position)
        return at if self._marks[at] == position else at - 1

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a range as code points, None when it is turned around or outside the text."""
        low, high = self.index(start), self.index(end)
        return (low, high) if low is not None and high is not None and low <= high else None


def judge(text: str, passages: Sequence[Passage], origin: str = "") -> Judged:
    """Find out by which convention the passages of a text are counted; `origin` names the program."""
    prior = _prior(origin)
    rulers = {one: Ruler(text, one) for one in CONVENTIONS}
    spans = {one: [ruler.span(passage.start, passage.end) for passage in passages] for one, ruler in rulers.items()}
    scores, by = _scores(text, passages, spans)
    best = max(scores.values(), default=0.0)
    drawn = [one for one in CONVENTIONS if scores[one] == best]
    chosen = prior if prior in drawn else drawn[0]
    alike = all(spans[one] == spans[chosen] for one in drawn)
    if all(spans[one] == spans[chosen] for one in CONVENTIONS):
        by = "same"
    elif not alike:
        by = "origin"
    sure = not passages or (best >= _SURE and alike)
    return Judged(chosen, best, by, sure, len(passages))


def fits(said: str, quote: str) -> bool:
    """Tell whether a slice of the text is what a file says stands there, blanks aside; a quote may be cut off."""
    wanted, there = _bare(quote), _bare(said)
    cut = _ELLIPSIS.sub("", wanted)
    return bool(cut) and (there == wanted or (cut != wanted and there.startswith(cut.rstrip())))


def at_word_edges(text: str, start: int, end: int) -> bool:
    """Tell whether neither end of a range cuts a word."""
    return start < end and not _inside_word(text, start) and not _inside_word(text, end)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Hold a text in our form (NFC, one line end, no byte order mark) and the way back to where its characters stood.

    Each change is `(start, end, new start, new end)`; what lies between changes only moved.
    """

    text: str
    changes: tuple[tuple[int, int, int, int], ...]

    def start(self, index: int) -> int:
        """Return where a range that began at an index of the raw text begins now."""
        return self._mapped(index, lambda new_start, _: new_start)

    def end(self, index: int) -> int:
        """Return where a range that ended at an index of the raw text ends now; a cut letter is taken whole."""
        return self._mapped(index, lambda _, new_end: new_end)

    def _mapped(self, index: int, inside: Callable[[int, int], int]) -> int:
        at = bisect_left(self.changes, index, key=lambda one: one[1])
        if at < len(self.changes) and self.changes[at][0] < index < self.changes[at][1]:
            return inside(*self.changes[at][2:])
        if at < len(self.changes) and self.changes[at][1] == index:
            return self.changes[at][3]
        before = self.changes[at - 1] if at else (0, 0, 0, 0)
        return index - before[1] + before[3]


def clean(raw: str) -> Cleaned:
    """Return a text of another program in our form; nothing but line ends, NFC, byte order marks and NUL changes."""
    if raw.isascii() and "\r" not in raw and "\x00" not in raw:
        return Cleaned(raw, ())
    changes, parts, done, shift = [], [], 0, 0
    for start, end, new in _repairs(raw):
        parts += [raw[done:start], new]
        changes.append((start, end, start + shift, start + shift + len(new)))
        shift += len(new) - (end - start)
        done = end
    return Cleaned("".join([*parts, raw[done:]]), tuple(changes))


class Mender:
    """Bring passages whose words are known to those words, in our form of one text.

    Some programs show a text in one convention and store it in another, passage by passage.
    """

    def __init__(self, raw: str) -> None:
        """Count through the text once in every way."""
        self._cleaned = clean(raw)
        self._rulers = {one: Ruler(raw, one) for one in CONVENTIONS}

    def plain(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        """Return a range of code points of the raw text as one of ours, None outside it."""
        return self._span(STANDARD, start, end)

    def mended(self, start: int, end: int, quote: str) -> tuple[tuple[int, int], str] | None:
        """Return the range whose text is the quote, and how it was found; None when the text nowhere says so.

        Found `as-given`, by `counting` otherwise, or at the nearest place that says so (`found`).
        """
        wanted = clean(quote).text
        for convention in CONVENTIONS if wanted else ():
            span = self._span(convention, start, end)
            if span is not None and self._cleaned.text[slice(*span)] == wanted:
                return span, "as-given" if convention == STANDARD else "counting"
        near = self.plain(start, start)
        at = near[0] if near else len(self._cleaned.text)
        nearest = min(_occurrences(self._cleaned.text, wanted), key=lambda one: abs(one - at), default=None)
        return None if nearest is None else ((nearest, nearest + len(wanted)), "found")

    def _span(self, convention: Convention, start: int | None, end: int | None) -> tuple[int, int] | None:
        span = None if start is None or end is None else self._rulers[convention].span(start, end)
        return None if span is None else (self._cleaned.start(span[0]), self._cleaned.end(span[1]))


def _repairs(raw: str) -> Iterator[tuple[int, int, str]]:
    """Go through the places that change, each with its new text."""
    composed = unicodedata.is_normalized("NFC", raw)
    for found in (_LINE_ENDS if composed else _LINE_ENDS_AND_LETTERS).finditer(raw):
        for start, piece in _groups(found[0]):
            new = _LINE_END_FORMS.get(piece)
            new = unicodedata.normalize("NFC", piece) if new is None else new
            if new != piece:
                yield found.start() + start, found.start() + start + len(piece), new


_LINE_END_FORMS = {"\r\n": "\n", "\r": "\n", "\ufeff": "", "\x00": ""}
_LINE_ENDS = re.compile("\r\n?|\ufeff|\x00")
# Composing never reaches over an ASCII character to the left, so each run stands for itself.
_LINE_ENDS_AND_LETTERS = re.compile("\r\n?|\x00|[\x21-\x7e]?[^\x00-\x7f]+")


def _groups(run: str) -> Iterator[tuple[int, str]]:
    """Part a run into letters, each with all that can melt into it: marks, and the vowels and finals of Hangul."""
    start = 0
    for at in range(1, len(run)):
        if run[at] == "\n" or (_melts(run[at]) and run[at - 1] != "\ufeff"):
            continue
        yield start, run[start:at]
        start = at
    yield start, run[start:]


def _melts(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M") or ord(letter) in _JAMO


def _has_astral(text: str) -> bool:
    return not text.isascii() and max(text, default="") > chr(_ASTRAL)


def _widths(text: str, convention: Convention) -> Iterator[int]:
    """Go through how many units each code point counts; CR of a CR LF counts none when the pair is one."""
    following = iter(text[1:])
    for letter in text:
        after = next(following, "")
        if letter == "\r" and after == "\n" and convention.line_end == 1:
            yield 0
        else:
            yield 2 if convention.utf16 and ord(letter) > _ASTRAL else 1


def _prior(origin: str) -> Convention:
    name = origin.casefold()
    return next((convention for program, convention in _PRIORS if program in name), STANDARD)


def _scores(
    text: str, passages: Sequence[Passage], spans: Mapping[Convention, Sequence[tuple[int, int] | None]]
) -> tuple[dict[Convention, float], str]:
    """Return the share of fitting passages for each convention, by their quotes when those are quotes at all."""
    quoted = [at for at, one in enumerate(passages) if len(_bare(one.quote)) >= _A_QUOTE]
    by_quote = {
        one: sum(_is_quote(text, found[at], passages[at].quote) for at in quoted) / len(quoted) if quoted else 0.0
        for one, found in spans.items()
    }
    if max(by_quote.values()) >= _QUOTES_FROM:
        return by_quote, "quotes"
    total = len(passages)
    by_word = {
        one: sum(span is not None and at_word_edges(text, *span) for span in found) / total if total else 0.0
        for one, found in spans.items()
    }
    return by_word, "words" if total else "origin"


def _is_quote(text: str, span: tuple[int, int] | None, quote: str) -> bool:
    return span is not None and fits(text[slice(*span)], quote)


def _bare(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
