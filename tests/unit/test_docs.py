"""The documentation keeps to what is there: pictures exist, keys are the program's, both manuals tell the same."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANUALS = (ROOT / "docs/fi/kayttoopas.md", ROOT / "docs/en/manual.md")
PAGES = (
    *MANUALS,
    *(ROOT / name for name in ("README.md", "CHANGELOG.md")),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "docs/decisions").glob("*.md"),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_at_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"https?://\S+/simple|(?<![\w.])/(?:home|root|work|Users)/\S+", text) == []


def test_both_manuals_have_the_same_chapters_and_keys() -> None:
    finnish, english = (page.read_text("utf-8") for page in MANUALS)
    assert len(re.findall(r"^## ", finnish, re.MULTILINE)) == len(re.findall(r"^## ", english, re.MULTILINE))
    assert sorted(keys(finnish)) == sorted(keys(english))


def test_the_keys_of_the_manual_are_the_programs() -> None:
    actions = (ROOT / "coder/views/actions.py").read_text("utf-8")
    pressed = {key for key in keys(MANUALS[0].read_text("utf-8")) if key.startswith(("Ctrl", "F"))}
    assert pressed
    assert {key for key in pressed if f'"{key}"' not in actions} == set()


@pytest.mark.parametrize(("page", "language"), [(MANUALS[0], "fi"), (MANUALS[1], "en")], ids=["fi", "en"])
def test_words_in_bold_are_the_windows_own(page: Path, language: str) -> None:
    words = tomllib.loads((ROOT / "coder/i18n/window.toml").read_text("utf-8"))
    said = {forms[language] for table in words.values() for forms in table.values() if language in forms}
    acts = {
        "fi": "Lisää Palauta Salalause Kirjoita Tuo Kokeile",
        "en": "Add Restore Passphrase Write Bring Try",
    }[language]
    bold = re.findall(r"\*\*([^*]+)\*\*", page.read_text("utf-8"))
    named = [words for words in bold if words.split()[0].rstrip("…") in acts.split()]
    assert named
    assert [one for one in named if one not in said] == []


def keys(text: str) -> list[str]:
    """Return the key sequences of a manual's key table."""
    rows = re.findall(r"^\| (?=.*(?:Ctrl|F\d)).*$", text, re.MULTILINE)
    return re.findall(r"(?:Ctrl\+(?:Shift\+)?[\w+-]|F\d+)", "\n".join(rows))
