"""Wire the window: the only place where its objects are made and tied together."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from coder import i18n
from coder.bug_report import BugDialog, BugReporter
from coder.jobs import Runner, Work
from coder.qt_words import QtWords
from coder.search_engine import SearchEngine
from coder.session import Session
from coder.settings import Settings
from coder.theme import Theme
from coder.views.window import Frame

_BACKUP_EVERY_MS = 10 * 60 * 1000
_BACKUP_FIRST_MS = 5000
_INDEX_AFTER_MS = 2000


class Program(QObject):
    """Hold what lives as long as the program: session, jobs, search, theme, and the window in one language."""

    def __init__(self, app: QApplication, settings: Settings, language: str = "") -> None:
        """Make everything but the open project."""
        super().__init__(app)
        self._app = app
        self.settings = settings
        self.session = Session(settings, self)
        self.runner = Runner(self)
        self.engine = SearchEngine(self)
        self.theme = Theme(app, settings.text("scheme"), settings.number("zoom"))
        self.bugs = BugReporter(self)
        self._qt_words: QtWords | None = None
        self._backups = QTimer(self)
        self._backups.setInterval(_BACKUP_EVERY_MS)
        self._backups.timeout.connect(self._back_up)
        self.frame = self._make_frame(language or settings.text("language") or i18n.choose_language())
        self.bugs.found.connect(self._show_bug)
        self.runner.crashed.connect(self._show_bug)
        self.session.opened.connect(lambda: QTimer.singleShot(_BACKUP_FIRST_MS, self, self._back_up))
        self.session.opened.connect(lambda: QTimer.singleShot(_INDEX_AFTER_MS, self, self.engine.prepare))
        self.session.opened.connect(self._backups.start)

    def show(self, path: Path | None) -> None:
        """Show the window; the project is opened once it stands."""
        self.frame.show()
        if path is not None:
            QTimer.singleShot(0, self, lambda: self.frame.acts.open(path))

    def close(self) -> None:
        """End jobs and search and let go of the project."""
        self._backups.stop()
        self.runner.stop()
        self.engine.close()
        self.session.close()
        if self._qt_words is not None:
            self._qt_words.remove()

    def _make_frame(self, language: str) -> Frame:
        if self._qt_words is not None:
            self._qt_words.remove()
        self._say = i18n.load(language)
        self._qt_words = QtWords(self._app, self._say)
        frame = Frame(self.session, self.engine, self.runner, self.theme, self._say)
        frame.language_wanted.connect(self._change_language)
        return frame

    def _change_language(self, language: str) -> None:
        """Make the window anew in another language, in the same place, with the same project."""
        if language == self._say.language:
            return
        self.settings.put("language", language)
        former, at = self.frame, self.frame.geometry()
        former.close()
        self.frame = self._make_frame(language)
        self.frame.setGeometry(at)
        self.frame.show()
        former.deleteLater()

    def _back_up(self) -> None:
        if self.session.is_open:
            path, passphrase = self.session.store.path, self.session.passphrase
            self.runner.start(lambda: _make_backup(path, passphrase), "backup")

    def _show_bug(self, error: object) -> None:
        if isinstance(error, BaseException):
            BugDialog(error, self._say, self.frame).open()


def run_window(path: Path | None = None, arguments: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("Ote")
    program = Program(app, Settings())
    program.bugs.install()
    program.show(path)
    try:
        return app.exec()
    finally:
        program.bugs.remove()
        program.close()


def _make_backup(path: Path, passphrase: str | None) -> Work:
    # Beside the window and by a connection of its own; a project nobody has written to needs no new copy.
    from projects.backup import is_due, make_backup  # noqa: PLC0415
    from projects.store import Store  # noqa: PLC0415

    yield 0, 1
    if is_due(path, datetime.now(UTC)):
        store = Store.beside(path, passphrase)
        try:
            make_backup(store, passphrase)
        finally:
            store.close()
    yield 1, 1
