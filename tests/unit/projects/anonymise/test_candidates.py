"""What may tell who somebody is, is found; what is only a word, is left."""

from itertools import pairwise

import pytest

from projects.anonymise.candidates import candidates
from projects.anonymise.readings import Voikko

VOIKKO = Voikko()


def found(text: str, common: frozenset[str] = frozenset()) -> dict[str, tuple[str, str, bool]]:
    return {one.text: (one.kind, one.base, one.sure) for one in candidates(text, VOIKKO, common)}


@pytest.mark.parametrize(("text", "kind"), [
    ("soita 040 123 4567 illalla", "phone"), ("+358 40 1234567", "phone"), ("se on 09-310 1234", "phone"),
    ("kirjoita aune.ahola@esimerkki.fi niin", "email"), ("hetu 010190-123A oli", "identity"),
    ("hetu 010203A123B oli", "identity"), ("tuli 12.3.2020 taas", "date"), ("tuli 3. maaliskuuta 2020", "date"),
    ("sivu www.esimerkki.fi/a auki", "web"), ("auto ABC-123 pihalla", "plate"),
    ("asui Mannerheimintie 12 A 3 :ssa", "address"), ("asui Pasilankadulla", "address"),
    ("meni Kotipolku ry:n tiloihin", "organisation"), ("sanoi Rakennus Aalto Oy siitä", "organisation"),
])
def test_what_has_a_form_of_its_own_is_found(text, kind):
    assert [one.kind for one in candidates(text, VOIKKO)] == [kind]


def test_names_are_found_in_every_form_and_listed_under_their_base():
    seen = found("no Maijallekin soitettiin ja Virtasen Turkuun")
    assert seen == {
        "Maijallekin": ("given", "Maija", True), "Virtasen": ("family", "Virtanen", True),
        "Turkuun": ("place", "Turku", True),
    }


def test_a_name_nobody_knows_is_found_in_mid_sentence():
    assert found("mä sanoin Xhemilelle että")["Xhemilelle"][0] == "other"


def test_a_word_that_opens_a_sentence_is_doubted_and_a_common_one_is_left():
    assert found("Toivo elää. Asunto on. Mä tulin.", frozenset({"mä"})) == {"Toivo": ("given", "Toivo", False)}


def test_a_word_made_from_a_name_is_shown_but_never_sure():
    assert found("ne Turkulaiset tuli")["Turkulaiset"] == ("derived", "turkulainen", False)


def test_nothing_overlaps_and_positions_are_exact():
    text = "\U0001f642 Aune Ahola asuu Pasilankadulla 3 A 4, puh. 040 123 4567."
    seen = candidates(text, VOIKKO)
    assert all(text[one.start : one.end] == one.text for one in seen)
    assert all(first.end <= second.start for first, second in pairwise(seen))
