"""Keep a project in its file: run commands in one transaction each, undo and redo them, hand out values."""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from codebooks.model import Codebook
from projects import consents, kept, memos, quote_rows, reading, variables
from projects.codebook_rows import write_codebook
from projects.connection import connect, prepare
from projects.diagnosis import is_plain, refuse_impossible, why_unreadable
from projects.errors import CommandError, ProjectError
from projects.guard import identity, making, telling
from projects.migrations import migrate
from projects.model import (
    Change,
    Coder,
    Coding,
    Consent,
    Document,
    Entry,
    Excerpt,
    Label,
    Person,
    ProjectInfo,
    Receipt,
    Snapshot,
    Theme,
    Transcript,
)
from projects.packing import packed, unpacked
from projects.plan_rows import plans
from projects.plans.plan import Plan
from projects.quote_rows import Written
from projects.quotes.quote import Quote
from projects.recorder import EDIT, Writer, edit_of, inverted, keyed_hash, new_id, stretches
from projects.review.rounds import Review
from projects.review_rows import review

T = TypeVar("T")
_NEWEST_WALL = "coalesce((SELECT max(seq) FROM journal WHERE kind = 'wall'), 0)"


class Command(Protocol):
    """One verb on a project, as data; `label` is the journal's message key."""

    label: ClassVar[str]

    def apply(self, writer: Writer) -> object:
        """Change rows through the writer and return the command's answer; raise CommandError to refuse."""

    def describe(self) -> Mapping[str, object]:
        """Return the values of the journal's sentence: numbers and keys, never interview text."""


class Store:
    """Own the connection to one project file; use it from one thread."""

    def __init__(self, path: Path, database: Database, *, encrypted: bool) -> None:
        """Wrap an open, current project; use `create` or `open`."""
        self.path = path
        self.encrypted = encrypted
        self._database = database
        self._file = identity(path)

    @classmethod
    def create(cls, path: Path, codebook: Codebook, passphrase: str | None = None) -> Store:
        """Make a new project file; refuse one that exists, and leave nothing behind when it fails."""
        with making(path):
            database = connect(path, passphrase)
            prepare(database)
            migrate(database, str(path))
            _found(database, codebook)
        return cls(path, database, encrypted=passphrase is not None)

    @classmethod
    def open(cls, path: Path, passphrase: str | None = None) -> Store:
        """Open a project; each way it can be no project, or not openable, is an error of its own."""
        refuse_impossible(path)
        encrypted = not is_plain(path)
        if encrypted and passphrase is None:
            raise ProjectError("passphrase-needed", file=str(path))
        store = cls._connected(path, passphrase if encrypted else None)
        _end_wall(store, passphrase if encrypted else None)
        return store

    @classmethod
    def beside(cls, path: Path, passphrase: str | None = None) -> Store:
        """Open a second connection in a process that has the project open already, for a job in another thread.

        The file's bytes are not looked at: closing such a handle would drop the locks of the first connection.
        `passphrase` is the one that the project was opened with.
        """
        return cls._connected(path, passphrase)

    @classmethod
    def _connected(cls, path: Path, passphrase: str | None) -> Store:
        with telling(path):
            database = connect(path, passphrase)
        try:
            with telling(path):
                _try_reading(database, path, passphrase)
                prepare(database)
                migrate(database, str(path))
        except BaseException:
            database.close()
            raise
        return cls(path, database, encrypted=passphrase is not None)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def do(self, command: Command, coder: str) -> Receipt:
        """Run a command in one transaction and write its journal entry; nothing is written when nothing changed.

        A command that says it `stays` is a note: undo and redo pass over it.
        """
        with self._transaction(coder) as writer:
            result = command.apply(writer)
            changes = writer.changes()
            if not changes:
                self._database.rollback()
                return Receipt(None, (), result)
            kind = "note" if getattr(command, "stays", False) else "do"
            entry = self._enter(kind, self._draft(writer, command.label, command.describe(), None), changes)
        return Receipt(entry, changes, result)

    def undo(self, coder: str) -> Receipt:
        """Take back the newest step that is not undone, as a new entry."""
        return self._swap(coder, self.next_undo, "undo", "nothing-to-undo")

    def redo(self, coder: str) -> Receipt:
        """Bring back what the last undo took, as a new entry; a new step in between ends it."""
        return self._swap(coder, self.next_redo, "redo", "nothing-to-redo")

    def next_undo(self) -> Entry | None:
        """Return the entry that `undo` would take back, or None."""
        return reading.last_entry(self._database, f"kind = 'do' AND undone IS NULL AND seq > {_NEWEST_WALL}")

    def next_redo(self) -> Entry | None:
        """Return the undo entry that `redo` would take back, or None."""
        newest_step = "coalesce((SELECT max(seq) FROM journal WHERE kind IN ('do', 'wall')), 0)"
        return reading.last_entry(self._database, f"kind = 'undo' AND undone IS NULL AND seq > {newest_step}")

    def last_wall(self) -> Entry | None:
        """Return the newest entry that no undo goes past, or None."""
        return reading.last_entry(self._database, "kind = 'wall'")

    def close_history(
        self, label: str, values: Mapping[str, object], coder: str, work: Callable[[Writer, str], T]
    ) -> tuple[T, Entry]:
        """Write an entry that no undo goes past, and let `work` (given the entry's id) change rows unrecorded."""
        with self._transaction(coder) as writer:
            entry = self._enter("wall", self._draft(writer, label, values, None), ())
            result = work(writer, entry.id)
        return result, entry

    def info(self) -> ProjectInfo:
        """Return the project's id, name and birthday."""
        meta = self._meta()
        anonymised = "anonymised" in meta and meta["anonymised"] == self.texts_digest()
        return ProjectInfo(str(meta["id"]), self.path.stem, str(meta["created"]), anonymised)

    def texts_digest(self) -> str:
        """Return one hash over the transcripts' own: what was found out about these texts holds for no others."""
        hashes = sorted(one.hash for one in self.transcripts())
        return hashlib.sha256("\n".join(hashes).encode()).hexdigest()

    def index_key(self) -> bytes:
        """Return the random key that the search index of this project is kept under."""
        return bytes.fromhex(str(self._meta()["index_key"]))

    def codebook(self) -> Codebook:
        """Return the project's codebook."""
        return reading.codebook(self._database)

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes in order, with their members."""
        return reading.themes(self._database)

    def plans(self) -> tuple[Plan, ...]:
        """Return the report plans in order, with their outlines."""
        return plans(self._database)

    def quotes_of_excerpts(self) -> dict[str, tuple[str, str]]:
        """Return quote's id -> its name and its excerpt's id."""
        return reading.quotes_of_excerpts(self._database)

    def quotes(self) -> tuple[Quote, ...]:
        """Return every quote in the order of the texts."""
        return quote_rows.quotes(self._database)

    def quote_history(self, quote: str) -> tuple[Entry, ...]:
        """Return the steps that changed a quote, the newest first."""
        return quote_rows.history(self._database, quote)

    def written(self) -> tuple[Written, ...]:
        """Return every document that went out, the newest first."""
        return quote_rows.written(self._database)

    def consents(self) -> tuple[Consent, ...]:
        """Return every line of consent there is."""
        return consents.consents(self._database)

    def mark_key(self) -> bytes:
        """Return the key that the marks of published texts are made under; it stays as long as the project."""
        return bytes.fromhex(str(self._meta()["hash_key"]))

    def review(self) -> Review:
        """Return every review round with what came back and what was decided."""
        return review(self._database)

    def coders(self) -> tuple[Coder, ...]:
        """Return everybody who has done something."""
        return reading.coders(self._database)

    def transcripts(self) -> tuple[Transcript, ...]:
        """Return all transcripts in order, without their text."""
        return reading.transcripts(self._database)

    def document(self, transcript: str) -> Document:
        """Return one transcript whole; CommandError `no-transcript` when there is none."""
        try:
            return reading.document(self._database, transcript)
        except KeyError as problem:
            raise CommandError("no-transcript", transcript=transcript) from problem

    def twin_of(self, text: str) -> Transcript | None:
        """Return the transcript that has exactly this text, or None."""
        return reading.twin_of(self._database, keyed_hash(str(self._meta()["hash_key"]), text))

    def original(self, transcript: str) -> bytes | None:
        """Return the bytes of a transcript's file where they were kept, else None."""
        return reading.original(self._database, transcript)

    def documents(self) -> tuple[Document, ...]:
        """Return every transcript whole."""
        return tuple(reading.document(self._database, one.id) for one in self.transcripts())

    def persons(self) -> tuple[Person, ...]:
        """Return everybody who speaks."""
        return reading.persons(self._database)

    def labels(self) -> tuple[Label, ...]:
        """Return every label of every transcript, in order of the transcripts."""
        return reading.labels(self._database)

    def excerpts(self, transcript: str | None = None) -> tuple[Excerpt, ...]:
        """Return excerpts in the order of the text."""
        return reading.excerpts(self._database, transcript)

    def codings(self, transcript: str | None = None) -> tuple[Coding, ...]:
        """Return codings in the order they were made."""
        return reading.codings(self._database, transcript)

    def code_counts(self) -> dict[str, int]:
        """Return code id -> its own codings."""
        return reading.code_counts(self._database)

    def coding_counts(self) -> dict[str, int]:
        """Return transcript id -> codings in it."""
        return reading.coding_counts(self._database)

    def turn_counts(self) -> dict[str, int]:
        """Return transcript id -> number of turns."""
        return reading.turn_counts(self._database)

    def label_texts(self) -> dict[str, tuple[str, ...]]:
        """Return transcript id -> its speakers' labels."""
        return reading.label_texts(self._database)

    def journal(self) -> tuple[Entry, ...]:
        """Return every journal entry, oldest first."""
        return reading.journal(self._database)

    def changes(self, entry: str) -> tuple[Change, ...]:
        """Return the rows that a journal entry changed; KeyError when there is no such entry."""
        row = self._database.execute("SELECT changes FROM journal WHERE id = ?", [entry]).fetchone()
        if row is None:
            raise KeyError(entry)
        return unpacked(row[0])

    def snapshot(self) -> Snapshot:
        """Return the whole project as values, for jobs."""
        return Snapshot(
            self.info(), self.codebook(), self.documents(), self.excerpts(), self.codings(), self.coders(),
            memos.memos(self._database), variables.variables(self._database), variables.values(self._database),
            self.themes(), self.persons(), kept.kept(self._database),
            self.quotes(), self.consents(),
        )

    def staying(self) -> dict[str, int]:
        """Return how many things of a kind (`quote`, `consent`) never go to another program."""
        return kept.staying(self._database)

    def data_version(self) -> int:
        """Return a number that changes when another program has written to the file."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    @property
    def database(self) -> Database:
        """Return the connection, for the other modules of this room only."""
        return self._database

    def _meta(self) -> dict[str, object]:
        return dict(self._database.execute("SELECT key, value FROM meta").fetchall())

    @contextmanager
    def _transaction(self, coder: str) -> Iterator[Writer]:
        with telling(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._refuse_replaced()
                self._database.execute("PRAGMA defer_foreign_keys=ON")
                yield Writer(self._database, _coder_id(self._database, coder), now())
                self._database.commit()
            except BaseException:
                self._database.rollback()
                raise

    def _refuse_replaced(self) -> None:
        """Refuse to write into a file that another one has taken the place of: nobody would see it again."""
        if identity(self.path) != self._file:
            raise ProjectError("file-replaced", file=str(self.path))

    def _draft(self, writer: Writer, label: str, values: Mapping[str, object], undoes: str | None) -> Entry:
        newest = reading.last_entry(self._database, "1")
        previous = newest.id if newest else None
        return Entry(new_id(), label, values, writer.coder, writer.time, undoes, None, previous)

    def _enter(self, kind: str, entry: Entry, changes: tuple[Change, ...]) -> Entry:
        row = {
            "id": entry.id,
            "kind": kind,
            "label": entry.label,
            "values": json.dumps(entry.values, ensure_ascii=False),
            "coder": entry.coder,
            "time": entry.time,
            "undoes": entry.undoes,
            "previous": entry.previous,
            "changes": packed(changes),
        }
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self._database.execute(f"INSERT INTO journal ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608 - ours
        return entry

    def _swap(self, coder: str, choose: Callable[[], Entry | None], kind: str, nothing: str) -> Receipt:
        with self._transaction(coder) as writer:
            old = choose()
            if old is None:
                raise ProjectError("behind-wall" if self._ends_at_wall() else nothing, file=str(self.path))
            changes = inverted(self.changes(old.id))
            for stretch in stretches(changes):
                self._refuse_changed(writer, stretch)
                for change in stretch:
                    writer.replay(change)
            entry = self._enter(kind, self._draft(writer, old.label, old.values, old.id), changes)
            self._database.execute("UPDATE journal SET undone = ? WHERE id = ?", [entry.id, old.id])
            if kind == "redo":
                self._database.execute("UPDATE journal SET undone = NULL WHERE id = ?", [old.undoes])
        return Receipt(entry, changes)

    def _ends_at_wall(self) -> bool:
        """Tell whether there would be steps to undo or redo but for a wall."""
        wall = self.last_wall()
        return wall is not None and wall.previous is not None

    def _refuse_changed(self, writer: Writer, changes: tuple[Change, ...]) -> None:
        """Refuse when a row or text is no longer what the step left: somebody else has changed it since."""
        for change in changes:
            if change.table == EDIT:
                edit = edit_of(change)
                same = writer.text(change.key)[edit.position : edit.stop] == edit.removed
            else:
                same = _is_still(writer.get(change.table, change.key), change.before)
            if not same:
                raise ProjectError("rows-changed", file=str(self.path), table=change.table)


def _is_still(row: Mapping[str, object] | None, left: Mapping[str, object] | None) -> bool:
    """Tell whether a row is what a step left; columns that a later schema added are not in an old step."""
    if row is None or left is None:
        return row is left
    return all(column in row and row[column] == value for column, value in left.items())


def now() -> str:
    """Return the moment in UTC, to the millisecond, as the project stores it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _found(database: Database, codebook: Codebook) -> None:
    """Write what every project has from its first day, in one transaction."""
    with database.atomic():
        database.table("meta").insert_all(
            [
                {"key": "id", "value": new_id()},
                {"key": "created", "value": now()},
                {"key": "hash_key", "value": secrets.token_hex(32)},
                {"key": "index_key", "value": secrets.token_hex(32)},
                {"key": "codebook_fi", "value": codebook.name_fi},
                {"key": "codebook_en", "value": codebook.name_en},
            ]
        )
        write_codebook(Writer(database, "", now()), codebook)


def _end_wall(store: Store, passphrase: str | None) -> None:
    """Do what was left undone when text was taken away for ever; what is held waits for the next opening."""
    from projects.walls.wall import pending, resume  # noqa: PLC0415 - walls stand on the store

    if pending(store) is not None:
        resume(store, passphrase)


def _try_reading(database: Database, path: Path, passphrase: str | None) -> None:
    """Read the whole file once, page by page; say why when that fails."""
    try:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        answer = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except dbapi2.DatabaseError as problem:
        if "locked" in str(problem):
            raise
        raise why_unreadable(path, passphrase) from problem
    if answer != "ok":
        raise ProjectError("damaged-file", file=str(path))


def _coder_id(database: Database, name: str) -> str:
    row = database.execute("SELECT id FROM coder WHERE name = ?", [name]).fetchone()
    if row:
        return str(row[0])
    fresh = new_id()
    database.execute("INSERT INTO coder (id, name) VALUES (?, ?)", [fresh, name])
    return fresh
