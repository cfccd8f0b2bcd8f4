"""A person codes a whole interview of 10,000 words without the mouse, and another one without the keyboard."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from codebooks.files import booklet
from helpers.reading import SPEECH, document_of
from helpers.window import CODER, press, running, write
from projects.commands import ImportTranscript
from projects.importers.draft import Counts, Draft, DraftMark, DraftTurn
from projects.model import Origin
from projects.store import Store

LEFT = Qt.MouseButton.LeftButton
WORDS, TURNS = 10_000, 80


def interview():
    """Make an interview of 10,000 words in sentences of ten, and in 80 turns."""
    chance, words = random.Random(4), SPEECH.split()
    said = [[chance.choice(words) for _ in range(10)] for _ in range(WORDS // 10)]
    sentences = [" ".join(one).capitalize() + "." for one in said]
    each = len(sentences) // TURNS
    turns = [" ".join(sentences[at : at + each]) for at in range(0, len(sentences), each)]
    return document_of([(f"H{number % 5 + 1}", speech) for number, speech in enumerate(turns)])


def draft_of(document):
    """Make the draft of a document of helpers, as an import would."""
    turns = [
        DraftTurn(turn.start, turn.end, document.label_of(turn), None,
                  tuple(DraftMark(mark.start, mark.end, mark.kind) for mark in turn.marks))
        for turn in document.turns
    ]
    counts = Counts(len(document.text), 0, 0, len(document.text))
    return Draft("Pitkä haastattelu", "PH1", document.text, (), document.transcript.header_end, "fi", tuple(turns),
                 Origin("pitka.txt", "0", "2026-01-01"), (), counts)


@pytest.fixture
def program(qapp, qtbot, tmp_path):
    path = tmp_path / "pitka.ote"
    store = Store.create(path, booklet())
    store.do(ImportTranscript(draft_of(interview())), CODER)
    store.close()
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(path)
        yield program


def codings(program):
    return program.session.store.codings()


def coded_turns(program):
    places = {one.id: one for one in program.session.store.excerpts()}
    turns = program.frame.coding.document.turns
    coded = set()
    for one in codings(program):
        place = places[one.excerpt]
        coded |= {turn.n for turn in turns if turn.start < place.end and turn.end > place.start}
    return coded


def test_without_the_mouse(program, qtbot):
    place = program.frame.coding
    reader, turns = place.reader, place.document.turns
    assert sum(one.words for one in program.session.store.transcripts()) >= WORDS
    assert reader.hasFocus()
    press("T", "Return")
    write("luotta")
    press("Return")
    assert len(codings(program)) == 1
    press("Return")
    write("toivo")
    press("Ctrl+5", "Escape")
    # Turn by turn to the end: digit, repeat, several codes in one step, a sentence, as the work goes.
    steps = 0
    for number in range(1, len(turns)):
        press("Escape", "Down")
        while reader.turn_here() < number:
            press("Down")
        if number % 10 == 3:
            press("S", "5")
        elif number % 10 == 6:
            press("T", "Return")
            write("koti")
            press("Down", "Up", "Space")
            write("luottamus")
            press("Return")
        elif number % 10 == 9:
            press("T", "Shift+T", "K")
        else:
            press("T", "K")
        steps += 1
    assert coded_turns(program) == {turn.n for turn in turns}
    assert steps == len(turns) - 1
    assert len(codings(program)) > len(turns)
    # Codings are gone through, changed, described and undone by keys too.
    before = len(codings(program))
    press("P", "P", "Alt+Left", "R")
    write("toivo")
    press("Return", "C")
    write("katso vielä")
    press("Return", "F6")
    reader.setFocus()
    press("P", "Delete")
    assert len(codings(program)) == before - 1
    press("Ctrl+Z")
    assert len(codings(program)) == before
    assert QApplication.focusWidget() is reader
    assert reader.verticalScrollBar().value() > 0


def test_without_the_keyboard(program, qtbot):
    place = program.frame.coding
    reader, turns = place.reader, place.document.turns
    code = next(one for one in program.session.store.codebook() if one.name_fi == "Luottamus")
    place.codes.tree.scrollTo(place.codes.model.find(code.id))
    row = place.codes.tree.visualRect(place.codes.model.find(code.id)).center()
    chart = place.panes.active.minimap
    for number in range(len(turns)):
        left, at = reader._left, head_of(reader, number)
        if not 0 <= at.y() < left.height() - 40:
            wheel_to(qtbot, reader, number)
            at = head_of(reader, number)
        qtbot.mouseClick(left, LEFT, pos=at)
        assert reader.turn_here() == number
        if number % 12 == 5:
            by_palette(qtbot, place)
        else:
            qtbot.mouseClick(place.codes.tree.viewport(), LEFT, pos=row)
            qtbot.mouseDClick(place.codes.tree.viewport(), LEFT, pos=row)
    assert coded_turns(program) == {turn.n for turn in turns}
    # Back to the beginning by the map, a bracket, a handle, another code from the list of codings here, and undo.
    qtbot.mouseClick(chart, LEFT, pos=QPoint(10, 2))
    first = reader.index.in_turn(0)[0]
    qtbot.mouseClick(reader._right, LEFT, pos=reader._right.box_of(first.id, 0).center())
    assert reader.selected_coding.id == first.id
    place.docks.bring("here")
    before = len(codings(program))
    with qtbot.waitSignal(program.session.changed):
        qtbot.mouseClick(place.here.buttons["uncode"], LEFT)
    assert len(codings(program)) == before - 1
    qtbot.mouseClick(program.frame.top.undo, LEFT)
    assert len(codings(program)) == before
    assert not QApplication.activeModalWidget()


def head_of(reader, turn):
    """Return where a turn's number stands in the left margin."""
    sheet = reader.sheet
    top = sheet.lines(sheet.blocks_of(turn)[0])[0].top
    return QPoint(30, top + sheet.measures.line // 2 - reader.verticalScrollBar().value())


def wheel_to(qtbot, reader, turn):
    """Turn the wheel until a turn shows."""
    port = reader.viewport()
    for _ in range(200):
        at = head_of(reader, turn)
        if 0 <= at.y() < reader._left.height() - 60:
            return
        down = -240 if at.y() > 0 else 240
        spot = QPointF(port.rect().center())
        event = QWheelEvent(spot, QPointF(port.mapToGlobal(port.rect().center())), QPoint(), QPoint(0, down),
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
                            False)
        QCoreApplication.sendEvent(port, event)
    raise AssertionError(turn)


def by_palette(qtbot, place):
    """Code by the grip: draw over the words, click the grip, click two codes, click the button."""
    reader = place.reader
    cursor = reader.textCursor()
    begin, end = cursor.selectionStart(), min(cursor.selectionEnd(), cursor.selectionStart() + 20)
    spots = []
    for position in (begin, end):
        there = QTextCursor(reader.document())
        there.setPosition(position)
        spots.append(reader.cursorRect(there).center())
    port = reader.viewport()
    qtbot.mousePress(port, LEFT, pos=spots[0])
    qtbot.mouseMove(port, spots[1])
    qtbot.mouseRelease(port, LEFT, pos=spots[1])
    qtbot.mouseClick(reader._grip, LEFT)
    box = place.palette_box
    assert box.isVisible()
    for at in (1, 2):
        qtbot.mouseClick(box.list.viewport(), LEFT, pos=box.list.visualRect(box.list.rows_model.index(at)).center())
    qtbot.mouseClick(box._enter_words, LEFT)
    assert not box.isVisible()
    # The rest of the turn belongs to the next click on its number.
    qtbot.mouseClick(reader._left, LEFT, pos=head_of(reader, reader.turn_here()))
