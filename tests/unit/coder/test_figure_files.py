"""Figures as files, and the names that the command line offers."""

from __future__ import annotations

import pytest

from coder import cli_verbs
from coder.figure_files import write_figure
from exports.charts.draw import FIGURES
from exports.crosstables import QUOTES, TABLES
from exports.errors import ExportError
from exports.quote_list import CHOSEN
from helpers.coded import chance_project
from helpers.snapshots import snapshot
from projects.analysis.coded import coded_of


def test_the_command_line_offers_every_table_and_figure():
    assert (CHOSEN, QUOTES, *TABLES) == cli_verbs._TABLES
    assert cli_verbs._FIGURES == FIGURES


def test_a_figure_is_written_whole(tmp_path):
    path = tmp_path / "a.svg"
    figure = write_figure("frequencies", coded_of(chance_project(1)), "fi", path)
    assert figure.title in path.read_text("utf-8")


@pytest.mark.parametrize(("name", "code"), [("a.pdf", "figure-suffix"), ("a.svg", "figure-empty")])
def test_what_cannot_be_drawn_leaves_no_file(tmp_path, name, code):
    with pytest.raises(ExportError) as refusal:
        write_figure("ladder", coded_of(snapshot("A | a\nH1: [P01: yksi]")), "fi", tmp_path / name)
    assert refusal.value.code == code
    assert not list(tmp_path.iterdir())
