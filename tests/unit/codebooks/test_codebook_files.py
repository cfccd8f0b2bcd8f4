"""Reading and writing codebooks as TOML."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given

from codebooks.errors import CodebookError
from codebooks.files import empty, read_toml, write_toml
from codebooks.model import Code, Codebook, Family
from helpers.codebook_strategies import codebooks


def refusal(text):
    with pytest.raises(CodebookError) as caught:
        read_toml(text, "x.toml")
    assert caught.value.file == "x.toml"
    return caught.value


def codes(*lines):
    return "\n".join(f"[[code]]\n{line}" for line in lines)


@given(codebooks())
def test_what_is_written_is_read_back_the_same(book):
    assert read_toml(write_toml(book)) == book


@given(codebooks())
def test_the_same_codebook_is_always_written_the_same_way(book):
    assert write_toml(read_toml(write_toml(book))) == write_toml(book)


def test_the_empty_codebook():
    assert empty() == Codebook() == read_toml("")
    assert write_toml(empty()) == ""


def test_a_file_reads_like_a_person_wrote_it():
    book = Codebook(
        (Family("00000000-0000-4000-8000-000000000001", "A", "Paikka", "Place", 0),),
        (Code("00000000-0000-4000-8000-000000000002", "A1", "Koti", family="00000000-0000-4000-8000-000000000001"),),
    )
    assert write_toml(book) == (
        '[[family]]\nkey = "A"\nid = "00000000-0000-4000-8000-000000000001"\n'
        'name_fi = "Paikka"\nname_en = "Place"\ncolour = 0\n\n'
        '[[code]]\nkey = "A1"\nid = "00000000-0000-4000-8000-000000000002"\nname_fi = "Koti"\nfamily = "A"\n'
    )


def test_dotted_keys_are_parents_when_the_file_names_none():
    book = read_toml(codes('key="S1.1.2"\nname_fi="c"', 'key="S1"\nname_fi="a"', 'key="T.1"\nname_fi="t"'))
    assert [book.code(code.parent).key if code.parent else None for code in book] == ["S1", None, None]


def test_dotted_keys_say_nothing_when_the_file_names_a_parent():
    book = read_toml(codes('key="S1"\nname_fi="a"', 'key="S1.1"\nname_fi="b"', 'key="X"\nname_fi="c"\nparent="S1"'))
    assert [code.key for code in book if code.parent] == ["X"]


def test_a_subcode_without_a_family_takes_its_parents():
    family = '[[family]]\nkey="F"\nname_fi="f"\n'
    lines = ('key="1.1.1"\nname_fi="c"', 'key="1.1"\nname_fi="b"', 'key="1"\nname_fi="a"\nfamily="F"')
    book = read_toml(family + codes(*lines))
    assert {code.family for code in book} == {book.families[0].id}


def test_missing_ids_are_random_and_missing_keys_the_next_free():
    book = read_toml(codes('name_fi="a"', 'key="C2"\nname_fi="b"', 'name_en="c"'))
    assert [code.key for code in book] == ["C1", "C2", "C3"]
    assert book.codes[2].name_fi == "c"
    assert len({UUID(code.id) for code in book}) == 3


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    assert len(read_toml('\ufeff[[code]]\r\nkey="A"\r\nname_fi="a"\r\n').codes) == 1


def test_a_syntax_error_names_its_line():
    error = refusal('[[code]]\nkey = "A"\nname_fi = Koti\n')
    assert (error.code, error.values["line"]) == ("codebook-syntax", 3)
    assert refusal('[[code]]\nkey = "A').values["line"] == 2


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        (codes('key="A"\nname_fi="a"', 'key="A"\nname_fi="b"'), "codebook-duplicate-key", {"key": "A"}),
        (codes('key="A"\nname_fi="a"\nparent="Z"'), "codebook-unknown-parent", {"key": "A", "parent": "Z"}),
        (codes('key="A"\nname_fi="a"\nfamily="Z"'), "codebook-unknown-family", {"key": "A", "family": "Z"}),
        (codes('key="A"\nname_fi="a"\nparent="A"'), "codebook-parent-loop", {"keys": ["A"]}),
        (
            codes('key="A"\nname_fi="a"\nparent="B"', 'key="B"\nname_fi="b"\nparent="A"'),
            "codebook-parent-loop",
            {"keys": ["A", "B"]},
        ),
        (codes('key="A"\nname_fi="a"', 'key="B"'), "codebook-missing-field", {"field": "name_fi", "number": 2}),
        (codes('key="A"\nname_fi=3'), "codebook-wrong-type", {"field": "name_fi", "key": "A"}),
        (codes('name_fi="a"\nretired="no"'), "codebook-wrong-type", {"field": "retired"}),
        (codes('name_fi="a"\nsynonyms="no"'), "codebook-wrong-type", {"field": "synonyms"}),
        ('[[family]]\nname_fi="f"\ncolour=-1', "codebook-wrong-type", {"field": "colour", "kind": "family"}),
        ("code = 3", "codebook-wrong-type", {"field": "code"}),
        (codes('key="A"\nnmae_fi="a"'), "codebook-unknown-field", {"field": "nmae_fi", "key": "A"}),
        ('[project]\nname = "x"', "codebook-unknown-field", {"field": "project"}),
        (codes('key="A"\nid="7"\nname_fi="a"'), "codebook-bad-id", {"key": "A"}),
    ],
)
def test_what_is_wrong_is_named(text, code, values):
    error = refusal(text)
    assert error.code == code
    assert values.items() <= error.values.items()


def test_an_id_given_twice_is_refused():
    twice = 'id="00000000-0000-4000-8000-000000000002"\nname_fi="a"'
    assert refusal(codes(twice, twice)).code == "codebook-duplicate-id"


def test_a_subcode_cannot_be_in_another_family_than_its_parent():
    families = '[[family]]\nkey="F"\nname_fi="f"\n[[family]]\nkey="G"\nname_fi="g"\n'
    error = refusal(families + codes('key="1"\nname_fi="a"\nfamily="F"', 'key="1.1"\nname_fi="b"\nfamily="G"'))
    assert (error.code, error.values) == ("codebook-family-of-subcode", {"key": "1.1", "parent": "1"})


def test_what_could_not_be_read_is_not_written():
    with pytest.raises(CodebookError, match="codebook-duplicate-key"):
        write_toml(Codebook(codes=(Code("1", "A", "a"), Code("2", "A", "b"))))
