"""The program as it is started: a window with the project, and a clean end."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from coder import app
from coder.settings import Settings
from coder.theme import DARK, LIGHT, Theme
from coder.views.window import Frame
from helpers.window import CODER


def shown():
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Frame) and one.isVisible())


def test_the_window_opens_with_the_project_and_ends_when_it_is_closed(qapp, project, monkeypatch):
    monkeypatch.setenv("OTE_LANG", "en")
    Settings().put("coder", CODER)
    seen = []

    def look() -> None:
        frame = shown()
        seen.extend([frame.windowTitle(), frame.rail.buttons["coding"].text()])
        frame.close()

    QTimer.singleShot(200, look)
    assert app.run_window(project) == 0
    assert seen == ["esimerkki – Ote", "Coding"]
    assert Settings().words("recent") == (str(project),)
    assert Settings().text("window_geometry")


def test_the_systems_scheme_is_followed_unless_one_was_chosen(qapp):
    theme = Theme(qapp, "system")
    hints = qapp.styleHints()
    wanted = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    assert theme.tokens is wanted
    theme.set_scheme("dark")
    assert theme.tokens is DARK
    theme._system_changed()
    assert theme.tokens is DARK
    theme.set_scheme("system")
    theme._system_changed()
    assert theme.tokens is wanted
    theme.deleteLater()


def test_zoom_goes_in_steps_and_never_shrinks_the_interface(qapp):
    theme = Theme(qapp, "light", 100)
    theme.step_zoom(-1)
    assert theme.zoom == 90
    assert theme.px(10) == 10
    theme.set_zoom(1000)
    assert theme.zoom == 200
    assert theme.px(10) == 20
    theme.set_zoom(100)
    theme.deleteLater()
