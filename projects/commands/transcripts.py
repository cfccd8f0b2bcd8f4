"""Bring transcripts in, name them, take them out."""

from __future__ import annotations

import itertools
import json
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import speech
from projects.commands.persons import delete_person, new_person, person_row
from projects.errors import CommandError
from projects.importers.draft import Draft, Voice
from projects.importers.roles import role_of
from projects.model import LANGUAGES
from projects.reading import stored_marks
from projects.recorder import Row, Writer


@dataclass(frozen=True, slots=True)
class ImportTranscript:
    """Take a draft in; CommandError `duplicate` when its text is here already, unless `again`.

    `voices` say who speaks under its labels, `original` are the bytes of its file, when they are to be kept.
    """

    label: ClassVar[str] = "import"
    draft: Draft
    again: bool = False
    voices: tuple[Voice, ...] = ()
    original: bytes | None = None

    def apply(self, writer: Writer) -> str:
        """Return the new transcript's id."""
        mark = writer.hash(self.draft.text)
        there = writer.find("transcript", hash=mark)
        if there and not self.again:
            raise CommandError("duplicate", transcript=there[0]["short"])
        transcript = writer.insert("transcript", _transcript_row(writer, self.draft, mark))
        writer.insert("body", {"id": transcript, "text": self.draft.text})
        labels = _insert_labels(writer, transcript, self.draft, self.voices)
        _insert_turns(writer, transcript, self.draft, labels)
        if self.original is not None:
            writer.keep_original(transcript, self.original)
        return transcript

    def describe(self) -> Mapping[str, object]:
        """Return how many turns came."""
        return {"turns": len(self.draft.turns)}


@dataclass(frozen=True, slots=True)
class RenameTranscript:
    """Give a transcript another name and short name; `short-taken` when another has the short one."""

    label: ClassVar[str] = "rename-transcript"
    transcript: str
    name: str
    short: str

    def apply(self, writer: Writer) -> None:
        """Change the row."""
        _row(writer, self.transcript)
        name, short = self.name.strip(), self.short.strip()
        if not name or not short:
            raise CommandError("no-name")
        if any(row["id"] != self.transcript for row in writer.find("transcript", short=short)):
            raise CommandError("short-taken", short=short)
        writer.update("transcript", self.transcript, name=name, short=short)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: names may be anybody's."""
        return {}


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Say in which language a transcript is spoken (one of `LANGUAGES`); a search reads its words accordingly.

    Refusals: `no-transcript`, `no-language`.
    """

    label: ClassVar[str] = "set-language"
    transcript: str
    language: str

    def apply(self, writer: Writer) -> None:
        """Change the row."""
        _row(writer, self.transcript)
        if self.language not in LANGUAGES:
            raise CommandError("no-language", language=self.language)
        writer.update("transcript", self.transcript, language=self.language)

    def describe(self) -> Mapping[str, object]:
        """Return the language."""
        return {"language": self.language}


@dataclass(frozen=True, slots=True)
class RemoveTranscript:
    """Take a transcript out with all that hangs on it; undoable, so its text stays in the history."""

    label: ClassVar[str] = "remove-transcript"
    transcript: str

    def apply(self, writer: Writer) -> None:
        """Delete from the leaves inward."""
        _row(writer, self.transcript)
        labels = writer.find("label", transcript=self.transcript)
        persons = [row[column] for row in labels for column in ("person", "home") if row[column] is not None]
        for table, rows in _rows_of(writer, self.transcript):
            for row in rows:
                writer.delete(table, row["id"])
        for person in dict.fromkeys(persons):
            if not writer.find("label", person=person) and not writer.find("label", home=person):
                delete_person(writer, person)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: names may be anybody's."""
        return {}


def _row(writer: Writer, transcript: str) -> Row:
    row = writer.get("transcript", transcript)
    if row is None:
        raise CommandError("no-transcript", transcript=transcript)
    return row


def _rows_of(writer: Writer, transcript: str) -> Iterator[tuple[str, list[Row]]]:
    """Go through everything that hangs on a transcript, leaves first."""
    excerpts = writer.find("excerpt", transcript=transcript)
    turns = writer.find("turn", transcript=transcript)
    codings = [row for one in excerpts for row in writer.find("coding", excerpt=one["id"])]
    targets = {transcript, *(row["id"] for row in (*excerpts, *codings, *turns))}
    yield "memo", [row for row in writer.find("memo") if row["target"] in targets]
    yield "memo", writer.find("memo", transcript=transcript)
    yield "pseudonym", writer.find("pseudonym", transcript=transcript)
    yield "risk", writer.find("risk", transcript=transcript)
    yield "variable_value", writer.find("variable_value", target=transcript)
    yield "theme_member", [row for one in excerpts for row in writer.find("theme_member", target=one["id"])]
    quotes = [row for one in excerpts for row in writer.find("quote", excerpt=one["id"])]
    yield "quote_edit", [row for one in quotes for row in writer.find("quote_edit", quote=one["id"])]
    yield "quote", quotes
    yield "coding", codings
    yield "excerpt", excerpts
    yield "turn", turns
    yield "label", writer.find("label", transcript=transcript)
    yield "body", writer.find("body", id=transcript)
    yield "transcript", writer.find("transcript", id=transcript)


def _transcript_row(writer: Writer, draft: Draft, mark: str) -> Row:
    positions = [row["position"] for row in writer.select("SELECT max(position) AS position FROM transcript")]
    return {
        "name": draft.name,
        "short": free_short(writer, draft.short),
        "language": draft.language,
        "header": json.dumps([[line.field, line.value] for line in draft.header], ensure_ascii=False),
        "header_end": draft.header_end,
        "origin_name": draft.origin.name,
        "origin_sha256": draft.origin.sha256,
        "origin_date": draft.origin.date,
        "hash": mark,
        "words": _words(draft),
        "position": (positions[0] or 0) + 1,
    }


def free_short(writer: Writer, wanted: str) -> str:
    """Return the short name, made unique with b, c ... and after z with numbers."""
    taken = {row["short"] for row in writer.select("SELECT short FROM transcript")}
    endings: Iterator[str] = itertools.chain([""], string.ascii_lowercase[1:], map(str, itertools.count(2)))
    return next(name for ending in endings if (name := wanted + ending) not in taken)


def _insert_labels(writer: Writer, transcript: str, draft: Draft, voices: Iterable[Voice]) -> dict[str, str]:
    """Give each label a person, a new one numbered within its role unless one is named; return label -> label id."""
    texts = list(dict.fromkeys(turn.label for turn in draft.turns if turn.label is not None))
    told = {voice.label: voice for voice in voices}
    says = [told.get(text) or Voice(text) for text in texts]
    fresh = [voice for voice in says if voice.person is None]
    rows = [
        {
            **new_person(writer, (voice.role or "").strip() or role_of(voice.label, texts)),
            "pseudonym": voice.pseudonym.strip(),
        }
        for voice in fresh
    ]
    made = dict(zip((voice.label for voice in fresh), writer.insert_all("person", rows), strict=True))
    persons = [made.get(one.label) or person_row(writer, one.person or "")["id"] for one in says]
    labels = [
        {"transcript": transcript, "text": text, "person": person, "home": None}
        for text, person in zip(texts, persons, strict=True)
    ]
    return dict(zip(texts, writer.insert_all("label", labels), strict=True))


def _insert_turns(writer: Writer, transcript: str, draft: Draft, labels: Mapping[str, str]) -> None:
    rows = [
        {
            "transcript": transcript,
            "n": number,
            "part": "",
            "start": turn.start,
            "end": turn.end,
            "label": labels[turn.label] if turn.label is not None else None,
            "time": turn.time,
            "marks": stored_marks(turn.marks, turn.start),
        }
        for number, turn in enumerate(draft.turns, 1)
    ]
    writer.insert_all("turn", rows)


def _words(draft: Draft) -> int:
    """Count the words of all that is said: the text between the turns' marks."""
    said, text = [], draft.text
    for begun, end, _, _, marks in draft.turns:
        low = begun
        for start, stop, _ in marks:
            if low < start:
                said.append(text[low:start])
            low = stop
        said.append(text[low:end])
    return speech.count_words("\n".join(said))
