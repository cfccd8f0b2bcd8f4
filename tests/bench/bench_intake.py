"""Drop 20 Word files of 10,000 words onto the window: it stays free meanwhile, and a preview is there at once."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_import import FILES, write_docx
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coder.app import Program
from coder.settings import Settings
from coder.views.intake_page import IntakePage
from helpers.measures import Measures
from helpers.projects import CODEBOOK


class Pulse:
    """Note how long the window's loop is away, a turn every few milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.last = 0.0
        self.timer = QTimer(interval=4)
        self.timer.timeout.connect(self.beat)

    def beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self.last) * 1000)
        self.last = now

    def until(self, signal) -> list[float]:
        """Run the loop until a signal comes; return the gaps in milliseconds."""
        loop = QEventLoop()
        signal.connect(loop.quit)
        self.gaps, self.last = [], time.perf_counter()
        self.timer.start()
        loop.exec()
        self.timer.stop()
        return self.gaps


def main() -> int:
    """Measure reading, the preview, and taking all in."""
    measures = Measures("intake")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        (folder / "files").mkdir()
        for number in range(FILES):
            write_docx(folder / "files" / f"{number:02}.docx", number)
        program = Program(QApplication([]), Settings(folder / "settings.toml"), "fi")
        program.session.create(folder / "p.ote", CODEBOOK)
        program.frame.resize(1280, 800)
        program.frame.show()
        page = program.frame.stack.page_of(IntakePage)
        pulse = Pulse()
        program.frame.own.take_files([folder / "files"])
        gaps = pulse.until(page.idle)
        measures.tell("window away while 20 files are read, p95", quantiles(gaps, n=20)[-1], "ms", 50)
        measures.tell("the same, worst", max(gaps), "ms", 300)
        shown = []
        for one in page.files[1:6]:
            begun = time.perf_counter()
            page.parts.list.choose_thing(one.path)
            program.frame.grab()
            shown.append((time.perf_counter() - begun) * 1000)
        measures.tell("preview of 10,000 words, worst of five", max(shown), "ms", 300)
        page.go()
        gaps = pulse.until(page.idle)
        measures.tell("window away while 20 are taken in, worst", max(gaps), "ms", 300)
        measures.tell("files that did not come", FILES - len(program.session.store.transcripts()), "files", 0)
        program.close()
    return measures.code


if __name__ == "__main__":
    sys.exit(main())
