"""Memos hang where they belong, survive what they hang on, and move with the text."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import CODEBOOK, dump, group_store
from projects import commands, memos
from projects.check import check
from projects.errors import CommandError
from projects.memos import Draft
from projects.model import Anchor, Memo
from projects.spans import Edit, moved
from projects.store import Store, now

Group = tuple[Store, str]


def write(store: Store, anchor: Anchor, text: str = "Huomio", **more: str) -> Memo:
    receipt = store.do(commands.WriteMemo(text, anchor=anchor, **more), "Aino")
    found = memos.memo(store.database, str(receipt.result))
    assert found is not None
    return found


def coded(store: Store, transcript: str) -> commands.Coded:
    start = store.document(transcript).text.index("Luottamus")
    made = store.do(commands.Code(transcript, start, start + 9, ("c1", "c4")), "Aino").result
    assert isinstance(made, commands.Coded)
    return made


def test_a_memo_hangs_on_each_kind_of_thing(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    anchors = [
        Anchor(), Anchor("project"), Anchor("transcript", transcript), Anchor("person", store.persons()[0].id),
        Anchor("code", "c1"), Anchor("excerpt", made.excerpt), Anchor("coding", made.codings[0]),
        Anchor("turn", store.document(transcript).turns[0].id), Anchor("place", transcript, 5, 9),
    ]
    for anchor in anchors:
        assert write(store, anchor).anchor == anchor
    assert len(memos.memos(store.database)) == len(anchors)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (commands.WriteMemo("  ", " "), "memo-empty"),
        (commands.WriteMemo("a", anchor=Anchor("code", "nobody")), "memo-target-gone"),
        (commands.WriteMemo("a", anchor=Anchor("journal", "x")), "memo-target-gone"),
        (commands.WriteMemo("a", kind="diary"), "memo-kind"),
        (commands.WriteMemo("a", kind="journal", day="eilen"), "bad-date"),
        (commands.EditMemo("nobody", "a", "b"), "no-memo"),
        (commands.AttachMemo("nobody", Anchor()), "no-memo"),
        (commands.RemoveMemo("nobody"), "no-memo"),
    ],
)
def test_refusals(group: Group, command: object, refusal: str) -> None:
    store, _ = group
    before = dump(store)
    with pytest.raises(CommandError) as caught:
        store.do(command, "Aino")  # type: ignore[arg-type]  # any of the commands
    assert caught.value.code == refusal
    assert dump(store) == before


def test_a_place_outside_the_text_is_refused(group: Group) -> None:
    store, transcript = group
    with pytest.raises(CommandError, match="bad-range"):
        store.do(commands.WriteMemo("a", anchor=Anchor("place", transcript, 5, 10_000)), "Aino")


def test_an_entry_of_the_journal_has_a_day_and_a_memo_has_none(group: Group) -> None:
    store, _ = group
    assert write(store, Anchor("project"), kind="journal", day="1.2.2026").day == "2026-02-01"
    assert write(store, Anchor("project"), kind="journal").day == now()[:10]
    assert write(store, Anchor("project")).day == ""


def test_the_journal_is_newest_day_first(group: Group) -> None:
    store, _ = group
    for day in ("2026-02-01", "2026-03-01", "2026-01-01"):
        write(store, Anchor("project"), day, kind="journal", day=day)
    assert [one.text for one in memos.memos(store.database)] == ["2026-03-01", "2026-02-01", "2026-01-01"]


def test_changing_a_memo_tells_when_and_the_same_again_writes_nothing(group: Group) -> None:
    store, _ = group
    memo = write(store, Anchor())
    store.do(commands.EditMemo(memo.id, "Otsikko", "Toinen"), "Veikko")
    changed = memos.memo(store.database, memo.id)
    assert changed is not None
    assert (changed.title, changed.text, changed.time, changed.coder) == ("Otsikko", "Toinen", memo.time, memo.coder)
    assert changed.changed >= memo.changed
    assert store.do(commands.EditMemo(memo.id, "Otsikko", "Toinen"), "Aino").entry is None


def test_a_memo_of_a_coding_that_goes_hangs_on_its_excerpt_and_keeps_it(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    memo = write(store, Anchor("coding", made.codings[0]))
    before = dump(store)
    store.do(commands.Uncode(made.codings), "Aino")
    kept = memos.memo(store.database, memo.id)
    assert kept is not None
    assert kept.anchor == Anchor("excerpt", made.excerpt)
    assert [one.id for one in store.excerpts()] == [made.excerpt]
    store.undo("Aino")
    assert dump(store) == before


def test_taking_the_last_memo_off_an_uncoded_excerpt_takes_the_excerpt(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    first, second = (write(store, Anchor("excerpt", made.excerpt)) for _ in range(2))
    store.do(commands.Uncode(made.codings), "Aino")
    store.do(commands.RemoveMemo(first.id), "Aino")
    assert len(store.excerpts()) == 1
    store.do(commands.AttachMemo(second.id, Anchor()), "Aino")
    assert store.excerpts() == ()


def test_a_memo_of_a_code_that_goes_is_free(group: Group) -> None:
    store, _ = group
    memo = write(store, Anchor("code", "c6"))
    fewer = type(CODEBOOK)(CODEBOOK.families, tuple(one for one in CODEBOOK.codes if one.id != "c6"))
    store.do(commands.ReplaceCodebook(fewer), "Aino")
    kept = memos.memo(store.database, memo.id)
    assert kept is not None
    assert kept.anchor == Anchor()


def test_a_memo_of_an_excerpt_whose_words_go_stays_at_the_place(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    memo = write(store, Anchor("excerpt", made.excerpt))
    excerpt = store.excerpts()[0]
    store.do(commands.EditText(transcript, excerpt.start, "Luottamus", "", drop_codings=True), "Aino")
    kept = memos.memo(store.database, memo.id)
    assert kept is not None
    assert kept.anchor == Anchor("place", transcript, excerpt.start, excerpt.start)


def test_removing_an_interview_takes_its_memos_and_undo_brings_them_back(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    for anchor in (Anchor("coding", made.codings[0]), Anchor("transcript", transcript),
                   Anchor("place", transcript, 1, 2), Anchor("person", store.persons()[0].id)):
        write(store, anchor)
    free = write(store, Anchor())
    before = dump(store)
    store.do(commands.RemoveTranscript(transcript), "Aino")
    assert [one.id for one in memos.memos(store.database)] == [free.id]
    store.undo("Aino")
    assert dump(store) == before


def test_two_codings_that_become_one_bring_their_memos_together(group: Group) -> None:
    store, transcript = group
    made = coded(store, transcript)
    text = store.document(transcript).text
    start = text.index("Luottamus syntyy")
    longer = store.do(commands.Code(transcript, start, start + 16, ("c1",)), "Aino").result
    assert isinstance(longer, commands.Coded)
    memo = write(store, Anchor("coding", longer.codings[0]))
    store.do(commands.Resize(longer.codings, start, start + 9), "Aino")
    kept = memos.memo(store.database, memo.id)
    assert kept is not None
    assert kept.anchor == Anchor("coding", made.codings[0])


def test_a_draft_is_kept_outside_the_history_and_forgotten_when_told(group: Group) -> None:
    store, _ = group
    steps = len(store.journal())
    typed = Draft(None, "memo", Anchor("code", "c1"), "", "Otsikko", "Keskeneräinen ajatus")
    memos.keep_draft(store, typed, "Aino", now())
    path = store.path
    store.close()
    again = Store.open(path)
    found = memos.draft(again.database, "Aino")
    assert found is not None
    assert (found.anchor, found.title, found.text) == (typed.anchor, typed.title, typed.text)
    assert memos.draft(again.database, "Veikko") is None
    assert len(again.journal()) == steps
    memos.keep_draft(again, None, "Aino", now())
    assert memos.draft(again.database, "Aino") is None
    again.close()


edits = st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.text("aä🙂 ", max_size=6))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=6),
       st.lists(edits, min_size=1, max_size=8))
def test_places_of_memos_move_by_the_rule_of_edits(
    places: list[tuple[int, int]], wanted: list[tuple[int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, transcript = group_store(Path(folder))
        try:
            length = len(store.document(transcript).text)
            ranges = [tuple(sorted((a % (length + 1), b % (length + 1)))) for a, b in places]
            naive = {write(store, Anchor("place", transcript, a, b)).id: (a, b) for a, b in ranges}
            made = 0
            for at, size, inserted in wanted:
                text = store.document(transcript).text
                start = at % (len(text) + 1)
                edit = Edit(start, text[start : start + size], inserted)
                try:
                    store.do(commands.EditText(transcript, start, edit.removed, inserted), "Aino")
                except CommandError:
                    continue
                made += 1
                naive = {key: moved(a, b, edit) for key, (a, b) in naive.items()}
            assert {one.id: (one.anchor.start, one.anchor.end) for one in memos.memos(store.database)} == naive
            for _ in range(made):
                store.undo("Aino")
            assert [(one.anchor.start, one.anchor.end) for one in reversed(memos.memos(store.database))] == ranges
            assert check(store) == ()
        finally:
            store.close()
