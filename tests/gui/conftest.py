"""Give every window test a quiet platform, the bundled fonts, and folders of its own."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtGui import QFontDatabase

from coder.fonts import font_files
from helpers.calm import calm

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
