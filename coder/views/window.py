"""The window: rail, top bar, workplaces and status bar around the open project."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QVBoxLayout

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.jobs import Runner
from coder.models.left_off import recall, remember
from coder.search_engine import SearchEngine
from coder.session import Session
from coder.theme import Theme
from coder.views.actions import Actions
from coder.views.bars import simply
from coder.views.coding_place import CodingPlace
from coder.views.frame_acts import FrameActs
from coder.views.frame_bars import StatusBar, TopBar
from coder.views.handlers import handlers
from coder.views.help_panel import HelpPanel
from coder.views.history import History
from coder.views.interchange_acts import InterchangeActs
from coder.views.material_place import MaterialPlace
from coder.views.pages import Desk, Page, Wishes, changes_texts
from coder.views.project_acts import ProjectActs
from coder.views.rail import Rail
from coder.views.report_place import ReportPlace
from coder.views.search_place import SearchPlace
from coder.views.text_acts import TextActs
from coder.views.wall_acts import WallActs
from coder.views.workplaces import WORKPLACES, Workplaces
from projects.model import Receipt

_SIZE = (1440, 900)
_SMALLEST = (900, 560)
_REST_MS = 40


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
        self.wishes = Wishes(self)
        desk = Desk(session, engine, runner, theme, say, self.wishes, self)
        self.stack = Workplaces(desk)
        self.places, self.start = self.stack.places, self.stack.start
        self.material, self.coding = self.stack.page_of(MaterialPlace), self.stack.page_of(CodingPlace)
        self.search, self.report = self.stack.page_of(SearchPlace), self.stack.page_of(ReportPlace)
        self.top = TopBar(theme, say)
        self.status = StatusBar(theme, say)
        self.rail = Rail(theme, say, [(place.key, place.number) for place in WORKPLACES])
        self.help = HelpPanel(theme, say)
        self.acts = ProjectActs(session, runner, say, self, lambda: self.stack.bars)
        self.history = History(session, say, self)
        self.own = FrameActs(desk, self.stack, self.rail, self.help, self.acts)
        self.recent = QMenu(say("act.recent"), self)
        self.text_acts = TextActs(desk, self.coding)
        self.wall_acts = WallActs(desk, self.coding, lambda: self.stack.bars)
        self.interchange = InterchangeActs(desk, lambda: self.stack.bars)
        table = {
            **handlers(self.own, self.acts, self.history, theme, self.stack),
            **self.text_acts.handlers(), **self.wall_acts.handlers(),
            **self.interchange.handlers(),
        }
        self.actions_by_key = Actions(self, say, table)
        self._keep_to_the_text()
        self._lay_out()
        self._connect_project()
        self._connect_places()
        self._restore()
        self._show_session()

    def go(self, place: str, page: str = "") -> None:
        """Go to a workplace, or to a page of it, and put the focus where the work begins."""
        self.own.go(place, page)

    def here(self) -> Page | QFrame:
        """Return the page in view, or the greeting."""
        return self.stack.page

    # What Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        """Tell, once, that the window stands."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self.first_shown.emit()
            QTimer.singleShot(_REST_MS, self, self._make_rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the left panel when there is little room."""
        super().resizeEvent(event)
        self.coding.fold_for(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how the window stands."""
        settings = self.session.settings
        settings.put("window_geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        settings.put("coding_panels", self.coding.docks.save())
        self._leave_off()
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
        rest = self.interchange.take(paths)
        if rest:
            self.own.take_files(rest)

    # Building

    def _lay_out(self) -> None:
        self.actions_by_key.fill(self.top.menus, self.recent)
        self.top.bind(self.actions_by_key)
        self.setMenuWidget(self.top)
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

    def _keep_to_the_text(self) -> None:
        """Let the keys that change the text work in the reading page only: other pages have their own for them."""
        for key in self.text_acts.handlers():
            action = self.actions_by_key[key]
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.removeAction(action)
            self.coding.addAction(action)

    def _fill_text_menu(self) -> None:
        """Give the reading view a menu for the mouse, with the same actions as the bar's."""
        self.text_menu = QMenu(self)
        for key in ("code", "in_vivo", "repeat", "", "recode", "split", "merge", "describe", "uncode", "",
                    "edit_text", "split_turn", "join_turns", "change_speaker", "redact", ""):
            if key:
                self.text_menu.addAction(self.actions_by_key[key])
            else:
                self.text_menu.addSeparator()
        self.text_menu.addAction(self._say("act.copy"), self._copy)
        self.coding.menu_wanted.connect(self.text_menu.popup)

    def _copy(self) -> None:
        self.coding.reader.copy()

    def _connect_project(self) -> None:
        session, acts = self.session, self.acts
        session.opened.connect(self._show_session)
        session.closing.connect(self._leave_field)
        session.closing.connect(self._leave_off)
        session.closed.connect(self._project_closed)
        session.changed.connect(self._take)
        session.reloaded.connect(self._reloaded)
        session.failed.connect(self._failed)
        session.history_changed.connect(self._show_history)
        self.top.coder_wanted.connect(acts.ask_coder)
        self.start.new_wanted.connect(acts.new)
        self.start.open_wanted.connect(acts.open_other)
        self.start.example_wanted.connect(acts.example)
        self.start.recent_wanted.connect(lambda path: acts.open(Path(path)))
        acts.files_chosen.connect(self.own.add_files)
        acts.coder_changed.connect(self._show_coder)
        for source in (self.material, self.coding.sources):
            source.rename_wanted.connect(acts.rename)
            source.remove_wanted.connect(acts.remove)
            source.language_wanted.connect(acts.set_language)
            source.erase_wanted.connect(self.wall_acts.ask)
        self.material.original_wanted.connect(acts.save_original)
        self.coding.sources.role_wanted.connect(acts.set_role)
        self.recent.aboutToShow.connect(self._fill_recent)

    def _connect_places(self) -> None:
        own, wishes = self.own, self.wishes
        wishes.transcript_wanted.connect(own.read)
        wishes.passage_wanted.connect(own.go_to_passage)
        wishes.page_wanted.connect(own.go)
        wishes.files_wanted.connect(own.choose_files)
        wishes.excerpts_wanted.connect(own.show_excerpts)
        wishes.status_changed.connect(self._show_status)
        own.language_wanted.connect(self.language_wanted)
        self.stack.shown.connect(self._show_status)
        self.rail.wanted.connect(own.go)
        self.top.search_wanted.connect(own.go_search)
        self.status.zoom.clicked.connect(lambda: self.theme.set_zoom(100))
        for place in (self.material, self.coding):
            place.add_wanted.connect(own.choose_files)
        self.material.transcript_wanted.connect(own.read)
        self.coding.place_changed.connect(self._show_status)
        self.coding.transcript_opened.connect(lambda _: own.mark_hits())
        self.search.hit_wanted.connect(own.go_to_hit)
        self.search.hits_changed.connect(own.mark_hits)
        self.search.index_state.connect(lambda state: self.status.index.setText(self._say(f"status.index_{state}")))
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
        actions[f"width_{settings.number('line_width')}"].setChecked(True)
        actions[f"numbers_{settings.text('numbers')}"].setChecked(True)
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
        left = recall(self.session.settings.words("left_off"), store.info().id)
        self.coding.take_up(left)
        default = "coding" if store.transcripts() else "material"
        self.go(left.place if left.place in self.places and store.transcripts() else default, left.page)

    def _make_rest(self) -> None:
        """Make the other pages one by one while nothing else is to be done, so that going to one is instant."""
        if self.stack.make_next() is not None:
            QTimer.singleShot(_REST_MS, self, self._make_rest)

    def _leave_field(self) -> None:
        """Leave the field that is being written in while the project is still open: fields keep what is left."""
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()

    def _leave_off(self) -> None:
        """Keep where the work was left, for when the project is opened again."""
        here = self.stack.here
        if not self.session.is_open or here is None:
            return
        left = replace(self.coding.left_off(self.session.store.info().id), place=here.key, page=here.page_key)
        settings = self.session.settings
        settings.put("left_off", remember(settings.words("left_off"), left))

    def _show_start(self) -> None:
        self.start.show_recent(self.session.settings.words("recent"))
        self.top.show_project("", "")
        self.setWindowTitle("Ote")
        self.status.index.setText("")
        self.stack.greet()
        self.start.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _project_closed(self) -> None:
        self._engine.close()
        for page in self.stack.pages():
            page.clear()
        self._show_session()

    def _show_all(self) -> None:
        for page in self.stack.pages():
            page.show_project()
        self._show_status()

    def _take(self, receipt: Receipt) -> None:
        if changes_texts(receipt):
            self._engine.texts_changed()
        for page in self.stack.pages():
            page.take(receipt)

    def _reloaded(self) -> None:
        self._engine.texts_changed()
        self._show_all()
        self.search.text_changed()
        self.stack.bars[0].say(self._say("session.reloaded"))

    def _failed(self, problem: OteError) -> None:
        self.stack.bars[0].tell(problem)

    def _show_history(self) -> None:
        self.history.show(self.actions_by_key)

    def _show_coder(self) -> None:
        self.top.show_coder(self.session.coder)
        if not self.session.is_open:
            self.start.show_recent(self.session.settings.words("recent"))

    def _show_status(self) -> None:
        here = self.stack.here
        place, there = here.here.status_words() if here and self.session.is_open else ("", "")
        self.status.place.setText(place)
        self.status.here.setText(there)
        if here is None:
            self.rail.show_none()
        else:
            self.rail.show_place(here.key)

    def _theme_changed(self) -> None:
        self.session.settings.put("zoom", self.theme.zoom)
        self.coding.fold_for(self.width())

    def _show_panel_state(self, key: str) -> None:
        self.actions_by_key[f"panel_{key}"].setChecked(not self.coding.panels[key].isHidden())

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self.session.settings.words("recent"):
            self.recent.addAction(Path(path).stem, partial(self.acts.open, Path(path))).setToolTip(path)
        if self.recent.isEmpty():
            self.recent.addAction(self._say("start.no_recent")).setEnabled(False)
