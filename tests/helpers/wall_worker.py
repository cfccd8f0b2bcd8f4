"""Build a wall and be killed at one stage of it: `wall_worker.py PROJECT PASSPHRASE STAGE` (passphrase `-`: none)."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from projects import walls
from projects.store import Store
from projects.walls import wall

STAGES = ("scrub_journal", "commit", "vacuum", "remove_index", "make_backup", "remove", "forget_note")


def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(path: Path, passphrase: str | None, stage: str) -> None:
    """Let everything before the stage happen, and nothing after its beginning."""
    if stage == "commit":
        wall.resume = kill
    else:
        setattr(wall, stage, kill)
    store = Store.open(path, passphrase)
    walls.build(store, walls.EraseTranscript(store.transcripts()[0].id), "Aino", passphrase, replace_copies=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), None if sys.argv[2] == "-" else sys.argv[2], sys.argv[3])
