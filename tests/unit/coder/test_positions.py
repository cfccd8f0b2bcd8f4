"""Positions: code points to UTF-16 and back, and the column's text to the transcript and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.models.column_text import ColumnText, build_column
from coder.positions import Positions, utf16_offset
from helpers.reading import document_of
from projects.model import Document, Mark, Turn
from projects.speech import turn_speech

TEXTS = st.text(st.sampled_from("aä \n👍🏽🇫🇮e\u0301"), max_size=60)
SPEECH = st.text(st.sampled_from("aä .👍🏽\n"), min_size=1, max_size=40).map(lambda text: f"a{text}o")
DOCUMENTS = st.lists(st.tuples(st.sampled_from(("H1", "Maija")), SPEECH), min_size=1, max_size=6).map(document_of)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_position_goes_to_utf16_and_back(text):
    positions = Positions(text)
    for at in range(len(text) + 1):
        assert positions.to_utf16(at) == units(text[:at]) == utf16_offset(text, at)
        assert positions.to_code_points(positions.to_utf16(at)) == at


def test_inside_a_pair_is_the_position_before_it():
    assert Positions("a👍b").to_code_points(2) == 1


def test_a_text_without_pairs_keeps_nothing():
    positions = Positions("äö" * 1000)
    assert (positions._points, positions._units) == ([], [])
    assert positions.to_utf16(1234) == positions.to_code_points(1234) == 1234


@given(DOCUMENTS)
def test_every_letter_of_the_column_stands_in_the_transcript_at_its_source(document):
    column = build_column(document)
    for at, letter in enumerate(column.text):
        start, end = column.positions.to_utf16(at), column.positions.to_utf16(at + 1)
        source = column.to_source(start, end)
        if letter != "\n":
            assert source is not None
            assert document.text[slice(*source)] == letter
            assert column.to_view(*source) == (start, end)


@given(DOCUMENTS)
def test_the_column_holds_all_speech_and_nothing_else(document):
    column = build_column(document)
    for index, turn in enumerate(document.turns):
        shown = shown_of(column, index)
        assert shown.split() == turn_speech(turn, document.text).split()


@given(DOCUMENTS)
def test_the_turn_of_a_place_is_the_turn_of_its_block(document):
    column = build_column(document)
    for number, block in enumerate(column.blocks):
        turn = column.turn_at(column.positions.to_utf16(block))
        assert turn == column.turn_of_block[number]
        assert column.first_block[turn] <= number


def test_marks_labels_and_header_stay_out_of_the_column():
    document = document_of([("H1", "Joo [00:01] niin on."), ("Maija", "Kyllä.")])
    document = with_mark(document, "[00:01]")
    assert build_column(document).text == "Joo niin on.\nKyllä."


def test_a_range_over_a_mark_covers_it_in_the_transcript():
    document = with_mark(document_of([("H1", "Joo [00:01] niin on.")]), "[00:01]")
    column = build_column(document)
    source = column.to_source(0, len("Joo niin"))
    assert source is not None
    assert document.text[slice(*source)] == "Joo [00:01] niin"


def test_a_range_on_a_label_or_header_is_not_shown():
    document = document_of([("H1", "Joo."), ("H2", "Niin.")])
    column = build_column(document)
    assert column.to_view(0, 10) is None
    label = document.text.index("H2")
    assert column.to_view(label, label + 3) is None
    assert column.to_view(label, label + 6) == (5, 7)


def test_a_silent_turn_keeps_an_empty_line():
    column = build_column(document_of([("H1", "Joo."), ("H2", " "), ("H1", "Niin.")]))
    assert column.text == "Joo.\n\nNiin."
    assert column.turn_of_block == (0, 1, 2)


def test_paragraphs_of_a_turn_are_blocks_without_empty_lines_between():
    column = build_column(document_of([("H1", "Yksi.\n\n Kaksi.\nKolme.")]))
    assert column.text == "Yksi.\nKaksi.\nKolme."
    assert column.turn_of_block == (0, 0, 0)


def test_letters_that_would_be_paragraphs_or_pictures_to_qt_are_shown_otherwise_and_keep_their_places():
    document = document_of([("H1", "a\u2029b\ufffcc\rd")])
    column = build_column(document)
    assert column.text == "a b\ufffdc d"
    assert column.to_source(4, 5) == (document.text.index("c\r"), document.text.index("c\r") + 1)


def test_blanks_at_the_ends_of_a_range_are_left_out():
    column = build_column(document_of([("H1", "No  mä soitan 👍 .")]))
    assert column.trimmed(2, 7) == (4, 6)
    assert column.trimmed(2, 4)[0] >= column.trimmed(2, 4)[1]


def test_an_empty_column_answers_too():
    column = ColumnText.empty()
    assert column.to_view(0, 5) is None
    assert column.to_source(0, 0) is None
    assert (column.place(3), column.turn_at(3)) == (0, -1)


def shown_of(column: ColumnText, turn: int) -> str:
    first = column.blocks[column.first_block[turn]]
    after = column.first_block[turn + 1 : turn + 2]
    return column.text[first : column.blocks[after[0]] if after else None]


def with_mark(document: Document, words: str) -> Document:
    """Mark some words in the first turn as no speech."""
    start = document.text.index(words)
    turn = document.turns[0]
    marks = (*turn.marks, Mark(start, start + len(words), "time"))
    changed = Turn(turn.id, turn.transcript, turn.n, turn.part, turn.start, turn.end, turn.label, turn.time, marks)
    return Document(
        document.transcript, document.text, (changed, *document.turns[1:]), document.labels, document.persons
    )
