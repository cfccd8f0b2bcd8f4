"""Undo the line breaks of a page: join hard-wrapped lines, and line-end hyphens with care."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from projects.importers.columns import find_columns
from projects.importers.header import find_header
from projects.importers.labels import Opening, Openings
from projects.importers.own_lines import find_openings
from projects.importers.repairs import LINE_END_HYPHEN, WRAPPED_LINE, Repair
from projects.importers.times import stamp_at

_SHORTEST, _LONGEST = 55, 110
_FEWEST_JOINTS = 3
_LONG_SHARE = 0.6
_OPEN_SHARE = 0.5
_LONGEST_BLOCK = 200
_LOOK = 20_000
ENDED = (".", "?", "!", "…", ":", "”", '"', "»", ")")
_DASHED = re.compile(r"[-–—*][ \t]+")
_ITEM = re.compile(r"(?:[•▪◦·‣●○■□→]|\d{1,2}[.)][ \t])")
ADDRESS = re.compile(r"[ \t]*(?:https?://|www\.)\S+[ \t]*$")
_BEFORE = re.compile(r"([^\W_]+(?:[-/‐][^\W_]+)*)[-‐][ \t]*$")
_AFTER = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_HYPHENS = ("-", "‐")
_VOWELS = frozenset("aeiouyåäö")
BLANKS = " \t"
_TAIL = 80
_STEM = 5  # letters by which an inflected form is recognised
# A hyphen before one of these stands for a part said later: jatko- ja täydennyskoulutus.
_CONJUNCTIONS = "ja tai sekä eli taikka tahi vai mutta kuin että and or och eller samt"
_SUSPENDED = frozenset(_CONJUNCTIONS.split())

KEEP, SPACE, GLUE, DROP = "keep", "space", "glue", "drop"


@dataclass(frozen=True, slots=True)
class Joints:
    """Hold the repairs of a text's line ends, and where each hyphen stands that a line ends with and keeps."""

    repairs: tuple[Repair, ...] = ()
    kept: int = 0


def find_joints(text: str, openings: Openings, *, flowing: bool, paged: bool = False) -> Joints:
    """Return how to undo the line breaks of a page; `flowing` text is touched only when plainly wrapped.

    `paged` text is known to be wrapped.
    """
    if flowing and not _may_be_wrapped(text):
        return Joints()
    if find_columns(text.split("\n")):
        return Joints()
    page = _Page(text, openings)
    joints = [index for index in range(len(page.lines) - 1) if page.joinable(index)]
    wrapped = paged or _is_wrapped(page.lines, joints)
    if not wrapped and (flowing or not any(_broken_off(page.lines[index]) for index in joints)):
        return Joints()
    words = Words(text)
    decisions = {
        index: words.decide(page.lines[index], page.lines[index + 1].lstrip(BLANKS), wrapped=wrapped)
        for index in joints
    }
    kept = sum(1 for index, what in decisions.items() if what != DROP and _broken_off(page.lines[index]))
    return Joints(tuple(_repairs(page.lines, decisions)), kept)


class _Page:
    """Know which line ends of a text may be mere wraps: not at labels, list items, addresses and header lines."""

    __slots__ = ("_names", "_openings", "_top", "lines")

    def __init__(self, text: str, openings: Openings) -> None:
        header = find_header(text)
        self.lines = text.split("\n")
        self._top = text.count("\n", 0, header.end) + 1 if header.lines else 0
        found, self._names = find_openings(self.lines[self._top :], openings)
        self._openings = [*[None] * self._top, *found]

    def joinable(self, index: int) -> bool:
        """Tell whether the end of a line may be joined to the next."""
        before, after = self.lines[index], self.lines[index + 1]
        if index < self._top or not before or before.isspace() or not after or after.isspace():
            return False
        if after[0].isspace() and not self._names:
            return False  # an indent begins a paragraph, but hangs under a speaker's label
        after = after.lstrip(BLANKS)
        if ADDRESS.match(before) or ADDRESS.match(after) or self._opens(index + 1) or self._is_label(index):
            return False
        item = _ITEM.match(after) or _DASHED.match(after)
        # a dash or a day's number may also go on with the sentence
        goes_on = item and after[item.end() : item.end() + 1].islower() and not before.rstrip().endswith(ENDED)
        return not item or bool(goes_on)

    def _labelled(self, index: int) -> Opening | None:
        found = self._openings[index]
        return found if found and found.label in self._names else None

    def _opens(self, index: int) -> bool:
        return self._labelled(index) is not None or stamp_at(self.lines[index]) is not None

    def _is_label(self, index: int) -> bool:
        """Tell whether a line is no more than a speaker's label or a time."""
        found, stamp = self._labelled(index), stamp_at(self.lines[index])
        end = found.end if found else stamp.end if stamp else 0
        return end >= len(self.lines[index])


def _may_be_wrapped(text: str) -> bool:
    """Look at the lengths of the first lines only: quick, and enough to let most documents pass."""
    lengths = Counter(map(len, text[:_LOOK].split("\n")))
    filled = lengths.total() - lengths[0]
    return sum(lengths[length] for length in range(_SHORTEST, _LONGEST + 1)) > filled * _OPEN_SHARE * _LONG_SHARE


def _is_wrapped(lines: Sequence[str], joints: Sequence[int]) -> bool:
    """Tell whether most lines that go on are about a page's width and end within a sentence."""
    if len(joints) < _FEWEST_JOINTS or _longest_run(joints) > _LONGEST_BLOCK:
        return False
    ends = [lines[index].rstrip() for index in joints]
    long = sum(_SHORTEST <= len(line) <= _LONGEST for line in ends)
    open_ = sum(not line.endswith(ENDED) for line in ends)
    return long >= _LONG_SHARE * len(ends) and open_ >= _OPEN_SHARE * len(ends)


def _longest_run(joints: Sequence[int]) -> int:
    longest = run = 0
    for index, joint in enumerate(joints):
        run = run + 1 if index and joint == joints[index - 1] + 1 else 1
        longest = max(longest, run)
    return longest


class Words:
    """Decide about line ends by the words that the same text writes elsewhere."""

    __slots__ = ("_pairs", "_words")

    def __init__(self, text: str) -> None:
        """Count the words of a text."""
        found = [word.lower().replace("‐", "-") for word in _WORD.findall(text)]
        self._words = Counter(found)
        self._pairs = Counter(pair for word in self._words if "-" in word for pair in _hyphen_pairs(word))

    def decide(self, before: str, after: str, *, wrapped: bool) -> str:
        """Return what becomes of the end of a line: `keep`, `space`, `glue` or `drop`."""
        left, second = _broken_off(before), _AFTER.match(after)
        if not left or not second:
            return SPACE if wrapped else KEEP
        right = second.group()
        if right in _SUSPENDED and after[second.end() : second.end() + 1] not in _HYPHENS:
            return SPACE if wrapped else KEEP
        if self._hyphen_belongs(left, right):
            return GLUE if wrapped else KEEP
        # off the page's width a hyphen may be a word broken off in speech: let the text itself testify
        return DROP if wrapped or self._one_word(left, right) else KEEP

    def _hyphen_belongs(self, left: str, right: str) -> bool:
        last = re.split(r"[-/‐]", left)[-1]
        if not right[0].islower() or last[-1].isdigit() or last.isupper():
            return True
        if self._words[(last + right).lower()]:
            return False
        return self._pairs[last.lower(), right.lower()[:_STEM]] > 0 or (
            last[-1].lower() == right[0] and right[0] in _VOWELS
        )

    def _one_word(self, left: str, right: str) -> bool:
        last = re.split(r"[-/‐]", left)[-1].lower()
        if self._words[last + right.lower()]:
            return True
        # each half stands at a line's end once; more would be a word of its own
        return len(last) > 1 and self._words[right.lower()] <= 1


def _broken_off(line: str) -> str:
    """Return the word before the hyphen that ends a line, or nothing."""
    found = _BEFORE.search(line[-_TAIL:])
    return found.group(1) if found else ""


def _hyphen_pairs(word: str) -> Iterator[tuple[str, str]]:
    parts = word.split("-")
    return ((first, second[:_STEM]) for first, second in pairwise(parts))


def _repairs(lines: Sequence[str], decisions: dict[int, str]) -> Iterator[Repair]:
    """Go through the joined line ends: blanks at either side go too, and the hyphen of a broken word."""
    at = 0
    for index, line in enumerate(lines):
        decision = decisions.get(index, KEEP)
        if decision != KEEP:
            after = lines[index + 1]
            start = at + len(line.rstrip(BLANKS)) - (decision == DROP)
            end = at + len(line) + 1 + len(after) - len(after.lstrip(BLANKS))
            kind = LINE_END_HYPHEN if decision == DROP else WRAPPED_LINE
            yield Repair(kind, start, end, " " if decision == SPACE else "")
        at += len(line) + 1
