"""The search panel, driven by keys and mouse: forms, compounds, speech, distances, ticking and coding, saving."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.window import press, write
from projects import commands
from projects.searches import saved_searches

WAIT = 60000


@pytest.fixture
def search(program):
    return program.frame.search


def ask(program, qtbot, words):
    press("Ctrl+F", "Ctrl+A")
    write(words)
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Return")


def said(search):
    """Return the found words, small."""
    found = set()
    for hit in search.hits:
        document, _ = search.found([hit])[0]
        found |= {document.text[a:b].lower() for a, b in hit.matches}
    return found


def why(search, qtbot, form):
    """Go by keys to a hit with a form; return what is said of it."""
    at = next(at for at, hit in enumerate(search.hits) if form in words_of(search, hit))
    press("Down")
    for _ in range(at):
        press("Down")
    hit = search.list.payload()
    assert form in words_of(search, hit)
    qtbot.waitUntil(lambda: hit.id in search.list.hit_rows.notes, timeout=WAIT)
    return search.list.hit_rows.notes[hit.id]


def words_of(search, hit):
    document, _ = search.found([hit])[0]
    return {document.text[a:b].lower() for a, b in hit.matches}


def tick(search, at):
    """Click on the box of a hit."""
    index = search.list.rows_model.find(search.hits[at])
    search.list.scrollTo(index)
    spot = search.list.visualRect(index).topLeft() + QPoint(18, 18)
    QTest.mouseClick(search.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def test_an_inflected_word_a_compound_and_a_spoken_form_say_why(program, search, qtbot):
    ask(program, qtbot, "koti")
    assert {"kotona", "kotiin", "kodeissa"} <= said(search)
    assert "koti → kotona" in why(search, qtbot, "kotona")
    assert "kotona" in search.head.links.forms.words
    ask(program, qtbot, "koti")
    assert "Yhdyssana: koti + ovelta" in why(search, qtbot, "kotiovelta")
    ask(program, qtbot, "minä")
    assert "Puhekieli: mulla → minä" in why(search, qtbot, "mulla")


def test_a_distance_with_filters_and_a_scope(program, search, qtbot):
    ask(program, qtbot, "minä NEAR/4 olla")
    whole = len(search.hits)
    ask(program, qtbot, "minä NEAR/4 olla puhuja: H1 aineisto: RH01")
    assert 0 < len(search.hits) < whole
    assert {hit.label for hit in search.hits} == {"H1"}
    assert [bar.hits for bar in search.side.chart.bars()] == [len(search.hits), 0, 0]
    ask(program, qtbot, "koti velka sama puhuja")
    assert search.hits


def test_a_mistake_is_shown_where_it_is(program, search, qtbot):
    press("Ctrl+F", "Ctrl+A")
    write("koti kodi: x")
    with qtbot.waitSignal(program.engine.refused, timeout=WAIT):
        press("Return")
    assert search.trouble.isVisible()
    assert search.trouble.text() == "Rajausta kodi: ei ole. Tarkoititko koodi:?"
    assert search.field.selectedText() == "kodi: x"


def test_ticked_hits_are_coded_in_one_step(program, search, qtbot):
    ask(program, qtbot, "koti")
    before = len(program.session.store.codings())
    assert not search.side.code.isEnabled()
    tick(search, 0)
    tick(search, 2)
    assert search.side.code.text() == "Koodaa 2 valittua…"
    search.list.setFocus()
    press("Space", "Down", "Space")
    assert len(search.list.ticked()) == 2
    search.side.unit.setFocus()
    press("Down")
    assert search.side.chosen_unit() == ("sentence", 1)
    search.side.code.setFocus()
    press("Space")
    assert QApplication.focusWidget() is search.acts.palette.field
    write("Toimisto")
    press("Return")
    store = program.session.store
    assert len(store.codings()) == before + 2
    assert search.messages.words.text() == "Koodattu 2 kohtaa."
    assert search.list.ticked() == ()
    press("Ctrl+Z")
    assert len(store.codings()) == before


def test_all_hits_are_ticked_and_unticked(program, search, qtbot):
    ask(program, qtbot, "koti")
    search.head.tick_all.setFocus()
    press("Space")
    assert len(search.list.ticked()) == len(search.hits)
    assert search.head.tick_all.text() == "Poista valinnat"
    press("Space")
    assert search.list.ticked() == ()


def test_the_rest_of_the_hits_come_as_one_scrolls(program, search, qtbot):
    ask(program, qtbot, "olla")
    assert (len(search.hits), search.list.count() > 50) == (50, True)
    first = search.hits[:50]
    search.list.setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("End")
    assert len(search.hits) > 50
    assert search.hits[:50] == first
    assert len({hit.id for hit in search.hits}) == len(search.hits)


def test_a_word_that_could_be_another_is_offered(program, search, qtbot):
    ask(program, qtbot, "velkoja")
    links = [search.head.links.links.itemAt(at).widget() for at in range(2)]
    assert [one.text() for one in links] == ["Vain tarkka muoto: =velkoja", "Hae myös: velka"]
    links[1].setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Space")
    assert search.field.text() == "velka"
    assert "velkaa" in said(search)


def test_a_wide_search_and_the_order(program, search, qtbot):
    ask(program, qtbot, "asunto")
    narrow = len(search.hits)
    search.wide.setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Space")
    assert len(search.hits) >= narrow
    search.order.setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Down", "Down")
    labels = [hit.label.casefold() for hit in search.hits]
    assert labels == sorted(labels)


def test_the_builder_writes_the_query(program, search, qtbot):
    press("Ctrl+F")
    search.head.build.setFocus()
    press("Space")
    assert QApplication.focusWidget() is search.builder.fields["all"]
    write("koti")
    search.builder.fields["none"].setFocus()
    write("velka")
    search.builder.fields["near_one"].setFocus()
    write("oma asunto")
    search.builder.fields["near_other"].setFocus()
    write("avain")
    search.builder.fields["any"].setFocus()
    write("yksi kaksi")
    assert search.field.text() == 'koti (yksi TAI kaksi) "oma asunto" LÄHELLÄ/5 avain EI velka'
    for field in search.builder.fields.values():
        field.clear()
    search.builder.fields["all"].setFocus()
    write("koti")
    search.builder.scope.setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Down", "Down")
    assert search.field.text() == "koti viereiset vuorot 1"
    assert search.hits


def test_words_and_nearby_words_are_counted(program, search, qtbot):
    ask(program, qtbot, "koti")
    search.head.shows.setFocus()
    with qtbot.waitSignal(program.engine.had, timeout=WAIT):
        press("Right")
    rows = [search.words.list.rows_model.payload(at) for at in range(search.words.list.count())]
    assert rows[0] == "koti"
    assert "olla" not in rows
    with qtbot.waitSignal(program.engine.had, timeout=WAIT):
        press("Right")
    assert "koti" not in [search.words.list.rows_model.payload(at) for at in range(search.words.list.count())]
    search.words.list.setFocus()
    search.words.list.choose(0)
    word = search.words.list.payload()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Return")
    assert (search.field.text(), search.head.shows.currentIndex()) == (word, 0)


def test_a_search_is_saved_run_again_and_removed(program, search, qtbot):
    ask(program, qtbot, "koti TAI avain")
    first = program.session.store.transcripts()[0]
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        search.filters.toggle_transcript(first.id)
    found = search.hits
    search.side.save.setFocus()
    press("Space")
    write("Kodin avaimet")
    press("Return")
    kept = saved_searches(program.session.store)
    assert [(one.name, one.query) for one in kept] == [("Kodin avaimet", '(koti TAI avain) aineisto: "RH01"')]
    ask(program, qtbot, "velka")
    side = search.side
    side.saved.setFocus()
    side.saved.setCurrentIndex(0)
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Down")
        side.saved.activated.emit(1)
    assert search.hits == found
    side.remove.setFocus()
    press("Space")
    assert saved_searches(program.session.store) == ()
    assert not side.saved.isVisible()


def test_the_chart_narrows_by_mouse_and_keys(program, search, qtbot):
    ask(program, qtbot, "koti")
    chart = search.side.chart
    spot = chart.rect_of(1).center().toPoint()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    second = program.session.store.transcripts()[1].id
    assert {hit.transcript for hit in search.hits} == {second}
    chart.setFocus()
    with qtbot.waitSignal(program.engine.answered, timeout=WAIT):
        press("Right", "Right", "Return")
    assert {hit.transcript for hit in search.hits} != {second}


def test_definitions_of_codes_are_found(program, search, qtbot):
    ask(program, qtbot, "koti laji: koodi")
    assert {hit.kind for hit in search.hits} == {"code"}
    search.list.setFocus()
    search.list.choose_thing(search.hits[0])
    press("Space")
    assert search.list.ticked() == ()
    search.step(1)
    assert program.frame.search.isVisible()


def go_to_note(program, search, qtbot, query):
    """Go by keys to the first hit of a query; return its kind and what it stands in."""
    ask(program, qtbot, query)
    search.list.setFocus()
    search.list.choose_thing(search.hits[0])
    press("Return")
    return search.hits[0].transcript.split(":")[:2]


def test_a_hit_in_a_note_leads_to_it(program, search, qtbot):
    frame, session = program.frame, program.session
    excerpt = session.store.excerpts()[0]
    memo = session.do(commands.WriteMemo("Sohva mainittiin taas.", "Huonekalut")).result
    (quote,) = session.do(commands.ChooseQuotes((excerpt.id,))).result
    session.do(commands.SetLeadIn(quote, "Sohva sanoo saman."))
    theme = session.do(commands.AddTheme("Arki")).result
    session.do(commands.WriteTheme(theme, "Arki", "Sohva on keskellä."))
    assert go_to_note(program, search, qtbot, "sohva laji: muistio") == ["memo", memo]
    memos = frame.places["material"].page("memos")
    assert (frame.here(), memos.editor.memo) == (memos, memo)
    memos.words.setText("jotain muuta")
    memos.show_list()
    assert go_to_note(program, search, qtbot, "sohva laji: muistio") == ["memo", memo]
    assert (memos.editor.memo, memos.words.text()) == (memo, "")
    kind, code = go_to_note(program, search, qtbot, "koti laji: koodi")
    book = frame.places["coding"].page("codebook")
    assert (frame.here(), kind, [one.id for one in book.tree.things()]) == (book, "code", [code])
    assert go_to_note(program, search, qtbot, "sohva laji: teema") == ["theme", theme]
    themes = frame.places["coding"].page("themes")
    assert (frame.here(), themes.here.id) == (themes, theme)
    assert go_to_note(program, search, qtbot, "sohva laji: sitaatti") == ["quote", quote]
    quotes = frame.places["quotes"].page("quotes")
    assert (frame.here(), quotes.here.quote.id) == (quotes, quote)


def test_the_hits_go_to_word_and_to_a_sheet(program, search, qtbot, tmp_path):
    ask(program, qtbot, "koti")
    for kind, name in (("word", "osumat.docx"), ("sheet", "osumat.xlsx"), ("sheet", "osumat.csv")):
        search.acts.export(kind, str(tmp_path / name))
        done = f"Osumat: {name}"
        qtbot.waitUntil(lambda done=done: search.messages.words.text() == done, timeout=WAIT)
    text = (tmp_path / "osumat.csv").read_text("utf-8-sig")
    rows = [line.split(",")[0] for line in text.splitlines()]
    assert rows[0] == "Haastattelu"
    assert len(rows) == len(search.hits) + 1
    assert "H1" not in text
    with zipfile.ZipFile(tmp_path / "osumat.docx") as archive:
        assert "Haku: koti." in archive.read("word/document.xml").decode()
