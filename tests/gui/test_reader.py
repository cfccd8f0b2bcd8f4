"""The reading view, by real mouse and keys: exact passages, and codings by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from coder.models.coding_index import ShownCoding
from helpers.reader_view import (
    ALT,
    CTRL,
    HOME,
    HOPE,
    LEFT,
    SHIFT,
    TRUST,
    chosen,
    drag,
    put_caret,
    shown,
    span,
    xy,
)
from helpers.reading import coding

# Selecting


@pytest.mark.parametrize("words", ["soitan 👍🏽 asukkaalle", "asukkaalle ensin", "No", "kysyn, mitä kuuluu"])
def test_a_drag_selects_exactly_the_words_under_it(qtbot, view, talk, words):
    drag(qtbot, view, *span(talk, words))
    assert chosen(view, talk) == words


def test_a_drag_across_turns_leaves_the_label_out_at_both_ends(qtbot, view, talk):
    start, end = span(talk, "ovelle.")[0], span(talk, "Siinä ei")[1]
    drag(qtbot, view, start, end)
    assert view.selection() == (start, end)
    assert view.textCursor().selection().toPlainText() == "ovelle.\nMitä te silloin teette?\nSiinä ei"


def test_label_time_and_header_can_never_be_selected(qtbot, view, talk):
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert view.selection() == (talk.text.index("No mä"), len(talk.text) - 1)
    text = view.toPlainText()
    assert "H1" not in text
    assert "Haastattelutunnus" not in text


def test_shift_and_arrows_select_whole_characters(qtbot, view, talk):
    put_caret(qtbot, view, talk.text.index("👍"))
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert chosen(view, talk) == "👍🏽"


def test_ctrl_shift_and_arrows_select_words_without_the_blank_behind(qtbot, view, talk):
    put_caret(qtbot, view, talk.text.index("Ihan"))
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right, CTRL | SHIFT)
    assert chosen(view, talk) == "Ihan vaan"


def test_a_double_click_selects_a_word(qtbot, view, talk):
    qtbot.mouseDClick(view.viewport(), LEFT, pos=xy(view, talk.text.index("papereissa") + 3))
    assert chosen(view, talk) == "papereissa"


def test_a_selection_of_blanks_is_none(qtbot, view, talk):
    put_caret(qtbot, view, talk.text.index("No") + 2)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.textCursor().hasSelection()
    assert view.selection() is None


def test_half_a_character_becomes_a_whole_one(view, talk):
    start, _ = view._column.to_view(talk.text.index("👍"), talk.text.index("👍") + 1)
    cursor = view.textCursor()
    cursor.setPosition(start + 2)
    cursor.setPosition(start + 4, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert chosen(view, talk) == "👍🏽"


def test_a_new_drag_inside_a_selection_selects_anew(qtbot, view, talk):
    drag(qtbot, view, *span(talk, "kysyn, mitä kuuluu, ja sitten"))
    drag(qtbot, view, *span(talk, "kuuluu"))
    assert chosen(view, talk) == "kuuluu"


def test_underlined_text_is_selected_like_any_other(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "vaan kysyn, mitä kuuluu", TRUST, "a")])
    drag(qtbot, view, *span(talk, "kysyn, mitä"))
    assert chosen(view, talk) == "kysyn, mitä"
    assert view.selected_coding is None


def test_the_turn_number_selects_the_turn(qtbot, view, talk):
    y = xy(view, talk.text.index("Mitä te")).y()
    qtbot.mouseClick(view._left, LEFT, pos=QPoint(20, y))
    assert chosen(view, talk) == "Mitä te silloin teette?"


def test_copying_takes_the_speech_only(qtbot, view, talk):
    view.select_range(*span(talk, "teette?\nH2: Siinä"))
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "teette?\nSiinä"


def test_nothing_can_be_written(qtbot, view, talk):
    before = view.toPlainText()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Backspace, Qt.Key.Key_X):
        qtbot.keyClick(view, key)
    assert view.toPlainText() == before
    assert not view.document().isUndoAvailable()


# How people go to codings and ask for changes


def test_a_click_on_a_bracket_selects_the_coding_and_its_passage(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a"), coding(talk, "Ihan vaan kysyn", HOME, "b")])
    with qtbot.waitSignal(view.coding_selected) as told:
        qtbot.mouseClick(view._right, LEFT, pos=view._right.box_of("a", 0).center())
    assert told.args == ["a"]
    assert chosen(view, talk) == "kysyn"
    with qtbot.waitSignal(view.coding_selected) as told:
        qtbot.mouseClick(view._right, LEFT, pos=view._right.box_of("b", 0, name=True).center())
    assert told.args == ["b"]


def test_the_whole_work_goes_by_keyboard(qtbot, talk):
    codings = [coding(talk, "kysyn", TRUST, "a"), coding(talk, "rästi siellä", HOME, "b")]
    view = shown(qtbot, talk, codings)
    put_caret(qtbot, view, talk.text.index("Ihan"))
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL | SHIFT)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.palette_wanted) as told:
            qtbot.keyClick(view, key)
        assert tuple(told.args[:2]) == span(talk, "Ihan")
        assert QRect(view.mapToGlobal(QPoint()), view.size()).contains(told.args[2])
    with qtbot.waitSignal(view.repeat_wanted):
        qtbot.keyClick(view, Qt.Key.Key_K)
    with qtbot.waitSignal(view.favourite_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_7)
    assert told.args == [7]
    for key, expected in ((Qt.Key.Key_N, "a"), (Qt.Key.Key_N, "b"), (Qt.Key.Key_N, "b"), (Qt.Key.Key_P, "a")):
        qtbot.keyClick(view, key)
        assert view.selected_coding.id == expected
    with qtbot.waitSignal(view.uncode_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.args == [("a",)]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert (view.selected_coding, view.selection()) == (None, None)


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (Qt.Key.Key_Right, ALT, "kysyn, mitä kuuluu"),
        (Qt.Key.Key_Left, ALT, "kysyn"),
        (Qt.Key.Key_Left, ALT | SHIFT, "vaan kysyn, mitä"),
        (Qt.Key.Key_Right, ALT | SHIFT, "mitä"),
    ],
)
def test_alt_and_arrows_ask_to_resize_by_a_word(qtbot, talk, key, held, expected):
    view = shown(qtbot, talk, [coding(talk, "kysyn, mitä", TRUST, "a")])
    view.select_coding("a")
    with qtbot.waitSignal(view.resize_wanted) as told:
        qtbot.keyClick(view, key, held)
    ids, start, end = told.args
    assert (ids, talk.text[start:end]) == (("a",), expected)


def test_a_coding_of_one_word_does_not_shrink_away(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    view.select_coding("a")
    with qtbot.assertNotEmitted(view.resize_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Left, ALT)
        qtbot.keyClick(view, Qt.Key.Key_Right, ALT | SHIFT)


def test_the_selection_follows_a_resized_coding_and_lets_go_of_a_removed_one(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    view.select_coding("a")
    view.apply(changed=[coding(talk, "kysyn, mitä", TRUST, "a")])
    assert chosen(view, talk) == view.textCursor().selectedText() == "kysyn, mitä"
    with qtbot.waitSignal(view.coding_selected) as told:
        view.apply(removed=["a"])
    assert told.args == [""]
    assert chosen(view, talk) == "kysyn, mitä"


def test_whoever_leaves_the_passage_lets_go_of_the_coding(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    view.select_coding("a")
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.selected_coding is None
    assert chosen(view, talk) == "kysyn,"


def test_delete_means_the_coding_of_just_this_passage_or_the_only_one_here(qtbot, talk):
    places = (("kysyn", TRUST, "a"), ("rästi", HOME, "b"), ("rästi siellä", HOPE, "c"))
    codings = [coding(talk, *place) for place in places]
    view = shown(qtbot, talk, codings)
    put_caret(qtbot, view, talk.text.index("kysyn") + 2)
    assert view.codings_to_remove() == ("a",)
    put_caret(qtbot, view, talk.text.index("rästi") + 2)
    assert view.codings_to_remove() == ()
    view.select_range(*span(talk, "rästi"))
    assert view.codings_to_remove() == ("b",)


def test_the_place_is_told_with_its_turn_and_codings(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "rästi", TRUST, "a"), coding(talk, "rästi siellä", HOME, "b")])
    with qtbot.waitSignal(view.place_changed) as told:
        put_caret(qtbot, view, talk.text.index("rästi") + 1)
    assert (told.args[0].n, told.args[1]) == (3, 2)
    with qtbot.waitSignal(view.place_changed) as told:
        view.apply(removed=["a"])
    assert told.args[1] == 1


def test_the_card_is_reached_by_keyboard_and_goes_round(qtbot, talk):
    first = ShownCoding("a", TRUST, *span(talk, "rästi"), "Reetta", "5.11.2020", "Tarkista.")
    view = shown(qtbot, talk, [first, coding(talk, "rästi siellä", HOME, "b")])
    put_caret(qtbot, view, talk.text.index("rästi") + 1)
    with qtbot.waitSignal(view.codings_here_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert [one.id for one in told.args[0]] == ["b", "a"]
    assert view._card.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view._card.coding.id == "a"
    for part in ("Luottamus", "sanoihin", "Reetta", "5.11.2020", "Tarkista.", "Koti loukkuna"):
        assert part in view._card.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view._card.isVisible()


def test_hovering_a_bracket_shows_its_card(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    qtbot.mouseMove(view._right, view._right.box_of("a", 0).center())
    qtbot.waitUntil(view._card.isVisible)
    assert view._card.coding.id == "a"
    view._right.leaveEvent(QEvent(QEvent.Type.Leave))
    assert not view._card.isVisible()
