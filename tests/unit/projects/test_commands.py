"""Each command does what it says, refuses what it should, and leaves nothing behind when it refuses."""

import hashlib
from pathlib import Path

import pytest

from codebooks import edit as codebook_edit
from helpers.projects import CODEBOOK, GROUP, draft, dump
from projects import commands, speech
from projects.check import check
from projects.errors import CommandError, ProjectError
from projects.store import Store

Group = tuple[Store, str]


def span(store: Store, transcript: str, words: str) -> tuple[int, int]:
    start = store.document(transcript).text.index(words)
    return start, start + len(words)


def code(group: Group, words: str, *codes: str, coder: str = "Aino") -> commands.Coded:
    store, transcript = group
    receipt = store.do(commands.Code(transcript, *span(store, transcript, words), codes), coder)
    assert isinstance(receipt.result, commands.Coded)
    return receipt.result


def test_several_codes_are_one_step(group: Group) -> None:
    made = code(group, "Luottamus syntyy", "c1", "c4")
    store, transcript = group
    assert [one.code for one in store.codings(transcript)] == ["c1", "c4"]
    assert [one.id for one in store.excerpts()] == [made.excerpt]
    assert store.code_counts() == {"c1": 1, "c4": 1}
    store.undo("Aino")
    assert store.excerpts() == ()


def test_the_same_range_keeps_its_excerpt(group: Group) -> None:
    assert code(group, "Koti on", "c1").excerpt == code(group, "Koti on", "c2").excerpt


def test_the_same_code_again_writes_nothing(group: Group) -> None:
    store, _ = group
    first = code(group, "Koti on", "c1")
    history = store.journal()
    assert code(group, "Koti on", "c1").codings == first.codings
    assert store.journal() == history


def test_another_coder_has_a_coding_of_her_own(group: Group) -> None:
    assert code(group, "Koti on", "c1").codings != code(group, "Koti on", "c1", coder="Veikko").codings


@pytest.mark.parametrize(
    ("start", "end", "codes", "refusal"),
    [
        (5, 5, ("c1",), "bad-range"),
        (9, 5, ("c1",), "bad-range"),
        (-3, 5, ("c1",), "bad-range"),
        (0, 10_000, ("c1",), "bad-range"),
        (10**30, 10**31, ("c1",), "bad-range"),
        (0, 4, ("c1",), "no-speech"),
        (5, 9, ("nobody",), "unknown-code"),
        (5, 9, (), "no-code"),
    ],
)
def test_refusals_leave_the_file_as_it_was(
    group: Group, start: int, end: int, codes: tuple[str, ...], refusal: str
) -> None:
    store, transcript = group
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    with pytest.raises(CommandError) as caught:
        store.do(commands.Code(transcript, start, end, codes), "Uusi")
    assert caught.value.code == refusal
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before


def test_uncode_removes_the_excerpt_it_empties(group: Group) -> None:
    store, _ = group
    made = code(group, "Koti on", "c1", "c2")
    store.do(commands.Uncode(made.codings[:1]), "Aino")
    assert len(store.excerpts()) == 1
    store.do(commands.Uncode(made.codings[1:]), "Aino")
    assert store.excerpts() == ()


def test_uncode_leaves_an_excerpt_that_a_memo_hangs_on(group: Group) -> None:
    store, transcript = group
    made = code(group, "Koti on", "c1")
    coder = store.coders()[0].id
    store.database.execute(
        "INSERT INTO memo (id, target_table, target, transcript, title, text, coder, time) "
        "VALUES ('m', 'excerpt', ?, ?, '', 'huomio', ?, '')",
        [made.excerpt, transcript, coder],
    )
    store.do(commands.Uncode(made.codings), "Aino")
    assert [one.id for one in store.excerpts()] == [made.excerpt]


def test_resize_keeps_the_excerpt_when_all_its_codings_move(group: Group) -> None:
    store, transcript = group
    made = code(group, "Luottamus syntyy", "c1", "c4")
    receipt = store.do(commands.Resize(made.codings, *span(store, transcript, "Luottamus syntyy hitaasti")), "Aino")
    assert receipt.result == made
    document = store.document(transcript)
    moved = store.excerpts()[0]
    assert speech.speech(document, moved.start, moved.end) == "Luottamus syntyy hitaasti"
    assert check(store) == ()


def test_resize_of_one_of_two_makes_a_second_excerpt(group: Group) -> None:
    store, transcript = group
    made = code(group, "Luottamus syntyy", "c1", "c4")
    store.do(commands.Resize(made.codings[:1], *span(store, transcript, "Luottamus")), "Aino")
    assert len(store.excerpts()) == 2
    assert len(store.codings()) == 2


def test_resize_onto_the_same_code_leaves_one(group: Group) -> None:
    store, transcript = group
    there = code(group, "Luottamus", "c1")
    made = code(group, "Luottamus syntyy", "c1")
    receipt = store.do(commands.Resize(made.codings, *span(store, transcript, "Luottamus")), "Aino")
    assert receipt.result == there
    assert len(store.codings()) == 1


def test_labels_get_persons_numbered_by_role(group: Group) -> None:
    store, transcript = group
    people = store.document(transcript).persons.values()
    assert {(one.role, one.number) for one in people} == {("haastattelija", 1), ("asumisneuvoja", 1)} or {
        (one.role, one.number) for one in people
    } == {("puhuja", 1), ("asumisneuvoja", 1)}


def test_a_number_is_never_given_twice(group: Group) -> None:
    store, _ = group
    store.undo("Aino")
    store.do(commands.ImportTranscript(draft("AN1: Hei vaan.", short="RH9")), "Aino")
    assert [one.number for one in store.persons()] == [2]


def test_set_person_numbers_within_the_new_role(group: Group) -> None:
    store, _ = group
    person = next(one for one in store.persons() if one.role == "asumisneuvoja")
    store.do(commands.SetPerson(person.id, "isännöitsijä", "Kaarina"), "Aino")
    changed = next(one for one in store.persons() if one.id == person.id)
    assert (changed.role, changed.number, changed.pseudonym) == ("isännöitsijä", 1, "Kaarina")


def test_the_same_text_is_a_duplicate_unless_again(group: Group) -> None:
    store, _ = group
    with pytest.raises(CommandError, match="duplicate"):
        store.do(commands.ImportTranscript(draft(*GROUP)), "Aino")
    store.do(commands.ImportTranscript(draft(*GROUP), again=True), "Aino")
    assert [one.short for one in store.transcripts()] == ["RH1", "RH1b"]


def test_rename_refuses_a_short_name_that_is_taken(group: Group) -> None:
    store, transcript = group
    store.do(commands.ImportTranscript(draft("K: Miksi?", short="YH2")), "Aino")
    with pytest.raises(CommandError, match="short-taken"):
        store.do(commands.RenameTranscript(transcript, "Ryhmä", "YH2"), "Aino")
    store.do(commands.RenameTranscript(transcript, "Ryhmä", "RH2"), "Aino")
    assert {one.short for one in store.transcripts()} == {"RH2", "YH2"}


def test_the_language_can_be_set_and_set_back(group: Group) -> None:
    store, transcript = group
    store.do(commands.SetLanguage(transcript, "en"), "Aino")
    assert store.transcripts()[0].language == "en"
    assert store.do(commands.SetLanguage(transcript, "en"), "Aino").entry is None
    with pytest.raises(CommandError, match="no-language"):
        store.do(commands.SetLanguage(transcript, "xx"), "Aino")
    with pytest.raises(CommandError, match="no-transcript"):
        store.do(commands.SetLanguage("nobody", "fi"), "Aino")
    assert store.next_undo().values["language"] == "en"
    store.undo("Aino")
    assert store.transcripts()[0].language == "fi"


def test_removing_a_transcript_takes_all_that_hangs_on_it_and_undo_brings_it_back(group: Group) -> None:
    store, transcript = group
    code(group, "Koti on", "c1")
    before = dump(store)
    store.do(commands.RemoveTranscript(transcript), "Aino")
    assert store.transcripts() == ()
    assert store.persons() == ()
    store.undo("Aino")
    assert dump(store) == before


def test_a_code_in_use_is_not_dropped(group: Group) -> None:
    store, _ = group
    code(group, "Koti on", "c2")
    smaller = type(CODEBOOK)(CODEBOOK.families, tuple(one for one in CODEBOOK.codes if one.id != "c2"))
    with pytest.raises(CommandError, match="code-in-use"):
        store.do(commands.ReplaceCodebook(smaller), "Aino")


def test_a_codebook_edit_touches_only_its_rows(group: Group) -> None:
    store, _ = group
    renamed = codebook_edit.rename(CODEBOOK, "c1", name_fi="Oma koti")
    receipt = store.do(commands.ReplaceCodebook(renamed), "Aino")
    assert [(one.table, one.key) for one in receipt.changes] == [("code", "c1")]
    assert store.codebook() == renamed


def test_a_retired_code_is_refused(group: Group) -> None:
    store, _ = group
    store.do(commands.ReplaceCodebook(codebook_edit.retire(CODEBOOK, "c6")), "Aino")
    with pytest.raises(CommandError, match="retired-code"):
        code(group, "Koti on", "c6")


def test_an_edit_carries_codings_along(group: Group) -> None:
    store, transcript = group
    code(group, "Luottamus syntyy", "c1")
    start, _ = span(store, transcript, "käydään")
    store.do(commands.EditText(transcript, start, "käydään", "käymme"), "Aino")
    document, excerpt = store.document(transcript), store.excerpts()[0]
    assert speech.speech(document, excerpt.start, excerpt.end) == "Luottamus syntyy"
    assert check(store) == ()


def test_an_edit_inside_a_coding_renews_its_hash(group: Group) -> None:
    store, transcript = group
    code(group, "Luottamus syntyy", "c1")
    start, _ = span(store, transcript, "syntyy")
    store.do(commands.EditText(transcript, start, "syntyy", "syntyi"), "Aino")
    assert check(store) == ()
    store.undo("Aino")
    assert check(store) == ()


@pytest.mark.parametrize(
    ("removed", "refusal"), [("Luottamus syntyy", "codings-lost"), ("Epäluottamus", "text-changed")]
)
def test_an_edit_refuses_to_empty_a_coding_or_to_miss(group: Group, removed: str, refusal: str) -> None:
    store, transcript = group
    code(group, "Luottamus syntyy", "c1")
    start, _ = span(store, transcript, "Luottamus")
    with pytest.raises(CommandError, match=refusal):
        store.do(commands.EditText(transcript, start, removed, ""), "Aino")


def test_an_edit_may_drop_codings_when_told_and_undo_brings_them_back(group: Group) -> None:
    store, transcript = group
    code(group, "Luottamus syntyy", "c1")
    before = dump(store)
    start, _ = span(store, transcript, "Luottamus")
    store.do(commands.EditText(transcript, start, "Luottamus syntyy", "", drop_codings=True), "Aino")
    assert store.excerpts() == ()
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before


def test_an_edit_never_touches_a_label(group: Group) -> None:
    store, transcript = group
    with pytest.raises(CommandError, match="edit-outside-speech"):
        store.do(commands.EditText(transcript, 0, "H1", "H9"), "Aino")


def test_a_hundred_small_edits_grow_a_big_project_little(store: Store, tmp_path: Path) -> None:
    lines = [f"H1: Sana kerran {i} ja koti on hyvä paikka olla ja asua pitkään." for i in range(3000)]
    transcript = str(store.do(commands.ImportTranscript(draft(*lines)), "Aino").result)
    before = store.path.stat().st_size
    for number in range(100):
        start = store.document(transcript).text.index("Sana", number * 500)
        store.do(commands.EditText(transcript, start, "S", "s" if number % 2 else "Š"), "Aino")
    assert store.path.stat().st_size - before <= 1_000_000


def test_a_full_disk_leaves_the_project_as_it_was(group: Group) -> None:
    store, _ = group
    rows = dump(store)
    pages = store.database.execute("PRAGMA page_count").fetchone()[0]
    store.database.execute(f"PRAGMA max_page_count={pages}")
    lines = [f"H1: Vuoro {i} on pitkä ja täyttää levyn." for i in range(3000)]
    with pytest.raises(ProjectError, match="disk-full"):
        store.do(commands.ImportTranscript(draft(*lines, short="YH1")), "Aino")
    assert dump(store) == rows
    store.database.execute("PRAGMA max_page_count=100000")
    store.do(commands.ImportTranscript(draft(*lines, short="YH1")), "Aino")
    assert len(store.transcripts()) == 2
