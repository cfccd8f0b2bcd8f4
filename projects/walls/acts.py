"""Say what is taken away for ever: words, a transcript, or all that a person has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from projects import reading, speech
from projects.commands.autocode import Passage
from projects.commands.carrying import clean, renew
from projects.commands.swapping import Swap, swap
from projects.errors import CommandError
from projects.importers.roles import is_role_name
from projects.model import Document, Turn
from projects.recorder import Row, Writer
from projects.spans import Edit
from projects.walls.places import find_words, replace_elsewhere
from projects.walls.purge import purge
from projects.walls.scrub import said_runs

_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Wiped:
    """Answer what went: of which transcripts and persons (ids), which words no history may hold, rows by table.

    `said` are runs of words of what went, to find who quotes it; they are kept nowhere. With `whole` a word counts only
    where no letter stands beside it: a short name lies in many others.
    """

    ids: frozenset[str]
    words: tuple[str, ...]
    rows: Mapping[str, int] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    whole: bool = False


class WallAct(Protocol):
    """One verb that can never be undone, as data; `label` is the journal's message key."""

    label: ClassVar[str]

    def wipe(self, writer: Writer) -> Wiped:
        """Change rows for ever; raise CommandError to refuse."""

    def describe(self) -> Mapping[str, object]:
        """Return the values of the journal's sentence: numbers, never text."""


@dataclass(frozen=True, slots=True)
class Redact:
    """Put other words in the place of passages, for ever; each carries the text that must stand there.

    A passage lies within one turn or in the header. One in a speaker's label changes that label wherever its
    transcript has it. `everywhere` takes every place of the same words (case counts) in the whole project: texts,
    names of interviews, memos, comments, the codebook. Refusals: `no-words`, `no-transcript`, `selection-stale`,
    `redact-across`, `label-taken`, `short-taken`, and `codings-lost` as for `EditText`.
    """

    label: ClassVar[str] = "redact"
    places: tuple[Passage, ...]
    inserted: str
    everywhere: bool = False
    drop_codings: bool = False

    def wipe(self, writer: Writer) -> Wiped:
        """Rewrite each transcript from its end, then what else holds the words."""
        words = tuple(dict.fromkeys(one.text or "" for one in self.places))
        if not words or not all(word.strip() for word in words):
            raise CommandError("no-words")
        inserted = clean(self.inserted)
        places = find_words(writer.database, words) if self.everywhere else self.places
        transcripts = dict.fromkeys(one.transcript for one in (*places, *self.places))
        for transcript in transcripts:
            here = [
                Swap(one.start, one.end, one.text or "", inserted) for one in places if one.transcript == transcript
            ]
            swap(writer, transcript, here, drop_codings=self.drop_codings)
            forget_origin(writer, transcript, words)
        if self.everywhere:
            replace_elsewhere(writer.database, words, inserted)
        return Wiped(frozenset(transcripts), words, {"passage": len(places)})

    def describe(self) -> Mapping[str, object]:
        """Return how many places were asked for."""
        return {"places": len(self.places)}


@dataclass(frozen=True, slots=True)
class EraseTranscript:
    """Take a transcript away for ever, with all that hangs on it and persons who speak nowhere else."""

    label: ClassVar[str] = "erase-transcript"
    transcript: str

    def wipe(self, writer: Writer) -> Wiped:
        """Remove its rows; refuse with `no-transcript`."""
        if writer.get("transcript", self.transcript) is None:
            raise CommandError("no-transcript", transcript=self.transcript)
        document = reading.document(writer.database, self.transcript)
        said = _said(document, document.turns)
        labels = writer.find("label", transcript=self.transcript)
        rows = purge(writer.database, [self.transcript])
        names = _names(writer, labels, _purge_silent(writer, labels, rows))
        return Wiped(frozenset((self.transcript,)), names, rows, said)

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Take away for ever all that a person has said, and the person: labels, consent, values, memos, codings.

    A passage that others share keeps what they say; an interview in which nobody else speaks goes whole.
    """

    label: ClassVar[str] = "erase-person"
    person: str

    def wipe(self, writer: Writer) -> Wiped:
        """Take the person's turns out of each text; refuse with `no-person`."""
        person = writer.get("person", self.person)
        if person is None:
            raise CommandError("no-person")
        labels = writer.find("label", person=self.person)
        transcripts = dict.fromkeys(str(row["transcript"]) for row in labels)
        mine = frozenset(str(row["id"]) for row in labels)
        homes = [row["home"] for row in labels if row["home"] is not None]
        names = _names(writer, labels, [person, *(row for home in homes for row in writer.find("person", id=home))])
        ids = [self.person, *mine]
        said = frozenset[str]()
        for transcript in transcripts:
            document = reading.document(writer.database, transcript)
            said |= _said(document, [turn for turn in document.turns if turn.label in mine])
            ids += _erase_turns(writer, transcript, mine)
        rows = purge(writer.database, ids)
        _purge_silent(writer, labels, rows)
        for transcript in transcripts:
            if writer.get("transcript", transcript) is not None:
                renew(writer, transcript, 0, len(writer.text(transcript)))
                forget_origin(writer, transcript, names)
        return Wiped(frozenset((self.person, *transcripts)), names, rows, said)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: who it was is what has to go."""
        return {}


def _said(document: Document, turns: Iterable[Turn]) -> frozenset[str]:
    return frozenset(run for turn in turns for run in said_runs(speech.turn_speech(turn, document.text)))


def forget_origin(writer: Writer, transcript: str, words: Iterable[str]) -> None:
    """Drop the kept bytes of the original and its hash, which a guess could prove; its name when it holds a word."""
    writer.database.execute("DELETE FROM original WHERE id = ?", [transcript])
    row = writer.get("transcript", transcript)
    if row is None:
        return
    name = str(row["origin_name"])
    told = any(word.casefold() in name.casefold() for word in words)
    writer.update("transcript", transcript, origin_sha256="", origin_name="" if told else name)


def _erase_turns(writer: Writer, transcript: str, labels: frozenset[str]) -> list[str]:
    """Take the labels' turns out of a text, the last first; return the ids that have nothing left."""
    document = reading.document(writer.database, transcript)
    before = _emptied(writer, transcript)
    mine = [turn for turn in document.turns if turn.label in labels]
    if len(mine) == len(document.turns):
        return [transcript]
    edits = [one for turn in mine for one in _edits_inside(writer, transcript, turn)]
    for turn in mine:
        writer.delete("turn", turn.id)
    for turn in reversed(mine):
        text = writer.text(transcript)
        behind = text[turn.end :]
        stop = turn.end + len(behind) - len(behind.lstrip())
        start = len(text[: turn.start].rstrip()) if stop == len(text) else turn.start
        writer.edit(transcript, Edit(start, text[start:stop], ""))
    return [*(turn.id for turn in mine), *edits, *(_emptied(writer, transcript) - before)]


def _edits_inside(writer: Writer, transcript: str, turn: Turn) -> list[str]:
    """Return the edits of quotes that lie wholly in a turn: an author's words about what was said there go as well."""
    inside = (
        'SELECT id FROM quote_edit WHERE start >= ? AND "end" <= ? AND quote IN '
        "(SELECT id FROM quote WHERE excerpt IN (SELECT id FROM excerpt WHERE transcript = ?))"
    )
    return [str(row["id"]) for row in writer.select(inside, turn.start, turn.end, transcript)]


def _emptied(writer: Writer, transcript: str) -> set[str]:
    """Return what has a place in a text and no character of it."""
    queries = (
        'SELECT id FROM excerpt WHERE transcript = ? AND start >= "end"',
        'SELECT id FROM quote WHERE start >= "end" AND excerpt IN (SELECT id FROM excerpt WHERE transcript = ?)',
        """SELECT id FROM quote_edit WHERE start >= "end" AND kind <> 'insertion' AND quote IN
        (SELECT id FROM quote WHERE excerpt IN (SELECT id FROM excerpt WHERE transcript = ?))""",
        'SELECT id FROM memo WHERE transcript = ? AND start >= "end"',
        'SELECT id FROM pseudonym WHERE transcript = ? AND start >= "end"',
    )
    return {str(row["id"]) for query in queries for row in writer.select(query, transcript)}


def _purge_silent(writer: Writer, labels: Iterable[Row], rows: dict[str, int]) -> list[Row]:
    """Remove the persons of gone labels who speak nowhere any more; return their rows."""
    persons = dict.fromkeys(str(row[name]) for row in labels for name in ("person", "home") if row[name] is not None)
    gone = [
        row
        for person in persons
        for row in writer.find("person", id=person)
        if not writer.find("label", person=person) and not writer.find("label", home=person)
    ]
    for table, count in purge(writer.database, [str(row["id"]) for row in gone]).items():
        rows[table] = rows.get(table, 0) + count
    return gone


def _names(writer: Writer, labels: Iterable[Row], persons: Iterable[Row]) -> tuple[str, ...]:
    """Return what names these persons: pseudonyms and labels, but no role words and no initials."""
    kept = {str(row["text"]) for row in writer.find("label")} - {str(row["text"]) for row in labels}
    texts = [str(row["text"]) for row in labels] + [str(row["pseudonym"]) for row in persons]
    names = (text.strip() for text in texts if text not in kept and not is_role_name(text))
    return tuple(dict.fromkeys(name for name in names if len(name) >= _SHORTEST_NAME))
