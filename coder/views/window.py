"""The window: rail, top bar, workplaces and status bar around the open project."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.jobs import Runner
from coder.models.hits import ShownHit
from coder.search_engine import SearchEngine
from coder.session import Session
from coder.theme import Theme
from coder.views.actions import Actions
from coder.views.bars import JobBar, MessageBar, simply
from coder.views.coding_place import CodingPlace
from coder.views.frame_bars import StatusBar, TopBar
from coder.views.handlers import handlers
from coder.views.help_panel import HelpPanel
from coder.views.history import History
from coder.views.material_place import MaterialPlace
from coder.views.project_acts import ProjectActs
from coder.views.rail import Rail
from coder.views.report_place import ReportPlace
from coder.views.search_place import SearchPlace
from coder.views.start_page import StartPage
from projects.model import Receipt

_SIZE = (1440, 900)
_SMALLEST = (900, 560)
_TEXT_TABLES = frozenset({"coding", "excerpt", "code", "family"})


class Place(Protocol):
    """Be what a workplace is to the window."""

    messages: MessageBar
    job: JobBar

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""


class Frame(QMainWindow):
    """Hold the workplaces and what is shared between them."""

    language_wanted = Signal(str)
    first_shown = Signal()

    def __init__(self, session: Session, engine: SearchEngine, runner: Runner, theme: Theme, say: Catalogue) -> None:
        """Build everything; a project may be open already."""
        super().__init__()
        self.session = session
        self._engine = engine
        self.theme = theme
        self._say = say
        self._shown_once = False
        self.setWindowTitle("Ote")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self.top = TopBar(theme, say)
        self.status = StatusBar(theme, say)
        self.rail = Rail(theme, say)
        self.start = StartPage(theme, say)
        self.material = MaterialPlace(session, runner, theme, say)
        self.coding = CodingPlace(session, theme, say, self)
        self.search = SearchPlace(session, engine, theme, say)
        self.report = ReportPlace(session, runner, theme, say)
        self.places: Mapping[str, MaterialPlace | CodingPlace | SearchPlace | ReportPlace] = {
            "material": self.material, "coding": self.coding, "search": self.search, "report": self.report,
        }
        self.acts = ProjectActs(session, runner, say, self, self._bars)
        self.history = History(session, say, self)
        self.recent = QMenu(say("act.recent"), self)
        self.actions_by_key = Actions(self, say, handlers(self))
        self.help = HelpPanel(theme, say)
        self._lay_out()
        self._connect()
        self._restore()
        self._show_session()

    # Workplaces

    def go(self, place: str) -> None:
        """Go to a workplace and put the focus where the work begins."""
        if not self.session.is_open:
            return
        widget = self.places[place]
        self.stack.setCurrentWidget(widget)
        self.rail.show_place(place)
        self._show_status()
        target = self.coding.reader if place == "coding" else widget
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_search(self) -> None:
        """Go to the search with what is selected or typed, ready to be replaced."""
        self.go("search")
        self.search.field.selectAll()

    def next_panel(self) -> None:
        """Put the focus on the next panel, around the end."""
        stops = [stop for stop in self._stops() if _can_take_focus(stop)]
        focus = QApplication.focusWidget()
        here = next((at for at, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus))), -1)
        stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    # What Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        """Tell, once, that the window stands."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self.first_shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the left panel when there is little room."""
        super().resizeEvent(event)
        self.coding.fold_for(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how the window stands."""
        settings = self.session.settings
        settings.put("window_geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        settings.put("coding_panels", self.coding.save_panels())
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """See what others wrote meanwhile when the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look_again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project that was dropped, or add the other files to the open one."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        project = next((path for path in paths if path.suffix.lower() == ".ote"), None)
        if project is not None:
            self.acts.open(project)
        elif self.session.is_open:
            self._add_files(paths)
        else:
            self.start.messages.say(self._say("start.open_first"))

    # Building

    def _lay_out(self) -> None:
        self.actions_by_key.fill(self.top.menus, self.recent)
        self.top.bind(self.actions_by_key)
        self.setMenuWidget(self.top)
        self.stack = QStackedWidget()
        for widget in (self.start, *self.places.values()):
            self.stack.addWidget(widget)
        middle = QFrame()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.stack, 1)
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across, 1)
        down.addWidget(self.status)
        self.setCentralWidget(middle)
        self._fill_text_menu()
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help)
        self.help.hide()

    def _fill_text_menu(self) -> None:
        """Give the reading view a menu for the mouse, with the same actions as the bar's."""
        reader = self.coding.reader
        self.text_menu = QMenu(self)
        for key in ("code", "repeat", "uncode"):
            self.text_menu.addAction(self.actions_by_key[key])
        self.text_menu.addSeparator()
        self.text_menu.addAction(self._say("act.copy"), reader.copy)
        reader.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        reader.customContextMenuRequested.connect(
            lambda at: self.text_menu.popup(reader.viewport().mapToGlobal(at))
        )

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._show_session)
        session.closed.connect(self._project_closed)
        session.changed.connect(self._take)
        session.reloaded.connect(self._reloaded)
        session.failed.connect(self._failed)
        session.history_changed.connect(self._show_history)
        self.rail.wanted.connect(self.go)
        self.top.search_wanted.connect(self.go_search)
        self.top.coder_wanted.connect(self.acts.ask_coder)
        self.status.zoom.clicked.connect(lambda: self.theme.set_zoom(100))
        self.start.new_wanted.connect(self.acts.new)
        self.start.open_wanted.connect(self.acts.open_other)
        self.start.example_wanted.connect(self.acts.example)
        self.start.recent_wanted.connect(lambda path: self.acts.open(Path(path)))
        self.acts.files_chosen.connect(self._add_files)
        self.acts.coder_changed.connect(self._show_coder)
        for place in (self.material, self.coding):
            place.add_wanted.connect(self.choose_files)
        for source in (self.material, self.coding.sources):
            source.rename_wanted.connect(self.acts.rename)
            source.remove_wanted.connect(self.acts.remove)
        self.coding.sources.role_wanted.connect(self.acts.set_role)
        self.material.transcript_wanted.connect(self._read)
        self.coding.place_changed.connect(self._show_status)
        self.coding.transcript_opened.connect(lambda _: self._mark_hits())
        self.search.hit_wanted.connect(self._go_to_hit)
        self.search.hits_changed.connect(self._mark_hits)
        self.search.index_state.connect(lambda state: self.status.index.setText(self._say(f"status.index_{state}")))
        self.recent.aboutToShow.connect(self._fill_recent)
        self.theme.changed.connect(self._theme_changed)
        for key, panel in self.coding.panels.items():
            panel.visibilityChanged.connect(simply(partial(self._show_panel_state, key)))

    def _restore(self) -> None:
        settings = self.session.settings
        geometry = settings.text("window_geometry")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))
        self.coding.restore_panels(settings.text("coding_panels"))
        actions = self.actions_by_key
        actions[f"scheme_{self.theme.scheme}"].setChecked(True)
        actions[f"font_{settings.text('reading_font')}"].setChecked(True)
        actions[f"language_{self._say.language}"].setChecked(True)
        self._show_coder()

    # Showing the project

    def _show_session(self) -> None:
        is_open = self.session.is_open
        self.actions_by_key.show_project(is_open=is_open)
        self.rail.setEnabled(is_open)
        self.rail.setToolTip("" if is_open else self._say("start.open_first"))
        self._show_history()
        if not is_open:
            self._show_start()
            return
        store = self.session.store
        self.top.show_project(store.path.name, str(store.path))
        self.setWindowTitle(f"{store.path.stem} – Ote")
        self._engine.open(store.path, self.session.passphrase)
        self._show_all()
        self.go("coding" if store.transcripts() else "material")

    def _show_start(self) -> None:
        self.start.show_recent(self.session.settings.words("recent"))
        self.top.show_project("", "")
        self.setWindowTitle("Ote")
        self.rail.show_none()
        self.stack.setCurrentWidget(self.start)
        self.status.index.setText("")
        self._show_status()
        self.start.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _project_closed(self) -> None:
        self._engine.close()
        for place in (self.coding, self.search, self.report):
            place.clear()
        self.material.show_results([])
        self._show_session()

    def _show_all(self) -> None:
        self.material.show_project()
        self.coding.show_project()
        self.search.show_project()
        self.report.show_project()
        self._show_status()

    def _take(self, receipt: Receipt) -> None:
        self.coding.take(receipt)
        if {change.table for change in receipt.changes} <= {"coding", "excerpt"}:
            return
        self.material.show_project()
        self.search.show_project()
        if not {change.table for change in receipt.changes} <= _TEXT_TABLES:
            self._engine.texts_changed()
            self.search.text_changed()

    def _reloaded(self) -> None:
        self._engine.texts_changed()
        self._show_all()
        self.search.text_changed()
        self._bars()[0].say(self._say("session.reloaded"))

    def _failed(self, problem: OteError) -> None:
        self._bars()[0].tell(problem)

    def _show_history(self) -> None:
        self.history.show(self.actions_by_key)

    def _show_coder(self) -> None:
        self.top.show_coder(self.session.coder)
        if not self.session.is_open:
            self.start.show_recent(self.session.settings.words("recent"))

    def _show_status(self) -> None:
        on_coding = self.session.is_open and self.stack.currentWidget() is self.coding
        place, here = self.coding.status_words() if on_coding else ("", "")
        if self.session.is_open and self.stack.currentWidget() is self.search and self.search.hits:
            place = self._say("search.count", n=len(self.search.hits))
        self.status.place.setText(place)
        self.status.here.setText(here)

    def _theme_changed(self) -> None:
        self.session.settings.put("zoom", self.theme.zoom)
        self.coding.fold_for(self.width())

    # Small acts

    def _here(self) -> Place:
        widget = self.stack.currentWidget()
        return next((place for place in self.places.values() if place is widget), self.start)

    def _bars(self) -> tuple[MessageBar, JobBar]:
        here = self._here()
        return here.messages, here.job

    def _stops(self) -> tuple[QWidget, ...]:
        rail = next(iter(self.rail.buttons.values()))
        return (*self._here().stops(), *([rail] if self.session.is_open else []))

    def choose_files(self) -> None:
        """Let a person choose files to add, in the workplace where the results show."""
        self.go("material")
        self.acts.choose_files()

    def _add_files(self, paths: list[Path]) -> None:
        self.go("material")
        self.material.add_files(paths)

    def write_report(self) -> None:
        """Go to the report and write it."""
        self.go("report")
        self.report.write_report()

    def _read(self, transcript: str) -> None:
        self.coding.open_transcript(transcript)
        self.go("coding")

    def _go_to_hit(self, hit: object) -> None:
        if isinstance(hit, ShownHit):
            start, end = hit.matches[0] if hit.matches else (hit.start, hit.end)
            self.go("coding")
            self.coding.go_to(hit.transcript, start, end)
            self._mark_hits((start, end))

    def _mark_hits(self, current: tuple[int, int] | None = None) -> None:
        document = self.coding.document
        ranges = sorted(self.search.hits_in(document.transcript.id)) if document else []
        self.coding.reader.set_hits(ranges, ranges.index(current) if current in ranges else -1)

    def toggle_panel(self, key: str) -> None:
        """Show or close a panel of the coding workplace."""
        panel = self.coding.panels[key]
        panel.setVisible(panel.isHidden())
        self.go("coding")

    def _show_panel_state(self, key: str) -> None:
        self.actions_by_key[f"panel_{key}"].setChecked(not self.coding.panels[key].isHidden())

    def toggle_help(self) -> None:
        """Show or close the list of keys."""
        self.help.setVisible(self.help.isHidden())
        target = self._here().stops()[0] if self.help.isHidden() else self.help.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_scheme(self, scheme: str) -> None:
        """Choose light, dark, or what the system has."""
        self.theme.set_scheme(scheme)
        self.session.settings.put("scheme", scheme)

    def set_font(self, font: str) -> None:
        """Choose the font of the reading view."""
        self.session.settings.put("reading_font", font)
        self.coding.set_reading_font(font)

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self.session.settings.words("recent"):
            self.recent.addAction(Path(path).stem, partial(self.acts.open, Path(path))).setToolTip(path)
        if self.recent.isEmpty():
            self.recent.addAction(self._say("start.no_recent")).setEnabled(False)

    def about(self) -> None:
        """Say what program this is."""
        from coder.version import version  # noqa: PLC0415 - metadata is slow to read

        self._bars()[0].say(self._say("about.words", version=version()))


def _can_take_focus(stop: QWidget) -> bool:
    target = stop.focusProxy() or stop
    return target.isVisible() and target.isEnabled()
