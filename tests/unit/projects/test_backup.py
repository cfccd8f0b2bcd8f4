"""Backups are verified, thinned by age, encrypted as the project is, and can be brought back."""

import datetime
from pathlib import Path

import pytest

from helpers.projects import dump, group_store
from projects import backup as backups
from projects import commands
from projects.backup import Backup, is_due, list_backups, make_backup, restore, superfluous
from projects.errors import ProjectError
from projects.passphrase import change_passphrase
from projects.store import Store

NOON = datetime.datetime(2026, 6, 15, 12, tzinfo=datetime.UTC)


def ages(*hours: float) -> list[Backup]:
    return [Backup(Path(f"{hour}"), NOON - datetime.timedelta(hours=hour), 1) for hour in hours]


@pytest.mark.parametrize(
    ("hours", "dropped"),
    [
        ((0,), []),
        ((0.1, 0.5), ["0.5"]),
        ((0, 1, 2, 3), []),
        ((0, 25, 30, 40), ["30"]),
        ((0, 24 * 3, 24 * 4, 24 * 5), []),
        ((0, 24 * 40, 24 * 41, 24 * 48), [str(24 * 41)]),
        ((0, 24 * 200, 24 * 210, 24 * 235), [str(24 * 210)]),
    ],
)
def test_thinning(hours: tuple[float, ...], dropped: list[str]) -> None:
    assert [str(one.path) for one in superfluous(ages(*hours), NOON)] == dropped


def test_a_year_of_hourly_backups_leaves_about_ninety() -> None:
    kept: list[Backup] = []
    start = NOON - datetime.timedelta(days=365)
    for hour in range(365 * 24):
        now = start + datetime.timedelta(hours=hour)
        kept = [Backup(Path(str(hour)), now, 1), *kept]
        gone = {one.path for one in superfluous(kept, now)}
        kept = [one for one in kept if one.path not in gone]
    assert 80 <= len(kept) <= 95
    assert kept[-1].time - start < datetime.timedelta(days=16)


@pytest.mark.parametrize("passphrase", [None, "salasana ä"])
def test_a_backup_can_be_brought_back_and_the_present_file_is_kept(tmp_path: Path, passphrase: str | None) -> None:
    store, transcript = group_store(tmp_path, passphrase)
    rows = dump(store)
    made = make_backup(store, passphrase, NOON)
    store.do(commands.Code(transcript, 4, 10, ("c1",)), "Aino")
    later = dump(store)
    store.close()
    kept = restore(tmp_path / "p.ote", made.path, passphrase)
    assert kept is not None
    for path, expected in ((tmp_path / "p.ote", rows), (kept, later)):
        again = Store.open(path, passphrase)
        assert dump(again) == expected
        again.close()


def test_backups_of_an_encrypted_project_hold_no_clear_word(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path, "salasana")
    made = make_backup(store, "salasana", NOON)
    assert b"Luottamus" not in made.path.read_bytes()
    store.close()


def test_a_damaged_project_can_be_replaced(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    rows = dump(store)
    made = make_backup(store, None, NOON)
    store.close()
    (tmp_path / "p.ote").write_bytes(b"rikki")
    kept = restore(tmp_path / "p.ote", made.path)
    assert kept is not None
    assert kept.read_bytes() == b"rikki"
    again = Store.open(tmp_path / "p.ote")
    assert dump(again) == rows
    again.close()


def test_a_bad_backup_replaces_nothing(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    store.close()
    (tmp_path / "bad.ote").write_bytes(b"rikki" * 2000)
    before = (tmp_path / "p.ote").read_bytes()
    with pytest.raises(ProjectError):
        restore(tmp_path / "p.ote", tmp_path / "bad.ote")
    assert (tmp_path / "p.ote").read_bytes() == before


def test_a_backup_that_differs_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = group_store(tmp_path)
    monkeypatch.setattr(backups, "_copy", lambda _store, target: target.write_bytes(b"x" * 9000))
    with pytest.raises(ProjectError, match="backup-failed"):
        make_backup(store, None, NOON)
    assert list(backups.backup_folder(store.path).iterdir()) == []
    store.close()


def test_a_backup_is_due_once_an_hour_and_only_after_changes(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    now = datetime.datetime.now(datetime.UTC)
    assert is_due(store.path, now)
    make_backup(store, None, now + datetime.timedelta(seconds=2))
    assert not is_due(store.path, now + datetime.timedelta(hours=5))
    store.close()


def test_a_new_passphrase_replaces_the_old_backups(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    make_backup(store, None, NOON)
    store.close()
    assert change_passphrase(tmp_path / "p.ote", None, "salasana") == 1
    left = list_backups(tmp_path / "p.ote")
    assert len(left) == 1
    Store.open(left[0].path, "salasana").close()


def test_a_store_never_writes_into_a_file_that_was_replaced(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    made = make_backup(store, None, NOON)
    restore(tmp_path / "p.ote", made.path)
    with pytest.raises(ProjectError, match="file-replaced"):
        store.do(commands.Code(transcript, 4, 10, ("c1",)), "Aino")
    store.close()


def test_nothing_is_replaced_while_another_program_writes(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    made = make_backup(store, None, NOON)
    store.database.execute("BEGIN IMMEDIATE")
    for act in (
        lambda: restore(tmp_path / "p.ote", made.path),
        lambda: change_passphrase(tmp_path / "p.ote", None, "salasana"),
    ):
        with pytest.raises(ProjectError, match="locked"):
            act()
    store.database.rollback()
    assert store.transcripts()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["p.ote"]
    store.close()


def test_projects_and_backups_are_for_their_owner_only(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    made = make_backup(store, None, NOON)
    store.close()
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "p.ote", made.path)] == [0, 0]
    change_passphrase(tmp_path / "p.ote", None, "salasana")
    assert (tmp_path / "p.ote").stat().st_mode & 0o077 == 0
