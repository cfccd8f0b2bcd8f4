"""Each way a file can be no project, or not openable, is told apart; the file stays as it was."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from helpers.projects import CODEBOOK, dump, group_store, new_store
from projects.diagnosis import APPLICATION_ID
from projects.errors import ProjectError
from projects.passphrase import change_passphrase
from projects.store import Store

SECRET = "sala'lause ä"


def refusal(path: Path, passphrase: str | None = None) -> str:
    before = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    with pytest.raises(ProjectError) as caught:
        Store.open(path, passphrase)
    assert caught.value.file == str(path)
    if before:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    return caught.value.code


def test_missing_folder_empty_and_foreign(tmp_path: Path) -> None:
    (tmp_path / "empty.ote").write_bytes(b"")
    (tmp_path / "words.ote").write_bytes(b"this is no project\n" * 500)
    assert refusal(tmp_path / "gone.ote") == "no-file"
    assert refusal(tmp_path) == "is-folder"
    assert refusal(tmp_path / "empty.ote") == "empty-file"
    assert refusal(tmp_path / "words.ote") == "not-project"


def test_another_programs_sqlite_file(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.ote")
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    assert refusal(tmp_path / "other.ote") == "not-project"


def test_a_newer_file_is_refused_unchanged(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    newer = sqlite3.connect(tmp_path / "p.ote")
    newer.execute("PRAGMA user_version=99")
    newer.commit()
    newer.close()
    assert refusal(tmp_path / "p.ote") == "newer-version"


@pytest.mark.parametrize("size", [50, 5000, 60_000])
def test_a_file_cut_off(tmp_path: Path, size: int) -> None:
    store, _ = group_store(tmp_path)
    store.close()
    path = tmp_path / "p.ote"
    path.write_bytes(path.read_bytes()[:size])
    assert refusal(path) == "damaged-file"


def test_a_file_overwritten_in_the_middle(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    store.close()
    path = tmp_path / "p.ote"
    data = bytearray(path.read_bytes())
    data[40_960:49_152] = b"\xaa" * 8192
    path.write_bytes(bytes(data))
    assert refusal(path) == "damaged-file"


def test_a_passphrase_opens_in_any_normal_form(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path, SECRET)
    rows = dump(store)
    store.close()
    again = Store.open(tmp_path / "p.ote", "sala'lause a\u0308")
    assert again.encrypted
    assert dump(again) == rows
    again.close()


def test_without_or_with_a_wrong_passphrase(tmp_path: Path) -> None:
    new_store(tmp_path, SECRET).close()
    assert refusal(tmp_path / "p.ote") == "passphrase-needed"
    assert refusal(tmp_path / "p.ote", "väärä") == "wrong-passphrase"


def test_a_damaged_encrypted_file_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path, SECRET)
    store.close()
    path = tmp_path / "p.ote"
    data = bytearray(path.read_bytes())
    data[8192:8200] = bytes(255 - byte for byte in data[8192:8200])
    path.write_bytes(bytes(data))
    assert refusal(path, SECRET) == "damaged-file"
    assert refusal(path, "väärä") == "wrong-passphrase"


def test_no_word_of_an_encrypted_project_is_in_clear(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path, SECRET)
    store.close()
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert b"Luottamus" not in data
        assert b"SQLite format" not in data


def test_a_passphrase_for_a_plain_project_is_not_needed(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    store = Store.open(tmp_path / "p.ote", "turha")
    assert not store.encrypted
    assert store.codebook() == CODEBOOK
    store.close()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "p.ote").write_text("oma")
    with pytest.raises(ProjectError, match="file-exists"):
        new_store(tmp_path)
    assert (tmp_path / "p.ote").read_text() == "oma"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no-folder"):
        Store.create(tmp_path / "ei" / "p.ote", CODEBOOK)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    data = (tmp_path / "p.ote").read_bytes()
    assert int.from_bytes(data[68:72], "big") == APPLICATION_ID
    assert [path.name for path in tmp_path.iterdir()] == ["p.ote"]


def test_two_programs_wait_for_each_other_and_then_tell(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    other = Store.open(tmp_path / "p.ote")
    other.database.execute("PRAGMA busy_timeout=50")
    store.database.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProjectError, match="locked"):
        other.undo("Veikko")
    store.database.rollback()
    before = store.data_version()
    other.undo("Veikko")
    assert store.data_version() != before
    assert store.transcripts() == ()
    store.close()
    other.close()


@pytest.mark.parametrize(("old", "new"), [(None, SECRET), (SECRET, None), (SECRET, "toinen")])
def test_changing_the_passphrase_keeps_every_row(tmp_path: Path, old: str | None, new: str | None) -> None:
    store, _ = group_store(tmp_path, old)
    rows = dump(store)
    store.close()
    change_passphrase(tmp_path / "p.ote", old, new)
    if new is not None:
        assert refusal(tmp_path / "p.ote") == "passphrase-needed"
    again = Store.open(tmp_path / "p.ote", new)
    assert dump(again) == rows
    assert again.encrypted == (new is not None)
    again.undo("Aino")
    again.close()


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    with pytest.raises(ProjectError, match="passphrase-empty"):
        change_passphrase(tmp_path / "p.ote", None, "  ")
