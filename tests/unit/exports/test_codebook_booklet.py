"""The booklet of the codebook, as blocks, as Word and as HTML: every code is there, safely written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from lxml import etree

from codebooks.edit import describe, retire
from codebooks.files import booklet
from codebooks.model import Code, Codebook, Family
from exports.blocks import Heading, Paragraph, Table
from exports.codebook_html import codebook_html
from exports.codebook_report import CodebookPlan, chapters, codebook_report
from exports.word import write_blocks
from helpers.codebook_strategies import codebooks
from helpers.word_parts import parts, visible

PLAN = CodebookPlan("Hanke", "fi", "2026-11-05T12:00:00Z")
NASTY = "<script>alert('x')</script> & \"]]>"


@pytest.fixture(scope="module")
def book():
    made = booklet()
    told = describe(made, made.codes[0].id, {"example_fi": "Mun koti.", "include_fi": "kodit", "exclude_fi": "työ"})
    return retire(told, made.codes[1].id)


class Outline(HTMLParser):
    """Gather headings and links, and see that every tag is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.headings, self.links, self.ids = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        self.ids += [values["id"]] if "id" in values else []
        if tag != "meta":
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, ""))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)


def test_every_code_is_a_heading_with_what_is_known_of_it(book):
    blocks = codebook_report(book, {book.codes[0].id: 3}, PLAN).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert sorted(headings) == sorted(one.name_fi for one in (*book.codes, *book.families))
    facts = next(block.rows for block in blocks if isinstance(block, Table) and not block.caption)
    assert facts == (
        ("Kuuluu koodiin", "kodit"),
        ("Ei kuulu koodiin", "työ"),
        ("Esimerkki", "Mun koti."),
        ("Synonyymit", "koti, oma asunto"),
        ("Englanniksi", "Resident's home"),
        ("Tunnus", "P01"),
        ("Käytetty", "3 koodausta"),
    )


def test_subcodes_stand_one_level_deeper_and_families_have_their_question(book):
    blocks = codebook_report(book, {}, PLAN).blocks
    level = {block.text: block.level for block in blocks if isinstance(block, Heading)}
    assert (level["Suhteet"], level["Asiakas-työntekijä-vuorovaikutussuhde"], level["Luottamus"]) == (1, 2, 3)
    assert Paragraph("Missä?") in blocks


def test_an_english_booklet_says_all_in_english(book):
    report = codebook_report(book, {}, CodebookPlan("Project", "en", PLAN.created))
    assert report.title == "The booklet's codebook"
    facts = next(block.rows for block in report.blocks if isinstance(block, Table) and not block.caption)
    assert ("In Finnish", "Asukkaan koti") in facts
    assert ("Used", "0 codings") in facts


def test_a_bare_code_has_no_empty_lines():
    bare = Codebook((Family("f", "F", "Perhe", "", 0),), (Code("c", "K", "Koodi", family="f"),))
    blocks = codebook_report(bare, {}, PLAN).blocks
    heading = next(at for at, block in enumerate(blocks) if isinstance(block, Heading))
    assert [type(block) for block in blocks[heading:]] == [Heading, Heading, Table]
    assert blocks[-1].rows == (("Tunnus", "K"), ("Käytetty", "0 koodausta"))


def test_an_empty_codebook_says_so():
    assert codebook_report(Codebook(), {}, PLAN).blocks[-1] == Paragraph("Koodikirjassa ei ole vielä koodeja.")
    assert "ei ole vielä koodeja" in codebook_html(Codebook(), {}, PLAN)
    assert chapters(Codebook(), {}, "fi") == ()


@given(codebooks())
def test_no_code_is_lost_whatever_the_codebook(book):
    entries = [entry for chapter in chapters(book, {}, "fi") for entry in chapter.entries]
    assert sorted(entry.code.id for entry in entries) == sorted(code.id for code in book)
    page = Outline(codebook_html(book, {}, PLAN))
    assert page.open == []
    assert len([tag for tag, _ in page.headings if tag > "h2"]) == len(book.codes)


def test_the_page_fetches_nothing_and_its_links_lead_somewhere(book):
    page = Outline(codebook_html(book, {}, PLAN))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.links) == 6
    text = codebook_html(book, {}, PLAN)
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text
    assert '<html lang="fi">' in text
    assert "5.11.2026" in text


def test_what_looks_like_markup_is_text():
    code = Code("c", NASTY, NASTY, definition_fi=NASTY, synonyms=(NASTY,), example_fi="a\nb\x00")
    nasty = Codebook((Family("f", "F", NASTY, "", 0),), (code,))
    text = codebook_html(nasty, {}, CodebookPlan(NASTY, "fi", PLAN.created))
    assert "<script" not in text
    assert "\x00" not in text
    assert Outline(text).headings[-1][1] == NASTY


def test_the_word_file_is_well_formed_and_speaks_finnish(book, tmp_path):
    path = tmp_path / "k.docx"
    steps = list(write_blocks(codebook_report(book, {}, PLAN), path))
    assert steps[-1].done == steps[-1].total
    for name, data in parts(path).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    words = visible(path)
    assert all(code.name_fi in words for code in book)
    assert b'w:val="fi-FI"' in parts(path)["word/styles.xml"]
    assert b'w:val="Heading3"' in parts(path)["word/document.xml"]
