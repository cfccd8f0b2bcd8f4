"""A key opens with its own passphrase for its own project, says what is wrong else, and goes for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.projects import new_store
from helpers.pseudonyms import ARI, KEY_WORDS, MAIJA, THINGS
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import KeyPlace, Thing, next_number
from projects.errors import CommandError, ProjectError
from projects.pseudonyms import keyfile
from projects.pseudonyms.keyfile import KeyFile


def made(folder: Path, project: str = "p1") -> KeyFile:
    return KeyFile.create(folder / "a.oteavain", KEY_WORDS, project)


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    key = made(tmp_path)
    for one in THINGS:
        key.put(one)
    key.put(Thing("t2", ("Ari", "Arska"), Substitute(name="Tapio"), (("Arskalle", "Tapiolle"),)))
    key.leave(["Toivo", "Aina"])
    key.leave(["Aina"], alone=False)
    key.add_places([KeyPlace("1", "a", "t1", "Maijalle", "[henkilölle 1]"), KeyPlace("2", "a", "t2", "Ari", "[Tapio]")])
    key.drop_places(["2"])
    key.remove("t3")
    key.close()
    again = KeyFile.open(tmp_path / "a.oteavain", KEY_WORDS, "p1")
    assert [(one.id, one.bases) for one in again.things()] == [("t1", MAIJA.bases), ("t2", ("Ari", "Arska"))]
    assert again.things()[1].confirmed == (("Arskalle", "Tapiolle"),)
    assert again.left() == {"Toivo"}
    assert [one.id for one in again.places()] == ["1"]
    assert {"Maijalle", "Maija Virtanen", "Arskalle", "Arska"} <= again.originals()
    again.close()


def test_no_name_stands_readable_in_the_file(tmp_path: Path) -> None:
    key = made(tmp_path)
    key.put(MAIJA)
    key.close()
    assert b"Maija" not in key.path.read_bytes()


def test_each_way_of_not_opening_has_its_own_word(tmp_path: Path) -> None:
    key = made(tmp_path)
    for at in range(60):
        key.put(Thing(f"t{at}", (f"Nimi{at}" * 40,), Substitute("person", number=at)))
    key.close()

    def code(path: Path, passphrase: str = KEY_WORDS, project: str = "p1") -> str:
        with pytest.raises(ProjectError) as told:
            KeyFile.open(path, passphrase, project)
        return told.value.code

    assert code(tmp_path / "b") == "key-missing"
    assert code(key.path, "väärä") == "key-wrong-passphrase"
    assert code(key.path, project="p2") == "key-other-project"
    plain = new_store(tmp_path)
    plain.close()
    assert code(plain.path) == "key-not-key"
    locked = new_store(tmp_path, KEY_WORDS, "q.ote")
    locked.close()
    assert code(locked.path) == "key-not-key"
    (tmp_path / "empty").write_bytes(b"")
    assert code(tmp_path / "empty") == "key-not-key"
    data = bytearray(key.path.read_bytes())
    data[8192:8300] = bytes(108)
    broken = tmp_path / "broken.oteavain"
    broken.write_bytes(data)
    assert code(broken) == "key-damaged"


def test_a_key_needs_a_passphrase_of_its_own_and_a_free_place(tmp_path: Path) -> None:
    for passphrase, code in ((" ", "passphrase-empty"), ("sama", "key-same-passphrase")):
        with pytest.raises(ProjectError, match=code):
            KeyFile.create(tmp_path / "x", passphrase, "p1", projects_own="sama")
    made(tmp_path).close()
    with pytest.raises(ProjectError, match="file-exists"):
        made(tmp_path)
    with pytest.raises(ProjectError, match="no-folder"):
        KeyFile.create(tmp_path / "no" / "x", KEY_WORDS, "p1")


@pytest.mark.parametrize(("thing", "code"), [
    (Thing("t9", (" ",), Substitute("person", number=1)), "thing-no-name"),
    (Thing("t9", ("Olli",), Substitute(name='Ta"pio')), "substitute-bad"),
    (Thing("t9", ("Olli",), Substitute(name="")), "substitute-bad"),
    (Thing("t9", ("Olli",), Substitute(name="Ari")), "substitute-is-name"),
    (Thing("t9", ("Olli",), Substitute(name="Olli")), "substitute-is-name"),
])
def test_what_could_not_be_told_apart_is_refused(tmp_path: Path, thing: Thing, code: str) -> None:
    key = made(tmp_path)
    key.put(ARI)
    with pytest.raises(CommandError, match=code):
        key.put(thing)
    key.close()


def test_numbers_go_on(tmp_path: Path) -> None:
    assert next_number("person", (MAIJA, ARI)) == 2
    assert next_number("town", (MAIJA,)) == 1
    assert keyfile.default_path(tmp_path / "a.ote") == tmp_path / "a.oteavain"


def test_a_destroyed_key_is_gone_and_was_noise_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = made(tmp_path)
    key.close()
    seen: list[bytes] = []
    real = Path.unlink
    before = key.path.read_bytes()

    def unlink(self: Path, missing_ok: bool = False) -> None:
        seen.append(self.read_bytes())
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    keyfile.destroy(key.path)
    assert not key.path.exists()
    assert len(seen[0]) == len(before)
    assert seen[0] != before
