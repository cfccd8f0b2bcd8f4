"""What the journal keeps of a step: any JSON library and any zlib reads it, and what older programs kept is read."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.projects import GROUP, draft, dump, new_store
from projects import commands
from projects.check import check
from projects.errors import ProjectError
from projects.model import Change
from projects.packing import packed, unpacked
from projects.store import Store

VALUES = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=20),
)
ROWS = st.one_of(st.none(), st.dictionaries(st.sampled_from(["id", "text", "start", "bytes"]), VALUES))


def alike(before: dict | None, after: dict | None) -> tuple[dict | None, dict | None]:
    """Give a row the same columns before and after, as a table's rows have."""
    if before is None or after is None:
        return before, after
    return {name: before.get(name) for name in after}, after


CHANGES = st.lists(
    st.builds(
        lambda table, key, rows: Change(table, key, *alike(*rows)),
        st.sampled_from(["turn", "body"]),
        st.text(max_size=8),
        st.tuples(ROWS, ROWS),
    ),
    max_size=30,
).map(tuple)


def plain(data: bytes) -> bytes:
    return zlib.decompress(data[1:]) if data[:1] == b"\x00" else data


def as_former(data: bytes) -> bytes:
    """Write a packed step as the program did before: with blanks between the values, by the standard library."""
    text = json.dumps(json.loads(plain(data)), ensure_ascii=False).encode()
    return text if len(text) < 512 else b"\x00" + zlib.compress(text, 1)


@given(CHANGES)
def test_what_is_packed_comes_back(changes):
    assert unpacked(packed(changes)) == changes


@given(CHANGES)
def test_a_step_that_an_older_program_kept_is_read(changes):
    assert unpacked(as_former(packed(changes))) == changes


def test_what_no_table_holds_is_refused():
    with pytest.raises(TypeError, match="object"):
        packed([Change("turn", "a", None, {"id": object()})])


def imported(folder) -> tuple[Store, list, list]:
    store = new_store(folder)
    begun = dump(store)
    store.do(commands.ImportTranscript(draft(*GROUP)), "Aino")
    return store, begun, dump(store)


def test_an_import_is_undone_and_redone_after_reopening(tmp_path):
    store, begun, ended = imported(tmp_path)
    for _ in range(2):
        store.close()
        store = Store.open(tmp_path / "p.ote")
        store.undo("Aino")
        assert dump(store) == begun
        store.close()
        store = Store.open(tmp_path / "p.ote")
        store.redo("Aino")
        assert dump(store) == ended
    assert not check(store)
    store.close()


def test_an_import_in_the_older_form_is_undone_and_redone(tmp_path):
    store, begun, ended = imported(tmp_path)
    for seq, data in store.database.execute("SELECT seq, changes FROM journal").fetchall():
        store.database.execute("UPDATE journal SET changes = ? WHERE seq = ?", [as_former(data), seq])
    store.undo("Aino")
    assert dump(store) == begun
    store.redo("Aino")
    assert dump(store) == ended
    store.close()


def test_an_import_that_was_changed_since_is_not_undone(tmp_path):
    store, _, _ = imported(tmp_path)
    store.database.execute("UPDATE turn SET time = 77 WHERE n = 1")
    changed = dump(store)
    with pytest.raises(ProjectError, match="rows-changed"):
        store.undo("Aino")
    assert dump(store) == changed
    store.close()


def test_an_import_takes_little_room_in_the_journal(tmp_path):
    store, _, _ = imported(tmp_path)
    said = draft(*[f"A: {'sana ' * 20}{number}" for number in range(500)])
    entry = store.do(commands.ImportTranscript(said), "Aino").entry
    ((size,),) = store.database.execute("SELECT length(changes) FROM journal WHERE id = ?", [entry.id]).fetchall()
    assert size < len(said.text)
    store.close()
