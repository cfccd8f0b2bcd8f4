"""Write to a project until killed, telling after each step how many journal entries are surely there.

Usage: crash_worker.py PROJECT MODE, where MODE is `honest` (as the program works), `early` (tells before it
writes) or `reckless` (keeps its rollback journal in memory); the last two are what the test must catch.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from helpers.projects import draft
from projects import commands
from projects.store import Store


def main(path: Path, mode: str) -> None:
    store = Store.open(path)
    if mode == "reckless":
        store.database.execute("PRAGMA journal_mode=MEMORY")
        store.database.execute("PRAGMA synchronous=OFF")
        store.database.execute("PRAGMA cache_size=4")  # pages reach the file long before the commit
    number = len(store.journal())
    while True:
        number += 1
        if mode == "early":
            print(number + 1, flush=True)
        step(store, number)
        if mode != "early":
            print(len(store.journal()), flush=True)


def step(store: Store, number: int) -> None:
    """Import a transcript now and then, code several passages at once, take a step back and forth."""
    if number % 5 == 0:
        lines = [f"H{i % 4}: Vuoro {number} {i} ja koti." for i in range(200)]
        store.do(commands.ImportTranscript(draft(*lines, short=f"R{number}")), "Aino")
    elif number % 7 == 0 and store.next_undo():
        store.undo("Aino")
    else:
        transcript = store.transcripts()[number % len(store.transcripts())]
        start = 4 + number % 10
        store.do(commands.Code(transcript.id, start, start + 1 + number % 20, ("c1", "c4", "c6")), f"Koodaaja {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
