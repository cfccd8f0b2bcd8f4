"""Counting codes: own codings only, by family and transcript."""

from __future__ import annotations

from codebooks.model import Code, Codebook
from helpers.snapshots import CODEBOOK, snapshot
from projects.analysis.frequencies import code_counts, excerpts_by_code, family_counts

TWO = ("A | a\nH1: [P01 S01: yksi] ja [P01: kaksi]", "B | b\nH1: [P01 X01: kolme]")


def by_key(project):
    return {count.code.key: count for count in code_counts(project)}


def test_every_code_is_counted_in_codebook_order_unused_ones_with_zero():
    counts = code_counts(snapshot(*TWO))
    assert [count.code for count in counts] == list(CODEBOOK)
    assert {count.code.key: count.codings for count in counts if count.codings} == {"P01": 3, "S01": 1, "X01": 1}


def test_codings_are_told_apart_by_transcript():
    assert by_key(snapshot(*TWO))["P01"].by_transcript == {"t-A": 2, "t-B": 1}


def test_two_coders_make_two_codings_and_one_excerpt():
    project = snapshot("A | a\nH1: [P01: yksi]", coders=("k1", "k2"))
    assert (by_key(project)["P01"].codings, by_key(project)["P01"].excerpts) == (2, 1)
    assert excerpts_by_code(project) == {"c-P01": frozenset({"e0001"})}


def test_families_come_in_codebook_order_and_codes_without_one_come_last():
    families = family_counts(snapshot(*TWO))
    assert [family.family.key if family.family else None for family in families] == [
        "PAIKKA", "SUHTEET", "TOIMINTA", "TOIPUMINEN", "NELIKENTTA", None,
    ]  # fmt: skip
    assert [family.codings for family in families] == [3, 1, 0, 0, 0, 1]
    assert [count.code.key for count in families[0].used] == ["P01"]


def test_a_code_whose_family_is_not_in_the_codebook_is_not_lost():
    codebook = Codebook((), (Code("c-P01", "P01", "Paikka", family="gone"),))
    assert family_counts(snapshot("A | a\nH1: [P01: yksi]", codebook=codebook))[0].codings == 1


def test_an_uncoded_project_counts_nothing():
    project = snapshot("A | a\nH1: yksi")
    assert sum(count.codings for count in code_counts(project)) == 0
    assert excerpts_by_code(project) == {}
