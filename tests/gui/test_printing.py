"""An interview on paper: every line once, brackets and names in the margin, and what is hidden stays off it."""

from __future__ import annotations

import re

import pypdfium2

from coder.i18n import load
from coder.theme import LIGHT
from coder.views.print_acts import PrintActs
from coder.views.printing import Printed
from coder.views.reader_colours import paper_colours
from helpers.reading import big_document, coding
from helpers.window import opened, press


def pages_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def printed(program, qtbot, path):
    acts: PrintActs = program.frame.coding.printing
    with qtbot.waitSignal(acts.printed, timeout=30000) as told:
        acts.write_pdf(path)
    return told.args[0]


def test_every_word_is_printed_once_with_names_and_page_numbers(program, qtbot, tmp_path):
    place = program.frame.coding
    count = printed(program, qtbot, tmp_path / "haastattelu.pdf")
    pages = pages_of(tmp_path / "haastattelu.pdf")
    assert len(pages) == count > 5
    assert all(re.search(rf"{number}\s*/\s*{count}", page) for number, page in enumerate(pages, start=1))
    assert all(place.document.transcript.short in page for page in pages)
    everything = " ".join(pages)
    words = re.findall(r"\w{9,}", place.reader.sheet.column.text)
    assert len(words) > 300
    missing = [word for word in words if word not in everything]
    # A long word may be parted at a line's end by the font's ligatures or a hyphen of its own.
    assert len(missing) < len(words) / 50
    assert "Luottamus" in everything
    assert place.messages.isVisible()


def test_what_the_margin_hides_is_not_printed(program, qtbot, tmp_path):
    place = program.frame.coding
    family = program.session.store.codebook().families[0]
    place.show_what.toggle(("family", family.id))
    printed(program, qtbot, tmp_path / "osa.pdf")
    everything = " ".join(pages_of(tmp_path / "osa.pdf"))
    hidden = {one.name_fi for one in program.session.store.codebook() if one.family != family.id}
    said = place.reader.sheet.column.text
    assert not [name for name in hidden if len(name) > 8 and name in everything and name not in said]


def test_no_line_is_parted_between_pages(qtbot):
    document = big_document(3000)
    sheet = Printed(document, (), paper_colours(LIGHT), load("fi"), "Noto Serif")
    sheet._lay_out(640)
    cuts = sheet._cuts(900)
    lines = [line for block in range(sheet._sheet.document.blockCount()) for line in sheet._sheet.lines(block)]
    high = sheet._measures.line
    for line in lines:
        inside = [cut for cut in cuts if cut.top <= line.top and line.top + high <= cut.bottom]
        assert len(inside) == 1
    assert all(cut.bottom - cut.top <= 900 for cut in cuts)


def test_a_name_at_the_foot_of_a_page_is_on_one_page(qtbot, tmp_path):
    from PySide6.QtGui import QPdfWriter

    from coder.models.coding_index import ShownCode

    document = big_document(600)
    words = document.text[document.turns[-1].start + 5 : document.turns[-1].start + 25]
    code = ShownCode("c", "Ainutkertainen", 1, "S")
    sheet = Printed(document, [coding(document, words, code, "k")], paper_colours(LIGHT), load("fi"), "Noto Serif")
    writer = QPdfWriter(str(tmp_path / "nimi.pdf"))
    assert [number for number, _ in sheet.pages(writer)][-1] >= 1
    del writer
    assert sum(page.count("Ainutkertainen") for page in pages_of(tmp_path / "nimi.pdf")) == 1


def test_a_folder_that_cannot_be_written_to_is_told(program, tmp_path):
    place = program.frame.coding
    place.printing.write_pdf(tmp_path / "away" / "x.pdf")
    assert place.messages.isVisible()
    assert "x.pdf" in place.messages.words.text()


def test_the_file_is_asked_for_beside_the_project(program, qtbot, tmp_path):
    from PySide6.QtWidgets import QFileDialog

    program.frame.actions_by_key["print_pdf"].trigger()
    dialog = opened(qtbot, program.frame, QFileDialog)
    assert dialog.directory().path() == str(tmp_path)
    with qtbot.waitSignal(program.frame.coding.printing.printed, timeout=30000):
        dialog.accept()
    assert [path.suffix for path in tmp_path.glob("*.pdf")] == [".pdf"]


def test_a_printer_is_chosen_in_the_systems_own_dialog(program, qtbot):
    from PySide6.QtPrintSupport import QPrintDialog

    program.frame.coding.reader.setFocus()
    press("Ctrl+P")
    dialog = opened(qtbot, program.frame, QPrintDialog)
    dialog.reject()
    assert not dialog.isVisible()
    assert not program.frame.coding.messages.isVisible()  # nothing was printed, so nothing is said
