"""Quotes have names that people can read and that are never given twice."""

from projects.quotes.naming import quote_name, source_line


def test_the_second_from_a_turn_gets_a_letter_and_no_name_comes_back():
    used: list[str] = []
    for _ in range(60):
        used.append(quote_name("RH1", "214", used))
    assert used[:3] == ["RH1-v214", "RH1-v214b", "RH1-v214c"]
    assert len(set(used)) == 60


def test_a_source_names_each_voice_once_and_never_a_label():
    assert source_line(["AN2"], "RH1", ["214"]) == "(AN2, RH1, v. 214)"
    assert source_line(["AN2", "AN1", "AN2"], "RH1", ["214", "219b"]) == "(AN2, AN1, RH1, v. 214–219b)"
