"""A file's name becomes a readable name of the interview."""

import pytest

from projects.importers.names import readable_name


@pytest.mark.parametrize(
    ("stem", "short", "name"),
    [
        ("RH01_2020-11-05_asumisneuvojat_anon_v2", "RH01", "Asumisneuvojat"),
        ("YH3 asumisneuvoja 5.11.2020", "YH3", "Asumisneuvoja"),
        ("ryhmä_aamu_ja_ilta", "R1", "Ryhmä aamu ja ilta"),
        ("RH01", "RH01", "RH01"),
        ("2020-11-05", "2020-11-05", "2020-11-05"),
        ("Haastattelu-final", "x", "Haastattelu-final"),
    ],
)
def test_readable_name(stem: str, short: str, name: str) -> None:
    assert readable_name(stem, short) == name
