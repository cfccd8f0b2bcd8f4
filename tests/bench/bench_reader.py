"""Measure the reading view against a plain text widget in the same process, offscreen; print JSON lines."""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget

from coder.fonts import font_files
from coder.i18n import load
from coder.models.coding_index import CodingIndex, ShownCode, ShownCoding
from coder.views.reader import Reader
from helpers.reader_look import COLOURS
from helpers.reading import big_document, random_codings
from projects.model import Document

SIZE = (1100, 800)
ROUNDS = 11
FRAMES = 200
FRAME_MS = 16.7
SAY = load("fi")
CODES = tuple(ShownCode(f"c{n}", f"Koodi {n}", n % 6, "PSTRNI"[n % 6]) for n in range(40))


def main() -> int:
    """Print every measure; return 1 when a bar is missed."""
    app = QApplication.instance() or QApplication(["bench"])
    QApplication.setStyle("Fusion")
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))
    document = big_document(100_000)
    codings = random_codings(document, 10_000, CODES)
    lines = [*memory(document, codings), *first_paint(document, codings), *work(document, codings), *dense()]
    for line in lines:
        print(json.dumps({"bench": "reader", **line}))
    app.processEvents()
    return 0 if all(line["met"] for line in lines) else 1


def first_paint(document: Document, codings: list[ShownCoding]) -> Iterator[dict[str, object]]:
    """Build each widget, give it the text, show and paint it, turn by turn; compare the medians."""
    plain, ours = [], []
    for _ in range(ROUNDS):
        plain.append(timed_opening(lambda: opened_plain(document.text)))
        ours.append(timed_opening(lambda: opened(document, codings)))
    yield measured("plain first paint", median(plain), "ms")
    yield measured("first paint", median(ours), "ms")
    yield measured("first paint / plain", median(a / b for a, b in zip(ours, plain, strict=True)), "x", 2.0)


def memory(document: Document, codings: list[ShownCoding]) -> Iterator[dict[str, object]]:
    """Open the big transcript beside a small one that is open already, and look how the process has grown."""
    small = big_document(200)
    warm = opened(small, random_codings(small, 20, CODES))
    gc.collect()
    before = resident()
    view = opened(document, codings)
    settle(view)
    yield measured("memory growth", resident() - before, "MB", 80.0)
    dispose(view)
    dispose(warm)
    gc.collect()


def resident() -> float:
    """Return the memory of this process, in megabytes; where the system does not tell, the most it ever had."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def work(document: Document, codings: list[ShownCoding]) -> Iterator[dict[str, object]]:
    """Scroll, jump, add, resize and remove in the big transcript."""
    view = opened(document, codings)
    yield measured("jump to the end at once", timed(lambda: jump(view, 1.0)), "ms", 100.0)
    settle(view)
    yield from scrolling(view, "scroll")
    yield from jumping(view)
    yield from changing(view, document)
    yield from resizing(view)
    dispose(view)
    gc.collect()


def dense() -> Iterator[dict[str, object]]:
    """Scroll where twenty codings lie on every word."""
    document = big_document(10_000)
    view = opened(document, random_codings(document, 10_000, CODES))
    settle(view)
    yield from scrolling(view, "dense scroll")
    dispose(view)
    gc.collect()


def scrolling(view: Reader, name: str) -> Iterator[dict[str, object]]:
    """Go through the text in small steps, painting each frame."""
    view.verticalScrollBar().setValue(0)
    times = [timed(lambda: step(view, 60)) for _ in range(FRAMES)]
    yield measured(f"{name} p95", p95(times), "ms", FRAME_MS)
    yield measured(f"{name} worst", max(times), "ms", 100.0)


def jumping(view: Reader) -> Iterator[dict[str, object]]:
    """Jump to random places, where nothing is remembered."""
    chance = random.Random(3)
    times = [timed(lambda: jump(view, chance.random())) for _ in range(FRAMES // 2)]
    yield measured("jump p95", p95(times), "ms", FRAME_MS)
    yield measured("jump worst", max(times), "ms", 100.0)


def changing(view: Reader, document: Document) -> Iterator[dict[str, object]]:
    """Add, resize and remove a coding where people look, until it is painted."""
    times: dict[str, list[float]] = {"add": [], "resize": [], "remove": []}
    for number in range(60):
        jump(view, (number + 0.5) / 61)
        at = view.first_visible_position() + 40
        new = ShownCoding(f"n{number}", CODES[number % 40], at, at + 150)
        longer = ShownCoding(new.id, new.code, at, min(at + 260, len(document.text)))
        times["add"].append(timed(partial(change, view, added=[new])))
        times["resize"].append(timed(partial(change, view, changed=[longer])))
        times["remove"].append(timed(partial(change, view, removed=[new.id])))
    for name, found in times.items():
        yield measured(f"{name} to painted p95", p95(found), "ms", FRAME_MS)


def resizing(view: Reader) -> Iterator[dict[str, object]]:
    """Make the window narrower and wider: lines are broken anew, and the first visible word stays."""
    times, kept = [], True
    for number in range(9):
        jump(view, (number + 0.5) / 10)
        before = view.first_visible_position()
        view.resize(SIZE[0] - 40 * (number % 2 + 1), SIZE[1])
        times.append(timed(partial(rewrap, view)))
        kept &= abs(view.first_visible_position() - before) < 120
    yield measured("wrapped anew, median", median(times), "ms", 150.0)
    yield measured("first visible word kept", float(kept), "", None) | {"met": kept}


def rewrap(view: Reader) -> None:
    view._rewrap()
    frame(view)


def opened_plain(text: str) -> QPlainTextEdit:
    widget = QPlainTextEdit()
    widget.resize(*SIZE)
    widget.setPlainText(text)
    painted(widget)
    return widget


def opened(document: Document, codings: list[ShownCoding]) -> Reader:
    view = Reader(COLOURS, SAY)
    view.resize(*SIZE)
    view.set_document(document, codings)
    painted(view)
    return view


def painted(widget: QAbstractScrollArea) -> None:
    """Show a widget and wait until its text was really painted."""
    count = Paints(widget.viewport())
    widget.show()
    while not count.seen:
        QApplication.processEvents()


def frame(view: Reader) -> None:
    """Paint one frame; a frame in which nothing was painted would be a wrong measure."""
    count = Paints(view.viewport())
    QApplication.processEvents()
    if not count.seen:
        view.viewport().update()
        QApplication.processEvents()
    if not count.seen:
        message = "nothing was painted"
        raise RuntimeError(message)
    count.setParent(None)


class Paints(QObject):
    """Count the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = 0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Paint
        return False


def step(view: Reader, pixels: int) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + pixels)
    frame(view)


def jump(view: Reader, share: float) -> None:
    view.verticalScrollBar().setValue(round(view.verticalScrollBar().maximum() * share))
    frame(view)


def change(view: Reader, **what: object) -> None:
    view.apply(**what)  # type: ignore[arg-type]
    frame(view)


def settle(view: Reader) -> None:
    """Wait until Qt has laid out all lines and every coding has its lane."""
    index: CodingIndex = view.index
    while not index.fill(10_000):
        pass
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    frame(view)


def timed_opening(work: Callable[[], QWidget]) -> float:
    """Time the opening of a widget, and take it down before anything else is measured."""
    start = time.perf_counter()
    widget = work()
    spent = (time.perf_counter() - start) * 1000
    dispose(widget)
    del widget
    # A widget in a reference cycle would go on laying out its text, or be taken down in somebody else's frame.
    gc.collect()
    QApplication.processEvents()
    return spent


def dispose(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def measured(measure: str, value: float, unit: str, bar: float | None = None) -> dict[str, object]:
    met = bar is None or value <= bar
    return {"measure": measure, "value": round(value, 2), "unit": unit, "bar": bar, "met": met}


if __name__ == "__main__":
    sys.exit(main())
