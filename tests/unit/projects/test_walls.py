"""What is taken away for ever is gone from every byte; what stands before it can be read and not undone."""

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.bad_files import words_docx
from helpers.broken_zips import broken_zips
from helpers.projects import draft, dump, new_store
from helpers.traces import live, traces
from helpers.wall_worker import STAGES
from projects import commands, speech, walls
from projects.backup import backup_folder, list_backups, make_backup
from projects.check import check
from projects.errors import CommandError, ProjectError
from projects.search.cachefile import cache_path
from projects.search.corpus import Documents
from projects.search.search import Searcher
from projects.store import Store

WORKER = Path(__file__).parents[2] / "helpers" / "wall_worker.py"
SECRET = "Salamyhkäinen"
LINES = (
    "Maija: Mie oon Salamyhkäinen ja asun Kuusikadulla.",
    "H: Hyvä. Kertoisitko lisää?",
    "Maija: Salamyhkäisen elämä on hiljaista, sanoi Salamyhkäinen.",
    "H: Kiitos.",
)
SAID = ("Mie oon", "hiljaista", "Maija", SECRET)
KEPT = "Kertoisitko"
BOTH = (None, "salasana ä")
with_and_without = pytest.mark.parametrize("passphrase", BOTH, ids=["plain", "encrypted"], indirect=True)


@pytest.fixture
def passphrase(request: pytest.FixtureRequest) -> str | None:
    """No passphrase, unless a test asks for both."""
    return getattr(request, "param", None)


@pytest.fixture
def told(tmp_path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A project in which the words have been through everything: edits, codings, undo, memo, index, backup."""
    for name in ("cache", "temp", "project"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temp"))
    store = fill(tmp_path / "project", passphrase)
    yield store
    store.close()


def fill(folder: Path, passphrase: str | None) -> Store:
    store = new_store(folder, passphrase)
    long = [f"H: Turha rivi {n} vain." for n in range(300)]
    first = str(store.do(commands.ImportTranscript(draft(*LINES, *long, short="A1", name="Yksi")), "Aino").result)
    other = draft("K: Tunnetko naapurin?", "V: En tunne ketään.", short="B1", name="Kaksi")
    store.do(commands.ImportTranscript(other), "Aino")
    text = store.document(first).text
    store.do(commands.Code(first, 7, 30, ("c1",)), "Aino")
    store.do(commands.Code(first, 20, 80, ("c2", "c4")), "Aino")
    at = text.index("hiljaista")
    store.do(commands.EditText(first, at, "hiljaista", f"hiljaista ({SECRET})"), "Aino")
    store.undo("Aino")
    excerpt = store.excerpts()[0].id
    coder = store.coders()[0].id
    store.database.execute(
        "INSERT INTO memo (id, target_table, target, title, text, coder, time)"
        " VALUES ('m1', 'excerpt', ?, 'Otsikko', ?, ?, '2026-01-01T10:00:00Z')",
        [excerpt, f"{SECRET} sanoo, että hiljaista", coder],
    )
    store.database.execute("INSERT INTO original (id, bytes) VALUES (?, ?)", [first, "\n".join(LINES).encode()])
    path = cache_path(store.info().id, store.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(SAID))  # as if the index could be read
    make_backup(store, passphrase, datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2))
    return store


def index(store: Store) -> None:
    searcher = Searcher(cache_path(store.info().id, store.path), store.index_key())
    try:
        searcher.update(Documents(store.documents()))
    finally:
        searcher.close()


def speaker(store: Store, label: str) -> str:
    return next(
        one.person for document in store.documents() for one in document.labels.values() if one.text == label
    )


def acts(store: Store) -> dict[str, walls.WallAct]:
    return {
        "transcript": walls.EraseTranscript(store.transcripts()[0].id),
        "person": walls.ErasePerson(speaker(store, "Maija")),
        "redact": walls.Redact(walls.find_words(store.database, [SECRET]), "[nimi]"),
    }


GONE = {"transcript": SAID, "person": SAID, "redact": (SECRET,)}


@with_and_without
@pytest.mark.parametrize("act", GONE)
def test_no_byte_is_left(told: Store, tmp_path: Path, passphrase: str | None, act: str) -> None:
    store, words = told, GONE[act]
    if act == "redact":
        store.database.execute("UPDATE memo SET text = ''")  # a memo is not redacted with a passage, see below
    before = {line.partition(":")[0] for line in traces([tmp_path], words)}
    assert ("p.ote" in before) == (passphrase is None)
    assert any(name.endswith(".index") for name in before)
    assert live(store, words) != []
    built = walls.build(store, acts(store)[act], "Aino", passphrase, replace_copies=True)
    assert built.finished
    assert built.kept == ()
    assert len(built.replaced) == 1
    assert live(store, words) == []
    assert check(store) == ()
    store.close()
    assert traces([tmp_path], words) == []
    (backup,) = list_backups(store.path)
    copy = Store.open(backup.path, passphrase)
    assert live(copy, words) == []
    assert KEPT in "".join(one.text for one in copy.documents()) or act == "transcript"
    copy.close()
    assert list((tmp_path / "temp").iterdir()) == []
    assert list((tmp_path / "cache").rglob("*.index")) == []


@with_and_without
def test_an_ordinary_removal_stays_in_the_history(told: Store, tmp_path: Path, passphrase: str | None) -> None:
    told.do(commands.RemoveTranscript(told.transcripts()[0].id), "Aino")
    shutil.rmtree(backup_folder(told.path))
    assert live(told, SAID) != []
    told.close()
    assert (traces([tmp_path / "project"], SAID) != []) == (passphrase is None)


def test_a_person_takes_codings_and_memos_along_and_leaves_what_others_said(told: Store) -> None:
    shared = "lisää?\nMaija: Salamyhkäisen"
    first = told.transcripts()[0].id
    start = told.document(first).text.index(shared)
    told.do(commands.Code(first, start, start + len(shared), ("c3",)), "Aino")
    persons = {one.id for one in told.persons()}
    gone = speaker(told, "Maija")
    built = walls.build(told, walls.ErasePerson(gone), "Aino", None, replace_copies=False)
    document = told.document(first)
    assert document.text.startswith("H: Hyvä. Kertoisitko lisää?\nH: Kiitos.\nH: Turha rivi 0")
    assert [turn.name for turn in document.turns[:3]] == ["2", "4", "5"]
    assert {label.text for label in document.labels.values()} == {"H"}
    assert persons - {one.id for one in told.persons()} == {gone}
    (excerpt, *_) = [one for one in told.excerpts() if speech.speech(document, one.start, one.end) == "lisää?"]
    assert excerpt.transcript == first
    assert told.database.execute("SELECT count(*) FROM memo").fetchone()[0] == 0
    assert built.wiped.rows["coding"] == 1
    assert check(told) == ()


def test_a_damaged_file_that_was_kept_stops_no_act(told: Store) -> None:
    whole = words_docx(["Maija: Hei."])
    for data in broken_zips(whole).values():
        told.database.execute("DELETE FROM original")
        kept = [told.transcripts()[1].id, data]
        told.database.execute("INSERT INTO original (id, bytes) VALUES (?, ?)", kept)
        places = walls.find_words(told.database, [told.document(told.transcripts()[0].id).text[:5]])
        assert walls.build(told, walls.Redact(places[:1], "[nimi]"), "Aino", None, replace_copies=False).finished


def test_what_was_taken_out_before_goes_from_the_history_and_the_kept_files_too(told: Store, tmp_path: Path) -> None:
    first, second = (one.id for one in told.transcripts())
    told.do(commands.RemoveTranscript(first), "Aino")
    assert live(told, SAID) != []
    walls.build(told, walls.EraseTranscript(second), "Aino", None, replace_copies=False)
    shutil.rmtree(backup_folder(told.path))
    assert live(told, SAID) == []
    assert traces([tmp_path], SAID) == []


def test_a_memo_of_its_own_that_quotes_what_went_is_told(told: Store) -> None:
    told.do(commands.WriteMemo("Hän sanoi: elämä on hiljaista, sanoi Salamyhkäinen."), "Aino")
    told.do(commands.WriteMemo("Aivan muuta kuin mitä hän sanoi."), "Aino")
    built = walls.build(told, acts(told)["person"], "Aino", None, replace_copies=False)
    assert [(one.table, one.count) for one in built.leftovers] == [("memo", 1)]


def test_an_interview_in_which_nobody_else_speaks_goes_whole(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    store.do(commands.ImportTranscript(draft("Maija: Yksin.", "Maija: Vain minä.")), "Aino")
    walls.build(store, walls.ErasePerson(speaker(store, "Maija")), "Aino", None, replace_copies=False)
    assert store.transcripts() == ()
    assert check(store) == ()
    store.close()


def test_entries_before_the_wall_are_read_without_text_and_not_undone(told: Store, passphrase: str | None) -> None:
    labels = [entry.label for entry in told.journal()]
    walls.build(told, acts(told)["person"], "Aino", passphrase, replace_copies=False)
    assert [entry.label for entry in told.journal()] == [*labels, "erase-person"]
    assert told.next_undo() is None
    assert told.next_redo() is None
    state = dump(told)
    with pytest.raises(ProjectError, match="behind-wall"):
        told.undo("Aino")
    with pytest.raises(ProjectError, match="behind-wall"):
        told.redo("Aino")
    other = Store.open(told.path, passphrase)
    with pytest.raises(ProjectError, match="behind-wall"):
        other.undo("Veikko")
    other.close()
    told.do(commands.Code(told.transcripts()[0].id, 3, 8, ("c1",)), "Aino")
    told.undo("Aino")
    assert dump(told) == state
    told.redo("Aino")
    ids = [entry.id for entry in told.journal()]
    assert [change.key for change in told.changes(ids[2])] != []


def test_copies_that_are_left_are_told(told: Store, passphrase: str | None) -> None:
    damaged = told.path.with_name("p.damaged-2026-01-01T000000.ote")
    shutil.copyfile(told.path, damaged)
    junk = told.path.with_name("p.damaged-2026-01-02T000000.ote")
    junk.write_bytes(b"rikki" * 2000)
    unfinished = backup_folder(told.path) / "p-2026-01-01T000000.part"
    shutil.copyfile(told.path, unfinished)
    first = told.transcripts()[0].id
    all_of_them = {damaged, junk, unfinished, *(one.path for one in list_backups(told.path))}
    assert set(walls.holding(told.path, passphrase, [first])) == all_of_them
    built = walls.build(told, walls.EraseTranscript(first), "Aino", passphrase, replace_copies=False)
    assert set(built.kept) == all_of_them
    assert built.replaced == ()
    later = make_backup(told, passphrase)
    assert later.path not in walls.holding(told.path, passphrase, [first], built.receipt.entry.id)


def test_copies_of_a_time_without_the_text_stay(told: Store, passphrase: str | None) -> None:
    new = str(told.do(commands.ImportTranscript(draft("M: Uusi.", short="C1", name="Kolme")), "Aino").result)
    built = walls.build(told, walls.EraseTranscript(new), "Aino", passphrase, replace_copies=True)
    assert built.replaced == ()
    assert len(list_backups(told.path)) >= 1


def test_a_passage_is_redacted_where_it_is_asked_for_and_the_rest_is_told(told: Store) -> None:
    first, *more = walls.find_words(told.database, [SECRET])
    assert len(more) == 1
    codings = told.code_counts()
    built = walls.build(told, walls.Redact((first,), "[nimi]"), "Aino", None, replace_copies=False)
    text = told.document(first.transcript).text
    assert text.splitlines()[0] == "Maija: Mie oon [nimi] ja asun Kuusikadulla."
    assert {(one.table, one.count) for one in built.leftovers} == {("body", 1), ("memo", 1)}
    assert told.code_counts() == codings
    assert told.transcripts()[0].origin.sha256 == ""
    assert check(told) == ()


def test_everywhere_takes_names_memos_labels_and_header(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    made = draft("Maija: Minä, Maija, puhun.", "H: Kiitos Maijalle.", short="Maija1", name="Maija Mäki")
    first = str(store.do(commands.ImportTranscript(made), "Aino").result)
    store.do(commands.SetPerson(speaker(store, "Maija"), "puhuja", "Maija M."), "Aino")
    place = walls.find_words(store.database, ["Maija"])[1]
    built = walls.build(store, walls.Redact((place,), "N", everywhere=True), "Aino", None, replace_copies=False)
    document = store.document(first)
    assert document.text == "N: Minä, N, puhun.\nH: Kiitos Nlle."
    assert [document.label_of(turn) for turn in document.turns] == ["N", "H"]
    assert [speech.turn_speech(turn, document.text) for turn in document.turns] == ["Minä, N, puhun.", "Kiitos Nlle."]
    assert (document.transcript.short, document.transcript.name) == ("N1", "N Mäki")
    assert [one.pseudonym for one in store.persons() if one.pseudonym] == ["N M."]
    assert built.leftovers == ()
    assert live(store, ["Maija"]) == []
    assert check(store) == ()
    store.close()


def test_a_label_is_redacted_in_all_its_turns(told: Store) -> None:
    first = told.transcripts()[0].id
    place = commands.Passage(first, 0, 5, "Maija")
    walls.build(told, walls.Redact((place,), "N1"), "Aino", None, replace_copies=False)
    document = told.document(first)
    assert [document.label_of(turn) for turn in document.turns[:4]] == ["N1", "H", "N1", "H"]
    assert document.text.splitlines()[2].startswith("N1: Salamyhkäisen")
    assert check(told) == ()


@pytest.mark.parametrize(
    ("places", "inserted", "refusal"),
    [
        ((), "x", "no-words"),
        (((7, 10, " "),), "x", "no-words"),
        (((7, 10, "Sie"),), "x", "selection-stale"),
        (((45, 56, None),), "x", "redact-across"),
        (((7, 14, None), (9, 12, None)), "x", "redact-across"),
        (((0, 5, None),), "H", "label-taken"),
        (((7, 30, None),), "", "codings-lost"),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_changes(
    told: Store, places: tuple, inserted: str, refusal: str
) -> None:
    document = told.documents()[0]
    passages = tuple(
        commands.Passage(document.transcript.id, a, b, text or document.text[a:b]) for a, b, text in places
    )
    before, history = dump(told), told.journal()
    with pytest.raises(CommandError) as refused:
        walls.build(told, walls.Redact(passages, inserted), "Aino", None, replace_copies=True)
    assert refused.value.code == refusal
    assert (dump(told), told.journal()) == (before, history)
    assert len(list_backups(told.path)) == 1


def test_an_index_that_cannot_be_deleted_is_unreadable(told: Store) -> None:
    path = cache_path(told.info().id, told.path)
    path.unlink()
    index(told)
    kept = path.read_bytes()
    key = told.index_key()
    walls.build(told, acts(told)["transcript"], "Aino", None, replace_copies=False)
    assert told.index_key() != key
    assert not path.exists()
    path.write_bytes(kept)
    index(told)  # made anew without a word
    assert path.read_bytes()[:64] != kept[:64]


@pytest.mark.parametrize(("stage", "secret"), [*((stage, None) for stage in STAGES), ("make_backup", "salasana")])
def test_killed_at_any_stage_it_is_done_or_not_done(
    tmp_path: Path, stage: str, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "project").mkdir()
    store = fill(tmp_path / "project", secret)
    before = dump(store)
    store.close()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    path = tmp_path / "project" / "p.ote"
    done = subprocess.run(
        [sys.executable, str(WORKER), str(path), secret or "-", stage], env=environment, check=False, timeout=60
    )
    assert done.returncode == -9
    store = Store.open(path, secret)
    if stage == "scrub_journal":
        assert dump(store) == before
        assert len(list_backups(path)) == 1
        assert traces([tmp_path], SAID) != []
    else:
        assert walls.pending(store) is None
        assert [one.short for one in store.transcripts()] == ["B1"]
        assert live(store, SAID) == []
        assert traces([tmp_path], SAID) == []
        assert len(list_backups(path)) >= 1
    assert check(store) == ()
    store.close()


def test_a_project_that_somebody_reads_refuses_the_wall_whole(told: Store) -> None:
    before = dump(told)
    reader = Store.open(told.path)
    reader.database.execute("BEGIN")
    reader.database.execute("SELECT count(*) FROM coding").fetchone()
    with pytest.raises(ProjectError, match="locked"):
        walls.build(told, acts(told)["transcript"], "Aino", None, replace_copies=True)
    reader.database.execute("COMMIT")
    reader.close()
    assert dump(told) == before
    assert told.last_wall() is None


def test_what_is_held_behind_the_transaction_is_done_at_the_next_opening(
    told: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def held(*_: object) -> None:
        raise ProjectError("locked", file="p.ote")

    with monkeypatch.context() as patched:
        patched.setattr(walls.wall, "vacuum", held)
        built = walls.build(told, acts(told)["transcript"], "Aino", None, replace_copies=True)
        assert not built.finished
        assert len(built.kept) == 1
        Store.open(told.path).close()
        assert walls.pending(told) is not None
    told.close()
    again = Store.open(told.path)
    assert walls.pending(again) is None
    assert traces([tmp_path], SAID) == []
    again.close()


def test_a_backup_made_in_between_is_no_project_to_finish(told: Store, passphrase: str | None) -> None:
    told.database.execute("INSERT INTO meta VALUES ('wall', '{\"entry\": \"x\", \"ids\": [], \"replace\": true}')")
    made = make_backup(told, passphrase)
    Store.open(made.path, passphrase).close()
    assert [path.name for path in backup_folder(told.path).iterdir() if path.is_dir()] == []
