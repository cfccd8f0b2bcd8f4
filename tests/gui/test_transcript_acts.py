"""The open interview goes to Word with what the margin shows, by menu and dialog."""

from __future__ import annotations

import docx
import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from helpers.window import back, example_at, opened, press, running, write


@pytest.fixture
def program(qapp, qtbot, tmp_path_factory, tmp_path):
    project = example_at(tmp_path_factory.getbasetemp(), tmp_path / "esimerkki.ote")
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        program.frame.go("coding", "text")
        qtbot.waitUntil(lambda: program.frame.coding.document is not None)
        yield program


def test_comments_and_brackets(program, qtbot, tmp_path):
    place = program.frame.coding
    shown = len(list(place.reader.index.all()))
    for way in ("comments", "brackets"):
        program.frame.actions_by_key[f"word_{way}"].trigger()
        dialog = opened(qtbot, program.frame, QFileDialog)
        dialog.findChild(QLineEdit, "fileNameEdit").setFocus()
        press("Ctrl+A")
        write(str(tmp_path / way))
        press("Return")
        qtbot.waitUntil((tmp_path / f"{way}.docx").exists)
        qtbot.waitUntil(lambda way=way: f"{way}.docx on valmis" in place.messages.words.text())
        back(qtbot, program.frame)
    assert len(list(docx.Document(str(tmp_path / "comments.docx")).comments)) == shown > 20
    assert len(docx.Document(str(tmp_path / "brackets.docx")).tables) == 1


def test_nothing_is_written_where_there_is_no_folder(program, qtbot, tmp_path):
    place = program.frame.coding
    place.transcript.write("comments", tmp_path / "ei" / "a.docx")
    qtbot.waitUntil(lambda: place.messages.isVisible() and "a.docx" in place.messages.words.text())
    assert not (tmp_path / "ei").exists()
