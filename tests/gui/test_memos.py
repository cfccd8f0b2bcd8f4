"""Memos in the window: written beside the text and on their page, found, moved, never lost."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coder.models.row import ROW
from coder.views.chooser import Chooser
from coder.views.memo_page import MemoPage
from helpers.window import back, opened, press, write
from projects import commands, memos
from projects.model import Anchor


def all_memos(program):
    return memos.memos(program.session.store.database)


def page_of(program):
    program.frame.go("material", "memos")
    return program.frame.stack.page_of(MemoPage)


def stand_on_turn(program, at):
    place = program.frame.coding
    turn = place.document.turns[at]
    place.reader.show_position(turn.start, at_top=True)
    place.reader.select_range(turn.end - 2, turn.end, reveal=False)
    place.reader.clear_selection()
    place.reader.setFocus()
    return place, turn


def test_m_writes_on_the_turn_and_escape_saves_one_step_and_goes_back(program):
    place, turn = stand_on_turn(program, 3)
    steps = len(program.session.store.journal())
    press("M")
    assert QApplication.focusWidget() is place.docks.notes.editor.text
    write("Tähän palataan")
    press("Escape")
    (memo,) = all_memos(program)
    assert (memo.text, memo.anchor) == ("Tähän palataan", Anchor("turn", turn.id))
    assert len(program.session.store.journal()) == steps + 1
    assert QApplication.focusWidget() is place.reader
    assert place.docks.notes.list.count() == 1
    assert not place.docks.notes.editor.isVisible()
    press("Ctrl+Z")
    assert all_memos(program) == ()
    assert place.docks.notes.list.count() == 0


def test_m_writes_on_the_selection_and_on_the_coding_in_hand(program):
    place, turn = stand_on_turn(program, 3)
    place.reader.select_range(turn.end - 12, turn.end - 2)
    press("M")
    write("Kohta")
    press("Ctrl+Return")
    press("Escape", "N")
    coding = place.reader.selected_coding
    press("M")
    write("Koodaus")
    press("Escape")
    anchors = {one.text: one.anchor for one in all_memos(program)}
    assert anchors["Kohta"] == Anchor("place", place.document.transcript.id, turn.end - 12, turn.end - 2)
    assert anchors["Koodaus"] == Anchor("coding", coding.id)


def test_nothing_written_is_no_memo(program):
    stand_on_turn(program, 3)
    steps = len(program.session.store.journal())
    press("M", "Escape")
    assert len(program.session.store.journal()) == steps


def test_a_turn_with_a_memo_is_marked_and_the_mark_opens_it(program, qtbot):
    place, turn = stand_on_turn(program, 3)
    program.session.do(commands.WriteMemo("Huomio", anchor=Anchor("turn", turn.id)))
    place.reader.show_position(turn.start, at_top=True)
    margin = place.reader._left
    assert margin._noted == {turn.id}
    place.panels["notes"].hide()
    sheet = margin.sheet
    top = sheet.lines(sheet.blocks_of(3)[0])[0].top - margin.scrolled
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, int(top) + 8))
    qtbot.waitUntil(place.docks.notes.list.isVisible)
    assert QApplication.focusWidget() is place.docks.notes.list
    press("Return")
    assert QApplication.focusWidget() is place.docks.notes.editor.text
    press("Ctrl+End")
    write("!")
    press("Escape")
    assert [one.text for one in all_memos(program)] == ["Huomio!"]


def test_leaving_the_page_or_the_project_saves_what_was_typed(program, project):
    stand_on_turn(program, 3)
    press("M")
    write("Sivulta pois")
    press("Ctrl+3")
    assert [one.text for one in all_memos(program)] == ["Sivulta pois"]
    page = page_of(program)
    page.new.click()
    write("Projekti kiinni")
    program.session.close()
    program.frame.acts.open(project)
    assert {one.text for one in all_memos(program)} == {"Sivulta pois", "Projekti kiinni"}


def test_what_was_typed_when_the_program_died_is_a_memo_next_time(program, project, qtbot):
    store, coder = program.session.store, program.session.coder
    page = page_of(program)
    page.entry.click()
    write("Kesken")
    page.editor._timer.setInterval(0)
    write(" jäi")
    qtbot.waitUntil(lambda: memos.draft(store.database, coder) is not None)
    assert all_memos(program) == ()
    page.editor.clear()  # as when the program is gone: nothing is saved from the fields any more
    program.session.close()
    program.frame.acts.open(project)
    (memo,) = all_memos(program)
    assert (memo.text, memo.kind) == ("Kesken jäi", "journal")
    assert memos.draft(program.session.store.database, coder) is None
    assert page.messages.words.text() == program.frame._say("memos.recovered")


def test_the_page_lists_narrows_and_edits(program):
    session = program.session
    transcript = session.store.transcripts()[0]
    session.do(commands.WriteMemo("Asukkaiden luottamus", "Luottamus", Anchor("transcript", transcript.id)))
    session.do(commands.WriteMemo("Luin kaiken", anchor=Anchor("project"), kind="journal", day="2020-11-05"))
    page = page_of(program)
    assert QApplication.focusWidget() is page.list
    assert page.list.count() == 2
    assert page.editor.title.text() == "Luottamus"
    press("Down")
    assert page.editor.text.toPlainText() == "Luin kaiken"
    assert page.editor.day.text() == "5.11.2020"
    page.words.setFocus()
    write("asukkaat")
    assert page.list.count() == 1
    page.words.clear()
    page.boxes["kind"].setCurrentIndex(2)
    assert page.list.count() == 1
    page.list.setFocus()
    press("Return")
    press("Ctrl+End")
    write(" kahdesti")
    page.editor.day.setText("eilen")
    press("Ctrl+Return")
    assert "eilen" in page.messages.words.text()
    page.editor.day.setText("6.11.2020")
    press("Ctrl+Return")
    assert {(one.text, one.day) for one in all_memos(program) if one.kind == "journal"} == {
        ("Luin kaiken kahdesti", "2020-11-06")}
    page.days["until"].setText("5.11.2020")
    page.days["until"].editingFinished.emit()
    assert page.list.count() == 0
    assert page.empty.text() == program.frame._say("memos.none_fit")
    page.days["until"].setText("eilen")
    page.days["until"].editingFinished.emit()
    assert "eilen" in page.messages.words.text()


def test_a_memo_is_hung_elsewhere_shown_in_its_place_and_removed(program, qtbot):
    session, frame = program.session, program.frame
    place, turn = stand_on_turn(program, 3)
    session.do(commands.WriteMemo("Huomio", anchor=Anchor("turn", turn.id)))
    page = page_of(program)
    assert page.editor.about.text() == "RH01, vuoro 4"
    page.editor.go.click()
    assert frame.here() is place
    assert place.reader.selection() is not None
    page_of(program)
    page.editor.hang.click()
    chooser = opened(qtbot, frame, Chooser)
    write("luottamus")
    press("Return")
    assert not chooser.isVisible()
    back(qtbot, frame)
    code = next(one for one in session.store.codebook() if one.name("fi") == "Luottamus")
    assert all_memos(program)[0].anchor == Anchor("code", code.id)
    assert page.editor.about.text() == "koodi Luottamus"
    page.editor.gone.click()
    assert all_memos(program) == ()
    assert not page.editor.isVisible()
    press("Ctrl+Z")
    assert len(all_memos(program)) == 1


def test_the_journal_is_written_from_anywhere(program):
    stand_on_turn(program, 3)
    press("Ctrl+J")
    page = program.frame.stack.page_of(MemoPage)
    assert program.frame.here() is page
    write("Aloitin koodaamisen")
    press("Escape")
    (entry,) = all_memos(program)
    assert (entry.kind, entry.anchor, bool(entry.day)) == ("journal", Anchor("project"), True)


def test_a_memo_that_somebody_removed_meanwhile_becomes_a_new_one(program):
    session = program.session
    session.do(commands.WriteMemo("Vanha"))
    page = page_of(program)
    page.editor.text.setPlainText("Vanha ja uusi")
    session.do(commands.RemoveMemo(all_memos(program)[0].id))
    assert page.editor.text.toPlainText() == "Vanha ja uusi"
    page.editor.leave()
    assert [one.text for one in all_memos(program)] == ["Vanha ja uusi"]


def test_a_person_gets_a_memo_from_the_table_of_speakers(program):
    program.frame.go("material", "people")
    people = program.frame.here()
    person = people.grid.key()
    people.detail.memo.click()
    write("Epäröi")
    press("Escape")
    assert all_memos(program)[0].anchor == Anchor("person", person)


def menu_of(qtbot, view, index):
    """Open the menu of a row and return it."""
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def choose(menu, words):
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    menu.close()


def test_a_code_gets_a_memo_from_its_menu_is_marked_and_leads_to_it(program, qtbot):
    codes = program.frame.coding.codes
    code = next(one for one in program.session.store.codebook() if one.name("fi") == "Luottamus")
    codes.choose(code.id)
    choose(menu_of(qtbot, codes.tree, codes.model.find(code.id)), program.frame._say("act.memo"))
    write("Rajaus")
    press("Escape")
    assert all_memos(program)[0].anchor == Anchor("code", code.id)
    row = codes.model.find(code.id).data(ROW)
    assert row.noted == "1 muistio"
    assert "1 muistio" in row.spoken()
    program.session.do(commands.WriteMemo("Toisaalla"))
    program.frame.go("coding")
    choose(menu_of(qtbot, codes.tree, codes.model.find(code.id)), program.frame._say("memos.show_memos"))
    page = program.frame.stack.page_of(MemoPage)
    assert program.frame.here() is page
    assert page.list.count() == 1
    assert page.editor.text.toPlainText() == "Rajaus"
    program.session.undo()
    program.session.undo()
    assert codes.model.find(code.id).data(ROW).noted == ""


def test_an_interview_and_a_speaker_get_memos_from_their_menus(program, qtbot):
    sources = program.frame.coding.sources
    choose(menu_of(qtbot, sources.list, sources.list.rows_model.index(0)), program.frame._say("act.memo"))
    write("Pitkä haastattelu")
    press("Escape")
    program.frame.go("coding")
    speaker = sources.list.rows_model.index(sources.list.count() - 1)
    choose(menu_of(qtbot, sources.list, speaker), program.frame._say("act.memo"))
    write("Epäröi")
    press("Escape")
    assert [one.anchor.kind for one in all_memos(program)] == ["person", "transcript"]
    program.frame.go("coding")
    choose(menu_of(qtbot, sources.list, speaker), program.frame._say("memos.show_memos"))
    assert program.frame.here().list.count() == 1
