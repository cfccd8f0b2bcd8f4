"""Every dialog, in both languages and at 100 and 200 %: whole words, nothing cut."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton

from coder import i18n
from coder.bug_report import BugDialog, BugReporter, report_text
from helpers.window import opened, running

DIALOGS = ("new", "coder", "passphrase", "restore", "rename", "role", "remove")


def open_dialog(program, name):
    from projects.backup import make_backup

    acts, store = program.frame.acts, program.session.store
    transcript = store.transcripts()[0].id
    if name == "restore":
        make_backup(store)
    return {
        "new": acts.new, "coder": acts.ask_coder, "passphrase": acts.passphrase, "restore": acts.restore,
        "rename": lambda: acts.rename(transcript), "role": lambda: acts.set_role(store.persons()[0].id),
        "remove": lambda: acts.remove(transcript),
    }[name]()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_no_dialog_cuts_its_words(qapp, qtbot, tmp_path, project, language, zoom):
    with running(qapp, qtbot, tmp_path, language=language, zoom=zoom) as program:
        program.frame.acts.open(project)
        for name in DIALOGS:
            open_dialog(program, name)
            dialog = opened(qtbot, program.frame, QDialog)
            assert dialog.windowTitle()
            for part in (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)):
                if part.isVisible() and part.text():
                    needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
                    assert part.height() >= needed - 1, (name, part.text())
                    if not part.hasHeightForWidth():
                        assert part.width() >= part.minimumSizeHint().width(), (name, part.text())
            dialog.close()
            dialog.setParent(None)
            dialog.deleteLater()


def broken():
    try:
        {}["Maija sanoi\nettä koti"]
    except KeyError as problem:
        raise ValueError("Maija sanoi\nettä koti") from problem


def test_a_bug_report_holds_places_and_no_words():
    with pytest.raises(ValueError, match="Maija") as told:
        broken()
    text = report_text(told.value)
    assert "ValueError" in text
    assert "KeyError" in text
    assert " broken" in text
    assert "koti" not in text
    assert "Maija" not in text


def test_the_bug_dialog_copies_its_report(qapp, qtbot):
    dialog = BugDialog(ValueError("Maija"), i18n.load("fi"))
    qtbot.addWidget(dialog)
    dialog.show()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Kopioi kuvaus").click()
    assert "ValueError" in qapp.clipboard().text()
    assert "Maija" not in qapp.clipboard().text()


def test_what_nobody_caught_in_any_thread_is_told_in_the_window(qapp, qtbot):
    reporter = BugReporter()
    reporter.install()
    try:
        with qtbot.waitSignal(reporter.found) as told:
            threading.Thread(target=broken).start()
    finally:
        reporter.remove()
    assert isinstance(told.args[0], ValueError)


def test_qts_own_file_dialog_speaks_finnish(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open_other()
        dialog = opened(qtbot, program.frame, QFileDialog)
        words = {part.text().replace("&", "") for part in dialog.findChildren(QLabel)}
        assert words == {"Kansio:", "Tiedostonimi:", "Tiedostotyyppi:"}
        assert {part.text().replace("&", "") for part in dialog.findChildren(QPushButton)} == {"Avaa", "Peru"}
        dialog.close()
