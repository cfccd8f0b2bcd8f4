"""The codebook as a tree: families, codes, counts; filtered, and steady while only numbers change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex

from coder.models.codebook_tree import CodebookTree
from coder.models.row import PAYLOAD, ROW
from coder.models.row_model import RowModel
from helpers.projects import CODEBOOK


@pytest.fixture
def tree(qapp):
    tree = CodebookTree("fi", "Ilman perhettä")
    tree.show(CODEBOOK, {"c1": 2, "c4": 3})
    return tree


def shape(tree, parent=None):
    rows = []
    for at in range(tree.rowCount(parent)):
        index = tree.index(at, 0, parent)
        row = index.data(ROW)
        rows.append((row.title, row.count, shape(tree, index)))
    return rows


def test_families_codes_and_subcodes_with_their_counts(tree, qtmodeltester):
    assert shape(tree) == [
        ("Paikka", "2", [("Koti", "2", []), ("Katu", "0", [])]),
        ("Suhteet", "3", [("Suhde", "0", [("Luottamus", "3", []), ("Läsnäolo", "0", [])])]),
        ("Ilman perhettä", "0", [("Vapaa", "0", [])]),
    ]
    qtmodeltester.check(tree)


def test_a_filter_keeps_what_fits_and_what_stands_above(tree, qtmodeltester):
    tree.show(CODEBOOK, {}, "luot")
    assert shape(tree) == [("Suhteet", "0", [("Suhde", "0", [("Luottamus", "0", [])])])]
    qtmodeltester.check(tree)


def test_new_numbers_leave_every_place_as_it_was(tree, qtbot):
    index = tree.find("c4")
    with qtbot.assertNotEmitted(tree.modelReset), qtbot.waitSignal(tree.dataChanged):
        tree.show(CODEBOOK, {"c1": 2, "c4": 4})
    assert index.data(ROW).count == "4"
    assert index.data(PAYLOAD).id == "c4"
    assert index.parent().data(PAYLOAD).id == "c3"


def test_english_names_in_an_english_window(qapp):
    tree = CodebookTree("en", "Without a family")
    tree.show(CODEBOOK, {})
    assert tree.find("c4").data(ROW).title == "Trust"
    assert not tree.find("nothing").isValid()
    assert not tree.parent(QModelIndex()).isValid()


def test_the_row_model_holds_the_rules_of_models(qapp, qtmodeltester):
    model = RowModel()
    index = CodebookTree("fi", "")
    index.show(CODEBOOK, {})
    model.show([(index.find("c1").data(ROW), "a"), (index.find("c2").data(ROW), "b")])
    qtmodeltester.check(model)
    assert model.index(0).data() == "Koti, 0"
