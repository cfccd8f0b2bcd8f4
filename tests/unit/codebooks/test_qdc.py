"""Codebooks of REFI-QDA: what the field writes comes in, what goes out is valid and comes back unchanged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from codebooks.errors import CodebookError, OteError
from codebooks.files import booklet, empty
from codebooks.model import Code, Codebook, Family
from codebooks.qdc import parse_qdc, read_qdc, write_qdc
from helpers.codebook_strategies import codebooks

SCHEMA = Path(__file__).parents[4] / "shared" / "samples" / "refi" / "Codebook.xsd"
TAGUETTE = b"""<?xml version="1.0" encoding="UTF-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2">
  <Codes>
    <Code guid="6A5A2AA4-9E4F-5A1A-8F47-0A4B86A6B1C7" name="interesting" isCodable="true"/>
    <Code guid="0D9C8D1E-6E33-54C4-9A6E-7D8F1B5B9F11" name="interesting.places" isCodable="true"/>
  </Codes>
  <Sets/>
</CodeBook>"""
ODD = """<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes>
  <Code guid="{85D17F60-7BB0-481E-B742-B4861DD669DF}" name="Paikka" isCodable="False" color="#00F">
    <Description>Missä?</Description>
    <Code guid="0F8A1907-7E42-4739-8610-A676B4D1B69F" name="Koti" isCodable="true" color="rgb(150, 100, 80)">
      <Code guid="D2C1E38E-5220-42FA-A442-908471CC7964" name="Kansio" isCodable="false" color="#80966450"/>
    </Code>
  </Code>
  <Code guid="0f8a1907-7e42-4739-8610-a676b4d1b69f" name="Toinen" color="hotpink"/>
  <Code name="Nimetön tunnus" isCodable="1" color="#F00082"/>
  <Code guid="not a guid"/>
</Codes><Sets><Set guid="C3C7D437-6932-4B14-A55D-30B7F811BBF3" name="s"/></Sets></CodeBook>"""

needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not beside the working copy")


def valid(data: bytes) -> bool:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    colours = re.findall(rb'color="([^"]*)"', data)
    # libxml2 accepts eight digits where the pattern does not
    return schema.validate(etree.fromstring(data)) and all(len(one) == 7 for one in colours)


def test_a_codebook_of_taguette_comes_in_without_a_word() -> None:
    read = parse_qdc(TAGUETTE)
    assert [(one.id, one.key, one.name_fi) for one in read.codebook] == [
        ("6a5a2aa4-9e4f-5a1a-8f47-0a4b86a6b1c7", "C1", "interesting"),
        ("0d9c8d1e-6e33-54c4-9a6e-7d8f1b5b9f11", "C2", "interesting.places"),
    ]
    assert read.findings == ()


def test_what_the_field_writes_is_mended_and_told() -> None:
    read = parse_qdc(ODD.encode())
    family = read.codebook.families[0]
    assert (family.id, family.name_fi, family.question_fi) == (
        "85d17f60-7bb0-481e-b742-b4861dd669df", "Paikka", "Missä?",
    )  # fmt: skip
    names = [(one.name_fi, one.own_colour, one.family) for one in read.codebook]
    assert names[:4] == [
        ("Koti", "#966450", family.id),
        ("Kansio", "#966450", family.id),
        ("Toinen", "", None),
        ("Nimetön tunnus", "#F00082", None),
    ]
    assert len({one.id for one in read.codebook}) == 5
    assert {one.code: one.values["count"] for one in read.findings} == {
        "folder-became-code": 1,
        "duplicate-id": 1,
        "lost-colour": 1,
        "code-without-id": 2,
        "code-without-name": 1,
        "lost-code-sets": 1,
    }
    assert [one.code for one in read.findings if one.lost] == ["lost-colour", "lost-code-sets"]


def test_what_a_file_does_not_name_is_made_the_same_each_time() -> None:
    assert read_qdc(ODD.encode()) == read_qdc(ODD.encode())


@needs_schema
def test_the_booklet_goes_out_valid_and_comes_back_unchanged() -> None:
    data = write_qdc(booklet())
    assert valid(data)
    assert read_qdc(data) == booklet()


def test_other_programs_see_names_families_definitions_and_colours() -> None:
    family = Family("85d17f60-7bb0-481e-b742-b4861dd669df", "P", "Paikka", "Place", 0, "Missä?")
    code = Code("0f8a1907-7e42-4739-8610-a676b4d1b69f", "P01", "Koti", definition_fi="Kotona", family=family.id)
    root = etree.fromstring(write_qdc(Codebook((family,), (code,))))
    folder = root[0][0]
    assert dict(folder.attrib) == {"guid": family.id, "name": "Paikka", "isCodable": "false", "color": "#3A86E0"}
    assert folder[0].text == "Missä?"
    assert dict(folder[1].attrib) == {"guid": code.id, "name": "Koti", "isCodable": "true", "color": "#3A86E0"}
    assert folder[1][0].text == "Kotona"


@needs_schema
@given(codebooks(min_codes=1))
def test_any_codebook_comes_back_unchanged(book: Codebook) -> None:
    data = write_qdc(book)
    assert valid(data)
    assert read_qdc(data) == book
    assert write_qdc(read_qdc(data)) == data


def test_a_codebook_without_codes_has_no_form() -> None:
    with pytest.raises(CodebookError) as caught:
        write_qdc(empty())
    assert caught.value.code == "qdc-empty"


def test_an_id_that_is_no_guid_is_refused() -> None:
    with pytest.raises(CodebookError) as caught:
        write_qdc(Codebook(codes=(Code("x", "C1", "Koti"),)))
    assert caught.value.code == "codebook-bad-id"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-file"),
        (b"<CodeBook>", "damaged-file"),
        (b"\xff\xfe<", "damaged-file"),
        (b"<html/>", "not-qdc"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', "forbidden-xml"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>'.encode("utf-16"), "forbidden-xml"),
        (b"<CodeBook>" + b"<a/>" * 3_000_001 + b"</CodeBook>", "too-large"),
        (b"<CodeBook>" * 300 + b"</CodeBook>" * 300, "damaged-file"),
        (b"<?ote x?><CodeBook/>", "bad-extras"),
        (b"<?ote 1/2 {}?><CodeBook/>", "bad-extras"),
        (b"<?ote 1/1 []?><CodeBook/>", "bad-extras"),
        (b"<?ote 1/1 " + b"[" * 100_000 + b"?><CodeBook/>", "bad-extras"),
        (b'<?ote 1/1 {"order":[1]}?><CodeBook/>', "codebook-wrong-type"),
    ],
)
def test_what_is_no_codebook_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_qdc(data, "x.qdc")
    assert (caught.value.code, caught.value.file) == (code, "x.qdc")


def test_a_file_without_codes_is_an_empty_codebook() -> None:
    assert read_qdc(b"<CodeBook><Codes/></CodeBook>") == empty()


@given(st.data())
def test_no_mutated_file_raises_anything_but_our_errors(data: st.DataObject) -> None:
    whole = bytearray(write_qdc(booklet())[:6000] if data.draw(st.booleans()) else ODD.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    try:
        parse_qdc(bytes(whole))
    except OteError:
        return
