"""Names go and come back from the command line, and the archive version holds none of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coder.cli import run
from helpers.traces import traces

TEXT = """Haastattelutunnus: RH5
Haastateltava: Maija Virtanen
Pvm: 1.2.2021

Maija: Mie asun Pasilankadulla ja soitin Arille numeroon 040 123 4567.
H1: Mitä Maijalle sanottiin Kotipolku ry:llä? Toivo oli siellä.
Maija: Toivo lupasi kirjoittaa maija.virtanen@esimerkki.fi. Maija-täti ja Ariel nauroi.
"""
NAMES = ("Maija Virtanen, Maija=person", "Ari=Tapio", "Kotipolku ry=association", "Pasilankatu=street", "Toivo=person")
SECRET = ("Maija", "Virtanen", "Arille", "Kotipolku", "Pasilankadulla", "040 123 4567", "maija.virtanen")


@dataclass(frozen=True, slots=True)
class Ote:
    """Run verbs in this process, in a folder of their own."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def json(self, *arguments: object, code: int = 0) -> Any:
        assert run([*map(str, arguments), "--json"]) == code
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def ote(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ote:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OTE_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Ote(tmp_path, capsys)


@pytest.fixture
def project(ote: Ote) -> Path:
    (ote.folder / "RH5.txt").write_text(TEXT, encoding="utf-8")
    ote.json("new", "p.ote")
    ote.json("import", "p.ote", "RH5.txt")
    (ote.folder / "RH5.txt").unlink()
    (ote.folder / "avain.txt").write_text("avaimen lause\n", encoding="utf-8")
    return ote.folder / "p.ote"


def anonymise(ote: Ote, act: str, *more: str, exit_code: int = 0) -> Any:
    return ote.json("anonymise", "p.ote", act, "--key-passphrase-file", "avain.txt", *more, code=exit_code)


def test_the_whole_way(ote: Ote, project: Path) -> None:
    before = ote.json("show", project, "RH5")["text"]
    found = {(one["kind"], one["base"]) for one in anonymise(ote, "find")["candidates"]}
    assert {("given", "Maija"), ("address", "Pasilankatu"), ("organisation", "Kotipolku ry")} <= found
    names = [word for one in NAMES for word in ("--name", one)]
    asked = (*names, "--kind", "phone", "--kind", "email")
    assert anonymise(ote, "apply", *asked, "--dry-run")["replaced"] == 0
    made = anonymise(ote, "apply")
    assert len(made["places"]) == made["replaced"] == 10
    assert [one["old"] for one in made["waiting"]] == ["Toivo", "Toivo"]
    assert made["level"] == "pseudonymised"
    told = anonymise(ote, "archive", "--out", "arkisto", exit_code=2)["error"]
    assert (told["code"], told["file"]) == ("archive-name-left", "interview-01.txt")
    assert anonymise(ote, "apply", "--waiting")["replaced"] == 2
    assert "[järjestöllä 1]" in ote.json("show", project, "RH5")["text"]
    written = anonymise(ote, "archive", "--out", "arkisto")
    assert [Path(one).name for one in written["files"]] == ["interview-01.txt", "interview-01.docx", "archive-note.txt"]
    assert traces([ote.folder / "arkisto"], SECRET) == []
    assert anonymise(ote, "reverse")["restored"] == 12
    assert ote.json("show", project, "RH5")["text"] == before


def test_for_ever_and_without_a_key(ote: Ote, project: Path) -> None:
    ote.json("backup", project)
    names = [word for one in NAMES for word in ("--name", one)]
    made = anonymise(ote, "apply", *names, "--kind", "phone", "--kind", "email", "--waiting", "--for-ever",
                     "--delete-copies", "--brackets", "double")
    assert (made["leftovers"], made["kept"], made["finished"]) == ([{"table": "code", "count": 1}], [], True)
    assert anonymise(ote, "destroy-key", exit_code=2)["error"]["code"] == "needs-for-ever"
    assert anonymise(ote, "destroy-key", "--for-ever", exit_code=2)["error"]["code"] == "common-words-left"
    assert anonymise(ote, "destroy-key", "--for-ever", "--common-words") == {"level": "anonymised", "remains": []}
    assert "[[henkilölle 1]]" in ote.json("show", project, "RH5")["text"]
    (ote.folder / "avain.txt").unlink()
    assert traces([ote.folder], SECRET) == []
    assert json.dumps(ote.json("anonymise", "p.ote", "archive", "--out", "a")).count("anonymised") == 1


def test_what_is_wrong_with_the_key_is_told(ote: Ote, project: Path) -> None:
    assert ote.json("anonymise", project, "reverse", code=2)["error"]["code"] == "key-passphrase-needed"
    assert anonymise(ote, "reverse", exit_code=2)["error"]["code"] == "key-missing"
    assert anonymise(ote, "apply", "--name", "Maija", exit_code=2)["error"]["code"] == "bad-name-rule"
    assert anonymise(ote, "apply", "--form", "Ari: x", exit_code=2)["error"]["code"] == "bad-name-rule"
    made = anonymise(ote, "apply", "--name", "Ari=Tapio", "--leave", "Toivo", "--form", "Ari: avain = Tapion avain")
    assert [one["new"] for one in made["places"]] == ["[Tapiolle]"]
    assert "Toivo" not in {one["base"] for one in anonymise(ote, "find")["candidates"]}
    (ote.folder / "avain.txt").write_text("toinen\n", encoding="utf-8")
    assert anonymise(ote, "reverse", exit_code=2)["error"]["code"] == "key-wrong-passphrase"
    assert anonymise(ote, "archive", exit_code=2)["error"]["code"] == "archive-no-folder"
