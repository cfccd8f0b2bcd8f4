"""The text is normalised once, by listed repairs only, and every character is accounted for."""

from __future__ import annotations

import unicodedata

import pytest

from projects.importers.content import Content
from projects.importers.draft import Draft, Step
from projects.importers.intake import settle, take_in
from projects.importers.normalise import normalise
from projects.model import Origin


def clean(text: str, **options) -> Draft:
    result = settle(take_in(Content(text, **options), Origin("a", "", ""), "a")).draft
    counts = result.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(result.text)
    return result


def found(result: Draft) -> dict[str, dict[str, object]]:
    return {finding.code: dict(finding.values) for finding in result.findings}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeffa", "a"),
        ("a\x0bb\x85c\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\fb", "a\n\nb"),
        ("a\u0308iti", "äiti"),
        ("\u212bland", "Åland"),
        ("kolme\u00a0sanaa – ”niin” 5 € …", "kolme\u00a0sanaa – ”niin” 5 € …"),
        ("loppu  \t\nseuraava  ", "loppu  \t\nseuraava  "),
        ("👩\u200d👩\u200d👧 🇫🇮 👋🏽", "👩\u200d👩\u200d👧 🇫🇮 👋🏽"),
    ],
)
def test_what_is_repaired_without_a_word(before, after):
    result = clean(before)
    assert result.text == after
    assert not result.findings


def test_soft_hyphens_and_controls_go_and_are_counted():
    result = clean("asun\u00adnot\u00adto\x01muus\x7f \ufffe")
    assert result.text == "asunnottomuus "
    assert found(result) == {"characters-removed": {"soft_hyphens": 2, "controls": 3}}


def test_a_soft_hyphen_at_a_lines_end_says_that_the_word_goes_on():
    result = clean("asunnot\u00ad \n tomuus")
    assert result.text == "asunnottomuus"
    assert found(result) == {"hyphens-joined": {"count": 1}}


def test_a_mark_in_the_middle_is_a_control_and_at_the_start_is_none():
    assert found(clean("\ufeffa\ufeffb")) == {"characters-removed": {"soft_hyphens": 0, "controls": 1}}


def test_marks_of_direction_stay_and_are_told():
    result = clean("A\u202e:iskaa\u202c koti")
    assert result.text == "A\u202e:iskaa\u202c koti"
    assert found(result) == {"bidi": {"count": 2}}


def test_notes_stand_behind_the_body():
    content = Content("Teksti", notes=("[1] Eka", "[2] a\u0308"), steps=(Step("note-numbers", 8, 0),))
    result = clean(content.text, notes=content.notes, steps=(Step("note-numbers", 8, 0),))
    assert result.text == "Teksti\n[1] Eka\n[2] ä"
    assert normalise(content).body_end == 6
    assert result.counts.added == 8


def test_a_composed_letter_behind_a_removed_character_is_composed():
    assert unicodedata.is_normalized("NFC", clean("a\u00ad\u0308").text)


def test_a_letter_between_two_soft_hyphens_is_composed_too():
    assert normalise(Content("kun\n\xadA\xad\u0308\n")).text.rstrip("\n").endswith("\xad\u00c4")
