"""Whole projects from the File menu: passphrases, names, roles, removal, damaged and missing files."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QPushButton

from codebooks.files import booklet, write_toml
from coder.views.forms import Form
from coder.views.intake_page import IntakePage
from helpers.window import back, opened, press, running, write
from projects.backup import make_backup
from projects.errors import ProjectError
from projects.store import Store


def form(program, qtbot):
    return opened(qtbot, program.frame, Form)


def test_a_passphrase_is_set_changed_and_removed(program, qtbot, project):
    frame = program.frame
    frame.actions_by_key["passphrase"].trigger()
    form(program, qtbot)
    write("eka lause")
    press("Tab")
    write("eka lause")
    press("Return")
    assert program.session.store.encrypted
    with pytest.raises(ProjectError):
        Store.open(project)

    frame.actions_by_key["passphrase"].trigger()
    asked = form(program, qtbot)
    write("väärä")
    press("Tab")
    write("toka")
    press("Tab")
    write("toka")
    press("Return")
    assert asked.trouble.isVisible()
    assert program.session.is_open
    asked.inputs["old"].setText("eka lause")
    press("Return")
    Store.open(project, "toka").close()

    frame.actions_by_key["passphrase"].trigger()
    form(program, qtbot)
    write("toka")
    press("Return")
    assert not program.session.store.encrypted
    assert frame.coding.messages.isVisible()
    Store.open(project).close()


def test_no_passphrase_on_a_plain_project_is_told(program, qtbot):
    program.frame.actions_by_key["passphrase"].trigger()
    asked = form(program, qtbot)
    press("Return")
    assert asked.trouble.isVisible()
    assert program.session.is_open


def test_a_transcript_is_renamed_and_the_list_shows_it(program, qtbot):
    transcript = program.session.store.transcripts()[0].id
    program.frame.coding.sources.rename_wanted.emit(transcript)
    form(program, qtbot)
    write("RH1")
    press("Tab", "Ctrl+A")
    write("Asumisneuvojien ilta")
    press("Return")
    assert program.frame.coding.sources.list.rows_model.row(0).title == "RH1 Asumisneuvojien ilta"
    assert program.frame.material.list.rows_model.row(0).title == "RH1 Asumisneuvojien ilta"


def test_a_short_name_that_is_taken_is_told_in_the_form(program, qtbot):
    first, second = program.session.store.transcripts()[:2]
    program.frame.acts.rename(first.id)
    asked = form(program, qtbot)
    asked.inputs["short"].setText(second.short)
    press("Return")
    assert asked.trouble.isVisible()


def test_a_speaker_gets_another_role(program, qtbot):
    speakers = program.frame.coding.sources
    row = next(
        speakers.list.rows_model.payload(at)
        for at in range(speakers.list.count())
        if speakers.list.rows_model.row(at).lead == "H3"
    )
    speakers.role_wanted.emit(row.person)
    form(program, qtbot)
    press("Ctrl+A")
    write("isännöitsijä")
    press("Return")
    titles = {speakers.list.rows_model.row(at).title for at in range(speakers.list.count())}
    assert "isännöitsijä" in titles


def test_a_transcript_is_removed_with_its_codings_and_comes_back(program, qtbot):
    frame = program.frame
    here = frame.coding.document.transcript.id
    frame.coding.sources.remove_wanted.emit(here)
    question = opened(qtbot, frame, QDialog)
    assert any("202" in part.text() for part in question.findChildren(QPushButton))
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert frame.coding.document.transcript.id != here
    back(qtbot, frame)
    press("Ctrl+Z")
    assert len(program.session.store.transcripts()) == 3


def test_a_project_is_made_with_a_codebook_from_a_file(program, qtbot, tmp_path):
    codes = tmp_path / "omat.toml"
    codes.write_text(write_toml(booklet()), "utf-8")
    press("Ctrl+N")
    asked = form(program, qtbot)
    asked.inputs["file"].setText(str(tmp_path / "uusi"))
    next(one for one in asked.inputs["codebook"].children() if one.objectName() == "file").click()
    press("Return")
    opened(qtbot, program.frame, QFileDialog)
    write(str(codes))
    with qtbot.waitSignal(program.session.opened):
        press("Return")
    assert program.session.store.path.name == "uusi.ote"
    assert len(program.session.store.codebook().codes) == len(booklet().codes)
    assert program.frame.here() is program.frame.material


def test_a_file_that_exists_is_not_written_over(program, qtbot, project):
    press("Ctrl+N")
    asked = form(program, qtbot)
    asked.inputs["file"].setText(str(project))
    press("Return")
    assert asked.trouble.isVisible()
    assert "esimerkki.ote" in asked.trouble.text()


def test_a_damaged_project_under_a_passphrase_offers_its_backups(qapp, qtbot, tmp_path):
    path = tmp_path / "salattu.ote"
    store = Store.create(path, booklet(), "eka lause")
    make_backup(store, "eka lause")
    store.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = bytes(400)
    path.write_bytes(data)
    with running(qapp, qtbot, tmp_path) as program:
        frame = program.frame
        frame.acts.open(path)
        form(program, qtbot)
        write("eka lause")
        press("Return")
        back(qtbot, frame)
        assert "vioittunut" in frame.start.messages.words.text()
        next(one for one in frame.start.messages.findChildren(QPushButton) if "Palauta" in one.text()).click()
        form(program, qtbot)
        press("Return")
        assert program.session.store.encrypted
        assert program.session.store.path == path


def test_a_damaged_project_offers_its_backups(qapp, qtbot, tmp_path, project):
    store = Store.open(project)
    make_backup(store)
    store.close()
    whole = project.read_bytes()
    project.write_bytes(whole[:4096] + b"\x00" * 8192 + whole[12288:])
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        bar = program.frame.start.messages
        assert bar.isVisible()
        assert not program.session.is_open
        bar.findChildren(QPushButton)[0].click()
        opened(qtbot, program.frame, Form)
        with qtbot.waitSignal(program.session.opened):
            press("Return")
        assert len(program.session.store.transcripts()) == 3
    assert list(tmp_path.glob("*damaged*"))


def test_a_recent_project_whose_file_is_away_can_be_forgotten(qapp, qtbot, tmp_path):
    gone = tmp_path / "gone.ote"
    with running(qapp, qtbot, tmp_path, recent=(str(gone),)) as program:
        program.frame.start.recent_wanted.emit(str(gone))
        program.frame.start.messages.findChildren(QPushButton)[0].click()
        assert program.settings.words("recent") == ()
        assert program.frame.start.recent.count() == 0


def test_without_backups_the_menu_says_so(program):
    program.frame.actions_by_key["restore"].trigger()
    assert program.frame.coding.messages.isVisible()


def test_files_are_chosen_in_a_dialog_and_added(program, qtbot, tmp_path):
    file = tmp_path / "uusi.txt"
    file.write_text("H1: Hei vaan kaikille.\nHA: Terve.\n", "utf-8")
    press("Ctrl+I")
    opened(qtbot, program.frame, QFileDialog)
    write(str(file))
    page = program.frame.stack.page_of(IntakePage)
    with qtbot.waitSignal(page.idle, timeout=20000):
        press("Return")
    assert [one.path for one in page.files] == [file]
    assert program.frame.stack.page is page
    assert program.settings.text("last_folder") == str(tmp_path)


def test_the_recent_menu_opens_a_project(program, qtbot, project):
    program.session.close()
    program.frame.recent.aboutToShow.emit()
    with qtbot.waitSignal(program.session.opened):
        program.frame.recent.actions()[0].trigger()


def test_about_says_the_version(program):
    program.frame.actions_by_key["about"].trigger()
    assert "Ote" in program.frame.coding.messages.words.text()


def popped(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def test_the_mouse_finds_the_same_in_menus_at_the_place(program, qtbot):
    frame = program.frame
    sources = frame.coding.sources
    at = sources.list.visualRect(sources.list.rows_model.index(0)).center()
    sources.list.customContextMenuRequested.emit(at)
    menu = popped(qtbot)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Muuta nimeä…", "Poista projektista…", "Kieli", "Kirjoita muistio", "Näytä muistiot",
                     "Poista haastattelu pysyvästi…"]
    menu.close()
    codes = frame.coding.codes
    code = next(one for one in program.session.store.codebook() if one.name_fi == "Asukkaan koti")
    codes.tree.customContextMenuRequested.emit(codes.tree.visualRect(codes.model.find(code.id)).center())
    menu = popped(qtbot)
    digits = menu.actions()[1].menu()
    with qtbot.waitSignal(program.session.changed):
        digits.actions()[4].trigger()
    menu.close()
    assert program.session.store.codebook().code(code.id).shortcut == "4"
