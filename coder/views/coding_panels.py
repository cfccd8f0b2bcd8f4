"""The panels around the reading views: what each holds and where it stands, and how they come back as they stood."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from coder.views.code_panel import CodePanel
from coder.views.excerpt_panel import ExcerptPanel
from coder.views.here_panel import HerePanel
from coder.views.memo_panel import MemoPanel
from coder.views.pages import Desk
from coder.views.panels import WIDTHS, Panel
from coder.views.show_panel import ShowPanel
from coder.views.source_panel import SourcePanel

_STATE_VERSION = 2
_FOLD_BELOW = 1360
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_AT_RIGHT = ("codes", "excerpts", "here", "show", "notes")


class CodingPanels:
    """Hold the panels of a window of docks; those under the codes stand on tabs."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        """Make the panels and put them around the middle."""
        self._window = window
        self._theme = desk.theme
        self._folded = False
        self.sources = SourcePanel(desk.session, desk.theme, desk.say)
        self.codes = CodePanel(desk.theme, desk.say)
        self.excerpts = ExcerptPanel(desk.session, desk.theme, desk.say)
        self.here = HerePanel(desk.theme, desk.say)
        self.show_what = ShowPanel(desk.theme, desk.say)
        self.notes = MemoPanel(desk)
        bodies: dict[str, QWidget] = {
            "sources": self.sources, "codes": self.codes, "excerpts": self.excerpts, "here": self.here,
            "show": self.show_what, "notes": self.notes,
        }
        self.by_key: dict[str, Panel] = {}
        for key, body in bodies.items():
            panel = Panel(key, desk.theme, desk.say, body, folds=key == "sources")
            window.addDockWidget(_LEFT if key == "sources" else _RIGHT, panel)
            self.by_key[key] = panel
        for key in ("here", "show", "notes"):
            window.tabifyDockWidget(self.by_key["excerpts"], self.by_key[key])
        self.by_key["excerpts"].raise_()
        self.by_key["sources"].folded.connect(self.sources.set_narrow)
        self.set_sizes()

    def set_sizes(self) -> None:
        """Give the panels their own widths, and the codes more height than what stands below them."""
        panels = [self.by_key["sources"], self.by_key["codes"]]
        widths = [self._theme.beside(WIDTHS[key]) for key in ("sources", "codes")]
        self._window.resizeDocks(panels, widths, Qt.Orientation.Horizontal)
        below = [self.by_key["codes"], self.by_key["excerpts"]]
        self._window.resizeDocks(below, [460, 440], Qt.Orientation.Vertical)

    def fold_for(self, width: int) -> None:
        """Fold the left panel when the window is small, and give it back when there is room again."""
        small = width < self._theme.px(_FOLD_BELOW)
        if small != self._folded:
            self._folded = small
            self.by_key["sources"].set_narrow(narrow=small)

    def toggle(self, key: str) -> None:
        """Show a panel, bring it before the others on its place, or close it when it is before them already."""
        panel = self.by_key[key]
        if panel.isHidden() or panel.visibleRegion().isEmpty():
            self.bring(key)
        else:
            panel.hide()

    def bring(self, key: str) -> None:
        """Show a panel before the others on its place."""
        self.by_key[key].show()
        self.by_key[key].raise_()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through: the panels that can be seen."""
        keys = ("sources", *_AT_RIGHT)
        return tuple(self.by_key[key].body for key in keys if not self.by_key[key].visibleRegion().isEmpty())

    def save(self) -> str:
        """Return how the panels stand, as text for the settings."""
        return bytes(self._window.saveState(_STATE_VERSION).toBase64().data()).decode("ascii")

    def restore(self, state: str) -> bool:
        """Put the panels as they stood; tell whether anything was known of that."""
        return bool(state) and self._window.restoreState(QByteArray.fromBase64(state.encode("ascii")), _STATE_VERSION)
