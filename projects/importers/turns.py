"""Divide a text into turns: who speaks, when, and which characters are labels and times rather than speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from projects.importers.columns import find_columns
from projects.importers.content import Spoken
from projects.importers.draft import DraftMark, DraftTurn
from projects.importers.labels import Opening, Openings
from projects.importers.own_lines import find_openings
from projects.importers.times import remark_time, stamp_at, stamp_before_end

# what a stamp, or a blank before or after it, can begin or end with
_MAY_STAMP = frozenset(("", *"[(#<])>0123456789 \t"))

# What Teams writes about itself: nobody says it.
_REMARK = re.compile(
    r"[^\n]{1,80} (?:started|stopped) transcription"
    r"|[^\n]{1,80} (?:aloitti|käynnisti|lopetti|pysäytti) (?:litteroinnin|transkription|tekstityksen)"
)
_REMARKABLE = (" transcription", " litteroinnin", " transkription", " tekstityksen")
_NONE: frozenset[str] = frozenset()


def find_turns(
    text: str,
    start: int,
    end: int,
    finder: Openings | None = None,
    ignored: frozenset[str] = _NONE,
    *,
    headings: frozenset[str] = _NONE,
) -> tuple[DraftTurn, ...]:
    """Return the turns of a range of a text, in order; `ignored` labels are speech like any other.

    A line that is one of the headings, or a program's own remark on its recording, begins a turn of nobody.
    """
    lines = text[start:end].split("\n")
    finder = finder or Openings()
    columns = None if finder.by_pattern else find_columns(lines)
    if columns:
        return tuple(_gathered(columns.paragraphs(lines, start, ignored), labelled=columns.labelled))
    openings, names = find_openings(lines, finder)
    names -= ignored
    paragraphs = _paragraphs(lines, openings, start, names)
    alone = frozenset(_alone(text, lines, start, headings))
    return tuple(_gathered(_with_times(paragraphs), labelled=bool(names), alone=alone))


def _alone(text: str, lines: Sequence[str], at: int, headings: frozenset[str]) -> Iterator[int]:
    """Go through the starts of the lines that nobody says."""
    if not headings and not any(word in text for word in _REMARKABLE):
        return
    for line in lines:
        if line.strip() in headings or _REMARK.fullmatch(line):
            yield at
        at += len(line) + 1


def spoken_turns(
    text: str, end: int, spoken: Sequence[Spoken], ignored: frozenset[str] = _NONE
) -> tuple[DraftTurn, ...]:
    """Return the turns of a text whose lines' speakers are known; what an ignored label says continues the turn."""
    paragraphs = tuple(_known(text[:end].split("\n"), spoken, ignored))
    return tuple(_gathered(paragraphs, labelled=any(one.label is not None for one in paragraphs)))


def _known(lines: Sequence[str], spoken: Sequence[Spoken], ignored: frozenset[str]) -> Iterator[DraftTurn]:
    at = 0
    for line, one in zip(lines, spoken, strict=True):
        stop = at + len(line)
        label = None if one.label in ignored else one.label
        marks = (DraftMark(at, min(at + len(label) + 2, stop), "label"),) if label else ()
        if line:
            yield DraftTurn(at, stop, label, one.seconds, marks)
        at = stop + 1


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
    stamp = stamp_at(line, spoken) if line[spoken : spoken + 1] in _MAY_STAMP else None
    if stamp is not None:
        marks.append(DraftMark(at + spoken, at + stamp.end, "time"))
        time = stamp.seconds if time is None else time
        spoken = stamp.end
    stamp = stamp_before_end(line, spoken) if line[-1] in _MAY_STAMP else None
    if stamp is not None and stamp.start < stamp.end:
        marks.append(DraftMark(at + stamp.start, at + stamp.end, "time"))
        time = stamp.seconds if time is None else time
    if time is None:
        time = remark_time(line, spoken) if "[" in line else None
    return DraftTurn(at, at + len(line), label, time, tuple(marks))


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


def _gathered(
    paragraphs: Iterable[DraftTurn], *, labelled: bool, alone: frozenset[int] = frozenset()
) -> Iterator[DraftTurn]:
    """Join paragraphs into turns: up to the next label when there are labels, else one by one."""
    parts: list[DraftTurn] = []
    for paragraph in paragraphs:
        heading = paragraph.start in alone and paragraph.label is None
        if parts and (paragraph.label is not None or not labelled or heading):
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
