"""Every form that the program can put in a name's place is a form that the morphology knows as just that."""

import pytest

from projects.anonymise.cases import Case, Standing, inflect
from projects.anonymise.readings import Voikko
from projects.anonymise.words import name_parts, shipped

WORDS = shipped()
NAMES = [name for listed in WORDS.names.values() for name in listed]
VOIKKO = Voikko()


def known_as(form: str, base: str, standing: Standing) -> bool:
    return any(
        one.base.lower().replace("-", "") == base.lower().replace("-", "") and one.standing == standing
        for one in VOIKKO.readings(form)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_name_is_right_in_every_case(name):
    for case in Case:
        for plural in (False, True):
            form = inflect(name_parts(name), Standing(case, plural))
            assert known_as(form, name, Standing(case, plural)), form


@pytest.mark.parametrize("key", WORDS.categories)
def test_a_category_is_right_in_every_case(key):
    parts = WORDS.categories[key]
    for case in Case:
        for plural in (False, True):
            form = inflect(parts, Standing(case, plural))
            assert known_as(form, parts.nominative, Standing(case, plural)), form


@pytest.mark.parametrize("key", WORDS.categories)
@pytest.mark.parametrize("possessive", ["1s", "2s", "3", "1p", "2p"])
def test_a_category_is_right_with_every_possessive_suffix(key, possessive):
    parts = WORDS.categories[key]
    for case in Case:
        form = inflect(parts, Standing(case, possessive=possessive))
        readings = [one for one in VOIKKO.readings(form) if one.standing.possessive == possessive]
        assert any(one.base.replace("-", "") == parts.nominative.replace("-", "") for one in readings), form


def test_a_clitic_takes_the_vowels_of_the_word():
    assert inflect(WORDS.categories["person"], Standing(Case.ALLATIVE, clitic="kaan")) == "henkilöllekään"
    assert inflect(WORDS.categories["town"], Standing(Case.INESSIVE, clitic="hän")) == "kaupungissahan"
