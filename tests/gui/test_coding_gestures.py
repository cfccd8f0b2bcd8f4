"""Every gesture of coding by keys through the real window, and each one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from helpers.gestures import LEFT, SHIFT, code, first_code, move, one_step, said, shown, uncoded_turn, word_ends, words
from helpers.window import press, write
from projects.commands import EditText, SetShortcut

pytestmark = pytest.mark.usefixtures("known_words")


@pytest.fixture
def place(program):
    return program.frame.coding


# Turns and sentences


def test_t_selects_the_turn_and_again_the_next_one(place):
    place.reader.put_caret(said(place, 2)[0])
    press("T")
    assert place.reader.selection() == said(place, 2)
    press("T")
    assert place.reader.selection() == (said(place, 2)[0], said(place, 3)[1])
    press("Shift+T", "Shift+T", "Shift+T")
    assert place.reader.selection() == said(place, 2)


def test_t_makes_a_part_of_a_turn_whole(place):
    start, end = said(place, 4)
    place.reader.select_range(start + 5, start + 30)
    press("T")
    assert place.reader.selection() == (start, end)


def test_s_selects_the_sentence_and_again_the_next_one(place):
    start, end = said(place, 0)
    first, second = place.document.text[start:end].split(". ")[:2]
    place.reader.put_caret(start + 3)
    press("S")
    assert words(place) == f"{first}."
    press("S")
    assert words(place) == f"{first}. {second}."
    press("Shift+S")
    assert words(place) == f"{first}."


def test_s_goes_on_into_the_next_turn(place):
    start, end = said(place, 2)
    place.reader.select_range(start, end)
    press("S")
    assert place.reader.selection()[1] > said(place, 3)[0]


def test_drawing_along_the_numbers_selects_turns(qtbot, place):
    left = place.reader._left
    sheet = place.reader.sheet
    at = [QPoint(30, sheet.lines(sheet.blocks_of(turn)[0])[0].top + 10) for turn in (1, 3)]
    qtbot.mousePress(left, LEFT, pos=at[0])
    move(left, at[1])
    qtbot.mouseRelease(left, LEFT, pos=at[1])
    assert place.reader.selection() == (said(place, 1)[0], said(place, 3)[1])
    qtbot.mouseClick(left, LEFT, pos=at[0])
    qtbot.mouseClick(left, LEFT, SHIFT, at[1])
    assert place.reader.selection() == (said(place, 1)[0], said(place, 3)[1])


def test_several_turns_are_coded_at_once(program, qtbot, place):
    place.reader.put_caret(said(place, 2)[0])
    press("T", "T", "Return")
    write("luottamus")
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(said(place, 2)[0], said(place, 3)[1], "Luottamus")]


# New codes


def test_v_makes_a_code_of_the_words_in_base_form(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    text = place.document.text
    end = word_ends(place, turn)[0]
    assert text[start:end]
    place.reader.select_range(start, end)
    press("V")
    box = place.new_code
    assert box.isVisible()
    qtbot.waitUntil(lambda: box.list.count() > 1)
    assert box.name.text() == "Perusmuoto"
    assert box.name.hasFocus()
    box.place.setCurrentIndex(box.place.findText("Suhteet"))
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(start, end, "Perusmuoto")]
    made = first_code(program, "Perusmuoto")
    family = program.session.store.codebook().family_of(made)
    assert family.name_fi == "Suhteet"
    assert QApplication.focusWidget() is place.reader
    place.reader.select_range(*said(place, 3))
    new = one_step(program, lambda: press("K"), qtbot)
    assert [one[2] for one in new] == ["Perusmuoto"]


def test_the_name_can_be_another_and_esc_makes_nothing(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    before = shown(program)
    place.reader.select_range(start, start + 20)
    press("V", "Escape")
    assert not place.new_code.isVisible()
    assert shown(program) == before
    press("V")
    write("Ihan oma")
    qtbot.waitUntil(lambda: not program.runner._under_way)
    assert place.new_code.name.text() == "Ihan oma"
    new = one_step(program, lambda: press("Return"), qtbot)
    assert [one[2] for one in new] == ["Ihan oma"]


# Codings that are there


def test_r_gives_the_coding_another_code(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 40)
    place.reader.select_coding(coding.id)
    press("R")
    write("toivo")
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(coding.start, coding.end, "Toivo")]
    assert place.reader.index.get(coding.id).code.name == "Toivo"


def test_x_parts_the_coding_at_the_caret_and_j_joins_it_again(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, start, cuts[5])
    place.reader.select_coding(coding.id)
    place.reader.put_caret(cuts[2])
    new = one_step(program, lambda: press("X"), qtbot)
    assert new == [(start, cuts[2], "Luottamus"), (cuts[2] + 1, cuts[5], "Luottamus")]
    place.reader.select_coding(coding.id)
    new = one_step(program, lambda: press("J"), qtbot)
    assert new == [(start, cuts[5], "Luottamus")]
    assert place.reader.selected_coding.id == coding.id


def test_where_several_codings_are_it_is_asked_which(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    for name in ("Luottamus", "Toivo"):
        code(program, start, cuts[4], name)
    place.recoding._last = ""
    place.reader.put_caret(cuts[1])
    press("X")
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Luottamus", "Toivo"]
    new = one_step(program, menu.actions()[1].trigger, qtbot)
    assert {one[2] for one in new} == {"Toivo"}
    menu.close()


def test_without_a_coding_it_is_said_what_to_do(place):
    _, start, _ = uncoded_turn(place)
    place.reader.put_caret(start)
    for key in ("R", "X", "J", "C"):
        place.messages.hide()
        press(key)
        assert place.messages.isVisible()


def test_what_cannot_be_joined_says_so(program, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 20, "Toimisto")
    place.reader.select_coding(coding.id)
    press("J")
    assert place.messages.isVisible()


def test_c_writes_weight_and_comment_in_one_step(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 30)
    place.reader.select_coding(coding.id)
    press("C")
    assert place.here.comment.hasFocus()
    write("tärkeä kohta")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert place.reader.index.get(coding.id).comment == "tärkeä kohta"
    place.here.weight.setFocus()
    write("70")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    found = place.reader.index.get(coding.id)
    assert (found.weight, found.comment) == (70, "tärkeä kohta")
    place.reader.setFocus()
    press("Alt+Down")
    assert "70" in place.reader._card.words()
    program.session.undo()
    assert place.reader.index.get(coding.id).weight is None


def test_leaving_the_fields_untouched_writes_nothing(program, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 30)
    place.reader.select_coding(coding.id)
    steps = len(program.session.store.journal())
    press("C", "Return")
    place.reader.setFocus()
    assert len(program.session.store.journal()) == steps


# Where another window has changed the text


def edit_elsewhere(program, place, position):
    """Put letters in at a position, in another window's store."""
    other = type(program.session.store).open(program.session.store.path)
    try:
        other.do(EditText(place.document.transcript.id, position, "", "xyz"), "Veikko")
    finally:
        other.close()


@pytest.mark.parametrize("way", ["palette", "repeat", "digit", "drop", "turn", "sentence"])
def test_no_way_of_coding_takes_other_words_than_were_seen(program, qtbot, place, way):
    turn, start, _ = uncoded_turn(place)
    luottamus = first_code(program)
    place.acts.remember((luottamus.id,))
    place.reader.select_range(start, word_ends(place, turn)[5])
    if way in ("turn", "sentence"):
        place.reader.put_caret(start + 1)
        press("T" if way == "turn" else "S")
    if way == "digit":
        program.session.do(SetShortcut(luottamus.id, "9", take=True))
    if way == "palette":
        press("Return")
    edit_elsewhere(program, place, start)
    before = shown(program)
    ways = {
        "palette": lambda: place.acts._chosen((luottamus.id,)),
        "digit": lambda: press("9"),
        "drop": lambda: place.acts.put_code(luottamus.id),
    }
    ways.get(way, lambda: press("K"))()
    assert any(word in place.messages.words.text() for word in ("muuttunut", "muutti tätä tekstiä"))
    assert shown(program) == before


@pytest.mark.parametrize("way", ["resize", "split"])
def test_codings_are_not_moved_or_parted_at_other_words_than_were_seen(program, qtbot, place, way):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, start, cuts[5])
    place.reader.select_coding(coding.id)
    place.reader.put_caret(cuts[2])
    edit_elsewhere(program, place, start)
    before = shown(program)
    if way == "split":
        press("X")
    else:
        place.reader.ask_resize(coding, forward=True, at_start=False)
    assert any(word in place.messages.words.text() for word in ("muuttunut", "muutti tätä tekstiä"))
    assert shown(program) == before


def test_a_text_changed_elsewhere_is_not_coded_blindly(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    transcript = place.document.transcript.id
    other = type(program.session.store).open(program.session.store.path)
    try:
        place.reader.select_range(start, start + 30)
        other.do(EditText(transcript, start + 2, place.document.text[start + 2], "xyz"), "Veikko")
    finally:
        other.close()
    before = shown(program)
    place.acts.put_code(first_code(program).id)
    assert place.messages.isVisible()
    assert shown(program) == before
