"""Every gesture of coding through the real window: by keys, by mouse, and each one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from coder.views.end_drag import ends, target_of
from coder.views.here_panel import ACTS
from helpers.window import example_at, press, running, write
from projects.commands import EditText, SetShortcut
from projects.search import naming
from projects.speech import speech_span

LEFT, PLAIN, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def program(qapp, qtbot, tmp_path, tmp_path_factory, monkeypatch):
    # The lexicon has a process of its own, which its own test starts; here the words are known beforehand.
    monkeypatch.setattr(naming, "base_forms", lambda words: dict.fromkeys(words, ("perusmuoto",)))
    project = example_at(tmp_path_factory.getbasetemp(), tmp_path / "esimerkki.ote")
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        yield program


@pytest.fixture
def place(program):
    return program.frame.coding


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


# Turns and sentences


def test_t_selects_the_turn_and_again_the_next_one(place):
    place.reader.put_caret(said(place, 2)[0])
    press("T")
    assert place.reader.selection() == said(place, 2)
    press("T")
    assert place.reader.selection() == (said(place, 2)[0], said(place, 3)[1])
    press("Shift+T", "Shift+T", "Shift+T")
    assert place.reader.selection() == said(place, 2)


def test_t_makes_a_part_of_a_turn_whole(place):
    start, end = said(place, 4)
    place.reader.select_range(start + 5, start + 30)
    press("T")
    assert place.reader.selection() == (start, end)


def test_s_selects_the_sentence_and_again_the_next_one(place):
    start, end = said(place, 0)
    first, second = place.document.text[start:end].split(". ")[:2]
    place.reader.put_caret(start + 3)
    press("S")
    assert words(place) == f"{first}."
    press("S")
    assert words(place) == f"{first}. {second}."
    press("Shift+S")
    assert words(place) == f"{first}."


def test_s_goes_on_into_the_next_turn(place):
    start, end = said(place, 2)
    place.reader.select_range(start, end)
    press("S")
    assert place.reader.selection()[1] > said(place, 3)[0]


def test_drawing_along_the_numbers_selects_turns(qtbot, place):
    left = place.reader._left
    sheet = place.reader.sheet
    at = [QPoint(30, sheet.lines(sheet.blocks_of(turn)[0])[0].top + 10) for turn in (1, 3)]
    qtbot.mousePress(left, LEFT, pos=at[0])
    move(left, at[1])
    qtbot.mouseRelease(left, LEFT, pos=at[1])
    assert place.reader.selection() == (said(place, 1)[0], said(place, 3)[1])
    qtbot.mouseClick(left, LEFT, pos=at[0])
    qtbot.mouseClick(left, LEFT, SHIFT, at[1])
    assert place.reader.selection() == (said(place, 1)[0], said(place, 3)[1])


def move(widget, point):
    """Move the mouse with its left button down, which QTest leaves out."""
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(widget.mapToGlobal(point)),
                        Qt.MouseButton.NoButton, LEFT, PLAIN)
    QCoreApplication.sendEvent(widget, event)


def test_several_turns_are_coded_at_once(program, qtbot, place):
    place.reader.put_caret(said(place, 2)[0])
    press("T", "T", "Return")
    write("luottamus")
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(said(place, 2)[0], said(place, 3)[1], "Luottamus")]


# New codes


def test_v_makes_a_code_of_the_words_in_base_form(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    text = place.document.text
    end = word_ends(place, turn)[0]
    assert text[start:end]
    place.reader.select_range(start, end)
    press("V")
    box = place.new_code
    assert box.isVisible()
    qtbot.waitUntil(lambda: box.list.count() > 1)
    assert box.name.text() == "Perusmuoto"
    assert box.name.hasFocus()
    box.place.setCurrentIndex(box.place.findText("Suhteet"))
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(start, end, "Perusmuoto")]
    made = first_code(program, "Perusmuoto")
    family = program.session.store.codebook().family_of(made)
    assert family.name_fi == "Suhteet"
    assert QApplication.focusWidget() is place.reader
    place.reader.select_range(*said(place, 3))
    new = one_step(program, lambda: press("K"), qtbot)
    assert [one[2] for one in new] == ["Perusmuoto"]


def test_the_name_can_be_another_and_esc_makes_nothing(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    before = shown(program)
    place.reader.select_range(start, start + 20)
    press("V", "Escape")
    assert not place.new_code.isVisible()
    assert shown(program) == before
    press("V")
    write("Ihan oma")
    qtbot.waitUntil(lambda: not program.runner._under_way)
    assert place.new_code.name.text() == "Ihan oma"
    new = one_step(program, lambda: press("Return"), qtbot)
    assert [one[2] for one in new] == ["Ihan oma"]


# Codings that are there


def test_r_gives_the_coding_another_code(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 40)
    place.reader.select_coding(coding.id)
    press("R")
    write("toivo")
    new = one_step(program, lambda: press("Return"), qtbot)
    assert new == [(coding.start, coding.end, "Toivo")]
    assert place.reader.index.get(coding.id).code.name == "Toivo"


def test_x_parts_the_coding_at_the_caret_and_j_joins_it_again(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, start, cuts[5])
    place.reader.select_coding(coding.id)
    place.reader.put_caret(cuts[2])
    new = one_step(program, lambda: press("X"), qtbot)
    assert new == [(start, cuts[2], "Luottamus"), (cuts[2] + 1, cuts[5], "Luottamus")]
    place.reader.select_coding(coding.id)
    new = one_step(program, lambda: press("J"), qtbot)
    assert new == [(start, cuts[5], "Luottamus")]
    assert place.reader.selected_coding.id == coding.id


def test_where_several_codings_are_it_is_asked_which(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    for name in ("Luottamus", "Toivo"):
        code(program, start, cuts[4], name)
    place.recoding._last = ""
    place.reader.put_caret(cuts[1])
    press("X")
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Luottamus", "Toivo"]
    new = one_step(program, menu.actions()[1].trigger, qtbot)
    assert {one[2] for one in new} == {"Toivo"}
    menu.close()


def test_without_a_coding_it_is_said_what_to_do(place):
    _, start, _ = uncoded_turn(place)
    place.reader.put_caret(start)
    for key in ("R", "X", "J", "C"):
        place.messages.hide()
        press(key)
        assert place.messages.isVisible()


def test_what_cannot_be_joined_says_so(program, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 20, "Toimisto")
    place.reader.select_coding(coding.id)
    press("J")
    assert place.messages.isVisible()


def test_c_writes_weight_and_comment_in_one_step(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 30)
    place.reader.select_coding(coding.id)
    press("C")
    assert place.here.comment.hasFocus()
    write("tärkeä kohta")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    assert place.reader.index.get(coding.id).comment == "tärkeä kohta"
    place.here.weight.setFocus()
    write("70")
    with qtbot.waitSignal(program.session.changed):
        press("Return")
    found = place.reader.index.get(coding.id)
    assert (found.weight, found.comment) == (70, "tärkeä kohta")
    place.reader.setFocus()
    press("Alt+Down")
    assert "70" in place.reader._card.words()
    program.session.undo()
    assert place.reader.index.get(coding.id).weight is None


def test_leaving_the_fields_untouched_writes_nothing(program, place):
    _, start, _ = uncoded_turn(place)
    coding = code(program, start, start + 30)
    place.reader.select_coding(coding.id)
    steps = len(program.session.store.journal())
    press("C", "Return")
    place.reader.setFocus()
    assert len(program.session.store.journal()) == steps


# By mouse


@pytest.mark.parametrize("at_start", [True, False])
def test_an_end_is_drawn_by_its_handle_from_word_to_word(program, qtbot, place, at_start):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    scrolled = QPoint(0, reader.verticalScrollBar().value())
    hold = target_of(ends(reader.sheet, coding)[at_start], at_start=at_start).center() - scrolled
    assert target_of(ends(reader.sheet, coding)[at_start], at_start=at_start).width() >= 24

    def draw():
        qtbot.mousePress(port, LEFT, pos=hold)
        goal = xy(reader, start + 1) if at_start else xy(reader, cuts[5] - 1)
        qtbot.mouseMove(port, (hold + goal) / 2)
        qtbot.mouseMove(port, goal)
        qtbot.mouseRelease(port, LEFT, pos=goal)

    new = one_step(program, draw, qtbot)
    assert new == [(start, cuts[3], "Luottamus") if at_start else (cuts[1] + 1, cuts[5], "Luottamus")]


def test_esc_lets_go_of_a_handle(program, qtbot, place):
    turn, _, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    hold = target_of(ends(reader.sheet, coding)[False], at_start=False).center()
    hold -= QPoint(0, reader.verticalScrollBar().value())
    steps = len(program.session.store.journal())
    qtbot.mousePress(port, LEFT, pos=hold)
    qtbot.mouseMove(port, xy(reader, cuts[5]))
    press("Escape")
    qtbot.mouseRelease(port, LEFT, pos=xy(reader, cuts[5]))
    assert len(program.session.store.journal()) == steps
    assert reader.selection() == (cuts[1] + 1, cuts[3])


def test_a_coding_keeps_a_word_however_far_an_end_is_drawn(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, cuts[1] + 1, cuts[3])
    place.reader.select_coding(coding.id)
    reader, port = place.reader, place.reader.viewport()
    hold = target_of(ends(reader.sheet, coding)[False], at_start=False).center()
    hold -= QPoint(0, reader.verticalScrollBar().value())
    qtbot.mousePress(port, LEFT, pos=hold)
    qtbot.mouseMove(port, xy(reader, start))
    qtbot.mouseRelease(port, LEFT, pos=xy(reader, start))
    assert (cuts[1] + 1, cuts[2], "Luottamus") in shown(program)


def draw_over(qtbot, reader, start, end):
    port = reader.viewport()
    reader.show_position(start, at_top=True)
    first, last = xy(reader, start), xy(reader, end, end=True)
    qtbot.mousePress(port, LEFT, pos=first)
    qtbot.mouseMove(port, (first + last) / 2)
    qtbot.mouseMove(port, last)
    qtbot.mouseRelease(port, LEFT, pos=last)


def test_the_grip_beside_a_selection_opens_the_palette(program, qtbot, place):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    draw_over(qtbot, place.reader, start, end)
    grip = place.reader._grip
    assert grip.isVisible()
    assert min(grip.width(), grip.height()) >= 24
    assert not grip.geometry().intersects(place.reader.viewport().geometry())
    qtbot.mouseClick(grip, LEFT)
    assert place.palette_box.isVisible()
    index = place.palette_box.list.rows_model.index(0)
    spot = place.palette_box.list.visualRect(index).center()
    port = place.palette_box.list.viewport()
    qtbot.mouseClick(port, LEFT, pos=spot)
    assert place.palette_box.list.visualRect(index).center() == spot
    new = one_step(program, lambda: qtbot.mouseDClick(port, LEFT, pos=spot), qtbot)
    assert [one[:2] for one in new] == [(start, end)]
    press("Escape")
    assert not grip.isVisible()


class Carried:
    """Carry what is dragged to a widget, as the platform would: there is no platform for it off screen."""

    def __init__(self, monkeypatch, target, point):
        self.target, self.point = target, point
        self.taken = None
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_: self.carry(drag))

    def carry(self, drag):
        data = QMimeData()
        for kind in drag.mimeData().formats():
            data.setData(kind, drag.mimeData().data(kind))
        drag.setMimeData(drag.mimeData())
        port = self.target.viewport()
        action, at = Qt.DropAction.CopyAction, QPointF(self.point)
        QCoreApplication.sendEvent(port, QDragEnterEvent(self.point, action, data, LEFT, PLAIN))
        over = QDragMoveEvent(self.point, action, data, LEFT, PLAIN)
        QCoreApplication.sendEvent(port, over)
        self.taken = over.isAccepted()
        if self.taken:
            QCoreApplication.sendEvent(port, QDropEvent(at, action, data, LEFT, PLAIN))
        return action


def index_of(place, code_id):
    index = place.codes.model.find(code_id)
    place.codes.tree.scrollTo(index)
    return index


def pull(qtbot, widget, start):
    qtbot.mousePress(widget, LEFT, pos=start)
    qtbot.mouseMove(widget, start + QPoint(30, 4))
    qtbot.mouseRelease(widget, LEFT, pos=start + QPoint(30, 4))


def test_a_code_is_dragged_onto_the_selection(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    wanted = first_code(program)
    place.reader.select_range(start, end)
    tree = place.codes.tree
    spot = tree.visualRect(index_of(place, wanted.id)).center()
    carried = Carried(monkeypatch, place.reader, xy(place.reader, start + 2))
    new = one_step(program, lambda: pull(qtbot, tree.viewport(), spot), qtbot)
    assert carried.taken
    assert new == [(start, end, "Luottamus")]


def test_a_code_dropped_beside_the_selection_codes_nothing(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[1]
    place.reader.select_range(start, end)
    before = shown(program)
    tree = place.codes.tree
    spot = tree.visualRect(index_of(place, first_code(program).id)).center()
    carried = Carried(monkeypatch, place.reader, xy(place.reader, word_ends(place, turn)[4]))
    pull(qtbot, tree.viewport(), spot)
    assert carried.taken is False
    assert shown(program) == before


def test_a_selection_is_dragged_onto_a_code_by_its_grip(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    end = word_ends(place, turn)[3]
    draw_over(qtbot, place.reader, start, end)
    tree = place.codes.tree
    index = index_of(place, first_code(program).id)
    carried = Carried(monkeypatch, tree, tree.visualRect(index).center())
    grip = place.reader._grip
    new = one_step(program, lambda: pull(qtbot, grip, grip.rect().center()), qtbot)
    assert carried.taken
    assert new == [(start, end, "Luottamus")]


def test_a_family_takes_no_selection(program, qtbot, place, monkeypatch):
    turn, start, _ = uncoded_turn(place)
    draw_over(qtbot, place.reader, start, word_ends(place, turn)[3])
    tree = place.codes.tree
    family = tree.model().index(0, 0)
    tree.scrollTo(family)
    carried = Carried(monkeypatch, tree, tree.visualRect(family).center())
    before = shown(program)
    pull(qtbot, place.reader._grip, place.reader._grip.rect().center())
    assert carried.taken is False
    assert shown(program) == before


# Favourites


def test_a_favourite_is_given_in_the_palette_and_shown_with_its_digit(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    place.reader.select_range(start, start + 20)
    press("Return")
    write("luottamus")
    with qtbot.waitSignal(program.session.changed):
        press("Ctrl+4")
    assert first_code(program).shortcut == "4"
    row = place.palette_box.list.rows_model.row(0)
    assert row.note == "4"
    assert place.palette_box.isVisible()
    press("Escape")
    new = one_step(program, lambda: press("4"), qtbot)
    assert [one[2] for one in new] == ["Luottamus"]
    place.reader.select_range(start, start + 20)
    press("Return")
    write("luottamus")
    press("Ctrl+0", "Escape")
    assert first_code(program).shortcut == ""


# The list of codings here


def test_the_list_of_codings_here_follows_and_acts(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    made = [code(program, start, start + 30, name) for name in ("Luottamus", "Toivo")]
    place.docks.bring("here")
    place.reader.put_caret(start + 5)
    rows = place.here.list
    assert [rows.rows_model.payload(at) for at in range(rows.count())] == [one.id for one in sorted(
        made, key=lambda one: one.code.order)]
    rows.setFocus()
    rows.choose_thing(made[1].id)
    press("Return")
    assert place.reader.selected_coding.id == made[1].id
    assert place.reader.hasFocus()
    rows.setFocus()
    rows.choose_thing(made[0].id)
    with qtbot.waitSignal(program.session.changed):
        press("Delete")
    assert made[0].id not in place.reader.index
    assert [one for one in ACTS if not place.here.buttons[one].isEnabled()] == []
    place.reader.put_caret(said(place, 2)[0])
    qtbot.waitUntil(lambda: not place.here.buttons["split"].isEnabled())


def edit_elsewhere(program, place, position):
    """Put letters in at a position, in another window's store."""
    other = type(program.session.store).open(program.session.store.path)
    try:
        other.do(EditText(place.document.transcript.id, position, "", "xyz"), "Veikko")
    finally:
        other.close()


@pytest.mark.parametrize("way", ["palette", "repeat", "digit", "drop", "turn", "sentence"])
def test_no_way_of_coding_takes_other_words_than_were_seen(program, qtbot, place, way):
    turn, start, _ = uncoded_turn(place)
    luottamus = first_code(program)
    place.acts.remember((luottamus.id,))
    place.reader.select_range(start, word_ends(place, turn)[5])
    if way in ("turn", "sentence"):
        place.reader.put_caret(start + 1)
        press("T" if way == "turn" else "S")
    if way == "digit":
        program.session.do(SetShortcut(luottamus.id, "9", take=True))
    if way == "palette":
        press("Return")
    edit_elsewhere(program, place, start)
    before = shown(program)
    ways = {
        "palette": lambda: place.acts._chosen((luottamus.id,)),
        "digit": lambda: press("9"),
        "drop": lambda: place.acts.put_code(luottamus.id),
    }
    ways.get(way, lambda: press("K"))()
    assert any(word in place.messages.words.text() for word in ("muuttunut", "muutti tätä tekstiä"))
    assert shown(program) == before


@pytest.mark.parametrize("way", ["resize", "split"])
def test_codings_are_not_moved_or_parted_at_other_words_than_were_seen(program, qtbot, place, way):
    turn, start, _ = uncoded_turn(place)
    cuts = word_ends(place, turn)
    coding = code(program, start, cuts[5])
    place.reader.select_coding(coding.id)
    place.reader.put_caret(cuts[2])
    edit_elsewhere(program, place, start)
    before = shown(program)
    if way == "split":
        press("X")
    else:
        place.reader.ask_resize(coding, forward=True, at_start=False)
    assert any(word in place.messages.words.text() for word in ("muuttunut", "muutti tätä tekstiä"))
    assert shown(program) == before


def test_a_text_changed_elsewhere_is_not_coded_blindly(program, qtbot, place):
    _, start, _ = uncoded_turn(place)
    transcript = place.document.transcript.id
    other = type(program.session.store).open(program.session.store.path)
    try:
        place.reader.select_range(start, start + 30)
        other.do(EditText(transcript, start + 2, place.document.text[start + 2], "xyz"), "Veikko")
    finally:
        other.close()
    before = shown(program)
    place.acts.put_code(first_code(program).id)
    assert place.messages.isVisible()
    assert shown(program) == before
