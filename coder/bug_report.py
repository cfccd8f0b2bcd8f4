"""Tell of a bug in the program: a report to copy, made of places in the code and never of interview text."""

from __future__ import annotations

import platform
import re
import sys
import threading
from importlib import metadata
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coder.i18n import Catalogue

_OURS = re.compile(r"(?:coder|projects|exports|codebooks)/[^/].*")


def report_text(error: BaseException) -> str:
    """Make the report: versions, the kinds of error, and the places they passed; no message, no source line.

    A message or a source line can hold a piece of an interview; a kind and a place in the code cannot.
    """
    lines = [f"ote {_version()}", f"Python {platform.python_version()}", f"Qt {qVersion()}",
             f"{platform.system()} {platform.release()}"]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", type(cause).__name__]
        lines += [f"  {_short(one.filename)}:{one.lineno} {one.name}" for one in extract_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


class BugReporter(QObject):
    """Catch what nobody caught, in any thread, and tell of it in the window's thread."""

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Catch nothing yet."""
        super().__init__(parent)
        self._former = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Catch from now on."""
        self._former = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Put the former hooks back."""
        sys.excepthook, threading.excepthook = self._former

    def _caught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.found.emit(error)
        else:
            self._former[0](kind, error, where)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.found.emit(args.exc_value)


class BugDialog(QDialog):
    """Show the report with a button that copies it."""

    def __init__(self, error: BaseException, say: Catalogue, parent: QWidget | None = None) -> None:
        """Lay out what happened, the report, and the two buttons."""
        super().__init__(parent)
        self.setWindowTitle(say("bug.title"))
        self.report = QPlainTextEdit(report_text(error))
        self.report.setReadOnly(True)
        self.report.setProperty("kind", "report")
        words = QLabel(say("bug.words"))
        words.setWordWrap(True)
        copy = QPushButton(say("bug.copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        close = QPushButton(say("bug.close"))
        close.setProperty("kind", "accent")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.report, 1)
        layout.addLayout(buttons)
        self.resize(560, 420)


def _short(path: str) -> str:
    """Return a file's place in the program, or its bare name: the folders above may name a person."""
    whole = path.replace("\\", "/")
    ours = _OURS.search(whole)
    return ours[0] if ours else whole.rsplit("/", 1)[-1]


def _version() -> str:
    try:
        return metadata.version("ote")
    except metadata.PackageNotFoundError:
        return "?"
