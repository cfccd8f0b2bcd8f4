"""Keep verified copies of a project beside it, thinned with age, and bring one back."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from projects.connection import connect
from projects.errors import ProjectError
from projects.guard import held, telling
from projects.store import Store

BACKUPS = "-backups"
_FORMAT = "%Y-%m-%dT%H%M%S"
HOURLY = datetime.timedelta(hours=1)
# For its age, a copy is one of an hour, a day, a week or a month; of each the newest stays.
_PERIODS = (
    (datetime.timedelta(days=1), "%Y-%m-%d %H"),
    (datetime.timedelta(days=31), "%Y-%m-%d"),
    (datetime.timedelta(days=183), "%G week %V"),
    (datetime.timedelta.max, "%Y-%m"),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """Name one copy: where it lies, when it was made (UTC), how many bytes it has."""

    path: Path
    time: datetime.datetime
    size: int


def backup_folder(project: Path) -> Path:
    """Return where the copies of a project lie."""
    return project.with_name(project.name + BACKUPS)


def list_backups(project: Path) -> tuple[Backup, ...]:
    """Return the copies of a project, newest first."""
    found = []
    for path in backup_folder(project).glob("*.ote"):
        try:
            time = datetime.datetime.strptime(path.stem[-17:], _FORMAT).replace(tzinfo=datetime.UTC)
        except ValueError:
            continue
        found.append(Backup(path, time, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.time, reverse=True))


def is_due(project: Path, now: datetime.datetime) -> bool:
    """Tell whether the newest copy is over an hour old and the project has been written to since."""
    newest = next(iter(list_backups(project)), None)
    if newest is None:
        return True
    written = datetime.datetime.fromtimestamp(project.stat().st_mtime, datetime.UTC)
    return now - newest.time >= HOURLY and written > newest.time


def make_backup(store: Store, passphrase: str | None = None, now: datetime.datetime | None = None) -> Backup:
    """Copy the project, open the copy and compare it, then thin the older ones.

    The copy is encrypted as the project is. It gets its name only when it is whole.
    """
    time = (now or datetime.datetime.now(datetime.UTC)).replace(microsecond=0)
    folder = backup_folder(store.path)
    target = folder / f"{store.path.stem}-{time.strftime(_FORMAT)}.ote"
    unfinished = target.with_suffix(".part")
    with telling(store.path):
        folder.mkdir(exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            _copy(store, unfinished)
            _verify(store, unfinished, passphrase)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    for old in superfluous(list_backups(store.path), time):
        old.path.unlink(missing_ok=True)
    return Backup(target, time, target.stat().st_size)


def superfluous(backups: Iterable[Backup], now: datetime.datetime) -> tuple[Backup, ...]:
    """Return the copies that thinning drops: all but the newest of each hour, day, week or month, by their age."""
    dropped: list[Backup] = []
    seen: set[str] = set()
    for one in sorted(backups, key=lambda each: each.time, reverse=True):
        form = next(form for age, form in _PERIODS if now - one.time <= age)
        period = one.time.strftime(form)
        if period in seen:
            dropped.append(one)
        seen.add(period)
    return tuple(dropped)


def restore(project: Path, backup: Path, passphrase: str | None = None) -> Path | None:
    """Put a copy in the project's place; return where the present file is kept, or None when there was none.

    The copy is opened first, so that a bad one never replaces anything.
    """
    Store.open(backup, passphrase).close()
    with telling(project):
        unfinished = project.with_name(project.name + ".restoring")
        try:
            shutil.copyfile(backup, unfinished)
            shutil.copymode(backup, unfinished)
            _flush(unfinished)
            with held(project, passphrase) as replace:
                kept = _keep(project) if project.exists() else None
                replace(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
    return kept


def _keep(project: Path) -> Path:
    """Give the present file a second name beside; the first stays until the copy takes it in one step."""
    stamp = datetime.datetime.now(datetime.UTC).strftime(_FORMAT)
    kept = _free(project.with_name(f"{project.stem}.damaged-{stamp}{project.suffix}"))
    try:
        kept.hardlink_to(project)
    except OSError:
        shutil.copy2(project, kept)
        _flush(kept)
    _move_journal(project, kept)
    return kept


def _copy(store: Store, target: Path) -> None:
    """Let SQLite copy, under the same key: a handle of our own on the file would drop this process's locks on it."""
    store.database.execute("VACUUM INTO ?", [str(target)])
    shutil.copymode(store.path, target)
    _flush(target)


def _verify(store: Store, copy: Path, passphrase: str | None) -> None:
    """Open the copy and compare its rows with the project's."""
    try:
        database = connect(copy, passphrase if store.encrypted else None)
        try:
            whole = database.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            same = whole and _counts(database) == _counts(store.database)
        finally:
            database.close()
    except dbapi2.DatabaseError as problem:
        raise ProjectError("backup-failed", file=str(store.path)) from problem
    if not same:
        raise ProjectError("backup-failed", file=str(store.path))


def _counts(database: Database) -> tuple[int, ...]:
    tables = ("transcript", "excerpt", "coding", "journal")
    return tuple(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # noqa: S608 - our names


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _move_journal(project: Path, kept: Path) -> None:
    """Keep a rollback journal with the file it belongs to; beside another file it would spoil that one."""
    journal = project.with_name(project.name + "-journal")
    if journal.exists():
        journal.replace(kept.with_name(kept.name + "-journal"))


def _free(path: Path) -> Path:
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
