"""Sentences of spoken Finnish: what ends one and what does not, and laws that hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.sentences import sentence_at, sentences


def parts(text: str) -> list[str]:
    return [text[low:high] for low, high in sentences(text, 0, len(text))]


@pytest.mark.parametrize("whole", [
    "Se on esim. koti tai katu.",
    "Mä menin sinne klo. kahdeksan.",
    "Siellä on ruokaa, vaatteita ym. tavaraa.",
    "Muutin 3. päivä heinäkuuta.",
    "Se oli 1. kerta kun joku kysyi.",
    "Niin... se on semmonen juttu.",
    "Ja sitten … en mä tiedä.",
    "Asumisneuvoja J. Virtanen soitti.",
    "Hän on ns. vanha tuttu.",
    "Se maksaa 3.50 euroa.",
    "Katoin sivulta ara.fi vuokria.",
])
def test_these_are_one_sentence(whole: str) -> None:
    assert parts(whole) == [whole]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Koti on paikka. Sieltä lähdetään.", ["Koti on paikka.", "Sieltä lähdetään."]),
    ("joo. niin me aina tehdään", ["joo.", "niin me aina tehdään"]),
    ("Mitä? no en mä tiedä! sovitaan.", ["Mitä?", "no en mä tiedä!", "sovitaan."]),
    ("Se oli vuonna 2020. Sitten muutin.", ["Se oli vuonna 2020.", "Sitten muutin."]),
    ("Mä vaan... No niin.", ["Mä vaan...", "No niin."]),
    ("Hän sanoi: ”Tule tänne.” Ja mä menin.", ["Hän sanoi: ”Tule tänne.”", "Ja mä menin."]),
    ("Eka kappale\ntoka kappale.", ["Eka kappale", "toka kappale."]),
    ("Kävin siellä jne. Sitten loppui.", ["Kävin siellä jne.", "Sitten loppui."]),
    ("  Blankoja.   Toinen.  ", ["Blankoja.", "Toinen."]),
    ("", []),
    (" \n ", []),
])
def test_sentences_end_where_people_hear_them_end(text: str, wanted: list[str]) -> None:
    assert parts(text) == wanted


def test_a_place_is_in_the_sentence_it_stands_before() -> None:
    text = "Eka tässä. Toka tässä."
    assert sentence_at(text, 0, len(text), 0) == (0, 10)
    assert sentence_at(text, 0, len(text), 10) == (11, 22)
    assert sentence_at(text, 0, len(text), 22) == (11, 22)
    assert sentence_at(text, 11, 15, 11) == (11, 15)
    assert sentence_at("  ", 0, 2, 1) is None


@given(st.text(alphabet=" .!?…\nabÄ1😀”", max_size=60))
def test_sentences_are_in_order_and_leave_out_nothing_but_blanks(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert "".join("".join(text[low:high].split()) for low, high in found) == "".join(text.split())
    assert all(low < high for low, high in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    assert all(text[low:high] == text[low:high].strip() for low, high in found)
