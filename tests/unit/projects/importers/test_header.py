"""The header is the leading block of listed fields; a lonely speaker's field is no header."""

from __future__ import annotations

import pytest

from projects.importers.fields import short_of
from projects.importers.header import find_header
from projects.importers.reading import read_bytes
from projects.model import HeaderLine


def fields(text: str) -> list[tuple[str, str]]:
    return [(line.field, line.value) for line in find_header(text).lines]


def test_a_header_ends_at_a_blank_line():
    text = "Aineisto: Kontrollihaastattelut\nHaastattelutunnus: RH77\nPvm:  5.11.2020 \n\nAika: ei enää\n"
    header = find_header(text)
    assert header.lines == (
        HeaderLine("Aineisto", "Kontrollihaastattelut"),
        HeaderLine("Haastattelutunnus", "RH77"),
        HeaderLine("Pvm", "5.11.2020"),
    )
    assert text[: header.end].endswith("5.11.2020 ")
    assert short_of(header.lines) == "RH77"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pvm: 1.2.2020\nMaija: Hei\n", ["Pvm"]),
        ("Pvm: 1.2.2020\nTavallinen rivi\nKesto: 1 h\n", ["Pvm"]),
        ("Interview ID: 7\nDate: 1 May\nInterviewer: AB\n", ["Interview ID", "Date", "Interviewer"]),
        ("Intervjukod: 7\nDatum: 1.5.\nInformant: X\n", ["Intervjukod", "Datum", "Informant"]),
        ("\n\n  pvm : 1.2.\nPAIKKA:\nKesto:\t2 h", ["pvm", "PAIKKA", "Kesto"]),
        ("Haastattelija(t): AB, CD\nPaikka: Oulu\n", ["Haastattelija(t)", "Paikka"]),
        ("Haastattelija: Mitä äiti sanoi?\nA: Höpö.\n", []),
        ("Haastattelija: Aino\nHaastateltava: Pekka\n", []),
        ("Pvm: 1.2.\nHaastattelija: Mitä teidän työssä tapahtuu?\nMaija: Paljon.\n", ["Pvm"]),
        ("Pvm: 1.2.\nHaastattelija: " + "sana " * 9 + "\n", ["Pvm"]),
        ("Otsikko\nPvm: 1.2.\n", []),
        ("Kello: 17:30\n", []),
        ("", []),
    ],
)
def test_which_lines_are_header(text, names):
    assert [field for field, _ in fields(text)] == names


def test_the_short_name_is_the_interviews_own_else_the_files():
    speech = "\nH: Hei.\nV: No hei.\n"
    assert read_bytes(f"Tunnus: RH 7\nPvm: 1.2.\n{speech}".encode(), "haastattelu.txt", "").short == "RH 7"
    assert read_bytes(f"Pvm: 1.2.\nTunnus:\n{speech}".encode(), "haastattelu 3.b.txt", "").short == "haastattelu 3.b"
    assert read_bytes(speech.encode(), ".txt", "").short == ".txt"
    long = read_bytes(f"Tunnus: {'x' * 90}\n{speech}".encode(), "a.txt", "")
    assert long.short == "x" * 40
