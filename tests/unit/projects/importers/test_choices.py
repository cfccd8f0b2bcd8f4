"""For any choices the accounting holds: the text is the source with exactly the accepted repairs, turns tile it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.errors import ImportRefusedError
from projects.importers.choices import Choices
from projects.importers.content import Content
from projects.importers.draft import Draft, Voice
from projects.importers.intake import Intake, settle, take_in
from projects.importers.reading import intake_of
from projects.importers.repairs import (
    FOOTER_ADDRESS,
    KINDS,
    LINE_END_HYPHEN,
    PAGE_BREAK,
    SOFT_HYPHEN,
    WRAPPED_LINE,
    chosen,
    mend,
)
from projects.model import Origin

LONG = "ja tässä on vielä monta sanaa siitä, mitä asumisneuvojat tekevät työkseen joka arkipäivä kun"
LABELS = st.sampled_from(["", "", "H1: ", "H2: ", "Maija: ", "maija: ", "[id1] ", "[00:12:31] H1: ", "A > "])
BODIES = st.sampled_from([LONG, f"{LONG} asun-", "tomuus jatkuu", "asun\u00adto", "vuokra\u00ad", "jatko-", "Sivu 3"])
ODD = st.text("aä -–:\n\t\u0308\u00ad()12A각", max_size=12)
TAILS = st.sampled_from(["", " ", " [naurahtaa]", " #00:01:02-3#", "\u00ad"])
LINES = st.builds("{}{}{}".format, LABELS, BODIES | ODD, TAILS)
BETWEEN = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\f", "\n\nhttps://a.fi/b\n", "\f1\n"])
TEXTS = st.lists(st.tuples(LINES, BETWEEN).map("".join), min_size=1, max_size=14).map("".join)
NOTES = st.lists(st.sampled_from(["[1] Viite.", "[2] vii\u00adte-", "[3] a\u0308"]), max_size=2).map(tuple)
PATTERNS = st.sampled_from(["", "", "PUHUJA >", "[AIKA] PUHUJA:"])
ORIGIN = Origin("RH01_2020-11-05_asumisneuvojat_anon_v2.docx", "0", "2020-11-06")
SPELLINGS = ["H1", "H2", "Maija", "maija", "id1", "A"]


@st.composite
def decided(draw: st.DrawFn) -> tuple[Intake, Choices]:
    """Draw a file and any choices over it."""
    content = Content(draw(TEXTS), draw(NOTES), flowing=draw(st.booleans()))
    pattern = draw(PATTERNS)
    intake = take_in(content, ORIGIN, "RH01", pattern)
    places = st.frozensets(st.integers(0, max(len(intake.repairs) - 1, 0)))
    choices = Choices(
        refused=draw(places),
        wanted=draw(places),
        merged=tuple(draw(st.lists(st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS)), max_size=3))),
        ignored=draw(st.frozensets(st.sampled_from(SPELLINGS), max_size=3)),
        pattern=pattern,
    )
    return intake, choices


def settled(intake: Intake, choices: Choices):
    """Return the draft, or None for a text that repairs leave empty."""
    try:
        return settle(intake, choices)
    except ImportRefusedError:
        return None


@settings(max_examples=400, deadline=None)
@given(decided())
def test_the_text_is_the_source_with_exactly_the_accepted_repairs(case):
    intake, choices = case
    done = chosen(intake.repairs, choices.refused, choices.wanted)
    at, expected = 0, []
    for place, one in enumerate(intake.repairs):
        assert at <= one.start < one.end <= len(intake.base.text)
        assert one.kind in KINDS
        expected.append(intake.base.text[at : one.start])
        expected.append(one.text if place in done else intake.base.text[one.start : one.end])
        at = one.end
    expected.append(intake.base.text[at:])
    result = settled(intake, choices)
    if result is not None:
        assert result.draft.text == "".join(expected)
        assert result.mended.done == done
        for place, number in zip(result.mended.places, done, strict=True):
            text = intake.repairs[number].text
            assert result.draft.text[place : place + len(text)] == text


@settings(max_examples=300, deadline=None)
@given(decided())
def test_characters_add_up_and_turns_tile_for_any_choices(case):
    result = settled(*case)
    if result is None:
        return
    draft = result.draft
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    assert unicodedata.is_normalized("NFC", draft.text)
    tiled(draft)
    labels = {turn.label for turn in draft.turns}
    assert not labels & case[1].ignored - {target for _, target in case[1].merged}


def tiled(draft: Draft) -> None:
    at = draft.header_end
    for turn in draft.turns:
        assert at <= turn.start < turn.end <= len(draft.text)
        assert draft.text[at : turn.start].isspace() or at == turn.start
        assert draft.text[turn.end : turn.end + 1] in ("", "\n")
        inside = turn.start
        for mark in turn.marks:
            assert inside <= mark.start < mark.end <= turn.end
            inside = mark.end
        at = turn.end
    assert not draft.text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(decided())
def test_every_place_of_the_mended_text_has_its_place_before(case):
    intake, choices = case
    done = chosen(intake.repairs, choices.refused, choices.wanted)
    mended = mend(intake.base.text, intake.repairs, done)
    inserted = {
        at
        for place, number in zip(mended.places, done, strict=True)
        for at in range(place, place + len(intake.repairs[number].text))
    }
    for at, letter in enumerate(mended.text):
        if at not in inserted:
            assert intake.base.text[mended.before(at)] == letter


def read(text: str, name: str = "a.txt") -> Intake:
    return intake_of(text.encode(), name, "")


def found(draft: Draft) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in draft.findings}


WRAPPED = "\n".join((*[LONG] * 5, "asun-", "tomuus loppui.", "", "H1: asun\u00adto on " + LONG, LONG, LONG, "loppu."))


def test_each_repair_is_refused_alone():
    intake = read(WRAPPED)
    kinds = [one.kind for one in intake.repairs]
    assert set(kinds) == {WRAPPED_LINE, LINE_END_HYPHEN, SOFT_HYPHEN}
    hyphen, soft = kinds.index(LINE_END_HYPHEN), kinds.index(SOFT_HYPHEN)
    choices = Choices().mending(intake.repairs, [hyphen], done=False)
    draft = settle(intake, choices).draft
    assert "asun-\ntomuus" in draft.text
    assert "asunto" in draft.text
    assert found(draft)["hyphens-kept"] == {"count": 1}
    both = choices.mending(intake.repairs, [soft], done=False)
    draft = settle(intake, both).draft
    assert "asun\u00adto" in draft.text
    assert found(draft)["soft-hyphens-kept"] == {"count": 1}
    assert settle(intake, both.mending(intake.repairs, [soft, hyphen], done=True)) == settle(intake)


def test_all_repairs_of_a_kind_are_refused():
    intake = read(WRAPPED)
    draft = settle(intake, Choices().refusing(intake.repairs, KINDS)).draft
    assert draft.text == WRAPPED
    assert draft.counts.added == draft.counts.removed == 0
    assert found(draft)["lines-kept"]["count"] > 5


def pages(count: int) -> str:
    """Return pages with a head and a number, the sentence running on from each to the next."""
    page = "\n".join((*[LONG] * 4, f"{LONG} asunnot-"))
    return "\f".join(f"Kotien kertomuksia\n\n{'tomuutta ' if n else 'Alku '}{page}\n\n{n + 1}" for n in range(count))


def test_heads_and_feet_of_pages_go_and_the_sentence_runs_on():
    intake = read(pages(4))
    draft = settle(intake).draft
    assert "Kotien" not in draft.text
    assert draft.text.count("asunnottomuutta") == 3
    assert "\n" not in draft.text.strip()
    assert found(draft)["page-breaks-removed"] == {"count": 5}
    assert {one.kind for one in intake.repairs} == {PAGE_BREAK, WRAPPED_LINE, LINE_END_HYPHEN}


def test_no_line_is_joined_over_a_page_that_stays():
    intake = read(pages(4))
    place = next(at for at, one in enumerate(intake.repairs) if one.kind == PAGE_BREAK and one.start)
    draft = settle(intake, Choices().mending(intake.repairs, [place], done=False)).draft
    assert "asunnot-\n\n1\n\nKotien kertomuksia\n\ntomuutta" in draft.text
    assert draft.text.count("asunnottomuutta") == 2
    assert found(draft)["page-breaks-kept"] == {"count": 1}


@pytest.mark.parametrize(
    "text",
    [
        "\f".join(["H1: Joo."] * 5),
        "\f".join(f"Haastattelija\n\nMitä {word}?\n\nHaastattelija\n\nNo {word}." for word in "abcd"),
        "Eka\fToka\fKolmas",
        "".join(f"{n}\nRivi puhetta.\n" for n in range(1, 9)),
        "Vuosi\n\n2019\n\nja\n\n2020\n\nja\n\n2021\n",
    ],
)
def test_what_recurs_within_pages_is_no_head(text):
    assert not [one for one in read(text).repairs if one.kind == PAGE_BREAK]


def test_page_numbers_that_count_up_are_found_without_page_ends():
    body = "\n".join([LONG] * 14)
    text = "\n".join(f"{body} ja\n\nSivu {n} / 5\n\nsiitä jatkui." for n in range(1, 6))
    intake = read(text)
    assert [one.sure for one in intake.repairs if one.kind == PAGE_BREAK] == [True] * 5
    assert "Sivu" not in settle(intake).draft.text
    bare = read("\n".join(f"{body}\nloppu {'abcde'[n]}.\n\n{n + 1}\n\nUusi {'abcde'[n]}." for n in range(5)))
    assert [one.sure for one in bare.repairs if one.kind == PAGE_BREAK] == [False] * 5


def test_an_address_at_the_foot_goes_only_when_it_is_wanted():
    text = f"{LONG}\n{LONG}\n{LONG}\n{LONG} asunnot-\n\nhttps://a.fi/b\nwww.c.fi\ntomuutta on.\n\nhttps://d.fi\nLoppu.\n"
    intake = read(text)
    places = [at for at, one in enumerate(intake.repairs) if one.kind == FOOTER_ADDRESS]
    draft = settle(intake).draft
    assert "https://a.fi/b" in draft.text
    assert found(draft)["footer-addresses-kept"] == {"count": 2}
    draft = settle(intake, Choices().mending(intake.repairs, places, done=True)).draft
    assert draft.text.endswith("asunnottomuutta on.\n\nLoppu.\n")
    assert found(draft)["footer-addresses-removed"] == {"count": 2}


SPOKEN = "H1: Yksi.\nMaija: Kaksi.\nmaija: Kolme.\nUutiset: Neljä.\nUutiset: Viisi.\nH1: Kuusi.\nmaija: Seitsemän.\n"


def labels(draft: Draft) -> list[str | None]:
    return [turn.label for turn in draft.turns]


def test_two_spellings_become_one_speaker_and_the_text_stays():
    intake = read(SPOKEN.replace("maija", "Maijja"))
    choices = Choices().merging("Maijja", "Maija")
    draft = settle(intake, choices).draft
    assert labels(draft) == ["H1", "Maija", "Maija", "Uutiset", "Uutiset", "H1", "Maija"]
    assert "Maijja: Kolme." in draft.text
    assert settle(intake, choices.merging("Maijja", None)) == settle(intake)


def test_merging_in_a_ring_is_refused():
    choices = Choices().merging("A", "B").merging("B", "C").merging("C", "A")
    assert (choices.label("A"), choices.label("B"), choices.label("C")) == ("C", "C", "C")
    assert Choices().merging("A", "A") == Choices()


def test_an_ignored_label_is_speech_of_the_turn_before():
    draft = settle(read(SPOKEN), Choices().ignoring("Uutiset", ignored=True)).draft
    assert "Uutiset" not in labels(draft)
    turn = next(one for one in draft.turns if "Neljä" in draft.text[one.start : one.end])
    assert draft.text[turn.start : turn.end].endswith("Uutiset: Neljä.\nUutiset: Viisi.")
    assert [mark.kind for mark in turn.marks] == ["label"]


def test_without_any_label_every_paragraph_is_a_turn():
    choices = Choices()
    for label in ("H1", "Maija", "maija", "Uutiset"):
        choices = choices.ignoring(label, ignored=True)
    draft = settle(read(SPOKEN), choices).draft
    assert labels(draft) == [None] * 7
    assert settle(read(SPOKEN), choices.ignoring("H1", ignored=False)).draft.turns[0].label == "H1"


def test_a_spelling_of_an_ignored_label_is_ignored_too():
    choices = Choices().merging("Uutiset", "Maija").ignoring("Maija", ignored=True)
    assert set(labels(settle(read(SPOKEN), choices).draft)) <= {"H1", "maija"}


@pytest.mark.parametrize(
    ("pattern", "line", "label", "time", "speech"),
    [
        ("PUHUJA >", "Maija > Hei.", "Maija", None, "Hei."),
        ("SPEAKER", "Maija Meikäläinen", "Maija Meikäläinen", None, ""),
        ("[AIKA] PUHUJA:", "[00:01:05] pekka: Joo.", "pekka", 65.0, "Joo."),
        ("PUHUJA AIKA", "Maija   1:05", "Maija", 65.0, ""),
        ("(PUHUJA)", "  (1. nainen) No niin", "1. nainen", None, "No niin"),
    ],
)
def test_a_pattern_of_ones_own_finds_labels(pattern, line, label, time, speech):
    more = "Jatkoa, jossa on niin monta sanaa, ettei se ole kenenkään nimi."
    draft = settle(read(f"{more}\n{line}\n{more}\n"), Choices().reading(pattern)).draft
    turn = draft.turns[1]
    assert (turn.label, turn.time) == (label, time)
    assert draft.text[turn.marks[-1].end : turn.end] == f"{speech}\n{more}"


@pytest.mark.parametrize("pattern", ["puhuja:", "PUHUJAT:", "AIKA", "PUHUJA PUHUJA", "PUHUJA AIKA AIKA"])
def test_a_pattern_without_sense_is_refused(pattern):
    with pytest.raises(ImportRefusedError) as caught:
        settle(read(SPOKEN), Choices().reading(pattern))
    assert caught.value.code == "bad-pattern"


def test_lines_are_not_joined_to_a_label_of_ones_own_pattern():
    text = "\n".join([f"Maija > {LONG}", LONG] * 4)
    assert len(settle(read(text), Choices(pattern="PUHUJA >")).draft.turns) == 4


def test_another_pattern_begins_the_repairs_anew():
    assert Choices(refused=frozenset({1}), wanted=frozenset({2})).reading(" PUHUJA > ") == Choices(
        pattern="PUHUJA >"
    )


def test_a_voice_told_again_replaces_the_former():
    choices = Choices().saying(Voice("A", "vastaaja")).saying(Voice("A", "kysyjä", "Kuura"))
    assert choices.voice("A") == Voice("A", "kysyjä", "Kuura")
    assert choices.voice("B") == Voice("B")


def test_names_and_language_as_chosen():
    draft = settle(read(SPOKEN), Choices(name="Uutisilta", short="U1", language="sv")).draft
    assert (draft.name, draft.short, draft.language) == ("Uutisilta", "U1", "sv")
    assert settle(read(SPOKEN), Choices(name=" ", short="")).draft.name == "a"


def test_a_text_that_repairs_leave_empty_is_refused():
    intake = read("\n\nhttps://a.fi\n")
    with pytest.raises(ImportRefusedError) as caught:
        settle(intake, Choices().mending(intake.repairs, [0], done=True))
    assert caught.value.code == "no-text"
