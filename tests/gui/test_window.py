"""The window around the work: start page, workplaces, panels, keys, language, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QPushButton

from coder import i18n
from coder.theme import DARK, LIGHT
from coder.views.forms import Form
from helpers.window import back, opened, press, running, write
from projects import commands
from projects.store import Store


def test_without_a_project_the_start_page_offers_the_ways_to_begin(qapp, qtbot, tmp_path, project):
    with running(qapp, qtbot, tmp_path, recent=(str(project), "/away/gone.ote")) as program:
        frame = program.frame
        assert frame.here() is frame.start
        assert not frame.rail.isEnabled()
        assert not frame.actions_by_key["add_files"].isEnabled()
        rows = [frame.start.recent.rows_model.row(at) for at in range(2)]
        assert rows[0].title == "esimerkki"
        assert rows[1].aside
        frame.start.recent.setFocus()
        frame.start.recent.choose(0)
        with qtbot.waitSignal(program.session.opened):
            press("Return")


def test_the_example_is_made_and_opened(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        with qtbot.waitSignal(program.session.opened, timeout=20000):
            program.frame.start.example.click()
        assert len(program.session.store.codings()) >= 150
        program.session.close()
        with qtbot.waitSignal(program.session.opened):
            program.frame.start.example.click()


def test_keys_go_to_the_workplaces(program):
    frame = program.frame
    for key, place in (("Ctrl+1", frame.material), ("Ctrl+3", frame.search), ("Ctrl+7", frame.report),
                       ("Ctrl+2", frame.coding)):
        press(key)
        assert frame.here() is place
        assert place.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("place", ["material", "coding", "search", "report"])
def test_f6_goes_through_every_panel_and_comes_back(program, place):
    program.frame.go(place)
    first = QApplication.focusWidget()
    seen = []
    for _ in range(8):
        press("F6")
        seen.append(QApplication.focusWidget())
        if seen[-1] is first:
            break
    assert first in seen
    assert len(seen) == len(set(map(id, seen))) > 2


def test_f1_shows_every_key(program):
    frame = program.frame
    press("F1")
    assert frame.help.isVisible()
    words = [frame.help.list.rows_model.row(at).aside for at in range(frame.help.list.count())]
    assert "Ctrl + Vaihto + Z" in words
    press("F1")
    assert not frame.help.isVisible()


def test_the_left_panel_folds_when_there_is_little_room(program, qtbot):
    frame = program.frame
    panel = frame.coding.panels["sources"]
    assert panel.is_narrow
    frame.resize(1600, 900)
    qtbot.waitUntil(lambda: not panel.is_narrow)


def test_panels_come_back_as_they_were(qapp, qtbot, tmp_path, project):
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        program.frame.coding.panels["excerpts"].close()
        assert not program.frame.actions_by_key["panel_excerpts"].isChecked()
    state = program.settings.text("coding_panels")
    with running(qapp, qtbot, tmp_path, coding_panels=state) as program:
        program.frame.acts.open(project)
        assert program.frame.coding.panels["excerpts"].isHidden()
        program.frame.actions_by_key["panel_excerpts"].trigger()
        assert not program.frame.coding.panels["excerpts"].isHidden()


def test_light_and_dark_dress_the_whole_window(program):
    frame = program.frame
    for scheme, tokens in (("dark", DARK), ("light", LIGHT)):
        frame.actions_by_key[f"scheme_{scheme}"].trigger()
        picture = frame.grab().toImage()
        assert picture.pixelColor(20, 780).name() == tokens.panel.lower()
        assert QApplication.palette().window().color().name() == tokens.panel.lower()
    assert program.settings.text("scheme") == "light"


def test_zoom_makes_everything_larger_and_is_remembered(program):
    frame = program.frame
    before = frame.rail.width()
    press("Ctrl++", "Ctrl++")
    assert program.theme.zoom == 125
    assert frame.rail.width() > before
    assert frame.coding.reader.zoom == 125
    assert program.settings.number("zoom") == 125
    press("Ctrl+0")
    assert frame.rail.width() == before


def texts(widget):
    for part in widget.findChildren(QLabel):
        yield part.text()
    for part in widget.findChildren(QAbstractButton):
        yield part.text()
        yield part.toolTip()
        yield part.accessibleName()
    for part in widget.findChildren(QLineEdit):
        yield part.placeholderText()
    for action in widget.actions():
        yield action.text()


@pytest.mark.parametrize(("language", "other"), [("fi", "en"), ("en", "fi")])
def test_no_word_of_the_other_language_stands_in_the_window(qapp, qtbot, tmp_path, project, language, other):
    own, foreign = i18n.load(language).sentences, i18n.load(other).sentences
    wrong = {foreign[key] for key in own if foreign[key] not in own.values() and "{" not in foreign[key]}
    with running(qapp, qtbot, tmp_path, language=language) as program:
        frame = program.frame
        frame.acts.open(project)
        for place in frame.places:
            frame.go(place)
        assert not {text for text in texts(frame) if text in wrong} - {"Ote"}, "the program has a Finnish name"
        assert len([text for text in texts(frame) if text]) > 50


def test_the_language_changes_in_the_open_window(program, qtbot):
    former = program.frame
    former.actions_by_key["language_en"].trigger()
    assert program.frame is not former
    assert program.frame.rail.buttons["coding"].text() == "Coding"
    assert program.session.is_open
    assert program.frame.coding.document is not None
    assert program.settings.text("language") == "en"
    program.session.do(commands.RenameTranscript(program.frame.coding.document.transcript.id, "Uusi", "U1"))
    assert program.frame.coding.sources.list.rows_model.row(0).title == "U1 Uusi"


def test_undo_of_another_persons_step_asks_first(program, qtbot, project):
    other = Store.open(project)
    transcript = other.transcripts()[0].id
    turn = other.document(transcript).turns[5]
    before = len(other.codings())
    other.do(commands.Code(transcript, turn.start + 20, turn.end, (other.codebook().codes[50].id,)), "Bertta")
    other.close()
    program.session.look_again()
    press("Ctrl+Z")
    question = opened(qtbot, program.frame, QDialog)
    assert any("Bertta" in part.text() for part in question.findChildren(QLabel))
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert len(program.session.store.codings()) == before


def drop(frame, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(10, 10), *args)
    frame.dragEnterEvent(entering)
    assert entering.isAccepted()
    frame.dropEvent(QDropEvent(QPointF(10, 10), *args))


def test_a_dropped_project_is_opened(program, qtbot, tmp_path, project):
    copy = tmp_path / "toinen.ote"
    copy.write_bytes(project.read_bytes())
    with qtbot.waitSignal(program.session.opened):
        drop(program.frame, copy)
    assert program.session.store.path == copy


def test_a_file_that_is_no_project_is_told_with_its_name(program, tmp_path):
    wrong = tmp_path / "kirje.ote"
    wrong.write_text("Hei!" * 2000, "utf-8")
    program.frame.acts.open(wrong)
    bar = program.frame.coding.messages
    assert bar.isVisible()
    assert "kirje.ote" in bar.words.text()
    assert program.session.is_open


def test_a_new_project_with_a_passphrase_is_made_and_opened_again(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        frame = program.frame
        path = tmp_path / "salainen.ote"
        press("Ctrl+N")
        opened(qtbot, frame, Form)
        press("Ctrl+A")
        write(str(path))
        press("Tab", "Tab", "Tab")
        write("kissa istuu")
        press("Tab")
        write("kissa istui")
        press("Return")
        form = frame.findChild(Form)
        assert form.trouble.isVisible()
        press("Backspace")
        write("u")
        with qtbot.waitSignal(program.session.opened):
            press("Return")
        back(qtbot, frame)
        assert program.session.store.encrypted
        press("Ctrl+W")
        frame.acts.open(path)
        opened(qtbot, frame, Form)
        write("väärä")
        press("Return")
        assert not program.session.is_open
        press("Ctrl+A")
        write("kissa istuu")
        with qtbot.waitSignal(program.session.opened):
            press("Return")


def test_the_name_is_asked_once(qapp, qtbot, tmp_path, project):
    with running(qapp, qtbot, tmp_path, coder="") as program:
        program.frame.acts.open(project)
        opened(qtbot, program.frame, Form)
        write("Reetta Gröhn")
        press("Return")
        assert program.settings.text("coder") == "Reetta Gröhn"
        assert program.frame.top.coder.text() == "RG"
        assert program.session.coder == "Reetta Gröhn"


def test_a_backup_is_restored_and_the_present_file_kept(program, qtbot, tmp_path, project):
    from projects.backup import make_backup

    make_backup(program.session.store)
    transcript = program.session.store.transcripts()[0].id
    program.session.do(commands.RemoveTranscript(transcript))
    assert len(program.session.store.transcripts()) == 2
    program.frame.actions_by_key["restore"].trigger()
    opened(qtbot, program.frame, Form)
    with qtbot.waitSignal(program.session.opened):
        press("Return")
    assert len(program.session.store.transcripts()) == 3
    assert list(Path(tmp_path).glob("*damaged*"))
    assert program.frame.coding.messages.isVisible()


def test_a_report_that_cannot_be_written_says_why(program, qtbot, tmp_path):
    frame = program.frame
    frame.go("report")
    frame.report.file.setText(str(tmp_path / "ei-ole" / "raportti.docx"))
    frame.report.write_report()
    qtbot.waitUntil(frame.report.messages.isVisible, timeout=20000)
    assert frame.report.messages.property("mood") == "error"
    assert frame.report.write.isEnabled()


def test_a_query_that_cannot_be_read_is_marked_where_it_fails(program, qtbot):
    frame = program.frame
    press("Ctrl+F")
    write("(koti")
    with qtbot.waitSignal(program.engine.refused, timeout=60000):
        press("Return")
    assert frame.search.trouble.isVisible()
    assert frame.search.field.hasSelectedText()


def test_filters_narrow_the_hits(program, qtbot):
    frame = program.frame
    press("Ctrl+F")
    write("koti")
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        press("Return")
    whole = len(frame.search.hits)
    first = program.session.store.transcripts()[0].id
    filters = frame.search.filters.list
    filters.setFocus()
    filters.choose_thing(("transcript", first))
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        press("Space")
    assert 0 < len(frame.search.hits) < whole
    assert {hit.transcript for hit in frame.search.hits} == {first}


def test_a_report_never_takes_the_place_of_a_file_unasked(program, qtbot, tmp_path):
    frame = program.frame
    frame.go("report")
    draft = tmp_path / "luonnos.docx"
    draft.write_text("kirjoittajan teksti")
    frame.report.file.setText(str(draft))
    frame.report.write_report()
    assert frame.report.messages.property("mood") == "warning"
    assert draft.read_text() == "kirjoittajan teksti"
    other = next(one for one in frame.report.messages.findChildren(QPushButton) if "luonnos 2" in one.text())
    other.click()
    qtbot.waitUntil((tmp_path / "luonnos 2.docx").exists, timeout=30000)
    qtbot.waitUntil(frame.report.write.isEnabled, timeout=10000)
    assert draft.read_text() == "kirjoittajan teksti"
