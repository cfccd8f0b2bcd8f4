"""Web pages give what a browser shows."""

from __future__ import annotations

import pytest

from projects.errors import ImportRefusedError
from projects.importers.draft import Draft
from projects.importers.reading import read_bytes


def read(inside: str, encoding: str = "utf-8", head: str = "") -> Draft:
    data = f"<!DOCTYPE html><html><head>{head}<title>Nimi</title></head><body>{inside}</body></html>"
    draft = read_bytes(data.encode(encoding), "a.html", "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>A: Hei.<p>B:  No\n hei.", "A: Hei.\nB: No hei."),
        ("<p>A: <b>He</b>i.<br>Toinen &amp; <i>k</i>olmas &lt;x&gt;</p>", "A: Hei.\nToinen & kolmas <x>"),
        ("<script>x()</script><style>p{}</style><p>Hei</p><noscript>ei</noscript><template>ei</template>", "Hei"),
        ("<p>Hei<script>var a = '<p>ei</p>';</script> vaan</p>", "Hei vaan"),
        ("<ul><li>yksi<li>kaksi</ul><div>a<div>b</div>c</div>", "yksi\nkaksi\na\nb\nc"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<p>kolme\u00a0sanaa</p><p></p><p> </p><!-- piilo --><p>x</p>", "kolme\u00a0sanaa\nx"),
        ("<table><tr><td>00:01<td><p>H1</p><td><p>Hei</p><p>taas</p></tr></table>loppu", "00:01\tH1\tHei\ntaas\nloppu"),
        ("<table><tr><td>a</td><td></td><td>c</td></tr><tr><td></td><td>d</td></tr></table>", "a\t\tc\n\td"),
        ("<table><tr><td></td></tr></table><p>a</p>", "a"),
        ("<p>jatko- ja Uuras-työtoiminta https://a.fi/x?y=1</p>", "jatko- ja Uuras-työtoiminta https://a.fi/x?y=1"),
    ],
)
def test_what_a_browser_shows(before, after):
    assert read(before).text == after


def test_hidden_text_is_left_out_and_counted():
    draft = read("<p>Hei</p><p hidden>piilo</p><p style='Display: none'>piilo</p><p hidden></p>")
    assert draft.text == "Hei"
    assert [(one.code, dict(one.values)) for one in draft.findings] == [("hidden-left-out", {"count": 2})]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""), ("utf-8-sig", "<meta charset='latin-1'>"), ("utf-16", ""), ("cp1252", ""),
        ("iso8859-15", "<meta charset=iso-8859-15>"),
        ("cp1257", "<meta http-equiv=x content='text/html; charset=cp1257'>"),
        ("utf-8", "<meta charset='no-such'>"), ("cp1252", "<meta charset='utf-8'>"),
    ],
)  # fmt: skip
def test_encodings(encoding, head):
    assert read("<p>äiti ja öljy, sanoi äiti</p>", encoding, head).text == "äiti ja öljy, sanoi äiti"


def test_a_piece_of_a_page_is_a_page_when_its_name_says_so():
    assert read_bytes(b"<p>A: Hei.</p><p>B: Joo.</p>", "a.htm", "").text == "A: Hei.\nB: Joo."
    assert read_bytes(b"A: Hei <naurua>.\n", "a.html", "").text == "A: Hei <naurua>.\n"
    assert read_bytes(b"<p>A: Hei.</p>\n", "a.txt", "").text == "<p>A: Hei.</p>\n"


def test_headings_are_nobodys():
    draft = read("<h2>Teema</h2><p>A: Hei.</p><h2>Toinen</h2><p>B: Joo.</p><p>A: Niin.</p>")
    assert [turn.label for turn in draft.turns] == [None, "A", None, "B", "A"]


@pytest.mark.parametrize(
    ("inside", "code"),
    [("<img src=x>", "no-text"), ("<p>" + "a" * 5_000_001, "too-long"), ("<b>" * 2_000_001, "too-large")],
)
def test_pages_that_are_refused(inside, code):
    with pytest.raises(ImportRefusedError) as caught:
        read(inside)
    assert caught.value.code == code


def test_a_page_without_an_element_holds_no_text():
    with pytest.raises(ImportRefusedError) as caught:
        read_bytes(b"<!doctype html><html>", "a.html", "")
    assert caught.value.code == "no-text"


def test_depth_loses_nothing_in_silence():
    assert read("<div>" * 1_000 + "hei").text == "hei"
    with pytest.raises(ImportRefusedError) as caught:
        read("<div>" * 5_000 + "hei")
    assert caught.value.code == "damaged-file"
