"""Find where words stand in a project, and replace them in everything that is no transcript's text."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from codebooks.broken_zip import BROKEN_ZIP
from projects.commands.autocode import Passage
from projects.errors import CommandError
from projects.sought import Sought
from projects.walls.purge import columns, tables
from projects.walls.scrub import runs

# Columns that say how a row works; no word of anybody stands in them.
_WORKING = frozenset(
    ("id", "hash", "origin_sha256", "target_table", "kind", "state", "table", "language", "use", "scope", "part",
     "marks", "own_colour", "time", "changed", "day", "date", "withdraw_until", "withdrawn", "anchor", "nonce", "token",
     "fingerprint", "mark", "track", "decision", "source", "outcome", "created", "closed", "content_notes",
     "decided_on", "printed")
)
# A key is a name that others refer to and a number is typed: a person changes these, the wall tells of them.
TOLD_ONLY = frozenset(("key",))
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_TAG = re.compile(r"<[^<>]*>")
_ENCODINGS = ("utf-8", "utf-16-le", "cp1252")
_LARGEST_PART = 64_000_000


@dataclass(frozen=True, slots=True)
class Leftover:
    """Tell that a table still holds words that were taken away elsewhere, and in how many rows."""

    table: str
    count: int


def find_words(database: Database, words: Iterable[str]) -> tuple[Passage, ...]:
    """Return every place of the words (as they are written) in the texts, the longer word first where two overlap."""
    wanted = sorted(set(words), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, wanted)))
    rows = database.execute("SELECT body.id, text FROM body JOIN transcript USING (id) ORDER BY position").fetchall()
    return tuple(
        Passage(key, one.start(), one.end(), one.group()) for key, text in rows for one in pattern.finditer(text)
    )


def leftovers(
    database: Database, words: Iterable[str], said: frozenset[str] = frozenset(), *, whole: bool = False
) -> tuple[Leftover, ...]:
    """Return which tables still hold one of the words in any form of case (`whole`: as words), or quote what was said.

    `said` are runs of words as `said_runs` makes them. Transcripts are not looked through for those: two people may say
    the same, but a memo that does quotes somebody.
    """
    forbidden = Sought((form for word in words for form in (word, _escaped(word), _marked(word))), whole=whole)
    found = []
    for table in (*tables(database), "coder") if forbidden or said else ():
        quoting = said if table != "body" else frozenset()
        cells = texts(database, table)
        rows = {key for key, _, value in cells if forbidden.stand_in(value) or not quoting.isdisjoint(runs(value))}
        rows |= {*_files(database, table, forbidden), *_numbers(database, table, forbidden)}
        if rows:
            found.append(Leftover(table, len(rows)))
    return tuple(found)


def replace_elsewhere(database: Database, words: Iterable[str], inserted: str) -> None:
    """Replace the words in every text of the project but the transcripts' own; `short-taken` when names would meet."""
    pairs = [(word, inserted) for word in sorted(set(words), key=len, reverse=True)]
    pairs += [(form(old), form(new)) for form in (_escaped, _marked) for old, new in pairs if form(old) != old]
    for table in tables(database):
        if table == "body":
            continue
        for key, name, value in [one for one in texts(database, table) if one[1] not in TOLD_ONLY]:
            changed = value
            for old, new in pairs:
                changed = changed.replace(old, new)
            if changed != value:
                write(database, table, name, key, changed)


def write(database: Database, table: str, name: str, key: str, value: str) -> None:
    """Write a text without a step of the history; refuse one that another row has and no two may have.

    `short-taken` for an interview's short name, else `redact-name-met`.
    """
    if (table, name) == ("transcript", "short"):
        there = database.execute("SELECT 1 FROM transcript WHERE short = ?", [value]).fetchone()
        if there or not value.strip():
            raise CommandError("short-taken", short=value)
    try:
        database.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', [value, key])  # noqa: S608 - names are ours
    except dbapi2.IntegrityError as problem:
        raise CommandError("redact-name-met", table=table) from problem


def texts(database: Database, table: str) -> Iterator[tuple[str, str, str]]:
    """Go through the texts of a table: id of the row, column, value."""
    names = ["id", *(name for name in columns(database, table) if name not in _WORKING)]
    quoted = ", ".join(f'"{name}"' for name in names)
    for key, *values in database.execute(f'SELECT {quoted} FROM "{table}"').fetchall():  # noqa: S608 - names are ours
        for name, value in zip(names[1:], values, strict=True):
            if isinstance(value, str) and not _ID.fullmatch(value):
                yield key, name, value


def _numbers(database: Database, table: str, forbidden: Sought) -> Iterator[str]:
    """Return the ids of rows whose typed number is one of the words: an age or a year was said as well."""
    if "value" in columns(database, table) and forbidden:
        for key, value in database.execute(f'SELECT id, value FROM "{table}"').fetchall():  # noqa: S608 - ours
            if isinstance(value, int | float) and f"{value:.15g}" in forbidden.words:
                yield key


def _files(database: Database, table: str, forbidden: Sought) -> Iterator[str]:
    """Return the ids of rows whose kept file holds one of the words, in any encoding a transcript comes in."""
    for name in columns(database, table) if forbidden else ():
        if name != "bytes":
            continue
        for key, data in database.execute(f'SELECT id, "{name}" FROM "{table}"').fetchall():  # noqa: S608 - ours
            if any(forbidden.stand_in(text) for text in _readings(bytes(data))):
                yield key


def _readings(data: bytes) -> Iterator[str]:
    """Return what a file may say: its bytes, or what is packed in it, without the marks between letters."""
    for part in (data, *_parts(data)):
        for encoding in _ENCODINGS:
            text = part.decode(encoding, "ignore")
            yield text
            yield html.unescape(_TAG.sub("", text))


def _parts(data: bytes) -> Iterator[bytes]:
    """Return the parts of a packed file; one that is no such file, or a broken one, has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for part in packed.infolist():
                if part.file_size <= _LARGEST_PART:
                    yield packed.read(part)
    except BROKEN_ZIP:
        return


def _escaped(text: str) -> str:
    """Return a text as it stands inside JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _marked(text: str) -> str:
    """Return a text as it stands inside XML."""
    return html.escape(text, quote=False)
