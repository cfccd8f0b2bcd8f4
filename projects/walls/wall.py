"""Build a wall in a project's history: one transaction, then what lies around the file; whatever stops it, it is ended.

The transaction leaves a note in the project of what is still to be done. Each later stage can be done twice, and
`resume` does them all when the project is opened next, so that nothing stays half done.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codebooks.errors import OteError
from projects.backup import BACKUPS, make_backup
from projects.errors import ProjectError
from projects.guard import telling
from projects.model import Change, Receipt
from projects.recorder import Writer
from projects.store import Store
from projects.walls.acts import WallAct, Wiped
from projects.walls.copies import holding, remove
from projects.walls.places import Leftover, leftovers
from projects.walls.scrub import scrub_journal

NOTE = "wall"


@dataclass(frozen=True, slots=True)
class Built:
    """Say what a wall did: its receipt, copies that went and that still hold the text, and words that still stand.

    `finished` is False when something held the file or a copy; the rest is done when the project is opened next.
    """

    receipt: Receipt
    wiped: Wiped
    replaced: tuple[Path, ...]
    kept: tuple[Path, ...]
    leftovers: tuple[Leftover, ...]
    finished: bool


def build(store: Store, act: WallAct, coder: str, passphrase: str | None, *, replace_copies: bool) -> Built:
    """Do an act that can never be undone; a refusal (CommandError) leaves everything as it was.

    `replace_copies` deletes every copy that holds the text and makes one fresh backup; else they are told.
    """
    wiped, entry = store.close_history(
        act.label, act.describe(), coder, lambda writer, key: _rewrite(writer, act, key, replace_copies=replace_copies)
    )
    copies = holding(store.path, passphrase, wiped.ids, entry.id)
    finished = resume(store, passphrase)
    kept = () if finished and replace_copies else tuple(path for path in copies if path.exists())
    gone = tuple(path for path in copies if path not in kept)
    changes = tuple(Change("transcript", key, None, None) for key in sorted(wiped.ids))
    left = leftovers(store.database, wiped.words, wiped.said, whole=wiped.whole)
    return Built(Receipt(entry, changes, wiped), wiped, gone, kept, left, finished)


def resume(store: Store, passphrase: str | None) -> bool:
    """Do what a wall left to do; tell whether nothing is left."""
    try:
        finish(store, passphrase)
    except OteError:
        return False
    return True


def finish(store: Store, passphrase: str | None) -> None:
    """Do the stages behind the transaction, each of which can be done again; ProjectError when something is held.

    A backup that was made in between has the note too; it is no project, and nothing around it is touched.
    """
    note = pending(store)
    if note is None or store.path.parent.name.endswith(BACKUPS):
        return
    vacuum(store)
    remove_index(store)
    if note["replace"]:
        replace_copies(store, passphrase, note["ids"], note["entry"])
    forget_note(store)


def pending(store: Store) -> dict[str, Any] | None:
    """Return the note of a wall that is not finished, or None."""
    row = store.database.execute("SELECT value FROM meta WHERE key = ?", [NOTE]).fetchone()
    note: dict[str, Any] | None = json.loads(row[0]) if row else None
    return note


def vacuum(store: Store) -> None:
    """Write the file anew, so that no page keeps what was in it; the copy it is made through stays in memory."""
    with telling(store.path):
        store.database.execute("PRAGMA temp_store=MEMORY")
        store.database.execute("VACUUM")


def remove_index(store: Store) -> None:
    """Delete the search index; its key is gone from the project already."""
    # Whoosh is heavy, and most days take nothing away for ever.
    from projects.search import cachefile  # noqa: PLC0415

    cachefile.remove(cachefile.cache_path(store.info().id, store.path))


def replace_copies(store: Store, passphrase: str | None, ids: Iterable[str], entry: str) -> None:
    """Make one fresh backup, then delete each copy that holds the text."""
    make_backup(store, passphrase)
    for path in holding(store.path, passphrase, ids, entry):
        try:
            remove(path)
        except OSError as problem:
            raise ProjectError("copy-held", file=str(path)) from problem


def forget_note(store: Store) -> None:
    """Take the note of what is to be done out of the project."""
    with telling(store.path):
        store.database.execute("DELETE FROM meta WHERE key = ?", [NOTE])


def _rewrite(writer: Writer, act: WallAct, entry: str, *, replace_copies: bool) -> Wiped:
    """Empty the history and change the index's key, so that an index nobody can delete is unreadable from now on."""
    wiped = act.wipe(writer)
    database = writer.database
    scrub_journal(database, wiped.words, wiped.said, whole=wiped.whole)
    # The files of transcripts that were taken out are kept for an undo that there is no more.
    database.execute("DELETE FROM original WHERE id NOT IN (SELECT id FROM transcript)")
    note = {"entry": entry, "ids": sorted(wiped.ids), "replace": replace_copies}
    database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [NOTE, json.dumps(note)])
    database.execute("UPDATE meta SET value = ? WHERE key = 'index_key'", [secrets.token_hex(32)])
    return wiped
