"""Put other words in places of a transcript's text, labels and header, the last place first, with every coding."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from projects import reading
from projects.commands.carrying import renew, rewrite
from projects.errors import CommandError
from projects.model import Document, Mark
from projects.recorder import Writer
from projects.spans import Edit


@dataclass(frozen=True, slots=True)
class Swap:
    """Put `new` where `old` stands at `[start, end)` of a transcript's text (code points)."""

    start: int
    end: int
    old: str
    new: str


def swap(
    writer: Writer, transcript: str, swaps: Iterable[Swap], *, drop_codings: bool = False, widen: bool = False
) -> tuple[Swap, ...]:
    """Make the swaps of one transcript; return all that were made, the last place first.

    With `widen` an excerpt or quote that is only a part of what is swapped takes the whole of it, and so stays.

    One in a speaker's label changes that label in each of its turns. Refusals: `no-transcript`, `redact-across` (over
    the edge of a turn or of the header), `selection-stale`, `label-taken`, and `codings-lost` as for `EditText`.
    """
    if writer.get("transcript", transcript) is None:
        raise CommandError("no-transcript", transcript=transcript)
    document = reading.document(writer.database, transcript)
    asked = tuple(swaps)
    places = sorted({*asked, *_rename_labels(writer, document, asked)}, key=lambda one: -one.start)
    _refuse_places(document, places)
    if widen:
        _widen(writer, transcript, places)
    for one in places:
        edit = Edit(one.start, document.text[one.start : one.end], one.new)
        rewrite(writer, transcript, edit, drop_codings=drop_codings)
    _move_header(writer, document, places)
    renew(writer, transcript, 0, len(writer.text(transcript)))
    return tuple(places)


def _widen(writer: Writer, transcript: str, places: Sequence[Swap]) -> None:
    inside = {
        "excerpt": 'SELECT * FROM excerpt WHERE transcript = ? AND start >= ? AND "end" <= ? AND start < "end"',
        "quote": 'SELECT * FROM quote WHERE excerpt IN (SELECT id FROM excerpt WHERE transcript = ?) AND start >= ? '
                 'AND "end" <= ?',
    }
    for one in places:
        for table, query in inside.items():
            for row in writer.select(query, transcript, one.start, one.end):
                writer.update(table, row["id"], start=one.start, end=one.end)


def _refuse_places(document: Document, places: Sequence[Swap]) -> None:
    """Refuse places (the last first) that have changed, overlap, or hold the edge of a turn or of the header.

    What would be put across an edge would be nobody's.
    """
    edges = [document.transcript.header_end, *(edge for turn in document.turns for edge in (turn.start, turn.end))]
    edges.sort()
    limit = len(document.text)
    for one in places:
        if document.text[one.start : one.end] != one.old:
            raise CommandError("selection-stale")
        inside = bisect_right(edges, one.start) < bisect_left(edges, one.end)
        if one.start < 0 or one.end > limit or inside:
            raise CommandError("redact-across")
        limit = one.start


def _rename_labels(writer: Writer, document: Document, places: Sequence[Swap]) -> list[Swap]:
    """Give each label that a place lies in its new name; return the same words in its other turns."""
    more: list[Swap] = []
    taken = {label.text for label in document.labels.values()}
    marks = [(mark, turn.label) for turn in document.turns for mark in turn.marks if mark.kind == "label"]
    marks.sort(key=lambda one: one[0].start)
    for key, words in _words_in_labels(marks, places).items():
        label = document.labels[key]
        fresh = {old: new for old, new in words.items() if old in label.text}
        if fresh:
            text = _renamed(label.text, fresh)
            if not text or text in taken - {label.text}:
                raise CommandError("label-taken")
            writer.update("label", label.id, text=text)
            taken = taken - {label.text} | {text}
            own = [mark for mark, other in marks if other == key]
            more += [one for mark in own for one in _in_label(document.text, mark, fresh)]
    return more


def _words_in_labels(
    marks: Sequence[tuple[Mark, str | None]], places: Iterable[Swap]
) -> Mapping[str, dict[str, str]]:
    """Return label's id -> what is swapped in it: old words -> new ones."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in places:
        at = bisect_right(marks, one.start, key=lambda each: each[0].start) - 1
        if at >= 0 and one.old and one.end <= marks[at][0].end and (label := marks[at][1]) is not None:
            found[label][one.old] = one.new
    return found


def _renamed(text: str, words: Mapping[str, str]) -> str:
    for old in sorted(words, key=len, reverse=True):
        text = text.replace(old, words[old])
    return text.strip()


def _in_label(text: str, mark: Mark, words: Mapping[str, str]) -> Iterator[Swap]:
    for old, new in words.items():
        at = text.find(old, mark.start, mark.end)
        if at >= 0:
            yield Swap(at, at + len(old), old, new)


def _move_header(writer: Writer, document: Document, places: Sequence[Swap]) -> None:
    """Write the new words into the header's fields, and let its end stay where it is."""
    inside = [one for one in places if one.end <= document.transcript.header_end]
    if not inside:
        return
    end = document.transcript.header_end + sum(len(one.new) - (one.end - one.start) for one in inside)
    lines = document.transcript.header
    for one in sorted(inside, key=lambda one: -len(one.old)):
        lines = tuple(replace(line, value=line.value.replace(one.old, one.new)) for line in lines)
    header = json.dumps([[line.field, line.value] for line in lines], ensure_ascii=False)
    writer.update("transcript", document.transcript.id, header=header, header_end=end)
