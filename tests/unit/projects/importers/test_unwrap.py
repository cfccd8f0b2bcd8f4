"""Lines of a page are joined, hyphens with care, and paragraphs, labels and lists stay what they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from projects.importers.labels import Openings
from projects.importers.repairs import LINE_END_HYPHEN, WRAPPED_LINE, mend
from projects.importers.unwrap import find_joints


@dataclass(frozen=True)
class Unwrapped:
    text: str
    joined: int = 0
    kept: int = 0
    lines: int = 0
    added: int = 0
    removed: int = 0


def unwrap(text: str, *, flowing: bool) -> Unwrapped:
    """Mend all line ends of a text and count what was done."""
    found = find_joints(text, Openings(), flowing=flowing)
    made = found.repairs
    kinds = Counter(one.kind for one in made)
    added, removed = sum(len(one.text) for one in made), sum(one.end - one.start for one in made)
    whole = mend(text, made, tuple(range(len(made)))).text
    return Unwrapped(whole, kinds[LINE_END_HYPHEN], found.kept, kinds[WRAPPED_LINE], added, removed)

FILLER = "ja tässä on vielä monta sanaa siitä, mitä asumisneuvojat tekevät työkseen joka arkipäivä kun"


def page(*lines: str) -> str:
    """Return lines between enough lines of a page's width that the whole is plainly wrapped."""
    return "\n".join((*[FILLER] * 6, "", *lines, "", *[FILLER] * 6))


def middle(*lines: str) -> str:
    text = unwrap(page(*lines), flowing=False).text
    return text.split("\n\n", 1)[1].rsplit("\n\n", 1)[0]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not():
    result = unwrap(f"{FILLER} \n{FILLER}\n{FILLER}\n{FILLER}\nloppu.\n\nToinen\nkappale.\n", flowing=False)
    assert result.text == f"{FILLER} {FILLER} {FILLER} {FILLER} loppu.\n\nToinen kappale.\n"
    assert result == Unwrapped(result.text, joined=0, kept=0, lines=5, added=5, removed=6)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("asunnot-", "tomuus on"), "asunnottomuus on"),
        (("asunnot- ", "tomuus on"), "asunnottomuus on"),
        (("asunnot\u2010", "tomuus on"), "asunnottomuus on"),
        (("ohjelma (2016-", "2019) on"), "ohjelma (2016-2019) on"),
        (("ASTA-", "hanke on"), "ASTA-hanke on"),
        (("Y-", "Säätiö on"), "Y-Säätiö on"),
        (("jatko-", "ja täydennyskoulutus"), "jatko- ja täydennyskoulutus"),
        (("koko laa-", "ja-alainen joukko"), "koko laaja-alainen joukko"),
        (("asiakas/asukas-työntekijä", "-vuorovaikutus on"), "asiakas/asukas-työntekijä -vuorovaikutus on"),
        (("vuokra-", "asunto on"), "vuokra-asunto on"),
        (("asiakas-", "työntekijän suhde", "asiakas-työntekijä"), "asiakas-työntekijän suhde asiakas-työntekijä"),
        (("asiakas -", "kokemuksissa on"), "asiakas - kokemuksissa on"),
    ],
)
def test_hyphens_at_line_ends(lines, text):
    assert middle(*lines) == text


def test_a_form_that_the_text_has_without_a_hyphen_is_joined():
    assert middle("vuokra-", "asunto ja vuokraasunto") == "vuokraasunto ja vuokraasunto"


def test_hyphens_are_counted():
    result = unwrap(page("asunnot-", "tomuus (2016-", "2019) on"), flowing=False)
    assert (result.joined, result.kept) == (1, 1)


@pytest.mark.parametrize(
    "lines",
    [
        ("https://ysaatio.fi/asukkaalle", "https://asuntoensin.fi/"),
        ("Teksti loppuu tähän", "www.asuntoensin.fi"),
        ("Teksti loppuu tähän", " uusi sivu alkaa"),
        ("Lista on tässä", "• ensimmäinen", "• toinen"),
        ("Lista on tässä", "1. Ensimmäinen", "2) Toinen"),
        ("Hän vastasi.", "– Joo, niin on."),
        ("", "   ", ""),
    ],
)
def test_what_is_not_joined(lines):
    assert middle(*lines) == "\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("tapasimme maanantaina", "5. marraskuuta"), "tapasimme maanantaina 5. marraskuuta"),
        (("mitä erilaisimpiin ihmisiin", "– niin nuoreen"), "mitä erilaisimpiin ihmisiin – niin nuoreen"),
    ],
)
def test_a_dash_or_a_day_may_go_on_with_the_sentence(lines, text):
    assert middle(*lines) == text


def test_labels_header_times_and_hanging_indents():
    lines = (
        "Pvm: 1.2.2020", "Kesto: 1 h", "Speaker 1:  Kysymys jatkuu", "       seuraavalle riville", "[00:12:31]",
        "Speaker 2:", "Vastaus", "[id1] toinen",
    )  # fmt: skip
    text = "\n".join((*lines, *[FILLER] * 6, "", "Speaker 1: Niin.", *[FILLER] * 6))
    joined = unwrap(text, flowing=False).text.split("\n")
    assert joined[:6] == [
        "Pvm: 1.2.2020", "Kesto: 1 h", "Speaker 1:  Kysymys jatkuu seuraavalle riville", "[00:12:31]", "Speaker 2:",
        "Vastaus",
    ]  # fmt: skip
    assert joined[6].startswith("[id1] toinen ja tässä")


def test_short_lines_are_paragraphs():
    text = "Vain kappaleita ilman puhujia.\nToinen kappale.\n\nKolmas.\n"
    assert unwrap(text, flowing=False) == Unwrapped(text)


def test_long_turns_that_end_their_sentences_are_paragraphs():
    line = "Me käydään kotikäynnillä ja katsotaan yhdessä vuokravelkaa, ja luottamus syntyy hitaasti."
    text = "\n".join([line] * 20)
    assert unwrap(text, flowing=False) == Unwrapped(text)


def test_a_text_without_paragraphs_keeps_its_lines():
    text = "\n".join([FILLER] * 300)
    assert unwrap(text, flowing=False) == Unwrapped(text)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Tää on asunnot-\ntomuutta.\n", "Tää on asunnottomuutta.\n"),
        ("Asunnottomuus on asunnot-\ntomuus, tomuus.\n", "Asunnottomuus on asunnottomuus, tomuus.\n"),
        ("Ne tuli sit-\nniin se oli niin.\n", "Ne tuli sit-\nniin se oli niin.\n"),
        ("Niin mä-\nEn tiedä.\n", "Niin mä-\nEn tiedä.\n"),
        ("H: niin et-\nV: joo\n", "H: niin et-\nV: joo\n"),
        ("koulutus- \nja työllisyys\n", "koulutus- \nja työllisyys\n"),
    ],
)
def test_off_the_page_a_hyphen_is_joined_only_when_the_text_itself_testifies(text, after):
    assert unwrap(text, flowing=False).text == after


def test_flowing_text_is_left_alone():
    text = "Tää on asunnot-\ntomuutta.\n"
    assert unwrap(text, flowing=True) == Unwrapped(text)
    sentences = "\n".join([FILLER + "."] * 9)
    assert unwrap(sentences, flowing=True) == Unwrapped(sentences)


def test_a_very_long_word_costs_no_time():
    text = "a" * 3_000_000 + "-\n" + "b" * 3_000_000
    assert unwrap(text, flowing=False).text.startswith("aaa")
