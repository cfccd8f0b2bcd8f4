"""Every widget that can have the focus says what it is and is big enough to hit, at 100 % and at 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollBar, QWidget

from helpers.window import example_at, press, running

SMALLEST = 24


@pytest.fixture
def program(qapp, qtbot, tmp_path, tmp_path_factory):
    project = example_at(tmp_path_factory.getbasetemp(), tmp_path / "esimerkki.ote")
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.resize(1440, 900)
        program.frame.acts.open(project)
        yield program


def scenes(program):
    """Go through every page and panel of the window."""
    frame = program.frame
    for key, pages in frame.places.items():
        for at in range(pages.stack.count()):
            frame.go(key)
            pages.strip.setCurrentIndex(at)
            yield f"{key} {pages.page_key}"
    frame.go("coding", "text")
    for panel in frame.coding.panels:
        frame.coding.docks.bring(panel)
        yield f"panel {panel}"
    frame.coding.reader.go_to_coding(1)
    frame.coding.docks.bring("here")
    yield "a coding in hand"
    frame.coding.acts.ask_codes()
    yield "palette"
    frame.coding.palette_box.close_quietly()
    frame.coding.recoding.ask_new_code()
    yield "new code"
    frame.coding.new_code.close_quietly()
    frame.coding.toggle_split()
    yield "two texts"
    frame.coding.toggle_split()
    frame.own.toggle_help()
    yield "keys"


def reached(window):
    """Return the visible widgets that keys or clicks go to; what a view is made of counts as the view."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
            continue
        owner = widget.parentWidget()
        if isinstance(owner, QAbstractScrollArea) and widget is owner.viewport():
            continue
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_of(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def told(widget):
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_widget_has_a_name_and_a_size_to_hit(program, zoom):
    program.theme.set_zoom(zoom)
    nameless, small, seen = set(), set(), 0
    for scene in scenes(program):
        for widget in reached(program.frame):
            seen += 1
            if not name_of(widget):
                nameless.add((scene, told(widget)))
            if min(widget.width(), widget.height()) < SMALLEST and widget.isEnabled():
                small.add((scene, told(widget), widget.width(), widget.height()))
    assert seen > 100
    assert not nameless
    assert not small


def test_the_tab_key_reaches_every_panel_and_the_focus_is_seen(program, qtbot):
    program.frame.go("coding")
    reader = program.frame.coding.reader
    for _ in range(8):
        press("F6")
        widget = QApplication.focusWidget()
        assert widget is not None
        with_focus = picture(widget)
        widget.clearFocus()
        without = picture(widget)
        widget.setFocus()
        assert with_focus != without
    assert reader.isVisible()


def picture(widget):
    box = widget.parentWidget() or widget
    return box.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_reader_is_a_text_for_assistive_technology(program):
    reader = program.frame.coding.reader
    found = QAccessible.queryAccessibleInterface(reader)
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.textInterface().characterCount() > 1000
    here = program.frame.coding.here.list
    reader.go_to_coding(1)
    assert here.rows_model.row(0).spoken()
    assert QAccessible.queryAccessibleInterface(here).role() in {QAccessible.Role.List, QAccessible.Role.Table}
