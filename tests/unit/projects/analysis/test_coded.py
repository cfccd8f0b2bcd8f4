"""What is coded: who is heard in each excerpt, and what a choice lets through, against counting by hand."""

from __future__ import annotations

import pytest

from helpers.coded import chance_project
from helpers.snapshots import snapshot
from projects.analysis.coded import Narrowed, coded_of, narrowed
from projects.speech import spoken_ranges

SEEDS = range(4)


def heard_by_hand(project, excerpt):
    document = next(one for one in project.documents if one.transcript.id == excerpt.transcript)
    found = []
    for turn in document.turns:
        spoken = any(a < excerpt.end and b > excerpt.start for a, b in spoken_ranges(turn))
        if turn.label and spoken:
            found.append(document.labels[turn.label].person)
    return tuple(dict.fromkeys(found))


@pytest.mark.parametrize("seed", SEEDS)
def test_those_are_heard_whose_speech_shares_a_character(seed):
    project = chance_project(seed)
    coded = coded_of(project)
    assert {one.id: coded.voices[one.id] for one in project.excerpts} == {
        one.id: heard_by_hand(project, one) for one in project.excerpts
    }


def test_a_label_alone_is_nobodys_voice():
    coded = coded_of(snapshot("A | a\nH1: [P01: yksi\n]H2: kaksi"))
    assert [len(persons) for persons in coded.voices.values()] == [1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_choice_lets_through_what_meets_every_part_of_it(seed):
    coded = coded_of(chance_project(seed, codes=8))
    codes = frozenset(list({one.code for one in coded.codings})[:3])
    person = coded.persons[0].id
    choice = Narrowed(frozenset(("t0", "t1")), frozenset((person,)), codes, frozenset(("k1",)))
    found = narrowed(coded, choice)
    places = {one.id: one for one in coded.excerpts}
    assert list(found.codings) == [
        one
        for one in coded.codings
        if places[one.excerpt].transcript in ("t0", "t1")
        and person in coded.voices[one.excerpt]
        and one.code in codes
        and one.coder == "k1"
    ]
    assert [one.id for one in found.excerpts] == [
        one.id for one in coded.excerpts if one.id in {coding.excerpt for coding in found.codings}
    ]
    assert [one.id for one in found.transcripts] == ["t0", "t1"]
    assert [one.id for one in found.persons] == [person]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_excerpt_must_carry_leaves_its_other_codings(seed):
    coded = coded_of(chance_project(seed, codes=8))
    codes = frozenset(list({one.code for one in coded.codings})[:2])
    found = narrowed(coded, Narrowed(carrying=codes))
    carrying = {one.excerpt for one in coded.codings if one.code in codes}
    assert list(found.codings) == [one for one in coded.codings if one.excerpt in carrying]
    assert {one.code for one in found.codings} > codes


def test_no_choice_changes_no_count():
    coded = coded_of(chance_project(1))
    assert narrowed(coded, Narrowed()) == coded
