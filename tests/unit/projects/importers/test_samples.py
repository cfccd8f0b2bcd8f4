"""Files other people made, beside the project: read in place, skipped where they are missing."""

from __future__ import annotations

import importlib.util
import os
from collections import Counter
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


# What is right for each file: how many turns each speaker has (None: nobody), and all that is to be told.
MEETING = {
    "Moderator": 16, "Speaker 12": 13, "Speaker 6": 11, "Speaker 9": 6, "Mr. Tyeri": 6, "Speaker 7": 5, "Speaker 10": 5,
    "Speaker 2": 4, "Alfeck": 4, "Mr. Dabor": 4, "Mr. Dauber": 4, "Speaker 17": 4, "Speaker 19": 4, "Speaker 5": 3,
    "Speaker 14": 3, "Ms. Ofek": 3, "Speaker 18": 3, "Speaker 21": 3, "Committee 2": 2, "Chris": 2, "Suzanne": 2,
    "Speaker 4": 2, "Speaker 11": 2, "Speaker 13": 2, "Speaker 15": 2, "Speaker 1": 1, "Committee 1": 1, "John": 1,
    "Malika": 1, "Jessica": 1, "Tom": 1, "Com 7": 1, "Ivanika": 1, "Robbie": 1, "Speaker 3": 1, "Speaker 8": 1,
    "Speaker 16": 1, "Suess": 1, "Speaker 20": 1, "Speaker 22": 1, "Speaker 23": 1,
}  # fmt: skip
RIGHT = {
    "booklet/vihkonen.txt": (
        {None: 271},
        {"hyphens-joined": {"count": 295}, "hyphens-kept": {"count": 5}, "lines-joined": {"count": 466},
         "footer-addresses-kept": {"count": 13}},
    ),
    "docx/comments.docx": ({None: 4}, {"comments-left-out": {"count": 5}}),
    "docx/headers.docx": ({None: 13}, {}),
    "docx/notes.docx": ({None: 4}, {"notes": {"count": 2}}),
    "docx/tables.docx": ({None: 13}, {}),
    "docx/tabs.docx": ({None: 2}, {}),
    "docx/track_changes_deletion.docx": ({None: 1}, {"tracked-changes": {"accepted": 0, "dropped": 1}}),
    "docx/track_changes_insertion.docx": ({None: 1}, {"tracked-changes": {"accepted": 1, "dropped": 0}}),
    "transcripts/fi_yki_li_mie_1.md": ({"A": 18, "B": 18, None: 3}, {"formatting-left-out": {"count": 173}}),
    "transcripts/hitsave_keitai_2025.srt": ({None: 762}, {"cues-without-speakers": {"count": 762}}),
    "transcripts/hitsave_keitai_2025.txt": ({None: 762}, {}),
    "transcripts/hitsave_keitai_2025.vtt": ({None: 762}, {"cues-without-speakers": {"count": 762}}),
    "transcripts/ohd_transcript_de.vtt": ({"INT": 2, "AB": 1}, {"cues-merged": {"cues": 14, "turns": 3}}),
    "transcripts/pdpilot_P1.pdf": (
        {"Dan": 47, "Participant": 47, None: 1},
        {"margin-numbers": {"count": 248}, "lines-joined": {"count": 92}, "page-breaks-removed": {"count": 5}},
    ),
    "transcripts/pdpilot_maxqda_code-system.pdf": ({None: 94}, {}),
    "transcripts/qra_session1.vtt": ({"Dr. Rivera": 7, "Participant A": 3, "Participant B": 3}, {}),
    "transcripts/qualcoder_ID1.docx": ({None: 3}, {}),
    "transcripts/qualcoder_group_transcript.txt": ({"id1": 3, "id2": 2, "id3": 2}, {}),
    "transcripts/schoolboard_2017_group.txt": (MEETING, {"lines-joined": {"count": 601}}),
}  # fmt: skip


@needs_samples
def test_the_table_names_every_sample():
    folders = ("booklet", "docx", "transcripts")
    assert {f"{folder}/{path.name}" for folder in folders for path in (SAMPLES / folder).iterdir()} == set(RIGHT)


@needs_samples
@pytest.mark.parametrize("name", RIGHT)
def test_every_sample_comes_in_right(name):
    draft = read_file(SAMPLES / name)
    speakers, found = RIGHT[name]
    assert Counter(turn.label for turn in draft.turns) == speakers
    assert values(draft) == found
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)


@needs_samples
@pytest.mark.parametrize("name", ["hitsave_keitai_2025.srt", "hitsave_keitai_2025.vtt"])
def test_subtitles_say_what_the_same_text_without_times_says(name):
    draft = read_file(SAMPLES / "transcripts" / name)
    plain = (SAMPLES / "transcripts" / "hitsave_keitai_2025.txt").read_text("utf-8")
    assert draft.text == plain.strip("\n")
    assert [turn.time for turn in draft.turns][:3] == [0, 7.68, 15.92]


@needs_samples
def test_a_german_interview_keeps_its_uncertain_words():
    draft = read_file(SAMPLES / "transcripts" / "ohd_transcript_de.vtt")
    assert draft.text.count("<[?]>") == 2
    assert [turn.time for turn in draft.turns] == [5.495, 19.315, 245.311]


@needs_samples
def test_a_pdf_interview_has_whole_sentences():
    draft = read_file(SAMPLES / "transcripts" / "pdpilot_P1.pdf")
    assert "in our initial data explorations, we tend to use ICE plots.\n" in draft.text
    assert "instead of the color squares (unintelligible) so we plot" in draft.text
    assert not [line for line in draft.text.split("\n") if line.strip().isdigit() or line.endswith("/5")]


@needs_samples
def test_a_hard_wrapped_meeting_has_whole_lines():
    draft = read_file(SAMPLES / "transcripts" / "schoolboard_2017_group.txt")
    assert "the preK-12 computer science curriculum." in draft.text
    assert "[inaudible 00:54:11]" in draft.text


@needs_samples
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments", "I want some text to have a comment"),
        ("headers", "Third level\nSome more plain text."),
        ("notes", "] My note."),
        ("tables", "Lebron James\tBasketball\tVery High\tLeaving Cleveland"),
        ("tabs", "Some text separated\tby a tab."),
        ("track_changes_deletion", "with a deletion"),
        ("track_changes_insertion", "two exciting insertions"),
    ],
)
def test_word_samples(name, text):
    assert text in read_file(SAMPLES / "docx" / f"{name}.docx").text


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
