"""What is seen around the text: filters, map, two texts, two coders, where one left off, and how it looks."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from coder.models.coding_index import NONE
from coder.models.left_off import recall
from coder.theme import CONTRAST
from coder.views.show_panel import LANES, ONLY
from helpers.window import CODER, press, running
from projects.commands import Code
from projects.speech import speech_span

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(program):
    return program.frame.coding


def shown(place):
    return {one.code.id for one in place.reader.index.all()}


def tick(place, key):
    place.docks.bring("show")
    rows = place.show_what.list
    rows.setFocus()
    rows.choose_thing(key)
    press("Space")


def second_coder(program, qtbot, turns=(0, 2, 4)):
    """Let another person code some turns."""
    session, document = program.session, program.frame.coding.document
    code = next(one for one in session.store.codebook() if one.name_fi == "Toivo")
    program.settings.put("coder", "Veikko Vesa")
    for turn in turns:
        start, end = speech_span(document.turns[turn], document.text)
        session.do_or_raise(Code(document.transcript.id, start, end, (code.id,)))
    program.settings.put("coder", CODER)
    qtbot.waitUntil(lambda: not program.frame.coding._refresh.isActive())
    return code


# Filters


def test_families_coders_and_speakers_narrow_what_is_shown(program, qtbot, place):
    book = program.session.store.codebook()
    family = book.families[0]
    everything = len(place.reader.index)
    tick(place, ("family", family.id))
    assert {book.code(one).family for one in shown(place)} == {family.id}
    assert 0 < len(place.reader.index) < everything
    tick(place, ("family", family.id))
    assert len(place.reader.index) == everything
    code = second_coder(program, qtbot)
    veikko = next(one for one in program.session.store.coders() if one.name == "Veikko Vesa")
    tick(place, ("coder", veikko.id))
    assert shown(place) == {code.id}
    tick(place, ("coder", veikko.id))
    label = place.document.turns[0].label
    tick(place, ("speaker", label))
    turns = [turn for turn in place.document.turns if turn.label == label]
    assert all(any(turn.start < one.end and turn.end > one.start for turn in turns) for one in place.reader.index.all())


def test_only_the_chosen_code_is_shown(program, place):
    code = next(one for one in program.session.store.codebook() if one.name_fi == "Luottamus")
    place.codes.choose(code.id)
    tick(place, ONLY)
    assert shown(place) == {code.id}
    assert "Luottamus" in place.show_what.list.rows_model.row(1).title


def test_a_hidden_coding_comes_and_goes_without_being_shown(program, qtbot, place):
    family = program.session.store.codebook().families[0]
    tick(place, ("family", family.id))
    before = len(place.reader.index)
    start, end = speech_span(place.document.turns[2], place.document.text)
    hidden = next(one for one in program.session.store.codebook() if one.name_fi == "Toivo")
    place.reader.select_range(start, end)
    place.acts.put_code(hidden.id)
    assert len(place.reader.index) == before
    program.session.undo()
    assert len(place.reader.index) == before
    tick(place, ("family", family.id))
    assert len(place.reader.index) > before


def test_each_code_gets_a_lane_and_gives_it_back(place):
    tick(place, LANES)
    lanes: dict[str, set[int]] = {}
    for one in place.reader.index.all():
        lanes.setdefault(one.code.id, set()).add(place.reader.index.lane(one.id))
    assert all(len(found) == 1 for found in lanes.values())
    used = [lane for found in lanes.values() for lane in found if lane != NONE]
    assert len(used) == len(set(used))
    tick(place, LANES)
    assert not place.reader._by_code


def test_filters_are_gone_with_the_project(program, place, project):
    tick(place, LANES)
    tick(place, ("family", program.session.store.codebook().families[0].id))
    program.session.close()
    assert place.show_what.showing().is_all
    program.frame.acts.open(project)
    assert len(place.reader.index) == len(program.session.store.codings(place.document.transcript.id))


# The map


def test_the_map_shows_codings_and_hits_and_leads_there(program, qtbot, place):
    chart = place.panes.active.minimap
    chart.refresh()
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert len(colours) > 4
    assert place.reader.verticalScrollBar().value() == 0
    qtbot.mouseClick(chart, LEFT, pos=QPoint(10, chart.height() - 4))
    bar = place.reader.verticalScrollBar()
    assert bar.value() > bar.maximum() * 0.8
    first, last = place.reader.part_shown()
    assert 0.8 < first < last <= 1.0
    start, _ = speech_span(place.document.turns[0], place.document.text)
    place.reader.set_hits([(start, start + 5)])
    qtbot.waitUntil(lambda: chart._picture is None or not chart._later.isActive())
    chart.refresh()
    image = chart.grab().toImage()
    assert place.reader._colours.hit_line.name() in {image.pixelColor(1, y).name() for y in range(image.height())}


# Two texts


def test_two_texts_stand_side_by_side_and_acts_go_to_the_one_at_work(program, qtbot, place):
    press("F9")
    one, two = place.panes.panes()
    assert one.transcript == two.transcript
    other = program.session.store.transcripts()[1].id
    two.reader.setFocus()
    assert place.panes.active is two
    place.open_transcript(other)
    assert (one.transcript == other, two.transcript == other) == (False, True)
    start, end = speech_span(two.document.turns[3], two.document.text)
    code = next(code for code in program.session.store.codebook() if code.name_fi == "Toivo")
    two.reader.select_range(start, end)
    place.acts.put_code(code.id)
    found = two.reader.index.touching(start, end)
    assert any(one_.code.id == code.id and (one_.start, one_.end) == (start, end) for one_ in found)
    one.reader.setFocus()
    assert place.document.transcript.id == one.transcript
    assert program.frame.status.place.text().startswith("Vuoro")
    press("F9")
    assert place.panes.panes() == (one,)


def test_the_same_text_twice_shows_each_coding_in_both(program, place):
    press("F9")
    one, two = place.panes.panes()
    start, end = speech_span(one.document.turns[2], one.document.text)
    one.reader.setFocus()
    one.reader.select_range(start, end)
    place.acts.put_code(next(iter(program.session.store.codebook())).id)
    assert len(one.reader.index) == len(two.reader.index)
    program.session.undo()
    assert len(one.reader.index) == len(two.reader.index)


# Two coders


def test_two_coders_are_compared_in_step_with_plain_counts(program, qtbot, place):
    code = second_coder(program, qtbot)
    press("Shift+F9")
    bar = place.comparing.bar
    assert bar.isVisible()
    one, two = place.panes.panes()
    assert {coding.coder for coding in one.reader.index.all()} == {CODER}
    assert {coding.code.id for coding in two.reader.index.all()} == {code.id}
    assert bar.left.currentText() == CODER
    assert "Veikko Vesa" in bar.words.text()
    assert len(place.comparing._found.differ) + len(place.comparing._found.same) == place.comparing._found.turns > 3
    one.reader.verticalScrollBar().setValue(800)
    assert abs(one.reader.first_visible_position() - two.reader.first_visible_position()) < 300
    here = place.reader.turn_here()
    qtbot.mouseClick(bar.next, LEFT)
    assert place.reader.turn_here() in place.comparing._found.differ
    assert place.reader.turn_here() != here
    qtbot.mouseClick(bar.close_button, LEFT)
    assert not place.comparing.is_on
    assert len(place.panes.panes()) == 1
    assert len(place.reader.index) == len(program.session.store.codings(place.document.transcript.id))


def test_the_counts_follow_a_coding(program, qtbot, place):
    second_coder(program, qtbot)
    press("Shift+F9")
    before = place.comparing._found.shared
    one, _ = place.panes.panes()
    start, end = speech_span(one.document.turns[2], one.document.text)
    one.reader.setFocus()
    one.reader.select_range(start, end)
    toivo = next(code for code in program.session.store.codebook() if code.name_fi == "Toivo")
    place.acts.put_code(toivo.id)
    qtbot.waitUntil(lambda: place.comparing._found.shared == before + 1)


def test_a_project_can_be_closed_while_two_are_compared(program, qtbot, place, project):
    second_coder(program, qtbot)
    press("Shift+F9")
    program.session.close()
    assert not place.comparing.is_on
    assert len(place.panes.panes()) == 1
    program.frame.acts.open(project)
    assert len(place.reader.index) == len(program.session.store.codings(place.document.transcript.id))


def test_one_coder_cannot_be_compared(place):
    press("Shift+F9")
    assert place.messages.isVisible()
    assert not place.comparing.is_on


# Where one left off


def test_the_program_opens_where_it_was_left(qapp, qtbot, tmp_path, project):
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        place = program.frame.coding
        place.open_transcript(program.session.store.transcripts()[1].id)
        left = place.document.turns[30].start
        place.reader.show_position(left, at_top=True)
        seen = place.reader.first_visible_position()
        place.toggle_split()
        place.panes.panes()[1].reader.setFocus()
        place.open_transcript(program.session.store.transcripts()[2].id)
        program.frame.go("search")
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
        place = program.frame.coding
        ids = [one.id for one in program.session.store.transcripts()]
        assert [pane.transcript for pane in place.panes.panes()] == [ids[1], ids[2]]
        assert place.panes.panes()[0].reader.first_visible_position() == pytest.approx(seen, abs=400)
        assert program.frame.here() is program.frame.search
        lines = program.settings.words("left_off")
        text = place.document.text
        assert all(word not in line for line in lines for word in text.split()[40:60] if len(word) > 6)
        assert recall(lines, program.session.store.info().id).place == "search"


def test_a_transcript_that_is_gone_is_passed_over(qapp, qtbot, tmp_path, project):
    with running(qapp, qtbot, tmp_path) as program:
        program.frame.acts.open(project)
    settings = program.settings
    line = json.loads(settings.words("left_off")[0])
    settings.put("left_off", (json.dumps({**line, "transcript": "away", "second": "off", "place": "nowhere"}),))
    with running(qapp, qtbot, tmp_path) as again:
        again.frame.acts.open(project)
        assert again.frame.coding.document is not None
        assert len(again.frame.coding.panes.panes()) == 1
        assert again.frame.here() is again.frame.coding


# How it looks


@pytest.mark.parametrize("characters", [55, 62, 75])
def test_a_line_has_as_many_characters_as_was_chosen(program, place, characters):
    program.frame.actions_by_key[f"width_{characters}"].trigger()
    program.frame.resize(1900, 900)
    reader = place.reader
    reader._rewrap()
    lines = [line for block in range(60) for line in reader.sheet.lines(block)[:-1]]
    longest = max(line.end - line.start for line in lines)
    mean = sum(line.end - line.start for line in lines) / len(lines)
    assert characters * 0.8 < mean <= characters * 1.05
    assert longest < characters * 1.25
    assert program.settings.number("line_width") == characters


@pytest.mark.parametrize(("which", "narrower"), [("none", True), ("lines", False), ("both", False)])
def test_numbers_in_the_margin_can_be_chosen(program, place, which, narrower):
    left = place.reader._left
    with_turns = left.wanted_width()
    before = left.grab().toImage()
    program.frame.actions_by_key[f"numbers_{which}"].trigger()
    assert (left.wanted_width() < with_turns) is narrower
    assert left.grab().toImage() != before
    program.frame.actions_by_key["numbers_turns"].trigger()
    assert left.wanted_width() == with_turns


@pytest.mark.parametrize("scheme", ["dark", "contrast", "light"])
def test_the_text_follows_the_scheme(program, place, scheme):
    for one in ("contrast", "light", scheme):
        program.frame.actions_by_key[f"scheme_{one}"].trigger()
    port = place.reader.viewport()
    image = port.grab().toImage()
    assert image.pixelColor(port.width() - 2, 4).name().upper() == program.theme.tokens.background.upper()


def test_high_contrast_is_high():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def ratio(one, other):
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    grounds = (CONTRAST.background, CONTRAST.panel, CONTRAST.card)
    for words in (CONTRAST.text, CONTRAST.text2, CONTRAST.text3, CONTRAST.accent, CONTRAST.error, CONTRAST.warning):
        assert min(ratio(words, ground) for ground in grounds) >= 7
    assert ratio(CONTRAST.text, CONTRAST.selection) >= 7
    assert ratio(CONTRAST.text, CONTRAST.hit) >= 7
    assert ratio(CONTRAST.on_accent, CONTRAST.accent) >= 7


# Nothing a key does can end the program


def test_an_error_in_a_key_handler_is_told_and_nothing_falls(program, qtbot, place, monkeypatch):
    def broken():
        raise ValueError

    monkeypatch.setattr("coder.views.reader_keys.UNIT_KEYS", {Qt.Key.Key_T: lambda *_: broken()})
    for _ in range(50):
        with pytest.raises(ValueError, match=r"^$"):
            press("T")
    press("N")
    assert place.reader.selected_coding is not None
