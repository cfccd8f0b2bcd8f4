"""The palette: typing, marking, coding, and never over the selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from codebooks.edit import add_code
from codebooks.model import Code
from coder import i18n
from coder.theme import Theme
from coder.views.palette import Palette, beside
from helpers.projects import CODEBOOK
from helpers.window import press, write


@pytest.fixture
def palette(qapp, qtbot):
    theme = Theme(qapp, "light")
    window = QWidget()
    window.resize(900, 700)
    palette = Palette(theme, i18n.load("fi"), window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    book = add_code(CODEBOOK, Code("c7", "P03", "Koti loukkuna", family="f1"))
    palette.open(book, ("c5",), lambda: QRect(window.mapToGlobal(QPoint(100, 100)), QSize(200, 20)))
    yield palette
    window.close()
    window.deleteLater()
    theme.deleteLater()


def titles(palette):
    return [palette.list.rows_model.row(at).title for at in range(palette.list.count())]


def test_recent_codes_come_first_when_nothing_is_typed(palette):
    assert titles(palette)[0] == "Läsnäolo"
    assert len(titles(palette)) == 7


def test_typing_narrows_and_marks_the_matched_letters(palette):
    write("luo")
    assert titles(palette) == ["Luottamus"]
    assert palette.list.rows_model.row(0).matched == ((0, 3),)


def test_enter_codes_the_highlighted_code(palette, qtbot):
    write("luo")
    with qtbot.waitSignal(palette.chosen) as chosen:
        press("Return")
    assert chosen.args == [("c4",)]
    assert not palette.isVisible()


def test_space_marks_several_and_enter_codes_them_with_what_is_typed_last(palette, qtbot):
    write("luo")
    press("Space")
    write("kat")
    press("Space")
    assert palette.marked() == ("c4", "c2")
    write("läs")
    with qtbot.waitSignal(palette.chosen) as chosen:
        press("Return")
    assert chosen.args == [("c4", "c2", "c5")]


def test_space_is_a_letter_while_a_name_goes_on_with_a_blank(palette, qtbot):
    write("koti lou")
    assert palette.field.text() == "koti lou"
    assert titles(palette) == ["Koti loukkuna"]
    press("Space")
    assert palette.marked() == ("c7",)


def test_a_second_space_marks_the_shorter_name(palette):
    write("koti")
    press("Space", "Space")
    assert palette.marked() == ("c1",)


def test_space_marks_after_an_arrow_key_also_when_a_name_could_go_on(palette):
    write("kot")
    press("Down", "Up", "Space")
    assert palette.marked() == ("c1",)


def test_a_marked_code_can_be_taken_back(palette):
    press("Down", "Space")
    press("Space")
    assert len(palette.marked()) <= 2


def test_escape_closes_and_codes_nothing(palette, qtbot):
    write("luo")
    with qtbot.waitSignal(palette.closed), qtbot.assertNotEmitted(palette.chosen):
        press("Escape")
    assert not palette.isVisible()


def test_it_stands_under_the_selection(palette):
    assert palette.geometry().top() > 120


@pytest.mark.parametrize(
    "around",
    [QRect(100, 50, 200, 20), QRect(100, 600, 300, 60), QRect(20, 100, 300, 500), QRect(500, 100, 300, 500)],
)
def test_it_never_covers_the_selection_when_there_is_room_beside_it(around):
    size = QSize(400, 320)
    room = QSize(900, 700)
    box = QRect(beside(around, size, room), size)
    assert QRect(QPoint(0, 0), room).contains(box)
    assert not box.intersects(around)
