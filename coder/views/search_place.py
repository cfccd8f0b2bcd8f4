"""The workplace *Haku*: ask, read the hits by transcript, go to their place, code what is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.models.hits import HitGroup, ShownHit, cut_around, in_speech
from coder.models.row_model import Item
from coder.positions import Positions
from coder.search_desk import Request
from coder.search_engine import Answer
from coder.views.bars import JobBar, MessageBar, error_words, label, simply
from coder.views.hit_chart import Bar
from coder.views.hit_list import HitList, group_item, hit_item
from coder.views.pages import Desk, Handler, Page, changes_texts
from coder.views.search_acts import SearchActs
from coder.views.search_bars import IndexBar
from coder.views.search_head import SHOWS, SearchHead
from coder.views.search_side import SearchSide
from coder.views.search_words import SearchWords
from projects.model import Document, Receipt
from projects.searches import SavedSearch

_FIRST = 50
_NEXT = 200
_PAUSE_MS = 250


class SearchPlace(QWidget, Page):
    """Hold field, hits and side panel; keep the hits for F3 and for the marks in the reading view."""

    hit_wanted = Signal(object)
    hits_changed = Signal()
    index_state = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Lay out; nothing is asked before something is typed."""
        super().__init__()
        self._session = desk.session
        self._wishes = desk.wishes
        self._engine = engine = desk.engine
        self._say = say = desk.say
        theme = desk.theme
        self.hits: tuple[ShownHit, ...] = ()
        self._found: dict[str, Any] = {}
        self._goals: tuple[ShownHit, ...] = ()
        self._documents: dict[str, Document] = {}
        self._at = -1
        self._limit = _FIRST
        self._request: Request | None = None
        self._count = 0
        self.head = head = SearchHead(theme, say)
        self.field, self.builder, self.wide, self.order = head.field, head.builder, head.wide, head.order
        self.trouble, self.count, self.more = head.trouble, head.count, head.more
        self.field.installEventFilter(self)
        head.wait_then_ask.connect(self._typed)
        head.ask_now.connect(self.ask)
        head.all_wanted.connect(self._ask_all)
        head.tick_wanted.connect(self._tick_all)
        head.links.chosen.connect(self.ask_for)
        head.shows.currentChanged.connect(simply(self._show_kind))
        self._make_results(desk)
        self._make_side(desk)
        self.setFocusProxy(self.field)
        self._lay_out()
        engine.answered.connect(self._answered)
        engine.had.connect(self._had)
        engine.refused.connect(self._refused)
        engine.index_ready.connect(self._index_ready)
        engine.index_progress.connect(self._index_busy)

    def _make_results(self, desk: Desk) -> None:
        theme, say = desk.theme, desk.say
        self.list = HitList(theme, self)
        self.list.setAccessibleName(say("search.hits"))
        self.list.say_ticked(say("search.ticked"))
        self.list.picked.connect(self._picked)
        self.list.moved.connect(self._ask_why)
        self.list.end_near.connect(self._ask_more)
        self.list.ticks_changed.connect(self._ticks_changed)
        self.words = SearchWords(theme, say)
        self.words.word_picked.connect(self._word_picked)
        self.words.stop_changed.connect(self._show_kind)
        self.empty = label(say("search.empty"), "quiet", wrap=True)
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)

    def _make_side(self, desk: Desk) -> None:
        self.side = SearchSide(desk)
        self.filters = self.side.filters
        self.filters.changed.connect(self.ask)
        self.side.chart.picked.connect(self.filters.toggle_transcript)
        self.side.saved_chosen.connect(self._run_saved)
        self.indexing = IndexBar(desk.engine, desk.say)
        self.acts = SearchActs(desk, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)

    def show_project(self) -> None:
        """Offer the filters of the open project."""
        self.side.show_project()

    def clear(self) -> None:
        """Forget what belonged to the project that closes."""
        self.field.clear()
        self.side.clear()
        self.builder.hide()
        self._show_nothing()

    def take(self, receipt: Receipt) -> None:
        """Offer other filters, and ask again when the texts under the hits have changed."""
        super().take(receipt)
        if changes_texts(receipt):
            self.text_changed()

    def status_words(self) -> tuple[str, str]:
        """Say how much was found."""
        return (self._say("search.count", n=self._count), "") if self.hits else ("", "")

    def handlers(self) -> Mapping[str, Handler]:
        """Go from hit to hit, from anywhere."""
        return {"next_hit": lambda: self.step(1), "previous_hit": lambda: self.step(-1)}

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.field, self.list, self.filters, self.side.code)

    def ask(self) -> None:
        """Ask what is typed, with the filters as they are."""
        self._pause.stop()
        self._limit = _FIRST
        self._send()

    def ask_for(self, query: str) -> None:
        """Ask something else."""
        self.field.setText(query)
        self.ask()

    def text_changed(self) -> None:
        """Ask again when the texts under the hits have changed."""
        if self._request is not None:
            self._send()

    def request(self) -> Request | None:
        """Return the question whose hits are shown."""
        return self._request

    def found(self, hits: Sequence[ShownHit]) -> list[tuple[Document, Any]]:
        """Return, for hits that are shown, their documents and the search's own hits."""
        return [(self._documents[one.transcript], self._found[one.id]) for one in hits]

    def hits_in(self, transcript: str) -> tuple[tuple[int, int], ...]:
        """Return the ranges of the found words in a transcript."""
        return tuple(match for hit in self.hits if hit.transcript == transcript for match in hit.matches)

    def step(self, steps: int) -> None:
        """Go to the next or previous hit, around the end."""
        goals = self._goals
        if not goals:
            return
        self._at = (self._at + steps) % len(goals) if self._at >= 0 else (0 if steps > 0 else len(goals) - 1)
        self.list.choose_thing(goals[self._at])
        self.hit_wanted.emit(goals[self._at])

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

    def _typed(self) -> None:
        self._pause.start()

    def _ask_all(self) -> None:
        self._limit = 0
        self._send()

    def _ask_more(self) -> None:
        """Ask for the next hits when the list nears its end."""
        request = self._request
        if request is not None and len(self.hits) < self._count and self._limit == _FIRST:
            self._limit = _NEXT
            self._send(offset=len(self.hits))

    def _send(self, offset: int = 0) -> None:
        asked = self.field.text().strip()
        self.trouble.hide()
        if not asked or not self._session.is_open:
            self._show_nothing()
            return
        narrowing, order = self.filters.narrowing(), self.order.currentData()
        wide = self.wide.isChecked()
        self._engine.ask(asked, narrowing, self._limit, offset=offset, order=order, wide=wide)

    def _run_saved(self, saved: SavedSearch) -> None:
        self.filters.clear()
        self.wide.blockSignals(True)
        self.wide.setChecked(saved.wide)
        self.wide.blockSignals(False)
        self.ask_for(saved.query)

    def _word_picked(self, word: str) -> None:
        self.head.shows.setCurrentIndex(0)
        self.ask_for(word)

    def _picked(self, thing: object) -> None:
        if not isinstance(thing, ShownHit):
            return
        if thing in self._goals:
            self._at = self._goals.index(thing)
        self.hit_wanted.emit(thing)

    def _ask_why(self, thing: object) -> None:
        if isinstance(thing, ShownHit) and thing.matches and thing.id not in self.list.hit_rows.notes:
            self.acts.ask_why(thing)

    def _ticks_changed(self) -> None:
        ticked = len(self.list.ticked())
        self.side.show_ticked(ticked)
        self.head.show_ticks(ticked, any_hits=bool(self._goals))

    def _tick_all(self) -> None:
        if self.list.ticked():
            self.list.untick_all()
        else:
            self.list.tick_all()

    def _answered(self, answer: Answer) -> None:
        results, more = answer.results, answer.request.offset > 0
        self._limit = _FIRST if more else self._limit
        self._request = answer.request
        self._documents = {**self._documents, **answer.documents} if more else dict(answer.documents)
        self._found = (self._found if more else {}) | {hit.turn.id: hit for hit in results.hits}
        fresh = tuple(self._shown(hit) for hit in results.hits)
        self.hits = (*self.hits, *fresh) if more else fresh
        self._goals = tuple(hit for hit in self.hits if hit.kind == "transcript")
        self._at = self._at if more else -1
        self._count = results.count
        self.list.show_hits(self._items(results.counts), keep=more)
        self.empty.setText(self._say("search.none", query=answer.request.query))
        self.count.setText(self._say("search.count", n=results.count))
        self.more.setVisible(len(self.hits) < results.count)
        self._show_facts(answer)
        self._show_counts(results.counts)
        self.side.show_found(results.count)
        self._show_kind()
        self.hits_changed.emit()
        self._wishes.status_changed.emit()

    def _show_facts(self, answer: Answer) -> None:
        results = answer.results
        seconds = f"{max(answer.seconds, 0.001):.3f}"
        time = seconds.replace(".", ",") if self._say.language == "fi" else seconds
        notes = any(hit.kind != "transcript" for hit in results.hits)
        facts = "search.facts_notes" if notes else "search.facts"
        self.head.facts.setText(self._say(facts, n=len(results.counts), time=time))
        said = (self._documents[hit.transcript].text[a:b].lower() for hit in self.hits for a, b in hit.matches)
        self.head.links.show_links(answer.request.query, said, results.also, self._say)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        whole = len(self.hits) == self._count
        people = [self._documents[hit.transcript].person_of(hit.turn) for hit in self._found.values()]
        self.filters.show_counts(counts, [person.role for person in people if person] if whole else None)
        listed = self._session.store.transcripts()
        bars = [(one.id, one.short, counts.get(one.id, 0)) for one in listed]
        say = self._say
        self.side.chart.show_bars(
            tuple(Bar(id_, name, n, say("search.bar", name=name, n=n)) for id_, name, n in bars)
        )
        self.side.chart_head.setVisible(any(n for _, _, n in bars))

    def _show_kind(self) -> None:
        """Show hits or words; words are computed when they are looked at."""
        kind = SHOWS[self.head.shows.currentIndex()]
        asked = self._request is not None
        self.pages.setCurrentIndex(0 if kind == "hits" else 1)
        self.pages.setVisible(bool(self.hits) or kind != "hits")
        self.empty.setVisible(not self.hits and kind == "hits")
        if kind != "hits":
            if self._request is not None and asked:
                self._engine.have(kind, self.words.task(kind, self._request))
            else:
                self.words.show_items([])

    def _had(self, name: str, value: Any) -> None:
        if name == "words" == SHOWS[self.head.shows.currentIndex()]:
            self.words.show_frequencies(value)
        elif name == "near" == SHOWS[self.head.shows.currentIndex()]:
            self.words.show_collocates(value)

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
        self.hits = self._goals = ()
        self._found, self._documents = {}, {}
        self._at = -1
        self._count = 0
        self._request = None
        self.list.show_hits([])
        self.empty.setText(self._say("search.empty"))
        self.more.hide()
        self.head.links.show_nothing()
        for words in (self.count, self.head.facts):
            words.setText("")
        self.filters.hide_counts()
        self.side.chart.show_bars(())
        self.side.chart_head.hide()
        self.side.show_found(0)
        self._show_kind()
        self.hits_changed.emit()
        self._wishes.status_changed.emit()

    def _shown(self, hit: Any) -> ShownHit:
        document = self._documents[hit.transcript]
        words, spots = in_speech(hit.turn, document.text, hit.matches)
        shown, marked = cut_around(words, spots)
        label_text = document.label_of(hit.turn) or ""
        return ShownHit(
            hit.turn.id, hit.transcript, hit.turn.name, label_text, shown, marked, hit.matches, hit.start, hit.end,
            hit.kind,
        )

    def _items(self, counts: Mapping[str, int]) -> list[Item]:
        items: list[Item] = []
        for at, (transcript, members) in enumerate(groupby(self.hits, key=lambda hit: hit.transcript)):
            group = list(members)
            whole = self.order.currentData() != "speaker"
            n = counts[transcript] if whole else len(group)
            words = self._say("search.count", n=n)
            items.append(group_item(HitGroup(f"{transcript}-{at}", self._title(group[0]), n), words))
            items += [hit_item(hit) for hit in group]
        return items

    def _title(self, hit: ShownHit) -> str:
        title = self._documents[hit.transcript].transcript.title
        kinds = {"memo": "search.memo", "code": "search.kind_code", "quote": "search.quote", "theme": "search.theme"}
        return f"{self._say(kinds[hit.kind])}: {title}" if hit.kind in kinds else title

    def _lay_out(self) -> None:
        page = QFrame()
        page.setProperty("surface", "page")
        self.empty.setContentsMargins(32, 8, 32, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.words)
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 20, 8)
        body.addWidget(self.pages, 1)
        middle = QVBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for bar in (self.indexing, self.job, self.messages):
            middle.addWidget(bar)
        middle.addWidget(self.head)
        middle.addWidget(self.empty, 1)
        middle.addLayout(body, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(page, 1)
        line = QFrame()
        line.setProperty("surface", "line")
        line.setFixedWidth(1)
        layout.addWidget(line)
        layout.addWidget(self.side)
        self.pages.hide()
