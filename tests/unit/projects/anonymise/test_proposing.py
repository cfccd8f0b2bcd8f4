"""A hidden word's place is offered category words in the case of what stood there."""

import pytest

from projects.anonymise.proposing import in_its_case, proposals
from projects.anonymise.readings import Voikko

VOIKKO = Voikko()


@pytest.mark.parametrize(
    ("said", "first"),
    [("Maijalle", "henkilölle"), ("kun Maija Virtaselle", "henkilölle"), ("Turussa", "kaupungissa"),
     ("Xhemilelle", "nimelle"), ("Maijakin", "henkilökin")],
)
def test_the_likeliest_category_comes_first_in_the_same_case(said: str, first: str) -> None:
    assert in_its_case(said, VOIKKO)[0] == first


def test_a_word_without_letters_has_no_proposals_and_every_proposal_stands_once() -> None:
    assert in_its_case("...", VOIKKO) == ()
    found = in_its_case("Maijalle", VOIKKO)
    assert "kaupungille" in found
    assert len(set(found)) == len(found)


def test_a_process_of_its_own_answers_the_same() -> None:
    assert proposals("Turussa") == in_its_case("Turussa", VOIKKO)
