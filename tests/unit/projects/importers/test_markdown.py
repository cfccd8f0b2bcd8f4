"""Markdown loses its marks of formatting and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.importers.draft import Draft
from projects.importers.reading import read_bytes


def read(text: str) -> Draft:
    draft = read_bytes(text.encode(), "a.md", "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Otsikko ##", "Otsikko"),
        ("**A**: Hei", "A: Hei"),
        ("__A:__ Hei", "A: Hei"),
        ("- **A**: Hei", "- A: Hei"),
        ("1. eka\n2. toka", "1. eka\n2. toka"),
        ("*naurua* ja _hiljaa_", "*naurua* ja _hiljaa_"),
        ("°joo° >joo< (--) ((itkee)) [naurahtaa] jo-", "°joo° >joo< (--) ((itkee)) [naurahtaa] jo-"),
        (">joo< alussa", ">joo< alussa"),
        ("> Lainattu\n> toinen", "Lainattu\ntoinen"),
        ("[id1]: viite", "[id1]: viite"),
        ('[ä](äh) ja [x](y "z")', '[ä](äh) ja [x](y "z")'),
        ("[Otsikko](https://a.fi/x) ja [naurahtaa](--)", "Otsikko ja [naurahtaa](--)"),
        ("a <naurua> b <b>c</b>", "a <naurua> b c"),
        ("a\n***\nb\n\n---\n\nc\n\nd\n===", "a\nb\n\n\nc\n\nd"),
        ("`koodi` \\* tähti &amp; ~~yli~~", "koodi * tähti &amp; yli"),
        ("```\n# ei **otsikko**\n```", "# ei **otsikko**"),
        ("    sisennys **a**", "    sisennys a"),
        ("eka **vahva\njatkuu** toka", "eka vahva\njatkuu toka"),
        ("eka<br>toka<br/>\nkolmas", "eka\ntoka\nkolmas"),
        ("a\u2028b", "a\nb"),
        ("~~~äiti sanoi", "~~~äiti sanoi"),
        ("Hei <script>alert('x')</script><!-- piilo --> vaan <style>p{}", "Hei  vaan "),
        ("| Aika | Puhuja |\n|---|:--|\n| 00:01 | H1 \\| x |", "Aika\tPuhuja\n00:01\tH1 | x"),
        ("![kuva](a.png) a", "kuva a"),
    ],
)
def test_what_goes_and_what_stays(before, after):
    assert read(before).text == after


def test_plain_lines_are_read_without_a_word():
    draft = read("A: Hei.\nB: No hei.\n")
    assert (draft.text, draft.findings) == ("A: Hei.\nB: No hei.\n", ())


def test_what_was_left_out_is_counted():
    assert [(one.code, dict(one.values)) for one in read("**A**: Hei\n").findings] == [
        ("formatting-left-out", {"count": 4})
    ]


def test_fields_between_rules_are_the_header():
    draft = read("---\nHaastattelutunnus: RH7\nPvm: 1.2.2020\n---\n\nA: Hei.\n")
    assert [line.value for line in draft.header] == ["RH7", "1.2.2020"]
    assert read("---\n\nA: Hei.\n").text == "\nA: Hei.\n"


def test_headings_are_speakers_or_nobodys():
    draft = read(
        "# Alku\n\n### Aino\n\nHei.\n\n### Pekka\n\nNo hei.\n\n## Teema 2\n\n### Aino\n\nJoo.\n\n### Aino\nNiin.\n"
    )
    assert [turn.label for turn in draft.turns] == [None, "Aino", None, None, "Aino", "Aino"]


def test_a_heading_ends_what_was_said_before_it():
    draft = read("**A**: Hei.\n\n**Toinen osa**\n\n**B**: Joo.\n\n**A**: Niin.\n\nJatkuu.\n")
    assert [turn.label for turn in draft.turns] == ["A", None, "B", "A"]
    assert draft.text[draft.turns[1].start : draft.turns[1].end] == "Toinen osa"


def test_a_very_long_piece_is_left_as_it_is():
    text = "**a** ja b\n" * 3_000
    assert read(text).text == text


@settings(max_examples=300, deadline=None)
@given(st.text("äö *_[](){}<>~`\\!-=|\n", max_size=40).filter(str.strip))
def test_no_letter_is_ever_lost(text):
    letters = [char for char in text if char in "äö"]
    draft = read(f"ö {text}" if text.startswith(" ") else f"ö\n{text}")
    assert [char for char in draft.text if char in "äö"] == ["ö", *letters]
