"""List the transcripts with their counts, and the speakers of the one that is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.people_rows import role_words
from coder.models.row import PAYLOAD, Row
from coder.models.row_model import Item
from coder.session import Session
from coder.theme import Theme
from coder.views.language_menu import language_of, offer_languages
from coder.views.lists import RowList
from projects.model import Anchor, Document, Transcript


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Stand for one speaker of the open transcript."""

    id: str
    person: str


class SourcePanel(QWidget):
    """Let a person choose what to read."""

    transcript_wanted = Signal(str)
    speaker_wanted = Signal(str)
    role_wanted = Signal(str)
    rename_wanted = Signal(str)
    remove_wanted = Signal(str)
    language_wanted = Signal(str, str)
    erase_wanted = Signal(str, str)
    memo_wanted = Signal(object)
    memos_wanted = Signal(str, str)

    def __init__(self, session: Session, theme: Theme, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._session = session
        self._say = say
        self.list = RowList(theme, self)
        self.list.setAccessibleName(say("panel.sources"))
        self.list.picked.connect(self._picked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def show_project(self, document: Document | None) -> None:
        """Show all transcripts, and the speakers of the open one."""
        items = transcript_items(self._session, self._say)
        if document is not None:
            short = document.transcript.short
            items.append((Row(self._say("sources.speakers", short=short), heading=True), ("heading", "speakers")))
            items += speaker_items(document, self._say)
        self.list.show_rows(items)
        if document is not None and self.list.payload() is None:
            self.list.choose_thing(document.transcript.id)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Show short names only, or all there is."""
        self.list.rows.narrow = narrow
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def _picked(self, thing: object) -> None:
        if isinstance(thing, SpeakerRow):
            self.speaker_wanted.emit(thing.id)
        elif isinstance(thing, str):
            self.transcript_wanted.emit(thing)

    def _offer(self, at: QPoint) -> None:
        thing = self.list.indexAt(at).data(PAYLOAD)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(thing, SpeakerRow):
            menu.addAction(self._say("sources.set_role"), lambda: self.role_wanted.emit(thing.person))
            self._offer_memos(menu, "person", thing.person)
            self._offer_erasing(menu, "person", thing.person)
        elif isinstance(thing, str):
            menu.addAction(self._say("sources.rename"), lambda: self.rename_wanted.emit(thing))
            menu.addAction(self._say("sources.remove"), lambda: self.remove_wanted.emit(thing))
            choose = partial(self.language_wanted.emit, thing)
            offer_languages(menu, language_of(self._session, thing), choose, self._say)
            self._offer_memos(menu, "transcript", thing)
            self._offer_erasing(menu, "transcript", thing)
        if not menu.isEmpty():
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _offer_memos(self, menu: QMenu, kind: str, key: str) -> None:
        menu.addSeparator()
        menu.addAction(self._say("act.memo"), lambda: self.memo_wanted.emit(Anchor(kind, key)))
        menu.addAction(self._say("memos.show_memos"), lambda: self.memos_wanted.emit(kind, key))

    def _offer_erasing(self, menu: QMenu, kind: str, key: str) -> None:
        menu.addSeparator()
        menu.addAction(self._say(f"act.erase_{kind}"), lambda: self.erase_wanted.emit(kind, key))


def transcript_items(session: Session, say: Catalogue) -> list[Item]:
    """Return a row for each transcript: name, speakers and words, codings."""
    counts = session.store.coding_counts()
    labels = session.store.label_texts()
    return [
        (_transcript_row(one, len(labels.get(one.id, ())), counts.get(one.id, 0), say), one.id)
        for one in session.store.transcripts()
    ]


def speaker_items(document: Document, say: Catalogue) -> list[Item]:
    """Return a row for each speaker: label, role, turns."""
    turns = Counter(turn.label for turn in document.turns if turn.label)
    items: list[Item] = []
    for one in document.labels.values():
        person = document.persons[one.person]
        row = Row(role_words(person.role, say), lead=one.text, count=str(turns.get(one.id, 0)), short=one.text,
                  tip=say("sources.speaker_tip", label=one.text))
        items.append((row, SpeakerRow(one.id, one.person)))
    return items


def _transcript_row(transcript: Transcript, speakers: int, codings: int, say: Catalogue) -> Row:
    second = say("sources.second", speakers=speakers, words=transcript.words)
    if not speakers:
        second = say("sources.second_words", words=transcript.words)
    return Row(transcript.title, second=second, count=str(codings), short=transcript.short,
               tip=f"{transcript.title}\n{second}")
