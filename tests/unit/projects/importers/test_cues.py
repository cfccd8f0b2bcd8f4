"""Subtitles become turns: voices, Zoom's names, cues that name nobody, and all that real files get wrong."""

from __future__ import annotations

import pytest

from projects.errors import ImportRefusedError
from projects.importers.draft import Draft
from projects.importers.reading import read_bytes


def read(text: str, name: str = "a.vtt", encoding: str = "utf-8") -> Draft:
    draft = read_bytes(text.encode(encoding), name, "")
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    return draft


def turns(draft: Draft) -> list[tuple[str | None, float | None, str]]:
    return [
        (turn.label, turn.time, draft.text[(turn.marks[-1].end if turn.marks else turn.start) : turn.end])
        for turn in draft.turns
    ]


def findings(draft: Draft) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in draft.findings}


TEAMS = """WEBVTT

f5a1-42/12-0
00:00:05.000 --> 00:00:07.000
<v Aino Virtanen>Hei vaan
kaikille.</v>

f5a1-42/12-1
00:00:07.500 --> 00:00:09.000
<v Aino Virtanen>Aloitetaan.</v>

f5a1-42/13-0
00:01:10.250 --> 00:01:12.000
<v Pekka>Joo &amp; kyllä.</v>
"""


def test_voices_of_teams():
    draft = read(TEAMS)
    assert draft.text == "Aino Virtanen: Hei vaan kaikille. Aloitetaan.\nPekka: Joo & kyllä."
    assert turns(draft) == [("Aino Virtanen", 5, "Hei vaan kaikille. Aloitetaan."), ("Pekka", 70.25, "Joo & kyllä.")]
    assert findings(draft) == {"cues-merged": {"cues": 3, "turns": 2}}


def test_names_of_zoom_and_cues_that_go_on_without_one():
    draft = read(
        "WEBVTT\n\n1\n00:00:02.656 --> 00:00:03.230\nAino: Hei.\n\n2\n00:00:04.000 --> 00:00:05.000\nJatkan vielä.\n\n"
        "3\n00:00:06.000 --> 00:00:07.000\nPekka: Joo.\n\n4\n00:00:08.000 --> 00:00:09.000\nAino: Niin.\n"
    )
    assert turns(draft) == [("Aino", 2.656, "Hei. Jatkan vielä."), ("Pekka", 6, "Joo."), ("Aino", 8, "Niin.")]


def test_cues_of_nobody_stay_apart_and_it_is_told():
    draft = read("WEBVTT\n\n00:01.000 --> 00:02.000\nhei\n\n00:02.000 --> 00:03.000\nesimerkiksi: näin\n")
    assert turns(draft) == [(None, 1, "hei"), (None, 2, "esimerkiksi: näin")]
    assert findings(draft) == {"cues-without-speakers": {"count": 2}}


def test_what_stands_before_the_first_name_is_nobodys():
    draft = read("WEBVTT\n\n00:01.000 --> 00:02.000\n(musiikkia)\n\n00:02.000 --> 00:03.000\n<v A>Hei\n")
    assert turns(draft) == [(None, 1, "(musiikkia)"), ("A", 2, "Hei")]


def test_notes_styles_and_regions_are_no_speech():
    draft = read(
        "WEBVTT - otsikko\nKind: captions\n\nNOTE tehty koneella\ntoinen rivi\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:a\n\n00:01.000 --> 00:02.000 align:start\nhei\n\nNOTE\n\n00:02.000 --> 00:03.000\nmoi\n"
    )
    assert draft.text == "hei\nmoi"
    assert findings(draft)["cue-notes-left-out"] == {"count": 4}


def test_tags_go_and_a_transcribers_signs_stay():
    draft = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud A><c.red>Hei</c> <i>sinä</i> <00:00:01.500><[?]> <nauraa> >joo< "
        "(--) ((itkee)) [naurahtaa] 3 < 5 &lt;b&gt; &nbsp;jatko- ja\n"
    )
    assert draft.text == "A: Hei sinä <[?]> <nauraa> >joo< (--) ((itkee)) [naurahtaa] 3 < 5 <b> \u00a0jatko- ja"


def test_two_voices_in_one_cue():
    assert turns(read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Hei. <v B>No hei.\n")) == [
        ("A", 1, "Hei."),
        ("B", 1, "No hei."),
    ]


def test_lines_with_dashes_are_two_unnamed_voices():
    draft = read("1\n00:00:01,000 --> 00:00:02,000\n- Hei.\n- No hei.\n", "a.srt")
    assert turns(draft) == [(None, 1, "- Hei."), (None, 1, "- No hei.")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings(end, encoding):
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}äiti\n\n2\n00:00:03,500 --> 00:00:04,000\nöljy\n"
    draft = read(text.replace("\n", end), "a.srt", encoding)
    assert turns(draft) == [(None, 1, "äiti"), (None, 3.5, "öljy")]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nA: hei\n\n00:00:03,000 --> 00:00:04,000\nA: moi\n",  # comma
        "WEBVTT\n00:01.000 --> 00:02.000\nA: hei\n00:03.000 --> 00:04.000\nA: moi\n",  # no blank lines
        "00:00:01,000 --> 00:00:02,000\nA: hei\n2\n00:00:03,000 --> 00:00:04,000\nA: moi\n",  # a number, no blank line
        "1\n00:00:01,000 --> 00:00:02,000\nA: hei\n\n2\n\n00:00:03,000 --> 00:00:04,000\nA: moi\n",
    ],
)
def test_what_real_files_get_wrong(text):
    draft = read(text, "a.vtt" if text.startswith("WEBVTT") else "a.srt")
    assert turns(draft) == [("A", 1, "hei moi")]


def test_a_blank_line_within_a_cue_loses_nothing():
    assert read("1\n00:00:01,000 --> 00:00:02,000\nyksi\n\nkaksi\n", "a.srt").text == "yksi kaksi"


def test_subtitles_under_the_name_of_text_are_subtitles():
    assert turns(read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Hei\n", "a.txt")) == [("A", 1, "Hei")]
    assert read("Aino: hei\nPekka: hei\n", "a.vtt").text == "Aino: hei\nPekka: hei\n"


def test_soft_hyphens_go_and_lines_are_never_joined():
    cues = "".join(
        f"00:{n:02}.000 --> 00:{n + 1:02}.000\nja tässä on monta sanaa siitä, mitä me teh\u00addään joka päivä\n\n"
        for n in range(9)
    )
    draft = read(f"WEBVTT\n\n{cues}")
    assert len(draft.turns) == 9
    assert "tehdään" in draft.text


@pytest.mark.parametrize(
    "text", ["WEBVTT\n", "WEBVTT\n\nNOTE vain huomautus\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>\n"]
)
def test_subtitles_without_a_word_hold_no_text(text):
    with pytest.raises(ImportRefusedError) as caught:
        read(text)
    assert caught.value.code == "no-text"


def test_too_many_words_are_too_many():
    with pytest.raises(ImportRefusedError) as caught:
        read("WEBVTT\n\n" + f"00:01.000 --> 00:02.000\n{'a' * 60_000}\n\n" * 90)
    assert caught.value.code == "too-long"


def test_a_cue_that_is_emptied_is_no_turn():
    draft = read("WEBVTT\n\n00:01.000 --> 00:02.000\n\u00ad\n\n00:02.000 --> 00:03.000\nhei\n")
    assert turns(draft) == [(None, 2, "hei")]
