"""A workplace of pages: tabs by mouse and keyboard, the focus where the work begins, and what is no page refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from coder import i18n
from coder.jobs import Runner
from coder.search_engine import SearchEngine
from coder.session import Session
from coder.settings import Settings
from coder.theme import Theme
from coder.views.bars import JobBar, MessageBar
from coder.views.intake_page import IntakePage
from coder.views.pages import Desk, Page, PageRow, Pages, Wishes
from helpers.window import example_at, press, running


class FieldPage(QWidget, Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.messages, self.job = MessageBar(desk.theme, desk.say), JobBar(desk.say)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def stops(self) -> tuple[QWidget, ...]:
        return (self.field,)


class ActingPage(FieldPage):
    def __init__(self, desk):
        super().__init__(desk)
        self.done = []

    def handlers(self):
        return {"undo": lambda: self.done.append("undo")}


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    window, theme = QWidget(), Theme(qapp, "light")
    qtbot.addWidget(window)
    engine = SearchEngine(window)
    runner = Runner(window)
    yield Desk(Session(Settings(tmp_path / "s.toml"), window), engine, runner, theme, i18n.load("fi"), Wishes(), window)
    runner.stop()
    engine.close()
    theme.deleteLater()


def test_tabs_go_by_mouse_and_keyboard_and_tell_which_page_is_shown(desk, qtbot):
    pages = Pages("material", (PageRow("interviews", FieldPage), PageRow("text", FieldPage)), desk)
    qtbot.addWidget(pages)
    with qtbot.waitActive(pages):
        pages.show()
        pages.activateWindow()
    seen = []
    pages.page_shown.connect(seen.append)
    strip = pages.strip
    assert [strip.tabText(at) for at in range(2)] == ["Haastattelut", "Teksti"]
    assert strip.accessibleName() == "Aineisto: sivut"
    assert all(strip.tabRect(at).height() >= 24 for at in range(2))
    place = strip.tabRect(1).center()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert pages.page_key == "text"
    strip.setFocus()
    press("Left")
    assert pages.page_key == "interviews"
    pages.step(-1)
    assert QApplication.focusWidget() is pages.here.field
    assert seen == ["text", "interviews", "text"]
    assert pages.stops() == (pages.here.field, strip)
    pages.show_page("nowhere")
    assert pages.page_key == "text"


def test_one_page_needs_no_tabs(desk, qtbot):
    pages = Pages("material", (PageRow("interviews", FieldPage),), desk)
    qtbot.addWidget(pages)
    assert pages.strip.isHidden()
    assert pages.stops() == (pages.here.field,)


def test_a_widget_that_is_no_page_is_refused(desk):
    with pytest.raises(TypeError, match="text"):
        Pages("material", (PageRow("text", lambda _: QLabel(), at_once=True),), desk)


def test_a_page_is_made_when_it_is_needed_and_keeps_its_tab(desk, qtbot):
    made = []

    def later(given):
        made.append("text")
        return ActingPage(given)

    rows = (PageRow("interviews", FieldPage, at_once=True), PageRow("text", later, acts=("undo",)))
    pages = Pages("material", rows, desk)
    qtbot.addWidget(pages)
    assert (len(pages.all()), made, pages.page_key) == (1, [], "interviews")
    pages.later_handlers()["undo"]()
    assert (made, pages.page("text").done, pages.page_key) == (["text"], ["undo"], "interviews")
    pages.show_page("text")
    assert pages.here is pages.page("text")
    assert pages.stack.count() == 2
    assert (pages.make_next(), pages.later_handlers()) == (None, {})


def test_a_page_wishes_and_the_window_goes_there(qapp, qtbot, tmp_path, tmp_path_factory):
    project = example_at(tmp_path_factory.getbasetemp(), tmp_path / "esimerkki.ote")
    with running(qapp, qtbot, tmp_path) as program:
        frame = program.frame
        frame.acts.open(project)
        transcript = program.session.store.transcripts()[1].id
        frame.go("report")
        frame.wishes.passage_wanted.emit(transcript, 300, 320)
        assert frame.here() is frame.coding
        assert frame.coding.document.transcript.id == transcript
        frame.wishes.page_wanted.emit("material", "interviews")
        assert frame.here() is frame.material
        press("Ctrl+PgDown")
        assert frame.stack.page is frame.stack.page_of(IntakePage)
        press("Ctrl+PgUp")
        assert frame.here() is frame.material
        frame.wishes.transcript_wanted.emit(transcript)
        assert frame.here() is frame.coding
