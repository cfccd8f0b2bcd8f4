"""What the codebook page asks and offers: the menu of a row, file dialogs, the dialogs' own refusals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from coder.views.code_chooser import CodeChooser
from coder.views.code_split import CodeSplit
from coder.views.codebook_files import JoinPreview
from coder.views.codebook_page import CodebookPage
from coder.views.theme_page import ThemePage
from helpers.window import back, click, opened, press, write
from projects import commands


@pytest.fixture
def page(program, qtbot):
    program.frame.go("coding", "codebook")
    page = program.frame.stack.page_of(CodebookPage)
    qtbot.waitUntil(page.isVisible)
    return page


def code(program, key):
    return next(one for one in program.session.store.codebook() if one.key == key)


def menu_at(page, thing):
    """Ask for the menu of a row, as the right button does; return what it offers by its words."""
    index = page.tree.outline.find(thing.id)
    page.tree.scrollTo(index)
    page.tree.customContextMenuRequested.emit(page.tree.visualRect(index).center())
    return {action.text().split("\t")[0]: action for action in page.menu.actions() if not action.isSeparator()}


def test_the_menu_of_a_code_offers_its_acts_with_their_keys(program, page, qtbot):
    offered = menu_at(page, code(program, "S1.1"))
    assert page.tree.codes() == [code(program, "S1.1")]
    assert list(offered) == [
        "Näytä 7 otetta", "Uusi koodi", "Uusi alakoodi", "Uusi perhe", "Nimeä uudelleen", "Siirrä…", "Yhdistä…",
        "Jaa kahdeksi…", "Poista käytöstä", "Poista…",
    ]
    assert offered["Siirrä…"].text().endswith("\tCtrl + T")
    with qtbot.waitSignal(program.session.changed):
        offered["Uusi alakoodi"].trigger()
    assert page.tree.codes()[0].parent == code(program, "S1.1").id


def test_the_menu_of_a_family_moves_it(program, page, qtbot):
    family = program.session.store.codebook().families[0]
    offered = menu_at(page, family)
    with qtbot.waitSignal(program.session.changed):
        offered["Siirrä alemmas"].trigger()
    assert program.session.store.codebook().families[1] == family


def test_the_menu_leaves_several_chosen_codes_chosen(program, page):
    both = (code(program, "P01"), code(program, "P02"))
    page.tree.choose_things(tuple(one.id for one in both))
    offered = menu_at(page, both[1])
    assert "Jaa kahdeksi…" not in offered
    assert page.tree.codes() == list(both)


def test_files_are_chosen_in_dialogs(program, page, qtbot, tmp_path):
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.files.send, left)
    dialog = opened(qtbot, program.frame, QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.findChild(QComboBox, "fileTypeCombo").setFocus()
    press("Down", "Down")
    assert dialog.selectedFiles() == [str(tmp_path / "koodikirja.docx")]
    dialog.findChild(QLineEdit, "fileNameEdit").setFocus()
    press("Ctrl+A")
    write(str(tmp_path / "oma.toml"))
    press("Return")
    qtbot.waitUntil((tmp_path / "oma.toml").exists)
    back(qtbot, program.frame)
    QTest.mouseClick(page.files.bring, left)
    dialog = opened(qtbot, program.frame, QFileDialog)
    write(str(tmp_path / "oma.toml"))
    press("Return")
    preview = opened(qtbot, program.frame, JoinPreview)
    assert not preview.go.isEnabled()
    assert preview.list.rows_model.row(0).title == "Ennallaan (93)"
    preview.reject()


def test_a_chooser_does_nothing_until_something_is_highlighted(program, page, qtbot):
    page.tree.choose_things((code(program, "P01").id,))
    before = len(program.session.store.journal())
    page.acts.do("merge")
    chooser = opened(qtbot, program.frame, CodeChooser)
    chooser.accept()
    assert chooser.isVisible()
    press("Down", "Down", "Up")
    assert chooser.go.isEnabled()
    write("zzz")
    assert not chooser.go.isEnabled()
    chooser.reject()
    assert len(program.session.store.journal()) == before


def test_codes_are_moved_out_of_every_family(program, page, qtbot):
    page.tree.choose_things((code(program, "P01").id,))
    page.acts.do("move")
    chooser = opened(qtbot, program.frame, CodeChooser)
    write("ilman")
    assert chooser.go.text() == "Siirrä kohtaan Ilman perhettä"
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert code(program, "P01").family is None


def test_a_refused_split_is_told_in_the_dialog(program, page, qtbot):
    trust = code(program, "S1.1")
    page.tree.choose_things((trust.id,))
    page.acts.do("split")
    dialog = opened(qtbot, program.frame, CodeSplit)
    write("Uusi")
    press("Tab", "Ctrl+A")
    assert len(dialog.list.ticked()) == dialog.list.count()
    press("Ctrl+A")
    assert dialog.list.ticked() == ()
    click(dialog.list, dialog.list.rows_model.index(0))
    assert len(dialog.list.ticked()) == 1
    program.session.store.do(commands.RemoveCodes((trust.id,)), "Veikko")  # somebody else, meanwhile
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text()
    dialog.reject()


def test_acts_without_anything_chosen_do_nothing(program, page):
    page.tree.choose_things(())
    page.tree.selectionModel().clearSelection()
    before = len(program.session.store.journal())
    for act in ("retire", "remove", "move", "merge", "split", "excerpts", "up", "in"):
        page.acts.do(act)
    program.frame.go("coding", "themes")
    themes = program.frame.stack.page_of(ThemePage)
    for act in ("name", "remove", "up", "codes", "excerpts", "take", "member_up", "go"):
        themes.do(act)
    assert len(program.session.store.journal()) == before
