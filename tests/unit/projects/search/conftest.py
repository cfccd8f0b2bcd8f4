"""What the search tests share: a lexicon that is loaded once, cache files, searchers that are closed."""

from __future__ import annotations

import tempfile

import pytest

from helpers.search_local import LocalHelper
from projects.search.search import Searcher
from projects.search.terms import Analyser

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def analyser():
    """Return one analyser for all tests: it takes a second to load."""
    return Analyser()


@pytest.fixture
def key():
    """Return the key of the cache files."""
    return KEY


@pytest.fixture
def cache(tmp_path):
    """Return the path of a cache file that is not there yet."""
    return tmp_path / "cache" / "ote" / "p.index"


@pytest.fixture
def make_searcher(cache, analyser):
    """Return a maker of searchers that work in this process, closed at the end."""
    made = []

    def make(path=cache):
        searcher = Searcher(path, KEY)
        searcher._helper = LocalHelper(path, KEY, analyser)
        made.append(searcher)
        return searcher

    yield make
    for searcher in made:
        searcher.close()


@pytest.fixture
def searcher(make_searcher):
    """Return a searcher on an empty cache."""
    return make_searcher()


@pytest.fixture
def empty_temp(tmp_path, monkeypatch):
    """Return a temp folder of its own that must stay empty."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    assert not list(folder.iterdir())
    monkeypatch.setattr(tempfile, "tempdir", None)
