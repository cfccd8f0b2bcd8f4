"""A project made by a former schema opens, keeps all it had, and its old steps can still be undone and redone."""

import sqlite3
from pathlib import Path

import pytest

from projects import commands
from projects.check import check
from projects.migrations import MIGRATIONS, version
from projects.store import Store

FORMER = Path(__file__).parent / "former"


def former(folder: Path, name: str) -> Path:
    """Make a project file from the statements that a former version of the program left."""
    path = folder / "p.ote"
    connection = sqlite3.connect(path)
    connection.executescript((FORMER / name).read_text("utf-8"))
    connection.close()
    return path


@pytest.mark.parametrize("name", sorted(path.name for path in FORMER.glob("*.sql")))
def test_a_former_project_opens_and_its_steps_go_back_and_forth(tmp_path: Path, name: str) -> None:
    store = Store.open(former(tmp_path, name))
    assert version(store.database) == len(MIGRATIONS)
    assert check(store) == ()
    steps = [one for one in store.journal() if one.undoes is None]
    for _ in steps:
        store.undo("Aino")
    assert store.transcripts() == ()
    for _ in steps:
        store.redo("Aino")
    assert [one.short for one in store.transcripts()] == ["YH1"]
    assert check(store) == ()
    store.close()


def test_what_a_former_project_held_can_be_used_in_new_ways(tmp_path: Path) -> None:
    store = Store.open(former(tmp_path, "first-schema.sql"))
    store.undo("Aino")  # the interview that was taken out comes back
    assert [one.short for one in store.transcripts()] == ["RH1", "YH1"]
    named = next(one for one in store.persons() if one.pseudonym == "Kaarina")
    assert (named.organisation, named.short) == ("", "")
    other = next(one for one in store.persons() if one.id != named.id)
    store.do(commands.JoinPersons(named.id, (other.id,)), "Aino")
    assert other.id not in {one.id for one in store.persons()}
    store.undo("Aino")
    assert other in store.persons()
    store.close()


def test_the_codes_of_a_former_project_can_be_told_more_and_gathered(tmp_path: Path) -> None:
    store = Store.open(former(tmp_path, "first-schema.sql"))
    code = store.codebook().codes[0]
    assert store.themes() == ()
    assert (code.example_fi, code.include_en, code.exclude_fi) == ("", "", "")
    store.do(commands.DescribeCode(code.id, {"example_fi": "Koti on"}), "Aino")
    theme = str(store.do(commands.AddTheme("Koti"), "Aino").result)
    store.do(commands.GatherIntoTheme(theme, "code", (code.id,)), "Aino")
    assert store.codebook().code(code.id).example("fi") == "Koti on"
    assert [one.target for one in store.themes()[0].members] == [code.id]
    assert check(store) == ()
    store.close()
