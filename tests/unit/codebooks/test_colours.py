"""The colours of families, measured."""

from __future__ import annotations

import pytest

from codebooks.colours import DARK, LIGHT, ROW, family_colour, next_colour, subcode_shade
from codebooks.model import Family
from helpers.colour_distance import VISIONS, ciede2000, contrast, smallest_distance

GROUNDS = {False: ("#FBFAF7", "#F4F2EC", "#FFFFFF"), True: ("#1B1D22", "#212429", "#272A30")}


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # from the table of Sharma, Wu and Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_agrees_with_published_values(one, other, distance):
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize(
    ("colours", "distances"),
    [(LIGHT[:ROW], (24.3, 15.0, 14.6, 14.1)), (DARK[:ROW], (25.8, 15.3, 15.6, 15.1))],
    ids=["light", "dark"],
)
def test_the_first_row_is_as_far_apart_as_the_look_says(colours, distances):
    measured = [smallest_distance(colours, vision) for vision in VISIONS]
    assert measured == pytest.approx(distances, abs=0.15)


@pytest.mark.parametrize(
    ("colours", "ground", "contrasts"),
    [
        (LIGHT[:ROW], GROUNDS[False][0], (3.6, 5.1, 3.3, 5.2, 9.5, 9.2)),
        (DARK[:ROW], GROUNDS[True][0], (6.9, 4.6, 10.5, 4.3, 10.8, 5.5)),
    ],
    ids=["light", "dark"],
)
def test_the_first_row_has_the_contrasts_of_the_look(colours, ground, contrasts):
    assert [contrast(colour, ground) for colour in colours] == pytest.approx(contrasts, abs=0.06)


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_can_be_seen_on_every_ground(dark):
    colours = DARK if dark else LIGHT
    assert len(set(colours)) == 2 * ROW
    assert all(contrast(colour, ground) >= 3 for colour in colours for ground in GROUNDS[dark])


@pytest.mark.parametrize(("colours", "least"), [(LIGHT, 11.9), (DARK, 11.1)], ids=["light", "dark"])
def test_all_twelve_stay_apart_for_everyone(colours, least):
    assert all(smallest_distance(colours, vision) >= least for vision in VISIONS)


def test_a_slot_has_one_colour_a_theme():
    assert family_colour(0) == "#3A86E0"
    assert family_colour(5, dark=True) == "#A69339"
    assert family_colour(12) == family_colour(6) != family_colour(0)
    with pytest.raises(ValueError, match="-1"):
        family_colour(-1)


@pytest.mark.parametrize("dark", [False, True])
def test_a_subcode_is_nearer_the_panel_than_its_family(dark):
    panel = GROUNDS[dark][1]
    for slot in range(2 * ROW):
        assert contrast(subcode_shade(slot, dark=dark), panel) < contrast(family_colour(slot, dark=dark), panel)


def test_families_people_make_take_the_second_row_in_turn():
    def families(*slots):
        return [Family(str(slot), str(slot), "x", "", slot) for slot in slots]

    assert next_colour([]) == next_colour(families(0, 1, 5)) == 6
    assert next_colour(families(0, 6, 8)) == 7
    assert next_colour(families(*range(12))) == 6
    assert next_colour(families(6, 7, 8, 9, 10, 11, 12)) == 7
