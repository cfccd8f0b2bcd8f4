"""The command line when nobody reads any more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coder.cli import run
from helpers.projects import new_store


def test_a_reader_who_has_enough_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = new_store(tmp_path)
    store.close()
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert run(["codes", str(tmp_path / "p.ote"), "--json"]) == 0
    assert capsys.readouterr().err == ""
