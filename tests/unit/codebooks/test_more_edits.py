"""The laws of describing, splitting, removing and ordering codes, of families, and of edits in any sequence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebooks.edit import add_code, add_family, describe, merge, remove, retire, set_shortcut, set_synonyms, split
from codebooks.errors import CodebookError
from codebooks.families import describe_family, move_family, recolour, remove_family, step_family
from codebooks.files import booklet, read_toml
from codebooks.find import resolve
from codebooks.model import Code, Codebook, Family
from codebooks.order import DOWN, IN, OUT, UP, place, step, tops
from codebooks.rules import check
from helpers.codebook_strategies import codebooks


def refused(code, edit, *args, **kwargs):
    with pytest.raises(CodebookError) as caught:
        edit(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def names(book, parent=None, family=None):
    return [code.name_fi for code in book if code.parent == parent and code.family == family]


def ids(book):
    return sorted(code.id for code in book)


@pytest.fixture(scope="module")
def book():
    return booklet()


SMALL = Codebook(
    (Family("f", "F", "Perhe", "", 0), Family("g", "G", "Toinen", "", 1)),
    (
        Code("a", "A", "a", family="f"),
        Code("b", "B", "b", family="f"),
        Code("b1", "B1", "b1", parent="b", family="f"),
        Code("c", "C", "c", family="f"),
        Code("x", "X", "x", family="g"),
    ),
)


def test_a_code_is_described_field_by_field():
    said = describe(SMALL, "a", {"example_fi": "Koti on tärkeä.", "exclude_en": "other places"})
    assert said.code("a") == replace(SMALL.code("a"), example_fi="Koti on tärkeä.", exclude_en="other places")
    assert said.code("a").example("en") == "Koti on tärkeä."
    assert (said.code("a").include("fi"), said.code("a").exclude("fi")) == ("", "other places")
    refused("codebook-missing-field", describe, SMALL, "a", {"name_fi": " "})
    refused("unknown-code", describe, SMALL, "?", {})
    with pytest.raises(KeyError):
        describe(SMALL, "a", {"parent": "b"})


def test_synonyms_are_kept_once_and_never_repeat_the_name():
    assert set_synonyms(SMALL, "a", [" koti ", "", "A", "Koti", "asunto"]).code("a").synonyms == ("koti", "asunto")


def test_a_digit_stands_for_one_code():
    one = set_shortcut(SMALL, "a", "3")
    error = refused("codebook-shortcut-taken", set_shortcut, one, "b", "3")
    assert error.values == {"shortcut": "3", "key": "A"}
    assert [code.shortcut for code in set_shortcut(one, "b", "3", take=True)][:2] == ["", "3"]
    assert [code.shortcut for code in set_shortcut(retire(one, "a"), "b", "3")][:2] == ["", "3"]
    assert set_shortcut(one, "a", "").code("a").shortcut == ""
    refused("codebook-bad-shortcut", set_shortcut, SMALL, "a", "k")


def test_splitting_puts_the_new_code_right_behind():
    parted = split(SMALL, "b1", Code("n", "", "uusi", family="g"))
    assert names(parted, "b", "f") == ["b1", "uusi"]
    assert parted.code("n").key == "C1"


def test_subcodes_of_removed_codes_move_up():
    deep = add_code(SMALL, Code("b2", "B2", "b2", parent="b1"))
    gone = remove(deep, ["b", "b1"])
    assert (gone.code("b2").parent, gone.code("b2").family) == (None, "f")
    refused("unknown-code", remove, SMALL, ["?"])


def test_merging_fills_what_the_target_lacks():
    gone = Code("1", "A", "a", "one", example_fi="esimerkki", shortcut="4")
    kept = merge(Codebook(codes=(gone, Code("2", "B", "b", example_fi="oma"))), "1", "2").code("2")
    assert (kept.name_en, kept.example_fi, kept.shortcut, kept.synonyms) == ("one", "oma", "4", ("a",))


def test_a_step_up_down_in_and_out():
    assert names(step(SMALL, "c", UP), None, "f") == ["a", "c", "b"]
    assert names(step(SMALL, "a", DOWN), None, "f") == ["b", "a", "c"]
    assert names(step(SMALL, "c", IN), "b", "f") == ["b1", "c"]
    assert names(step(SMALL, "b1", OUT), None, "f") == ["a", "b", "b1", "c"]
    for code, way in (("a", UP), ("c", DOWN), ("a", IN), ("a", OUT)):
        assert step(SMALL, code, way) == SMALL


def test_codes_move_together_before_another_one():
    moved = place(SMALL, ["c", "a"], family="g", before="x")
    assert names(moved, None, "g") == ["a", "c", "x"]
    inward = place(SMALL, ["b", "b1"], family="g")
    assert (inward.code("b1").parent, inward.code("b1").family) == ("b", "g")
    assert names(place(SMALL, ["x"], family="f", before="b1"), None, "f") == ["a", "b", "c", "x"]
    refused("codebook-parent-loop", place, SMALL, ["b"], parent="b1")
    assert place(SMALL, [], family="g") == SMALL


def test_families_are_described_coloured_ordered_and_removed():
    said = describe_family(SMALL, "f", {"name_en": "Family", "question_fi": "Missä?"})
    assert (said.family("f").name("en"), said.family("f").question("en")) == ("Family", "Missä?")
    assert recolour(SMALL, "f", 9).family("f").colour == 9
    assert [one.id for one in move_family(SMALL, "g", "f").families] == ["g", "f"]
    assert [one.id for one in move_family(SMALL, "f").families] == ["g", "f"]
    assert move_family(SMALL, "f", "f") == SMALL
    assert [one.id for one in step_family(SMALL, "f", 1).families] == ["g", "f"]
    assert step_family(SMALL, "f", -1) == SMALL
    gone = remove_family(SMALL, "f")
    assert {code.family for code in gone} == {None, "g"}
    assert ids(gone) == ids(SMALL)


def test_what_families_refuse():
    refused("codebook-no-family", remove_family, SMALL, "?")
    refused("codebook-missing-field", describe_family, SMALL, "f", {"name_fi": ""})
    with pytest.raises(KeyError):
        describe_family(SMALL, "f", {"colour": "1"})
    with pytest.raises(ValueError, match="-1"):
        recolour(SMALL, "f", -1)


def test_the_new_texts_stand_in_a_file_and_an_old_file_reads_as_before(book):
    read = read_toml('[[code]]\nname_fi = "Koti"\nexample_fi = "Koti on"\ninclude_en = "homes"\nexclude_fi = "työ"\n')
    code = read.codes[0]
    assert (code.example_fi, code.include_en, code.exclude_fi) == ("Koti on", "homes", "työ")
    assert all(not code.example_fi and not code.include_fi for code in book)


@given(codebooks(min_codes=1), st.data())
def test_a_step_there_and_back_is_no_step(book, data):
    code = data.draw(st.sampled_from(book.codes))
    moved = step(book, code.id, DOWN)
    if moved != book:
        siblings = names(book, code.parent, code.family)
        assert names(step(moved, code.id, UP), code.parent, code.family) == siblings


@given(codebooks(min_codes=1), st.data())
def test_only_the_moved_codes_change_their_place(book, data):
    chosen = data.draw(st.lists(st.sampled_from([code.id for code in book]), min_size=1, max_size=3))
    family = data.draw(st.sampled_from([None, *(one.id for one in book.families)]))
    moved = check(place(book, chosen, family=family))
    assert ids(moved) == ids(book)
    inside = {one for top in tops(book, chosen) for one in (top, *(sub.id for sub in book.descendants(top)))}
    rest = [code for code in book if code.id not in inside]
    assert [code for code in moved if code.id not in inside] == rest
    tail = [book.code(one).name_fi for one in tops(book, chosen)]
    assert names(moved, None, family)[-len(tail) :] == tail


def any_edit(draw, book: Codebook, number: int) -> Codebook:
    """Make an edit of any kind; raises CodebookError where it is refused."""
    code, other = (draw(st.sampled_from(book.codes)).id for _ in range(2))
    family = draw(st.sampled_from([None, *(one.id for one in book.families)]))
    way = draw(st.sampled_from([UP, DOWN, IN, OUT]))
    edits = (
        lambda: step(book, code, way),
        lambda: place(book, [code], parent=None, family=family, before=other),
        lambda: place(book, [code], parent=other),
        lambda: merge(book, code, other),
        lambda: split(book, code, Code(f"n{number}", "", "uusi")),
        lambda: remove(book, {code, other}),
        lambda: retire(book, code),
        lambda: set_shortcut(book, code, "5", take=True),
        lambda: remove_family(book, family or "?"),
        lambda: add_family(book, Family(f"m{number}", "", "perhe", "", -1)),
    )
    return draw(st.sampled_from(edits))()


@settings(deadline=None)
@given(codebooks(min_codes=2), st.data())
def test_any_sequence_of_edits_keeps_every_rule(book, data):
    for number in range(data.draw(st.integers(1, 12))):
        if not book.codes:
            break
        before = ids(book)
        try:
            book = check(any_edit(data.draw, book, number))
        except CodebookError:
            assert ids(book) == before


def test_all_codes_of_the_booklet_can_be_gone_through(book):
    relation = resolve(book, "S1")
    moved = place(book, [relation.id], family=book.families[0].id, before=book.codes[0].id)
    assert moved.codes[0] == replace(relation, family=book.families[0].id)
    keys = [code.key for code in moved.descendants(relation.id)]
    assert keys == [code.key for code in book.descendants(relation.id)]
