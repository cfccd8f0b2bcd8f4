"""The page *Teksti* of the workplace *Koodaus*: reading views between the transcripts and the codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QStackedLayout, QVBoxLayout, QWidget

from codebooks.model import Codebook
from coder.fonts import SANS, SERIF
from coder.models.left_off import LeftOff
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.coding_acts import CodingActs
from coder.views.coding_panels import CodingPanels
from coder.views.comparing import Comparing
from coder.views.excerpt_panel import Place
from coder.views.new_code_box import NewCodeBox
from coder.views.noting import NotingActs
from coder.views.pages import Desk, Handler, Page
from coder.views.palette import Palette
from coder.views.panes import Panes
from coder.views.passages import more_sentences, more_turns
from coder.views.print_acts import PrintActs
from coder.views.quoting import QuotingActs
from coder.views.reader import Reader
from coder.views.reader_pane import ReaderPane
from coder.views.recoding_acts import RecodingActs
from coder.views.transcript_acts import TranscriptActs
from projects.model import Document, Receipt

_REFRESH_MS = 30


class CodingPlace(QMainWindow, Page):
    """Hold reading views and panels, and show what commands changed."""

    place_changed = Signal()
    add_wanted = Signal()
    transcript_opened = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        """Build reading view, panels and palette; empty until a project is open."""
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self._desk = desk
        self._session = desk.session
        self._say = desk.say
        self._codebook = Codebook()
        self._places: dict[str, int] = {}
        self._excerpts_stale = False
        self._fresh = True
        self.messages = MessageBar(desk.theme, desk.say)
        self.job = JobBar(desk.say)
        self.palette_box = Palette(desk.theme, desk.say, desk.window)
        self.new_code = NewCodeBox(desk.theme, desk.say, desk.window)
        self.panes = Panes(lambda: ReaderPane(desk.session, desk.theme, desk.say))
        self.docks = CodingPanels(self, desk)
        self.panels, self.sources, self.codes = self.docks.by_key, self.docks.sources, self.docks.codes
        self.excerpts, self.here, self.show_what = self.docks.excerpts, self.docks.here, self.docks.show_what
        self.acts = CodingActs(desk, self.palette_box, self.messages, self)
        self.recoding = RecodingActs(desk, self.acts, self.here, self.new_code, self.messages)
        self.comparing = Comparing(desk, self.panes, self.messages)
        self.noting = NotingActs(desk, self)
        self.quoting = QuotingActs(desk, self)
        self.printing = PrintActs(desk, self.panes, self.messages)
        self.transcript = TranscriptActs(desk, self.panes, self.messages, self.job)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._show_numbers)
        self._build_middle()
        self._connect()
        self._take_in(self.panes.active)
        self._activated()

    # What is shown

    @property
    def reader(self) -> Reader:
        """Return the reading view at work."""
        return self.panes.active.reader

    @property
    def document(self) -> Document | None:
        """Return the transcript that is open in the view at work, or None."""
        return self.panes.active.document

    def show_project(self) -> None:
        """Show the project anew: the same transcripts when they are still there, else the first."""
        self._codebook = self._session.store.codebook()
        ids = [one.id for one in self._session.store.transcripts()]
        for pane in self.panes.panes():
            if pane.transcript in ids:
                pane.reread(self._codebook)
            elif ids:
                self._open_in(pane, ids[0])
            else:
                pane.forget()
        self._stack.setCurrentWidget(self._middle if ids else self._empty)
        self._activated()
        self.palette_box.show_codebook(self._codebook)

    def clear(self) -> None:
        """Let go of everything of the project that closes."""
        self._places.clear()
        for pane in self.panes.panes():
            pane.forget()
        self.comparing.stop()
        self.panes.join()
        self._stack.setCurrentWidget(self._empty)
        self.acts.forget()
        self.recoding.forget()
        self.show_what.clear()
        self.here.show_codings((), "")
        self.docks.notes.clear()

    def open_transcript(self, transcript: str) -> None:
        """Open a transcript where it was left, in the view at work."""
        if self.panes.active.transcript != transcript:
            self._open_in(self.panes.active, transcript)
            self._activated()
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
        self.docks.bring("excerpts")
        if self.excerpts.list.count():
            self.excerpts.list.choose(0)
        self.excerpts.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, receipt: Receipt) -> None:
        """Show what a command changed."""
        if self.noting.take(receipt):
            return
        shown = [pane.take(receipt) for pane in self.panes.panes()]
        if None in shown:
            self.show_project()
            return
        self.messages.be_done()
        chosen = self.codes.chosen()
        gone = any(change.after is None for change in receipt.touched("coding"))
        self._excerpts_stale |= gone or any(one.code.id == chosen for found in shown for one in found or ())
        self._refresh.start()
        self.place_changed.emit()

    # Where one left off

    def left_off(self, project: str) -> LeftOff:
        """Return what is open and where."""
        first, *rest = self.panes.panes()
        second = rest[0] if rest and not self.comparing.is_on else None
        return LeftOff(
            project, first.transcript, first.reader.first_visible_position() if first.transcript else 0,
            second.transcript if second else "", second.reader.first_visible_position() if second else 0,
        )

    def take_up(self, left: LeftOff) -> None:
        """Open what was open, where it was left; what is no longer there is passed over."""
        ids = {one.id for one in self._session.store.transcripts()}
        self._places |= {one: at for one, at in ((left.transcript, left.position), (left.second, left.second_position))
                         if one in ids}
        if left.transcript in ids:
            self._open_in(self.panes.active, left.transcript)
        if left.second in ids:
            self._open_in(self.panes.split(), left.second)
        self._activated()

    # The frame

    def status_words(self) -> tuple[str, str]:
        """Say where the caret stands and what is selected, and how many codes are here."""
        return self.panes.active.status_words()

    def handlers(self) -> Mapping[str, Handler]:
        """Code, and go from coding to coding."""
        acts = self.acts
        table: dict[str, Handler] = {
            "code": acts.ask_codes, "repeat": acts.repeat, "uncode": acts.uncode,
            "next_coding": lambda: self.reader.go_to_coding(1),
            "previous_coding": lambda: self.reader.go_to_coding(-1),
            "shrink": partial(acts.resize_selected, forward=False),
            "extend": partial(acts.resize_selected, forward=True),
            "more_turns": lambda: more_turns(self.reader, 1), "more_sentences": lambda: more_sentences(self.reader, 1),
            "split_view": self.toggle_split, "compare": self.toggle_compare,
            "memo": self.noting.write, "choose_quote": self.quoting.choose,
            "print": self.printing.ask_printer, "print_pdf": self.printing.ask_file,
            "word_comments": partial(self.transcript.ask, "comments"),
            "word_brackets": partial(self.transcript.ask, "brackets"),
        }
        for act in ("in_vivo", "recode", "split", "merge", "describe"):
            table[act] = partial(self.recoding.do, act)
        return table

    def toggle_split(self) -> None:
        """Show a second reading view beside the first, or only the one at work."""
        if self.panes.is_split:
            self.comparing.stop()
            self.panes.join()
        elif self.document is not None:
            self._remember(self.panes.active)
            self._open_in(self.panes.split(), self.panes.active.transcript)
        self._activated()
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_compare(self) -> None:
        """Compare two coders on the open transcript, or stop it."""
        self.comparing.toggle(self._open_in)
        self._activated()

    def set_reading_font(self, font: str) -> None:
        """Show the text in the serif or the sans font."""
        for pane in self.panes.panes():
            pane.reader.set_reading_font(SERIF if font == "serif" else SANS)

    def take_settings(self) -> None:
        """Follow the settings of the line's width and of the numbers in the margin."""
        for pane in self.panes.panes():
            pane.take_settings()

    def fold_for(self, width: int) -> None:
        """Fold the left panel when the window is small."""
        self.docks.fold_for(width)

    def restore_panels(self, state: str) -> None:
        """Put the panels as they stood."""
        self._fresh = not self.docks.restore(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Give a fresh window's panels their sizes: before it is shown there is nothing to share."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            self.docks.set_sizes()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        others = [pane.reader for pane in self.panes.panes() if pane is not self.panes.active]
        return (self.reader, *others, *self.comparing.bar.stops(), *self.docks.stops())

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
        self._middle = self.panes
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._middle)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.job, self.messages, self.comparing.bar):
            layout.addWidget(part)
        layout.addWidget(holder, 1)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        self.panes.made.connect(self._take_in)
        self.panes.active_changed.connect(self._activated)
        self._desk.theme.changed.connect(self._dress)
        self.sources.transcript_wanted.connect(self.open_transcript)
        self.sources.speaker_wanted.connect(self._next_turn_of)
        self.codes.code_chosen.connect(self._code_chosen)
        self.codes.code_wanted.connect(self.acts.put_code)
        self.codes.tree.passage_dropped.connect(self.acts.put_code)
        self.codes.favourite_wanted.connect(self.acts.set_favourite)
        self.excerpts.place_wanted.connect(self._go_to_place)
        self.show_what.changed.connect(self._show_what)
        self.show_what.lanes_wanted.connect(self._set_lanes)
        self.comparing.stopped.connect(self._show_what)
        self.here.chosen.connect(self._choose_here)
        for box in (self.palette_box, self.new_code):
            box.closed.connect(lambda: self.reader.setFocus(Qt.FocusReason.PopupFocusReason))

    def _take_in(self, pane: ReaderPane) -> None:
        """Let a new pane take part in everything."""
        pane.place_changed.connect(lambda: self._at_place(pane))
        pane.reader.codings_here_wanted.connect(self._offer_codings)
        viewport = pane.reader.viewport()
        pane.reader.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.reader.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(viewport.mapToGlobal(at)))
        pane.reader.zoom_changed.connect(self._desk.theme.set_zoom)
        pane.dress()
        self.acts.listen(pane.reader)
        self.recoding.listen(pane)
        self.noting.listen(pane.reader)
        pane.reader.quote_wanted.connect(self.quoting.choose)

    def _activated(self) -> None:
        """Let acts and panels belong to the pane at work."""
        self.acts.belong_to(self.panes.active, self._codebook)
        self.recoding.belong_to(self.panes.active, self._codebook, partial(self.docks.bring, "here"))
        self._show_panels()
        self.noting.show_memos()
        self._at_place(self.panes.active)

    def _at_place(self, pane: ReaderPane) -> None:
        if pane is self.panes.active:
            chosen = pane.reader.selected_coding
            self.here.show_codings(pane.reader.codings_here() if pane.transcript else (), chosen.id if chosen else "")
            self.docks.notes.show_turn(pane.turn)
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

    def _choose_here(self, coding_id: str) -> None:
        self.reader.select_coding(coding_id)
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_what(self) -> None:
        if not self.comparing.is_on:
            for pane in self.panes.panes():
                pane.show_only(self.show_what.showing())

    def _set_lanes(self, by_code: bool) -> None:  # noqa: FBT001 - a signal's slot
        for pane in self.panes.panes():
            pane.reader.set_by_code(by_code)

    def _dress(self) -> None:
        for pane in self.panes.panes():
            pane.dress()

    def _open_in(self, pane: ReaderPane, transcript: str) -> None:
        if pane.transcript:
            self._remember(pane)
        pane.open(transcript, self._codebook)
        pane.reader.show_position(self._places.get(transcript, 0), at_top=True)
        self._stack.setCurrentWidget(self._middle)

    def _remember(self, pane: ReaderPane) -> None:
        self._places[pane.transcript] = pane.reader.first_visible_position()

    def _show_panels(self) -> None:
        if not self._session.is_open:
            return
        self.sources.show_project(self.document)
        self.codes.show_codebook(self._codebook, self._session.store.code_counts())
        self.show_what.show_project(self._codebook, self._session.store.coders(), self.document)
        self._show_excerpts()

    def _show_numbers(self) -> None:
        """Show what a coding changes: counts at once, the list of excerpts only when it is another one."""
        if not self._session.is_open:
            return
        self.sources.show_project(self.document)
        self.codes.show_codebook(self._codebook, self._session.store.code_counts())
        self.show_what.show_project(self._codebook, self._session.store.coders(), self.document)
        self.comparing.count()
        self._at_place(self.panes.active)
        if self._excerpts_stale:
            self._show_excerpts()

    def _code_chosen(self, code_id: str) -> None:
        self.show_what.set_code(code_id)
        self._show_excerpts()

    def _show_excerpts(self) -> None:
        self._excerpts_stale = False
        chosen = self.codes.chosen()
        self.excerpts.show_code(self._codebook.code(chosen) if chosen in self._codebook else None)

    def _next_turn_of(self, speaker: str) -> None:
        """Go to the speaker's next turn behind the first line that shows, around the end if need be."""
        if self.document is None:
            return
        here = self.reader.first_visible_position()
        turns = [turn for turn in self.document.turns if turn.label == speaker]
        found = next((turn for turn in turns if turn.start > here), turns[0] if turns else None)
        if found is not None:
            self.reader.show_position(found.start, at_top=True)

    def _go_to_place(self, place: object) -> None:
        if isinstance(place, Place):
            self.go_to(place.transcript, place.start, place.end)
