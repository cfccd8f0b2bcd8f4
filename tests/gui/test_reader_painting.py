"""What the reading view paints of codings and hits: colours, lanes, names and signs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QPlainTextEdit

from coder.models.coding_index import ShownCode, ShownCoding
from helpers.reader_look import COLOURS
from helpers.reader_view import HOME, HOPE, LEFT, TRUST, pixels, shown, span, xy
from helpers.reading import coding, document_of

# What is painted of codings


def test_an_underline_has_its_familys_colour(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "vaan kysyn", TRUST, "a")])
    assert pixels(view.viewport(), COLOURS.family(1)) > 100
    view.apply(removed=["a"])
    assert pixels(view.viewport(), COLOURS.family(1)) == 0


def test_three_overlaps_are_three_colours_in_one_column_four_pixels_apart(qtbot, talk):
    codings = [coding(talk, "kysyn", code, code.id) for code in (HOME, TRUST, HOPE)]
    view = shown(qtbot, talk, codings)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    x = xy(view, talk.text.index("kysyn") + 2).x()
    colours = [COLOURS.family(slot).rgb() for slot in (0, 1, 2)]
    rows = sorted([y for y in range(image.height()) if image.pixel(x, y) == colour] for colour in colours)
    assert [len(found) for found in rows] == [2, 2, 2]
    assert [lower[0] - upper[0] for upper, lower in pairwise(rows)] == [4, 4]


def test_brackets_stand_in_lanes_and_names_beside_them(qtbot, talk):
    codings = [coding(talk, "kysyn", TRUST, "a"), coding(talk, "Ihan vaan kysyn", HOME, "b")]
    view = shown(qtbot, talk, codings)
    boxes = [view._right.box_of(one, 0) for one in ("a", "b")]
    names = [view._right.box_of(one, 0, name=True) for one in ("a", "b")]
    assert not boxes[0].intersects(boxes[1])
    assert not names[0].intersects(names[1])
    assert all(name.left() > max(box.right() for box in boxes) for name in names)
    assert pixels(view._right, COLOURS.family(1)) > 40


def test_a_selected_bracket_is_filled(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    before = pixels(view._right, COLOURS.family(1))
    view.select_coding("a")
    assert pixels(view._right, COLOURS.family(1)) > before + 40
    assert pixels(view.viewport(), COLOURS.accent) > 30
    assert pixels(view.viewport(), COLOURS.selection) > 100


def test_names_without_room_become_a_sign(qtbot):
    document = document_of([("H1", "Joo niin."), ("H2", "Kyllä vain.")])
    codings = [coding(document, "niin", ShownCode(f"c{n}", f"Koodi {n}", n), f"k{n}") for n in range(6)]
    codings.append(coding(document, "Kyllä", HOPE, "x"))
    view = shown(qtbot, document, codings)
    margin = view._right.layout_.turn(0)
    assert [name.more for name in margin.names] == [0, 5]
    assert len(margin.hidden) == 5
    with qtbot.waitSignal(view.codings_here_wanted) as told:
        qtbot.mouseClick(view._right, LEFT, pos=view._right.mapFromGlobal(view._right.more_rect(0).center()))
    assert len(told.args[0]) == 5
    assert not told.args[1].isEmpty()


def test_in_a_narrow_window_the_sign_stands_where_the_hidden_codings_begin(qtbot, talk):
    codings = [coding(talk, "ovelle", ShownCode(f"c{n}", f"Koodi {n}", n), f"k{n}") for n in range(6)]
    view = shown(qtbot, talk, codings, width=520)
    assert not view._right._named
    (sign,) = view._right.layout_.turn(0).names
    line = view._sheet.line_at(view._column.to_view(*span(talk, "ovelle"))[0])
    assert (sign.more, sign.baseline) == (2, line.top + view._measures.baseline)


def test_the_widest_label_is_written_in_full(qtbot):
    view = shown(qtbot, document_of([("Haastateltava 1", "Joo."), ("H", "Niin.")]), [])
    label = "Haastateltava 1"
    metrics = QFontMetrics(view._measures.small_font(bold=True))
    assert metrics.elidedText(label, Qt.TextElideMode.ElideRight, view._left._widths[1]) == label


def test_a_long_coding_runs_beside_all_its_turns(qtbot, talk):
    start, end = talk.text.index("ovelle"), talk.text.index("papereissa")
    view = shown(qtbot, talk, [ShownCoding("long", TRUST, start, end)])
    parts = [view._right.layout_.turn(turn).brackets[0] for turn in range(3)]
    assert [(part.begins, part.ends) for part in parts] == [(True, False), (False, False), (False, True)]
    assert all(lower.top <= upper.bottom + 1 for upper, lower in pairwise(parts))
    assert [len(view._right.layout_.turn(turn).names) for turn in range(3)] == [1, 0, 0]


def test_hits_are_lit_up_and_the_current_one_framed(qtbot, view, talk):
    view.set_hits([span(talk, "vuokrasta"), span(talk, "rästi")], current=1)
    assert pixels(view.viewport(), COLOURS.hit) > 300
    framed = pixels(view.viewport(), COLOURS.hit_line)
    view.set_hits([span(talk, "vuokrasta"), span(talk, "rästi")])
    assert pixels(view.viewport(), COLOURS.hit_line) < framed
    view.set_hits([])
    assert pixels(view.viewport(), COLOURS.hit) == 0


def test_initials_and_other_colours_change_the_picture(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    plain = view._right.grab().toImage()
    view.set_initials(True)
    assert view._right.grab().toImage() != plain
    view.set_colours(replace(COLOURS, background=QColor("#1B1D22")))
    assert pixels(view._left, QColor("#1B1D22")) > 1000
    assert pixels(view.viewport(), QColor("#1B1D22")) > 1000


def test_painting_twice_gives_the_same_picture(qtbot, talk):
    view = shown(qtbot, talk, [coding(talk, "kysyn", TRUST, "a")])
    assert view.grab().toImage() == view.grab().toImage()


def test_the_focus_ring_is_seen(qtbot, view):
    assert pixels(view, COLOURS.accent) > 3000
    other = QPlainTextEdit()
    qtbot.addWidget(other)
    view.clearFocus()
    assert pixels(view, COLOURS.accent) == 0
