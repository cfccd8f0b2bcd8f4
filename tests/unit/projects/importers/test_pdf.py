"""PDF pages become paragraphs: lines joined by what the page shows, page furniture out, columns parted by tabs."""

from __future__ import annotations

from helpers.documents import PICTURE, pdf, pdf_of, text_stream
from projects.importers.draft import Draft
from projects.importers.pdf_lines import Line, Page, laid_out
from projects.importers.reading import read_bytes

LONG = "ja siitä se sitten lähti, kun me alettiin käydä kotona ja katsoa yhdessä niitä papereita"


def read(data: bytes) -> Draft:
    draft = read_bytes(data, "a.pdf", "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


def findings(draft: Draft) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in draft.findings}


def paragraphs(draft: Draft) -> list[str]:
    return [line.rstrip() for line in draft.text.split("\n") if line.strip()]


def test_lines_that_fill_the_page_are_joined_and_short_ones_end_a_paragraph():
    draft = read(pdf([[f"H1: {LONG}", f"{LONG} siis", "loppui.", "Uusi kappale.", f"V1: {LONG}", "niin."]]))
    assert paragraphs(draft) == [f"H1: {LONG} {LONG} siis loppui.", "Uusi kappale.", f"V1: {LONG} niin."]
    assert [turn.label for turn in draft.turns] == ["H1", "V1"]
    assert findings(draft)["lines-joined"]["count"] == 3


def test_a_word_cut_at_a_lines_end_is_whole_again():
    first = f"{LONG} asunnot-"
    draft = read(
        pdf([[first, "tomuus on asunnottomuus, jatko-", "ja muut.", f"{LONG} jatko-", "ja täydennyskoulutus"]])
    )
    assert "asunnottomuus on asunnottomuus" in draft.text
    assert "jatko-\n\nja muut." in draft.text  # room was left on the line: a paragraph ends
    assert "jatko- ja täydennyskoulutus" in draft.text
    assert findings(draft)["hyphens-joined"] == {"count": 1}


def test_running_heads_and_page_numbers_go():
    pages = [
        text_stream(
            [
                (60, 820, "Haastattelu RH1"),
                (60, 780, f"H{n % 2 + 1}: Puhetta sivulla {'abcd'[n]}."),
                (300, 20, f"{n + 1}/4"),
            ]
        )
        for n in range(4)
    ]
    draft = read(pdf_of(pages, packed=True))
    assert paragraphs(draft) == [f"H{n % 2 + 1}: Puhetta sivulla {'abcd'[n]}." for n in range(4)]
    assert [turn.label for turn in draft.turns] == ["H1", "H2", "H1", "H2"]


def test_a_sentence_goes_on_over_a_page():
    draft = read(pdf([[f"H1: {LONG}"], ["ja jatkuu vielä.", "V1: Joo."]]))
    assert paragraphs(draft) == [f"H1: {LONG} ja jatkuu vielä.", "V1: Joo."]


def test_line_numbers_in_the_margin_go_and_are_told():
    said = [(60, 800 - 14 * n, f"H{n % 2 + 1}: Vastaus {'abcdef'[n]} on tässä.") for n in range(6)]
    numbers = [(30, 800 - 14 * n, str(n + 1)) for n in range(6)]
    draft = read(pdf_of([text_stream([*said, *numbers])]))
    assert paragraphs(draft) == [text for _, _, text in said]
    assert findings(draft)["margin-numbers"] == {"count": 6}


def test_columns_are_parted_by_tabs_and_read_as_a_table():
    rows = [
        (f"00:0{n}", "Aino" if n % 2 else "Haastattelija", f"Tämä on vastaus numero {'abcd'[n]}.") for n in range(4)
    ]
    texts = [(x, 800 - 20 * n, cell) for n, row in enumerate(rows) for x, cell in zip((50, 120, 250), row, strict=True)]
    draft = read(pdf_of([text_stream(texts)]))
    assert paragraphs(draft) == ["\t".join(row) for row in rows]
    assert [(turn.label, turn.time) for turn in draft.turns] == [(row[1], n) for n, row in enumerate(rows)]


def test_a_cell_that_runs_over_lines_stays_with_its_row():
    texts = []
    for n in range(4):
        texts += [(50, 800 - 40 * n, f"00:0{n}"), (120, 800 - 40 * n, f"Vastaus {'abcd'[n]} jatkuu ja jatkuu")]
        texts += [(120, 788 - 40 * n, "toisella rivilla viela.")]
    draft = read(pdf_of([text_stream(texts)]))
    assert [turn.time for turn in draft.turns] == [0, None, 1, None, 2, None, 3, None]
    assert "\ttoisella" not in draft.text


def test_pages_that_are_pictures_are_told():
    draft = read(pdf_of([text_stream([(60, 800, "A: Hei.")]), PICTURE]))
    assert findings(draft) == {"pages-without-text": {"count": 1}}


def test_a_gap_or_an_indent_parts_paragraphs():
    first = [(60, 800, LONG), (60, 786, f"{LONG[:80]}."), (60, 750, f"Uusi {LONG[:82]}"), (60, 736, f"{LONG[:84]}.")]
    indented = [(75, 722, f"Sisennys {LONG[:75]}"), (60, 708, "loppu.")]
    draft = read(pdf_of([text_stream([*first, *indented])]))
    assert [one[:8] for one in paragraphs(draft)] == ["ja siitä", "Uusi ja ", "Sisennys"]


def test_lines_without_places_come_in_their_own_order():
    line = Line("A: Hei.", 0, 0, 0, 0)
    assert laid_out([Page((line, line)), Page((line,))]).text == "A: Hei.\nA: Hei.\fA: Hei."
    assert laid_out([Page((Line("12", 0, 9, 0, 9),))]).text == "12"


def test_columns_of_a_page_keep_the_files_own_order():
    lines = [
        Line(f"{side}{n}", left, left + 200, 700 - 12 * n, 710 - 12 * n)
        for side, left in (("a", 50), ("b", 300))
        for n in range(5)
    ]
    assert laid_out([Page(tuple(lines))]).text.split() == [line.text for line in lines]
