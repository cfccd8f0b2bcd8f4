"""The text is changed from the reading view: every gesture by keyboard, each one step, nothing lost unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QRadioButton

from coder.views.autocode_page import AutocodePage
from coder.views.forms import Form
from helpers.window import back, opened, press, write
from projects import commands
from projects.backup import list_backups, make_backup
from projects.check import check
from projects.store import Store

CODED = "mä oon se ihminen joka soittaa sulle ennen ku perintätoimisto soittaa"


def select(program, words):
    place = program.frame.coding
    start = place.document.text.index(words)
    place.reader.select_range(start, start + len(words))
    place.reader.setFocus()
    return start


def codings(program):
    return len(program.session.store.codings())


def text(program):
    return program.frame.coding.document.text


def turn_names(program, words):
    at = text(program).index(words)
    turns = program.frame.coding.document.turns
    return next(turn.name for turn in turns if turn.start <= at < turn.end)


def test_a_word_is_corrected_in_place_and_comes_back(program, qtbot):
    before, count = text(program), codings(program)
    select(program, CODED)
    press("Ctrl+E")
    box = program.frame.text_acts.box
    assert box.isVisible()
    assert box.field.toPlainText() == CODED
    press("End", "Backspace")
    write("ivat")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert not box.isVisible()
    assert box.field.toPlainText() == ""
    assert CODED[:-1] + "ivat" in text(program)
    assert codings(program) == count
    assert check(program.session.store) == ()
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert text(program) == before


def test_the_word_at_the_caret_is_corrected_without_a_selection(program):
    program.frame.coding.reader.setFocus()
    press("Ctrl+Home", "Right", "Ctrl+E")
    assert program.frame.text_acts.box.field.toPlainText() == "Kiitos"
    press("Escape")
    assert not program.frame.text_acts.box.isVisible()
    assert program.frame.coding.reader.hasFocus()


def test_codings_that_would_be_emptied_are_named_and_go_only_when_that_is_chosen(program, qtbot):
    count = codings(program)
    select(program, CODED)
    press("Ctrl+E", "Ctrl+A", "Delete", "Return")
    box = program.frame.text_acts.box
    assert box.isVisible()
    assert box.trouble.isVisible()
    assert "3 koodausta" in box.drop.text()
    assert box.drop.hasFocus()
    assert codings(program) == count
    with qtbot.waitSignal(program.session.changed):
        press("Space")
    assert codings(program) == count - 3
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert codings(program) == count
    assert CODED in text(program)


def test_a_passage_over_two_turns_is_refused_with_words(program):
    document = program.frame.coding.document
    program.frame.coding.reader.select_range(document.turns[1].start, document.turns[2].end)
    press("Ctrl+E")
    assert not program.frame.text_acts.box.isVisible()
    assert program.frame.coding.messages.isVisible()


def test_a_turn_is_split_and_joined_by_keys(program, qtbot):
    before, count = text(program), codings(program)
    select(program, "Viimeks sanoin")
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+T")
    assert turn_names(program, "Viimeks sanoin") == "2b"
    assert "2b" in program.frame.coding.messages.words.text()
    assert codings(program) == count
    select(program, "Viimeks sanoin")
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Shift+T")
    assert turn_names(program, "Viimeks sanoin") == "2"
    assert text(program) == before
    assert check(program.session.store) == ()


def test_a_turn_is_given_to_another_speaker(program, qtbot):
    select(program, "Viimeks sanoin")
    press("F4")
    form = opened(qtbot, program.frame, Form)
    form.inputs["speaker"].findChild(QRadioButton, "H3").setChecked(True)
    with qtbot.waitSignal(program.session.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    back(qtbot, program.frame)
    document = program.frame.coding.document
    assert document.label_of(document.turns[1]) == "H3"
    assert "H3" in document.text[document.turns[1].start : document.text.index("Mun naapuri")]
    assert check(program.session.store) == ()


def test_words_are_redacted_with_the_copies_that_hold_them(program, qtbot):
    make_backup(program.session.store)
    select(program, CODED)
    program.frame.actions_by_key["redact"].trigger()
    form = opened(qtbot, program.frame, Form)
    assert list_backups(program.session.store.path)[0].path.name in form.findChildren(type(form.trouble))[1].text()
    form.inputs["inserted"].setText("[vaiettu]")
    with qtbot.waitSignal(program.session.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    back(qtbot, program.frame)
    assert "[vaiettu]" in text(program)
    assert CODED not in text(program)
    assert not program.frame.actions_by_key["undo"].isEnabled()
    assert program.frame.actions_by_key["undo"].toolTip() == program.frame._say("undo.behind_wall")
    assert CODED.encode() not in program.session.store.path.read_bytes()
    assert all(CODED.encode() not in one.path.read_bytes() for one in list_backups(program.session.store.path))
    assert check(program.session.store) == ()


def test_an_interview_is_erased_only_by_its_name(program, qtbot):
    gone = program.frame.coding.document.transcript
    program.frame.actions_by_key["erase_transcript"].trigger()
    form = opened(qtbot, program.frame, Form)
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.trouble.isVisible()
    assert len(program.session.store.transcripts()) == 3
    form.inputs["confirm"].setText(gone.short)
    with qtbot.waitSignal(program.session.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    back(qtbot, program.frame)
    assert gone.id not in {one.id for one in program.session.store.transcripts()}
    assert program.frame.coding.document.transcript.id != gone.id
    assert check(program.session.store) == ()


def test_a_speaker_is_erased_from_the_caret(program, qtbot):
    select(program, "Viimeks sanoin")
    program.frame.actions_by_key["erase_person"].trigger()
    form = opened(qtbot, program.frame, Form)
    form.inputs["confirm"].setText("H1")
    with qtbot.waitSignal(program.session.changed):
        form.findChildren(QPushButton)[-1].click()
    back(qtbot, program.frame)
    assert "Viimeks sanoin" not in text(program)
    labels = {one.text for one in program.frame.coding.document.labels.values()}
    assert "H1" not in labels
    assert check(program.session.store) == ()


@pytest.mark.parametrize("page", ["material", "coding"])
def test_an_interview_of_a_list_is_erased_from_its_menu(program, qtbot, page):
    store, frame = program.session.store, program.frame
    gone = store.transcripts()[1]
    if page == "material":
        frame.go("material")
    rows = frame.material.list if page == "material" else frame.coding.sources.list
    rows.choose_thing(gone.id)
    rows.customContextMenuRequested.emit(rows.visualRect(rows.currentIndex()).center())
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    act = next(one for one in menu.actions() if one.text() == "Poista haastattelu pysyvästi…")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())
    form = opened(qtbot, frame, Form)
    form.inputs["confirm"].setText(gone.short)
    with qtbot.waitSignal(program.session.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    back(qtbot, frame)
    assert gone.id not in {one.id for one in program.session.store.transcripts()}
    assert (frame.material if page == "material" else frame.coding).messages.isVisible()


def test_a_selection_that_another_window_has_changed_is_not_coded(program, qtbot):
    start = select(program, CODED)
    transcript = program.frame.coding.document.transcript.id
    other = Store.open(program.session.store.path)
    other.do(commands.EditText(transcript, 0 + start, "mä", "minä"), "Veikko")
    count = len(other.codings())
    code = next(iter(program.session.store.codebook()))
    program.frame.coding.acts.put_code(code.id)
    assert len(other.codings()) == count
    assert program.frame.coding.messages.isVisible()
    assert "minä oon se" in text(program)
    other.close()


@pytest.mark.parametrize("gesture", ["edit", "split", "join"])
def test_each_gesture_after_another_windows_edit_loses_nothing(program, gesture):
    start = select(program, CODED)
    transcript = program.frame.coding.document.transcript.id
    if gesture == "edit":
        press("Ctrl+E")
        write("xx")
    other = Store.open(program.session.store.path)
    other.do(commands.EditText(transcript, start - 5, other.document(transcript).text[start - 5], "Q"), "Veikko")
    journal, held = len(other.journal()), other.document(transcript).text
    if gesture == "edit":
        press("Return")
        assert program.frame.text_acts.box.trouble.isVisible()
    else:
        getattr(program.frame.text_acts, gesture)()
        assert program.frame.coding.messages.isVisible()
    assert len(other.journal()) == journal
    assert other.document(transcript).text == held
    other.close()


def test_autocoding_is_looked_through_and_done_in_one_step(program, qtbot):
    count, before = codings(program), len(program.session.store.journal())
    program.frame.coding.reader.setFocus()
    page = program.frame.stack.page_of(AutocodePage)
    press("Ctrl+PgUp")  # around the end
    assert page.isVisible()
    assert page.rule.hasFocus()
    press("Down", "Down")
    assert page.rule.currentData() == "pattern"
    page.words.setFocus()
    write("koti")
    page.choose.setFocus()
    press("Space")
    write("Virasto")
    press("Return")
    with qtbot.waitSignal(page.list.ticks_changed):
        page.search.setFocus()
        press("Space")
    qtbot.waitUntil(lambda: page.list.count() > 0)
    found = page.list.count()
    assert codings(program) == count
    assert page.go.text() == f"Koodaa {found} kohtaa"
    page.list.setFocus()
    page.list.choose(0)
    press("Space")
    assert page.go.text() == f"Koodaa {found - 1} kohtaa"
    with qtbot.waitSignal(program.session.changed):
        page.go.setFocus()
        press("Space")
    assert codings(program) == count + found - 1
    assert len(program.session.store.journal()) == before + 1
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert codings(program) == count


def test_a_bad_pattern_is_told_where_it_happened(program, qtbot):
    page = program.frame.stack.page_of(AutocodePage)
    program.frame.go("coding", "autocode")
    page._choose((next(iter(program.session.store.codebook())).id,))
    page.rule.setCurrentIndex(2)
    page.words.setText("(")
    page.find_passages()
    qtbot.waitUntil(page.messages.isVisible)
    assert "lauseke" in page.messages.words.text().casefold()
