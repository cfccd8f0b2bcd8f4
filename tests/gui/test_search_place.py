"""The search workplace: filters, keys, all hits, and the report's order of families."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from coder.views.intake_page import IntakePage
from helpers.window import press, write


def ask(program, qtbot, words):
    press("Ctrl+F", "Ctrl+A")
    write(words)
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        press("Return")
    return program.frame.search


def test_a_family_a_code_and_a_role_narrow_what_is_found(program, qtbot):
    search = ask(program, qtbot, "koti")
    whole = len(search.hits)
    filters = search.filters
    family = program.session.store.codebook().families[0]
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        filters.list.toggled.emit(("family", family.id))
    in_family = len(search.hits)
    assert 0 < in_family < whole
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        filters.code.setCurrentIndex(filters.code.findText("Asukkaan koti"))
    assert len(search.hits) <= in_family
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        filters.code.setCurrentIndex(0)
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        filters.list.toggled.emit(("family", family.id))
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        filters.list.toggled.emit(("role", "haastattelija"))
    assert 0 < len(search.hits) < whole


def test_only_the_newest_question_is_answered(program, qtbot):
    search = ask(program, qtbot, "koti")
    answers = []
    program.engine.answered.connect(lambda answer: answers.append(answer.request.query))
    for words in ("vuokra", "luottamus", "asukas"):
        search.field.setText(words)
        search.ask()
    qtbot.waitUntil(lambda: "asukas" in answers)
    assert answers[-1] == "asukas"
    assert search.count.text().split()[0] == str(len(search.hits))


def test_nothing_found_says_what_to_do(program, qtbot):
    search = ask(program, qtbot, "xyzzyplugh")
    assert search.empty.isVisible()
    assert "xyzzyplugh" in search.empty.text()
    press("Escape")
    assert search.field.text() == ""


def test_typing_alone_asks_after_a_pause(program, qtbot):
    press("Ctrl+F")
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        write("koti")
    assert program.frame.search.hits


def test_more_hits_than_shown_can_be_shown_all(program, qtbot, monkeypatch):
    monkeypatch.setattr("coder.views.search_place._FIRST", 5)
    search = ask(program, qtbot, "koti")
    assert len(search.hits) == 5
    assert search.more.isVisible()
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        search.more.click()
    assert len(search.hits) > 5
    assert not search.more.isVisible()


def test_hits_stay_marked_in_the_text_and_f3_goes_around(program, qtbot):
    search = ask(program, qtbot, "koti")
    press("F3")
    first = program.frame.coding.reader.selection()
    assert QApplication.focusWidget() is program.frame.coding.reader
    for _ in range(len(search.hits)):
        press("F3")
    assert program.frame.coding.reader.selection() == first
    press("Shift+F3")
    assert program.frame.coding.reader.selection() == search.hits[-1].matches[0]


def test_new_material_is_found_at_once(program, qtbot, tmp_path):
    search = ask(program, qtbot, "trubaduuri")
    assert not search.hits
    file = tmp_path / "uusi.txt"
    file.write_text("H1: Trubaduurit soittivat.\nHA: Niin.\n", "utf-8")
    page = program.frame.stack.page_of(IntakePage)
    with qtbot.waitSignal(page.idle, timeout=20000):
        program.frame.own.add_files([file])
    with qtbot.waitSignal(program.engine.answered, timeout=60000):
        page.go()
    assert len(search.hits) == 1


def test_the_families_order_is_changed_by_keys_and_buttons(program):
    frame = program.frame
    frame.go("report")
    order = frame.report.order
    before = order.keys()
    order.setFocus()
    order.choose(1)
    press("Alt+Up")
    assert order.keys()[:2] == (before[1], before[0])
    frame.report.down.click()
    assert order.keys() == before
    order.choose(0)
    press("Alt+Up")
    assert order.keys() == before


def test_the_code_filter_narrows_by_keys(program):
    codes = program.frame.coding.codes
    codes.filter.setFocus()
    write("luotta")
    press("Down")
    assert QApplication.focusWidget() is codes.tree
    codes.filter.setFocus()
    write("qqq")
    assert codes.empty.isVisible()
    press("Escape")
    assert codes.filter.text() == ""
    assert codes.model.rowCount() == 6
    codes.tree.setFocus()
    codes.tree.choose(codes.model.index(0, 0))
    press("Return")
    assert not codes.tree.isExpanded(codes.model.index(0, 0))
