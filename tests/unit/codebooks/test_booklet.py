"""The shipped codebook of the booklet, as data."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from uuid import UUID

import pytest

from codebooks.files import booklet, write_toml
from codebooks.find import resolve

FAMILIES = ["PAIKKA", "SUHTEET", "TOIMINTA", "TOIPUMINEN", "NELIKENTTÄ", "NIMITYS"]
RELATIONS = ["S1", *(f"S1.{n}" for n in range(1, 8)), *(f"S{n}" for n in range(2, 14))]
RECOVERY = ["R1", "R1.1", "R1.2", "R2", "R2.1", "R3", "R3.1", "R4", "R4.1", "R0", "R9"]
KEYS = [
    *(f"P{n:02}" for n in range(1, 24)),
    *RELATIONS,
    *(f"T{n:02}" for n in range(1, 32)),
    *RECOVERY,
    *(f"N{n}" for n in range(1, 5)),
    *(f"K{n}" for n in range(1, 5)),
]
LETTERS = dict(zip("PSTRNK", FAMILIES, strict=True))
SHARED = {"painotus", "piirre"}


@pytest.fixture(scope="module")
def book():
    return booklet()


def test_six_families_in_the_order_of_their_colours(book):
    assert [family.key for family in book.families] == FAMILIES
    assert [family.colour for family in book.families] == list(range(6))
    assert all(family.question_fi.endswith("?") and family.question_en.endswith("?") for family in book.families)
    assert all(family.name_fi and family.name_en for family in book.families)


def test_ninety_three_codes_with_their_keys(book):
    assert len(KEYS) == 93
    assert [code.key for code in book] == KEYS


def test_each_code_is_in_the_family_of_its_letter(book):
    assert all(book.family_of(code).key == LETTERS[code.key[0]] for code in book)


def test_dotted_keys_are_under_their_parents(book):
    parents = {code.key: book.code(code.parent).key for code in book if code.parent}
    assert parents == {key: key.partition(".")[0] for key in KEYS if "." in key}


def test_every_id_is_a_random_uuid(book):
    ids = {row.id for row in (*book.families, *book.codes)}
    assert len(ids) == 99
    assert all(UUID(code_id).version == 4 for code_id in ids)


def test_both_languages_are_there(book):
    texts = [(c.name_fi, c.name_en, c.definition_fi, c.definition_en) for c in book]
    assert all(text and text == text.strip() for row in texts for text in row)


def test_each_definition_is_one_sentence(book):
    sentence = re.compile(r"[A-ZÅÄÖ“”][^.!?\n]*\.")
    definitions = [text for code in book for text in (code.definition_fi, code.definition_en)]
    assert [text for text in definitions if not sentence.fullmatch(text)] == []


def test_names_are_plain_and_in_sentence_case(book):
    names = [name for code in book for name in (code.name_fi, code.name_en)]
    assert all(name[0].isupper() and "(" not in name and '"' not in name for name in names)


def test_every_name_finds_its_code_and_no_other(book):
    for code in book:
        for name in (code.key, code.name_fi, code.name_en, *set(code.synonyms) - SHARED):
            assert resolve(book, name) == code


def test_at_most_three_synonyms_each_once(book):
    assert all(len(code.synonyms) <= 3 for code in book)
    words = Counter(word.casefold() for code in book for word in code.synonyms)
    assert {word for word, times in words.items() if times > 1} == SHARED


def test_spellings_that_mean_the_same_code(book):
    assert resolve(book, "sosiaalis-taloudellinen") == resolve(book, "taloudellissosiaalinen") == resolve(book, "N1")
    assert [code.key for code in book if set(code.synonyms) >= SHARED] == ["R1", "R2", "R3", "R4"]


def test_the_file_is_as_the_program_writes_it(book):
    assert (files("codebooks") / "booklet.toml").read_text("utf-8") == write_toml(book)
