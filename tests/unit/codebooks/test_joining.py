"""Taking another codebook in: the same code is known again, and none of ours goes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from codebooks.edit import retire
from codebooks.files import booklet
from codebooks.joining import join
from codebooks.model import Code, Codebook, Family
from codebooks.rules import check
from helpers.codebook_strategies import codebooks

OURS = Codebook(
    (Family("f", "PAIKKA", "Paikka", "Place", 0),),
    (
        Code("a", "P01", "Koti", "Home", family="f", definition_fi="oma", synonyms=("asunto",), shortcut="1"),
        Code("b", "P02", "Katu", family="f"),
        Code("c", "C1", "Vapaa"),
    ),
)


def keys(codes):
    return [code.key for code in codes]


@given(codebooks(), codebooks())
def test_no_code_of_ours_goes_and_every_rule_holds(ours, theirs):
    joined = join(ours, theirs)
    check(joined.codebook)
    assert {code.id for code in ours} <= {code.id for code in joined.codebook}
    assert [joined.codebook.code(code.id).key for code in ours] == keys(ours)
    groups = [*joined.new, *(after for _, after in joined.changed), *joined.same, *joined.only_here]
    assert sorted(code.id for code in groups) == sorted(code.id for code in joined.codebook)


@given(codebooks())
def test_the_same_codebook_changes_nothing(book):
    joined = join(book, book)
    assert joined.codebook == book
    assert not joined.changes


@given(codebooks(), codebooks())
def test_taking_it_in_twice_is_taking_it_in_once(ours, theirs):
    once = join(ours, theirs).codebook
    assert not join(once, theirs).changes


def test_a_known_key_brings_its_texts_to_our_code():
    other = Code("z", "P01", "Koti ja piha", definition_en="own", synonyms=("kämppä",), shortcut="2")
    joined = join(OURS, Codebook(codes=(other,)))
    code = joined.codebook.code("a")
    assert (code.name_fi, code.name_en) == ("Koti ja piha", "Home")
    assert (code.definition_fi, code.definition_en) == ("oma", "own")
    assert (code.synonyms, code.shortcut, code.family) == (("asunto", "kämppä"), "2", "f")
    assert (keys(joined.new), [after.key for _, after in joined.changed], keys(joined.only_here)) == (
        [],
        ["P01"],
        ["P02", "C1"],
    )


def test_an_automatic_key_needs_the_same_name():
    joined = join(OURS, Codebook(codes=(Code("y", "C1", "Aivan muu"), Code("z", "C2", "vapaa"))))
    assert keys(joined.new) == ["C2", "C3"]
    assert joined.codebook.code("y").name_fi == "Aivan muu"
    assert join(OURS, Codebook(codes=(Code("z", "C1", "VAPAA"),))).new == ()


def test_an_id_wins_over_a_key():
    joined = join(OURS, Codebook(codes=(Code("b", "P01", "Katu ja piha"), Code("z", "P02", "Toinen"))))
    assert joined.codebook.code("b").key == "P02"
    assert keys(joined.new) == ["C2"]


def test_a_retired_code_stays_retired_and_a_taken_digit_stays():
    theirs = Codebook(codes=(Code("b", "P02", "Katu", family=None, shortcut="1"),))
    code = join(retire(OURS, "b"), theirs).codebook.code("b")
    assert (code.retired, code.shortcut, code.family) == (True, "", "f")


def test_families_come_along_and_subcodes_follow():
    ours = Codebook(OURS.families, (*OURS.codes, Code("d", "P03", "Piha", parent="a", family="f")))
    family = Family("g", "UUSI", "Uusi", "", 7)
    joined = join(ours, Codebook((family,), (Code("a", "P01", "Koti", family="g"),)))
    assert joined.families == 1
    assert joined.codebook.code("d").family == "g"
    assert [after.key for _, after in joined.changed] == ["P01", "P03"]


def test_a_families_own_texts_are_kept_when_the_other_has_none():
    joined = join(OURS, Codebook((replace(OURS.families[0], id="q", name_en="", colour=3),)))
    assert joined.codebook.families == (replace(OURS.families[0], colour=3),)
    assert not join(booklet(), booklet()).changes
