"""The workplace *Haku*: ask, read the hits by transcript, go to their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.models.hits import HitGroup, ShownHit, cut_around, in_speech
from coder.models.row_model import Item
from coder.positions import Positions
from coder.search_engine import Answer, SearchEngine
from coder.views.bars import JobBar, MessageBar, button, error_words, label
from coder.views.hit_list import HitList, group_item, hit_item
from coder.views.pages import Desk, Handler, Page, changes_texts
from coder.views.search_filters import SearchFilters
from projects.model import Receipt

_FIRST = 200
_PAUSE_MS = 250


class SearchPlace(QWidget, Page):
    """Hold field, hits and filters; keep the hits for F3 and for the marks in the reading view."""

    hit_wanted = Signal(object)
    hits_changed = Signal()
    index_state = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Lay out; nothing is asked before something is typed."""
        super().__init__()
        self._session = session = desk.session
        self._engine = engine = desk.engine
        self._say = say = desk.say
        theme = desk.theme
        self.hits: tuple[ShownHit, ...] = ()
        self._at = -1
        self._limit = _FIRST
        self._asked = ""
        self.field = QLineEdit()
        self.field.setProperty("kind", "large")
        self.field.setPlaceholderText(say("search.field"))
        self.field.setAccessibleName(say("search.field"))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.count = label("", "name")
        self.facts = label("", "quiet")
        self.more = button(say("search.more"), self._ask_all, "link")
        self.more.hide()
        self.list = HitList(theme, self)
        self.list.setAccessibleName(say("search.hits"))
        self.list.picked.connect(self._picked)
        self.empty = label(say("search.empty"), "quiet", wrap=True)
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.filters = SearchFilters(session, theme, say)
        self.filters.changed.connect(self.ask)
        self.indexing = _IndexBar(engine, say)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.setFocusProxy(self.field)
        self._lay_out()
        engine.answered.connect(self._answered)
        engine.refused.connect(self._refused)
        engine.index_ready.connect(self._index_ready)
        engine.index_progress.connect(self._index_busy)

    def show_project(self) -> None:
        """Offer the filters of the open project."""
        self.filters.show_project()

    def clear(self) -> None:
        """Forget what belonged to the project that closes."""
        self.field.clear()
        self.filters.clear()
        self._show_nothing()

    def take(self, receipt: Receipt) -> None:
        """Offer other filters, and ask again when the texts under the hits have changed."""
        super().take(receipt)
        if changes_texts(receipt):
            self.text_changed()

    def status_words(self) -> tuple[str, str]:
        """Say how much was found."""
        return (self._say("search.count", n=len(self.hits)), "") if self.hits else ("", "")

    def handlers(self) -> Mapping[str, Handler]:
        """Go from hit to hit, from anywhere."""
        return {"next_hit": lambda: self.step(1), "previous_hit": lambda: self.step(-1)}

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.field, self.list, self.filters)

    def ask(self) -> None:
        """Ask what is typed, with the filters as they are."""
        self._pause.stop()
        self._limit = _FIRST
        self._send()

    def text_changed(self) -> None:
        """Ask again when the texts under the hits have changed."""
        if self._asked:
            self._send()

    def hits_in(self, transcript: str) -> tuple[tuple[int, int], ...]:
        """Return the ranges of the found words in a transcript."""
        return tuple(match for hit in self.hits if hit.transcript == transcript for match in hit.matches)

    def step(self, steps: int) -> None:
        """Go to the next or previous hit, around the end."""
        if not self.hits:
            return
        self._at = (self._at + steps) % len(self.hits) if self._at >= 0 else (0 if steps > 0 else len(self.hits) - 1)
        self.list.choose_thing(self.hits[self._at])
        self.hit_wanted.emit(self.hits[self._at])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask with Enter, go to the hits with the down key."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ask()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                self.ask()
                return True
            if event.key() == Qt.Key.Key_Down and self.hits:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.choose_thing(self.hits[max(self._at, 0)])
                return True
        return super().eventFilter(watched, event)

    def _index_ready(self, whole: bool) -> None:  # noqa: FBT001 - a signal's slot
        self.index_state.emit("ready" if whole else "partial")

    def _index_busy(self, _done: int, _total: int) -> None:
        self.index_state.emit("busy")

    def _typed(self, _: str) -> None:
        self._pause.start()

    def _ask_all(self) -> None:
        self._limit = 0
        self._send()

    def _send(self) -> None:
        self._asked = self.field.text().strip()
        self.trouble.hide()
        if not self._asked or not self._session.is_open:
            self._show_nothing()
            return
        self._engine.ask(self._asked, self.filters.narrowing(), self._limit)

    def _picked(self, thing: object) -> None:
        if isinstance(thing, ShownHit):
            self._at = self.hits.index(thing)
            self.hit_wanted.emit(thing)

    def _answered(self, answer: Answer) -> None:
        results = answer.results
        documents = {one.transcript for one in results.hits}
        self.hits = tuple(self._shown(hit) for hit in results.hits)
        self._at = -1
        self.list.show_rows(self._items())
        self.list.setVisible(bool(self.hits))
        self.empty.setVisible(not self.hits)
        self.empty.setText(self._say("search.none", query=answer.request.query))
        self.count.setText(self._say("search.count", n=results.count))
        whole = len(self.hits) == results.count
        facts = self._say("search.facts", n=len(documents), time=self._time(answer.seconds))
        self.facts.setText(facts if whole else self._say("search.facts_first", shown=len(self.hits),
                                                         time=self._time(answer.seconds)))
        self.more.setVisible(not whole)
        self._show_counts(results.hits, whole=whole)
        self.hits_changed.emit()

    def _show_counts(self, hits: Sequence[Any], *, whole: bool) -> None:
        if not whole:
            self.filters.hide_counts()
            return
        documents = {key: self._session.document(key) for key in {hit.transcript for hit in hits}}
        people = [documents[hit.transcript].person_of(hit.turn) for hit in hits]
        self.filters.show_counts((hit.transcript for hit in hits), (person.role for person in people if person))

    def _refused(self, problem: OteError) -> None:
        self._show_nothing()
        if "position" in problem.values and isinstance(problem.values["position"], int):
            at = Positions(self.field.text()).to_utf16(problem.values["position"])
            self.field.setSelection(at, max(len(self.field.text()) - at, 1))
            self.trouble.setText(error_words(problem, self._say))
            self.trouble.show()
        else:
            self.messages.tell(problem)

    def _show_nothing(self) -> None:
        self.hits = ()
        self._at = -1
        self.list.show_rows([])
        self.list.hide()
        self.empty.setText(self._say("search.empty"))
        self.empty.show()
        self.more.hide()
        for words in (self.count, self.facts):
            words.setText("")
        self.filters.hide_counts()
        self.hits_changed.emit()

    def _shown(self, hit: Any) -> ShownHit:
        document = self._session.document(hit.transcript)
        words, spots = in_speech(hit.turn, document.text, hit.matches)
        shown, marked = cut_around(words, spots)
        label_text = document.label_of(hit.turn) or ""
        return ShownHit(
            hit.turn.id, hit.transcript, hit.turn.name, label_text, shown, marked, hit.matches, hit.start, hit.end
        )

    def _items(self) -> list[Item]:
        items: list[Item] = []
        for transcript, members in groupby(self.hits, key=lambda hit: hit.transcript):
            group = list(members)
            name = self._session.document(transcript).transcript.title
            items.append(group_item(HitGroup(transcript, name, len(group)), self._say("search.count", n=len(group))))
            items += [hit_item(hit) for hit in group]
        return items

    def _time(self, seconds: float) -> str:
        words = f"{max(seconds, 0.001):.3f}"
        return words.replace(".", ",") if self._say.language == "fi" else words

    def _lay_out(self) -> None:
        page = QFrame()
        page.setProperty("surface", "page")
        head = QVBoxLayout()
        head.setContentsMargins(32, 20, 32, 4)
        head.setSpacing(8)
        head.addWidget(self.field)
        head.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self.facts)
        row.addWidget(self.more)
        row.addStretch(1)
        head.addLayout(row)
        self.empty.setContentsMargins(32, 8, 32, 8)
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 20, 8)
        body.addWidget(self.list, 1)
        middle = QVBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.indexing)
        middle.addWidget(self.job)
        middle.addWidget(self.messages)
        middle.addLayout(head)
        middle.addWidget(self.empty)
        middle.addLayout(body, 1)
        middle.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(page, 1)
        line = QFrame()
        line.setProperty("surface", "line")
        line.setFixedWidth(1)
        layout.addWidget(line)
        layout.addWidget(self.filters)
        self.list.hide()


class _IndexBar(QFrame):
    """Show how far the index is, with a button that stops it."""

    def __init__(self, engine: SearchEngine, say: Catalogue) -> None:
        super().__init__()
        self._say = say
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = label("", "small")
        self.stop = button(say("bar.stop"), engine.stop_indexing, "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(32, 2, 16, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        engine.index_progress.connect(self._progress)
        engine.index_ready.connect(self._over)
        engine.refused.connect(self._over)
        self.hide()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.words.setText(self._say("search.indexing", done=done, total=total))
        self.setVisible(done < total)

    def _over(self, _: object) -> None:
        self.hide()
