"""Divide a text into turns: who speaks, when, and which characters are labels and times rather than speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from projects.importers.draft import DraftMark, DraftTurn
from projects.importers.labels import Opening, Openings
from projects.importers.times import Stamp, remark_time, stamp_at, stamp_before_end

# what a stamp, or a blank before or after it, can begin or end with
_MAY_STAMP = frozenset(("", *"[(#<])>0123456789 \t"))


def find_turns(
    text: str, start: int, end: int, finder: Openings | None = None, ignored: frozenset[str] = frozenset()
) -> tuple[DraftTurn, ...]:
    """Return the turns of a range of a text, in order; `ignored` labels are speech like any other."""
    lines = text[start:end].split("\n")
    finder = finder or Openings()
    openings = finder.all(lines)
    names = finder.speakers(lines, openings) - ignored
    paragraphs = _paragraphs(lines, openings, start, names)
    return tuple(_gathered(_with_times(paragraphs), labelled=bool(names)))


def note_turns(text: str, start: int, prefix_end: str = "]") -> Iterator[DraftTurn]:
    """Go through the notes at the end of a text, one a line: turns of nobody, their numbers no speech."""
    at = start
    for line in text[start:].split("\n"):
        if line.strip():
            number = line.find(prefix_end) + 1
            number += len(line[number:]) - len(line[number:].lstrip(" "))
            yield DraftTurn(at, at + len(line), None, None, (DraftMark(at, at + number, "other"),))
        at += len(line) + 1


def _paragraphs(
    lines: list[str], openings: list[Opening | None], at: int, names: frozenset[str]
) -> Iterator[DraftTurn]:
    """Go through the lines that hold anything, each as a turn of its own."""
    for line, opening in zip(lines, openings, strict=True):
        end = at + len(line)
        if opening is not None and opening.label in names:
            said = opening.end
            if opening.start or line[-1] in _MAY_STAMP or line[said : said + 1] in _MAY_STAMP:
                yield _stamped(line, at, opening)
            else:
                yield DraftTurn(at, end, opening.label, opening.seconds, (DraftMark(at, at + said, "label"),))
        elif line and not line.isspace():
            yield _stamped(line, at, None) if ":" in line else DraftTurn(at, end, None, None)
        at = end + 1


def _stamped(line: str, at: int, opening: Opening | None) -> DraftTurn:
    """Return a paragraph with its label, if any, and the stamps before it and around what is said."""
    label, time, spoken, marks = None, None, 0, []
    if opening is not None:
        label, time, spoken = opening.label, opening.seconds, opening.end
        if opening.start:
            marks.append(DraftMark(at, at + opening.start, "time"))
        marks.append(DraftMark(at + opening.start, at + spoken, "label"))
    for stamp in _stamps(line, spoken):
        marks.append(DraftMark(at + stamp.start, at + stamp.end, "time"))
        time = stamp.seconds if time is None else time
    if time is None:
        time = remark_time(line, spoken)
    return DraftTurn(at, at + len(line), label, time, tuple(marks))


def _stamps(line: str, spoken: int) -> Iterator[Stamp]:
    first = stamp_at(line, spoken) if line[spoken : spoken + 1] in _MAY_STAMP else None
    if first:
        yield first
        spoken = first.end
    last = stamp_before_end(line, spoken) if line[-1] in _MAY_STAMP else None
    if last and last.start < last.end:
        yield last


def _with_times(paragraphs: Iterable[DraftTurn]) -> Iterator[DraftTurn]:
    """Join lines that hold only a time to the paragraph after them; at the end of the text they stay alone."""
    waiting: list[DraftTurn] = []
    for paragraph in paragraphs:
        silent = paragraph.time is not None and paragraph.label is None and _is_time(paragraph)
        if not silent and not waiting:
            yield paragraph
            continue
        waiting.append(paragraph)
        if not silent:
            yield _whole(waiting)
            waiting = []
    if waiting:
        yield _whole(waiting)


def _is_time(paragraph: DraftTurn) -> bool:
    return bool(paragraph.marks) and paragraph.marks[0].end == paragraph.end


def _gathered(paragraphs: Iterable[DraftTurn], *, labelled: bool) -> Iterator[DraftTurn]:
    """Join paragraphs into turns: up to the next label when there are labels, else one by one."""
    parts: list[DraftTurn] = []
    for paragraph in paragraphs:
        if parts and (paragraph.label is not None or not labelled):
            yield _whole(parts)
            parts = []
        parts.append(paragraph)
    if parts:
        yield _whole(parts)


def _whole(parts: Sequence[DraftTurn]) -> DraftTurn:
    """Return one turn of its paragraphs, with the first label and the first time among them."""
    if len(parts) == 1:
        return parts[0]
    label = next((part.label for part in parts if part.label is not None), None)
    time = next((part.time for part in parts if part.time is not None), None)
    marks = tuple(mark for part in parts for mark in part.marks)
    return DraftTurn(parts[0].start, parts[-1].end, label, time, marks)
