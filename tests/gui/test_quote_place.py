"""The workplace of quotes, by keyboard alone and by mouse alone: choose, edit, write around, compare, close, drop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from coder.views import quote_compare, quote_place
from coder.views.people_page import PeoplePage
from coder.views.quote_place import QuotePlace
from helpers.window import back, click, opened, press, write
from projects import commands
from projects.quote_rows import WrittenQuote
from projects.quotes.layers import layers
from projects.quotes.published import ANONYMISED, EDITED, INSERTION, OMISSION, TUTKIMUS, QuoteEdit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch):
    """Give base forms and proposals at once: the morphology is loaded in a process of its own, which takes seconds."""
    monkeypatch.setattr(quote_compare, "base_forms", lambda words: {word: (word,) for word in words})
    monkeypatch.setattr(quote_place, "proposals", lambda said: (f"{said}lle", "henkilölle"))


@pytest.fixture
def page(program, qtbot):
    """The workplace with six quotes; the first is in hand."""
    store = program.session.store
    program.session.do(commands.ChooseQuotes(tuple(one.id for one in store.excerpts()[:60:10])))
    program.frame.go("quotes")
    page = program.frame.stack.page_of(QuotePlace)
    qtbot.waitUntil(page.isVisible)
    return page


def stored(program, page):
    return next(one for one in program.session.store.quotes() if one.id == page.here.quote.id)


def select(page, words: str) -> None:
    """Select words in the published layer with the keys that everybody has."""
    text = page.view.published.toPlainText()
    start = text.index(words)
    page.view.published.setFocus()
    press("Ctrl+Home")
    for _ in range(start):
        press("Right")
    for _ in words:
        press("Shift+Right")


def first_words(page, count: int, skip: int = 0) -> str:
    return " ".join(page.here.voices[0].split()[skip : skip + count])


def test_a_passage_is_chosen_while_reading_and_opened_by_keyboard_alone(program, qtbot):
    frame = program.frame
    frame.go("coding", "text")
    reader = frame.coding.reader
    turn = frame.coding.document.turns[2]
    reader.select_range(turn.start + 4, turn.end)
    reader.setFocus()
    with qtbot.waitSignal(program.session.changed):
        press("Q")
    (quote,) = program.session.store.quotes()
    assert quote.name in frame.coding.messages.words.text()
    reader.setFocus()
    press("Q")
    assert "jo" in frame.coding.messages.words.text()
    assert len(program.session.store.quotes()) == 1
    press("Ctrl+5")
    page = frame.stack.page_of(QuotePlace)
    qtbot.waitUntil(lambda: page.here is not None)
    assert page.view.name.text() == quote.name
    assert QApplication.focusWidget() is page.board.list


def test_an_excerpt_of_the_list_is_chosen_by_mouse_and_the_message_leads_to_it(program, qtbot):
    frame = program.frame
    frame.go("coding", "text")
    code = program.session.store.codings()[0].code
    frame.own.show_excerpts(code)
    panel = frame.coding.excerpts
    click(panel.list, panel.list.rows_model.index(0))
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(panel.quote, LEFT)
    bar = frame.coding.messages
    button = next(one for one in bar.findChildren(QPushButton) if one.text() == "Avaa otteissa")
    QTest.mouseClick(button, LEFT)
    page = frame.stack.page_of(QuotePlace)
    qtbot.waitUntil(lambda: page.isVisible() and page.here is not None)
    QTest.mouseClick(page.go, LEFT)
    qtbot.waitUntil(frame.coding.isVisible)
    assert frame.coding.reader.selection() is not None


def test_every_kind_of_edit_by_keyboard_alone_and_one_gesture_is_one_step(program, page, qtbot):
    verbatim = page.here.verbatim
    gone, hidden, mended = (first_words(page, 1, skip) for skip in (1, 3, 5))
    select(page, gone)
    with qtbot.waitSignal(program.session.changed):
        press("Delete")
    select(page, hidden)
    press("H")
    assert QApplication.focusWidget() is page.view.strip.text
    write("asukkaalle")
    press("Tab")
    write("nimi")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert QApplication.focusWidget() is page.view.published
    select(page, mended)
    press("F2")
    write("toinen")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    select(page, mended)
    press("Insert")
    write("lisä")
    press("Escape")
    assert page.view.strip.isHidden()
    edits = {one.kind: (verbatim[one.start : one.end], one.text, one.reason) for one in page.here.edits}
    assert edits == {
        OMISSION: (gone, "", ""), ANONYMISED: (hidden, "asukkaalle", "nimi"), EDITED: (mended, "toinen", ""),
    }
    assert page.here.verbatim == verbatim == page.view.verbatim.text()
    assert "[asukkaalle]" in page.view.printed.tutkimus.text()
    assert page.view.published._boxes
    press("Ctrl+Z")
    assert len(page.here.edits) == 2


def test_an_insertion_stands_where_the_caret_is_and_typing_changes_nothing(program, page, qtbot):
    second = first_words(page, 1, 1)
    place = page.here.verbatim.index(second)
    select(page, second)
    press("Left")
    write("abc ")
    assert page.here.edits == ()
    assert stored(program, page).edits == ()
    press("Insert")
    write("kyllä")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    (one,) = page.here.edits
    assert (one.kind, one.start, one.end, one.text) == (INSERTION, place, place, "kyllä")


def test_buttons_ask_for_a_selection_and_rows_change_and_take_back_by_mouse_alone(program, page, qtbot):
    QTest.mouseClick(page.view.gestures[OMISSION], LEFT)
    assert page.messages.isVisible()
    published = page.view.published
    cursor = QTextCursor(published.document())
    cursor.setPosition(1)
    at = published.cursorRect(cursor).center()
    QTest.mouseDClick(published.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(at.x(), at.y()))
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.view.gestures[OMISSION], LEFT)
    assert page.here.edits[0].start == 0
    change, _ = row_buttons(page, qtbot)
    QTest.mouseClick(change, LEFT)
    page.view.strip.reason.setText("turha")
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.view.strip.ok, LEFT)
    assert page.here.edits[0].reason == "turha"
    _, undo = row_buttons(page, qtbot)
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(undo, LEFT)
    assert page.here.edits == ()


def row_buttons(page, qtbot):
    """Return the buttons of the edits' rows, once they are there."""

    def there() -> list[QPushButton]:
        return [one for one in page.view.rows.findChildren(QPushButton) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()


def says(page, words: str) -> bool:
    return words in [one.text() for one in page.side.findChildren(QLabel) if one.isVisible()]


def test_a_refused_edit_is_told_and_the_strip_stays(program, page, qtbot):
    page.view.edit_wanted.emit(EDITED, 0, 2)
    with qtbot.waitSignal(program.session.failed):
        QTest.mouseClick(page.view.strip.ok, LEFT)
    assert page.view.strip.isVisible()
    assert page.messages.isVisible()
    assert page.here.edits == ()


def test_lead_in_opening_and_plain_words_are_written_and_kept_when_another_quote_is_taken(program, page, qtbot):
    name = page.here.quote.id
    menu = page.view.proposals.menu()
    proposed = menu.actions()[0].text()
    with qtbot.waitSignal(program.session.changed):
        menu.actions()[0].trigger()
    assert stored(program, page).lead_in == proposed == page.view.lead_in.text("lead_in")
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(page.view.opening, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    page.view.paraphrase.inputs["paraphrase"].setFocus()
    write("Helppo sana")
    page.board.list.setFocus()
    press("Down")
    assert page.here.quote.id != name
    kept = next(one for one in program.session.store.quotes() if one.id == name)
    assert (kept.opening, kept.paraphrase) == (True, "Helppo sana")
    assert page.view.paraphrase.text("paraphrase") == ""


def test_groups_states_and_a_voice_that_dominates(program, page, qtbot):
    for key in range(page.board.grouping.count()):
        page.board.grouping.setCurrentIndex(key)
        payloads = [page.board.list.rows_model.payload(at) for at in range(page.board.list.count())]
        assert {one for one, _ in payloads if one} == {one.id for one in program.session.store.quotes()}
        assert page.board.here
    assert page.board.states.text() == "6 luonnosta"
    QTest.mouseClick(page.board.of["interviews"], LEFT)
    assert page.board.warning.isVisible()
    assert "Haastattelusta" in page.board.warning.text()
    assert page.board.chart.words()


def test_a_consent_taken_back_closes_the_quote_and_tells_where_it_went(program, page, qtbot):
    here, store = page.here, program.session.store
    note = (WrittenQuote(here.quote.id, here.quote.name, here.fingerprint(store.mark_key())),)
    program.session.do(commands.RecordDocument("report", "vihkonen.docx", note))
    person = here.speakers[0].id
    with qtbot.waitSignal(program.session.changed):
        program.session.do(commands.SetConsent(person, "analysis", "yes", withdrawn="2021-02-01"))
    assert page.view.state.text() == "✕ suljettu"
    qtbot.waitUntil(lambda: says(page, "vihkonen.docx"))
    assert says(page, "Ote on suljettu: tee tiedosto uudelleen.")
    document = store.written()[0].id
    program.session.do(commands.MarkPrinted(document, "2021-03-31"))
    qtbot.waitUntil(lambda: says(page, "Ote on suljettu: jää pois seuraavasta painoksesta."))


def test_two_quotes_stand_side_by_side_and_escape_comes_back(program, page, qtbot):
    page.comparing.setFocus()
    press("Space")
    assert page.compare.isVisible()
    qtbot.waitUntil(lambda: "Etsitään" not in page.compare.words.text())
    assert page.compare.columns[0].name.text().startswith(page.here.quote.name)
    press("Down")
    other = page.compare.list.payload()
    assert page.compare.columns[1].name.text().startswith(page._board.one(other).quote.name)
    press("Escape")
    assert page.view.isVisible()


def test_a_quote_is_dropped_with_a_question_and_comes_back(program, page, qtbot):
    name = page.here.quote.name
    program.session.do(commands.AddEdit(page.here.quote.id, QuoteEdit(0, 2, OMISSION)))
    page.board.list.setFocus()
    press("Delete")
    opened(qtbot, program.frame, QDialog)
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    back(qtbot, program.frame)
    assert name not in [one.name for one in program.session.store.quotes()]
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert name in [one.name for one in program.session.store.quotes()]


def test_two_voices_never_read_as_one(program, page, qtbot):
    store = program.session.store
    document = store.document(store.transcripts()[0].id)
    first, second = document.turns[4], document.turns[5]
    receipt = program.session.do(commands.ChoosePassage(document.transcript.id, first.start, second.end))
    page.show_quote(receipt.result)
    one = layers(document, stored(program, page))
    assert len(one.voices) == len(page.view.verbatim.text().splitlines()) == 2
    assert len(one.published(TUTKIMUS)) == 2
    assert page.view.printed.vihkonen.text().count("– ") >= 2
    page.view.published.selectAll()
    with qtbot.waitSignal(program.session.failed):
        press_on(page, "Delete")
    assert page.here.edits == ()


def press_on(page, key: str) -> None:
    page.view.published.setFocus()
    press(key)


def test_an_empty_workplace_says_how_to_begin(program, qtbot):
    program.frame.go("quotes")
    page = program.frame.stack.page_of(QuotePlace)
    qtbot.waitUntil(page.to_coding.isVisible)
    QTest.mouseClick(page.to_coding, LEFT)
    qtbot.waitUntil(program.frame.coding.isVisible)


def test_the_page_of_speakers_tells_what_a_refusal_closes_and_the_document_is_marked_printed(program, page, qtbot):
    here, store = page.here, program.session.store
    note = (WrittenQuote(here.quote.id, here.quote.name, here.fingerprint(store.mark_key())),)
    program.session.do(commands.RecordDocument("booklet", "vihkonen.docx", note))
    mark = next(one for one in page.side.findChildren(QPushButton) if one.text() == "Merkitse painetuksi")
    qtbot.waitUntil(mark.isVisible)
    with qtbot.waitSignal(program.session.changed):
        QTest.mouseClick(mark, LEFT)
    assert store.written()[0].printed
    QTest.mouseClick(page.consent.people, LEFT)
    people = program.frame.stack.page_of(PeoplePage)
    qtbot.waitUntil(people.isVisible)
    program.session.do(commands.SetConsent(here.speakers[0].id, "booklet", "role"))
    assert people.messages.isHidden()
    program.session.do(commands.SetConsent(here.speakers[0].id, "booklet", "no"))
    words = people.messages.words.text()
    assert here.quote.name in words
    assert "Painettu vihkonen.docx: jää pois seuraavasta painoksesta" in words


def test_a_hidden_name_is_offered_words_in_its_own_case(program, page, qtbot):
    said = first_words(page, 1)
    select(page, said)
    press("H")
    strip = page.view.strip
    qtbot.waitUntil(strip.offers.isVisible)
    first, second = strip.offers.menu().actions()
    assert (first.text(), strip.offers.text()) == (f"{said}lle", "2 sanaa samassa sijamuodossa…")
    second.trigger()
    assert QApplication.focusWidget() is strip.text
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert page.here.edits[0].text == "henkilölle"
