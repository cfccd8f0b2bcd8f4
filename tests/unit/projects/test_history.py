"""Undo and redo: any sequence of steps undone gives the start, redone gives the end, also after closing."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebooks import edit as codebook_edit
from helpers.people_steps import people_steps
from helpers.projects import CODEBOOK, GROUP, draft, dump, group_store, new_store
from projects import commands
from projects.check import check
from projects.errors import CommandError, ProjectError
from projects.store import Command, Store

Step = Callable[[Store], Command | None]
numbers = st.integers(0, 10_000)


def pick(things: tuple, number: int):
    return things[number % len(things)] if things else None


def coding(a: int, b: int, c: int, many: int) -> Step:
    def step(store: Store) -> Command | None:
        transcript = pick(store.transcripts(), a)
        if transcript is None:
            return None
        length = len(store.document(transcript.id).text)
        start, end = sorted((b % (length + 1), c % (length + 1)))
        codes = tuple(f"c{1 + (many + i) % 6}" for i in range(1 + many % 3))
        return commands.Code(transcript.id, start, end, codes)

    return step


def uncoding(a: int) -> Step:
    return lambda store: commands.Uncode((one.id,)) if (one := pick(store.codings(), a)) else None


def resizing(a: int, b: int, c: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(store.codings(), a)
        if one is None:
            return None
        excerpt = next(each for each in store.excerpts() if each.id == one.excerpt)
        length = len(store.document(excerpt.transcript).text)
        start, end = sorted((b % (length + 1), c % (length + 1)))
        return commands.Resize((one.id,), start, end)

    return step


def editing(a: int, b: int, c: int, inserted: str) -> Step:
    def step(store: Store) -> Command | None:
        transcript = pick(store.transcripts(), a)
        if transcript is None:
            return None
        text = store.document(transcript.id).text
        start = b % (len(text) + 1)
        removed = text[start : start + c % 12]
        return commands.EditText(transcript.id, start, removed, inserted, drop_codings=bool(c % 2))

    return step


def importing(a: int) -> Step:
    return lambda _: commands.ImportTranscript(draft(f"AN{a % 4}: Tuotu {a % 5} koti.", short=f"YH{a % 5}"))


def removing(a: int) -> Step:
    return lambda store: commands.RemoveTranscript(one.id) if (one := pick(store.transcripts(), a)) else None


def naming(a: int, b: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(store.persons(), a)
        return commands.SetPerson(one.id, ("asumisneuvoja", "puhuja")[b % 2], f"Nimi {b % 3}") if one else None

    return step


def renaming(a: int) -> Step:
    def step(store: Store) -> Command:
        return commands.ReplaceCodebook(codebook_edit.rename(store.codebook(), f"c{1 + a % 6}", name_fi=f"Uusi {a}"))

    return step


steps = st.one_of(
    st.builds(coding, numbers, numbers, numbers, numbers),
    st.builds(uncoding, numbers),
    st.builds(resizing, numbers, numbers, numbers),
    st.builds(editing, numbers, numbers, numbers, st.text("xyä🙂 ", max_size=5)),
    st.builds(importing, numbers),
    st.builds(removing, numbers),
    st.builds(naming, numbers, numbers),
    st.builds(renaming, numbers),
    people_steps,
)


def run(store: Store, wanted: list[Step]) -> None:
    for step in wanted:
        command = step(store)
        if command is not None:
            try:
                store.do(command, "Aino")
            except CommandError:
                continue


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=14))
def test_all_undone_is_the_start_and_all_redone_is_the_end(wanted: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, _ = group_store(Path(folder))
        try:
            start = dump(store)
            begun = len(store.journal())
            run(store, wanted)
            end, made = dump(store), len(store.journal()) - begun
            assert check(store) == ()
            for _ in range(made):
                store.undo("Veikko")
            assert dump(store) == start
            store.close()
            store = Store.open(Path(folder) / "p.ote")
            for _ in range(made):
                store.redo("Veikko")
            assert dump(store) == end
            assert check(store) == ()
        finally:
            store.close()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(steps, st.sampled_from(["undo", "redo"])), max_size=20))
def test_any_mixture_with_undo_and_redo_stays_whole(wanted: list[Step | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, _ = group_store(Path(folder))
        try:
            for one in wanted:
                if isinstance(one, str):
                    possible = store.next_undo() if one == "undo" else store.next_redo()
                    if possible:
                        getattr(store, one)("Aino")
                else:
                    run(store, [one])
            assert check(store) == ()
        finally:
            store.close()


def test_a_new_step_clears_redo(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    store.undo("Aino")
    store.do(commands.ImportTranscript(draft("K: Uusi.", short="YH1")), "Aino")
    with pytest.raises(ProjectError, match="nothing-to-redo"):
        store.redo("Aino")
    store.close()


def test_undo_takes_what_anybody_did_and_names_them(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    store.do(commands.Code(transcript, 4, 10, ("c1",)), "Veikko")
    newest = store.next_undo()
    assert newest is not None
    assert {coder.id: coder.name for coder in store.coders()}[newest.coder] == "Veikko"
    entry = store.undo("Aino").entry
    assert entry is not None
    assert entry.undoes == newest.id
    assert {one.id: one.undone for one in store.journal()}[newest.id] == entry.id
    store.close()


def test_undo_refuses_when_a_row_is_no_longer_what_the_step_left(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    store.do(commands.Code(transcript, 4, 10, ("c1",)), "Aino")
    store.database.execute("UPDATE coding SET comment = 'muualta'")
    before = dump(store)
    with pytest.raises(ProjectError, match="rows-changed"):
        store.undo("Aino")
    assert dump(store) == before
    store.close()


def test_the_journal_is_a_chain_and_check_sees_a_gap(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    store.do(commands.Code(transcript, 4, 10, ("c1",)), "Aino")
    store.do(commands.Code(transcript, 14, 20, ("c1",)), "Aino")
    chain = store.journal()
    assert [one.previous for one in chain] == [None, chain[0].id, chain[1].id]
    store.database.execute("DELETE FROM journal WHERE seq = 2")
    assert [one.code for one in check(store)] == ["journal-broken"]
    store.close()


def test_journal_sentences_hold_no_interview_text(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    start = GROUP[0].index("vuokravelkaa")
    store.do(commands.EditText(transcript, start, "vuokravelkaa", "salaisuutta"), "Aino")
    assert "salaisuutta" not in repr(store.journal())
    assert "vuokravelkaa" not in repr(store.journal())
    store.close()


def test_the_codebook_round_trips_through_the_store(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    assert store.codebook() == CODEBOOK
    store.close()
