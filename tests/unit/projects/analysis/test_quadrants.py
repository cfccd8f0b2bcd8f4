"""Quadrants: membership of excerpts, combinations, overlap."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from codebooks.model import Codebook
from helpers.snapshots import CODEBOOK, CODES, FAMILIES, snapshot
from projects.analysis.quadrants import QUADRANTS, Membership, quadrant_codes, quadrant_membership

MIXED = "A | a\nH1: [N1: yksi] [N1 N2: kaksi] [P01: ei] [N1 N2 N4: kolme] [N3 P01: neljä]"


def test_an_excerpt_stands_in_the_fields_of_its_codes():
    fields = quadrant_membership(snapshot(MIXED)).fields
    assert [sorted(keys) for keys in fields.values()] == [["N1"], ["N1", "N2"], ["N1", "N2", "N4"], ["N3"]]


def test_excerpts_come_in_document_order():
    assert list(quadrant_membership(snapshot(MIXED)).fields) == ["e0001", "e0002", "e0004", "e0005"]


def test_counts_of_a_field():
    membership = quadrant_membership(snapshot(MIXED))
    assert [(membership.total(key), membership.only(key)) for key in QUADRANTS] == [(3, 1), (2, 0), (1, 1), (1, 0)]
    assert membership.shared() == 2


def test_overlap_holds_totals_on_the_diagonal():
    overlap = quadrant_membership(snapshot(MIXED)).overlap()
    assert overlap == ((3, 2, 0, 1), (2, 2, 0, 1), (0, 0, 1, 0), (1, 1, 0, 1))


def test_a_codebook_without_all_four_has_no_quadrants():
    few = Codebook(FAMILIES, tuple(code for code in CODES if code.key != "N3"))
    assert quadrant_codes(few) == {}
    assert quadrant_membership(snapshot("A | a\nH1: [N1: yksi]", codebook=few)).fields == {}


def test_quadrants_are_found_by_key():
    assert [code.key for code in quadrant_codes(CODEBOOK).values()] == list(QUADRANTS)


ANY = [frozenset(keys) for size in range(1, 5) for keys in combinations(QUADRANTS, size)]


@given(st.lists(st.sampled_from(ANY), max_size=60))
def test_combinations_add_up_and_overlap_is_symmetric(drawn):
    membership = Membership({f"e{place}": keys for place, keys in enumerate(drawn)})
    assert sum(membership.combinations().values()) == len(drawn)
    overlap = membership.overlap()
    assert all(overlap[row][column] == overlap[column][row] for row in range(4) for column in range(4))
    assert [overlap[place][place] for place in range(4)] == [membership.total(key) for key in QUADRANTS]
    assert membership.shared() + sum(membership.only(key) for key in QUADRANTS) == len(drawn)
