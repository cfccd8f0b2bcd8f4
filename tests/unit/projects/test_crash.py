"""Kill the program at any moment: nothing it acknowledged is lost, nothing half-done is left."""

import contextlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.projects import group_store
from projects.check import check
from projects.errors import ProjectError
from projects.store import Store

WORKER = Path(__file__).parents[2] / "helpers" / "crash_worker.py"
KILLS = 25


def kill_once(project: Path, mode: str, lines: int, grace: float) -> int | None:
    """Let the worker acknowledge some steps, kill it `grace` seconds into the next ones; return the last it told.

    None when it stopped by itself, because it found the file broken by the kill before.
    """
    # Coverage of a killed process would be lost anyway, and measuring it slows the writes down.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    with subprocess.Popen(
        [sys.executable, str(WORKER), str(project), mode], stdout=subprocess.PIPE, text=True, env=environment
    ) as worker:
        assert worker.stdout is not None
        told = [worker.stdout.readline() for _ in range(lines)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(grace)
        worker.send_signal(signal.SIGKILL)
        rest = worker.stdout.read().split("\n")[:-1]
    return int((told + rest)[-1]) if all(told) else None


def state(project: Path, told: int | None) -> str:
    """Say what reopening finds: `whole`, `lost`, or `broken`."""
    if told is None:
        return "broken"
    try:
        store = Store.open(project)
    except ProjectError:
        return "broken"
    try:
        if check(store):
            return "broken"
        return "whole" if len(store.journal()) >= told else "lost"
    finally:
        store.close()


def outcomes(folder: Path, mode: str, kills: int) -> list[str]:
    store, _ = group_store(folder)
    store.close()
    found = []
    for number in range(kills):
        chance = random.Random(number)
        told = kill_once(folder / "p.ote", mode, chance.randint(1, 12), chance.uniform(0, 0.03))
        found.append(state(folder / "p.ote", told))
        if found[-1] != "whole":
            break
    return found


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "honest", KILLS) == ["whole"] * KILLS


@pytest.mark.parametrize("mode", ["early", "reckless"])
def test_the_test_can_fail(tmp_path: Path, mode: str) -> None:
    assert outcomes(tmp_path, mode, 60)[-1] != "whole"
