"""The window reads with the readers that other people's packages bring, also what lies in folders."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from coder.draining import drained
from coder.importing import read_files
from projects.importers.content import Content, Source
from projects.importers.plugins import GROUP


class ChatImporter:
    name = "chat"
    formats = ("chat",)
    suffixes = (".cha",)

    def read(self, source: Source) -> Content:
        return Content(source.data.decode().removeprefix("@Begin\n"))


@pytest.fixture
def chat(monkeypatch):
    module = ModuleType("chat_reader")
    module.ChatImporter = ChatImporter
    monkeypatch.setitem(sys.modules, "chat_reader", module)
    point = EntryPoint("chat", "chat_reader:ChatImporter", GROUP)
    monkeypatch.setattr("projects.importers.plugins.entry_points", lambda **_: [point])


def read(folder):
    files = []
    left = drained(read_files([folder], files))
    return left, [(one.path.name, one.settled.draft.text) for one in files]


def test_a_folder_gives_what_an_installed_reader_can_read(chat, tmp_path):
    (tmp_path / "keskustelu.cha").write_text("@Begin\nH1: Moi.\nH2: Moi moi.", "utf-8")
    (tmp_path / "kuva.png").write_bytes(b"\x89PNG")
    assert read(tmp_path) == (1, [("keskustelu.cha", "H1: Moi.\nH2: Moi moi.")])


def test_without_it_the_file_is_left_alone(tmp_path):
    (tmp_path / "keskustelu.cha").write_text("@Begin\nH1: Moi.", "utf-8")
    assert read(tmp_path) == (1, [])
