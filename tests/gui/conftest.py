"""Give every window test a quiet platform, the bundled fonts, and folders of its own."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtGui import QFontDatabase

from coder.fonts import font_files
from helpers.calm import calm
from helpers.reader_view import TALK, shown
from helpers.reading import document_of
from helpers.window import example_at, running
from projects.search import naming

calm()


@pytest.fixture(scope="session", autouse=True)
def _same_look(qapp):
    qapp.setStyle("Fusion")
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"), ("HOME", "home")):
        (tmp_path / folder).mkdir()
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.delenv("OTE_LANG", raising=False)


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    """Take off what a test has dressed the whole program in."""
    font, palette = qapp.font(), qapp.palette()
    yield
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        qapp.setFont(font)


@pytest.fixture
def project(tmp_path_factory, tmp_path):
    """Give a copy of the shipped example."""
    return example_at(tmp_path_factory.getbasetemp(), tmp_path / "esimerkki.ote")


@pytest.fixture
def program(qapp, qtbot, tmp_path, project):
    """Run the program with a project open: the shipped example, unless a test has a `project` of its own."""
    with running(qapp, qtbot, tmp_path) as made:
        made.frame.acts.open(project)
        yield made


@pytest.fixture
def known_words(monkeypatch):
    """Know the words beforehand: the lexicon has a process of its own, which its own test starts."""
    monkeypatch.setattr(naming, "base_forms", lambda words: dict.fromkeys(words, ("perusmuoto",)))


@pytest.fixture
def talk():
    """Give a short talk of three turns."""
    return document_of(TALK)


@pytest.fixture
def view(qtbot, talk):
    """Show the talk without codings."""
    return shown(qtbot, talk, [])
