"""The coding index: lanes that never overlap and never move, and answers equal to looking at every coding."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from coder.models.coding_index import GAP, LANES, NONE, ROWS, CodingIndex, ShownCode, ShownCoding
from helpers.reading import big_document, random_codings

CODE = ShownCode("c", "Luottamus", 1, "S")
TURNS = [(10, 200), (201, 260), (260, 900), (950, 1000)]
PLACES = st.tuples(st.integers(0, 1010), st.integers(1, 300))


def codings_at(places: list[tuple[int, int]]) -> list[ShownCoding]:
    return [ShownCoding(f"k{n}", CODE, at, at + length) for n, (at, length) in enumerate(places)]


CODINGS = st.lists(PLACES, max_size=40).map(codings_at)


def shown(codings: list[ShownCoding]) -> list[ShownCoding]:
    """Leave out what touches no turn."""
    return [one for one in codings if any(one.start < end and one.end > start for start, end in TURNS)]


def lanes_of(index: CodingIndex, codings: list[ShownCoding]) -> dict[str, tuple[int, int]]:
    return {one.id: (index.lane(one.id), index.row(one.id)) for one in codings}


def near(index: CodingIndex, one: ShownCoding, other: ShownCoding) -> bool:
    """Tell whether two brackets would touch: less than a gap apart, with no turn's end between."""
    shared = set(index.turns_of(one.start, one.end)) & set(index.turns_of(other.start, other.end))
    return bool(shared) and one.start < other.end + GAP and other.start < one.end + GAP


def overlap_in_a_turn(one: ShownCoding, other: ShownCoding) -> bool:
    """Tell whether two codings share a character that is shown: what lies between turns has no underline."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return any(max(start, low) < min(end, high) for low, high in TURNS)


def assert_sound(index: CodingIndex, codings: list[ShownCoding]) -> None:
    for one, other in combinations(codings, 2):
        if near(index, one, other):
            assert index.lane(one.id) != index.lane(other.id) or index.lane(one.id) == NONE
        if overlap_in_a_turn(one, other):
            assert index.row(one.id) != index.row(other.id) or index.row(one.id) == NONE
    for one in codings:
        assert NONE <= index.lane(one.id) < LANES
        assert NONE <= index.row(one.id) < ROWS


@given(CODINGS)
def test_lanes_and_rows_never_overlap(codings):
    assert_sound(CodingIndex(TURNS, codings), shown(codings))


@given(CODINGS, PLACES)
def test_adding_a_coding_moves_no_other(codings, place):
    index = CodingIndex(TURNS, codings)
    before = lanes_of(index, codings)
    new = ShownCoding("new", CODE, place[0], sum(place))
    index.add(new)
    assert lanes_of(index, codings) == before
    assert_sound(index, shown([*codings, new]))


@given(CODINGS, PLACES, st.data())
def test_resizing_a_coding_moves_no_other(codings, place, data):
    index = CodingIndex(TURNS, codings)
    if not codings:
        return
    old = data.draw(st.sampled_from(codings))
    others = [one for one in codings if one is not old]
    before = lanes_of(index, others)
    changed = ShownCoding(old.id, CODE, place[0], sum(place))
    index.change(changed)
    assert lanes_of(index, others) == before
    assert_sound(index, shown([*others, changed]))


def test_a_coding_that_grows_into_free_room_keeps_its_lane():
    codings = codings_at([(300, 100), (300, 100), (700, 10)])
    index = CodingIndex(TURNS, codings)
    index.remove("k0")
    assert index.lane("k1") == 1
    index.change(ShownCoding("k1", CODE, 300, 420))
    assert (index.lane("k1"), index.row("k1")) == (1, 1)


def test_a_coding_that_grows_into_another_gives_way_itself():
    codings = codings_at([(300, 50), (600, 50)])
    index = CodingIndex(TURNS, codings)
    assert index.lane("k0") == index.lane("k1") == 0
    index.change(ShownCoding("k0", CODE, 300, 640))
    assert (index.lane("k0"), index.lane("k1")) == (1, 0)


@given(CODINGS, st.lists(st.tuples(st.sampled_from(("add", "remove", "change")), PLACES), max_size=12), st.data())
def test_answers_equal_looking_at_every_coding(codings, steps, data):
    index, all_ = CodingIndex(TURNS, codings), {one.id: one for one in codings}
    for number, (verb, place) in enumerate(steps):
        new = ShownCoding(f"n{number}", CODE, place[0], sum(place))
        if verb == "add":
            index.add(new)
            all_[new.id] = new
        elif all_:
            old = data.draw(st.sampled_from(sorted(all_)))
            moved = ShownCoding(old, CODE, place[0], sum(place))
            (index.remove(old), all_.pop(old)) if verb == "remove" else (index.change(moved), all_.update({old: moved}))
    assert_answers(index, list(all_.values()), data.draw(st.integers(0, 1010)), data.draw(st.integers(1, 300)))


def assert_answers(index: CodingIndex, codings: list[ShownCoding], start: int, length: int) -> None:
    order = sorted(shown(codings), key=key)
    inside = [one for one in order if one.start < start + length and one.end > start and touches(one, start, length)]
    assert list(index.touching(start, start + length)) == inside
    ahead = [one for one in order if key(one) < (start, 0, 0, "")]
    behind = [one for one in order if key(one) > (start, 0, 0, "")]
    assert index.after((start, 0, 0, "")) == (behind[0] if behind else None)
    assert index.before((start, 0, 0, "")) == (ahead[-1] if ahead else None)
    assert len(index) == len(codings)
    for turn, (low, high) in enumerate(TURNS):
        found = {one.id for one in index.in_turn(turn)}
        assert found == {one.id for one in order if one.start < high and one.end > low}


def touches(one: ShownCoding, start: int, length: int) -> bool:
    """Tell whether a turn lies in both the coding and the range: between turns there is nothing to show."""
    return any(
        one.start < high and one.end > low and start < high and start + length > low for low, high in TURNS
    )


def key(one: ShownCoding) -> tuple[int, int, str]:
    return one.start, -one.end, one.id


@given(CODINGS, st.integers(0, 3), st.integers(1, 5))
def test_lanes_given_a_few_at_a_time_are_the_same(codings, turn, slice_):
    at_once, by_and_by = CodingIndex(TURNS, codings), CodingIndex(TURNS, reversed(codings))
    assert at_once.fill(1000)
    by_and_by.in_turn(turn)
    while not by_and_by.fill(slice_):
        pass
    assert lanes_of(at_once, codings) == lanes_of(by_and_by, codings)
    assert at_once.lanes_used() == by_and_by.lanes_used()


def test_the_thirteenth_bracket_and_the_fourth_underline_find_no_place():
    codings = codings_at([(300, 100)] * 14)
    index = CodingIndex(TURNS, codings)
    assert [index.lane(one.id) for one in codings].count(NONE) == 2
    assert [index.row(one.id) for one in codings].count(NONE) == 11


def test_a_coding_outside_all_turns_is_known_but_shown_nowhere():
    index = CodingIndex(TURNS, [ShownCoding("h", CODE, 0, 9)])
    assert "h" in index
    assert index.get("h") is not None
    assert (index.lane("h"), index.touching(0, 9), index.after((-1, 0, 0, ""))) == (NONE, (), None)
    assert index.first_turn(ShownCoding("h", CODE, 0, 9)) == NONE


def test_unknown_ids_change_nothing():
    index = CodingIndex(TURNS, codings_at([(300, 10)]))
    assert index.remove("nobody") == range(0)
    assert index.lane("nobody") == index.row("nobody") == NONE


def test_the_next_turn_begins_in_the_first_lane_again():
    index = CodingIndex(TURNS, codings_at([(150, 40), (205, 20)]))
    assert index.lane("k0") == index.lane("k1") == 0


def test_the_guess_of_lanes_is_about_right():
    document = big_document(5_000)
    turns = [(turn.start, turn.end) for turn in document.turns]
    for count in (20, 200, 600):
        index = CodingIndex(turns, random_codings(document, count, (CODE,)))
        guess = index.lanes_expected()
        index.fill(count)
        assert index.lanes_used() - 1 <= guess <= index.lanes_used() + 4
    assert CodingIndex(turns).lanes_expected() == 0


def test_each_code_may_have_a_lane_of_its_own():
    first, second = ShownCode("x", "Eka", 0, order=1), ShownCode("y", "Toka", 0, order=0)
    codings = [ShownCoding("1", first, 0, 10), ShownCoding("2", second, 300, 310), ShownCoding("3", first, 600, 610)]
    index = CodingIndex([(0, 1000)], codings, by_code=True)
    assert [index.lane(one) for one in "123"] == [1, 0, 1]
    assert index.lanes_expected() == 2
    third = ShownCode("z", "Kolmas", 0, order=-1)
    index.add(ShownCoding("4", third, 100, 110))
    assert [index.lane(one) for one in "1234"] == [1, 0, 1, 2]
    index.change(ShownCoding("4", first, 100, 110))
    assert index.lane("4") == 1
    assert sorted(one.id for one in index.all()) == ["1", "2", "3", "4"]


def test_codes_beyond_the_last_lane_have_none():
    codes = [ShownCode(f"c{n}", "Koodi", 0, order=n) for n in range(LANES + 2)]
    codings = [ShownCoding(f"k{n}", code, n, n + 5) for n, code in enumerate(codes)]
    index = CodingIndex([(0, 100)], codings, by_code=True)
    assert [index.lane(f"k{n}") for n in range(LANES + 2)] == [*range(LANES), NONE, NONE]
