"""A report as HTML: one file, nothing fetched, nothing run, every word literally, links that lead somewhere."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest

from coder.draining import drained
from exports.errors import ExportError
from exports.htmlpage import html_page, write_html
from exports.report import ReportPlan, report
from helpers.every_block import NASTY, every_block
from helpers.snapshots import snapshot

VOID = {"meta", "br", "img", "link"}


class Seen(HTMLParser):
    """Gather tags, attributes and words, and refuse tags that do not close."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.words = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    def named(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def page():
    return html_page(every_block())


def test_every_word_comes_out_literally(page):
    seen = Seen(page)
    assert "".join(seen.words).count(NASTY) == page.count("{{ 7*7 }}") >= 7


def test_nothing_runs_and_nothing_is_fetched(page):
    seen = Seen(page)
    assert not {"script", "img", "iframe", "object", "link", "form", "base"} & {tag for tag, _ in seen.tags}
    for _, attrs in seen.tags:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attrs)
        assert attrs.get("href", "#").startswith("#")
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_our_one_style_and_nothing_else(page):
    policy = next(one["content"] for one in Seen(page).named("meta") if "http-equiv" in one)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_links_lead_to_what_is_there_and_ids_are_unique(page):
    seen = Seen(page)
    ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for attrs in seen.named("a")} <= set(ids)


def test_headings_go_down_step_by_step_and_the_language_is_said(page):
    levels = [int(tag[1]) for tag, _ in Seen(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert '<html lang="fi">' in page
    assert levels.count(1) == 1


def test_tables_have_heads_and_numbers_and_figures_have_words(page):
    seen = Seen(page)
    assert {one["scope"] for one in seen.named("th")} == {"col", "row"}
    said = "".join(seen.words)
    assert "Taulukko 1. Määrät." in said
    assert "(taulukko 1)" in said
    assert "Kuva 1. Kuvateksti" in said
    assert page.count("<title>Kuvan nimi</title>") == page.count("<svg") == 1
    assert 'role="img"' in page


def test_a_quote_has_its_source_and_its_draft_mark_outside_its_words(page):
    quote = re.search(r"<blockquote>.*?</blockquote>", page, re.DOTALL)[0]
    assert "Luonnos" not in quote
    assert "(AN2" not in quote
    assert page.index("Luonnos: ei") < page.index("<blockquote>") < page.index("(AN2, RH01, v. 2)")


def test_no_label_and_no_id_is_written():
    project = snapshot("A | a\nMaija: [P01: yksi]", persons={"Maija": ("asukas", 1, "")})
    page = html_page(report(project, ReportPlan("fi")))
    assert "Maija" not in page
    assert "e0001" not in "".join(Seen(page).words)
    assert "yksi" in page


def test_the_file_appears_whole_or_not_at_all(tmp_path):
    drained(write_html(every_block(), tmp_path / "a.html"))
    assert (tmp_path / "a.html").read_text("utf-8") == html_page(every_block())
    with pytest.raises(ExportError):
        drained(write_html(every_block(), tmp_path / "ei" / "a.html"))
