"""The laws of editing a codebook."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebooks.edit import (
    NEXT_COLOUR,
    add_code,
    add_family,
    merge,
    move,
    next_free_key,
    rename,
    restore,
    retire,
)
from codebooks.errors import CodebookError
from codebooks.files import booklet
from codebooks.find import resolve
from codebooks.model import Code, Codebook, Family
from codebooks.rules import check
from helpers.codebook_strategies import NAMES, codebooks


def keys(book):
    return [code.key for code in book]


def refused(code, edit, *args, **kwargs):
    with pytest.raises(CodebookError) as caught:
        edit(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


@pytest.fixture(scope="module")
def book():
    return booklet()


@given(codebooks(min_codes=1), NAMES, NAMES, st.data())
def test_renaming_twice_is_renaming_once(book, first, second, data):
    code = data.draw(st.sampled_from(book.codes))
    twice = rename(rename(book, code.id, name_fi=first), code.id, name_fi=second)
    assert twice == rename(book, code.id, name_fi=second)
    assert twice.code(code.id) == replace(code, name_fi=second)
    assert rename(twice, code.id, name_fi=code.name_fi) == book


@given(codebooks(min_codes=1), st.data())
def test_moving_keeps_every_key_and_every_rule(book, data):
    code = data.draw(st.sampled_from(book.codes))
    parent = data.draw(st.sampled_from([None, *(other.id for other in book)]))
    family = data.draw(st.sampled_from([None, *(other.id for other in book.families)]))
    if parent in {code.id, *(sub.id for sub in book.descendants(code.id))}:
        refused("codebook-parent-loop", move, book, code.id, parent=parent)
        return
    moved = move(book, code.id, parent=parent, family=family)
    assert keys(check(moved)) == keys(book)
    assert moved.code(code.id).parent == parent
    assert {sub.family for sub in moved.descendants(code.id)} <= {moved.code(code.id).family}


@given(codebooks(min_codes=2), st.data())
def test_merging_takes_one_code_away_and_keeps_every_other(book, data):
    source, target = data.draw(st.permutations(book.codes))[:2]
    book = restore(book, target.id)
    merged = check(merge(book, source.id, target.id))
    assert keys(merged) == [key for key in keys(book) if key != source.key]
    others = [code for code in book if source.id not in (code.id, code.parent) and code.id != target.id]
    inside = {sub.id for sub in book.descendants(source.id)}
    assert all(merged.code(code.id) == code for code in others if code.id not in inside)


@given(codebooks(min_codes=2), st.data())
def test_a_merged_code_is_found_by_its_names_and_its_subcodes_follow(book, data):
    source, target = data.draw(st.permutations(book.codes))[:2]
    merged = merge(restore(book, target.id), source.id, target.id)
    kept = merged.code(target.id)
    found = {name.casefold() for name in (kept.name_fi, kept.name_en, *kept.synonyms, "")}
    assert {name.casefold() for name in (source.name_fi, source.name_en, *source.synonyms)} <= found
    subcodes = [sub for sub in book.children(source.id) if sub.id != target.id]
    assert all(merged.code(sub.id).parent == target.id for sub in subcodes)


@given(codebooks(min_codes=1), st.data())
def test_retiring_and_restoring(book, data):
    code = data.draw(st.sampled_from(book.codes))
    retired = retire(book, code.id)
    assert retired.code(code.id).retired
    assert restore(retired, code.id) == restore(book, code.id)


def test_a_new_code_gets_the_next_free_key():
    book = add_code(add_code(Codebook(), Code("1", "", "a")), Code("2", "c2", "b"))
    assert next_free_key(book) == "C3"
    assert keys(add_code(book, Code("3", "", "d"))) == ["C1", "c2", "C3"]


def test_a_new_family_gets_the_next_key_and_colour(book):
    added = book
    for family_id in ("1", "2"):
        added = add_family(added, Family(family_id, "", "Aika", "", NEXT_COLOUR))
    assert [(family.key, family.colour) for family in added.families[6:]] == [("F1", 6), ("F2", 7)]


def test_a_new_subcode_is_in_its_parents_family(book):
    trust = resolve(book, "S1.1")
    added = add_code(book, Code("1", "", "Petetty luottamus", parent=trust.id))
    assert added.code("1").family == trust.family


def test_subcodes_follow_into_the_new_family(book):
    relation, place = resolve(book, "S1"), resolve(book, "P01")
    moved = move(book, relation.id, parent=place.id)
    assert moved.code(relation.id).family == place.family
    assert {sub.family for sub in moved.descendants(relation.id)} == {place.family}
    assert {code.family for code in move(book, relation.id).descendants(relation.id)} == {None}


def test_a_code_cannot_go_under_itself_or_its_subcodes(book):
    relation, trust = resolve(book, "S1"), resolve(book, "S1.1")
    assert refused("codebook-parent-loop", move, book, relation.id, parent=relation.id).values["keys"] == ["S1"]
    error = refused("codebook-parent-loop", move, book, relation.id, parent=trust.id)
    assert error.values["keys"] == ["S1", "S1.1"]


def test_a_code_merged_into_its_own_subcode_leaves_its_place(book):
    relation, trust = resolve(book, "S1"), resolve(book, "S1.1")
    merged = merge(book, relation.id, trust.id)
    assert merged.code(trust.id).parent is None
    assert resolve(merged, "Asiakas-työntekijä-vuorovaikutussuhde").key == "S1.1"
    assert len(merged.children(trust.id)) == 6


def test_merging_keeps_the_targets_definition_and_fills_a_missing_one():
    gone = Code("1", "A", "a", definition_fi="eka", definition_en="one")
    kept = merge(Codebook(codes=(gone, Code("2", "B", "b", definition_fi="toka"))), "1", "2").code("2")
    assert (kept.definition_fi, kept.definition_en) == ("toka", "one")


def test_what_is_refused(book):
    trust = resolve(book, "S1.1")
    refused("unknown-code", rename, book, "nobody", name_fi="x")
    refused("unknown-code", retire, book, "nobody")
    refused("codebook-missing-field", rename, book, trust.id, name_fi=" ")
    refused("codebook-unknown-parent", move, book, trust.id, parent="nobody")
    refused("codebook-unknown-family", move, book, trust.id, family="nobody")
    refused("codebook-unknown-parent", add_code, book, Code("1", "", "x", parent="nobody"))
    refused("codebook-unknown-family", add_code, book, Code("1", "", "x", family="nobody"))
    refused("codebook-duplicate-key", add_code, book, Code("1", "S1", "x"))
    refused("codebook-duplicate-id", add_code, book, replace(trust, key="uusi"))
    refused("codebook-duplicate-key", add_family, book, Family("1", "PAIKKA", "x", "", 6))
    refused("codebook-merge-itself", merge, book, trust.id, trust.id)
    refused("codebook-merge-retired", merge, retire(book, trust.id), resolve(book, "S9").id, trust.id)
