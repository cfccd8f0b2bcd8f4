"""The catalogue: one space of keys, the same placeholders in both languages, no word too many."""

from __future__ import annotations

import re

import pytest

from coder import i18n

SLOT = re.compile(r"\{(\w+)(?:\|[^}]*)?\}")
ALL = {f"{name}:{key}": forms for name in i18n.catalogue_files() for key, forms in i18n.read_file(name).items()}


def test_both_languages_load_with_the_same_keys():
    assert set(i18n.load("fi").sentences) == set(i18n.load("en").sentences)
    assert len(ALL) > 200


@pytest.mark.parametrize("key", sorted(ALL))
def test_both_languages_name_the_same_values(key):
    forms = ALL[key]
    assert set(SLOT.findall(forms["fi"])) == set(SLOT.findall(forms["en"]))


@pytest.mark.parametrize("key", sorted(ALL))
def test_plural_choices_have_two_forms(key):
    for sentence in ALL[key].values():
        for choice in re.findall(r"\{(\w+\|[^}]*)\}", sentence):
            assert len(choice.split("|")) == 3


@pytest.mark.parametrize("word", ["tägi", "segmen", "objekt", "valido", "Oletko varma"])
def test_finnish_is_plain(word):
    assert not [key for key, forms in ALL.items() if word.lower() in forms["fi"].lower()]


def test_sentences_have_no_blanks_at_their_ends():
    assert not [key for key, forms in ALL.items() for one in forms.values() if one != one.strip()]


def test_a_number_chooses_its_form_and_groups_its_digits():
    say = i18n.load("fi")
    assert say("search.count", n=1) == "1 osuma"
    assert say("search.count", n=11240) == "11\u00a0240 osumaa"


def test_a_menu_letter_is_marked_once_and_differs():
    for language in i18n.LANGUAGES:
        say = i18n.load(language)
        letters = [say(f"menu.{name}").split("&")[1][0].lower() for name in ("file", "edit", "coding", "view", "help")]
        assert len(set(letters)) == 5
