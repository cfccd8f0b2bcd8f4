"""Let a search look into memos, code definitions, quotes and themes: each becomes a small document of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects import reading, speech
from projects.model import Document, Origin, Transcript, Turn

if TYPE_CHECKING:
    from sqlite_utils import Database

    from projects.store import Store

KINDS = ("memo", "code", "quote", "theme")


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a text that is no transcript: what kind it is, whose id it has, and its paragraphs, the title first."""

    kind: str
    target: str
    language: str
    paragraphs: tuple[str, ...]


def notes_of(store: Store) -> tuple[Document, ...]:
    """Return the project's memos, code definitions in each language, quotes and themes, as documents."""
    database = store.database
    notes = (*_memos(database), *_codes(database), *_quotes(database), *_themes(database))
    return tuple(map(document_of, notes))


def document_of(note: Note) -> Document:
    """Return a note as a document; its id is `kind:target:language`, each paragraph with words a turn."""
    id_ = f"{note.kind}:{note.target}:{note.language}"
    kept = [" ".join(one.split()) for text in note.paragraphs for one in text.splitlines() if one.strip()]
    text = "\n".join(kept)
    turns, place = [], 0
    for n, paragraph in enumerate(kept, 1):
        turns.append(Turn(f"{id_}:{n}", id_, n, "", place, place + len(paragraph), None, None))
        place += len(paragraph) + 1
    mark = hashlib.sha256(text.encode()).hexdigest()
    title = kept[0] if kept else ""
    words = speech.count_words(text)
    transcript = Transcript(id_, title, title, note.language, (), 0, Origin("", "", ""), mark, words, 0)
    return Document(transcript, text, tuple(turns), {}, {})


def kind_of(transcript: str) -> tuple[str, str]:
    """Return what an id of a corpus stands for: `transcript` and itself, or a note's kind and its target."""
    kind, _, rest = transcript.partition(":")
    return (kind, rest.rpartition(":")[0]) if kind in KINDS else ("transcript", transcript)


def _memos(database: Database) -> Iterable[Note]:
    rows = database.execute("SELECT id, title, text FROM memo ORDER BY rowid").fetchall()
    return (Note("memo", id_, "fi", (title, text)) for id_, title, text in rows)


def _codes(database: Database) -> Iterable[Note]:
    for code in reading.codebook(database):
        finnish = (code.definition_fi, code.example_fi, code.include_fi, code.exclude_fi)
        english = (code.definition_en, code.example_en, code.include_en, code.exclude_en)
        for language, name, said in (("fi", code.name_fi, finnish), ("en", code.name_en, english)):
            if any(said):
                yield Note("code", code.id, language, (name or code.key, *said))


def _quotes(database: Database) -> Iterable[Note]:
    question = (
        'SELECT quote.id, name, quote.start, quote."end", lead_in, paraphrase, transcript FROM quote '
        "JOIN excerpt ON excerpt.id = excerpt ORDER BY name"
    )
    for id_, name, start, end, lead_in, paraphrase, transcript in database.execute(question).fetchall():
        document = reading.passage(database, transcript, start, end)
        said = speech.speech(document, start, end)
        yield Note("quote", id_, document.transcript.language, (name, said, lead_in, paraphrase))


def _themes(database: Database) -> Iterable[Note]:
    rows = database.execute("SELECT id, name, prose FROM theme ORDER BY position").fetchall()
    return (Note("theme", id_, "fi", (name, prose)) for id_, name, prose in rows)
