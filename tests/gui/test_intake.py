"""Taking files in through the window: look, decide, import; by mouse and by keys, with a way to stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from coder.draining import drained
from coder.importing import store_files
from coder.models.intake_files import IntakeFile
from coder.views.intake_page import IntakePage
from helpers import bad_files as bad
from helpers.window import back, click, opened, press, write
from projects.errors import ImportRefusedError

LINE = "ja tässä on vielä monta sanaa siitä, mitä asumisneuvojat tekevät työkseen joka päivä"
WRAPPED = "\n".join(
    (f"H1: Alku, {LINE}", LINE, f"{LINE} asunnot-", "tomuus väheni.", f"H2: {LINE}", LINE, f"{LINE} vuokra-",
     "velka kertyy.", f"Uutiset: {LINE}", LINE, "ja niin.", "H2: Joo.", f"Uutiset: {LINE}",
     "h1: Toinen tapa kirjoittaa.")
)  # fmt: skip
NAME = "RH07_2021-03-04_neuvojat_anon_v2.txt"
TEAMS = (
    "Kokous-20260615_133555-Meeting Transcript", "15. kesäkuuta 2026", "27m 42s",
    "Maija Meikäläinen   0:03", "Aloitetaan siitä, mitä työpäivään kuuluu.",
    "Pekka Puupää   0:11", "No aamulla mä katson, kuka on soittanut.", "Ja sitten lähdetään.",
    "Maija Meikäläinen   0:40", "Kiitos.", "Pekka Puupää   0:45", "Kiitos.",
)  # fmt: skip


@pytest.fixture
def page(program):
    return program.frame.stack.page_of(IntakePage)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "aineisto"
    made.mkdir()
    (made / NAME).write_text(WRAPPED, "utf-8")
    (made / "kokous.docx").write_bytes(bad.words_docx(TEAMS))
    (made / "tyhjä.txt").write_bytes(b"")
    (made / "kuva.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return made


def drop(frame, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    frame.dragEnterEvent(QDragEnterEvent(QPoint(10, 10), *args))
    frame.dropEvent(QDropEvent(QPointF(10, 10), *args))


def dropped(program, page, qtbot, *paths):
    with qtbot.waitSignal(page.idle, timeout=20000):
        drop(program.frame, *paths)


def states(page):
    return {one.path.name: one.state for one in page.files}


def take(page, name):
    page.parts.list.choose_thing(next(one.path for one in page.files if one.path.name == name))


def tab(page, key):
    bar = page.parts.tabs
    at = next(at for at in range(bar.count()) if bar.tabData(at) == key)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.tabRect(at).center())


def shown(page):
    return page.parts.reader.toPlainText()


def import_all(page, qtbot):
    with qtbot.waitSignal(page.imported, timeout=20000) as told:
        QTest.mouseClick(page.parts.go, Qt.MouseButton.LeftButton)
        if page.messages.isVisible():  # a file with a question comes into view first
            QTest.mouseClick(page.parts.go, Qt.MouseButton.LeftButton)
    return told.args[0]


def by_name(program, short):
    store = program.session.store
    return store.document(next(one.id for one in store.transcripts() if one.short == short))


def save_original(program, qtbot, transcript, target):
    """Write the kept file out by the menu of the interview."""
    listed = program.frame.material.list
    at = listed.visualRect(listed.rows_model.find(transcript)).center()
    listed.customContextMenuRequested.emit(at)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    wanted = program.frame._say("intake.save_original")
    next(one for one in menu.actions() if one.text() == wanted).trigger()
    menu.close()
    dialog = opened(qtbot, program.frame, QFileDialog)
    assert dialog.selectedFiles()[0].endswith(NAME)
    dialog.findChild(QLineEdit).selectAll()
    write(str(target))
    press("Return")
    qtbot.waitUntil(target.exists)
    back(qtbot, program.frame)
    assert target.read_bytes() == WRAPPED.encode()


def test_a_folder_is_looked_at_decided_over_and_imported(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder)
    assert program.frame.stack.page is page
    assert states(page) == {NAME: "remarks", "kokous.docx": "ready", "tyhjä.txt": "refused"}
    assert "1 tiedosto" in page.messages.words.text()
    assert page.parts.go.text() == "Tuo 2 haastattelua"
    take(page, NAME)
    assert "asunnottomuus väheni." in shown(page)

    tab(page, "speakers")
    speakers = page.parts.speakers
    assert [speakers.list.payload(), speakers.list.count()] == ["H1", 4]
    click(speakers.list, speakers.list.rows_model.find("h1"))
    QTest.mouseClick(speakers.unite, Qt.MouseButton.LeftButton)
    click(speakers.list, speakers.list.rows_model.find("Uutiset"))
    QTest.mouseClick(speakers.ignored, Qt.MouseButton.LeftButton)
    assert "Uutiset: ja tässä" in shown(page)
    click(speakers.list, speakers.list.rows_model.find("H2"))
    QTest.mouseClick(speakers.pseudonym, Qt.MouseButton.LeftButton)
    write("Kuura")
    press("Tab")

    tab(page, "repairs")
    repairs = page.parts.repairs
    cut = next(at for at in range(repairs.list.count()) if "asunnot-" in repairs.list.rows_model.row(at).title)
    click(repairs.list, repairs.list.rows_model.index(cut))
    QTest.mouseClick(repairs.toggle, Qt.MouseButton.LeftButton)
    assert "asunnot-\ntomuus" in shown(page)
    assert "vuokravelka" in shown(page)

    tab(page, "details")
    place = page.parts.details.field("Paikka")
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    write("Oulu")
    press("Tab")
    QTest.mouseClick(page.parts.details.keep, Qt.MouseButton.LeftButton)

    before = len(program.session.store.transcripts())
    told = import_all(page, qtbot)
    assert [bool(one.transcript) for one in told] == [True, True, False]
    assert program.frame.here() is program.frame.material
    rows = program.frame.material.results.rows_model
    assert [rows.row(at).aside for at in range(3)] == ["✓ tuotu", "✓ tuotu", "✕ ei tuotu"]
    document = by_name(program, "RH07")
    header = {line.field: line.value for line in document.transcript.header}
    assert header == {"Haastattelutunnus": "RH07", "Pvm": "2021-03-04", "Anonymisoitu": "kyllä", "Paikka": "Oulu"}
    assert {document.label_of(turn) for turn in document.turns} == {"H1", "H2"}
    assert [document.persons[document.labels[key].person].pseudonym for key in document.labels] == ["", "Kuura"]
    assert "asunnot-\ntomuus" in document.text
    assert program.session.store.original(document.transcript.id) == WRAPPED.encode()
    save_original(program, qtbot, document.transcript.id, folder / "takaisin.txt")
    press("Ctrl+Z", "Ctrl+Z")
    assert len(program.session.store.transcripts()) == before


def test_what_is_dropped_comes_in_with_one_enter(program, page, qtbot, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"H1: Hei {name}.\nHA: Terve.\n", "utf-8")
    dropped(program, page, qtbot, tmp_path / "a.txt", tmp_path / "b.txt")
    assert QApplication.focusWidget() is page.parts.list
    with qtbot.waitSignal(page.imported, timeout=20000):
        press("Return")
    assert len(program.session.store.transcripts()) == 5
    assert page.files == ()


def test_a_question_nobody_has_seen_comes_into_view_before_all_come(program, page, qtbot, folder):
    (folder / "a.txt").write_text("H1: Hei.\nHA: Terve.\n", "utf-8")
    dropped(program, page, qtbot, folder / "a.txt", folder / NAME)
    press("Return")
    assert page.parts.list.payload() == folder / NAME
    assert NAME in page.messages.words.text()
    with qtbot.waitSignal(page.imported, timeout=20000):
        press("Return")
    assert len(program.session.store.transcripts()) == 5


def test_duplicates_stay_out_unless_they_are_wanted(program, page, qtbot, tmp_path):
    text = "H1: Hei vaan kaikille.\nHA: Terve.\n"
    for name in ("uusi.txt", "sama.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    dropped(program, page, qtbot, tmp_path / "uusi.txt", tmp_path / "sama.txt")
    assert states(page) == {"uusi.txt": "ready", "sama.txt": "duplicate"}
    import_all(page, qtbot)
    assert states(page) == {"sama.txt": "duplicate"}
    assert page.messages.words.text() == "Tuotiin 1/1 tiedosto."
    assert program.frame.stack.page is page
    assert "uusi" in page.parts.twin.text()
    assert not page.parts.go.isEnabled()
    QTest.mouseClick(page.parts.twice, Qt.MouseButton.LeftButton)
    import_all(page, qtbot)
    assert len(program.session.store.transcripts()) == 5


def test_stopping_midway_keeps_what_came_in(program, page, qtbot, tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(f"H1: Hei {n}.\nHA: Terve.\n", "utf-8")
    dropped(program, page, qtbot, *sorted(tmp_path.glob("?.txt")))
    before = len(program.session.store.transcripts())

    def stop_after_two():
        if len(program.session.store.transcripts()) == before + 2:
            page.job.stop.click()

    program.session.changed.connect(stop_after_two)
    with qtbot.waitSignal(page.imported, timeout=20000):
        page.parts.go.click()
        page.job.show()
    assert len(program.session.store.transcripts()) == before + 2
    assert len(page.files) == 4
    assert page.messages.words.text() == "Keskeytettiin. 2 haastattelua ehti tulla; 4 on yhä luettelossa."


def test_stopping_the_reading_keeps_what_was_read(program, page, qtbot, tmp_path):
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(f"H1: Hei {n}.\nHA: Terve.\n", "utf-8")
    with qtbot.waitSignal(page.idle, timeout=20000):
        drop(program.frame, *sorted(tmp_path.glob("??.txt")))
        page.job.stop.click()
    assert len(page.files) < 40
    assert page.parts.add.isEnabled()


def test_more_files_may_come_while_others_are_read(program, page, qtbot, tmp_path):
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"H1: Hei {n}.\nHA: Terve.\n", "utf-8")
    with qtbot.waitSignal(page.idle, timeout=20000):
        drop(program.frame, tmp_path / "0.txt", tmp_path / "1.txt")
        drop(program.frame, tmp_path / "2.txt", tmp_path / "3.txt", tmp_path / "0.txt")
    assert sorted(states(page)) == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_a_refused_file_says_why_and_is_taken_off(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / "tyhjä.txt", folder / "kokous.docx")
    take(page, "tyhjä.txt")
    assert page.parts.why.isVisible()
    assert "tyhjä.txt" in page.parts.why.text()
    page.parts.list.setFocus()
    press("Delete")
    assert states(page) == {"kokous.docx": "ready"}
    assert not page.parts.why.isVisible()
    QTest.mouseClick(page.parts.drop_all, Qt.MouseButton.LeftButton)
    assert page.files == ()
    assert page.parts.empty.isVisible()


def test_a_click_on_a_mark_shows_its_repair_and_space_leaves_it(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / NAME)
    tab(page, "details")
    repairs = page.parts.repairs.list.rows_model
    cut = next(at for at in range(repairs.rowCount()) if "asunnot-" in repairs.row(at).title)
    reader = page.parts.reader
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, reader.place_of(cut))
    assert page.parts.side.currentWidget() is page.parts.repairs
    assert page.parts.repairs.list.payload() == cut
    page.parts.repairs.list.setFocus()
    press("Space")
    assert "asunnot-\ntomuus" in shown(page)
    assert page.parts.repairs.list.rows_model.row(cut).check is False
    press("Space")
    assert "asunnottomuus" in shown(page)


def test_repairs_of_a_kind_are_left_together(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / NAME)
    tab(page, "repairs")
    repairs = page.parts.repairs
    repairs.kinds.setFocus()
    press("Down")
    assert repairs.kinds.currentData() == "line-end-hyphen"
    assert repairs.list.count() == 2
    QTest.mouseClick(repairs.leave_all, Qt.MouseButton.LeftButton)
    assert "asunnot-\ntomuus" in shown(page)
    assert "vuokra-\nvelka" in shown(page)
    QTest.mouseClick(repairs.mend_all, Qt.MouseButton.LeftButton)
    assert "vuokravelka" in shown(page)


def test_a_pattern_finds_labels_and_a_wrong_one_changes_nothing(program, page, qtbot, tmp_path):
    file = tmp_path / "oma.txt"
    file.write_text("Maija > Hei.\nPekka > No hei.\nMaija > Joo.\n", "utf-8")
    dropped(program, page, qtbot, file)
    assert page.parts.speakers.empty.text()
    tab(page, "details")
    pattern = page.parts.details.pattern
    pattern.setFocus()
    write("nimi >")
    press("Return")
    assert page.messages.isVisible()
    assert pattern.text() == ""
    write("PUHUJA >")
    press("Return")
    assert page.parts.speakers.list.count() == 2
    assert shown(page) == "Hei.\nNo hei.\nJoo."


def test_speakers_may_be_somebody_known_and_pseudonyms_are_suggested(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / "kokous.docx")
    speakers = page.parts.speakers
    click(speakers.list, speakers.list.rows_model.index(0))
    assert speakers.list.payload() == "Maija Meikäläinen"
    QTest.mouseClick(speakers.suggest_all, Qt.MouseButton.LeftButton)
    first = speakers.pseudonym.text()
    assert first
    assert first not in shown(page)
    click(speakers.list, speakers.list.rows_model.index(1))
    assert speakers.list.payload() == "Pekka Puupää"
    assert speakers.pseudonym.text() not in ("", first)
    known = next(at for at in range(speakers.same.count()) if (speakers.same.itemData(at) or "")[0] == "person")
    speakers.same.setFocus()
    speakers.same.setCurrentIndex(known)
    speakers.same.activated.emit(known)
    person = speakers.same.itemData(known)[1]
    assert not speakers.role.isEnabled()
    import_all(page, qtbot)
    document = by_name(program, "kokous")
    assert person in document.persons
    assert {one.pseudonym for one in document.persons.values() if one.id != person} == {first}


def test_the_role_is_told_and_a_file_of_ones_own_language(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / "kokous.docx")
    speakers, details = page.parts.speakers, page.parts.details
    click(speakers.list, speakers.list.rows_model.index(0))
    speakers.role.setFocus()
    speakers.role.lineEdit().selectAll()
    write("tutkija")
    press("Return")
    details.name.setFocus()
    details.name.selectAll()
    write("Aamukokous")
    press("Return")
    details.short.setFocus()
    details.short.selectAll()
    write("K1")
    press("Return")
    details.language.setCurrentIndex(1)
    details.language.activated.emit(1)
    import_all(page, qtbot)
    document = by_name(program, "K1")
    assert (document.transcript.name, document.transcript.language) == ("Aamukokous", "sv")
    assert "tutkija" in {one.role for one in document.persons.values()}


def test_a_file_that_changed_meanwhile_is_told_and_stays(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / "kokous.docx")
    page.parts.details.keep.click()
    (folder / "kokous.docx").write_bytes(b"")
    told = import_all(page, qtbot)
    assert told[0].problem.code == "file-changed"
    assert states(page) == {"kokous.docx": "refused"}


def test_a_narrow_window_has_the_preview_among_the_tabs(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / NAME)
    parts = page.parts
    wide = [parts.tabs.tabData(at) for at in range(parts.tabs.count())]
    program.frame.resize(900, 600)
    qtbot.waitUntil(lambda: parts.tabs.count() == 5)
    assert parts.side.currentWidget().isAncestorOf(parts.reader)
    tab(page, "notes")
    assert parts.account.isVisible()
    program.frame.resize(1280, 800)
    qtbot.waitUntil(lambda: parts.tabs.count() == 3)
    assert [parts.tabs.tabData(at) for at in range(3)] == wide
    assert parts.reader.isVisible()
    assert parts.account.isVisible()


def test_the_page_is_dressed_anew_with_theme_and_size(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / NAME)
    program.theme.set_scheme("dark")
    picture = page.parts.reader.viewport().grab().toImage()
    assert picture.pixelColor(2, 2).name() == program.theme.tokens.background.lower()
    program.theme.set_zoom(150)
    assert page.parts.reader.document().defaultFont().pixelSize() == 24
    assert "asunnottomuus" in shown(page)


@pytest.mark.parametrize("size", [(1280, 800), (900, 600)])
def test_keys_alone_reach_every_panel_and_change_what_they_should(program, page, qtbot, folder, size):
    program.frame.resize(*size)
    dropped(program, page, qtbot, folder / NAME)
    seen = []
    for _ in range(7):
        press("F6")
        seen.append(QApplication.focusWidget())
    assert page.parts.list in seen
    assert page.parts.go in seen
    page.parts.tabs.setFocus()
    while page.parts.side.currentWidget() is not page.parts.repairs:
        press("Right")
    press("F6")
    assert QApplication.focusWidget() is page.parts.repairs.list
    press("Down", "Down", "Space")
    assert "asunnot-\ntomuus" in shown(page)
    page.parts.tabs.setFocus()
    while page.parts.side.currentWidget() is not page.parts.speakers:
        press("Left")
    press("F6", "End")
    assert page.parts.speakers.list.payload() == "h1"
    QApplication.focusWidget().setFocus()
    press("Tab")
    assert QApplication.focusWidget() is page.parts.speakers.unite
    press("Space")
    assert page.files[0].speakers()[-1].merged_into == "H1"


def test_one_pseudonym_is_suggested_and_a_spelling_parted_again(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder / NAME)
    speakers = page.parts.speakers
    click(speakers.list, speakers.list.rows_model.find("Uutiset"))
    QTest.mouseClick(speakers.suggest, Qt.MouseButton.LeftButton)
    assert page.files[0].choices.voice("Uutiset").pseudonym == speakers.pseudonym.text() != ""
    click(speakers.list, speakers.list.rows_model.find("h1"))
    speakers.same.setCurrentIndex(speakers.same.findText("H1"))
    speakers.same.activated.emit(speakers.same.currentIndex())
    assert page.files[0].choices.label("h1") == "H1"
    assert not speakers.role.isEnabled()
    speakers.same.setCurrentIndex(0)
    speakers.same.activated.emit(0)
    assert page.files[0].choices.label("h1") == "h1"


def test_closing_the_project_lets_go_of_the_files(program, page, qtbot, folder):
    dropped(program, page, qtbot, folder)
    program.session.close()
    assert page.files == ()


def test_a_long_preview_appears_at_once(program, page, qtbot, tmp_path):
    from time import perf_counter

    file = tmp_path / "pitkä.txt"
    file.write_text("\n".join(f"H{n % 5}: {LINE}, {n}." for n in range(850)), "utf-8")
    (tmp_path / "a.txt").write_text("H1: Hei.\nHA: Terve.\n", "utf-8")
    dropped(program, page, qtbot, tmp_path / "a.txt", file)
    start = perf_counter()
    take(page, "pitkä.txt")
    page.parts.reader.viewport().grab()
    assert perf_counter() - start < 1.5  # 0.3 s on a quiet machine; the bench measures


def test_what_was_never_read_is_told_and_nothing_is_stored(program, tmp_path):
    refused = IntakeFile(tmp_path / "a.txt", problem=ImportRefusedError("no-text"))
    done = []
    drained(store_files(program.session, [refused], done))
    assert [one.problem.code for one in done] == ["no-text"]
    assert len(program.session.store.transcripts()) == 3
