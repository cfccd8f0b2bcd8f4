"""The workplace of analysis by mouse and by keyboard: every mark leads to its place; ticks, tables, files."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolTip

from coder.models.analysis import VIEWS
from coder.theme import DARK
from coder.views.analysis_page import AnalysisPage
from coder.views.figure_view import tint_of
from exports.charts.draw import FIGURES
from exports.crosstables import cross_sheet
from exports.figures import INK, PAPER, SHADES, TEXT
from helpers.window import back, click, opened, press, write
from projects import commands
from projects.speech import speech_span

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(program, qtbot):
    press("Ctrl+4")
    page = program.frame.stack.page_of(AnalysisPage)
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: page.coded is not None)
    return page


def show(page, view):
    page.view.setCurrentIndex(page.view.findData(view))


def code_many(program):
    """Code turns with the levels, places and quadrants, so that every figure has something to show."""
    store = program.session.store
    codes = {code.key: code.id for code in store.codebook()}
    sets = (("N1", "S1", "P01"), ("N1", "N2", "S2", "P02"), ("N1", "N4", "S3", "P01"), ("N3", "S4", "P03"))
    document = store.document(store.transcripts()[0].id)
    spans = [speech_span(turn, document.text) for turn in document.turns]
    for at, (start, end) in enumerate(span for span in spans[:16] if span[0] < span[1]):
        keys = tuple(codes[key] for key in sets[at % len(sets)])
        program.session.do(commands.Code(document.transcript.id, start, end, keys))


def rows(page):
    return [page.opened.list.rows_model.payload(at) for at in range(page.opened.list.count())]


def test_a_mark_opened_by_mouse_lists_its_excerpts(program, page, qtbot):
    code_many(program)
    for view in FIGURES:
        show(page, view)
        target = page.picture.figure().targets[-1]
        place = page.picture.rect_of(target).center().toPoint()
        page.area.ensureVisible(*place.toTuple())
        with qtbot.waitSignal(page.picture.opened) as told:
            QTest.mouseClick(page.picture, LEFT, Qt.KeyboardModifier.NoModifier, place)
        assert told.args[0] == target
        assert [one.id for one in rows(page)] == list(target.refs)
        assert page.opened.title.text() == target.words


def test_by_keyboard_alone_from_the_figure_to_the_text_and_back(program, page, qtbot):
    code_many(program)
    assert QApplication.focusWidget() is page.view
    press("F6")
    assert QApplication.focusWidget() is page.picture
    press("Right", "Right", "Left", "End", "Home", "Down")
    target = page.picture.target()
    assert target == page.picture.figure().targets[1]
    assert target.words in page.picture.accessibleName()
    press("Return")
    assert QApplication.focusWidget() is page.opened.list
    assert [one.id for one in rows(page)] == list(target.refs)
    press("Escape")
    assert QApplication.focusWidget() is page.picture
    press("Space")
    excerpt = rows(page)[0]
    press("Return")
    qtbot.waitUntil(program.frame.coding.isVisible)
    assert program.frame.coding.reader.selection() == (excerpt.start, excerpt.end)
    press("Ctrl+4")
    qtbot.waitUntil(page.isVisible)


def test_the_mouse_over_a_mark_says_what_it_is_and_beside_it_nothing(program, page, qtbot):
    code_many(program)
    picture = page.picture
    target = picture.figure().targets[0]
    place = picture.rect_of(target).center().toPoint()
    page.area.ensureVisible(*place.toTuple())
    QTest.mouseMove(picture, QPoint(2, 2))
    QTest.mouseMove(picture, place)
    qtbot.waitUntil(lambda: picture.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    for at, words in ((place, target.words), (QPoint(2, 2), "")):
        told = QHelpEvent(QEvent.Type.ToolTip, at, picture.mapToGlobal(at))
        assert QApplication.sendEvent(picture, told)
        qtbot.waitUntil(lambda words=words: QToolTip.text() == words)
    with qtbot.assertNotEmitted(picture.opened):
        QTest.mouseClick(picture, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    QTest.mouseMove(picture, QPoint(2, 2))
    qtbot.waitUntil(lambda: picture.cursor().shape() == Qt.CursorShape.ArrowCursor)
    picture.setFocus()
    press("Tab")
    assert QApplication.focusWidget() is not picture


def test_what_cannot_be_written_is_told(program, page, qtbot, tmp_path):
    code_many(program)
    page.acts.write_figure(tmp_path / "ei" / "a.svg")
    assert "a.svg" in page.messages.words.text()
    page.messages.hide()
    page.acts.write_table(tmp_path / "ei" / "a.csv")
    qtbot.waitUntil(lambda: page.messages.isVisible() and "a.csv" in page.messages.words.text())
    assert not (tmp_path / "ei").exists()


def test_a_cell_of_the_table_opens_its_excerpts_by_mouse_and_by_key(program, page, qtbot):
    code_many(program)
    cells = page.beside.cells
    index = cells.index(0, 0)
    click(page.beside, index)
    assert len(rows(page)) == int(index.data())
    page.beside.setFocus()
    page.beside.setCurrentIndex(cells.index(0, 0))
    press("Right", "Return")
    assert len(rows(page)) == int(cells.index(0, 1).data()) > 0
    assert page.opened.title.text().endswith("otetta")
    press("Escape")
    assert QApplication.focusWidget() is page.beside


def test_every_view_has_a_table_that_says_its_cells_in_words(program, page):
    code_many(program)
    for view in VIEWS:
        show(page, view)
        cells = page.table.cells
        assert page.table.accessibleName()
        assert cells.rowCount() > 0
        assert cells.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert cells.headerData(0, Qt.Orientation.Vertical)
        assert page.picture.isVisibleTo(page) == (view in FIGURES)


def at_kind(page, kind):
    """Return the first row of a kind among what can be ticked."""
    model = page.choices.list.rows_model
    return next(at for at in range(model.rowCount()) if model.payload(at)[0] == kind)


def test_ticks_narrow_what_is_counted_and_all_is_taken_again(program, page, qtbot):
    code_many(program)
    before = len(page.coded.codings)
    page.narrow.setFocus()
    press("Space")
    assert QApplication.focusWidget() is page.choices.list
    page.choices.list.choose(at_kind(page, "transcript"))
    key = page.choices.list.payload()
    press("Space")
    assert {one.transcript for one in page.coded.excerpts} == {key[1]}
    assert page.narrow.text() == "Rajaus: 1 haastattelu"
    family = page.choices.list.rows_model.index(at_kind(page, "family"))
    click(page.choices.list, family)
    quadrants = {code.id for code in page.coded.codebook if code.key.startswith("N")}
    assert quadrants & {one.code for one in page.coded.codings}, "excerpts with a place keep their quadrants"
    show(page, "frequencies")
    families = {code.id: code.family for code in page.coded.codebook}
    assert {families[one.code] for one in page.coded.codings} == {page.coded.codebook.families[0].id}
    QTest.mouseClick(page.choices.whole, LEFT)
    assert len(page.coded.codings) == before
    assert page.narrow.text() == "Rajaus: koko aineisto"


def test_a_new_coding_is_counted_at_once_and_undo_takes_it_back(program, page, qtbot):
    before = len(page.coded.codings)
    with qtbot.waitSignal(program.session.changed):
        code_many(program)
    assert len(page.coded.codings) > before
    counted = len(page.coded.codings)
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+Z")
    assert len(page.coded.codings) < counted


def test_what_changed_while_another_place_was_shown_is_caught_up_with(program, page, qtbot):
    press("Ctrl+2")
    qtbot.waitUntil(program.frame.coding.isVisible)
    before = len(page.coded.codings)
    code_many(program)
    assert len(page.coded.codings) == before
    press("Ctrl+4")
    qtbot.waitUntil(lambda: len(page.coded.codings) > before)


def save_as(qtbot, program, path):
    dialog = opened(qtbot, program.frame, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setFocus()
    press("Ctrl+A")
    write(str(path))
    press("Return")
    qtbot.waitUntil(path.exists)
    back(qtbot, program.frame)


def test_figure_table_and_excerpts_are_written(program, page, qtbot, tmp_path):
    code_many(program)
    for name in ("kuva.svg", "kuva.png"):
        QTest.mouseClick(page.export_figure, LEFT)
        save_as(qtbot, program, tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in page.messages.words.text())
    assert QImage(str(tmp_path / "kuva.png")).width() > 1500
    assert "<title>Otteet nelikentässä</title>" in (tmp_path / "kuva.svg").read_text("utf-8")
    show(page, "by_transcript")
    QTest.mouseClick(page.export_table, LEFT)
    save_as(qtbot, program, tmp_path / "a.csv")
    qtbot.waitUntil(lambda: "heittomerkillä" in page.messages.words.text())
    written = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    sheet = cross_sheet(page.table.cells.table(), page.coded, "fi")
    assert [row[3:] for row in written[1:]] == [[str(cell) for cell in row[3:]] for row in sheet.rows]
    QTest.mouseClick(page.opened.export, LEFT)
    save_as(qtbot, program, tmp_path / "b.csv")
    qtbot.waitUntil(lambda: "b.csv" in page.messages.words.text())
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == len(page.refs()) + 1


def test_a_project_without_codings_says_what_to_do(program, page, qtbot):
    program.session.do(commands.Uncode(tuple(one.id for one in program.session.store.codings())))
    assert page.empty.isVisible()
    assert not page.export_figure.isEnabled()
    assert "Koodaa otteita" in page.empty.text()
    press("Ctrl+W")
    qtbot.waitUntil(lambda: not program.session.is_open)
    assert page.coded is None


def test_marks_and_words_stand_out_in_the_dark():
    tint = tint_of(DARK)

    def lightness(colour):
        return tint(colour).lightnessF()

    assert lightness(TEXT) - lightness(PAPER) > 0.5
    assert lightness(INK) - lightness(PAPER) > 0.3
    steps = [lightness(one) for one in SHADES]
    assert steps == sorted(steps)
    assert all(lightness(TEXT) - step > 0.3 for step in steps)
