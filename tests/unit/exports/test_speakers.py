"""Printed speakers: pseudonym, else role and number, in three languages; short forms that are never shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.speakers import speakers
from projects.model import Person

ADVISOR = Person("p2", "asumisneuvoja", 2)
SHIPPED = ("haastattelija", "asumisneuvoja", "kysyjä", "vastaaja", "haastateltava", "puhuja")


@pytest.mark.parametrize(
    ("language", "printed", "short"),
    [("fi", "asumisneuvoja 2", "AN2"), ("en", "housing advisor 2", "ADV2"), ("sv", "boenderådgivare 2", "BR2")],
)
def test_role_and_number_in_the_language(language, printed, short):
    names = speakers([ADVISOR], language)
    assert (names.printed(ADVISOR), names.short(ADVISOR)) == (printed, short)


def test_a_pseudonym_goes_before_the_role():
    person = Person("p", "asumisneuvoja", 2, "Aino")
    names = speakers([person], "fi")
    assert (names.printed(person), names.short(person)) == ("Aino", "Aino")


def test_nobody_has_no_name():
    assert speakers([], "fi").printed(None) == speakers([], "fi").short(None) == ""


@pytest.mark.parametrize(("role", "short"), [
    ("haastattelija", "HA1"), ("kysyjä", "KY1"), ("kysyja", "KY1"), ("vastaaja", "VA1"), ("haastateltava", "HV1"),
    ("puhuja", "P1"), ("interviewer", "HA1"), ("Housing advisor", "AN1"),
])  # fmt: skip
def test_short_forms_of_the_shipped_roles(role, short):
    person = Person("p", role, 1)
    assert speakers([person], "fi").short(person) == short


def test_a_role_of_ones_own_takes_its_first_letters():
    person = Person("p", "kokemusasiantuntija", 3)
    names = speakers([person], "fi")
    assert (names.printed(person), names.short(person)) == ("kokemusasiantuntija 3", "KO3")


def test_several_words_give_their_initials():
    person = Person("p", "etsivä työntekijä", 1)
    assert speakers([person], "fi").short(person) == "ET1"


def test_a_taken_short_form_grows():
    persons = [Person("a", "hakija", 1), Person("b", "hallitsija", 1), Person("c", "hallinto", 1)]
    names = speakers(persons, "fi")
    assert len({names.short(person) for person in persons}) == 3
    assert "HA1" not in {names.short(person) for person in persons}


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@given(roles=st.sets(st.text(max_size=12) | st.sampled_from(SHIPPED), max_size=8))
def test_no_two_roles_share_a_short_form_unless_they_are_one_role(language, roles):
    persons = [Person(role, role, 1) for role in roles]
    names = speakers(persons, language)
    words: dict[str, str] = {}
    for person in persons:
        assert words.setdefault(names.short(person), names.printed(person)) == names.printed(person)
