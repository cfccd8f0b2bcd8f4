"""Header fields come from the document, else from the file's name, and read as a person writes them."""

from __future__ import annotations

import pytest

from projects.importers.choices import Choices
from projects.importers.fields import FIELDS, canonical, field_values, file_fields, short_of, with_fields
from projects.importers.intake import settle
from projects.importers.reading import intake_of
from projects.model import HeaderLine

SPEECH = "\nH: Hei.\nV: No hei.\n"


def header(text: str, name: str, **fields: str) -> list[tuple[str, str]]:
    choices = Choices()
    for field, value in fields.items():
        choices = choices.writing(field, value)
    draft = settle(intake_of((text + SPEECH).encode(), name, ""), choices).draft
    return [(line.field, line.value) for line in draft.header]


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("RH01_2020-11-05_asumisneuvojat_anon_v2", {"Haastattelutunnus": "RH01", "Pvm": "2020-11-05",
                                                    "Anonymisoitu": "kyllä"}),
        ("YH03_asumisneuvoja", {"Haastattelutunnus": "YH03"}),
        ("haastattelu 5.11.2020", {"Pvm": "5.11.2020"}),
        ("RH01", {}),
        ("asumisneuvojat_anonymisoitu", {"Anonymisoitu": "kyllä"}),
        ("Liite1_loput", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_a_files_name_tells(stem, told):
    assert {line.field: line.value for line in file_fields(stem)} == told


def test_the_document_comes_before_the_files_name():
    name = "RH01_2020-11-05_asumisneuvojat_anon.txt"
    assert header("Tunnus: RH9\nPäivämäärä:\n", name) == [
        ("Tunnus", "RH9"), ("Päivämäärä", "2020-11-05"), ("Anonymisoitu", "kyllä"),
    ]  # fmt: skip


def test_a_person_comes_before_both():
    name = "RH01_2020-11-05_asumisneuvojat_anon.txt"
    written = header("Päivämäärä: 1.2.\nTeema: koti\n", name, Pvm="3.2.", Paikka=" Oulu ", Anonymisoitu="", Teema="")
    assert written == [("Päivämäärä", "3.2."), ("Haastattelutunnus", "RH01"), ("Paikka", "Oulu")]


def test_the_text_keeps_its_own_header():
    intake = intake_of(f"Pvm: 1.2.\nPaikka: Oulu\n{SPEECH}".encode(), "a.txt", "")
    draft = settle(intake, Choices().writing("Pvm", "3.2.")).draft
    assert draft.text.startswith("Pvm: 1.2.\n")
    assert draft.header_end == len("Pvm: 1.2.\nPaikka: Oulu")


def test_all_names_of_a_field_are_one():
    for name in ("Haastattelija", "haastattelija(t)", " Interviewers", "Haastattelija(t)"):
        assert canonical(name) == "Haastattelija(t)"
    assert canonical("Teema") == "Teema"
    assert all(canonical(field) == field for field in FIELDS)


def test_the_fields_offered_stand_first_then_the_documents_own():
    values = field_values([HeaderLine("Teema", "koti"), HeaderLine("Date", "1 May"), HeaderLine("Pvm", "2.5.")])
    assert list(values) == [*FIELDS, "Teema"]
    assert (values["Pvm"], values["Teema"], values["Paikka"]) == ("1 May", "koti", "")


def test_the_short_name_follows_the_field():
    assert short_of([HeaderLine("ID", "x"), HeaderLine("Haastattelutunnus", "RH1")]) == "RH1"
    assert short_of(with_fields([], [("Haastattelutunnus", "RH2")])) == "RH2"
    assert short_of([]) == ""
