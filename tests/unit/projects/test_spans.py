"""The rule that moves ranges along with edits, against a naive model that marks every character."""

from hypothesis import given
from hypothesis import strategies as st

from projects.spans import Edit, moved

TEXT = "abcdefghij"


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, int, Edit]:
    start = draw(st.integers(0, 9))
    end = draw(st.integers(start + 1, 10))
    position = draw(st.integers(0, 10))
    stop = draw(st.integers(position, 10))
    return start, end, Edit(position, TEXT[position:stop], draw(st.text("XYZ", max_size=4)))


def naive(start: int, end: int, edit: Edit) -> tuple[int, int]:
    """Mark each character in or out; inserted ones are in when the replaced part lies inside the range."""
    inside = [start <= i < end for i in range(len(TEXT))]
    covers = start <= edit.position and edit.stop <= end
    at_edge = edit.position == edit.stop and edit.position in (start, end)
    middle = [covers and not at_edge] * len(edit.inserted)
    after = inside[: edit.position] + middle + inside[edit.stop :]
    marked = [i for i, one in enumerate(after) if one]
    return (marked[0], marked[-1] + 1) if marked else (-1, -1)


@given(cases())
def test_a_range_keeps_its_characters(case: tuple[int, int, Edit]) -> None:
    start, end, edit = case
    new_start, new_end = moved(start, end, edit)
    if naive(start, end, edit) == (-1, -1):
        assert new_start == new_end
    else:
        assert (new_start, new_end) == naive(start, end, edit)


@given(cases())
def test_turns_take_in_what_is_typed_at_their_edge(case: tuple[int, int, Edit]) -> None:
    start, end, edit = case
    if edit.removed == "" and edit.position in (start, end):
        assert moved(start, end, edit, inclusive=True) == (start, end + len(edit.inserted))


@given(cases())
def test_an_edit_and_its_inverse_restore_the_text(case: tuple[int, int, Edit]) -> None:
    edit = case[2]
    assert edit.inverse.applied(edit.applied(TEXT)) == TEXT
