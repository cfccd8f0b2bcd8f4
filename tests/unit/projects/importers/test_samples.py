"""Files other people made, beside the project: read in place, skipped where they are missing."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from projects.errors import ImportRefusedError
from projects.importers.draft import Draft
from projects.importers.reading import read_bytes, read_file

SHARED = Path(os.environ.get("OTE_SHARED", Path(__file__).parents[5] / "shared"))
SAMPLES = SHARED / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the project")
needs_cases = pytest.mark.skipif(
    not (SHARED / "bad_inputs.py").is_file(), reason="the cases are not beside the project"
)


def values(draft: Draft) -> dict[str, dict[str, object]]:
    return {finding.code: dict(finding.values) for finding in draft.findings}


@needs_samples
def test_the_booklet_has_hundreds_of_paragraphs_and_whole_words():
    draft = read_file(SAMPLES / "booklet" / "vihkonen.txt")
    assert len(draft.turns) > 250
    assert {turn.label for turn in draft.turns} == {None}
    found = values(draft)
    assert found["hyphens-joined"]["count"] + found["hyphens-kept"]["count"] >= 297
    for whole in ("(2016-2019)", "2018-2020", "ASTA-hanke", "jatko- ja täydennys", "laaja-alaista toipumis"):
        assert whole in draft.text
    assert "asunnottomuuden näkyväksi tekemistä" in draft.text
    assert "jatkoja" not in draft.text
    words = Path(SAMPLES / "booklet" / "vihkonen.txt").read_text("utf-8")
    assert "".join(draft.text.split()).replace("-", "") == "".join(words.split()).replace("-", "")


@needs_samples
@pytest.mark.parametrize(
    ("name", "turns", "labels"),
    [
        ("qualcoder_group_transcript.txt", 7, {"id1", "id2", "id3"}),
        ("schoolboard_2017_group.txt", 130, {"Speaker 12", "Moderator", "Mr. Dabor", "Alfeck"}),
        ("hitsave_keitai_2025.txt", 762, {None}),
        ("qualcoder_ID1.docx", 3, {None}),
        ("fi_yki_li_mie_1.md", 39, {None, "A", "B"}),
    ],
)
def test_transcripts_are_divided_into_turns(name, turns, labels):
    draft = read_file(SAMPLES / "transcripts" / name)
    assert len(draft.turns) == turns
    assert labels <= {turn.label for turn in draft.turns}


@needs_samples
def test_a_hard_wrapped_meeting_has_whole_lines():
    draft = read_file(SAMPLES / "transcripts" / "schoolboard_2017_group.txt")
    assert "the preK-12 computer science curriculum." in draft.text
    assert "[inaudible 00:54:11]" in draft.text


@needs_samples
@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("comments", "I want some text to have a comment", {"comments-left-out": {"count": 5}}),
        ("headers", "Third level\nSome more plain text.", {}),
        ("notes", "] My note.", {"notes": {"count": 2}}),
        ("tables", "Lebron James\tBasketball\tVery High\tLeaving Cleveland", {}),
        ("tabs", "Some text separated\tby a tab.", {}),
        ("track_changes_deletion", "with a deletion", {"tracked-changes": {"accepted": 0, "dropped": 1}}),
        ("track_changes_insertion", "two exciting insertions", {"tracked-changes": {"accepted": 1, "dropped": 0}}),
    ],
)
def test_word_samples(name, text, found):
    draft = read_file(SAMPLES / "docx" / f"{name}.docx")
    assert text in draft.text
    assert values(draft) == found


@needs_cases
def test_every_case_of_the_shared_list_has_its_code():
    spec = importlib.util.spec_from_file_location("bad_inputs", SHARED / "bad_inputs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    wrong = []
    for case in module.CASES:
        if case["kind"] in ("zip", "xml", "word", "text", "unicode") and case["id"] != "Z01":
            seen = outcome(case["_data"](), case["file"])
            fits = case["code"] in seen if case["expect"] == "warn" else seen == [case["code"]] * bool(case["code"])
            wrong += [] if fits else [(case["id"], case["code"], seen)]
    assert not wrong


def outcome(data: bytes, name: str) -> list[str]:
    try:
        return [finding.code for finding in read_bytes(data, name, "").findings]
    except ImportRefusedError as refused:
        return [refused.code]
