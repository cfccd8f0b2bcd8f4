"""What a report says, as blocks: chapters, sections, full print once, sources, references."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.blocks import Contents, Heading, Paragraph, Picture, Quote, Reference, Table
from exports.report import ReportPlan, report
from helpers.snapshots import snapshot

ADVISORS = {
    "Maija": ("haastattelija", 1, ""), "Hilkka": ("asumisneuvoja", 2, ""), "Pekka": ("asumisneuvoja", 3, "Aino"),
}  # fmt: skip
GROUP = """RH1 | Ryhmä
Maija: Mites se alkaa?
Hilkka: [P01 N1 N2: No mä soitan asukkaalle.] Ja sitten [S01: mennään kotiin.]
Pekka: [S01: Joo. Niin ja
Hilkka: niin just.
Maija: Aivan.]
Hilkka: [P02: Se on eri asia.] [P01: Se.] [X01 T01: Irti.]"""


def built(*blocks, persons=ADVISORS, **plan):
    return report(snapshot(*(blocks or (GROUP,)), persons=persons), ReportPlan(**plan)).blocks


def titles(blocks, level):
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == level]


def kinds(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def sections(blocks):
    """Return what stands under each code: (heading, excerpt ids)."""
    found = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append((block.text, []))
        if isinstance(block, Quote | Reference):
            found[-1][1].append(block.excerpt)
    return found


def test_chapters_follow_the_codebook_with_place_first_and_loose_codes_last():
    assert titles(built(), 1) == ["Aineisto", "Paikka", "Suhteet", "Toiminta", "Nelikenttä", "Muut koodit"]


def test_the_plan_orders_families():
    chosen = titles(built(families=("NELIKENTTA", "SUHTEET")), 1)
    assert chosen == ["Aineisto", "Nelikenttä", "Suhteet", "Paikka", "Toiminta", "Muut koodit"]


def test_codes_without_codings_get_no_section():
    assert "Toivo" not in titles(built(), 2)
    assert "Toipumisorientaatio" not in titles(built(), 1)


def test_every_coding_stands_exactly_once_in_its_codes_section():
    assert sections(built()) == [
        ("Asukkaan koti", ["e0001", "e0005"]), ("Katu (etsivä työ)", ["e0004"]), ("Luottamus", ["e0002", "e0003"]),
        ("Yhteydenotto", ["e0006"]), ("Taloudellissosiaalista hyvinvointia vahvistava", ["e0001"]),
        ("Toipumista tukeva", ["e0001"]), ("Irrallinen", ["e0006"]),
    ]  # fmt: skip


def test_an_excerpt_is_printed_in_full_once_under_the_first_family():
    full = Counter(block.excerpt for block in kinds(built(), Quote))
    assert full == {f"e000{number}": 1 for number in range(1, 7)}
    first = built(families=("NELIKENTTA",))
    assert next(block for block in first if isinstance(block, Quote | Reference)) == kinds(first, Quote)[0]
    assert [block.excerpt for block in kinds(first, Quote)].count("e0001") == 1


def test_elsewhere_it_is_a_line_with_its_name_first_words_and_page():
    reference = kinds(built(), Reference)[0]
    quote = kinds(built(), Quote)[0]
    assert (reference.readable, reference.words, reference.see) == ("RH1-v2", "No mä soitan asukkaalle.", "s.")
    assert reference.anchor == quote.anchor


def test_long_excerpts_are_pointed_at_by_their_first_words():
    said = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan, yhdeksän, kymmenen"
    block = kinds(built(f"A | a\nH1: [P01 N1: {said}]"), Reference)[0]
    assert block.words == "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan…"


def test_two_coders_print_an_excerpt_once():
    project = snapshot("A | a\nH1: [P01: yksi]", coders=("k1", "k2"))
    assert sections(report(project, ReportPlan()).blocks) == [("Asukkaan koti", ["e0001"])]


def test_readable_names_tell_excerpts_of_one_turn_apart():
    names = {block.excerpt: block.readable for block in kinds(built(), Quote)}
    assert names == {
        "e0001": "RH1-v2", "e0002": "RH1-v2b", "e0003": "RH1-v3", "e0004": "RH1-v6", "e0005": "RH1-v6b",
        "e0006": "RH1-v6c",
    }  # fmt: skip


def test_more_excerpts_in_a_turn_than_letters_keep_their_own_names():
    coded = " ".join(f"[P01: s{number}]" for number in range(60))
    names = [block.readable for block in kinds(built(f"A | a\nH1: {coded}"), Quote)]
    assert len(set(names)) == 60


def test_one_voice_is_named_in_the_source_only():
    quote = kinds(built(), Quote)[0]
    assert [(one.speaker, one.text) for one in quote.paragraphs] == [("", "No mä soitan asukkaalle.")]
    assert quote.source == "(AN2, RH1, v. 2)"


def test_several_voices_stay_several():
    quote = next(block for block in kinds(built(), Quote) if block.excerpt == "e0003")
    assert [(one.speaker, one.text) for one in quote.paragraphs] == [
        ("Aino: ", "Joo. Niin ja"), ("asumisneuvoja 2: ", "niin just."), ("haastattelija 1: ", "Aivan."),
    ]  # fmt: skip
    assert quote.source == "(Aino, AN2 ja HA1, RH1, v. 3–5)"


def test_an_unnamed_voice_beside_a_named_one_opens_with_a_dash():
    quote = kinds(built("A | a\nHilkka: [P01: Yksi\nkaksi]"), Quote)[0]
    assert [one.speaker for one in quote.paragraphs] == ["asumisneuvoja 2: ", "– "]
    assert quote.source == "(AN2, A, v. 1–2)"


def test_a_transcript_without_labels_has_sources_without_speakers():
    quote = kinds(built("A | a\n[P01: Yksi]"), Quote)[0]
    assert (quote.paragraphs[0].speaker, quote.source) == ("", "(A, v. 1)")


def test_an_excerpt_without_speech_says_so():
    quote = kinds(built("A | a\n[P01:    ]x"), Quote)[0]
    assert (quote.paragraphs[0].text, quote.source, quote.readable) == ("[ei puhetta]", "(A)", "A-v0")


@pytest.mark.parametrize(("language", "words"), [("fi", "Ei anonymisoitu"), ("en", "Not anonymised")])
def test_the_first_page_says_that_nothing_is_anonymised(language, words):
    blocks = built(language=language)
    first = blocks[: blocks.index(kinds(blocks, Contents)[0])]
    assert any(block.role == "notice" and block.text.startswith(words) for block in kinds(first, Paragraph))


def test_an_anonymised_project_gives_no_such_notice():
    blocks = report(snapshot(GROUP, persons=ADVISORS, anonymised=True), ReportPlan()).blocks
    assert not [block for block in kinds(blocks, Paragraph) if block.role == "notice"]


def test_the_first_page_tells_the_facts():
    facts = dict(kinds(built(created="2020-11-05T12:00:00Z"), Table)[0].rows)
    assert facts == {
        "Projekti": "Asumisneuvojat 2020", "Päiväys": "5.11.2020", "Koodaajat": "Koodaaja k1",
        "Aineisto": "1 haastattelu, 6 vuoroa, 24 sanaa".replace("24", str(words_of(GROUP))),
        "Koodattu": "9 koodausta, 6 otetta, 7 koodia",
    }  # fmt: skip


def words_of(block):
    return snapshot(block, persons=ADVISORS).documents[0].transcript.words


def test_english_dates_are_written_out():
    assert dict(kinds(built(language="en", created="2020-11-05"), Table)[0].rows)["Date"] == "5 November 2020"


def test_every_chapter_counts_its_codes_by_transcript():
    blocks = built(GROUP, "RH2 | b\nHilkka: [P01: taas]")
    table = next(block for block in kinds(blocks, Table) if "Paikka" in block.caption)
    assert [column.title for column in table.columns] == ["Koodi", "RH1", "RH2", "Yhteensä"]
    assert table.rows == (("Asukkaan koti", "2", "1", "3"), ("Katu (etsivä työ)", "1", "0", "1"))
    assert table.total == ("Yhteensä", "3", "1", "4")
    assert [column.number for column in table.columns] == [False, True, True, True]


def test_many_transcripts_give_totals_only():
    table = kinds(built(*(f"R{place} | r\nH1: [P01: se]" for place in range(9))), Table)[3]
    assert [column.title for column in table.columns] == ["Koodi", "Koodauksia"]
    assert table.rows == (("Asukkaan koti", "9"),)


def test_the_quadrants_stand_in_their_own_chapter():
    blocks = built()
    place = blocks.index(kinds(blocks, Picture)[0])
    assert [block.text for block in blocks[:place] if isinstance(block, Heading)][-1] == "Nelikenttä"
    assert len(kinds(blocks, Picture)) == 1
    assert "1 ote, 1 useammassa kentässä" in kinds(blocks, Picture)[0].figure.alt


def test_without_quadrant_codings_there_is_no_figure():
    assert not kinds(built("A | a\nH1: [P01: se]"), Picture)


def test_an_uncoded_project_says_so():
    blocks = built("A | a\nH1: ei mitään")
    assert any("ei ole vielä yhtään koodausta" in block.text for block in kinds(blocks, Paragraph))
    assert titles(blocks, 1) == ["Aineisto"]


def test_an_empty_project_says_so():
    blocks = report(snapshot(), ReportPlan()).blocks
    assert any("ei ole vielä yhtään haastattelua" in block.text for block in kinds(blocks, Paragraph))


def test_english_uses_english_names_and_falls_back_to_finnish():
    blocks = built(language="en")
    assert "Resident's home" in titles(blocks, 2)
    assert "Other codes" in titles(blocks, 1)
    assert kinds(blocks, Quote)[0].source == "(ADV2, RH1, t. 2)"


def test_placeholders_can_be_left_out():
    assert any(block.role == "placeholder" for block in kinds(built(), Paragraph))
    assert not any(block.role == "placeholder" for block in kinds(built(placeholders=False), Paragraph))


def test_labels_are_nowhere():
    everything = repr([block for block in built() if not isinstance(block, Picture)])
    assert not [label for label in ADVISORS if label in everything]


def test_anchors_are_unique_and_fit_word():
    anchors = [block.anchor for block in built() if isinstance(block, Heading | Quote)]
    assert len(set(anchors)) == len(anchors)
    assert all(len(anchor) <= 40 for anchor in anchors)


KEYS = ["P01", "P02", "S01", "T01", "R01", "N1", "N2", "N3", "N4", "X01"]


@given(
    coded=st.lists(st.sets(st.sampled_from(KEYS), min_size=1), max_size=25),
    order=st.permutations(["PAIKKA", "SUHTEET", "TOIMINTA", "TOIPUMINEN", "NELIKENTTA"]),
)
def test_any_coding_and_any_order_print_everything_once(coded, order):
    turns = [f"H{place % 3}: [{' '.join(sorted(keys))}: sana{place}]" for place, keys in enumerate(coded)]
    blocks = built("\n".join(["A | a", *turns]), families=tuple(order))
    printed = sections(blocks)
    assert sum(len(excerpts) for _, excerpts in printed) == sum(len(keys) for keys in coded)
    assert all(len(set(excerpts)) == len(excerpts) for _, excerpts in printed)
    full = [block.excerpt for block in kinds(blocks, Quote)]
    assert sorted(full) == sorted({excerpt for _, excerpts in printed for excerpt in excerpts})
    seen = set()
    for block in blocks:
        if isinstance(block, Quote):
            seen.add(block.excerpt)
        assert not isinstance(block, Reference) or block.excerpt in seen


@pytest.mark.parametrize("state", ["draft", "in-review", "to-change", "approved", "blocked", "left-out", "closed"])
def test_an_excerpt_chosen_for_print_is_marked_until_it_is_approved_and_left_out_when_closed(state: str) -> None:
    project = snapshot(GROUP, persons=ADVISORS)
    plain = [one for one in report(project, ReportPlan()).blocks if isinstance(one, Quote)]
    chosen = {one.excerpt: (f"Q-{at}", state) for at, one in enumerate(plain)}
    blocks = report(project, ReportPlan(quotes=chosen)).blocks
    gone = state in ("blocked", "left-out", "closed")
    for before, one in zip(plain, [one for one in blocks if isinstance(one, Quote)], strict=True):
        assert one.paragraphs == (() if gone else before.paragraphs)
        assert (one.draft == "") == (state == "approved")
        assert (chosen[one.excerpt][0] in one.draft) == gone
        assert not one.fresh
    assert gone == (not [one for one in blocks if isinstance(one, Reference)])
