"""The documentation keeps to what is there: pictures exist, keys are the program's, both manuals tell the same."""

import ast
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
    assert len(keys(finnish)) == len(keys(english))
    assert [len(row) for row in tables(finnish)] == [len(row) for row in tables(english)]


@pytest.mark.parametrize(("page", "language"), [(MANUALS[0], "fi"), (MANUALS[1], "en")], ids=["fi", "en"])
def test_the_keys_of_the_manual_are_the_programs(page: Path, language: str) -> None:
    told = keys(page.read_text("utf-8"))
    assert len(told) > 25
    assert set(told) - programs_keys(language) == set()


@pytest.mark.parametrize(("page", "language"), [(MANUALS[0], "fi"), (MANUALS[1], "en")], ids=["fi", "en"])
def test_the_manual_tells_every_key_of_coding(page: Path, language: str) -> None:
    words = window_words()
    coding = {act[2] for act in acts() if act[1] == "coding" and act[2]}
    wanted = {words["key"][key][language] if key in words["key"] else key for key in coding}
    assert {one.replace(" ", "") for one in wanted} - set(keys(page.read_text("utf-8"))) == set()


def test_pictures_are_small_and_all_are_shown() -> None:
    pictures = sorted((ROOT / "docs/pictures").glob("*.png"))
    shown = "".join(page.read_text("utf-8") for page in (*MANUALS, ROOT / "README.md"))
    assert [one.name for one in pictures if f"/{one.name})" not in shown] == []
    assert [one.name for one in pictures if one.stat().st_size > 200_000] == []
    assert sum(one.stat().st_size for one in pictures) < 1_500_000


@pytest.mark.parametrize(("page", "language"), [(MANUALS[0], "fi"), (MANUALS[1], "en")], ids=["fi", "en"])
def test_words_in_bold_are_the_windows_own(page: Path, language: str) -> None:
    said = set(leaves(all_words(), language))
    acts = {
        "fi": "Lisää Palauta Salalause Kirjoita Tuo Kokeile",
        "en": "Add Restore Passphrase Write Bring Try",
    }[language]
    bold = re.findall(r"\*\*([^*]+)\*\*", page.read_text("utf-8"))
    named = [words for words in bold if words.split()[0].rstrip("…") in acts.split()]
    assert named
    assert [one for one in named if one not in said] == []


def keys(text: str) -> list[str]:
    """Return the key sequences of a manual's tables of keys, without blanks: Alt+↓."""
    of_keys = [table[2:] for table in tables(text) if table[0].startswith(("| Näppäin ", "| Key "))]
    cells = [row.split("|")[1] for rows in of_keys for row in rows]
    return [key.replace(" ", "") for cell in cells for key in re.split(r", | tai | or ", cell.strip())]


def tables(text: str) -> list[list[str]]:
    """Return the lines of each table."""
    return [table.splitlines() for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]


def programs_keys(language: str) -> set[str]:
    """Return all keys that the program declares or its reading view listens to, in the words of a language."""
    key = window_words()["key"]
    reading = (ROOT / "coder/views/reader_keys.py").read_text("utf-8")
    assert "at_start=shift" in reading
    assert "Key_Space" in reading
    declared = {one.replace("Pg", "Page ") for _, _, shown, shortcut in acts() for one in (shown, shortcut) if one}
    listed = {window_words()["help"][one][language] for one in ("favourite_keys", "here_keys")}
    shift = key["shift"][language]
    found = {key[one][language] if one in key else one for one in declared} | listed
    for name, part in (("codebook.toml", "codebook"), ("themes.toml", "themes"), ("quoting.toml", "quote")):
        page = tomllib.loads((ROOT / "coder/i18n" / name).read_text("utf-8"))[part]["keys"]
        found |= {one[language] for one in page.values()}
    found |= {key["space"][language], key["space"][language].lower(), key["esc"][language]}
    found |= {f"Alt+Shift+{arrow}" for arrow in "←→"}
    for end, name in (("++", "plus"), ("+-", "minus")):
        found |= {f"{one[:-1]}{key[name][language]}" for one in found if one.endswith(end)}
    return {one.replace(" ", "").replace("Shift", shift) for one in found}


def acts() -> list[tuple[str, str, str, str]]:
    """Return key, menu, shown key and shortcut of each action: the table is read, for importing it takes Qt."""
    tree = ast.parse((ROOT / "coder/views/actions.py").read_text("utf-8"))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Act"]
    found = []
    for call in calls:
        plain = [str(one.value) for one in call.args if isinstance(one, ast.Constant)]
        named = {one.arg: one.value.value for one in call.keywords if isinstance(one.value, ast.Constant)}
        shortcut = plain[2] if len(plain) > 2 else ""
        found.append((plain[0], plain[1], str(named.get("shown", "")), str(named.get("shortcut", shortcut))))
    return found


def all_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of every file of the catalogue."""
    files = sorted((ROOT / "coder/i18n").glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in files}


def window_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of the window."""
    return tomllib.loads((ROOT / "coder/i18n/window.toml").read_text("utf-8"))


def leaves(words: dict[str, object], language: str) -> list[str]:
    """Return all that is said in a language."""
    found = []
    for one in words.values():
        if isinstance(one, dict):
            found += [str(one[language])] if isinstance(one.get(language), str) else leaves(one, language)
    return found
