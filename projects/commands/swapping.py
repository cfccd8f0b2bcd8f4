"""Put other words in places of a transcript's text, labels and header, the last place first, with every coding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from projects import reading
from projects.commands.carrying import renew, rewrite
from projects.errors import CommandError
from projects.model import Document, Turn
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
    edges = {document.transcript.header_end, *(edge for turn in document.turns for edge in (turn.start, turn.end))}
    limit = len(document.text)
    for one in places:
        if document.text[one.start : one.end] != one.old:
            raise CommandError("selection-stale")
        if one.start < 0 or one.end > limit or any(one.start < edge < one.end for edge in edges):
            raise CommandError("redact-across")
        limit = one.start


def _rename_labels(writer: Writer, document: Document, places: Sequence[Swap]) -> list[Swap]:
    """Give each label that a place lies in its new name; return the same words in its other turns."""
    more: list[Swap] = []
    taken = {label.text for label in document.labels.values()}
    for label in document.labels.values():
        turns = [turn for turn in document.turns if turn.label == label.id]
        words = {one.old: one.new for turn in turns for one in places if one.old and _in_label(turn, one)}
        words = {old: new for old, new in words.items() if old in label.text}
        if words:
            text = _renamed(label.text, words)
            if not text or text in taken - {label.text}:
                raise CommandError("label-taken")
            writer.update("label", label.id, text=text)
            taken = taken - {label.text} | {text}
            more += [one for turn in turns for one in _in_labels(document, turn, words)]
    return more


def _renamed(text: str, words: dict[str, str]) -> str:
    for old in sorted(words, key=len, reverse=True):
        text = text.replace(old, words[old])
    return text.strip()


def _in_label(turn: Turn, place: Swap) -> bool:
    return any(one.kind == "label" and one.start <= place.start and place.end <= one.end for one in turn.marks)


def _in_labels(document: Document, turn: Turn, words: dict[str, str]) -> list[Swap]:
    found: list[Swap] = []
    for mark in turn.marks:
        if mark.kind != "label":
            continue
        for old, new in words.items():
            at = document.text.find(old, mark.start, mark.end)
            if at >= 0:
                found.append(Swap(at, at + len(old), old, new))
    return found


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
