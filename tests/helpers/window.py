"""Drive the window in tests: a program with the example project, real keys, real clicks."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coder.app import Program
from coder.draining import drained
from coder.example_project import make_example
from coder.settings import Settings

CODER = "Aino Aalto"


def example_at(cache: Path, target: Path) -> Path:
    """Put a copy of the example project at a place; it is made once a run."""
    made = cache / "example.ote"
    if not made.exists():
        drained(make_example(made, CODER))
    shutil.copyfile(made, target)
    return target


@contextmanager
def running(qapp: QApplication, qtbot, folder: Path, language: str = "fi", **chosen):
    """Show a window for the length of a block."""
    settings = Settings(folder / "settings.toml")
    for key, value in {"coder": CODER, "scheme": "light", **chosen}.items():
        settings.put(key, value)
    program = Program(qapp, settings, language)
    program.frame.resize(1280, 800)
    with qtbot.waitActive(program.frame):
        program.frame.show()
        program.frame.activateWindow()
    try:
        yield program
    finally:
        program.frame.close()
        program.close()
        program.frame.deleteLater()
        program.theme.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(*keys: str) -> None:
    """Press keys by name (`Ctrl+Shift+Z`, `Down`) on whatever has the focus."""
    for key in keys:
        combination = key_of(key)
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), combination[0], combination[1])


def key_of(name: str):
    """Return the key and modifiers of a name."""
    combination = QKeySequence(name)[0]
    return combination.key(), combination.keyboardModifiers()


def write(text: str) -> None:
    """Type a text into whatever has the focus."""
    for letter in text:
        if letter.isascii():
            QTest.keyClick(QApplication.focusWidget(), letter)
        else:
            # QTest knows no letters beyond ASCII; the key of ä is its own capital letter, as Qt has it.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(QApplication.focusWidget(), event)


def click(view, index) -> None:
    """Click a row of a list or tree."""
    at = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def drag(view, start: QPoint, end: QPoint) -> None:
    """Draw with the left button from one point of a view to another."""
    target = view.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(target, start + (end - start) * step / 5)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def opened(qtbot, frame, kind):
    """Wait until a dialog of a kind stands in front of the window and has the focus; return it."""

    def there() -> bool:
        found = [one for one in frame.findChildren(kind) if one.isVisible()]
        return bool(found) and found[-1].isActiveWindow() and found[-1].focusWidget() is not None

    qtbot.waitUntil(there)
    return next(one for one in frame.findChildren(kind) if one.isVisible())


def back(qtbot, frame) -> None:
    """Come back to the window after a dialog: without a window manager nobody else brings it forward."""
    with qtbot.waitActive(frame):
        frame.activateWindow()
