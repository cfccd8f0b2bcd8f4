"""`check` finds each way a project can be other than it should be, and names the place."""

import pytest

from helpers.projects import group_store
from projects import commands
from projects.check import check


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE body SET text = replace(text, 'Luottamus', 'Luotettava')", {"text-differs", "excerpt-differs"}),
        ("UPDATE excerpt SET start = start + 1", {"excerpt-differs"}),
        ('UPDATE excerpt SET "end" = 99999', {"excerpt-outside"}),
        ("UPDATE excerpt SET hash = '0'", {"excerpt-differs"}),
        ('UPDATE turn SET "end" = "end" + 30 WHERE n = 1', {"turn-misplaced"}),
        ("UPDATE coding SET code = 'away'", {"reference-broken"}),
        ("DELETE FROM journal WHERE seq = 1", {"journal-broken"}),
    ],
)
def test_each_damage_is_found(tmp_path, damage: str, code: set[str]) -> None:
    store, transcript = group_store(tmp_path)
    text = store.document(transcript).text
    start = text.index("Luottamus")
    store.do(commands.Code(transcript, start, start + 9, ("c1",)), "Aino")
    assert check(store) == ()
    store.database.execute("PRAGMA foreign_keys=OFF")
    store.database.execute(damage)
    found = check(store)
    assert {one.code for one in found} == code
    assert "Luot" not in repr(found)
    store.close()
