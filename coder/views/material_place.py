"""The page *Haastattelut*: what is in the project, and what was found in the files that came in last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from coder.importing import Imported
from coder.models.row import PAYLOAD, Row
from coder.models.row_model import Item
from coder.views.bars import JobBar, MessageBar, button, error_words, label
from coder.views.intake_rows import account, remarks
from coder.views.language_menu import language_of, offer_languages
from coder.views.lists import RowList
from coder.views.pages import Desk, Page, page_column
from coder.views.source_panel import transcript_items

_WIDEST = 880


class MaterialPlace(QFrame, Page):
    """List the transcripts and the results of the last import."""

    add_wanted = Signal()
    transcript_wanted = Signal(str)
    rename_wanted = Signal(str)
    remove_wanted = Signal(str)
    language_wanted = Signal(str, str)
    erase_wanted = Signal(str, str)
    original_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Lay out head, list and results."""
        super().__init__()
        self._session = desk.session
        self._say = say = desk.say
        theme = desk.theme
        self.setProperty("surface", "page")
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.head = label(say("place.material"), "title")
        self.facts = label("", "quiet")
        self.add = button(say("material.add"), self.add_wanted.emit, "accent")
        self.empty = label(say("material.empty"), "quiet", wrap=True)
        self.list = RowList(theme, self)
        self.list.setAccessibleName(say("place.material"))
        self.list.doubleClicked.connect(lambda index: self.transcript_wanted.emit(index.data(PAYLOAD)))
        self.list.entered_key.connect(self.transcript_wanted.emit)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.results_head = label(say("material.results"), "head")
        self.results = RowList(theme, self, wrap=True)
        self.results.setAccessibleName(say("material.results"))
        self.setFocusProxy(self.list)
        self._theme = theme
        self._lay_out()
        self.show_results([])
        theme.changed.connect(self._measure)
        self._measure()

    def show_project(self) -> None:
        """Show what is in the project."""
        items = transcript_items(self._session, self._say)
        words = sum(one.words for one in self._session.store.transcripts())
        self.list.show_rows([(self._with_words(row), thing) for row, thing in items])
        if items and self.list.payload() is None:
            self.list.choose(0)
        self._measure()
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)
        self.facts.setText(self._say("material.facts", n=len(items), words=words) if items else "")

    def clear(self) -> None:
        """Forget what the last import found."""
        self.show_results([])

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.list, self.results, self.add)

    def tell(self, done: Sequence[Imported]) -> None:
        """Tell what came of an import."""
        self.show_results(done)
        good = sum(1 for one in done if one.transcript)
        mood = "ok" if good == len(done) else "warning"
        self.messages.say(self._say("material.done", n=good, total=len(done)), mood)

    def show_results(self, done: Sequence[Imported]) -> None:
        """Show each file of an import with what was found in it, in plain words."""
        self.results.show_rows([item for one in done for item in self._result_items(one)])
        self._measure()
        for part in (self.results, self.results_head):
            part.setVisible(bool(done))

    def _with_words(self, row: Row) -> Row:
        return replace(row, count=self._say("material.codings", n=int(row.count)))

    def _result_items(self, one: Imported) -> list[Item]:
        name = one.file.path.name
        if one.problem is not None:
            why = error_words(one.problem, self._say).removeprefix(f"{name}: ")
            return [(Row(name, second=why, aside=self._say("material.refused"), tip=str(one.file.path)), one)]
        told = remarks(one.file, self._say)
        return [(Row(name, second=told, aside=self._say("material.taken"), tip=account(one.file, self._say)), one)]

    def _offer(self, at: QPoint) -> None:
        thing = self.list.indexAt(at).data(PAYLOAD)
        if thing is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._say("sources.read"), lambda: self.transcript_wanted.emit(thing))
        menu.addAction(self._say("sources.rename"), lambda: self.rename_wanted.emit(thing))
        menu.addAction(self._say("sources.remove"), lambda: self.remove_wanted.emit(thing))
        choose = partial(self.language_wanted.emit, thing)
        offer_languages(menu, language_of(self._session, thing), choose, self._say)
        if self._session.store.original(thing) is not None:
            menu.addAction(self._say("intake.save_original"), lambda: self.original_wanted.emit(thing))
        menu.addSeparator()
        menu.addAction(self._say("act.erase_transcript"), lambda: self.erase_wanted.emit("transcript", thing))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _measure(self) -> None:
        for part in (self.list, self.results):
            part.setMaximumHeight(max(part.height_of_rows(part.count()), 1))
        self._column.setMaximumWidth(self._theme.px(_WIDEST))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(12)
        head.addWidget(self.head)
        head.addWidget(self.facts, 1)
        head.addWidget(self.add)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 16, 16)
        body.setSpacing(4)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self.results_head.setContentsMargins(16, 12, 16, 2)
        body.addWidget(self.empty)
        body.addWidget(self.list, 3)
        body.addWidget(self.results_head)
        body.addWidget(self.results, 2)
        body.addStretch(1)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        self._column = QWidget()
        self._column.setLayout(body)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        layout.addLayout(across, 1)


