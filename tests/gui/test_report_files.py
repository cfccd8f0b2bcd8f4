"""A report goes into the file that its name says, figures painted where the form wants them."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtGui import QImage

from coder.draining import drained
from coder.paint import png
from coder.report_files import write_report_file
from exports.errors import ExportError
from exports.figures import Figure, Text
from helpers.every_block import every_block


@pytest.mark.parametrize(("name", "begin"), [("r.docx", b"PK"), ("r.odt", b"PK"), ("r.html", b"<!DOCTYPE html>")])
def test_the_ending_says_the_form(tmp_path, name, begin):
    drained(write_report_file(every_block(), tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_an_opendocument_holds_its_figures_as_pictures(tmp_path):
    drained(write_report_file(every_block(), tmp_path / "r.odt"))
    with zipfile.ZipFile(tmp_path / "r.odt") as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("Pictures/")]
    assert [one[:8] for one in pictures] == [b"\x89PNG\r\n\x1a\n"]


@pytest.mark.parametrize("name", ["r.odt", "r.html"])
def test_a_template_goes_with_word_alone(tmp_path, name):
    with pytest.raises(ExportError) as refusal:
        drained(write_report_file(every_block(), tmp_path / name, tmp_path / "t.dotx"))
    assert refusal.value.code == "template-word-only"
    assert not (tmp_path / name).exists()


def spread(upright):
    """Return how far apart painted pixels lie across and down."""
    figure = Figure(90, 90, (Text(45, 45, "Haastattelu", 9, "middle", upright=upright),))
    image = QImage.fromData(png(figure, 72))
    inked = [(x, y) for x in range(90) for y in range(90) if image.pixelColor(x, y).lightness() < 128]
    return tuple(max(values) - min(values) for values in zip(*inked, strict=True))


def test_upright_words_are_painted_upward(qapp):
    across, down = spread(upright=False)
    assert across > 3 * down
    assert spread(upright=True) == pytest.approx((down, across), abs=2)
