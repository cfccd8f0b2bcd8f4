"""The page of report plans, by keyboard and by mouse: outline, rules, pages, Word, and a draft that comes back."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coder.models.plan_rows import Place
from coder.views.gather import Gather
from coder.views.plan_outline import NODE
from coder.views.plan_page import PlanPage
from coder.views.refreshed_dialog import RefreshedDialog
from helpers.plans import planned_store, quoted_store
from helpers.window import back, click, opened, press, running, write
from projects.plans.plan import CHAPTER, FACTS, INTERPRETATION, QUOTE, RULE, TABLE


@pytest.fixture
def bare(qapp, qtbot, tmp_path):
    """A window with quotes and no plan."""
    store, _, _ = quoted_store(tmp_path)
    yield from shown(qapp, qtbot, tmp_path, store)


@pytest.fixture
def program(qapp, qtbot, tmp_path):
    """A window with a plan."""
    store, _, _ = planned_store(tmp_path)
    yield from shown(qapp, qtbot, tmp_path, store)


def shown(qapp, qtbot, tmp_path, store):
    path = store.path
    store.close()
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(path)
        program.frame.go("report", "plan")
        qtbot.waitUntil(page_of(program).isVisible)
        yield program


def page_of(program) -> PlanPage:
    return program.frame.stack.page_of(PlanPage)


@pytest.fixture
def page(program):
    return page_of(program)


def plan(program):
    return program.session.store.plans()[0]


def kinds(program, title):
    chapter = next(one for one in plan(program).nodes if one.title == title)
    return [one.kind for one in plan(program).inside(chapter.id)]


def titles(program):
    return [one.title for one in plan(program).nodes if one.title]


def choose(page, title):
    node = next(one for one in page._plan.nodes if one.title == title)
    page.outline.choose_thing(Place(node.id))


def rows(page):
    model = page.outline.rows_model
    return [(model.row(at).lead, model.row(at).title) for at in range(page.outline.count())]


def test_a_plan_is_begun_and_its_outline_shaped_by_keyboard_alone(bare, qtbot):
    page = page_of(bare)
    assert page.stops()[0] is page.new["tutkimus"]
    page.new["tutkimus"].setFocus()
    with qtbot.waitSignal(bare.session.changed):
        press("Space")
    assert QApplication.focusWidget() is page.outline
    assert titles(bare) == ["Paikka", "Koti", "Suhteet", "Luottamus"]
    choose(page, "Luottamus")
    with qtbot.waitSignal(bare.session.changed):
        press("Alt+Up")
    assert titles(bare) == ["Paikka", "Koti", "Luottamus", "Suhteet"]
    with qtbot.waitSignal(bare.session.changed):
        press("Alt+Left")
    assert [(one.title, plan(bare).level(one)) for one in plan(bare).nodes if one.title == "Luottamus"] == [
        ("Luottamus", 1)
    ]
    press("F2")
    press("Ctrl+A")
    write("Luottamus ennen vuokraa")
    with qtbot.waitSignal(bare.session.changed):
        press("Return")
    assert "Luottamus ennen vuokraa" in titles(bare)
    page.outline.setFocus()
    with qtbot.waitSignal(bare.session.changed):
        press("Delete")
    assert "Luottamus ennen vuokraa" not in titles(bare)
    with qtbot.waitSignal(bare.session.changed):
        press("Ctrl+Z")
    assert "Luottamus ennen vuokraa" in titles(bare)


def test_the_page_shows_the_chapter_and_selecting_goes_both_ways(program, page):
    choose(page, "Luottamus")
    assert "2.1 Luottamus" in page.preview.toPlainText()
    assert "(taulukko 2)" in page.preview.toPlainText()
    assert "LUONNOS" in page.preview.toPlainText()
    assert ("RH1-v2", "No mä soitan asukkaalle. Ihan vaan kysyn") in rows(page)
    place = next(one for one in program.session.store.quotes() if one.name == "RH1-v4")
    page.preview.quote_picked.emit(place.id)
    assert page.outline.rows_model.row(page.outline.place()).lead == "RH1-v4"


def test_a_rule_and_the_parts_of_a_chapter_are_ticked(program, page, qtbot):
    choose(page, "Luottamus")
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.settings.approved, Qt.MouseButton.LeftButton)
    rule = next(one for one in plan(program).nodes if one.kind == RULE and one.approved)
    assert "[Tähän lukuun ei ole otteita.]" in page.preview.toPlainText()
    with qtbot.waitSignal(program.session.changed):
        page.settings.approved.setFocus()
        press("Space")
    with qtbot.waitSignal(program.session.changed):
        page.settings.most.setFocus()
        press("Down")
    assert plan(program).node(rule.id).most == 4
    for kind, box in ((FACTS, page.settings.parts["facts"]), (INTERPRETATION, page.settings.parts["interpretation"])):
        before = kind in kinds(program, "Luottamus")
        with qtbot.waitSignal(program.session.changed):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        assert (kind in kinds(program, "Luottamus")) != before
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.settings.fix, Qt.MouseButton.LeftButton)
    assert kinds(program, "Luottamus").count(QUOTE) == 3


def test_chapters_and_quotes_are_added_from_lists(program, page, qtbot):
    choose(page, "Koti")
    page.outline.setFocus()
    press("Insert")
    dialog = opened(qtbot, program.frame, Gather)
    write("katu")
    press("Tab", "Space", "Tab", "Tab")
    with qtbot.waitSignal(program.session.changed):
        press("Space")
    back(qtbot, program.frame)
    assert titles(program) == ["Paikka", "Koti", "Katu", "Suhteet", "Luottamus"]
    choose(page, "Katu")
    page.outline.setFocus()
    press("Shift+Insert")
    dialog = opened(qtbot, program.frame, Gather)
    dialog.list.setFocus()
    press("Home", "Space", "Tab", "Tab")
    with qtbot.waitSignal(program.session.changed):
        press("Space")
    assert QUOTE in kinds(program, "Katu")
    back(qtbot, program.frame)
    page.outline.setFocus()
    press("Shift+Insert")
    dialog = opened(qtbot, program.frame, Gather)
    dialog.source.setFocus()
    press("End")
    assert dialog.source.currentText() == "Liitteet"
    press("Up")
    dialog.list.setFocus()
    press("Home", "Space", "Tab", "Tab")
    with qtbot.waitSignal(program.session.changed):
        press("Space")
    assert TABLE in kinds(program, "Katu")


def test_the_page_tells_about_where_the_chapter_begins(program, page):
    choose(page, "Luottamus")
    assert page.where.text() == "Luottamus · noin sivu 3 / 5"


def test_a_chapter_is_dragged_before_another(program, page, qtbot):
    moved = next(one for one in plan(program).nodes if one.title == "Suhteet")
    before = page.outline.visualRect(page.outline.rows_model.index(0)).center() - QPoint(0, 4)
    data = QMimeData()
    data.setData(NODE, QByteArray(moved.id.encode()))
    drop = QDropEvent(QPointF(before), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    with qtbot.waitSignal(program.session.changed):
        page.outline.dropEvent(drop)
    assert titles(program)[0] == "Suhteet"


def test_what_is_left_leads_to_where_it_is_written(program, page):
    at = next(at for at, one in enumerate(page._made.remaining) if one.kind == "unwritten")
    index = page.settings.left.rows_model.index(at)
    page.settings.left.scrollTo(index)
    click(page.settings.left, index)
    assert QApplication.focusWidget() is page.settings.text.inputs["text"]


def test_language_and_kind_of_the_report_are_its_own(program, page, qtbot):
    with qtbot.waitSignal(program.session.changed):
        page.settings.language.setFocus()
        press("Down")
    choose(page, "Luottamus")
    assert "Interpretation" in page.preview.toPlainText()
    with qtbot.waitSignal(program.session.changed):
        page.settings.preset.setFocus()
        press("Down")
    assert plan(program).preset == "vihkonen"


def test_rows_are_moved_by_mouse_alone(program, page, qtbot):
    choose(page, "Suhteet")
    with qtbot.waitSignal(program.session.changed):
        page.row_acts["up"].trigger()
    assert titles(program)[0] == "Suhteet"
    page.more.menu().popup(page.more.mapToGlobal(QPoint(0, 0)))
    act = page.row_acts["remove"]
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.more.menu(), Qt.MouseButton.LeftButton, pos=page.more.menu().actionGeometry(act).center())
    assert "Suhteet" not in titles(program)


def test_plans_are_copied_chosen_and_removed(program, page, qtbot):
    with qtbot.waitSignal(program.session.changed):
        page.do("copy")
    assert [one.name for one in program.session.store.plans()] == ["Raportti", "Raportti 2"]
    assert page.chooser.currentText() == "Raportti 2"
    page.chooser.setFocus()
    press("Up")
    assert page._plan.name == "Raportti"
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.buttons["drop"], Qt.MouseButton.LeftButton)
    assert [one.name for one in program.session.store.plans()] == ["Raportti 2"]
    assert page.chooser.currentText() == "Raportti 2"
    assert CHAPTER in {one.kind for one in page._plan.nodes}


def test_a_report_goes_to_word_and_its_edited_draft_comes_back(program, page, qtbot, tmp_path):
    path = tmp_path / "raportti.docx"
    page.word.write_to(path)
    qtbot.waitUntil(lambda: page.messages.isVisible() and path.name in page.messages.words.text(), timeout=8000)
    edited(path, "soitan asukkaalle", "soitan talolle")
    page.word.refresh_draft(path)
    dialog = opened(qtbot, program.frame, RefreshedDialog)
    assert (dialog.quotes[0].name, dialog.quotes[0].outcome) == ("RH1-v2", "edited")
    assert "soitan talolle" in dialog.in_draft.toPlainText()
    assert "soitan asukkaalle" in dialog.in_project.toPlainText()
    dialog.accept()
    assert [one.kind for one in program.session.store.written()] == ["report"]


@pytest.mark.parametrize(("name", "begin"), [("r.html", b"<!DOCTYPE html>"), ("r.odt", b"PK")])
def test_a_report_goes_into_other_forms_too(program, page, qtbot, tmp_path, name, begin):
    page.word.write_to(tmp_path / name)
    qtbot.waitUntil(lambda: page.messages.isVisible() and name in page.messages.words.text())
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_file_that_is_no_draft_is_told(program, page, tmp_path):
    path = tmp_path / "kuva.docx"
    path.write_bytes(b"ei")
    page.word.refresh_draft(path)
    assert "Word-asiakirja" in page.messages.words.text()


def edited(path, old, new):
    """Change a draft as an author would."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data.replace(old.encode(), new.encode()) if name == "word/document.xml" else data)
