"""What is half written when a person goes elsewhere: no project, language or window change may lose it."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from coder.views.codebook_page import CodebookPage
from coder.views.intake_page import IntakePage
from coder.views.people_page import PeoplePage
from coder.views.theme_page import ThemePage
from helpers.window import back, press, running, write
from projects import commands, memos


def language(program):
    program.frame.actions_by_key["language_en"].trigger()


def close(program):
    program.frame.actions_by_key["close"].trigger()


def quit_it(program):
    program.frame.actions_by_key["quit"].trigger()


def open_other(program):
    other = program.session.store.path.with_name("toinen.ote")
    shutil.copyfile(program.session.store.path, other)
    program.frame.own.take_files([other])


LEAVING = pytest.mark.parametrize("leave", [close, language, quit_it, open_other])


def open_again(program, project):
    program.session.close()
    program.session.open(project)
    return program.session.store


def test_a_definition_half_written_is_kept(program, project):
    program.frame.go("coding", "codebook")
    page = program.frame.stack.page_of(CodebookPage)
    code = next(one for one in program.session.store.codebook() if one.key == "S1.1")
    page.tree.choose_things((code.id,))
    box = page.editor.code_fields.inputs["definition_fi"]
    box.setFocus()
    write("Uutta ")
    close(program)
    store = open_again(program, project)
    assert "Uutta" in store.codebook().code(code.id).definition_fi


def test_a_theme_half_written_is_kept(program, project):
    program.session.do(commands.AddTheme("Koti"))
    program.frame.go("coding", "themes")
    page = program.frame.stack.page_of(ThemePage)
    page.fields.inputs["prose"].setFocus()
    write("Koti on muutakin")
    close(program)
    store = open_again(program, project)
    assert store.themes()[0].prose == "Koti on muutakin"


def test_a_memo_half_written_is_kept(program, project):
    place = program.frame.coding
    place.reader.setFocus()
    press("M")
    write("Kesken")
    close(program)
    store = open_again(program, project)
    assert [one.text for one in memos.memos(store.database)] == ["Kesken"]


def test_synonyms_half_written_are_kept(program, project):
    program.frame.go("coding", "codebook")
    page = program.frame.stack.page_of(CodebookPage)
    code = next(one for one in program.session.store.codebook() if one.key == "S1.1")
    page.tree.choose_things((code.id,))
    page.editor.synonyms.setFocus()
    press("End")
    write(", usko")
    close(program)
    store = open_again(program, project)
    assert "usko" in store.codebook().code(code.id).synonyms


@LEAVING
def test_a_comment_half_written_is_kept(program, project, leave):
    place = program.frame.coding
    place.reader.setFocus()
    press("N", "C")
    assert QApplication.focusWidget() is place.docks.here.comment
    write("Tarkista")
    leave(program)
    store = open_again(program, project)
    assert [one.comment for one in store.codings() if one.comment] == ["Tarkista"]


@LEAVING
def test_a_cell_half_written_is_kept(program, project, leave):
    program.frame.go("material", "people")
    page = program.frame.stack.page_of(PeoplePage)
    person = program.session.store.persons()[1]
    page.grid.choose(page.grid.grid.row_of(person.id), page.grid.grid.column_of("pseudonym"))
    page.grid.setFocus()
    press("Return")
    write("Kaarina")
    leave(program)
    store = open_again(program, project)
    assert store.persons()[1].pseudonym == "Kaarina"


def test_a_corrected_passage_half_written_changes_nothing(program, project):
    place = program.frame.coding
    turn = place.document.turns[2]
    place.reader.select_range(turn.end - 12, turn.end - 2)
    place.reader.setFocus()
    before = place.document.text
    transcript = place.document.transcript.id
    press("Ctrl+E")
    write("uusi")
    close(program)
    store = open_again(program, project)
    assert store.document(transcript).text == before


def test_the_transcript_of_the_second_view_is_removed(program):
    place = program.frame.coding
    place.reader.setFocus()
    press("F9")
    two = place.panes.panes()[1]
    two.reader.setFocus()
    other = program.session.store.transcripts()[1].id
    place.open_transcript(other)
    program.session.do(commands.RemoveTranscript(other))
    kept = {one.id for one in program.session.store.transcripts()}
    assert {pane.transcript for pane in place.panes.panes()} <= kept | {""}
    press("Ctrl+Z")
    assert other in {one.id for one in program.session.store.transcripts()}
    place.open_transcript(other)
    assert place.document.transcript.id == other


def test_zoom_keeps_the_palette_and_what_is_typed(program):
    place = program.frame.coding
    turn = place.document.turns[2]
    place.reader.select_range(turn.end - 12, turn.end - 2)
    place.reader.setFocus()
    press("Return")
    box = place.palette_box
    write("toi")
    program.frame.actions_by_key["zoom_in"].trigger()
    assert box.isVisible()
    assert box.field.text() == "toi"
    assert program.frame.rect().contains(box.geometry().center())
    press("Return")
    assert any(one.end == turn.end - 2 for one in program.session.store.excerpts(turn.transcript))


def test_a_project_dropped_while_files_are_looked_at(program, qtbot, project, tmp_path):
    page = program.frame.stack.page_of(IntakePage)
    files = [tmp_path / f"RH0{at}_2021-03-04.txt" for at in range(5, 9)]
    for one in files:
        one.write_text("H1: Alku oli vaikea.\n\nH2: Niin oli.\n" * 200, "utf-8")
    other = tmp_path / "toinen.ote"
    shutil.copyfile(project, other)
    program.frame.own.take_files(files)
    program.frame.own.take_files([other])
    assert program.session.store.path == other
    assert page.files == ()
    with qtbot.waitSignal(page.idle, timeout=20000):
        program.frame.own.take_files(files)
    assert len(page.files) == 4


def test_two_windows_on_one_project(qapp, qtbot, tmp_path, program, project):
    place = program.frame.coding
    turn = place.document.turns[2]
    (tmp_path / "b").mkdir()
    with running(qapp, qtbot, tmp_path / "b") as second:
        second.frame.acts.open(project)
        there = second.frame.coding
        there.reader.select_range(turn.end - 12, turn.end - 2)
        toivo = next(code for code in second.session.store.codebook() if code.name_fi == "Toivo")
        there.acts.put_code(toivo.id)
        theirs = len(second.session.store.codings())
        back(qtbot, program.frame)
        assert len(program.session.store.codings()) == theirs
        assert place.reader.index.touching(turn.end - 12, turn.end - 2)
        program.frame.coding.reader.setFocus()
        program.frame.coding.reader.select_range(turn.end - 8, turn.end - 2)
        program.frame.coding.acts.put_code(toivo.id)
        back(qtbot, second.frame)
        assert len(second.session.store.codings()) == theirs + 1
