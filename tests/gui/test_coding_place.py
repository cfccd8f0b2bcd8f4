"""Coding beyond the first code: repeat, digits, taking away, moving, excerpts, speakers, other transcripts."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from coder.models.row import ROW
from helpers.window import click, press


def count(program):
    return len(program.session.store.codings())


def select(program, turn, start=0, length=30):
    place = program.frame.coding
    one = place.document.turns[turn]
    text = place.document.text[one.start : one.end]
    speech = one.start + text.index(": ") + 2 if ": " in text[:20] else one.start
    place.reader.select_range(speech + start, speech + start + length)
    return place.reader


def code_named(program, name):
    return next(one for one in program.session.store.codebook() if one.name_fi == name)


def test_k_repeats_the_last_codes(program, qtbot):
    select(program, 3)
    before = count(program)
    program.frame.coding.acts.put_code(code_named(program, "Luottamus").id)
    select(program, 4)
    with qtbot.waitSignal(program.session.changed):
        press("K")
    assert count(program) == before + 2


def test_k_says_when_there_is_nothing_to_repeat(program):
    select(program, 3)
    press("K")
    assert program.frame.coding.messages.isVisible()


def test_a_digit_stands_for_a_code_once_it_was_given(program, qtbot):
    acts, code = program.frame.coding.acts, code_named(program, "Luottamus")
    select(program, 3)
    press("3")
    assert "3" in program.frame.coding.messages.words.text()
    acts.set_favourite(code.id, "3")
    assert program.frame.coding.codes.model.find(code.id).isValid()
    select(program, 3)
    with qtbot.waitSignal(program.session.changed) as told:
        press("3")
    assert told.args[0].touched("coding")[0].after["code"] == code.id
    other = code_named(program, "Toivo")
    acts.set_favourite(other.id, "3")
    shortcuts = {one.id: one.shortcut for one in program.session.store.codebook()}
    assert shortcuts[other.id] == "3"
    assert shortcuts[code.id] == ""


def test_a_coding_is_selected_moved_by_a_word_and_taken_away(program, qtbot):
    reader = program.frame.coding.reader
    press("N")
    coding = reader.selected_coding
    assert coding is not None
    before = count(program)
    with qtbot.waitSignal(program.session.changed):
        press("Alt+Right")
    assert reader.selected_coding.end > coding.end
    with qtbot.waitSignal(program.session.changed):
        press("Delete")
    assert count(program) == before - 1
    press("Ctrl+Z", "Ctrl+Z")
    assert count(program) == before
    assert reader.index.get(coding.id).end == coding.end


def test_counts_follow_every_coding(program, qtbot):
    code = code_named(program, "Luottamus")
    codes = program.frame.coding.codes
    before = int(codes.model.find(code.id).data(ROW).count)
    select(program, 3)
    program.frame.coding.acts.put_code(code.id)
    qtbot.waitUntil(lambda: int(codes.model.find(code.id).data(ROW).count) == before + 1)


def test_an_excerpt_leads_to_its_place_in_another_transcript(program, qtbot):
    place = program.frame.coding
    first = place.document.transcript.id
    place.codes.choose(code_named(program, "Luottamus").id)
    excerpts = place.excerpts.list
    at = next(n for n in range(excerpts.count()) if excerpts.rows_model.payload(n).transcript != first)
    excerpts.choose(at)
    excerpts.setFocus()
    press("Return")
    assert place.document.transcript.id == excerpts.payload().transcript != first
    assert place.reader.selection() is not None
    assert QApplication.focusWidget() is place.reader


def test_a_transcript_opens_where_it_was_left(program):
    place = program.frame.coding
    first, second = (one.id for one in program.session.store.transcripts()[:2])
    place.reader.show_position(place.document.turns[40].start, at_top=True)
    left = place.reader.first_visible_position()
    place.open_transcript(second)
    place.open_transcript(first)
    assert place.reader.first_visible_position() == left


def test_a_speaker_leads_to_the_next_turn(program):
    place = program.frame.coding
    speakers = place.sources.list
    label = place.document.turns[6].label
    at = next(n for n in range(speakers.count()) if getattr(speakers.rows_model.payload(n), "id", "") == label)
    click(speakers, speakers.rows_model.index(at))
    turn = next(one for one in place.document.turns if one.label == label and one.start > 0)
    assert place.reader.first_visible_position() >= turn.start


def test_without_a_selection_the_palette_says_what_to_do(program):
    program.frame.actions_by_key["code"].trigger()
    assert program.frame.coding.messages.isVisible()
    assert not program.frame.coding.palette_box.isVisible()


def test_the_same_code_twice_says_that_it_is_there(program):
    code = code_named(program, "Luottamus").id
    select(program, 3)
    program.frame.coding.acts.put_code(code)
    select(program, 3)
    program.frame.coding.acts.put_code(code)
    assert program.frame.coding.messages.isVisible()
