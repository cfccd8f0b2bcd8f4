"""The verbatim text and the transcript: every range goes there and back, whatever marks stand between the words."""

from hypothesis import given
from hypothesis import strategies as st

from projects.model import Document, Mark, Origin, Transcript, Turn
from projects.quotes.fitting import fitting
from projects.quotes.placing import Placing, placing
from projects.quotes.published import BREAK, EDITED, INSERTION, OMISSION
from projects.quotes.quote import PlacedEdit
from projects.speech import pieces

TURNS = ("H1: ajasta [00:01] kun ", "AN2:  sitten 🙂 [x] joo", "H1:   ")


def made() -> tuple[str, Placing]:
    """Two turns that speak, with a mark at the beginning and one inside, and a third that says nothing."""
    text, turns, at = "\n".join(TURNS), [], 0
    for number, line in enumerate(TURNS, 1):
        label = Mark(at, at + line.index(":") + 1, "label")
        inner = line.find("[")
        marks = (label,) if inner < 0 else (label, Mark(at + inner, at + line.index("]") + 1, "time"))
        turns.append(Turn(str(number), "t", number, "", at, at + len(line), None, None, marks))
        at += len(line) + 1
    transcript = Transcript("t", "", "", "fi", (), 0, Origin("", "", ""), "", 0, 0)
    return text, placing(text, pieces(Document(transcript, text, tuple(turns), {}, {}), 0, len(text)))


TEXT, PLACES = made()
WHOLE = BREAK.join(PLACES.voices)
numbers = st.integers(0, len(WHOLE))


def test_what_is_said_leaves_out_marks_and_edge_blanks() -> None:
    assert PLACES.voices == ("ajasta  kun", "sitten 🙂  joo")
    for voice, places in zip(PLACES.voices, PLACES.places, strict=True):
        assert "".join(TEXT[at] for at in places) == voice


@given(numbers, numbers)
def test_a_range_inside_a_voice_goes_there_and_back(one: int, other: int) -> None:
    start, end = sorted((one, other))
    for part in PLACES.parts(start, end):
        assert PLACES.verbatim(*PLACES.transcript(*part)) == part
        low, high = PLACES.transcript(*part)
        assert TEXT[low] == WHOLE[part[0]]
        assert TEXT[high - 1] == WHOLE[part[1] - 1]


@given(numbers)
def test_a_place_between_letters_goes_there_and_back(at: int) -> None:
    low, high = PLACES.transcript(at, at)
    assert low == high
    assert PLACES.verbatim(low, high) == (at, at)


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.sampled_from([OMISSION, INSERTION]))))
def test_what_fits_once_fits_again(ranges: list[tuple[int, int, str]]) -> None:
    edits = [
        PlacedEdit(str(n), at, at if kind == INSERTION else min(at + size, len(TEXT)), kind, "x" * (kind == INSERTION))
        for n, (at, size, kind) in enumerate(ranges)
    ]
    once = fitting(PLACES, edits)
    assert fitting(PLACES, once) == once
    relative = [PLACES.verbatim(one.start, one.end) for one in once]
    assert relative == sorted(relative)


def test_an_edit_that_says_what_stands_there_goes_and_one_on_a_mark_alone_too() -> None:
    same = PlacedEdit("a", *PLACES.transcript(0, 6), EDITED, "ajasta")
    mark = PlacedEdit("b", TEXT.index("[00"), TEXT.index("]"), OMISSION)
    assert fitting(PLACES, [same, mark]) == ()
    assert fitting(Placing((), ()), [same]) == ()
