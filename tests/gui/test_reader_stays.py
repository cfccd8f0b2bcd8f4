"""What must not move in the reading view: first word, lines, selection; and what comes after another text."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from coder.fonts import SANS, SERIF
from coder.models.coding_index import GAP, ShownCoding
from coder.views.columns import arrange
from coder.views.margin_layout import stack
from coder.views.margins import clock
from coder.views.reader import Reader
from coder.views.reader_values import Measures
from helpers.reader_view import CTRL, HOME, HOPE, LEFT, TRUST, chosen, shown, span, xy
from helpers.reading import big_document, coding, document_of, random_codings

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
