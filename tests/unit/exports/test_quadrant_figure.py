"""The quadrant figure: each excerpt once, in its place, none over another, readable in grey."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exports.figures import Dot, Line, Rect, Ring, RingNumber, Text
from exports.quadrants import quadrant_figure
from exports.setting import text_width
from exports.svg import svg
from projects.analysis.quadrants import QUADRANTS, Membership

NAMES = {
    "N1": "Taloudellissosiaalista hyvinvointia vahvistava", "N2": "Toipumista tukeva",
    "N3": "Haittoja vähentävä", "N4": "Toiminnan mahdollisuuksia lisäävä",
}  # fmt: skip
ANY = [frozenset(keys) for size in range(1, 5) for keys in combinations(QUADRANTS, size)]
SIDES = {"N1": (-1, -1), "N2": (1, -1), "N3": (-1, 1), "N4": (1, 1)}


def membership(drawn):
    return Membership({f"e{place}": frozenset(keys) for place, keys in enumerate(drawn)})


def figure(*drawn, language="fi", **options):
    return quadrant_figure(membership(drawn), NAMES, language, **options)


def closest(shapes):
    marks = shapes.marks()
    return min(
        (math.hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius for a, b in combinations(marks, 2)), default=1.0
    )


def only(drawn):
    return figure(drawn).marks()[0]


@pytest.mark.parametrize("keys", ANY, ids=lambda keys: "".join(sorted(keys)))
def test_the_shape_tells_how_many_fields(keys):
    mark = only(keys)
    expected = {1: Dot, 2: Ring, 3: RingNumber, 4: RingNumber}[len(keys)]
    assert isinstance(mark, expected)
    assert not isinstance(mark, RingNumber) or mark.number == len(keys)


@pytest.mark.parametrize("key", QUADRANTS)
def test_one_field_stands_in_its_own_quarter(key):
    mark, (across, down) = only([key]), SIDES[key]
    assert (mark.x - 227) * across > 20
    assert (mark.y - 155) * down > 20


@pytest.mark.parametrize(("keys", "x", "y"), [
    (("N1", "N2"), 0, -1), (("N3", "N4"), 0, 1), (("N1", "N3"), -1, 0), (("N2", "N4"), 1, 0),
])  # fmt: skip
def test_neighbours_stand_on_the_axis_between_them(keys, x, y):
    mark = only(keys)
    assert mark.x - 227 == pytest.approx(0, abs=0.01) if not x else (mark.x - 227) * x > 50
    assert mark.y - 155 == pytest.approx(0, abs=0.01) if not y else (mark.y - 155) * y > 50


@pytest.mark.parametrize(("keys", "slope"), [(("N1", "N4"), 1), (("N2", "N3"), -1)])
def test_opposite_fields_stand_near_the_centre_on_their_own_diagonal_with_two_ticks(keys, slope):
    drawn = figure(keys)
    mark = drawn.marks()[0]
    x, y = mark.x - 227, mark.y - 155
    assert 0 < math.hypot(x, y) < 70
    assert y == pytest.approx(slope * x, abs=0.01)
    ticks = [one for one in drawn.shapes if isinstance(one, Line) and abs(one.x1 - mark.x) < 20 and one.x1 != one.x2]
    assert [round((tick.y2 - tick.y1) / (tick.x2 - tick.x1), 3) for tick in ticks[-2:]] == [slope, slope]


def test_no_other_shape_has_ticks():
    assert len([one for one in figure(["N1"], ["N1", "N2"], QUADRANTS).shapes if isinstance(one, Line)]) == 2


@pytest.mark.parametrize("keys", ANY, ids=lambda keys: "".join(sorted(keys)))
def test_three_hundred_of_one_kind_do_not_cover_each_other(keys):
    drawn = figure(*[keys] * 300)
    assert len(drawn.marks()) == 300
    assert closest(drawn) > 0


@pytest.mark.parametrize("count", [1, 12, 65, 150, 300])
def test_no_dot_covers_another(count):
    chance = random.Random(count)
    drawn = figure(*(chance.choice(ANY) for _ in range(count)))
    assert len({mark.ref for mark in drawn.marks()}) == count
    assert closest(drawn) > 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ANY), min_size=1, max_size=120))
def test_any_mixture_has_a_place_for_everyone_inside_the_frame_and_off_the_texts(drawn):
    shapes = figure(*drawn)
    assert closest(shapes) > 0
    boxes = [box(one) for one in shapes.shapes if isinstance(one, Text) and one.y < 310]
    for mark in shapes.marks():
        assert mark.radius < mark.x < 454 - mark.radius
        assert mark.radius < mark.y < 310 - mark.radius
        assert not any(
            left - mark.radius < mark.x < right + mark.radius and top - mark.radius < mark.y < low + mark.radius
            for left, top, right, low in boxes
        )


def box(text):
    width = text_width(text.text, text.size, bold=text.bold)
    left = text.x if text.anchor == "start" else text.x - width
    return left, text.y - text.size * 0.8, left + width, text.y + 1


def test_more_excerpts_make_smaller_dots():
    sizes = [figure(*[["N1"]] * count).marks()[0].radius for count in (10, 200, 800)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2]


def test_the_same_project_gives_the_same_figure():
    drawn = [ANY[place * 7 % len(ANY)] for place in range(80)]
    assert figure(*drawn) == figure(*drawn)


def test_corners_name_the_fields_and_count():
    texts = [one for one in figure(["N1"], ["N1", "N2"]).shapes if isinstance(one, Text)]
    assert [one.text for one in texts if "otetta, " in one.text or "ote, " in one.text] == [
        "2 otetta, vain tässä 1", "1 ote, vain tässä 0", "0 otetta, vain tässä 0", "0 otetta, vain tässä 0",
    ]  # fmt: skip
    upper = {one.text for one in texts if one.y < 100}
    assert "N1 Taloudellissosiaalista" in upper
    assert {one.anchor for one in texts if one.x > 300} == {"end"}


def test_english_has_its_own_words():
    drawn = figure(["N1"], language="en")
    assert any(isinstance(one, Text) and one.text == "1 excerpt, 1 only here" for one in drawn.shapes)
    assert drawn.alt.startswith("Four quadrants: 1 excerpt")


def test_the_alternative_text_tells_the_counts():
    assert "2 otetta, 1 useammassa kentässä" in figure(["N1"], ["N1", "N2"]).alt


def test_an_empty_project_has_an_empty_figure():
    assert figure().marks() == ()


def test_the_legend_can_be_left_out():
    assert not any(isinstance(one, Text) and one.text == "yksi kenttä" for one in figure(["N1"], legend=False).shapes)


def test_svg_is_well_formed_and_holds_no_ids_of_excerpts():
    names = {**NAMES, "N2": "]]> & <svg onload='x'>"}
    drawn = quadrant_figure(Membership({"secret-id": frozenset({"N1"})}), names, "fi")
    text = svg(drawn)
    root = etree.fromstring(text.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "secret-id" not in text
    assert "onload='x'" in "".join(root.itertext())
    assert len(root) == len(drawn.shapes) + 1 + sum(isinstance(one, Ring | RingNumber) for one in drawn.shapes)


def test_svg_draws_every_shape_once():
    drawn = figure(["N1"], ["N1", "N2"], QUADRANTS)
    root = etree.fromstring(svg(drawn).encode())
    count = {name: len(root.findall(f"{{http://www.w3.org/2000/svg}}{name}")) for name in ("rect", "line")}
    assert count == {
        "rect": sum(isinstance(one, Rect) for one in drawn.shapes),
        "line": sum(isinstance(one, Line) for one in drawn.shapes),
    }
