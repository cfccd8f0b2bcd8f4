"""The workplace *Koodaus*: the reading view between the transcripts and the codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QStackedLayout, QVBoxLayout, QWidget

from codebooks.model import Codebook
from coder.fonts import SANS, SERIF
from coder.models.shown import Shower, TranscriptCodings
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.code_panel import CodePanel
from coder.views.coding_acts import CodingActs
from coder.views.excerpt_panel import ExcerptPanel, Place
from coder.views.pages import Desk, Handler, Page
from coder.views.palette import Palette
from coder.views.panels import WIDTHS, Panel
from coder.views.reader import Reader
from coder.views.reader_colours import reader_colours
from coder.views.source_panel import SourcePanel
from projects.model import Document, Receipt, Turn

_STATE_VERSION = 1
_REFRESH_MS = 30
_FOLD_BELOW = 1360


class CodingPlace(QMainWindow, Page):
    """Hold reader and panels, and show what commands changed."""

    place_changed = Signal()
    add_wanted = Signal()
    transcript_opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Build reader, panels and palette; empty until a project is open."""
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self._session = session = desk.session
        self._theme = theme = desk.theme
        self._say = say = desk.say
        self._codebook = Codebook()
        self._open: Document | None = None
        self._codings: TranscriptCodings | None = None
        self._places: dict[str, int] = {}
        self._excerpts_stale = False
        self._turn: Turn | None = None
        self._here = 0
        self._auto_folded = False
        self._fresh = True
        family = SERIF if session.settings.text("reading_font") == "serif" else SANS
        self.reader = Reader(reader_colours(theme), say, family=family)
        self.sources = SourcePanel(session, theme, say)
        self.codes = CodePanel(theme, say)
        self.excerpts = ExcerptPanel(session, theme, say)
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.palette_box = Palette(theme, say, desk.window)
        self.acts = CodingActs(session, self.reader, self.palette_box, self.messages, say)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._show_numbers)
        self._build_middle()
        self._build_panels()
        self._connect()
        self._dress()

    # What is shown

    @property
    def document(self) -> Document | None:
        """Return the transcript that is open, or None."""
        return self._open

    def show_project(self) -> None:
        """Show the project anew: the same transcript when it is still there, else the first."""
        self._codebook = self._session.store.codebook()
        ids = [one.id for one in self._session.store.transcripts()]
        here = self._open.transcript.id if self._open else ""
        if here in ids:
            self._reread()
        elif ids:
            self.open_transcript(ids[0])
        else:
            self._forget()
        self._show_panels()

    def clear(self) -> None:
        """Let go of everything of the project that closes."""
        self._places.clear()
        self._forget()
        self.acts.forget()

    def open_transcript(self, transcript: str) -> None:
        """Open a transcript where it was left."""
        if self._open is not None and self._open.transcript.id == transcript:
            return
        self._remember_position()
        self._load(transcript)
        self.reader.show_position(self._places.get(transcript, 0), at_top=True)
        self._show_panels()
        self.transcript_opened.emit(transcript)

    def go_to(self, transcript: str, start: int, end: int) -> None:
        """Open a transcript at a passage and select it."""
        self.open_transcript(transcript)
        self.reader.select_range(start, end)
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_excerpts_of(self, code: str) -> None:
        """Choose a code and go into the list of its excerpts."""
        self.codes.filter.clear()
        self.codes.choose(code)
        # A retired code is not in the list of codes, but its excerpts are there.
        self.excerpts.show_code(self._codebook.code(code))
        self.panels["excerpts"].show()
        if self.excerpts.list.count():
            self.excerpts.list.choose(0)
        self.excerpts.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed."""
        update = self._codings.take(receipt, self._shower()) if self._codings else None
        if update is None:
            self.show_project()
            return
        self.messages.be_done()
        self.reader.apply(added=update.put, removed=update.gone, changed=update.changed)
        chosen = self.codes.chosen()
        self._excerpts_stale |= bool(update.gone) or any(
            one.code.id == chosen for one in (*update.put, *update.changed)
        )
        self._refresh.start()
        self.place_changed.emit()

    # The frame

    def status_words(self) -> tuple[str, str]:
        """Say where the caret stands and what is selected, and how many codes are here."""
        if self._open is None:
            return "", ""
        turn, count = self._turn, self._here
        parts = []
        if turn is not None:
            parts.append(self._say("status.turn", turn=turn.name))
            label_text = self._open.label_of(turn)
            parts += [label_text] if label_text else []
        passage = self.reader.selection()
        if passage is not None:
            parts.append(self._say("status.selected", n=passage[1] - passage[0]))
        return " · ".join(parts), self._say("status.codes_here", n=count) if count else ""

    def handlers(self) -> Mapping[str, Handler]:
        """Code, and go from coding to coding."""
        acts, reader = self.acts, self.reader
        return {
            "code": acts.ask_codes, "repeat": acts.repeat, "uncode": acts.uncode,
            "next_coding": lambda: reader.go_to_coding(1), "previous_coding": lambda: reader.go_to_coding(-1),
            "shrink": lambda: acts.resize_selected(forward=False),
            "extend": lambda: acts.resize_selected(forward=True),
        }

    def set_reading_font(self, font: str) -> None:
        """Show the text in the serif or the sans font."""
        self.reader.set_reading_font(SERIF if font == "serif" else SANS)

    def fold_for(self, width: int) -> None:
        """Fold the left panel when the window is small, and give it back when there is room again."""
        small = width < self._theme.px(_FOLD_BELOW)
        if small != self._auto_folded:
            self._auto_folded = small
            self.panels["sources"].set_narrow(narrow=small)

    def save_panels(self) -> str:
        """Return how the panels stand, as text for the settings."""
        return bytes(self.saveState(_STATE_VERSION).toBase64().data()).decode("ascii")

    def restore_panels(self, state: str) -> None:
        """Put the panels as they stood."""
        self._fresh = not state
        if state:
            self.restoreState(QByteArray.fromBase64(state.encode("ascii")), _STATE_VERSION)

    def showEvent(self, event: QShowEvent) -> None:
        """Give a fresh window's panels their sizes: before it is shown there is nothing to share."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            self._set_panel_sizes()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        panels = [self.panels[key] for key in ("sources", "codes", "excerpts")]
        shown = [panel.body for panel in panels if not panel.isHidden()]
        return (self.reader, *shown)

    def _build_middle(self) -> None:
        page = QFrame()
        page.setProperty("surface", "page")
        self._empty = QFrame()
        self._empty.setProperty("surface", "page")
        empty = QVBoxLayout(self._empty)
        empty.addStretch(1)
        empty.addWidget(label(self._say("coding.empty"), "quiet"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.add = button(self._say("material.add"), self.add_wanted.emit, "accent")
        empty.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch(2)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.reader)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.job)
        layout.addWidget(self.messages)
        layout.addWidget(holder, 1)
        self.setCentralWidget(page)

    def _build_panels(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        table = (("sources", self.sources, left), ("codes", self.codes, right), ("excerpts", self.excerpts, right))
        self.panels: dict[str, Panel] = {}
        for key, body, side in table:
            panel = Panel(key, self._theme, self._say, body, folds=key == "sources")
            self.addDockWidget(side, panel)
            self.panels[key] = panel
        self.panels["sources"].folded.connect(self.sources.set_narrow)
        self._set_panel_sizes()

    def _set_panel_sizes(self) -> None:
        """Give the panels their own widths, and the codes twice the height of the excerpts."""
        widths = [self._theme.px(WIDTHS[key]) for key in self.panels]
        self.resizeDocks(list(self.panels.values()), widths, Qt.Orientation.Horizontal)
        self.resizeDocks([self.panels["codes"], self.panels["excerpts"]], [600, 300], Qt.Orientation.Vertical)

    def _connect(self) -> None:
        reader = self.reader
        reader.selection_changed.connect(self.place_changed)
        reader.place_changed.connect(self._at_place)
        reader.codings_here_wanted.connect(self._offer_codings)
        reader.zoom_changed.connect(self._theme.set_zoom)
        self._theme.changed.connect(self._dress)
        self.sources.transcript_wanted.connect(self.open_transcript)
        self.sources.speaker_wanted.connect(self._next_turn_of)
        self.codes.code_chosen.connect(lambda _: self._show_excerpts())
        self.codes.code_wanted.connect(self.acts.put_code)
        self.codes.favourite_wanted.connect(self.acts.set_favourite)
        self.excerpts.place_wanted.connect(self._go_to_place)
        self.palette_box.closed.connect(lambda: self.reader.setFocus(Qt.FocusReason.PopupFocusReason))

    def _at_place(self, turn: object, codings: int) -> None:
        self._turn = turn if isinstance(turn, Turn) else None
        self._here = codings
        self.place_changed.emit()

    def _offer_codings(self, codings: object, around: QRect) -> None:
        """List the codings for which the margin has no room, to choose one by name; the card lists all others."""
        if not isinstance(codings, list | tuple) or tuple(codings) == self.reader.codings_here():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for coding in codings:
            menu.addAction(coding.code.name, partial(self.reader.select_coding, coding.id))
        menu.popup(around.bottomLeft())

    def _dress(self) -> None:
        self.reader.set_colours(reader_colours(self._theme))
        self.reader.set_zoom(self._theme.zoom)

    def _shower(self) -> Shower:
        names = {coder.id: coder.name for coder in self._session.store.coders()}
        return Shower(self._codebook, names, self._say.language)

    def _load(self, transcript: str) -> None:
        store = self._session.store
        self._open = self._session.document(transcript)
        self._turn, self._here = None, 0
        self._codings = TranscriptCodings(transcript, store.excerpts(transcript), store.codings(transcript))
        self.acts.belong_to(transcript, self._codebook)
        self.reader.set_document(self._open, self._codings.all(self._shower()))
        self._stack.setCurrentWidget(self.reader)

    def _reread(self) -> None:
        """Read the open transcript again without losing the place in it."""
        if self._open is None:
            return
        at, passage = self.reader.first_visible_position(), self.reader.selection()
        self._load(self._open.transcript.id)
        self.reader.show_position(at, at_top=True)
        if passage is not None:
            self.reader.select_range(*passage, reveal=False)

    def _forget(self) -> None:
        self._open = self._codings = None
        self._stack.setCurrentWidget(self._empty)

    def _remember_position(self) -> None:
        if self._open is not None:
            self._places[self._open.transcript.id] = self.reader.first_visible_position()

    def _show_panels(self) -> None:
        if not self._session.is_open:
            return
        self.sources.show_project(self._open)
        self.codes.show_codebook(self._codebook, self._session.store.code_counts())
        self._show_excerpts()

    def _show_numbers(self) -> None:
        """Show what a coding changes: counts at once, the list of excerpts only when it is another one."""
        if not self._session.is_open:
            return
        self.sources.show_project(self._open)
        self.codes.show_codebook(self._codebook, self._session.store.code_counts())
        if self._excerpts_stale:
            self._show_excerpts()

    def _show_excerpts(self) -> None:
        self._excerpts_stale = False
        chosen = self.codes.chosen()
        self.excerpts.show_code(self._codebook.code(chosen) if chosen else None)

    def _next_turn_of(self, speaker: str) -> None:
        """Go to the speaker's next turn behind the first line that shows, around the end if need be."""
        if self._open is None:
            return
        here = self.reader.first_visible_position()
        turns = [turn for turn in self._open.turns if turn.label == speaker]
        found = next((turn for turn in turns if turn.start > here), turns[0] if turns else None)
        if found is not None:
            self.reader.show_position(found.start, at_top=True)

    def _go_to_place(self, place: object) -> None:
        if isinstance(place, Place):
            self.go_to(place.transcript, place.start, place.end)
