"""Pages of pseudonyms and risks: names are found, replaced, put back and taken away for ever, by keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from codebooks.model import Codebook
from coder.models.naming_rows import Entry
from coder.views.forms import Form
from coder.views.naming_page import NamingPage
from coder.views.risk_page import RiskPage
from helpers.projects import draft
from helpers.traces import traces
from helpers.window import back, click, opened, press, running, write
from projects import commands
from projects.pseudonyms import acts, rows, signs
from projects.store import Store

LINES = (
    "Maija: Mie soitin Arille ja annoin Maija Virtaselle avaimen.",
    "H1: Mitä Maijalle sanottiin Turussa? Toivoa kysyttiin.",
)
KEY = "avaimen lause"


@pytest.fixture
def page(qapp, qtbot, tmp_path):
    path = tmp_path / "p.ote"
    store = Store.create(path, Codebook())
    store.do(commands.ImportTranscript(draft(*LINES, short="YK4")), "Aino")
    store.do(commands.WriteMemo("Huomio", "Silloin Arille puhuttiin."), "Aino")
    store.close()
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(path)
        page = program.frame.stack.page_of(NamingPage)
        program.frame.go("material", "naming")
        page.program = program
        yield page


def text(page) -> str:
    store = page.program.session.store
    return store.document(store.transcripts()[0].id).text


def looked(qtbot, page) -> None:
    qtbot.waitUntil(lambda: page._looking is None and bool(page.naming.found), timeout=20_000)


def find(qtbot, page) -> None:
    click_on(page.seek)
    looked(qtbot, page)


def click_on(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def stand(page, base: str) -> None:
    at = next(
        at for at in range(page.list.count())
        if isinstance(one := page.list.rows_model.payload(at), Entry) and one.base == base
    )
    page.list.scrollTo(page.list.rows_model.index(at))
    click(page.list, page.list.rows_model.index(at))


def choose(page, key: str) -> None:
    """Choose what stands in: the first choice is the first name of the list, the last one an invented name."""
    page.detail.what.setFocus()
    press(key)


def make_key(qtbot, page) -> None:
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["passphrase"].setFocus()
    write(KEY)
    form.inputs["again"].setFocus()
    write(KEY)
    press("Return")
    back(qtbot, page.program.frame)
    looked(qtbot, page)


def listed(qtbot, page) -> None:
    """Put three names on the list, the key made on the way."""
    find(qtbot, page)
    stand(page, "Maija")
    click_on(page.detail.put)
    make_key(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.naming.known.things))
    looked(qtbot, page)
    stand(page, "Virtanen")
    choose(page, "Home")
    click_on(page.detail.put)
    looked(qtbot, page)
    stand(page, "Ari")
    choose(page, "End")
    page.detail.invented.setFocus()
    page.detail.invented.lineEdit().selectAll()
    write("Tapio")
    click_on(page.detail.put)
    looked(qtbot, page)


def test_names_are_found_listed_replaced_and_put_back(page, qtbot):
    before = text(page)
    listed(qtbot, page)
    assert page.go.text() == "Korvaa 4 kohtaa"
    stand(page, "Maija")
    forms = page.detail.forms.grid
    assert [(row.cells[0], row.cells[2]) for row in forms.rows] == [
        ("Maija", "henkilö 1"), ("Maija Virtaselle", "henkilölle 1"), ("Maijalle", "henkilölle 1"),
    ]
    row = page.detail.places.rows_model.row(2)
    assert row.second == "Maijalle → [henkilölle 1]"
    press("F6")
    click_on(page.go)
    assert text(page) == (
        "[henkilö 1]: Mie soitin [Tapiolle] ja annoin [henkilölle 1] avaimen.\n"
        "H1: Mitä [henkilölle 1] sanottiin Turussa? Toivoa kysyttiin."
    )
    assert "pseudonymisointi" in page.messages.words.text()
    looked(qtbot, page)
    assert "pseudonymisoitu, ei anonymisoitu" in page.facts.text()
    click_on(page.back)
    assert text(page) == before
    press("Ctrl+Z")
    assert "[Tapiolle]" in text(page)
    press("Ctrl+Z")
    assert text(page) == before


def test_a_form_is_confirmed_a_place_is_left_and_a_word_is_no_name(page, qtbot):
    find(qtbot, page)
    stand(page, "Toivo")
    click_on(page.detail.put)
    make_key(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.naming.known.things))
    looked(qtbot, page)
    stand(page, "Toivo")
    assert page.go.text() == "Korvaa 0 kohtaa"
    assert "1 kohta odottaa" in page.facts.text()
    page.detail.places.setFocus()
    press("Home", "Space")
    assert page.go.text() == "Korvaa 1 kohta"
    page.detail.forms.choose(0, 2)
    page.detail.forms.setFocus()
    press("Return")
    QApplication.focusWidget().selectAll()
    write("ystävää")
    press("Return")
    looked(qtbot, page)
    stand(page, "Toivo")
    assert page.detail.places.rows_model.row(0).second == "Toivoa → [ystävää]"
    click_on(page.detail.off)
    looked(qtbot, page)
    stand(page, "Toivo")
    click_on(page.detail.no_name)
    looked(qtbot, page)
    assert "Toivo" not in [one.base for one in page.naming.found]
    page.brackets.setFocus()
    press("Down")
    assert signs.brackets(page.program.session.store.database) == ("[[", "]]")


def test_a_name_and_a_form_that_were_not_found_are_added(page, qtbot):
    find(qtbot, page)
    click_on(page.key)
    make_key(qtbot, page)
    click_on(page.add)
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["name"].setFocus()
    write("Turku")
    press("Return")
    back(qtbot, page.program.frame)
    looked(qtbot, page)
    stand(page, "Turku")
    click_on(page.detail.add_form)
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["old"].setFocus()
    write("avaimen")
    form.inputs["new"].selectAll()
    form.inputs["new"].setFocus()
    write("esineen")
    press("Return")
    back(qtbot, page.program.frame)
    looked(qtbot, page)
    assert {one.old: one.new for one in page.naming.ready()} == {
        "avaimen": "[esineen]", "Turussa": "[henkilössä 1]",
    }


def test_a_bad_name_is_told_and_a_wrong_passphrase_too(page, qtbot):
    listed(qtbot, page)
    stand(page, "Maija")
    choose(page, "End")
    page.detail.invented.setFocus()
    page.detail.invented.lineEdit().selectAll()
    write("Ari")
    click_on(page.detail.put)
    assert "jonkun oma nimi" in page.messages.words.text()
    click_on(page.key)
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["passphrase"].setFocus()
    write("toinen")
    press("Return")
    assert "ei avaa avainta" in form.trouble.text()
    press("Escape")


def test_for_ever_then_the_archive_then_the_key_goes(page, qtbot, tmp_path):
    listed(qtbot, page)
    key = page.naming.key.path
    click_on(page.for_ever)
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["confirm"].setFocus()
    write("väärin")
    press("Return")
    assert "täsmälleen sama sana" in form.trouble.text()
    form.inputs["confirm"].selectAll()
    write("pysyvästi")
    press("Return")
    back(qtbot, page.program.frame)
    looked(qtbot, page)
    assert "[Tapiolle]" in text(page)
    folder = tmp_path / "arkisto"
    click_on(page.archive)
    opened(qtbot, page.program.frame, QFileDialog).reject()
    page.acts.write_archive(folder)
    qtbot.waitUntil(lambda: "Arkistoversio on kansiossa" in page.messages.words.text(), timeout=20_000)
    assert sorted(one.name for one in folder.iterdir()) == [
        "arkistomuistio.txt", "haastattelu-01.docx", "haastattelu-01.txt",
    ]
    click_on(page.end_key)
    form = opened(qtbot, page.program.frame, Form)
    form.inputs["confirm"].setFocus()
    write("pysyvästi")
    press("Return")
    back(qtbot, page.program.frame)
    assert not key.exists()
    assert acts.level(page.program.session.store) == acts.ANONYMISED
    assert "anonymisoitu" in page.messages.words.text()
    names = ["Maija", "Virtaselle", "Arille"]
    assert traces([folder], names) == []
    files = [one for one in Path(tmp_path).glob("p.ote*") if one.is_file()]
    assert all(name.encode() not in one.read_bytes() for one in files for name in names)


def test_risks_are_written_down_by_keyboard(page, qtbot):
    program = page.program
    risks = program.frame.stack.page_of(RiskPage)
    program.frame.go("material", "risks")
    press("F6")
    risks.grid.choose(risks.grid.grid.row_of("third"), 2)
    press("Return")
    write("Naapurit muutettu.")
    press("Return")
    risks.grid.choose(risks.grid.grid.row_of("third"), 1)
    program.session.do(commands.SetRisk(program.session.store.transcripts()[0].id, "third", "done", "Hoidettu."))
    assert risks.grid.grid.rows[3].cells[1:] == ("done", "Hoidettu.")
    assert risks.list.rows_model.row(0).aside == "1/8 katsottu"
    assert [one.note for one in rows.risks(program.session.store.database)] == ["Hoidettu."]
    press("Ctrl+Z", "Ctrl+Z")
    assert rows.risks(program.session.store.database) == ()


def test_a_passage_opens_in_the_text(page, qtbot):
    find(qtbot, page)
    stand(page, "Turku")
    page.detail.places.choose(0)
    at = page.detail.places.visualRect(page.detail.places.currentIndex()).center() + QPoint(60, 0)
    with qtbot.waitSignal(page.program.frame.wishes.passage_wanted):
        QTest.mouseClick(page.detail.places.viewport(), Qt.MouseButton.LeftButton, pos=at)
