"""The worker process analyses and indexes; it can be cancelled, killed and left alone, and knows no Qt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from helpers.search_corpus import make_document
from projects.errors import ProjectError
from projects.search import worker
from projects.search.corpus import Documents
from projects.search.search import Searcher
from projects.search.worker import Helper, Lost, Text, Worker

ROOT = Path(__file__).parents[4]
CORPUS = Documents(
    [
        make_document("a", ["Me käydään kotikäynnillä ja katsotaan yhdessä vuokravelkaa.", "Joo."]),
        make_document("b", ["Koti on paikka, josta lähdetään."]),
    ]
)


@pytest.fixture(scope="module")
def living(tmp_path_factory):
    """Return a searcher with a real worker, and its cache file."""
    path = tmp_path_factory.mktemp("worker") / "p.index"
    searcher = Searcher(path, bytes(range(32)))
    yield searcher, path
    searcher.close()


def test_the_process_indexes_and_answers(living):
    searcher, path = living
    searcher.wipe()
    seen = []
    assert searcher.update(CORPUS, lambda *done: seen.append(done))
    assert seen[-1] == (sum(one.words for one in CORPUS.transcripts()),) * 2
    assert searcher.search("koti", CORPUS).count == 2
    assert searcher.search("olemattomille sanoille", CORPUS).count == 0
    assert b"kotik" not in path.read_bytes()


def test_a_killed_process_is_replaced(living):
    searcher, _ = living
    searcher.update(CORPUS)
    searcher.search("toinenolematonsana", CORPUS)
    os.kill(searcher._helper._process.pid, signal.SIGKILL)
    searcher._helper._process.join()
    assert searcher.search("kolmasolematonsana", CORPUS).count == 0


def test_a_process_that_cannot_be_started_leaves_nothing_behind(cache, key, monkeypatch):
    made = Helper(cache, key)
    made.close()

    def refuse(process):
        raise OSError(process.name)

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with pytest.raises(OSError, match="SpawnProcess"):
        made.terms(frozenset({"koti"}))
    made.close()
    monkeypatch.undo()
    assert made.terms(frozenset({"koti"}))["koti"].terms == {"koti"}
    made.close()


def test_a_process_killed_at_work_is_replaced(living, monkeypatch):
    searcher, _ = living
    searcher.update(CORPUS)
    documents = Documents([make_document("k", ["Kissa istuu."]), make_document("l", ["Koira juoksee."])])
    helper = searcher._helper
    add = helper.add
    killed = []

    def add_and_die(text):
        add(text)
        if not killed:
            killed.append(helper._process.pid)
            os.kill(helper._process.pid, signal.SIGKILL)
            helper._process.join()

    monkeypatch.setattr(helper, "add", add_and_die)
    assert searcher.update(documents)
    assert killed
    assert searcher.search("kissa OR koira", documents).count == 2


def test_the_process_ends_with_its_pipe(living):
    searcher, _ = living
    searcher.update(CORPUS)
    searcher.search("neljasolematonsana", CORPUS)
    process = searcher._helper._process
    pid = process.pid
    searcher._helper.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_process_ends_when_nobody_asks(monkeypatch, cache, key):
    monkeypatch.setattr(worker, "IDLE_S", 0.05)
    mine, theirs = worker.multiprocessing.Pipe()
    thread = threading.Thread(target=worker.Worker(theirs, cache, key).run)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()
    mine.close()
    theirs.close()


def answers(cache, key, *messages):
    mine, theirs = worker.multiprocessing.Pipe()
    made = Worker(theirs, cache, key)
    thread = threading.Thread(target=lambda: (made.run(), made.close()))
    thread.start()
    found = []
    for message in messages:
        mine.send(message)
        found.append(mine.recv())
    mine.close()
    thread.join(5)
    theirs.close()
    return found


def test_what_the_process_answers(cache, key):
    text = Text("x", "en", ("The houses",))
    done = answers(cache, key, ("add", text), ("finish", True), ("keep", frozenset()), ("nonsense", None))
    assert [kind for kind, _ in done] == ["done", "done", "done", "failed"]
    assert isinstance(done[-1][1], RuntimeError)
    assert done[2][1] == 1


def test_damage_and_trouble_are_told(tmp_path, key):
    (tmp_path / "p.index").write_bytes(b"x" * 8192)
    assert answers(tmp_path / "p.index", key, ("keep", frozenset())) == [("damaged", None)]
    (tmp_path / "file").write_text("x")
    ((kind, error),) = answers(tmp_path / "file" / "p.index", key, ("keep", frozenset()))
    assert (kind, type(error)) == ("failed", ProjectError)


def test_a_fault_carries_no_interview_text(cache, key):
    ((kind, error),) = answers(cache, key, ("add", Text("x", "fi", (None,))))
    assert kind == "failed"
    assert "Text(" not in str(error)


def test_a_helper_without_its_process_is_lost(cache, key, monkeypatch):
    helper = Helper(cache, key)

    class Dead:
        def send(self, _):
            raise BrokenPipeError

        def close(self):
            pass

    monkeypatch.setattr(helper, "_living", Dead)
    with pytest.raises(Lost):
        helper.finish(tidy=False)


def test_batches_are_written_by_number_and_by_words(cache, key, analyser, monkeypatch):
    index = worker.SearchIndex(cache, key)
    batch = worker.Batch(index, analyser)
    monkeypatch.setattr(worker, "SMALL_TEXT", 0)
    for n in range(worker.BATCH_TEXTS - 1):
        batch.add(Text(str(n), "en", ("word",)))
    assert not index.addresses()
    batch.add(Text("last", "en", ("word",)))
    assert len(index.addresses()) == worker.BATCH_TEXTS
    monkeypatch.setattr(worker, "BATCH_WORDS", 3)
    batch.add(Text("long", "en", ("one two three",)))
    assert "long" in index.addresses()
    index.close()


def test_the_room_loads_neither_qt_nor_the_lexicon():
    code = "import sys, projects.search.search; print([m for m in ('PySide6', 'pyvoikko') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_two_searchers_index_at_once(tmp_path, key):
    path = tmp_path / "p.index"
    documents = Documents([make_document(f"d{n}", [f"Koti {n}"], "en") for n in range(12)])
    searchers = [Searcher(path, key) for _ in range(2)]
    results = []

    def update(searcher):
        results.append(searcher.update(documents))
        searcher.close()

    threads = [threading.Thread(target=update, args=(searcher,)) for searcher in searchers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True, True]
    reader = Searcher(path, key)
    started = time.perf_counter()
    assert reader.search("=koti", documents).count == 12
    assert time.perf_counter() - started < 5
    reader.close()
