"""Searches are kept by name, written over by name, taken away, and every step can be undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from codebooks.model import Codebook
from projects.commands.searches import RemoveSearch, SaveSearch
from projects.errors import CommandError
from projects.searches import SavedSearch, saved_searches
from projects.store import Store

FORMER = Path(__file__).parent / "former" / "first-schema.sql"


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "p.ote", Codebook())
    yield made
    made.close()


def test_a_search_is_kept_and_written_over(store):
    first = store.do(SaveSearch(" Koti  ja velka ", " koti velka "), "Anna").result
    store.do(SaveSearch("avain", "avain", wide=True), "Anna")
    assert store.do(SaveSearch("Koti ja velka", "koti TAI velka"), "Bo").result == first
    avain, home = saved_searches(store)
    assert home == SavedSearch(first, "Koti ja velka", "koti TAI velka", wide=False)
    assert (avain.name, avain.wide) == ("avain", True)
    store.undo("Bo")
    assert saved_searches(store)[1].query == "koti velka"


def test_a_search_is_taken_away(store):
    one = store.do(SaveSearch("a", "b"), "Anna").result
    store.do(RemoveSearch(one), "Anna")
    assert saved_searches(store) == ()
    store.undo("Anna")
    assert [kept.id for kept in saved_searches(store)] == [one]


def test_a_former_project_can_keep_searches(tmp_path):
    connection = sqlite3.connect(tmp_path / "old.ote")
    connection.executescript(FORMER.read_text("utf-8"))
    connection.close()
    store = Store.open(tmp_path / "old.ote")
    assert saved_searches(store) == ()
    store.do(SaveSearch("a", "koti"), "Anna")
    assert [one.name for one in saved_searches(store)] == ["a"]
    store.close()


@pytest.mark.parametrize(
    ("command", "code"),
    [(SaveSearch(" ", "a"), "search-no-name"), (SaveSearch("a", " "), "no-query"), (RemoveSearch("x"), "no-search")],
)
def test_refusals(store, command, code):
    with pytest.raises(CommandError) as refusal:
        store.do(command, "Anna")
    assert refusal.value.code == code
