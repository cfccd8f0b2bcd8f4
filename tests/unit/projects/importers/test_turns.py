"""Who speaks and when is read from labels and times; both are marks, and everything else is speech."""

from __future__ import annotations

import pytest

from projects.importers.draft import DraftTurn
from projects.importers.turns import find_turns


def told(text: str) -> list[tuple[str | None, str]]:
    """Return label and speech of each turn."""
    return [(turn.label, speech(turn, text)) for turn in find_turns(text, 0, len(text))]


def speech(turn: DraftTurn, text: str) -> str:
    said, at = "", turn.start
    for mark in sorted(turn.marks, key=lambda one: one.start):
        said, at = said + text[at : mark.start], mark.end
    return (said + text[at : turn.end]).strip()


def test_a_paragraph_without_a_label_continues_the_turn_with_its_blank_lines():
    text = "Alkusanat.\nToinen rivi.\n\nH1: Mitä?\nV1: Noo.\n\nSiis niin.\n\nH1: Joo.\n"
    assert told(text) == [
        (None, "Alkusanat.\nToinen rivi."),
        ("H1", "Mitä?"),
        ("V1", "Noo.\n\nSiis niin."),
        ("H1", "Joo."),
    ]


def test_without_labels_every_paragraph_is_a_turn():
    assert told("Eka.\nToka.\n\n  \nKolmas.\n") == [(None, "Eka."), (None, "Toka."), (None, "Kolmas.")]


def test_a_turn_leaves_out_its_last_newline_and_a_mark_takes_colon_and_blanks():
    text = "H1:   Mitä?  \nV1: Noo.\n"
    first = find_turns(text, 0, len(text))[0]
    assert text[first.start : first.end] == "H1:   Mitä?  "
    assert text[first.marks[0].start : first.marks[0].end] == "H1:   "


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("H1: Hei", "H1", "Hei"),
        ("AN2: Hei", "AN2", "Hei"),
        ("h: Hei", "h", "Hei"),
        ("Haastateltava 3: Hei", "Haastateltava 3", "Hei"),
        ("Speaker 1:          Hei", "Speaker 1", "Hei"),
        ("Speaker 1:\tHei", "Speaker 1", "Hei"),
        ("Haastattelija:Hei", "Haastattelija", "Hei"),
        ("Haastattelija:", "Haastattelija", ""),
        ("[id1] Hei", "id1", "Hei"),
        ("[id1]: Hei", "id1", "Hei"),
        ("@Vastaaja: Hei", "Vastaaja", "Hei"),
        ("  Vastaaja: Hei", "Vastaaja", "Hei"),
        ("Vastaaja (nainen): Hei", "Vastaaja (nainen)", "Hei"),
        ("H1: [naurahtaa] joo (--) ((itkee))", "H1", "[naurahtaa] joo (--) ((itkee))"),
        ("H1: [0:04:23 pp] joo", "H1", "[0:04:23 pp] joo"),
        ("H1: klo 17:30", "H1", "klo 17:30"),
        ("H1: tulin kello 17:30 kotiin", "H1", "tulin kello 17:30 kotiin"),
    ],
)
def test_the_forms_of_labels(line, label, said):
    assert told(line + "\n") == [(label, said)]


@pytest.mark.parametrize(
    "line",
    [
        "esimerkiksi: näin se menee",
        "Esimerkiksi: näin se menee",
        "Ja sitten hän sanoi: lähde pois",
        "Sanoin sille niin kuin aina ennenkin: ei käy",
        "17:30 tuli bussi",
        "https://ysaatio.fi/",
        "ARA:n tuki",
        "Http: tämä",
        "[naurahtaa] niin",
        "[tauko 3] niin",
        "klo: 12",
        "x" * 60 + ": niin",
    ],
)
def test_what_is_no_label(line):
    text = f"H1: Alku.\n{line}\nV1: Joo.\nH1: Niin.\n"
    assert [label for label, _ in told(text)] == ["H1", "V1", "H1"]
    assert told(line) == [(None, line)]


def test_a_name_said_once_counts_beside_labels_that_recur():
    text = "Maija: Joo.\nPekka: Ei.\nMaija: Niin.\n"
    assert [label for label, _ in told(text)] == ["Maija", "Pekka", "Maija"]


def test_two_names_that_open_every_line_are_speakers():
    assert [label for label, _ in told("Pekka: Joo.\nMaija: Ei.\n")] == ["Pekka", "Maija"]


def test_a_common_word_said_once_is_no_speaker():
    text = "Maija: Tässä on yksi vaihtoehto.\nVaihtoehto: että lähtee.\nMaija: Niin.\n"
    assert [label for label, _ in told(text)] == ["Maija", "Maija"]


def test_a_word_with_a_colon_now_and_then_makes_no_speakers():
    lines = ["Kappale numero yksi ja kaksi."] * 60
    text = "\n".join([*lines, "Seuraus: näin.", *lines, "Seuraus: taas.", "THL: yksi."])
    assert {label for label, _ in told(text)} == {None}


def test_one_code_in_a_long_text_is_no_speaker_but_a_role_is():
    lines = "\n".join(["Kappale."] * 20)
    assert {label for label, _ in told(f"{lines}\nTHL: kappale.\n")} == {None}
    assert {label for label, _ in told(f"Haastattelija: Kerro.\n{lines}\n")} == {"Haastattelija"}


def test_a_label_of_small_words_must_recur_often():
    few = "Nuori nainen: Joo.\nToinen rivi.\n" * 2
    many = "Nuori nainen: Joo.\nToinen rivi.\n" * 5
    assert {label for label, _ in told(few)} == {None}
    assert {label for label, _ in told(many)} == {"Nuori nainen"}


@pytest.mark.parametrize(
    ("line", "seconds", "said"),
    [
        ("[00:12:31] H1: Hei", 751, "Hei"),
        ("(12:31) H1: Hei", 751, "Hei"),
        ("12:31 H1: Hei", 751, "Hei"),
        ("00:12:31 - H1: Hei", 751, "Hei"),
        ("H1 (12:31): Hei", 751, "Hei"),
        ("H1 [00:12:31]: Hei", 751, "Hei"),
        ("H1: [00:12:31] Hei", 751, "Hei"),
        ("H1: 00:12:31 Hei", 751, "Hei"),
        ("H1: Hei #00:12:31-5#", 751.5, "Hei"),
        ("H1: Hei (12:31)", 751, "Hei"),
        ("H1: Hei [00:12:31.250]", 751.25, "Hei"),
        ("H1: [00:12:31 - 00:12:40] Hei [00:12:40]", 751, "Hei"),
        ("H1: <12:31> Hei", 751, "Hei"),
        ("H1: [1:00:00]", 3600, ""),
        ("H1: [0:04:23 pp] joo", 263, "[0:04:23 pp] joo"),
        ("H1 00:12:31", 751, ""),
        ("00:12:31 H1", 751, ""),
        ("H1: Hei", None, "Hei"),
        ("H1: Hei 12:31", None, "Hei 12:31"),
        ("H1: Suhde oli 3:75", None, "Suhde oli 3:75"),
    ],
)
def test_times_beside_labels(line, seconds, said):
    text = f"{line}\nV1: Joo.\n"
    turn = find_turns(text, 0, len(text))[0]
    assert (turn.label, turn.time, speech(turn, text)) == ("H1", seconds, said)


def test_times_without_labels():
    text = "[00:00:05] Eka.\nToka [00:01:00]\n"
    assert [(turn.time, speech(turn, text)) for turn in find_turns(text, 0, len(text))] == [(5, "Eka."), (60, "Toka")]


def test_a_line_with_only_a_time_belongs_to_what_follows():
    text = "[00:00:05]\n[00:00:06]\nH1: Eka.\n\n[00:01:00]\nV1: Toka.\n[00:02:00]\njatkuu.\n[00:03:00]\n"
    turns = find_turns(text, 0, len(text))
    assert [(turn.label, turn.time) for turn in turns] == [("H1", 5), ("V1", 60)]
    assert speech(turns[0], text) == "Eka."
    assert "".join(speech(turns[1], text).split()) == "Toka.jatkuu."


def test_a_text_of_only_times_is_one_silent_turn():
    text = "[00:00:05]\n[00:00:06]\n"
    assert told(text) == [(None, "")]


def test_a_range_is_divided_without_what_stands_around_it():
    text = "H1: ei\nV1: kyllä\nH1: kyllä\nV1: ei\n"
    turns = find_turns(text, 7, 27)
    assert [text[turn.start : turn.end] for turn in turns] == ["V1: kyllä", "H1: kyllä"]
