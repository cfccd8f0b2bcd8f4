"""Scroll the reading view while a worker indexes a corpus beside it: the window must not feel it."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_reader import CODES, opened
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from coder.fonts import font_files
from helpers.measures import Measures
from helpers.reading import big_document, random_codings
from helpers.search_corpus import corpus as invented
from projects.search.corpus import Documents
from projects.search.search import Searcher

WORDS = int(os.environ.get("OTE_BENCH_WORDS", "150000"))


class Scroller:
    """Scroll a little and repaint at each turn of the event loop, timing frames until the index is built."""

    def __init__(self, application: QApplication, reader, done: threading.Event) -> None:
        self.application, self.reader, self.done = application, reader, done
        self.frames: list[float] = []
        self.gaps: list[float] = []
        self.last = time.perf_counter()
        self.timer = QTimer(interval=16)
        self.timer.timeout.connect(self.frame)

    def frame(self) -> None:
        begun = time.perf_counter()
        self.gaps.append((begun - self.last) * 1000)
        self.last = begun
        bar = self.reader.verticalScrollBar()
        bar.setValue((bar.value() + 90) % max(bar.maximum(), 1))
        self.reader.grab()
        self.frames.append((time.perf_counter() - begun) * 1000)
        if self.done.is_set():
            self.application.quit()


def main() -> int:
    """Measure frames beside the worker."""
    measures = Measures("frames")
    application = QApplication.instance() or QApplication(["bench"])
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))
    document = big_document(50_000)
    reader = opened(document, random_codings(document, 2_000, CODES))
    corpus = Documents(invented(WORDS, max(WORDS // 10_000, 1)))
    done = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        thread = threading.Thread(target=build, args=(Path(folder) / "cache.index", corpus, done))
        scroller = Scroller(application, reader, done)
        thread.start()
        scroller.timer.start()
        application.exec()
        thread.join()
    measures.tell("words indexed meanwhile", WORDS, "words")
    measures.tell("frame beside indexing, p95", quantiles(scroller.frames, n=20)[-1], "ms", 16.7)
    measures.tell("frame beside indexing, worst", max(scroller.frames), "ms", 100)
    measures.tell("gap between frames of a 16 ms timer, p95", quantiles(scroller.gaps, n=20)[-1], "ms")
    return measures.code


def build(path: Path, corpus: Documents, done: threading.Event) -> None:
    """Index the corpus in this thread, as the window does; the work is done in a process of its own."""
    searcher = Searcher(path, bytes(32))
    searcher.update(corpus)
    searcher.close()
    done.set()


if __name__ == "__main__":
    sys.exit(main())
