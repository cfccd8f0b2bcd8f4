"""Hands on the coding place of the shipped example: where words stand, what is coded, one step a gesture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor

from projects.speech import speech_span

LEFT, PLAIN, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def said(place, turn):
    """Return where the speech of a turn begins and ends."""
    return speech_span(place.document.turns[turn], place.document.text)


def words(place):
    found = place.reader.selection()
    return place.document.text[slice(*found)] if found else ""


def shown(program):
    """Return what is coded in the open transcript, as words and code, in order."""
    store, document = program.session.store, program.frame.coding.document
    places = {one.id: one for one in store.excerpts(document.transcript.id)}
    book = store.codebook()
    found = [(places[one.excerpt].start, places[one.excerpt].end, book.code(one.code).name_fi)
             for one in store.codings(document.transcript.id)]
    return sorted(found)


def one_step(program, act, qtbot):
    """Do something, prove that it is one step that undo takes back whole, and leave it done; return what is new."""
    before, steps = shown(program), len(program.session.store.journal())
    with qtbot.waitSignal(program.session.changed):
        act()
    after = shown(program)
    assert len(program.session.store.journal()) == steps + 1
    program.session.undo()
    assert shown(program) == before
    program.session.redo()
    assert shown(program) == after
    return [one for one in after if one not in before]


def first_code(program, name="Luottamus"):
    return next(one for one in program.session.store.codebook() if one.name_fi == name)


def uncoded_turn(place):
    """Return the index of a turn with many words and no coding, and where its speech stands."""
    for turn, one in enumerate(place.document.turns):
        if one.end - one.start > 150 and not place.reader.index.touching(one.start, one.end):
            return turn, *said(place, turn)
    raise AssertionError


def code(program, start, end, name="Luottamus"):
    place = program.frame.coding
    place.reader.select_range(start, end)
    range_, wanted = place.reader.selection(), first_code(program, name)
    place.acts.put_code(wanted.id)
    found = place.reader.index.touching(*range_)
    return next(one for one in found if (one.start, one.end, one.code.id) == (*range_, wanted.id))


def word_ends(place, turn):
    """Return the ends of the words of a turn."""
    start, end = said(place, turn)
    text = place.document.text[start:end]
    return [start + at for at, letter in enumerate(text) if letter == " " and text[at - 1].isalpha()]


def xy(reader, position, *, end=False):
    start = position - 1 if end else position
    view = reader.sheet.column.to_view(start, start + 1)
    cursor = QTextCursor(reader.document())
    cursor.setPosition(view[1] if end else view[0])
    return reader.cursorRect(cursor).center()


def move(widget, point):
    """Move the mouse with its left button down, which QTest leaves out."""
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(widget.mapToGlobal(point)),
                        Qt.MouseButton.NoButton, LEFT, PLAIN)
    QCoreApplication.sendEvent(widget, event)
