"""The reading view, by real mouse and keys: exact passages, codings by keyboard, and nothing that jumps."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QImage, QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from coder.fonts import SANS, SERIF
from coder.i18n import load
from coder.models.coding_index import GAP, ShownCode, ShownCoding
from coder.views.columns import arrange
from coder.views.margin_layout import stack
from coder.views.margins import clock
from coder.views.reader import Reader
from coder.views.reader_values import Measures
from helpers.reader_look import COLOURS
from helpers.reading import big_document, coding, document_of, random_codings
from projects.model import Document

TRUST = ShownCode("t", "Luottamus", 1, "S", "Kokemus siitä, että sanoihin voi luottaa.")
HOME = ShownCode("h", "Koti loukkuna", 0, "P")
HOPE = ShownCode("o", "Toivo", 2, "T")
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
TALK = (
    ("H1", "No mä soitan 👍🏽 asukkaalle ensin. Ihan vaan kysyn, mitä kuuluu, ja sitten mennään yhdessä ovelle."),
    ("HA", "Mitä te silloin teette?"),
    ("H2", "Siinä ei puhuta vuokrasta mitään, vaikka se rästi siellä papereissa onkin.\nToinen kappale."),
)


@pytest.fixture
def talk() -> Document:
    return document_of(TALK)


@pytest.fixture
def view(qtbot, talk):
    return shown(qtbot, talk, [])


def shown(qtbot, document: Document, codings: list[ShownCoding], width: int = 1000, height: int = 600) -> Reader:
    QApplication.setCursorFlashTime(0)
    reader = Reader(COLOURS, load("fi"))
    qtbot.addWidget(reader)
    reader.resize(width, height)
    reader.set_document(document, codings)
    with qtbot.waitExposed(reader):
        reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


def xy(view: Reader, position: int) -> QPoint:
    """Return the pixel of a transcript position, on the middle of its line."""
    start, _ = view._column.to_view(position, position + 1)
    return xy_view(view, start)


def xy_end(view: Reader, position: int) -> QPoint:
    """Return the pixel behind the character before a transcript position."""
    _, end = view._column.to_view(position - 1, position)
    return xy_view(view, end)


def xy_view(view: Reader, position: int) -> QPoint:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    rect = view.cursorRect(cursor)
    return QPoint(rect.left(), rect.center().y())


def drag(qtbot, view: Reader, start: int, end: int) -> None:
    port = view.viewport()
    first, last = xy(view, start), xy_end(view, end)
    qtbot.mousePress(port, LEFT, pos=first)
    qtbot.mouseMove(port, (first + last) / 2)
    qtbot.mouseMove(port, last)
    qtbot.mouseRelease(port, LEFT, pos=last)


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def chosen(view: Reader, document: Document) -> str | None:
    found = view.selection()
    return document.text[slice(*found)] if found else None


def put_caret(qtbot, view: Reader, position: int) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, pos=xy(view, position))


def pixels(widget, colour: QColor) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return count(image, colour, image.rect())


def count(image: QImage, colour: QColor, rect: QRect) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted
        for y in range(rect.top(), rect.bottom() + 1)
        for x in range(rect.left(), rect.right() + 1)
    )


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


# What is painted of codings


def test_an_underline_has_its_familys_colour(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "vaan kysyn", TRUST, "a")])
    assert pixels(view.viewport(), COLOURS.family(1)) > 100
    view.apply(removed=["a"])
    assert pixels(view.viewport(), COLOURS.family(1)) == 0


def test_three_overlaps_are_three_colours_in_one_column_four_pixels_apart(qtbot, talk):
    codings = [coding(talk, "kysyn", code, code.id) for code in (HOME, TRUST, HOPE)]
    view = shown(qtbot, talk, codings)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    x = xy(view, talk.text.index("kysyn") + 2).x()
    colours = [COLOURS.family(slot).rgb() for slot in (0, 1, 2)]
    rows = sorted([y for y in range(image.height()) if image.pixel(x, y) == colour] for colour in colours)
    assert [len(found) for found in rows] == [2, 2, 2]
    assert [lower[0] - upper[0] for upper, lower in pairwise(rows)] == [4, 4]


def test_brackets_stand_in_lanes_and_names_beside_them(qtbot, talk):
    codings = [coding(talk, "kysyn", TRUST, "a"), coding(talk, "Ihan vaan kysyn", HOME, "b")]
    view = shown(qtbot, talk, codings)
    boxes = [view._right.box_of(one, 0) for one in ("a", "b")]
    names = [view._right.box_of(one, 0, name=True) for one in ("a", "b")]
    assert not boxes[0].intersects(boxes[1])
    assert not names[0].intersects(names[1])
    assert all(name.left() > max(box.right() for box in boxes) for name in names)
    assert pixels(view._right, COLOURS.family(1)) > 40


def test_a_selected_bracket_is_filled(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    before = pixels(view._right, COLOURS.family(1))
    view.select_coding("a")
    assert pixels(view._right, COLOURS.family(1)) > before + 40
    assert pixels(view.viewport(), COLOURS.accent) > 30
    assert pixels(view.viewport(), COLOURS.selection) > 100


def test_names_without_room_become_a_sign(qtbot):
    document = document_of([("H1", "Joo niin."), ("H2", "Kyllä vain.")])
    codings = [coding(document, "niin", ShownCode(f"c{n}", f"Koodi {n}", n), f"k{n}") for n in range(6)]
    codings.append(coding(document, "Kyllä", HOPE, "x"))
    view = shown(qtbot, document, codings)
    margin = view._right.layout_.turn(0)
    assert [name.more for name in margin.names] == [0, 5]
    assert len(margin.hidden) == 5
    with qtbot.waitSignal(view.codings_here_wanted) as told:
        qtbot.mouseClick(view._right, LEFT, pos=view._right.mapFromGlobal(view._right.more_rect(0).center()))
    assert len(told.args[0]) == 5
    assert not told.args[1].isEmpty()


def test_in_a_narrow_window_the_sign_stands_where_the_hidden_codings_begin(qtbot, talk):
    codings = [coding(talk, "ovelle", ShownCode(f"c{n}", f"Koodi {n}", n), f"k{n}") for n in range(6)]
    view = shown(qtbot, talk, codings, width=520)
    assert not view._right._named
    (sign,) = view._right.layout_.turn(0).names
    line = view._sheet.line_at(view._column.to_view(*span(talk, "ovelle"))[0])
    assert (sign.more, sign.baseline) == (2, line.top + view._measures.baseline)


def test_the_widest_label_is_written_in_full(qtbot):
    view = shown(qtbot, document_of([("Haastateltava 1", "Joo."), ("H", "Niin.")]), [])
    label = "Haastateltava 1"
    metrics = QFontMetrics(view._measures.small_font(bold=True))
    assert metrics.elidedText(label, Qt.TextElideMode.ElideRight, view._left._widths[1]) == label


def test_a_long_coding_runs_beside_all_its_turns(qtbot, talk):
    start, end = talk.text.index("ovelle"), talk.text.index("papereissa")
    view = shown(qtbot, talk, [ShownCoding("long", TRUST, start, end)])
    parts = [view._right.layout_.turn(turn).brackets[0] for turn in range(3)]
    assert [(part.begins, part.ends) for part in parts] == [(True, False), (False, False), (False, True)]
    assert all(lower.top <= upper.bottom + 1 for upper, lower in pairwise(parts))
    assert [len(view._right.layout_.turn(turn).names) for turn in range(3)] == [1, 0, 0]


def test_hits_are_lit_up_and_the_current_one_framed(qtbot, view, talk):
    view.set_hits([span(talk, "vuokrasta"), span(talk, "rästi")], current=1)
    assert pixels(view.viewport(), COLOURS.hit) > 300
    framed = pixels(view.viewport(), COLOURS.hit_line)
    view.set_hits([span(talk, "vuokrasta"), span(talk, "rästi")])
    assert pixels(view.viewport(), COLOURS.hit_line) < framed
    view.set_hits([])
    assert pixels(view.viewport(), COLOURS.hit) == 0


def test_initials_and_other_colours_change_the_picture(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    plain = view._right.grab().toImage()
    view.set_initials(True)
    assert view._right.grab().toImage() != plain
    view.set_colours(replace(COLOURS, background=QColor("#1B1D22")))
    assert pixels(view._left, QColor("#1B1D22")) > 1000
    assert pixels(view.viewport(), QColor("#1B1D22")) > 1000


def test_painting_twice_gives_the_same_picture(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    assert view.grab().toImage() == view.grab().toImage()


def test_the_focus_ring_is_seen(qtbot, view):
    assert pixels(view, COLOURS.accent) > 3000
    other = QPlainTextEdit()
    qtbot.addWidget(other)
    view.clearFocus()
    assert pixels(view, COLOURS.accent) == 0


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


# What must not move


def test_resizing_keeps_the_first_visible_word(qtbot):
    document = big_document(8_000)
    view = shown(qtbot, document, [], width=1100)
    view.show_position(document.turns[100].start + 60, at_top=True)
    before = view.first_visible_position()
    for width in (620, 480, 700, 1100):
        with qtbot.waitSignal(view.settled):
            view.resize(width, 600)
        assert view.first_visible_position() <= before <= first_line_end(view)
    assert view.first_visible_position() == before


def first_line_end(view: Reader) -> int:
    position, _ = view._anchor()
    return view._column.place(view._sheet.line_at(position).end)


def test_a_wider_window_grows_in_margin_and_never_in_line_length(qtbot, view):
    lines = view._wrap
    view.resize(1500, 600)
    assert (view._wrap, view.viewport().width()) == (lines, lines + 4)
    centre = view.viewport().geometry().center().x()
    assert abs(centre - (view.width() - view.verticalScrollBar().width()) / 2) < 4
    characters = len("Siinä ei puhuta vuokrasta mitään, vaikka se rästi siellä papereissa onkin")
    assert view._sheet.lines(2)[0].end - view._sheet.lines(2)[0].start in range(55, characters)


def test_zooming_keeps_the_first_visible_line_and_goes_back_exactly(qtbot):
    document = big_document(8_000)
    view = shown(qtbot, document, random_codings(document, 100, (TRUST, HOME)))
    view.show_position(document.turns[80].start + 10, at_top=True)
    before, told = view.first_visible_position(), []
    view.zoom_changed.connect(told.append)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(view, key, CTRL)
        assert view.first_visible_position() <= before <= first_line_end(view)
    wheel(view, 120, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_0, CTRL)
    assert told == [110, 125, 110, 125, 100]
    assert view.first_visible_position() == before
    view.set_zoom(500)
    assert view.zoom == 200
    view.step_zoom(1)
    view.set_zoom(1)
    assert view.zoom == 75


def wheel(view: Reader, up: int, held: Qt.KeyboardModifier) -> None:
    port = view.viewport()
    at = QPointF(port.rect().center())
    event = QWheelEvent(
        at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, up), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(port, event)


def test_zoom_and_another_font_keep_the_selection(qtbot, view, talk):
    view.select_range(*span(talk, "mitä kuuluu"))
    view.set_zoom(150)
    view.set_reading_font(SANS)
    assert chosen(view, talk) == "mitä kuuluu"
    assert view.document().defaultFont().family() == SANS
    assert view.document().defaultFont().pixelSize() == 24


def test_a_style_sheet_does_not_take_the_reading_font_away(view):
    view.setStyleSheet("QWidget { font-size: 9px; }")
    assert view.document().defaultFont().family() == SERIF
    assert view.document().defaultFont().pixelSize() == 16
    font = QFont(SANS)
    view.setFont(font)
    assert view.document().defaultFont().family() == SERIF


def test_selecting_by_click_scrolls_nothing_and_by_key_brings_it_into_sight(qtbot):
    document = big_document(4_000)
    last = document.turns[-2]
    codings = [ShownCoding("far", TRUST, last.start + 4, last.end), ShownCoding("near", HOME, 60, 90)]
    view = shown(qtbot, document, codings)
    qtbot.mouseClick(view._right, LEFT, pos=view._right.box_of("near", 0).center())
    assert view.verticalScrollBar().value() == 0
    qtbot.keyClick(view, Qt.Key.Key_N)
    assert view.selected_coding.id == "far"
    assert view.viewport().rect().contains(xy(view, last.start + 5))


def test_margins_follow_the_text(qtbot):
    document = big_document(4_000)
    view = shown(qtbot, document, random_codings(document, 60, (TRUST, HOME)))
    wheel(view, -480, Qt.KeyboardModifier.NoModifier)
    value = view.verticalScrollBar().value()
    assert value > 0
    assert (view._left.scrolled, view._right.scrolled) == (value, value)
    assert "vuorot" in view._header._place


def test_another_document_begins_at_its_top_without_a_trace_of_the_first(qtbot, talk):
    document = big_document(4_000)
    view = shown(qtbot, document, [coding(document, "luottamus", TRUST, "a")])
    view.verticalScrollBar().setValue(2000)
    view.select_coding("a")
    view.set_hits([(40, 50)])
    view.set_document(talk, [])
    assert view.verticalScrollBar().value() == 0
    assert (view.selection(), view.codings_here()) == (None, ())
    assert view.first_visible_position() == talk.text.index("No mä")


def test_a_transcript_without_turns_and_one_of_silence_can_be_shown(qtbot):
    view = shown(qtbot, document_of([]), [])
    qtbot.keyClick(view, Qt.Key.Key_N)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert (view.selection(), view.first_visible_position()) == (None, 0)
    silent = document_of([("H1", " "), ("H2", " ")])
    view.set_document(silent, [])
    view.set_zoom(150)
    view.select_turn(0)
    assert view.selection() is None
    assert view.toPlainText() == "\n"


def test_every_coding_gets_its_lane_in_idle_time(qtbot):
    document = big_document(5_000)
    view = shown(qtbot, document, random_codings(document, 2_500, (TRUST, HOME, HOPE)))
    qtbot.waitUntil(lambda: view.index.fill(0))
    assert view.index.lanes_used() > 4


def test_the_block_at_a_height_is_right_also_before_all_lines_are_broken(qtbot):
    view = shown(qtbot, big_document(6_000), [])
    found = [view._sheet.block_at(height) for height in range(0, 1200, 2)]
    tops = [view._sheet.lines(block)[0].top for block in range(view._sheet.document.blockCount())]
    assert found == [bisect_right(tops, height) - 1 for height in range(0, 1200, 2)]


def test_documents_no_longer_shown_are_deleted(qtbot, view):
    gone = []
    view.document().destroyed.connect(lambda *_: gone.append(1))
    view.set_zoom(150)
    qtbot.waitUntil(lambda: gone == [1])


# For screen readers


def test_the_text_can_be_read_by_a_screen_reader(view, talk):
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Haastattelun teksti"
    assert "Vaihto" in interface.text(QAccessible.Text.Description)
    text = interface.textInterface()
    assert text.text(0, 5) == "No mä"
    assert text.characterCount() == view.document().characterCount() - 1


def test_the_selected_coding_is_announced(qtbot, talk, monkeypatch):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    view.select_coding("a")
    assert told == ["Koodaus Luottamus, kohdassa 1 koodi: kysyn"]


# The parts that only reckon


def test_keys_that_mean_nothing_here_go_on(qtbot, view):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
    assert not event.isAccepted()


def test_names_flow_down_and_up_again_at_the_limit():
    assert stack([10, 10, 10], 17, 0, 200) == [10, 27, 44]
    assert stack([10, 30], 17, 0, 200) == [10, 30]
    assert stack([10, 10, 30], 17, 0, 200, gap=8) == [10, 27, 52]
    assert stack([10, 80, 80], 17, 0, 100) == [10, 66, 83]
    assert stack([10] * 9, 17, 0, 51) == [0, 17, 34]
    assert stack([], 17, 0, 51) == []


@pytest.mark.parametrize("total", range(300, 2000, 100))
@pytest.mark.parametrize("zoom", [75, 100, 200])
def test_columns_never_overlap_whatever_the_width(total, zoom):
    measures = Measures.at(zoom)
    wanted = round(505 * zoom / 100)
    columns = arrange(total, measures, 120, wanted, 9)
    assert columns.column >= 120
    assert columns.column_width <= wanted
    assert columns.column + columns.column_width < columns.lanes
    assert columns.lanes + columns.lane_count * columns.lane < columns.names
    if total >= 900:
        assert columns.names + columns.names_width <= total


def test_times_are_printed_as_on_a_clock():
    assert [clock(None), clock(5), clock(2301.4), clock(3723)] == ["", "0:05", "38:21", "1:02:03"]
    assert GAP == 80
