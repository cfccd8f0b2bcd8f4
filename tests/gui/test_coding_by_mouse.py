"""Every gesture of coding by mouse through the real window, and each one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent

from coder.views.end_drag import ends, target_of
from coder.views.here_panel import ACTS
from helpers.gestures import LEFT, PLAIN, code, first_code, one_step, said, shown, uncoded_turn, word_ends, xy
from helpers.window import press, write

pytestmark = pytest.mark.usefixtures("known_words")


@pytest.fixture
def place(program):
    return program.frame.coding


# By mouse


@pytest.mark.parametrize("at_start", [True, False])
def test_an_end_is_drawn_by_its_handle_from_word_to_word(program, qtbot, place, at_start):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    scrolled = QPoint(0, reader.verticalScrollBar().value())
    hold = target_of(ends(reader.sheet, coding)[at_start], at_start=at_start).center() - scrolled
    assert target_of(ends(reader.sheet, coding)[at_start], at_start=at_start).width() >= 24

    def draw():
        qtbot.mousePress(port, LEFT, pos=hold)
        goal = xy(reader, start + 1) if at_start else xy(reader, cuts[5] - 1)
        qtbot.mouseMove(port, (hold + goal) / 2)
        qtbot.mouseMove(port, goal)
        qtbot.mouseRelease(port, LEFT, pos=goal)

    new = one_step(program, draw, qtbot)
    assert new == [(start, cuts[3], "Luottamus") if at_start else (cuts[1] + 1, cuts[5], "Luottamus")]


def test_esc_lets_go_of_a_handle(program, qtbot, place):
    turn, _, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    hold = target_of(ends(reader.sheet, coding)[False], at_start=False).center()
    hold -= QPoint(0, reader.verticalScrollBar().value())
    steps = len(program.session.store.journal())
    qtbot.mousePress(port, LEFT, pos=hold)
    qtbot.mouseMove(port, xy(reader, cuts[5]))
    press("Escape")
    qtbot.mouseRelease(port, LEFT, pos=xy(reader, cuts[5]))
    assert len(program.session.store.journal()) == steps
    assert reader.selection() == (cuts[1] + 1, cuts[3])


def test_a_coding_keeps_a_word_however_far_an_end_is_drawn(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    hold = target_of(ends(reader.sheet, coding)[False], at_start=False).center()
    hold -= QPoint(0, reader.verticalScrollBar().value())
    qtbot.mousePress(port, LEFT, pos=hold)
    qtbot.mouseMove(port, xy(reader, start))
    qtbot.mouseRelease(port, LEFT, pos=xy(reader, start))
    assert (cuts[1] + 1, cuts[2], "Luottamus") in shown(program)


def draw_over(qtbot, reader, start, end):
    port = reader.viewport()
    reader.show_position(start, at_top=True)
    first, last = xy(reader, start), xy(reader, end, end=True)
    qtbot.mousePress(port, LEFT, pos=first)
    qtbot.mouseMove(port, (first + last) / 2)
    qtbot.mouseMove(port, last)
    qtbot.mouseRelease(port, LEFT, pos=last)


def test_the_grip_beside_a_selection_opens_the_palette(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    draw_over(qtbot, place.reader, start, end)
    grip = place.reader._grip
    assert grip.isVisible()
    assert min(grip.width(), grip.height()) >= 24
    assert not grip.geometry().intersects(place.reader.viewport().geometry())
    qtbot.mouseClick(grip, LEFT)
    assert place.palette_box.isVisible()
    index = place.palette_box.list.rows_model.index(0)
    spot = place.palette_box.list.visualRect(index).center()
    port = place.palette_box.list.viewport()
    qtbot.mouseClick(port, LEFT, pos=spot)
    assert place.palette_box.list.visualRect(index).center() == spot
    new = one_step(program, lambda: qtbot.mouseDClick(port, LEFT, pos=spot), qtbot)
    assert [one[:2] for one in new] == [(start, end)]
    press("Escape")
    assert not grip.isVisible()


class Carried:
    """Carry what is dragged to a widget, as the platform would: there is no platform for it off screen."""

    def __init__(self, monkeypatch, target, point):
        self.target, self.point = target, point
        self.taken = None
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_: self.carry(drag))

    def carry(self, drag):
        data = QMimeData()
        for kind in drag.mimeData().formats():
            data.setData(kind, drag.mimeData().data(kind))
        drag.setMimeData(drag.mimeData())
        port = self.target.viewport()
        action, at = Qt.DropAction.CopyAction, QPointF(self.point)
        QCoreApplication.sendEvent(port, QDragEnterEvent(self.point, action, data, LEFT, PLAIN))
        over = QDragMoveEvent(self.point, action, data, LEFT, PLAIN)
        QCoreApplication.sendEvent(port, over)
        self.taken = over.isAccepted()
        if self.taken:
            QCoreApplication.sendEvent(port, QDropEvent(at, action, data, LEFT, PLAIN))
        return action


def index_of(place, code_id):
    index = place.codes.model.find(code_id)
    place.codes.tree.scrollTo(index)
    return index


def pull(qtbot, widget, start):
    qtbot.mousePress(widget, LEFT, pos=start)
    qtbot.mouseMove(widget, start + QPoint(30, 4))
    qtbot.mouseRelease(widget, LEFT, pos=start + QPoint(30, 4))


def test_a_code_is_dragged_onto_the_selection(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    wanted = first_code(program)
    place.reader.select_range(start, end)
    tree = place.codes.tree
    spot = tree.visualRect(index_of(place, wanted.id)).center()
    carried = Carried(monkeypatch, place.reader, xy(place.reader, start + 2))
    new = one_step(program, lambda: pull(qtbot, tree.viewport(), spot), qtbot)
    assert carried.taken
    assert new == [(start, end, "Luottamus")]


def test_a_code_dropped_beside_the_selection_codes_nothing(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[1]
    place.reader.select_range(start, end)
    before = shown(program)
    tree = place.codes.tree
    spot = tree.visualRect(index_of(place, first_code(program).id)).center()
    carried = Carried(monkeypatch, place.reader, xy(place.reader, word_ends(place, turn)[4]))
    pull(qtbot, tree.viewport(), spot)
    assert carried.taken is False
    assert shown(program) == before


def test_a_selection_is_dragged_onto_a_code_by_its_grip(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    draw_over(qtbot, place.reader, start, end)
    tree = place.codes.tree
    index = index_of(place, first_code(program).id)
    carried = Carried(monkeypatch, tree, tree.visualRect(index).center())
    grip = place.reader._grip
    new = one_step(program, lambda: pull(qtbot, grip, grip.rect().center()), qtbot)
    assert carried.taken
    assert new == [(start, end, "Luottamus")]


def test_a_family_takes_no_selection(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    draw_over(qtbot, place.reader, start, word_ends(place, turn)[3])
    tree = place.codes.tree
    family = tree.model().index(0, 0)
    tree.scrollTo(family)
    carried = Carried(monkeypatch, tree, tree.visualRect(family).center())
    before = shown(program)
    pull(qtbot, place.reader._grip, place.reader._grip.rect().center())
    assert carried.taken is False
    assert shown(program) == before


# Favourites


def test_a_favourite_is_given_in_the_palette_and_shown_with_its_digit(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    place.reader.select_range(start, start + 20)
    press("Return")
    write("luottamus")
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+4")
    assert first_code(program).shortcut == "4"
    row = place.palette_box.list.rows_model.row(0)
    assert row.note == "4"
    assert place.palette_box.isVisible()
    press("Escape")
    new = one_step(program, lambda: press("4"), qtbot)
    assert [one[2] for one in new] == ["Luottamus"]
    place.reader.select_range(start, start + 20)
    press("Return")
    write("luottamus")
    press("Ctrl+0", "Escape")
    assert first_code(program).shortcut == ""


# The list of codings here


def test_the_list_of_codings_here_follows_and_acts(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    made = [code(program, start, start + 30, name) for name in ("Luottamus", "Toivo")]
    place.docks.bring("here")
    place.reader.put_caret(start + 5)
    rows = place.here.list
    assert [rows.rows_model.payload(at) for at in range(rows.count())] == [one.id for one in sorted(
        made, key=lambda one: one.code.order)]
    rows.setFocus()
    rows.choose_thing(made[1].id)
    press("Return")
    assert place.reader.selected_coding.id == made[1].id
    assert place.reader.hasFocus()
    rows.setFocus()
    rows.choose_thing(made[0].id)
    with qtbot.waitSignal(program.session.changed):
        press("Delete")
    assert made[0].id not in place.reader.index
    assert [one for one in ACTS if not place.here.buttons[one].isEnabled()] == []
    place.reader.put_caret(said(place, 2)[0])
    qtbot.waitUntil(lambda: not place.here.buttons["split"].isEnabled())
