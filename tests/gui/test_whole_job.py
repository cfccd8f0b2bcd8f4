"""The whole job through the window: once by keyboard alone, once by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from helpers.window import back, click, drag, opened, press, running, write


@pytest.fixture
def program(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        yield program


def count(program):
    return len(program.session.store.codings())


def test_keyboard_alone_opens_codes_undoes_searches_and_writes_the_report(program, project, qtbot, tmp_path):
    frame = program.frame
    press("Ctrl+O")
    opened(qtbot, frame, QFileDialog)
    write(str(project))
    with qtbot.waitSignal(program.session.opened):
        press("Return")
    back(qtbot, frame)
    assert QApplication.focusWidget() is frame.coding.reader
    before = count(program)

    press("Ctrl+Home", "Ctrl+Right", *["Ctrl+Shift+Right"] * 4, "Return")
    palette = frame.coding.palette_box
    assert palette.isVisible()
    write("toiv")
    press("Space")
    assert palette.field.text() == ""
    assert len(palette.marked()) == 1
    write("luot")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert not palette.isVisible()
    assert count(program) == before + 2

    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert count(program) == before
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Shift+Z")
    assert count(program) == before + 2

    press("Ctrl+F")
    assert QApplication.focusWidget() is frame.search.field
    write("koti")
    with qtbot.waitSignal(program.engine.answered, timeout=30000):
        press("Return")
    assert len(frame.search.hits) > 5
    press("Down", "Return")
    assert QApplication.focusWidget() is frame.coding.reader
    first = frame.search.hits[0]
    assert frame.coding.document.transcript.id == first.transcript
    assert frame.coding.reader.selection() == first.matches[0]
    press("F3")
    assert frame.coding.reader.selection() == frame.search.hits[1].matches[0]

    press("Ctrl+7")
    press("Ctrl+R")
    qtbot.waitUntil((tmp_path / "esimerkki-raportti.docx").exists, timeout=30000)
    qtbot.waitUntil(frame.report.messages.isVisible, timeout=10000)
    assert "raportti.docx" in frame.report.messages.words.text()


def test_the_mouse_codes_by_the_tree_undoes_and_goes_to_an_excerpt(program, project, qtbot):
    frame = program.frame
    frame.acts.open(project)
    reader, codes = frame.coding.reader, frame.coding.codes
    before = count(program)
    turn = frame.coding.document.turns[4]
    reader.show_position(turn.start, at_top=True)
    reader.select_range(turn.start, turn.start + 60)
    box = reader.cursorRect()
    reader.clear_selection()
    drag(reader, box.center(), box.center() + QPoint(160, 0))
    assert reader.selection() is not None
    frame.text_menu.actions()[0].trigger()
    assert frame.coding.palette_box.isVisible()
    row = frame.coding.palette_box.list
    with qtbot.waitSignal(program.session.changed):
        at = row.visualRect(row.rows_model.index(2)).center()
        QTest.mouseClick(row.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QTest.mouseDClick(row.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert count(program) == before + 1
    QTest.mouseClick(frame.top.undo, Qt.MouseButton.LeftButton)
    assert count(program) == before

    code = next(one for one in program.session.store.codebook() if one.name_fi == "Luottamus")
    codes.filter.setText("luottamus")
    index = codes.model.find(code.id)
    codes.tree.scrollTo(index)
    click(codes.tree, index)
    with qtbot.waitSignal(program.session.changed):
        at = codes.tree.visualRect(index).center()
        QTest.mouseDClick(codes.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert count(program) == before + 1

    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(frame.top.undo, Qt.MouseButton.LeftButton)
    assert count(program) == before

    excerpts = frame.coding.excerpts.list
    qtbot.waitUntil(lambda: excerpts.count() == program.session.store.code_counts()[code.id])
    click(excerpts, excerpts.rows_model.index(1))
    place = excerpts.payload()
    assert frame.coding.document.transcript.id == place.transcript
    assert reader.selection() is not None

    QTest.mouseClick(frame.rail.buttons["report"], Qt.MouseButton.LeftButton)
    assert frame.here() is frame.report
