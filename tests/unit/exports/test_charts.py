"""The charts: their counts against counting by hand, and what an eye needs: no text over another, contrast, grey."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from lxml import etree

from codebooks.model import Codebook
from exports.charts.draw import FIGURES, PAGE, PAGE_HEIGHT, draw
from exports.charts.places import Box, squarified
from exports.figures import INK, PAPER, SHADES, Dot, Line, Rect, Ring, RingNumber, Text
from exports.setting import fitted, short_names, text_width
from exports.svg import svg
from helpers.coded import BOOKLET, chance_project
from helpers.snapshots import snapshot
from projects.analysis.coded import coded_of
from projects.analysis.crossing import by_code, by_level, excerpts_of

SIZES = [(1, 4, 3), (3, 40, 0), (9, 60, 0), (16, 20, 12), (40, 8, 40)]
LONG = "Asiakas-työntekijä-vuorovaikutussuhdekokonaisuuden yhteistoiminnallisuuskehittämishanke"


def chance(size):
    transcripts, excerpts, codes = size
    return coded_of(chance_project(7, transcripts=transcripts, excerpts=excerpts, codes=codes))


def drawn(kind, size, language="fi"):
    return draw(kind, chance(size), language)


# With few codes chance may have coded nothing that a figure shows.
CASES = [
    (kind, size, language) for kind in FIGURES for size in SIZES for language in ("fi", "en") if drawn(kind, size)
]


def box(text):
    wide, high = text_width(text.text, text.size, bold=text.bold) * 0.93, text.size * 0.72
    left = {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    if text.upright:
        return text.x - high, text.y - wide + left, text.x, text.y + left
    return text.x - left, text.y - high, text.x - left + wide, text.y


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("kind", "size", "language"), CASES)
def test_no_text_covers_another_and_all_stand_inside(kind, size, language):
    figure = drawn(kind, size, language)
    boxes = [box(one) for one in figure.shapes if isinstance(one, Text) and one.text]
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    for left, top, right, low in boxes:
        assert left >= -1
        assert top >= -1
        assert right <= figure.width + 1
        assert low <= figure.height + 1


@pytest.mark.parametrize("kind", FIGURES)
def test_marks_stand_out_from_paper_and_words_from_their_ground(kind):
    shapes = drawn(kind, SIZES[1]).shapes
    rects = [one for one in shapes if isinstance(one, Rect)]
    for one in rects:
        # A ground of a cell carries its count in words; every other fill, or its edge, must be seen by itself.
        if one.fill not in SHADES:
            assert contrast(one.fill, PAPER) >= 3
    for text in (one for one in shapes if isinstance(one, Text)):
        under = [one.fill for one in rects if meet(box(text), (one.x, one.y, one.x + one.width, one.y + one.height))]
        for fill in (under or [PAPER])[-1:]:
            assert contrast(text.colour, fill) >= 4.5
    assert contrast(INK, PAPER) >= 3


def test_the_grounds_of_cells_fall_in_grey_from_step_to_step():
    greys = [luminance(one) for one in SHADES]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == len(greys)


@pytest.mark.parametrize("kind", ["frequencies", "along"])
def test_families_are_told_by_words_and_place_not_by_colour_alone(kind):
    """Printed in grey, each family still has its heading or lane with its name."""
    coded = chance(SIZES[1])
    figure = draw(kind, coded, "fi")
    written = " ".join(one.text for one in figure.shapes if isinstance(one, Text))
    used = {coding.code for coding in coded.codings}
    for family in coded.codebook.families:
        if any(code.id in used for code in coded.codebook if code.family == family.id):
            assert family.name_fi in written


def test_places_and_quadrants_need_no_colour_at_all():
    for kind in ("places", "quadrants", "ladder"):
        fills = {one.fill for one in drawn(kind, SIZES[1]).shapes if isinstance(one, Rect)}
        assert fills <= {PAPER, INK, *SHADES}


@pytest.mark.parametrize(("kind", "size", "language"), CASES)
def test_every_mark_opens_excerpts_and_says_what_it_is(kind, size, language):
    figure = drawn(kind, size, language)
    assert figure.targets
    for target in figure.targets:
        assert target.refs
        assert target.words
        assert len(set(target.refs)) == len(target.refs)
        assert target.x >= -1
        assert target.x + target.width <= figure.width + 1
        assert target.y + target.height <= figure.height + 1
    assert figure.title
    assert len(figure.alt) > 20


def test_bars_are_as_long_as_their_excerpts_are_many():
    coded = chance(SIZES[1])
    figure, excerpts = draw("frequencies", coded, "fi"), excerpts_of(coded)
    assert sorted(target.refs for target in figure.targets) == sorted(excerpts.values())
    bars = [one for one in figure.shapes if isinstance(one, Rect)]
    for bar, target in zip(bars, figure.targets, strict=True):
        assert bar.width / bars[0].width == pytest.approx(len(target.refs) / len(figure.targets[0].refs))


def test_a_page_holds_only_the_fullest_and_says_how_many_are_left_out():
    coded = chance(SIZES[2])
    figure, excerpts = draw("frequencies", coded, "fi", page=True), excerpts_of(coded)
    counts = sorted((len(refs) for refs in excerpts.values()), reverse=True)
    assert sorted((len(one.refs) for one in figure.targets), reverse=True) == counts[: PAGE["frequencies"]]
    assert any(isinstance(one, Text) and str(len(counts) - PAGE["frequencies"]) in one.text for one in figure.shapes)


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("size", [SIZES[2], SIZES[4]])
def test_a_figure_fits_its_page_however_much_there_is(kind, size):
    codes = tuple(replace(code, name_fi=f"{LONG} {code.key}") for code in BOOKLET)
    coded = replace(chance(size), codebook=Codebook(BOOKLET.families, codes))
    figure = draw(kind, coded, "fi", page=True)
    assert figure is None or figure.height <= PAGE_HEIGHT


def test_the_ladder_counts_each_level_and_interview():
    coded = chance(SIZES[1])
    crossing, figure = by_level(coded), draw("ladder", coded, "fi")
    wanted = [*crossing.cells.values(), *crossing.whole.values()]
    assert sorted(one.refs for one in figure.targets) == sorted(wanted)
    assert [one.number for one in figure.shapes if isinstance(one, RingNumber)] == [4, 3, 2, 1]


@pytest.mark.parametrize("count", [9, 30])
def test_long_names_of_interviews_stand_upright_under_their_bars(count):
    coded = coded_of(chance_project(7, transcripts=count, excerpts=30))
    named = tuple(replace(one, short=f"Ryhmähaastattelu {one.short}") for one in coded.transcripts)
    figure = draw("ladder", replace(coded, transcripts=named), "fi")
    upright = [box(one) for one in figure.shapes if isinstance(one, Text) and one.upright]
    assert len(upright) == (count if count < 20 else 0), "where columns are narrower than a line, tooltips name them"
    assert not [pair for pair in combinations(upright, 2) if meet(*pair)]
    assert all(low <= figure.height for _, _, _, low in upright)


def test_the_key_of_lanes_goes_on_in_the_next_line():
    coded = chance(SIZES[1])
    families = tuple(replace(one, name_fi=f"{one.name_fi} ja kaikki muu siihen kuuluva") for one in BOOKLET.families)
    figure = draw("along", replace(coded, codebook=Codebook(families, BOOKLET.codes)), "fi")
    key = [one for one in figure.shapes if isinstance(one, Text) and "=" in one.text]
    assert len(key) == len(families)
    assert len({one.y for one in key}) > 1


def test_a_codebook_without_places_has_no_map():
    coded = chance(SIZES[1])
    families = tuple(replace(one, key=f"X{at}") for at, one in enumerate(BOOKLET.families))
    assert draw("places", replace(coded, codebook=Codebook(families, BOOKLET.codes)), "fi") is None


def test_what_has_no_room_at_all_is_left_out():
    assert fitted("Koti", 9, 2) == ""
    assert fitted("Asukkaan koti", 9, 45).endswith("…")


def test_tiles_are_as_large_as_their_excerpts_are_many_and_cover_the_map():
    coded = chance(SIZES[1])
    figure, excerpts = draw("places", coded, "fi"), excerpts_of(coded)
    places = [refs for code, refs in excerpts.items() if BOOKLET.code(code).family == BOOKLET.families[0].id]
    assert sorted(one.refs for one in figure.targets) == sorted(places)
    areas = [one.width * one.height for one in figure.targets]
    assert areas == sorted(areas, reverse=True) or max(areas) > min(areas)
    assert sum(areas) == pytest.approx(453 * 299)
    boxes = [(one.x, one.y, one.x + one.width, one.y + one.height) for one in figure.targets]
    shrunk = [(a + 0.01, b + 0.01, c - 0.01, d - 0.01) for a, b, c, d in boxes]
    assert not any(meet(*pair) for pair in combinations(shrunk, 2))


@pytest.mark.parametrize("weights", [[1.0], [5, 3, 3, 1], [100, 1, 1, 1], list(range(40, 0, -1))])
def test_boxes_have_the_areas_of_their_weights(weights):
    boxes = squarified(weights, Box(0, 0, 300, 200))
    assert [one.width * one.height for one in boxes] == pytest.approx([60000 * one / sum(weights) for one in weights])


def test_the_matrix_opens_each_full_cell():
    coded = chance(SIZES[0])
    crossing, figure = by_code(coded), draw("overlap", coded, "fi")
    assert sorted(one.refs for one in figure.targets) == sorted(refs for refs in crossing.cells.values() if refs)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[1]])
def test_strips_open_every_excerpt_at_its_place(size):
    coded = chance(size)
    figure = draw("along", coded, "fi")
    assert {ref for one in figure.targets for ref in one.refs} == {one.id for one in coded.excerpts}
    marks = [one for one in figure.shapes if isinstance(one, Rect)][-len(figure.targets) :]
    places = {one.id: one for one in coded.excerpts}
    left = next(one.x1 for one in figure.shapes if isinstance(one, Line))
    for mark, target in zip(marks, figure.targets, strict=True):
        first = places[target.refs[0]]
        wanted = left + first.start / coded.lengths[first.transcript] * (figure.width - left)
        assert mark.x == pytest.approx(wanted, abs=1.5)


def test_a_dot_of_the_quadrants_opens_its_excerpt_and_names_its_fields():
    coded = coded_of(snapshot("A | a\nH1: [N1: yksi] [N1 N2: kaksi]"))
    figure = draw("quadrants", coded, "fi")
    assert [(one.refs, one.words) for one in figure.targets] == [
        (("e0001",), "Ote kentässä N1"), (("e0002",), "Ote kentissä N1, N2"),
    ]  # fmt: skip
    assert sum(isinstance(one, (Dot, Ring)) and bool(one.ref) for one in figure.shapes) == 2


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_coded_draws_nothing(kind):
    assert draw(kind, coded_of(snapshot("A | a\nH1: yksi")), "fi") is None


@pytest.mark.parametrize("kind", FIGURES)
def test_names_of_any_length_have_room(kind):
    codes = tuple(replace(code, name_fi=f"{LONG} {code.key}") for code in BOOKLET)
    coded = chance(SIZES[1])
    figure = draw(kind, replace(coded, codebook=Codebook(BOOKLET.families, codes)), "fi")
    boxes = [box(one) for one in figure.shapes if isinstance(one, Text) and one.text]
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    assert max(right for _, _, right, _ in boxes) <= figure.width + 1


@pytest.mark.parametrize("kind", FIGURES)
def test_svg_is_whole_and_tells_title_and_words_but_no_id(kind):
    figure = drawn(kind, SIZES[1])
    text = svg(figure)
    root = etree.fromstring(text.encode())
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == figure.title
    assert root.findtext(f"{space}desc") == figure.alt
    assert not any(one.id in text for one in BOOKLET)


@pytest.mark.parametrize("kind", FIGURES)
def test_a_swedish_report_has_swedish_figures(kind):
    figure, english = drawn(kind, SIZES[1], "sv"), drawn(kind, SIZES[1], "en")
    assert figure.title != english.title
    assert "excerpt" not in figure.alt
    assert not any("excerpt" in one.text for one in figure.shapes if isinstance(one, Text))


def test_short_names_tell_each_from_the_others():
    assert short_names(["Toiminta", "Toipuminen", "Paikka"]) == ("Toim", "Toip", "P")
    assert len(set(short_names(["Koti", "Koti", "Kotikäynti"]))) == 3
