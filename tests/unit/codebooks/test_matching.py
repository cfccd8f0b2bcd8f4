"""Matching codebooks: the same is one, nothing of ours changes, nothing of theirs is lost."""

from __future__ import annotations

from hypothesis import given

from codebooks.files import booklet
from codebooks.matching import matched
from codebooks.model import Code, Codebook, Family
from codebooks.rules import check
from helpers.codebook_strategies import codebooks

PLACE = Family("f1", "PAIKKA", "Paikka", "Place", 0)
OURS = Codebook(
    (PLACE,),
    (
        Code("c1", "P01", "Koti", family="f1"),
        Code("c2", "P02", "Katu", family="f1"),
        Code("c3", "P03", "Piha", parent="c2", family="f1"),
    ),
)


def test_joining_a_codebook_to_itself_changes_nothing() -> None:
    joined = matched(booklet(), booklet())
    assert joined.codebook == booklet()
    assert joined.added == 0


def test_the_same_names_from_the_top_are_one_code() -> None:
    theirs = Codebook(
        codes=(Code("x1", "C1", "koti"), Code("x2", "C2", "Katu "), Code("x3", "C3", "piha"), Code("x4", "P01", "Muu"))
    )
    joined = matched(OURS, theirs)
    assert joined.codes == {"x1": "c1", "x2": "c2", "x3": "x3", "x4": "x4"}
    added = {code.id: code for code in joined.codebook}
    assert added["x4"].key == "C1"
    assert added["x3"].parent is None
    assert joined.added == 2


def test_a_subcode_comes_under_our_code_and_into_its_family() -> None:
    theirs = Codebook(codes=(Code("x9", "C9", "Risteys", parent="x2"), Code("x2", "C2", "Katu")))
    code = matched(OURS, theirs).codebook.code("x9")
    assert (code.parent, code.family) == ("c2", "f1")


def test_another_family_keeps_codes_apart() -> None:
    other = Family("g1", "TUNNE", "Tunne", "Feeling", 0)
    theirs = Codebook((other,), (Code("x1", "T1", "Koti", family="g1"),))
    joined = matched(OURS, theirs)
    assert joined.codes == {"x1": "x1"}
    assert [one.colour for one in joined.codebook.families] == [0, 6]


def test_a_family_of_the_same_name_is_one() -> None:
    theirs = Codebook((Family("g1", "X", "paikka", "", 3),), (Code("x1", "T1", "Koti", family="g1"),))
    joined = matched(OURS, theirs)
    assert joined.families == {"g1": "f1"}
    assert joined.codes == {"x1": "c1"}


def test_key_and_name_together_find_a_code_that_stands_elsewhere() -> None:
    theirs = Codebook(codes=(Code("x3", "P03", "Piha"),))
    assert matched(OURS, theirs).codes == {"x3": "c3"}


def test_apart_by_wish() -> None:
    theirs = Codebook(codes=(Code("x1", "P01", "Koti"), Code("c2", "P02", "Katu")))
    joined = matched(OURS, theirs, by_name=False)
    assert joined.codes == {"x1": "x1", "c2": "c2"}


@given(codebooks(), codebooks())
def test_any_two_codebooks_join(ours: Codebook, theirs: Codebook) -> None:
    joined = matched(ours, theirs)
    check(joined.codebook)
    assert joined.codebook.codes[: len(ours.codes)] == ours.codes
    assert set(joined.codes) == {code.id for code in theirs}
    assert set(joined.codes.values()) <= {code.id for code in joined.codebook}
    assert matched(joined.codebook, theirs).codebook == joined.codebook


@given(codebooks())
def test_an_empty_codebook_becomes_theirs(theirs: Codebook) -> None:
    joined = matched(Codebook(), theirs).codebook
    assert joined.codes == theirs.codes
    assert [one.id for one in joined.families] == [one.id for one in theirs.families]
