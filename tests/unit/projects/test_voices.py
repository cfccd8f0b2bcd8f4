"""An import takes along who speaks under its labels and, when asked, the bytes of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.projects import group_store
from projects import migrations
from projects.commands import ImportTranscript, RemoveTranscript
from projects.errors import CommandError, ImportRefusedError
from projects.importers.draft import Voice
from projects.importers.reading import original_bytes, read_bytes, read_file
from projects.migrations import MIGRATIONS
from projects.store import Store

TEXT = "H1: Hei.\nMaija: No hei.\nH1: Mitä?\nMaija: Ei mitään.\n"
CODER = "Aino"


def draft(text: str = TEXT):
    return read_bytes(text.encode(), "a.txt", "2020-11-05")


def who(store: Store, transcript: str) -> dict[str, tuple[str, int, str]]:
    document = store.document(transcript)
    people = {label.text: document.persons[label.person] for label in document.labels.values()}
    return {text: (one.role, one.number, one.pseudonym) for text, one in people.items()}


def test_speakers_come_with_role_and_pseudonym(store: Store) -> None:
    voices = (Voice("H1", role=" haastattelija "), Voice("Maija", pseudonym=" Kuura "), Voice("nobody"))
    made = store.do(ImportTranscript(draft(), voices=voices), CODER).result
    assert who(store, made) == {"H1": ("haastattelija", 1, ""), "Maija": ("puhuja", 1, "Kuura")}


def test_a_speaker_may_be_somebody_known(store: Store) -> None:
    first = store.do(ImportTranscript(draft()), CODER).result
    person = next(one for one in store.persons() if one.role == "puhuja")
    command = ImportTranscript(draft(TEXT.replace("Maija", "Maija M")), voices=(Voice("Maija M", person=person.id),))
    second = store.do(command, CODER).result
    assert who(store, second)["Maija M"] == who(store, first)["Maija"]
    assert len(store.persons()) == 3
    store.undo(CODER)
    store.redo(CODER)
    assert who(store, second)["Maija M"] == who(store, first)["Maija"]
    store.do(RemoveTranscript(first), CODER)
    assert len(store.persons()) == 2


def test_somebody_who_is_gone_is_refused_and_nothing_comes(store: Store) -> None:
    with pytest.raises(CommandError) as caught:
        store.do(ImportTranscript(draft(), voices=(Voice("H1", person="gone"),)), CODER)
    assert caught.value.code == "no-person"
    assert store.transcripts() == ()


def test_the_files_bytes_are_kept_once_and_come_back_with_redo(store: Store, tmp_path: Path) -> None:
    made = store.do(ImportTranscript(draft(), original=b"\x00\xffbytes" * 9000), CODER).result
    assert store.original(made) == b"\x00\xffbytes" * 9000
    journal = store.database.execute("SELECT sum(length(changes)) FROM journal").fetchone()[0]
    assert journal < 9000
    store.undo(CODER)
    assert store.original(made) is None
    store.redo(CODER)
    assert store.original(made) == b"\x00\xffbytes" * 9000
    store.do(RemoveTranscript(made), CODER)
    assert store.original(made) is None
    other = store.do(ImportTranscript(draft()), CODER).result
    assert store.original(other) is None


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    origin = read_file(path).origin
    assert original_bytes(path, origin) == TEXT.encode()
    path.write_text(f"{TEXT}H1: Lisää.\n", "utf-8")
    with pytest.raises(ImportRefusedError) as caught:
        original_bytes(path, origin)
    assert caught.value.code == "file-changed"


def test_kept_files_of_a_former_project_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = next(at for at, step in enumerate(MIGRATIONS) if step.name == "originals-beside-history")
    with monkeypatch.context() as former:
        former.setattr(migrations, "MIGRATIONS", MIGRATIONS[:before])
        old, transcript = group_store(tmp_path)
        old.database.execute("INSERT INTO original VALUES (?, ?)", [transcript, b"old"])
        old.close()
    with_it = Store.open(tmp_path / "p.ote")
    assert with_it.original(transcript) == b"old"
    with_it.undo(CODER)
    with_it.redo(CODER)
    assert with_it.original(transcript) == b"old"
    with_it.close()
