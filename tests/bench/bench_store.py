"""Code 10,000 passages of a big project, a step each, beside bare commits of SQLite on the same disk."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from helpers.measures import Measures
from helpers.projects import draft, new_store
from projects import commands

CODINGS, TURNS = 10_000, 2_500


def bare_commits(path: Path, count: int) -> list[float]:
    """Time commits of one row, with the same journal and the same care for power cuts."""
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE t (a)")
    took = []
    for _ in range(count):
        begun = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO t VALUES ('x')")
        bare.execute("COMMIT")
        took.append(time.perf_counter() - begun)
    bare.close()
    return took


def main() -> int:
    """Measure where memory serves as the disk, then a little on the real one."""
    measures = Measures("store")
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        in_memory(measures, Path(name))
    with tempfile.TemporaryDirectory() as name:
        on_disk(measures, Path(name))
    return measures.code


def in_memory(measures: Measures, folder: Path) -> None:
    """Code everything; undo and redo some."""
    store = new_store(folder)
    said = "jossa puhutaan kodista ja vuokrasta ja siitä miten kaikki alkoi."
    lines = [f"H{i % 5}: Vuoro {i}, {said}" for i in range(TURNS)]
    transcript = str(store.do(commands.ImportTranscript(draft(*lines)), "Aino").result)
    document = store.document(transcript)
    before = store.path.stat().st_size
    took = []
    for number in range(CODINGS):
        turn = document.turns[number * 7 % TURNS]
        start = turn.start + 4 + number % 20
        begun = time.perf_counter()
        store.do(commands.Code(transcript, start, start + 20, (f"c{1 + number % 6}",)), "Aino")
        took.append(time.perf_counter() - begun)
    measures.tell("one coding, median", median(took) * 1000, "ms")
    measures.tell("one coding, p95", quantiles(took, n=20)[-1] * 1000, "ms", 16.7)
    measures.tell("growth for 10,000 codings", (store.path.stat().st_size - before) / 1e6, "MB")
    begun = time.perf_counter()
    for _ in range(100):
        store.undo("Aino")
    measures.tell("undo", (time.perf_counter() - begun) * 10, "ms", 16.7)
    store.close()


def on_disk(measures: Measures, folder: Path) -> None:
    """Compare with what the disk itself takes for a commit."""
    bare = median(bare_commits(folder / "bare.db", 60))
    store = new_store(folder)
    one = draft("H1: Koti on paikka, josta lähdetään ja johon palataan.")
    transcript = str(store.do(commands.ImportTranscript(one), "Aino").result)
    took = []
    for number in range(60):
        begun = time.perf_counter()
        store.do(commands.Code(transcript, 4 + number % 20, 30, (f"c{1 + number % 6}",)), f"Koodaaja {number}")
        took.append(time.perf_counter() - begun)
    store.close()
    measures.tell("bare commit on this disk", bare * 1000, "ms")
    measures.tell("coding / bare commit on this disk", median(took) / bare, "x", 4)


if __name__ == "__main__":
    sys.exit(main())
