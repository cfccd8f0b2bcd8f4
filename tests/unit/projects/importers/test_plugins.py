"""Other people's packages bring readers; a broken one is listed and stops nobody."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from helpers import bad_files as bad
from projects.errors import ImportRefusedError
from projects.importers.content import Content, Source
from projects.importers.plugins import BUILT_IN, GROUP, Reader, find_readers
from projects.importers.reading import IMPORTERS, read_bytes


class ChatImporter:
    name = "chat"
    formats = ("chat",)
    suffixes = (".CHA", ".eaf")

    def read(self, source: Source) -> Content:
        if b"hajoa" in source.data:
            raise RuntimeError
        if b"refuse" in source.data:
            raise ImportRefusedError("no-text")
        return Content("A: Luettu.") if b"muu" not in source.data else None


class Nameless:
    formats = ("x",)


class WrongFormats(ChatImporter):
    name = "wrong"
    formats = "chat"


class NumberedFormats(ChatImporter):
    name = "numbered"
    formats = (1,)


class NoDot(ChatImporter):
    name = "no-dot"
    suffixes = ("cha",)


class NoRead(ChatImporter):
    name = "no-read"
    read = None


class Raising:
    def __init__(self) -> None:
        raise OSError


@pytest.fixture
def points(monkeypatch):
    module = ModuleType("ote_test_plugin")
    module.chat, module.Chat = ChatImporter(), ChatImporter
    for one in (Nameless, WrongFormats, NumberedFormats, NoDot, NoRead, Raising):
        setattr(module, one.__name__, one)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return lambda *names: [EntryPoint(f"p-{name}", f"ote_test_plugin:{name}", GROUP) for name in names]


def test_the_programs_own_readers_come_first():
    readers = find_readers([])
    assert readers.importers == IMPORTERS
    assert {one.package for one in readers.listed} == {BUILT_IN}
    assert {suffix for one in readers.listed for suffix in one.suffixes} >= {".docx", ".odt", ".pdf", ".vtt", ".txt"}
    assert find_readers().importers[: len(IMPORTERS)] == IMPORTERS


@pytest.mark.parametrize("name", ["chat", "Chat"])
def test_a_reader_joins_for_files_with_its_suffix(points, name):
    readers = find_readers(points(name))
    assert readers.listed[-1] == Reader("chat", "ote_test_plugin", ("chat",), (".cha", ".eaf"))
    for data in (b"*A: hei\n", b"<?xml version='1.0'?><a/>", b"\0\1\2" * 99, bad.zipped([("a", "b")])):
        assert read_bytes(data, "a.cha", "", readers.importers).text == "A: Luettu."
    assert read_bytes(b"A: hei\n", "a.txt", "", readers.importers).text == "A: hei\n"
    assert read_bytes(bad.docx(), "a.cha", "", readers.importers).text == "A: Hei."


@pytest.mark.parametrize(
    ("word", "code"), [("hajoa", "reader-failed"), ("muu", "reader-failed"), ("refuse", "no-text")]
)
def test_a_reader_that_fails_refuses_the_file(points, word, code):
    with pytest.raises(ImportRefusedError) as caught:
        read_bytes(word.encode(), "a.eaf", "", find_readers(points("chat")).importers)
    assert (caught.value.code, caught.value.file) == (code, "a.eaf")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Nameless", "reader-not-fitting"), ("WrongFormats", "reader-not-fitting"),
        ("NumberedFormats", "reader-not-fitting"), ("NoDot", "reader-not-fitting"), ("NoRead", "reader-not-fitting"),
        ("Gone", "reader-not-fitting"), ("Raising", "reader-not-loaded"),
    ],
)  # fmt: skip
def test_a_broken_reader_is_listed(points, name, problem):
    readers = find_readers(points(name, "chat"))
    assert readers.listed[-2] == Reader(f"p-{name}", "ote_test_plugin", problem=problem)
    assert readers.listed[-1].name == "chat"
    assert len(readers.importers) == len(IMPORTERS) + 1


def test_a_module_that_is_gone_and_a_name_that_is_taken(points):
    gone = EntryPoint("gone", "ote_no_such_module:x", GROUP)
    problems = [one.problem for one in find_readers([gone, *points("chat", "Chat")]).listed if one.package != BUILT_IN]
    assert problems == ["reader-not-loaded", "", "reader-name-taken"]
