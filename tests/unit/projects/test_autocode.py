"""Autocode finds by rule, says what is coded already, and is one step; a pattern that never ends is stopped."""

import time

import pytest

from helpers.projects import GROUP, draft, dump
from projects import autocode, commands
from projects.check import check
from projects.errors import CommandError, QueryError
from projects.store import Store

Group = tuple[Store, str]


def planned(store: Store, rule: autocode.Rule, *codes: str) -> autocode.Plan:
    coder = next((one.id for one in store.coders() if one.name == "Aino"), None)
    held = (store.documents(), store.excerpts(), store.codings())
    return autocode.plan(rule, *held, codes=codes or ("c1",), coder=coder)


def said(plan: autocode.Plan) -> list[str]:
    return [one.speech for one in plan.candidates]


def test_a_speakers_turns_are_one_step_and_come_back_in_one(group: Group) -> None:
    store, transcript = group
    person = store.document(transcript).person_of(store.document(transcript).turns[0])
    plan = planned(store, autocode.BySpeaker(frozenset({person.id})), "c1", "c4")
    assert [(one.turn, one.speaker) for one in plan.candidates] == [("1", "H1"), ("3", "H1")]
    before = dump(store)
    receipt = store.do(plan.command(plan.candidates), "Aino")
    assert receipt.result.made == 4
    assert check(store) == ()
    again = planned(store, autocode.BySpeaker(frozenset({person.id})), "c1", "c4")
    assert [again.new(one) for one in again.candidates] == [False, False]
    store.undo("Aino")
    assert dump(store) == before


def test_what_one_coder_has_is_new_to_another(group: Group) -> None:
    store, _ = group
    rule = autocode.ByPattern("kot[oi]", autocode.rules.TURN)
    store.do(planned(store, rule).command(planned(store, rule).candidates), "Veikko")
    assert [planned(store, rule).new(one) for one in planned(store, rule).candidates] == [True, True]


@pytest.mark.parametrize(
    ("pattern", "unit", "case", "expected"),
    [
        ("kot[oi]", "match", False, ["koto", "Koti"]),
        ("kot[oi]", "match", True, ["koto"]),
        ("kot[oi]", "turn", False, [GROUP[0][4:], GROUP[2][4:]]),
        (r"\bk\w+na\b", "match", False, ["kotona"]),
        ("^Koti.*$", "match", False, ["Koti on paikka, josta lähdetään."]),
        ("H1", "match", False, []),
        ("x*", "match", False, []),
        ("🙂", "match", False, ["🙂"]),
    ],
)
def test_a_pattern_fits_only_speech(group: Group, pattern: str, unit: str, case: bool, expected: list[str]) -> None:
    assert said(planned(group[0], autocode.ByPattern(pattern, unit, case))) == expected


def test_a_match_can_stand_for_its_sentence(store: Store) -> None:
    store.do(commands.ImportTranscript(draft("H1: Alku oli. Koti on täällä, esim. nyt! Loppu ja koti.")), "Aino")
    rule = autocode.ByPattern("koti|nyt", autocode.rules.SENTENCE)
    assert said(planned(store, rule)) == ["Koti on täällä, esim. nyt!", "Loppu ja koti."]
    transcript = store.transcripts()[0].id
    at = store.document(transcript).text.index("Alku")
    hits = autocode.ByHits({transcript: ((at, at + 4),)}, autocode.rules.SENTENCE)
    assert said(planned(store, hits)) == ["Alku oli."]


def test_a_pattern_that_never_ends_is_stopped(store: Store) -> None:
    store.do(commands.ImportTranscript(draft("H1: " + "a" * 64 + "!")), "Aino")
    begun = time.monotonic()
    with pytest.raises(QueryError, match="pattern-endless"):
        planned(store, autocode.ByPattern("(a+)+$", limit_s=0.5))
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(("pattern", "position"), [("(", 0), ("ab)", 2), ("[a", 0), ("*", 0), ("a{99999999999}", 0)])
def test_a_pattern_that_is_none_is_told_with_its_place(group: Group, pattern: str, position: int) -> None:
    with pytest.raises(QueryError) as refused:
        planned(group[0], autocode.ByPattern(pattern))
    assert (refused.value.code, refused.value.values) == ("pattern-bad", {"position": position})


def test_sections_beneath_headings(store: Store) -> None:
    lines = ("Taustatiedot", "H: Missä asut?", "V: Kadulla.", "2. Asuminen", "H: Entä nyt?", "V: Kotona. Niin.", "TYÖ")
    store.do(commands.ImportTranscript(draft(*lines)), "Aino")
    plan = planned(store, autocode.ByHeading())
    assert [(one.heading, one.speech) for one in plan.candidates] == [
        ("Taustatiedot", "Missä asut?\nKadulla."),
        ("2. Asuminen", "Entä nyt?\nKotona. Niin."),
    ]
    assert [one.heading for one in planned(store, autocode.ByHeading("asu")).candidates] == ["2. Asuminen"]


def test_a_text_without_headings_has_no_sections(group: Group) -> None:
    assert said(planned(group[0], autocode.ByHeading())) == []


def test_where_nobody_is_named_a_heading_takes_more_than_a_capital(store: Store) -> None:
    lines = ("# Alku", "Minä asuin silloin kadulla", "Niin se oli", "LOPPU", "Kiitos.")
    store.do(commands.ImportTranscript(draft(*lines)), "Aino")
    plan = planned(store, autocode.ByHeading())
    assert [(one.heading, one.speech) for one in plan.candidates] == [
        ("Alku", "Minä asuin silloin kadulla\nNiin se oli"),
        ("LOPPU", "Kiitos."),
    ]


def test_hits_are_ranges_or_their_turns(group: Group) -> None:
    store, transcript = group
    start = store.document(transcript).text.index("Luottamus")
    ranges = {transcript: ((start, start + 9), (start + 10, start + 16))}
    assert said(planned(store, autocode.ByHits(ranges, "match"))) == ["Luottamus", "syntyy"]
    assert [one.turn for one in planned(store, autocode.ByHits(ranges)).candidates] == ["2"]


def test_a_plan_of_before_an_edit_codes_nothing(group: Group) -> None:
    store, transcript = group
    plan = planned(store, autocode.ByPattern("Koti"))
    at = store.document(transcript).text.index("Koti on")
    store.do(commands.EditText(transcript, at, "Koti", "Piha"), "Veikko")
    with pytest.raises(CommandError, match="selection-stale"):
        store.do(plan.command(plan.candidates), "Aino")
    assert store.codings() == ()
