"""Labels that look alike are noticed; pseudonyms are free names that nothing in the text resembles."""

from __future__ import annotations

import pytest

from projects.importers.pseudonyms import NAMES, suggest_pseudonyms
from projects.importers.spellings import likely_spellings, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H1", "h1"),
        ("H 1", "H1"),
        ("Maija", "Maijja"),
        ("Maija", "Maija Meikäläinen"),
        ("Haastattelija", "Haastatelija"),
        ("Haastattelija", "Haastattelja"),
        ("Haastattelija", "Haastattleija"),
        ("Haastattelija", "Haastattelijaa"),
        ("A.K.", "AK"),
    ],
)
def test_two_spellings_of_one_speaker(one, other):
    assert likely_spellings({one: 9, other: 1}) == ((other, one),)
    assert likely_spellings({one: 1, other: 9}) == ((one, other),)


@pytest.mark.parametrize(
    ("one", "other"),
    [("H1", "H2"), ("H1", "HA"), ("Maija", "Maini"), ("Anna", "Anni"), ("Haastateltava 1", "Haastateltava 2"),
     ("Maija A", "Maija B"), ("Haastattelija", "Haastateltava"), ("Maija Anna Aalto", "Maija Aalto"),
     ("Maija Meikäläinen", "Pekka Meikäläinen"), ("Haastattelija", "Haastattelijani")],
)  # fmt: skip
def test_two_speakers(one, other):
    assert likely_spellings({one: 3, other: 3}) == ()


def test_the_later_of_two_alike_is_the_spelling():
    assert likely_spellings({"Maija": 3, "Maijja": 3}) == (("Maijja", "Maija"),)


def test_interviewers_need_no_pseudonym_and_everybody_else_gets_another():
    given = suggest_pseudonyms(["HA", "AN1", "AN2", "Maija"], "Hei vaan.")
    assert set(given) == {"AN1", "AN2", "Maija"}
    assert len(set(given.values())) == 3
    assert set(given.values()) <= set(NAMES)


def test_no_name_of_the_text_the_labels_or_the_project_is_suggested():
    given = suggest_pseudonyms(["A1", "Halla-Maija"], "Kuuralle soitin.", {"Utu"})
    assert not {"Kuura", "Halla", "Utu"} & set(given.values())


def test_more_speakers_than_names_get_none():
    labels = [f"X{n}" for n in range(len(NAMES) + 2)]
    assert list(suggest_pseudonyms(labels, "").values()).count("") == 2


def test_names_are_compared_without_accents():
    assert plain("Säde") == "sade"
    assert len({plain(name) for name in NAMES}) == len(NAMES)
