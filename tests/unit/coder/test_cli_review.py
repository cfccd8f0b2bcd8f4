"""A round made from the command line is there only when its package could be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coder.cli import run
from helpers.projects import dump
from helpers.rounds import quoted
from projects.store import Store


def test_a_package_that_cannot_be_written_leaves_no_round_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTE_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store = quoted(tmp_path)
    path, before = store.path, dump(store)
    store.close()
    assert run(["review", "make", str(path), str(tmp_path / "none" / "k.html"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "no-folder"
    store = Store.open(path)
    assert store.review().rounds == ()
    assert dump(store) == before
    store.close()
