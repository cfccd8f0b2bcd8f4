"""What the import page shows of a file: its state, its speakers, its spots; nothing of it needs a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coder.models.intake_files import DUPLICATE, READY, REFUSED, REMARKS, WAITING, IntakeFile
from coder.models.intake_preview import Preview, line_numbers, repair_words
from projects.errors import ImportRefusedError
from projects.importers.choices import Choices
from projects.importers.draft import Voice
from projects.importers.intake import settle
from projects.importers.reading import intake_of

LINE = "ja tässä on vielä monta sanaa siitä, mitä asumisneuvojat tekevät työkseen joka päivä"
LINES = (f"H1: 🙂 {LINE}", LINE, f"{LINE} asunnot-", "tomuus.", f"H2: asun\u00adto {LINE}", LINE, "ja niin.")
WRAPPED = "\n".join(LINES)


def file_of(text: str, choices: Choices | None = None) -> IntakeFile:
    return IntakeFile.of(Path("a.txt"), intake_of(text.encode(), "a.txt", ""), choices)


def test_states() -> None:
    file = file_of("H1: Hei.\nH2: Hei.\n")
    assert (file.state, file.comes, file.id) == (READY, True, Path("a.txt"))
    assert file_of("H1: Hei.\nh1: Hei.\n").state == REMARKS
    twin = replace(file, twin="RH1")
    assert (twin.state, twin.comes) == (DUPLICATE, False)
    assert replace(twin, again=True).state == READY
    waiting = IntakeFile(Path("b.txt"))
    assert (waiting.state, waiting.comes, waiting.questions(), waiting.findings()) == (WAITING, False, 0, ())
    assert waiting.choosing(Choices(name="x")) is waiting
    assert IntakeFile(Path("c"), problem=ImportRefusedError("no-text")).state == REFUSED


def test_questions_end_when_they_are_answered() -> None:
    file = file_of("H1: Hei.\nh1: Hei.\nH2: Moi.\n")
    assert dict(file.likely()) == {"h1": "H1"}
    assert file.choosing(file.choices.merging("h1", "H1")).questions() == 0
    assert file.choosing(file.choices.ignoring("h1", ignored=True)).questions() == 0
    assert file.choosing(file.choices.saying(Voice("h1", "vastaaja"))).questions() == 0


def test_speakers_keep_their_turns_whatever_is_chosen() -> None:
    file = file_of("H: Hei.\nMaija: Hei.\nMaijja: Moi.\nMaijja: No.\nUutiset: Sade.\nUutiset: Tuuli.\nH: Joo.\n")
    choices = file.choices.merging("Maija", "Maijja").ignoring("Uutiset", ignored=True)
    choices = choices.saying(Voice("Maijja", "vastaaja", "Kuura"))
    told = {one.label: one for one in file.choosing(choices).speakers()}
    assert {label: one.turns for label, one in told.items()} == {"H": 2, "Maija": 1, "Maijja": 2, "Uutiset": 2}
    assert (told["H"].role, told["Maijja"].role) == ("haastattelija", "vastaaja")
    assert told["Maija"].merged_into == "Maijja"
    assert told["Uutiset"].ignored
    voices = file.choosing(choices).voices()
    assert voices == (Voice("H", "haastattelija"), Voice("Maijja", "vastaaja", "Kuura"))
    made = file_of("H: Hei.\nMaija: Hei.\nH: Joo.\n", Choices(ignored=frozenset({"Maija"})))
    assert dict(made.labels) == {"H": 2, "Maija": 1}


def test_choices_that_make_no_sense_are_refused_and_another_pattern_counts_anew() -> None:
    file = file_of("Maija > Hei.\nPekka > Moi.\n")
    with pytest.raises(ImportRefusedError):
        file.choosing(file.choices.reading("nobody"))
    assert dict(file.choosing(file.choices.reading("PUHUJA >")).labels) == {"Maija": 1, "Pekka": 1}


def test_each_repair_has_its_spot_in_the_reading_column() -> None:
    intake = intake_of(WRAPPED.encode(), "a.txt", "")
    for choices in (Choices(), Choices().refusing(intake.repairs, ("line-end-hyphen", "wrapped-line", "soft-hyphen"))):
        preview = Preview.of(intake, settle(intake, choices))
        units = preview.column.text.encode("utf-16-le")
        seen = [units[2 * spot.start : 2 * spot.end].decode("utf-16-le") for spot in preview.spots]
        assert len(seen) == len(intake.repairs)
        by_kind = {one.kind: text for one, text in zip(intake.repairs, seen, strict=True)}
        expected = {"wrapped-line": " ", "line-end-hyphen": "tt", "soft-hyphen": "nt"}
        left = {"wrapped-line": "ä\nj", "line-end-hyphen": "-", "soft-hyphen": "\u00ad"}
        assert by_kind == (expected if not choices.refused else left)
        assert preview.spot(0) == preview.spots[0]
    assert preview.spot(99) is None
    assert preview.document.label_of(preview.document.turns[0]) == "H1"


def test_a_repair_in_words_before_and_after() -> None:
    intake = intake_of(WRAPPED.encode(), "a.txt", "")
    told = [repair_words(intake, at) for at in range(len(intake.repairs))]
    assert ("asunnot-↵tomuus.", "asunnottomuus.") in told
    assert ("asun¬to", "asunto") in told
    assert ("päivä↵ja", "päivä ja") in told
    assert line_numbers(intake) == (1, 2, 3, 5, 5, 6)


def test_long_removals_are_told_by_their_ends() -> None:
    address = "https://a.fi/" + "b" * 60
    intake = intake_of(f"{LINE}\n\n{address}\nLoppu.\n".encode(), "a.txt", "")
    before, after = repair_words(intake, 0)
    assert before.startswith("https://a.fi/b…")
    assert after == "Loppu."
