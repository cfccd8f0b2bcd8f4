"""The page of themes, by keyboard alone and by mouse alone: write, gather, order, take out, go to the place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from coder.views.gather import Gather
from coder.views.theme_page import ThemePage
from helpers.window import back, click, opened, press, write
from projects import commands


@pytest.fixture
def page(program, qtbot):
    program.frame.go("coding", "themes")
    page = program.frame.stack.page_of(ThemePage)
    qtbot.waitUntil(page.isVisible)
    return page


def themes(program):
    return program.session.store.themes()


def gathered(program):
    return [one.kind for one in themes(program)[0].members]


def test_a_theme_is_written_and_gathered_by_keyboard_alone(program, page, qtbot):
    assert QApplication.focusWidget() is page.add
    with qtbot.waitSignal(program.session.changed):
        press("Space")
    assert QApplication.focusWidget() is page.fields.inputs["name"]
    write("Koti luottamuksen paikkana")
    with qtbot.waitSignal(program.session.changed):
        press("Tab")
    write("Koti on muutakin kuin asunto.")
    with qtbot.waitSignal(program.session.changed):
        press("F6")
    theme = themes(program)[0]
    assert (theme.name, theme.prose) == ("Koti luottamuksen paikkana", "Koti on muutakin kuin asunto.")


def test_codes_and_excerpts_are_gathered_ordered_and_taken_out_by_keyboard_alone(program, page, qtbot):
    program.session.do(commands.AddTheme("Koti"))
    page.buttons["codes"].setFocus()
    press("Space")
    dialog = opened(qtbot, program.frame, Gather)
    write("luottamus")
    press("Tab", "Space")
    press("Shift+Tab", "Ctrl+A")
    write("koti loukk")
    press("Tab", "Space")
    assert dialog.go.text() == "Kokoa 2 valittua"
    with qtbot.waitSignal(program.session.changed):
        press("Tab", "Tab", "Space")
    back(qtbot, program.frame)
    assert QApplication.focusWidget() is page.members
    assert gathered(program) == ["code", "code"]

    press("Shift+Insert")
    dialog = opened(qtbot, program.frame, Gather)
    assert dialog.source.currentText() in ("Luottamus", "Koti loukkuna")
    press("Tab", "Space", "Down", "Space")
    with qtbot.waitSignal(program.session.changed):
        press("Tab", "Tab", "Space")
    back(qtbot, program.frame)
    assert gathered(program) == ["code", "code", "excerpt", "excerpt"]

    press("End")
    with qtbot.waitSignal(program.session.changed):
        press("Alt+Up")
    with qtbot.waitSignal(program.session.changed):
        press("Alt+Up")
    assert gathered(program) == ["code", "excerpt", "code", "excerpt"]
    assert page.members.place() == 1
    with qtbot.waitSignal(program.session.changed):
        press("Delete")
    assert gathered(program) == ["code", "code", "excerpt"]
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert gathered(program) == ["code", "excerpt", "code", "excerpt"]
    press("End", "Return")
    qtbot.waitUntil(program.frame.coding.isVisible)
    assert program.frame.coding.reader.selection() is not None


def test_themes_are_ordered_removed_with_a_question_and_brought_back_by_mouse_alone(program, page, qtbot):
    left = Qt.MouseButton.LeftButton
    for _ in range(2):
        with qtbot.waitSignal(program.session.changed):
            QTest.mouseClick(page.add, left)
    assert page.list.place() == 1
    click(page.list, page.list.rows_model.index(0))
    codes = program.session.store.codebook().codes[:3]
    first = themes(program)[0]
    program.session.do(commands.GatherIntoTheme(first.id, "code", tuple(one.id for one in codes)))
    third = page.members.rows_model.index(2)
    qtbot.waitUntil(lambda: page.members.viewport().rect().contains(page.members.visualRect(third).center()))
    click(page.members, third)
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.buttons["member_up"], left)
    assert [one.target for one in themes(program)[0].members] == [codes[0].id, codes[2].id, codes[1].id]
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.buttons["take"], left)
    QTest.mouseClick(page.remove, left)
    question = opened(qtbot, program.frame, QDialog)
    assert question.focusWidget().text() == "Poista teema, säilytä sen 2 kohtaa"
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(question.focusWidget(), left)
    assert len(themes(program)) == 1
    back(qtbot, program.frame)
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(program.frame.top.undo, left)
    assert len(themes(program)) == 2
    assert page.list.count() == 2


def test_an_empty_name_is_given_back_and_a_theme_steps_with_alt(program, page, qtbot):
    for name in ("Koti", "Katu"):
        program.session.do(commands.AddTheme(name))
    page.list.choose(1)
    page.list.setFocus()
    press("F2", "Delete", "Tab")
    assert "entinen nimi" in page.messages.words.text()
    assert themes(program)[1].name == "Katu"
    page.list.setFocus()
    with qtbot.waitSignal(program.session.changed):
        press("Alt+Up")
    assert [one.name for one in themes(program)] == ["Katu", "Koti"]
    assert page.here.name == "Katu"


def test_what_is_written_is_saved_when_the_project_closes(program, page, qtbot):
    program.session.do(commands.AddTheme("Koti"))
    page.fields.inputs["prose"].setFocus()
    write("Kesken")
    path = program.session.store.path
    press("Ctrl+W")
    program.frame.acts.open(path)
    assert themes(program)[0].prose == "Kesken"
