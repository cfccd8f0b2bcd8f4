"""A label tells a role by the shipped table, some labels only beside others."""

from __future__ import annotations

import pytest

from projects.importers.language import guess_language
from projects.importers.roles import is_role_name, role_of


@pytest.mark.parametrize(
    ("label", "others", "role"),
    [
        ("H", ["V"], "haastattelija"),
        ("HA", [], "haastattelija"),
        ("Haastattelija 2", [], "haastattelija"),
        ("I", [], "haastattelija"),
        ("Interviewer", [], "haastattelija"),
        ("H1", ["V1"], "haastattelija"),
        ("H1", ["H2", "Haastattelija"], "haastateltava"),
        ("H2", ["H", "H1"], "haastateltava"),
        ("AN", [], "asumisneuvoja"),
        ("AN2", ["AN1"], "asumisneuvoja"),
        ("Asumisneuvoja", [], "asumisneuvoja"),
        ("K", ["V"], "kysyjä"),
        ("V", ["K"], "vastaaja"),
        ("V2", ["K", "V1"], "vastaaja"),
        ("K", ["M"], "puhuja"),
        ("V", ["M"], "puhuja"),
        ("Haastateltava 3", [], "haastateltava"),
        ("Interviewee", [], "haastateltava"),
        ("Participant A", [], "haastateltava"),
        ("Maija", ["Haastattelija"], "puhuja"),
        ("Speaker 1", [], "puhuja"),
        ("P7", [], "puhuja"),
        ("7", [], "puhuja"),
    ],
)
def test_the_role_of_a_label(label, others, role):
    assert role_of(label, [label, *others]) == role


def test_words_of_the_table_are_known():
    assert is_role_name("Haastateltava 3")
    assert is_role_name("k")
    assert not is_role_name("Maija")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no mä en tiedä mitä siitä sitten tuli kun ne oli ihan niin", "fi"),
        ("and then the man was in the house with it", "en"),
        ("och sedan var det en man som inte hade ett hus", "sv"),
        ("", "fi"),
        ("1234", "fi"),
    ],
)
def test_the_language_of_a_text(text, language):
    assert guess_language(text) == language
