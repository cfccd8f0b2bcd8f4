"""Start the program to its painted window, in processes of its own, beside a bare Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from helpers.measures import Measures

ROUNDS = 5
BARE = """
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from PySide6.QtCore import QTimer
application = QApplication([])
window = QPlainTextEdit("Koti")
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from coder.app import Program
from coder.settings import Settings
application = QApplication([])
program = Program(application, Settings())
program.show(None)
QTimer.singleShot(0, application.quit)
application.exec()
heavy = {"whoosh", "docx", "pyvoikko", "lxml"} & set(sys.modules)
print(",".join(sorted(heavy)))
program.close()
"""


def run(script: str) -> tuple[float, str]:
    """Time a process; return what it printed."""
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": root, "OTE_LANG": "fi"}
    # An installed program has its bytecode from the first start on.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout.strip()


def main() -> int:
    """Measure by turns."""
    measures = Measures("start")
    run(OURS)
    rounds = [(run(BARE)[0], *run(OURS)) for _ in range(ROUNDS)]
    bare, ours = median(one[0] for one in rounds), median(one[1] for one in rounds)
    measures.tell("bare Qt window", bare, "s")
    measures.tell("window painted", ours, "s", 1.0)
    measures.tell("window / bare Qt window", ours / bare, "x")
    heavy = rounds[0][2].split(",") if rounds[0][2] else []
    measures.tell("heavy libraries before the first paint", len(heavy), "modules", 0)
    return measures.code


if __name__ == "__main__":
    sys.exit(main())
