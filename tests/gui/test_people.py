"""The pages of speakers and variables: written by keyboard like a sheet, joined and parted, pasted with a preview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from codebooks.model import Codebook
from coder.views.chooser import Chooser
from coder.views.forms import Form
from coder.views.people_page import PeoplePage
from coder.views.variables_page import VariablesPage
from helpers.window import back, click, opened, press, running, write
from projects import commands, consents, variables


def page_of(program, kind):
    page = program.frame.stack.page_of(kind)
    program.frame.go("material", "people" if kind is PeoplePage else "variables")
    return page


def cell(page, key, column):
    grid = page.grid.grid
    return grid.text(grid.row_of(key), grid.column_of(column))


def first_label(program, person):
    return next(one.text for one in program.session.store.labels() if one.person == person)


def stand_on(grid, key, column):
    grid.choose(grid.grid.row_of(key), grid.grid.column_of(column))
    grid.setFocus()


def type_into_cell(text):
    """Begin to write in the cell in hand, as one does in a sheet: the first letter opens it."""
    press("Return")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit | QComboBox)
    (editor if isinstance(editor, QLineEdit) else editor.lineEdit()).selectAll()
    write(text)
    press("Return")


def test_a_speaker_is_described_by_keyboard_and_each_cell_is_a_step(program):
    page, store = page_of(program, PeoplePage), program.session.store
    person = store.persons()[1]
    assert QApplication.focusWidget() is page.grid
    stand_on(page.grid, person.id, "pseudonym")
    type_into_cell("Kaarina")
    assert cell(page, person.id, "printed") == "Kaarina"
    assert page.grid.currentIndex().row() == page.grid.grid.row_of(person.id) + 1
    stand_on(page.grid, person.id, "organisation")
    type_into_cell("järjestö")
    changed = next(one for one in store.persons() if one.id == person.id)
    assert (changed.pseudonym, changed.organisation) == ("Kaarina", "järjestö")
    stand_on(page.grid, person.id, "pseudonym")
    press("Delete")
    assert cell(page, person.id, "pseudonym") == ""
    for _ in range(3):
        press("Ctrl+Z")
    assert next(one for one in store.persons() if one.id == person.id) == person


def test_a_role_of_the_table_is_chosen_by_its_words_and_another_is_taken_too(program):
    page, store = page_of(program, PeoplePage), program.session.store
    person = store.persons()[1]
    stand_on(page.grid, person.id, "role")
    type_into_cell("isännöitsijä")
    assert next(one for one in store.persons() if one.id == person.id).role == "isännöitsijä"
    assert cell(page, person.id, "printed") == "isännöitsijä 1"


def test_a_value_that_does_not_fit_is_told_and_stays_to_be_mended(program, qtbot):
    page, store = page_of(program, PeoplePage), program.session.store
    program.session.do(commands.AddVariable("ikä", "person", "number"))
    age = variables.variables(store.database)[0].id
    person = store.persons()[0].id
    stand_on(page.grid, person, f"v:{age}")
    type_into_cell("nuori")
    assert "nuori" in page.messages.words.text()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert QApplication.focusWidget().text() == "nuori"
    write("41,5")
    press("Return")
    assert cell(page, person, f"v:{age}") == "41,5"
    assert store.snapshot().values[0].value == 41.5


def test_two_speakers_become_one_and_part_again(program, qtbot):
    page, store, frame = page_of(program, PeoplePage), program.session.store, program.frame
    first, second = store.persons()[:2]
    stand_on(page.grid, first.id, "printed")
    page.detail.join.click()
    chooser = opened(qtbot, frame, Chooser)
    write(cell(page, second.id, "printed"))
    chooser.list.choose_thing(second.id)
    press("Return")
    back(qtbot, frame)
    assert second.id not in {one.id for one in store.persons()}
    assert page.detail.labels.count() == 2
    assert page.detail.part.isEnabled()
    page.detail.labels.choose(1)
    page.detail.part.click()
    assert second.id in {one.id for one in store.persons()}
    assert page.detail.labels.count() == 1
    assert not page.detail.part.isEnabled()


def test_a_speaker_is_erased_from_the_table(program, qtbot):
    page, frame = page_of(program, PeoplePage), program.frame
    gone = program.session.store.persons()[0]
    stand_on(page.grid, gone.id, "printed")
    page.detail.erase.click()
    form = opened(qtbot, frame, Form)
    assert form.isVisible()
    form.inputs["confirm"].setText(first_label(program, gone.id))
    with qtbot.waitSignal(program.session.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    back(qtbot, frame)
    assert gone.id not in {one.id for one in program.session.store.persons()}
    assert page.messages.isVisible()


def test_consent_is_written_for_each_use(program, qtbot):
    page, store = page_of(program, PeoplePage), program.session.store
    person = store.persons()[0].id
    page.grid.choose_key(person)
    table = page.detail.consents
    stand_on(table, "report", "date")
    type_into_cell("5.11.2020")
    assert page.messages.words.text() == program.frame._say("error.consent-first")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox | QLineEdit))
    press("Escape")
    stand_on(table, "report", "scope")
    press("Return")
    box = table.findChild(QComboBox)
    qtbot.waitUntil(lambda: box.view().isVisible())
    choose = box.findText("ote roolin kanssa")
    click(box.view(), box.model().index(choose, 0))
    back(qtbot, program.frame)
    stand_on(table, "report", "date")
    type_into_cell("5.11.2020")
    (line,) = consents.consents(store.database)
    assert (line.use, line.scope, line.date) == ("report", "role", "2020-11-05")
    assert cell(page, person, "consents") == "1/5 kirjattu"


def test_a_table_is_pasted_after_a_look_at_what_it_changes(program):
    page, store = page_of(program, PeoplePage), program.session.store
    program.session.do(commands.AddVariable("ikä", "person", "number"))
    age = variables.variables(store.database)[0].id
    first, second = page.grid.grid.rows[0].key, page.grid.grid.rows[1].key
    steps = len(store.journal())
    QGuiApplication.clipboard().setText("30\n40\n")
    stand_on(page.grid, first, f"v:{age}")
    press("Ctrl+V")
    assert not page.preview.isHidden()
    assert page.detail.isHidden()
    assert page.preview.list.count() == 2
    press("Escape")
    assert variables.values(store.database) == ()
    assert QApplication.focusWidget() is page.grid
    press("Ctrl+V")
    assert QApplication.focusWidget() is page.preview.go
    press("Space")
    assert {one.target: one.value for one in variables.values(store.database)} == {first: 30, second: 40}
    assert len(store.journal()) == steps + 1
    assert not page.detail.isHidden()
    page.grid.setFocus()
    press("Shift+Down")
    press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "30\n40"
    press("Delete")
    assert variables.values(store.database) == ()
    assert len(store.journal()) == steps + 2


def test_a_csv_file_brings_new_variables(program, tmp_path):
    page, store = page_of(program, PeoplePage), program.session.store
    (tmp_path / "a.csv").write_text("puhuja;koulutus\nRH01/H1;sosionomi\nei kukaan;x\n", "utf-8")
    page.choose_table(tmp_path / "a.csv")
    assert page.preview.list.count() == 2
    page.preview.go.click()
    assert [one.name for one in variables.variables(store.database)] == ["koulutus"]
    assert [one.value for one in variables.values(store.database)] == ["sosionomi"]
    page.choose_table(tmp_path / "puuttuu.csv")
    assert "puuttuu.csv" in page.messages.words.text()
    QGuiApplication.clipboard().setText("  ")
    stand_on(page.grid, store.persons()[0].id, "role")
    press("Ctrl+V")
    assert page.messages.words.text() == program.frame._say("preview.nothing")


def test_a_variable_is_made_changed_moved_and_removed(program, qtbot):
    page, store, frame = page_of(program, VariablesPage), program.session.store, program.frame
    assert QApplication.focusWidget() is page.add_person
    for name, button in (("ikä", page.add_person), ("työ", page.add_person), ("pvm", page.add_transcript)):
        button.click()
        opened(qtbot, frame, Form)
        write(name)
        press("Return")
        back(qtbot, frame)
    definitions = page.definitions
    held = {one.name: one.id for one in variables.variables(store.database)}
    assert list(held) == ["ikä", "työ", "pvm"]
    stand_on(definitions, held["työ"], "choices")
    type_into_cell("kunta; järjestö")
    stand_on(definitions, held["työ"], "choices")
    type_into_cell("kaupunki; järjestö")
    work = variables.variables(store.database)[1]
    assert (work.kind, work.choices) == ("choice", ("kaupunki", "järjestö"))
    definitions.choose_key(held["työ"])
    page.up.click()
    assert [one.name for one in variables.variables(store.database)] == ["työ", "ikä", "pvm"]
    interview = store.transcripts()[0].id
    stand_on(page.values, interview, f"v:{held['pvm']}")
    type_into_cell("5.11.2020")
    definitions.choose_key(held["pvm"])
    page.gone.click()
    asked = opened(qtbot, frame, QDialog)
    asked.accept()
    back(qtbot, frame)
    assert [one.name for one in variables.variables(store.database)] == ["työ", "ikä"]
    definitions.choose_key(held["ikä"])
    page.gone.click()
    assert [one.name for one in variables.variables(store.database)] == ["työ"]


def test_pages_without_people_say_what_belongs_there(qapp, qtbot, tmp_path):
    with running(qapp, qtbot, tmp_path) as program:
        program.session.create(tmp_path / "tyhjä.ote", Codebook())
        people = page_of(program, PeoplePage)
        assert people.empty.isVisible()
        assert not people.grid.isVisible()
        table = page_of(program, VariablesPage)
        assert table.empty.isVisible()
        program.session.close()


def test_a_click_chooses_a_speaker(program):
    page = page_of(program, PeoplePage)
    click(page.grid, page.grid.grid.index(3, 0))
    assert page.detail.name.text() == page.grid.grid.text(3, 0)


def test_excerpts_of_a_code_are_narrowed_by_variables(program):
    frame, store = program.frame, program.session.store
    code = max(store.code_counts().items(), key=lambda item: item[1])[0]
    frame.go("coding")
    frame.coding.codes.choose(code)
    panel = frame.coding.excerpts
    everything = panel.list.count()
    program.session.do(commands.AddVariable("ikä", "person", "number"))
    age, speakers = variables.variables(store.database)[0].id, store.persons()
    program.session.do(commands.SetValues(tuple(
        commands.Assign(age, one.id, 20 + 10 * (at % 2)) for at, one in enumerate(speakers))))
    panel.narrow.setFocus()
    write("ikä > 25")
    assert 0 < panel.list.count() < everything
    write("; ikä < 5")
    assert panel.words.text() == frame._say("excerpts.none_met")
    panel.narrow.setText("paino > 3")
    assert "paino" in panel.words.text()
    panel.narrow.clear()
    assert panel.list.count() == everything
