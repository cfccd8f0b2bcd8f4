"""Read a project's rows into values; every query that no command needs stands here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from codebooks.model import Code, Codebook, Family
from projects.model import (
    Coder,
    Coding,
    Document,
    Entry,
    Excerpt,
    HeaderLine,
    Label,
    Mark,
    Origin,
    Person,
    Theme,
    ThemeMember,
    Transcript,
    Turn,
)

_TRANSCRIPT = (
    "SELECT id, name, short, language, header, header_end, origin_name, origin_sha256, origin_date, hash, words, "
    "position FROM transcript"
)
_TURN = 'SELECT id, transcript, n, part, start, "end", label, time, marks FROM turn'
_PERSON = "SELECT id, role, number, pseudonym, organisation, short FROM person"
_IS_SOMEBODY = "id NOT IN (SELECT home FROM label WHERE home IS NOT NULL) OR id IN (SELECT person FROM label)"
_CODING = "SELECT coding.id, excerpt, code, coder, time, weight, comment FROM coding"
CODE_COLUMNS = (
    "id", "key", "name_fi", "name_en", "definition_fi", "definition_en", "parent", "family", "synonyms", "shortcut",
    "retired", "own_colour", "example_fi", "example_en", "include_fi", "include_en", "exclude_fi", "exclude_en",
)  # fmt: skip
"""The columns of a code's row, in the order of the value's fields."""

_ENTRY = 'SELECT id, label, "values", coder, time, undoes, undone, previous FROM journal'


def codebook(database: Database) -> Codebook:
    """Return the project's codebook in its order."""
    families = database.execute(
        "SELECT id, key, name_fi, name_en, colour, question_fi, question_en FROM family ORDER BY position"
    )
    codes = database.execute(f"SELECT {', '.join(CODE_COLUMNS)} FROM code ORDER BY position")  # noqa: S608 - ours
    names = dict(database.execute("SELECT key, value FROM meta WHERE key IN ('codebook_fi', 'codebook_en')").fetchall())
    return Codebook(
        tuple(Family(*row) for row in families.fetchall()),
        tuple(_code(row) for row in codes.fetchall()),
        names.get("codebook_fi", ""),
        names.get("codebook_en", ""),
    )


def transcripts(database: Database) -> tuple[Transcript, ...]:
    """Return all transcripts in their order."""
    return tuple(_transcript(row) for row in database.execute(f"{_TRANSCRIPT} ORDER BY position, short").fetchall())


def document(database: Database, transcript: str) -> Document:
    """Return one transcript whole; KeyError when there is none."""
    row = database.execute(f"{_TRANSCRIPT} WHERE id = ?", [transcript]).fetchone()
    if row is None:
        raise KeyError(transcript)
    text = str(database.execute("SELECT text FROM body WHERE id = ?", [transcript]).fetchone()[0])
    turns = _turns(database, "transcript = ?", [transcript])
    return Document(_transcript(row), text, turns, *_speakers(database, transcript))


def passage(database: Database, transcript: str, start: int, end: int) -> Document:
    """Return a transcript with only the turns that share a character with the range; KeyError when there is none."""
    row = database.execute(f"{_TRANSCRIPT} WHERE id = ?", [transcript]).fetchone()
    if row is None:
        raise KeyError(transcript)
    text = str(database.execute("SELECT text FROM body WHERE id = ?", [transcript]).fetchone()[0])
    turns = _turns(database, 'transcript = ? AND start < ? AND "end" > ?', [transcript, end, start])
    return Document(_transcript(row), text, turns, *_speakers(database, transcript))


def persons(database: Database) -> tuple[Person, ...]:
    """Return all persons by role and number, without those whose labels are all said to be somebody else."""
    rows = database.execute(f"{_PERSON} WHERE {_IS_SOMEBODY} ORDER BY role, number").fetchall()
    return tuple(Person(*row) for row in rows)


def labels(database: Database) -> tuple[Label, ...]:
    """Return every label of every transcript, in order of the transcripts and their first turns."""
    rows = database.execute(
        "SELECT label.id, transcript, text, person, home FROM label JOIN transcript ON transcript.id = transcript "
        "ORDER BY position, short, label.rowid"
    ).fetchall()
    return tuple(Label(*row) for row in rows)


def label_persons(database: Database) -> tuple[tuple[str, str], ...]:
    """Return which persons speak in which transcripts, as pairs of ids: transcript, person."""
    return tuple(database.execute("SELECT DISTINCT transcript, person FROM label").fetchall())


def person_turns(database: Database) -> dict[str, int]:
    """Return how many turns each person has."""
    return dict(
        database.execute(
            "SELECT person, count(*) FROM turn JOIN label ON label.id = turn.label GROUP BY person"
        ).fetchall()
    )


def themes(database: Database) -> tuple[Theme, ...]:
    """Return the themes in order; members whose code, excerpt or quote is gone are left out."""
    found: dict[str, list[ThemeMember]] = defaultdict(list)
    rows = database.execute(
        "SELECT theme, theme_member.id, kind, target FROM theme_member WHERE target IN (SELECT id FROM code) "
        "OR target IN (SELECT id FROM excerpt) OR target IN (SELECT id FROM quote) ORDER BY position, rowid"
    )
    for theme, *member in rows.fetchall():
        found[theme].append(ThemeMember(*member))
    named = database.execute("SELECT id, name, prose FROM theme ORDER BY position, rowid").fetchall()
    return tuple(Theme(theme, name, prose, tuple(found[theme])) for theme, name, prose in named)


def quotes_of_excerpts(database: Database) -> dict[str, tuple[str, str]]:
    """Return quote's id -> its name and its excerpt's id."""
    rows = database.execute("SELECT id, name, excerpt FROM quote").fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}


def coders(database: Database) -> tuple[Coder, ...]:
    """Return everybody who has done something, by name."""
    return tuple(Coder(*row) for row in database.execute("SELECT id, name FROM coder ORDER BY name").fetchall())


def excerpts(database: Database, transcript: str | None = None) -> tuple[Excerpt, ...]:
    """Return excerpts in the order of the text, of one transcript or of all."""
    where, values = ("WHERE transcript = ?", [transcript]) if transcript else ("", [])
    rows = database.execute(
        f'SELECT excerpt.id, transcript, start, "end", excerpt.hash FROM excerpt '  # noqa: S608 - no value in the text
        f'JOIN transcript ON transcript.id = transcript {where} ORDER BY position, short, start, "end", excerpt.rowid',
        values,
    )
    return tuple(Excerpt(*row) for row in rows.fetchall())


def codings(database: Database, transcript: str | None = None) -> tuple[Coding, ...]:
    """Return codings in the order they were made, of one transcript or of all."""
    if transcript is None:
        rows = database.execute(f"{_CODING} ORDER BY coding.rowid")
    else:
        rows = database.execute(
            f"{_CODING} JOIN excerpt ON excerpt.id = excerpt WHERE transcript = ? ORDER BY coding.rowid", [transcript]
        )
    return tuple(Coding(*row) for row in rows.fetchall())


def code_counts(database: Database) -> dict[str, int]:
    """Return how many codings each code has of its own, subcodes not included."""
    return dict(database.execute("SELECT code, count(*) FROM coding GROUP BY code").fetchall())


def coding_counts(database: Database) -> dict[str, int]:
    """Return how many codings each transcript holds."""
    return dict(
        database.execute(
            "SELECT transcript, count(*) FROM coding JOIN excerpt ON excerpt.id = excerpt GROUP BY transcript"
        ).fetchall()
    )


def turn_counts(database: Database) -> dict[str, int]:
    """Return how many turns each transcript has."""
    return dict(database.execute("SELECT transcript, count(*) FROM turn GROUP BY transcript").fetchall())


def label_texts(database: Database) -> dict[str, tuple[str, ...]]:
    """Return the speakers' labels of each transcript, in order of their first turn."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = database.execute("SELECT transcript, text FROM label ORDER BY rowid").fetchall()
    for transcript, text in rows:
        found[transcript].append(text)
    return {transcript: tuple(texts) for transcript, texts in found.items()}


def journal(database: Database) -> tuple[Entry, ...]:
    """Return the whole journal, oldest entry first, without its rows."""
    return tuple(entry(row) for row in database.execute(f"{_ENTRY} ORDER BY seq").fetchall())


def last_entry(database: Database, where: str, values: Iterable[object] = ()) -> Entry | None:
    """Return the newest journal entry that meets a condition of ours, or None."""
    row = database.execute(f"{_ENTRY} WHERE {where} ORDER BY seq DESC LIMIT 1", tuple(values)).fetchone()
    return entry(row) if row else None


def entry(row: Sequence[Any]) -> Entry:
    """Return a journal row as a value."""
    return Entry(row[0], row[1], json.loads(row[2]), *row[3:])


def _code(row: Sequence[Any]) -> Code:
    plain, (synonyms, shortcut, retired, *rest) = row[:8], row[8:]
    return Code(*plain, _synonyms(synonyms), shortcut, bool(retired), *rest)  # type: ignore[call-arg]  # a row


def _synonyms(stored: str) -> tuple[str, ...]:
    """Return a code's synonyms; most codes have none, and a codebook is read whole after every change of it."""
    return () if stored == "[]" else tuple(json.loads(stored))


def _transcript(row: Sequence[Any]) -> Transcript:
    header = tuple(HeaderLine(*line) for line in json.loads(row[4]))
    origin, rest = Origin(*row[6:9]), row[9:]
    return Transcript(*row[:4], header, row[5], origin, *rest)  # type: ignore[call-arg]  # a row


def _turns(database: Database, where: str, values: list[object]) -> tuple[Turn, ...]:
    rows = database.execute(f"{_TURN} WHERE {where} ORDER BY start", values).fetchall()
    return tuple(_turn(row) for row in rows)


def _turn(row: Sequence[Any]) -> Turn:
    *plain, marks = row
    return Turn(*plain, marks_of(marks, row[4]))  # type: ignore[call-arg]  # a row


def marks_of(stored: str, start: int) -> tuple[Mark, ...]:
    """Return the marks of a turn's row, which counts them from the turn's start."""
    return tuple(Mark(start + a, start + b, kind) for a, b, kind in json.loads(stored))


def stored_marks(marks: Iterable[tuple[int, int, str]], start: int) -> str:
    """Return marks (start, end, kind) as a turn's row holds them."""
    return "[" + ",".join([f'[{a - start},{b - start},"{kind}"]' for a, b, kind in sorted(marks)]) + "]"


def _speakers(database: Database, transcript: str) -> tuple[dict[str, Label], dict[str, Person]]:
    labels = database.execute(
        "SELECT id, transcript, text, person, home FROM label WHERE transcript = ? ORDER BY rowid", [transcript]
    ).fetchall()
    people = database.execute(
        f"{_PERSON} WHERE id IN (SELECT person FROM label WHERE transcript = ?)",  # noqa: S608 - ours
        [transcript],
    ).fetchall()
    return {row[0]: Label(*row) for row in labels}, {row[0]: Person(*row) for row in people}


def original(database: Database, transcript: str) -> bytes | None:
    """Return the kept bytes of a transcript's file; what an undone import left in the file is not to be seen."""
    rows = database.execute(
        "SELECT bytes FROM original WHERE id = ? AND id IN (SELECT id FROM transcript)", [transcript]
    ).fetchall()
    return bytes(rows[0][0]) if rows else None


def twin_of(database: Database, mark: str) -> Transcript | None:
    """Return the first transcript whose text has this keyed hash, or None."""
    row = database.execute(f"{_TRANSCRIPT} WHERE hash = ? ORDER BY position", [mark]).fetchone()
    return _transcript(row) if row else None
