"""Speakers are found in all the ways that transcripts name them, and nothing else is one."""

from __future__ import annotations

import pytest

from projects.importers.turns import find_turns


def told(text: str) -> list[tuple[str | None, str]]:
    """Return who says what: the turns without their marks."""
    found = []
    for turn in find_turns(text, 0, len(text)):
        at, said = turn.start, ""
        for mark in turn.marks:
            said += text[at : mark.start]
            at = mark.end
        found.append((turn.label, (said + text[at : turn.end]).strip()))
    return found


def times(text: str) -> list[float | None]:
    return [turn.time for turn in find_turns(text, 0, len(text))]


@pytest.mark.parametrize(
    "form",
    [
        "{}: {}", "{}:\t{}", "@{}: {}", "{{{}}} {}", "{{{}}}: {}", "- {}: {}", "• {}: {}", "12. {}: {}", "## {}: {}",
        "[00:12:31] {}: {}", "{} [00:12:31]: {}", "00:12:31 {}: {}", "{}   0:03\n{}", "{}\t0:03\n{}",
        "{} [0:03]\n{}", "{} 00:00:03\n{}", "00:00:05 {}\n{}", "{}  00:01:23.000 --> 00:01:45.000\n{}",
        "0:0:0.0 --> 0:0:3.5\n{}\n{}", "{}\n{}", "### {}\n\n{}", "**{}**\n{}", "00:01\t{}\t{}", "{}\t{}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("names", [("Aino", "Pekka"), ("Haastattelija", "Aino Virtanen (THL)"), ("H1", "AN2")])
def test_forms_of_labels(form, names):
    said = ["Mitä kuuluu tänään?", "Hyvää kuuluu, kiitos.", "Ahaa, sepä mukavaa.", "Niin on.", "Selvä.", "Joo kyllä."]
    text = "\n".join(form.format(names[n % 2], one) for n, one in enumerate(said))
    assert told(text) == [(names[n % 2], one) for n, one in enumerate(said)]


def test_teams_document():
    text = (
        "Kokous-20260615_133555-Meeting Transcript\nJune 15, 2026, 1:35PM\n27m 42s\n\nAino V started transcription\n\n"
        "David Mulholland   0:03\nHei vaan.\nNähtiin kello 17:30\nAino Virtanen (THL)   0:10\nJoo.\n\n"
        "David Mulholland   1:02:03\nJuu.\nAino V lopetti litteroinnin\n"
    )
    assert told(text) == [
        (None, "Kokous-20260615_133555-Meeting Transcript\nJune 15, 2026, 1:35PM\n27m 42s"),
        (None, "Aino V started transcription"),
        ("David Mulholland", "Hei vaan.\nNähtiin kello 17:30"),
        ("Aino Virtanen (THL)", "Joo."),
        ("David Mulholland", "Juu."),
        (None, "Aino V lopetti litteroinnin"),
    ]
    assert times(text) == [None, None, 3, 10, 3723, None]


def test_a_sentence_that_ends_in_a_clock_time_is_no_name():
    text = "H1: Mennään sinne\nKello 17:30\nV1: Joo\nPerjantaina 16:00\nH1: Niin\nV1: Niin\n"
    assert [label for label, _ in told(text)] == ["H1", "V1", "H1", "V1"]


def test_times_before_short_answers_are_no_names():
    text = "".join(f"[00:0{n}] {said}\n" for n, said in enumerate(["Joo", "Niin", "Joo", "Niin", "Joo"]))
    assert told(text) == [(None, said) for said in ("Joo", "Niin", "Joo", "Niin", "Joo")]


@pytest.mark.parametrize(
    "text",
    [
        "Joo\nniin se oli, joo\nJoo\nja sitten mentiin\nJoo\nme lähdettiin\nJoo\nkotiin\n",
        "Kotona\nme asuttiin pitkään.\nTöissä\nme käytiin.\nKoulussa\nme oltiin.\n",
        "Eka kappale.\nToinen kappale esimerkiksi: näin.\nesimerkiksi: näin\nesimerkiksi: noin\n",
        "Klo 12:30 me mentiin.\nKlo 13:30 me tultiin.\nKlo 14:30 me lähdettiin.\n",
        "{naurua} joo\n{naurua} niin\n{itkua} ei\n",
        "[naurahtaa] joo\n[naurahtaa] niin\n(--) joo\n((itkee)) niin\n",
    ],
)
def test_what_is_no_speaker(text):
    assert {label for label, _ in told(text)} == {None}


def test_fields_before_the_first_speaker_are_none():
    text = "Oma Rooli: B\nToinen Kenttä: x\nFI Konteksti: y\nEN Context: z\n\nA: Hei.\nB: Joo.\nA: Niin.\nB: Joo.\n"
    assert [label for label, _ in told(text)] == [None, "A", "B", "A", "B"]
    assert [label for label, _ in told("Aino: Hei.\nH1: Joo.\nV1: Niin.\nH1: Joo.\n")] == ["Aino", "H1", "V1", "H1"]


@pytest.mark.parametrize(
    ("head", "rows", "kinds"),
    [
        ("Aika\tPuhuja\tTeksti", "00:01\t{}\t{}", ["time", "label"]),
        ("Timespan\tContent\tSpeaker", "0:00.0 - 0:05.2\t{1}\t{0}", ["time", "other", "label"]),
        ("Nro\tNimi\tPuhe", "1\t{}\t{}", ["other", "label"]),
        ("Puhuja\tRepliikki", "{}:\t{}", ["label"]),
    ],
)
def test_columns_by_their_names(head, rows, kinds):
    filled = [rows.format(*row) for row in (("Aino", "hei"), ("", "jatkan"), ("Outo Nimi", "joo"))]
    text = "\n".join([head, *filled, "vielä"])
    assert told(text) == [(None, ""), ("Aino", "hei\njatkan"), ("Outo Nimi", "joo\nvielä")]
    turn = find_turns(text, 0, len(text))[1]
    assert [mark.kind for mark in turn.marks][: len(kinds)] == kinds


def test_columns_by_what_they_hold():
    rows = [f"{n}\t00:0{n}\t{'Aino' if n % 2 else 'Pekka'}\tSanon jotain {'abcdef'[n]}" for n in range(6)]
    text = "Otsikko\n\n" + "\n".join(rows) + "\n\nLoppusanat\n"
    assert [label for label, _ in told(text)] == [None, "Pekka", "Aino", "Pekka", "Aino", "Pekka", "Aino"]
    assert times(text) == [None, 0, 1, 2, 3, 4, 5]


def test_a_table_of_times_has_no_speakers():
    text = "".join(f"00:0{n}\tSanon jotain {'abc'[n]}\n" for n in range(3))
    assert told(text) == [(None, f"Sanon jotain {one}") for one in "abc"]
    assert times(text) == [0, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Lebron\tBasketball\tHigh\nRyan\tFootball\tLow\nTiger\tGolf\tHigh\n",
        "a\tb\n", "a\tb\tc\nd\te\nf\tg\th\ti\n", "1\t2\n3\t4\n5\t6\n",
        "\t".join("abcdefgh") + "\n" + "\t".join("abcdefgh") + "\n" + "\t".join("abcdefgh") + "\n",
        "\ta\n\tb\n\tc\n",
    ],
)  # fmt: skip
def test_tables_that_are_no_transcripts(text):
    assert {label for label, _ in told(text)} == {None}
    assert "".join(said for _, said in told(text)).replace("\t", "") == text.replace("\t", "").replace("\n", "")


def test_a_time_in_a_transcribers_bracket_is_no_stamp():
    text = "H1: Niin [epäselvää\n00:22:01] on.\nV1: Joo (ks.\n00:23:01) niin.\nH1: [epäselvää 00:24:01]\n"
    assert [said for _, said in told(text)] == [
        "Niin [epäselvää\n00:22:01] on.", "Joo (ks.\n00:23:01) niin.", "[epäselvää 00:24:01]",
    ]  # fmt: skip
