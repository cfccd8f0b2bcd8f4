"""The language of an interview is chosen in its menu; the search then reads it by that language."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.projects import CODEBOOK, draft
from helpers.window import running
from projects import commands
from projects.store import Store


@pytest.fixture
def program(qapp, qtbot, tmp_path):
    path = tmp_path / "english.ote"
    with closing(Store.create(path, CODEBOOK)) as store:
        store.do(commands.ImportTranscript(draft("H1: We sat on the bench and talked.")), "Aino")
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(path)
        yield program


def language(program):
    return program.session.store.transcripts()[0].language


def found(program, qtbot, words):
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        program.frame.search.ask_for(words)
    return len(program.frame.search.hits)


def languages_of(listed, qtbot):
    """Open the menu on the first interview of a list; return it and its menu of languages."""
    listed.customContextMenuRequested.emit(listed.visualRect(listed.model().index(0, 0)).center())
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action = next(one for one in menu.actions() if one.text() == "Kieli")
    return menu, action.menu()


@pytest.mark.parametrize("place", ["material", "sources"])
def test_the_menu_ticks_the_language_and_sets_another(program, qtbot, place):
    listed = {"material": program.frame.material, "sources": program.frame.coding.sources}[place].list
    menu, languages = languages_of(listed, qtbot)
    assert [(one.text(), one.isChecked()) for one in languages.actions()] == [
        ("suomi", True), ("englanti", False), ("ruotsi", False)
    ]
    with qtbot.waitSignal(program.session.changed):
        languages.actions()[2].trigger()
    menu.close()
    assert language(program) == "sv"
    assert program.session.store.next_undo().label == "set-language"


def test_the_search_follows_the_language_and_undo_brings_it_back(program, qtbot):
    assert found(program, qtbot, "olla") == 1
    menu, languages = languages_of(program.frame.material.list, qtbot)
    with qtbot.waitSignal(program.session.changed):
        languages.actions()[1].trigger()
    menu.close()
    assert found(program, qtbot, "olla") == 0
    with qtbot.waitSignal(program.session.changed):
        program.frame.actions_by_key["undo"].trigger()
    assert language(program) == "fi"
    assert found(program, qtbot, "olla") == 1
