"""Another program's project from the File menu: in, with the list of what was lost; out; into a new project."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from coder.views.forms import Form
from coder.views.found_list import FoundList
from helpers.interchange import container, guid, project_xml, saved
from helpers.window import back, opened, press, running

INSIDE = f"""<CodeBook><Codes><Code guid="{guid(1)}" name="Pihapiiri" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{guid(10)}" name="uusi"><PlainTextContent>H1: Pihalla on hyvä olla.</PlainTextContent>
<PlainTextSelection guid="{guid(20)}" startPosition="4" endPosition="11"><Coding guid="{guid(30)}">
<CodeRef targetGUID="{guid(1)}"/></Coding></PlainTextSelection></TextSource>
<PictureSource guid="{guid(11)}" name="kuva.jpg"/></Sources>"""


@pytest.fixture
def foreign(tmp_path):
    return saved(tmp_path, container(project_xml(INSIDE)), "toinen.qdpx")


@pytest.fixture
def program(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        yield program


def choose(program, qtbot, act, path):
    """Choose a file in the dialog of an action."""
    program.frame.actions_by_key[act].trigger()
    dialog = opened(qtbot, program.frame, QFileDialog)
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_a_project_comes_in_with_a_list_of_what_was_lost_and_undo_takes_it_out(program, qtbot, project, foreign):
    program.frame.acts.open(project)
    before = len(program.session.store.transcripts())
    choose(program, qtbot, "import_project", foreign)
    found = opened(qtbot, program.frame, FoundList)
    assert found.lines() == ("Jäi pois: kuva.jpg: kuva ei tule Oteen; sen teksti tulee, jos tiedostossa on se.",)
    assert "uutta 1 haastattelu, 1 koodi, 1 koodaus" in found.sentence
    copy = next(one for one in found.findChildren(QPushButton) if one.text() == "Kopioi luettelo")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().splitlines()[1] == found.lines()[0]
    press("Return")
    assert len(program.session.store.transcripts()) == before + 1
    back(qtbot, program.frame)
    press("Ctrl+Z")
    assert len(program.session.store.transcripts()) == before


def test_with_no_project_open_it_becomes_a_new_one(program, qtbot, tmp_path, foreign):
    choose(program, qtbot, "import_project", foreign)
    asked = opened(qtbot, program.frame, Form)
    assert asked.answers()["file"].endswith("toinen.ote")
    asked.inputs["file"].setText(str(tmp_path / "oma.ote"))
    press("Return")
    opened(qtbot, program.frame, FoundList)
    press("Return")
    assert program.session.store.path.name == "oma.ote"
    assert [one.name for one in program.session.store.transcripts()] == ["uusi"]
    assert [one.name_fi for one in program.session.store.codebook()] == ["Pihapiiri"]


def test_what_is_no_project_is_told_and_nothing_changes(program, qtbot, tmp_path, project):
    program.frame.acts.open(project)
    before = project.read_bytes()
    choose(program, qtbot, "import_project", saved(tmp_path, b"Hei", "x.qdpx"))
    messages = program.frame.stack.bars[0]
    qtbot.waitUntil(messages.isVisible)
    assert messages.property("mood") == "error"
    assert project.read_bytes() == before


def test_a_project_that_is_dropped_comes_in(program, qtbot, project, foreign):
    program.frame.acts.open(project)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(foreign))])
    place = QPointF(200, 200)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    program.frame.dropEvent(event)
    opened(qtbot, program.frame, FoundList)
    assert "uusi" in [one.name for one in program.session.store.transcripts()]


def test_a_project_goes_out(program, qtbot, tmp_path, project):
    program.frame.acts.open(project)
    target = tmp_path / "ulos.qdpx"
    choose(program, qtbot, "export_project", target)
    messages = program.frame.stack.bars[0]
    qtbot.waitUntil(messages.isVisible)
    assert messages.property("mood") == "ok"
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == 4
