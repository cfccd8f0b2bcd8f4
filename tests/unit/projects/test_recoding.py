"""Codings are recoded, parted, joined and described in one step each; undo brings back every row."""

import pytest

from codebooks.errors import CodebookError
from codebooks.model import Code as BookCode
from helpers.projects import dump
from projects import commands
from projects.check import check
from projects.errors import CommandError
from projects.store import Store

Group = tuple[Store, str]


def span(group: Group, words: str) -> tuple[int, int]:
    store, transcript = group
    start = store.document(transcript).text.index(words)
    return start, start + len(words)


def code(group: Group, words: str, *codes: str, coder: str = "Aino") -> tuple[str, ...]:
    store, transcript = group
    return store.do(commands.Code(transcript, *span(group, words), codes), coder).result.codings


def shown(group: Group) -> list[tuple[str, str]]:
    store, transcript = group
    text = store.document(transcript).text
    places = {one.id: text[one.start : one.end] for one in store.excerpts(transcript)}
    return sorted((places[one.excerpt], one.code) for one in store.codings(transcript))


def done_and_undone(group: Group, command: object, coder: str = "Aino") -> object:
    """Run a command, prove that its step is whole and comes back whole, and leave it done."""
    store, _ = group
    before = dump(store)
    receipt = store.do(command, coder)
    after = dump(store)
    assert check(store) == ()
    store.undo(coder)
    assert dump(store) == before
    store.redo(coder)
    assert dump(store) == after
    return receipt.result


def test_a_recoded_coding_is_signed_by_who_recoded_it(group: Group) -> None:
    store, transcript = group
    made = code(group, "Koti on", "c1")
    assert done_and_undone(group, commands.Recode(made, "c3"), "Veikko") == made
    assert shown(group) == [("Koti on", "c3")]
    names = {one.id: one.name for one in store.coders()}
    assert [names[one.coder] for one in store.codings(transcript)] == ["Veikko"]


def test_recoding_to_a_code_that_is_there_leaves_one(group: Group) -> None:
    one, two = code(group, "Koti on", "c1", "c2")
    assert done_and_undone(group, commands.Recode((one,), "c2")) == (two,)
    assert shown(group) == [("Koti on", "c2")]
    store, _ = group
    assert store.do(commands.Recode((two,), "c2"), "Aino").entry is None


def test_a_coding_is_parted_between_words(group: Group) -> None:
    store, transcript = group
    (one,) = code(group, "Luottamus syntyy hitaasti", "c4")
    store.do(commands.DescribeCoding((one,), 40, "hidas"), "Aino")
    cut = span(group, "syntyy")[1]
    (new,) = done_and_undone(group, commands.SplitCoding((one,), cut))
    assert shown(group) == [("Luottamus syntyy", "c4"), ("hitaasti", "c4")]
    parts = {coding.id: (coding.weight, coding.comment) for coding in store.codings(transcript)}
    assert parts == {one: (40, "hidas"), new: (40, "hidas")}


def test_only_the_asked_coding_of_a_shared_excerpt_is_parted(group: Group) -> None:
    one, _ = code(group, "Koti on paikka", "c1", "c2")
    done_and_undone(group, commands.SplitCoding((one,), span(group, "Koti on ")[1]))
    assert shown(group) == [("Koti on", "c1"), ("Koti on paikka", "c2"), ("paikka", "c1")]


def test_a_part_that_is_there_already_is_not_made_twice(group: Group) -> None:
    (there,) = code(group, "paikka", "c1")
    (one,) = code(group, "Koti on paikka", "c1")
    assert done_and_undone(group, commands.SplitCoding((one,), span(group, "Koti on ")[1])) == (there,)
    assert shown(group) == [("Koti on", "c1"), ("paikka", "c1")]


@pytest.mark.parametrize("at", [0, 7, -3, 40])
def test_a_coding_is_not_parted_outside_or_at_its_end(group: Group, at: int) -> None:
    store, _ = group
    (one,) = code(group, "Koti on", "c1")
    before = dump(store)
    with pytest.raises(CommandError) as refused:
        store.do(commands.SplitCoding((one,), span(group, "Koti on")[0] + at), "Aino")
    assert refused.value.code == "bad-split"
    assert dump(store) == before


def test_no_part_is_left_without_speech(group: Group) -> None:
    store, transcript = group
    start = span(group, "vuokravelkaa.")[0]
    end = span(group, "AN2: Luo")[1]
    (one,) = store.do(commands.Code(transcript, start, end, ("c1",)), "Aino").result.codings
    store.do(commands.SplitCoding((one,), span(group, "AN2: ")[1]), "Aino")
    assert shown(group) == [("Luo", "c1"), ("vuokravelkaa.\nAN2:", "c1")]
    whole = store.codings(transcript)
    left = next(coding for coding in whole if coding.id == one)
    with pytest.raises(CommandError) as refused:
        store.do(commands.SplitCoding((left.id,), span(group, "AN2")[0]), "Aino")
    assert refused.value.code == "bad-split"


def test_codings_that_touch_become_one(group: Group) -> None:
    store, transcript = group
    (one,), (two,), (three,) = (code(group, words, "c1") for words in ("Koti on", "on paikka", ", josta"))
    store.do(commands.DescribeCoding((two,), 60, "kaksi"), "Aino")
    store.do(commands.DescribeCoding((three,), 10, "kolme"), "Aino")
    assert done_and_undone(group, commands.MergeCodings((three, one, two))) == one
    assert shown(group) == [("Koti on paikka, josta", "c1")]
    (kept,) = store.codings(transcript)
    assert (kept.id, kept.weight, kept.comment) == (one, 60, "kaksi\nkolme")


def test_the_next_turn_is_adjacent_and_other_codes_stay(group: Group) -> None:
    first, _ = code(group, "yhdessä vuokravelkaa.", "c1", "c2")
    (second,) = code(group, "Luottamus", "c1")
    done_and_undone(group, commands.MergeCodings((first, second)))
    assert shown(group) == [("yhdessä vuokravelkaa.", "c2"), ("yhdessä vuokravelkaa.\nAN2: Luottamus", "c1")]


def test_a_coding_inside_another_goes_into_it(group: Group) -> None:
    (outer,) = code(group, "Koti on paikka", "c1")
    (inner,) = code(group, "Koti", "c1")
    assert done_and_undone(group, commands.MergeCodings((inner, outer))) == outer
    assert shown(group) == [("Koti on paikka", "c1")]


@pytest.mark.parametrize(("words", "second", "coder", "refusal"), [
    ("josta lähdetään", "c1", "Aino", "not-adjacent"),
    ("paikka", "c2", "Aino", "different-codings"),
    ("paikka", "c1", "Veikko", "different-codings"),
])
def test_what_does_not_belong_together_stays_apart(
    group: Group, words: str, second: str, coder: str, refusal: str
) -> None:
    store, _ = group
    (one,), (two,) = code(group, "Koti on", "c1"), code(group, words, second, coder=coder)
    before = dump(store)
    with pytest.raises(CommandError) as refused:
        store.do(commands.MergeCodings((one, two)), "Aino")
    assert refused.value.code == refusal
    assert dump(store) == before


def test_one_coding_has_nothing_to_become_one_with(group: Group) -> None:
    store, _ = group
    (one,) = code(group, "Koti on", "c1")
    with pytest.raises(CommandError, match="different-codings"):
        store.do(commands.MergeCodings((one, one)), "Aino")


@pytest.mark.parametrize("weight", [-1, 101])
def test_a_weight_is_a_hundred_at_most(group: Group, weight: int) -> None:
    store, _ = group
    made = code(group, "Koti on", "c1")
    with pytest.raises(CommandError, match="bad-weight"):
        store.do(commands.DescribeCoding(made, weight, ""), "Aino")


def test_weight_and_comment_come_and_go_in_a_step(group: Group) -> None:
    store, _ = group
    made = code(group, "Koti on", "c1")
    done_and_undone(group, commands.DescribeCoding(made, 70, "tärkeä"))
    assert [(one.weight, one.comment) for one in store.codings()] == [(70, "tärkeä")]
    assert store.do(commands.DescribeCoding(made, 70, "tärkeä"), "Aino").entry is None
    assert all("tärkeä" not in str(entry.values) for entry in store.journal())


@pytest.mark.parametrize("command", [
    commands.Recode(("away",), "c1"), commands.SplitCoding(("away",), 9), commands.MergeCodings(("away", "off")),
    commands.DescribeCoding(("away",), 1, ""),
])
def test_a_coding_that_is_gone_is_refused(group: Group, command: object) -> None:
    store, _ = group
    with pytest.raises(CommandError, match="no-coding"):
        store.do(command, "Aino")


def test_a_new_code_comes_with_its_first_coding(group: Group) -> None:
    store, transcript = group
    new = BookCode("n1", "", "Luottamus syntyy", parent="c3")
    done_and_undone(group, commands.CodeNew(transcript, *span(group, "Luottamus syntyy"), new, "Luottamus syntyy"))
    assert shown(group) == [("Luottamus syntyy", "n1")]
    made = store.codebook().code("n1")
    assert (made.key, made.family) == ("C1", "f2")


def test_a_new_code_that_cannot_be_added_codes_nothing(group: Group) -> None:
    store, transcript = group
    before = dump(store)
    with pytest.raises(CodebookError):
        store.do(commands.CodeNew(transcript, *span(group, "Koti"), BookCode("n1", "P01", "Koti")), "Aino")
    with pytest.raises(CommandError, match="selection-stale"):
        store.do(commands.CodeNew(transcript, *span(group, "Koti"), BookCode("n1", "", "Koti"), "Muu"), "Aino")
    assert dump(store) == before
