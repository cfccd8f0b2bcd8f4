"""What holds for every file: refusals are the only errors, turns lie in order, characters add up, text is verbatim."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import bad_files as bad
from projects.errors import ImportRefusedError
from projects.importers.draft import Draft
from projects.importers.reading import read_bytes
from projects.importers.word_walk import walk, without_seams
from projects.importers.xml_parts import parse_xml

LABELS = st.sampled_from(["", "H1: ", "AN2:   ", "Maija: ", "[id1] ", "[00:12:31] ", "(12:31) V: ", "Pvm: ", "esim: "])
TAILS = st.sampled_from(["", " #00:12:31-5#", "-", " ", "\u00ad", " [naurahtaa]", ":"])
WORDS = st.text(st.characters(codec="utf-8"), max_size=30) | st.text("aä -–:\n\r\t\u0308[]()12", max_size=40)
LINES = st.builds("{}{}{}".format, LABELS, WORDS, TAILS)
TEXTS = st.lists(LINES, max_size=12).map("\n".join)
NAMES = st.sampled_from(["a.txt", "a.docx", "a.docm", "a.qdpx", "a.odt", "a.pdf", "a.md", "a"])


def read_or_code(data: bytes, name: str) -> Draft | str:
    try:
        return read_bytes(data, name, "")
    except ImportRefusedError as refused:
        return refused.code


def check(draft: Draft) -> None:
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    assert unicodedata.is_normalized("NFC", draft.text)
    at = draft.header_end
    for turn in draft.turns:
        assert at <= turn.start < turn.end <= len(draft.text)
        assert draft.text[turn.end : turn.end + 1] in ("", "\n")
        assert turn.start == 0 or draft.text[turn.start - 1] == "\n"
        inside = turn.start
        for mark in turn.marks:
            assert inside <= mark.start < mark.end <= turn.end
            inside = mark.end
        at = turn.end
    covered = "".join(draft.text[turn.start : turn.end] for turn in draft.turns)
    assert bare(draft.text[: draft.header_end]) + bare(covered) == bare(draft.text)


def bare(text: str) -> str:
    """Return a text without anything that the listed repairs may touch."""
    text = re.sub(r"[\s\-\u2010\u00ad\ufeff\ufffe\uffff\x00-\x1f\x7f-\x9f]+", "", text)
    return unicodedata.normalize("NFC", text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_plain_text_comes_in_verbatim(text):
    draft = read_or_code(text.encode(), "a.txt")
    if isinstance(draft, Draft):
        check(draft)
        assert bare(draft.text) == bare(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(min_codepoint=32, codec="utf-8", exclude_categories=["Cc", "Cn"])), max_size=8))
def test_word_paragraphs_come_in_verbatim(paragraphs):
    draft = read_or_code(bad.words_docx(paragraphs), "a.docx")
    if isinstance(draft, str):
        assert draft == "no-text"
        return
    check(draft)
    assert bare(draft.text) == bare("".join(paragraphs))


RUNS = st.builds(
    '{}<w:r{}>{}<w:{} xml:space="preserve">{}</w:{}></w:r>'.format,
    st.sampled_from(
        ["", "", '<w:proofErr w:type="a"/>', '<w:bookmarkStart w:id="1"/>', "<w:r/>", '<w:r w:rsidR="1"/>']
    ),
    st.sampled_from(["", ' w:rsidR="00A1"']),
    st.sampled_from(["", "<w:rPr><w:b/></w:rPr>", "<w:rPr/>", "<w:rPr><w:vanish/></w:rPr>", "<w:tab/>", "<w:br/>"]),
    same := st.shared(st.sampled_from(["t", "t", "delText"]), key="element"),
    st.text("aä <&>'\"/", max_size=6).map(escape),
    same,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(RUNS, RUNS.map("<w:ins>{}</w:ins>".format), st.just("</w:p><w:p>")), max_size=12))
def test_joined_runs_say_what_the_runs_said(blocks):
    data = bad.document(f"<w:p>{''.join(blocks)}</w:p>").encode()
    joined = without_seams(data)
    assert walk(parse_xml(joined, ""), "") == walk(parse_xml(data, ""), "")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", bad.OLE, b"\xff\xfe", b"{\\rtf", b"%PDF-"]), NAMES)
def test_arbitrary_bytes_are_read_or_refused(data, start, name):
    draft = read_or_code(start + data, name)
    assert draft
    if isinstance(draft, Draft):
        check(draft)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_documents_are_read_or_refused(data):
    whole = bytearray(bad.docx(extra=[("docProps/app.xml", "<a/>" * 50)]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    draft = read_or_code(bytes(whole), "a.docx")
    assert draft
    if isinstance(draft, Draft):
        check(draft)
