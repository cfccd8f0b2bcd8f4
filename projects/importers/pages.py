"""Find what belongs to a page and not to the talk: running heads and feet, page numbers, addresses at the foot."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from projects.importers.labels import Openings
from projects.importers.repairs import FOOTER_ADDRESS, PAGE_BREAK, Repair
from projects.importers.unwrap import ADDRESS, BLANKS, DROP, ENDED, SPACE, Words

_NUMBER = re.compile(
    r"\s*[-–]?\s*(?P<word>(?:sivu|page|sida|s\.|p\.)\s*)?(?P<number>\d{1,4})"
    r"(?P<of>\s*(?:/|\(|of|av)\s*\d{1,4}\)?)?\s*[-–]?\s*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LONELY = re.compile(r"\n[ \t]*(?:[-–][ \t]*)?(?:sivu|page|sida|s\.|p\.)?[ \t]*\d{1,4}\b[^\n]{0,10}\n", re.IGNORECASE)
_FEWEST = 3  # pages that make a running line
_NUMBERED = 2  # or a page number
_LONGEST = 100
_NEAREST = 12  # lines between two page numbers
_REACH = 2  # lines of head or foot on each side of a page's end


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold one line with its place; `bare` is its text without blanks at the ends and with digits alike."""

    text: str
    start: int
    bare: str

    @property
    def end(self) -> int:
        """Return where the line ends, its newline left out."""
        return self.start + len(self.text)


def find_page_lines(text: str, pages: Sequence[int], openings: Openings) -> Iterator[Repair]:
    """Go through the ends of pages whose running lines can go, and the addresses that stand at a page's foot."""
    if not pages and not _may_have(text):
        return
    lines = list(_lines(text))
    found = _by_pages(lines, pages, openings) if pages else _by_numbers(lines)
    words: list[Words] = []
    for group, sure in found:
        yield _removed(lines, group, sure=sure)
    for group in _addresses(lines):
        words = words or [Words(text)]
        yield _address(lines, group, words[0])


def _may_have(text: str) -> bool:
    """Look quickly for lines that begin with an address, or that are a number and little else."""
    return "\nhttp" in text or "\nwww." in text or _LONELY.search(text) is not None


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(line, at, _DIGITS.sub("#", line.strip()))
        at += len(line) + 1


def _by_pages(lines: Sequence[_Line], pages: Sequence[int], openings: Openings) -> Iterator[tuple[range, bool]]:
    """Go through the known ends of pages: lines that most pages have at the same edge, and what is blank beside."""
    starts = [line.start for line in lines]
    breaks = [bisect_left(starts, page) for page in pages]
    edges = [(_filled(lines, first, -1), _filled(lines, first, 1)) for first in breaks]
    outer = (*_filled(lines, 0, 1)[:1], *_filled(lines, len(lines), -1)[:1])
    at_edges = {*outer, *(at for edge in edges for side in edge for at in side)}
    running = {bare for bare in _running(lines, at_edges) if not openings.may_open(bare)}
    for first, (above, below) in zip(breaks, edges, strict=True):
        gone = {at for at in (*above, *below) if lines[at].bare in running}
        group = _grown(lines, first, gone)
        if gone or _goes_on(lines, group):
            yield group, True
    # the head of the first page and the foot of the last have no page's end beside them
    yield from ((_grown(lines, at, {at}), True) for at in outer if lines[at].bare in running)


def _running(lines: Sequence[_Line], at_edges: set[int]) -> set[str]:
    """Return the lines that recur at the edges of pages and nowhere else; none when nothing else were left."""
    seen = Counter(lines[at].bare for at in at_edges)
    everywhere = Counter(line.bare for line in lines if line.bare)
    running = {
        bare
        for bare, count in seen.items()
        if count >= (_NUMBERED if bare.strip(" -–") == "#" else _FEWEST)
        and count == everywhere[bare]
        and len(bare) <= _LONGEST
        and not bare[0].islower()
    }
    return running if everywhere.keys() - running else set()


def _filled(lines: Sequence[_Line], first: int, step: int) -> tuple[int, ...]:
    """Return the nearest lines that hold something, on one side of a page's first line."""
    at = first if step > 0 else first - 1
    found: list[int] = []
    while 0 <= at < len(lines) and len(found) < _REACH:
        if lines[at].bare:
            found.append(at)
        at += step
    return tuple(found)


def _grown(lines: Sequence[_Line], first: int, gone: set[int]) -> range:
    """Return the lines around a page's end that are blank or go; at least the blank line that the end itself made."""
    low = high = first
    while low > 0 and (not lines[low - 1].bare or low - 1 in gone):
        low -= 1
    while high < len(lines) and (not lines[high].bare or high in gone):
        high += 1
    return range(low, high)


def _by_numbers(lines: Sequence[_Line]) -> Iterator[tuple[range, bool]]:
    """Go through page numbers that count up on lines of their own, far enough from each other."""
    best: list[int] = []
    for run in _runs([(at, found) for at, line in enumerate(lines) if (found := _NUMBER.fullmatch(line.text))]):
        best = run if len(run) > len(best) else best
    if len(best) < _FEWEST:
        return
    running = _running(lines, {one for at in best for one in _beside(lines, at)})
    groups = [_grown(lines, at, {at, *(one for one in _beside(lines, at) if lines[one].bare in running)})
              for at in best]
    worded = sum(1 for at in best if (found := _NUMBER.fullmatch(lines[at].text)) and (found["word"] or found["of"]))
    broken = sum(_goes_on(lines, group) for group in groups)
    sure = worded == len(best) or 2 * broken >= len(best)
    for group in groups:
        yield group, sure


def _runs(numbers: Iterable[tuple[int, re.Match[str]]]) -> Iterator[list[int]]:
    """Go through the runs of numbers that count up by one."""
    run: list[int] = []
    last = -1
    for at, found in numbers:
        number = int(found["number"])
        if run and number == last + 1 and at - run[-1] >= _NEAREST:
            run.append(at)
        elif not run or number != last:
            yield run
            run = [at]
        last = number
    yield run


def _beside(lines: Sequence[_Line], at: int) -> tuple[int, ...]:
    """Return the lines that hold something beside a page number, blank lines between left out."""
    return (*_filled(lines, at, -1)[:1], *_filled(lines, at + 1, 1)[:1])


def _goes_on(lines: Sequence[_Line], group: range) -> bool:
    """Tell whether a sentence runs on over a group of lines."""
    before = lines[group.start - 1].text.rstrip() if group.start else ""
    after = lines[group.stop].text.lstrip() if group.stop < len(lines) else ""
    return bool(before) and not before.endswith(ENDED) and after[:1].islower()


def _removed(lines: Sequence[_Line], group: range, *, sure: bool) -> Repair:
    """Return the repair that takes a page's end out; a sentence that runs on stands on two lines then, no more."""
    if not group.start:  # the head of the first page
        end = lines[group.stop].start if group.stop < len(lines) else lines[-1].end
        return Repair(PAGE_BREAK, 0, end, "", sure)
    if group.stop == len(lines):
        return Repair(PAGE_BREAK, lines[group.start - 1].end, lines[-1].end, "", sure)
    after = lines[group.stop]
    if not _goes_on(lines, group):
        return Repair(PAGE_BREAK, lines[group.start].start, after.start, "\n", sure)
    indent = len(after.text) - len(after.text.lstrip(BLANKS))
    return Repair(PAGE_BREAK, lines[group.start].start, after.start + indent, "", sure)


def _addresses(lines: Sequence[_Line]) -> Iterator[range]:
    """Go through blocks of lines that are web addresses and stand below a blank line."""
    at = 1
    while at < len(lines):
        stop = at
        while stop < len(lines) and ADDRESS.fullmatch(lines[stop].text):
            stop += 1
        if stop > at and not lines[at - 1].bare:
            yield range(at, stop)
        at = max(stop, at + 1)


def _address(lines: Sequence[_Line], group: range, words: Words) -> Repair:
    """Return the repair that takes addresses out; never done unasked, for an address may be the speaker's source."""
    low = group.start
    while low and not lines[low - 1].bare:
        low -= 1
    if not low or group.stop == len(lines) or not _goes_on(lines, range(low, group.stop)):
        start = lines[group.start].start
        end = lines[group.stop].start if group.stop < len(lines) else lines[-1].end
        return Repair(FOOTER_ADDRESS, start, end, "", sure=False)
    before, after = lines[low - 1], lines[group.stop]
    rest = after.text.lstrip(BLANKS)
    what = words.decide(before.text, rest, wrapped=True)
    start = before.start + len(before.text.rstrip(BLANKS)) - (what == DROP)
    return Repair(FOOTER_ADDRESS, start, after.end - len(rest), " " if what == SPACE else "", sure=False)
