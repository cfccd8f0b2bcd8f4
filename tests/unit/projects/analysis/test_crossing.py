"""Tables of counts against counting by hand: each cell, each total, each excerpt."""

from __future__ import annotations

import pytest

from helpers.coded import BOOKLET, chance_project
from helpers.snapshots import snapshot
from projects.analysis.coded import coded_of
from projects.analysis.crossing import (
    LEVELS,
    by_code,
    by_level,
    by_person,
    by_quadrant,
    by_transcript,
    level_codes,
    used_codes,
)
from projects.analysis.quadrants import QUADRANTS, membership_of, quadrant_membership

SEEDS = range(4)


def has(coded, excerpt, code):
    return any(one.excerpt == excerpt.id and one.code == code for one in coded.codings)


def cells(crossing):
    return {cell: set(refs) for cell, refs in crossing.cells.items() if refs}


def by_hand(coded, columns, stands):
    rows = {one.code for one in coded.codings}
    found = {}
    for row in rows:
        for column in columns:
            refs = {one.id for one in coded.excerpts if has(coded, one, row) and stands(one, column)}
            if refs:
                found[row, column] = refs
    return found


def meet(a, b):
    return a.transcript == b.transcript and a.start < b.end and b.start < a.end


@pytest.mark.parametrize("seed", SEEDS)
def test_codes_by_transcript_and_speaker(seed):
    coded = coded_of(chance_project(seed, excerpts=25, codes=10))
    transcripts = [one.id for one in coded.transcripts]
    assert cells(by_transcript(coded)) == by_hand(coded, transcripts, lambda one, key: one.transcript == key)
    persons = [one.id for one in coded.persons]
    assert cells(by_person(coded)) == by_hand(coded, persons, lambda one, key: key in coded.voices[one.id])
    for row, refs in by_person(coded).whole.items():
        assert list(refs) == [one.id for one in coded.excerpts if has(coded, one, row)]


@pytest.mark.parametrize("seed", SEEDS)
def test_codes_by_codes_at_the_same_words(seed):
    coded = coded_of(chance_project(seed, excerpts=15, codes=8))

    def near(one, code):
        return any(has(coded, other, code) for other in coded.excerpts if other.id == one.id or meet(one, other))

    crossing = by_code(coded)
    assert cells(crossing) == by_hand(coded, {one.code for one in coded.codings}, near)
    assert all(crossing.at(row, row) == crossing.whole[row] for row in crossing.rows)


def test_neighbours_that_share_no_character_do_not_overlap():
    coded = coded_of(snapshot("A | a\nH1: [P01: yksi][S01: kaksi]"))
    assert by_code(coded).count("c-P01", "c-S01") == 0
    coded = coded_of(snapshot("A | a\nH1: [P01: yksi [S01: kak]si]"))
    assert (by_code(coded).count("c-P01", "c-S01"), by_code(coded).count("c-S01", "c-P01")) == (1, 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_levels_count_their_subcodes(seed):
    coded = coded_of(chance_project(seed, excerpts=60))
    under = {
        key: {code.id, *(one.id for one in BOOKLET.descendants(code.id))} for key, code in level_codes(coded).items()
    }
    crossing = by_level(coded)
    assert crossing.rows == LEVELS
    for key in LEVELS:
        mine = {one.id for one in coded.excerpts if any(has(coded, one, code) for code in under[key])}
        assert set(crossing.whole[key]) == mine
        for transcript in crossing.columns:
            wanted = {one.id for one in coded.excerpts if one.id in mine and one.transcript == transcript}
            assert set(crossing.at(key, transcript)) == wanted


def test_a_codebook_without_the_levels_has_no_ladder():
    assert by_level(coded_of(snapshot("A | a\nH1: [P01: yksi]"))).rows == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_quadrants_are_the_same_from_a_snapshot_and_from_what_is_coded(seed):
    project = chance_project(seed, excerpts=60)
    membership = membership_of(coded_of(project))
    assert membership.fields == quadrant_membership(project).fields
    crossing = by_quadrant(membership)
    assert tuple(tuple(crossing.count(a, b) for b in QUADRANTS) for a in QUADRANTS) == membership.overlap()


def test_codes_come_family_by_family():
    coded = coded_of(chance_project(2))
    families = [code.family for code in used_codes(coded)]
    assert families == sorted(families, key=[one.id for one in BOOKLET.families].index)
