"""Real REFI-QDA files of other programs, with a table of what is right for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from coder.draining import drained
from exports.refi import project_xml, write_qdpx
from helpers.interchange import REFI, bare, counted
from projects.check import check
from projects.commands import ImportProject
from projects.interchange.positions import at_word_edges
from projects.interchange.reading import read_project
from projects.store import Store

pytestmark = pytest.mark.skipif(not REFI.exists(), reason="the samples are not beside the working copy")

# file -> program, codes, texts (name, characters, turns), passages, codings, users, memos, kept, findings
RIGHT = {
    "atlasti_target.qdpx": (
        "ATLAS.ti for Windows 23.2.3.27778", 3, [], 0, 0, ["Enric Llagostera", "ATLAS.ti"], 0, 0, {},
    ),
    "nvivo_project.qdpx": (
        "NVivo for Mac 15.0.0", 262, [], 0, 0, ["chrisp", "cp"], 0, 0, {"lost-text-empty": 2},
    ),
    "qc_demo.qdpx": (
        "qc 1.3.2", 262, [("board_2017.txt", 52543), ("admin-1.txt", 31906)], 158, 205, ["cp"], 0, 0,
        {"lost-passage-name": 158},
    ),
    "skyloom_TestProject.qdpx": (
        "ATLAS.ti 8.4.0 573 , macOS Version 10.14.3 (Build 18D109)", 14, [], 0, 0,
        ["ATLAS.ti", "Friedrich Markgraf", "Sebastian Petrausch"], 2, 18,
        {
            "missing-source": 11, "lost-source": 6, "lost-passages-of-text": 8, "lost-codings-of-text": 9,
            "lost-media-passages": 7, "lost-media-codings": 7, "kept-sets": 16, "kept-links": 1, "kept-graphs": 1,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_real_file_comes_in_as_the_table_says(name: str) -> None:
    foreign = read_project(REFI / name)
    snapshot = foreign.snapshot
    texts = [(one.transcript.name, len(one.text)) for one in snapshot.documents]
    assert (
        foreign.program, len(snapshot.codebook.codes), texts, len(snapshot.excerpts), len(snapshot.codings),
        [one.name for one in snapshot.coders], len(snapshot.memos), len(snapshot.kept), counted(foreign),
    ) == RIGHT[name]  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_real_file_goes_out_valid_and_comes_in_again_unchanged(tmp_path: Path, name: str) -> None:
    first = Store.create(tmp_path / "a.ote", read_project(REFI / name).snapshot.codebook)
    first.do(ImportProject(read_project(REFI / name)), "Aino")
    assert check(first) == ()
    snapshot = first.snapshot()
    first.close()
    schema = etree.XMLSchema(etree.parse(REFI / "Project-mrt2019.xsd"))
    assert schema.validate(etree.fromstring(project_xml(snapshot))), schema.error_log
    drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    foreign = read_project(tmp_path / "a.qdpx")
    second = Store.create(tmp_path / "b.ote", foreign.snapshot.codebook)
    second.do(ImportProject(foreign), "Aino")
    assert bare(second.snapshot()) == bare(snapshot)
    second.close()


def test_the_codings_of_qc_stand_on_their_words() -> None:
    snapshot = read_project(REFI / "qc_demo.qdpx").snapshot
    text = snapshot.documents[0].text
    assert all(at_word_edges(text, one.start, one.end) for one in snapshot.excerpts)


def test_ids_and_colours_are_those_of_the_file() -> None:
    snapshot = read_project(REFI / "skyloom_TestProject.qdpx").snapshot
    code = next(one for one in snapshot.codebook if one.name_fi == "happiness")
    assert (code.id, code.own_colour) == ("85d17f60-7bb0-481e-b742-b4861dd669df", "#F00082")
    assert snapshot.codebook.codes[1].definition_fi == "thoughts about breakfast foods"
    memo = snapshot.memos[0]
    assert (memo.id, memo.title) == ("ce15250d-46ad-42c2-b90f-a509b8d64ec8", "Research Plan")
    assert memo.text.startswith("day to day log about this amazing project\n\nThis is a great project")
    assert (memo.time, memo.changed) == ("2018-03-27T19:38:46Z", "2018-03-27T19:41:09Z")
