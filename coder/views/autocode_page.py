"""The page *Automaattikoodaus*: a rule, what it finds, ticked or not, and one button that codes it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from codebooks.model import Codebook
from coder.jobs import Work
from coder.models.row import Row
from coder.views.bars import ChoiceBox, JobBar, MessageBar, button, label, scroll_area
from coder.views.pages import Desk, Page, page_column
from coder.views.palette import Palette
from coder.views.passage_list import PassageList
from projects.autocode import ByHeading, ByHits, ByPattern, BySpeaker, Candidate, Plan, Rule, plan
from projects.errors import CommandError, QueryError
from projects.model import Coding, Document, Excerpt, Receipt
from projects.speech import spoken_ranges, turns_in

Held = tuple[Sequence[Document], Sequence[Excerpt], Sequence[Coding]]
RULES = ("speaker", "heading", "pattern", "search")
UNITS = ("match", "sentence", "turn")
_FIELD_WIDTH = 520
_LIST_HEIGHT = 160
_SHORT = 60
_AROUND = 50


class AutocodePage(QFrame, Page):
    """Hold the rule at the top, the passages it finds below, and the number that will be coded on the button."""

    def __init__(self, desk: Desk) -> None:
        """Lay out rule, codes, list and button."""
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._say = say = desk.say
        self._codebook = Codebook()
        self._codes: tuple[str, ...] = ()
        self._plan = Plan((), ())
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.rule = self._box("rule", [(say(f"autocode.by_{key}"), key) for key in RULES])
        self.speaker = self._box("speaker", [])
        self.words = QLineEdit()
        self.words.setAccessibleName(say("autocode.words"))
        self.unit = self._box("unit", [(say(f"autocode.unit_{key}"), key) for key in UNITS])
        self.where = self._box("where", [])
        self.palette_box = Palette(desk.theme, say, desk.window)
        self.choose = button("", self._open_palette)
        self.search = button(say("autocode.find"), self.find_passages, "accent")
        self.facts = label("", "quiet", wrap=True)
        self.list = PassageList(desk.theme, self)
        self.list.setAccessibleName(say("autocode.list"))
        self.go = button("", self.code, "accent")
        self.all = button(say("autocode.all"), partial(self.list.tick_all, on=True))
        self.none = button(say("autocode.none"), partial(self.list.tick_all, on=False))
        self._lay_out()
        self._connect()
        self._show_rule()
        self._show_codes()
        self._show_plan(Plan((), ()))

    # What the window asks

    def show_project(self) -> None:
        """Offer the project's speakers, interviews and codes; a plan made before something changed goes."""
        store = self._session.store
        self._codebook = store.codebook()
        self._codes = tuple(key for key in self._codes if any(one.id == key for one in self._codebook))
        documents = [self._session.document(one.id) for one in store.transcripts()]
        self._refill(self.speaker, _speakers(documents))
        everywhere = (self._say("autocode.everywhere"), "")
        self._refill(self.where, [everywhere, *((one.transcript.title, one.transcript.id) for one in documents)])
        self._show_codes()
        self._show_plan(Plan((), ()))

    def take(self, receipt: Receipt) -> None:
        """Show the project anew: texts, codes and what is coded already are all part of a plan."""
        if self.isVisible() or receipt.touched("turn") or receipt.touched("label"):
            self.show_project()

    def clear(self) -> None:
        """Forget what belonged to the project that closes."""
        self._codes = ()
        self.words.clear()
        self.messages.hide()
        self.palette_box.close_quietly()
        self._show_plan(Plan((), ()))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.rule, self.choose, self.search, self.list, self.go)

    # Acts

    def find_passages(self) -> None:
        """Look for what the rule finds, beside the window; a person's own pattern may take its time."""
        self.messages.hide()
        try:
            search = self._search_for()
        except (CommandError, QueryError) as problem:
            self.messages.tell(problem)
            return
        self.search.setEnabled(False)
        job = self._desk.runner.start(search, "autocode")
        self.job.follow(job, self._say("autocode.finding"))
        job.finished.connect(self._found)
        job.failed.connect(self.messages.tell)
        job.ended.connect(lambda: self.search.setEnabled(True))

    def code(self) -> None:
        """Code the ticked passages in one step."""
        ticked = [one for one in self.list.ticked() if isinstance(one, Candidate)]
        if not ticked:
            return
        receipt = self._session.do(self._plan.command(ticked))
        if receipt is not None:
            made = getattr(receipt.result, "made", 0)
            undo = (self._say("act.undo"), self._session.undo)
            self.messages.say(self._say("autocode.done", n=len(ticked), made=made), "ok", (undo,) if made else ())

    def _search_for(self) -> partial[Work]:
        """Return the job, with everything it needs as values; CommandError when something is missing."""
        if not self._codes:
            raise CommandError("no-code")
        documents = [self._session.document(one.id) for one in self._session.store.transcripts()]
        chosen = [one for one in documents if self.where.currentData() in {"", one.transcript.id}]
        store, words = self._session.store, self.words.text()
        kind = str(self.rule.currentData())
        if kind in {"pattern", "search"} and not words.strip():
            raise CommandError("no-query")
        coder = next((one.id for one in store.coders() if one.name == self._session.coder), None)
        held = (chosen, store.excerpts(), store.codings())
        if kind == "search":
            index = (store.path, store.info().id, store.index_key())
            find = partial(_hits, words, tuple(documents), index, str(self.unit.currentData()))
            return partial(_work, find, held, self._codes, coder)
        return partial(_work, partial(self._rule, kind, words), held, self._codes, coder)

    def _rule(self, kind: str, words: str) -> Rule:
        if kind == "speaker":
            return BySpeaker(frozenset((str(self.speaker.currentData()),)))
        if kind == "heading":
            return ByHeading(words)
        return ByPattern(words, str(self.unit.currentData()))

    def _found(self, found: object) -> None:
        if isinstance(found, Plan):
            self._show_plan(found)
            (self.list if found.candidates else self.rule).setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def _show_plan(self, found: Plan) -> None:
        self._plan = found
        rows = [(self._row(one), one) for one in found.candidates]
        self.list.show_ticked(rows, [found.new(one) for one in found.candidates])
        there = sum(not found.new(one) for one in found.candidates)
        if found.codes:
            key = "autocode.found_some" if there else "autocode.found"
            self.facts.setText(self._say(key, n=len(found.candidates), there=there))
        else:
            self.facts.setText(self._say("autocode.empty"))
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.list.ticked())
        self.go.setText(self._say("autocode.do", n=count))
        self.go.setEnabled(count > 0)
        self.go.setToolTip("" if count else self._say("autocode.nothing_ticked"))
        for one in (self.all, self.none):
            one.setEnabled(bool(self._plan.candidates))

    def _row(self, one: Candidate) -> Row:
        document = self._session.document(one.passage.transcript)
        place = " · ".join(filter(None, (document.transcript.short, one.turn, one.speaker or "", one.heading)))
        note = "" if self._plan.new(one) else self._say("autocode.there")
        title, matched = _in_context(document, one)
        return Row(title, aside=place, note=note, matched=matched)

    def _show_rule(self) -> None:
        kind = self.rule.currentData()
        self._form.setRowVisible(self.speaker, kind == "speaker")
        self._form.setRowVisible(self.words, kind != "speaker")
        self._form.setRowVisible(self.unit, kind in {"pattern", "search"})
        self.words.setPlaceholderText(self._say(f"autocode.words_{kind}") if kind != "speaker" else "")

    def _show_codes(self) -> None:
        names = [code.name(self._say.language) for code in self._codebook if code.id in self._codes]
        self.choose.setText(", ".join(names) if names else self._say("autocode.choose"))

    def _open_palette(self) -> None:
        recent = self._session.settings.words("recent_codes")
        self.palette_box.open(self._codebook, recent, self._around_choice)

    def _around_choice(self) -> QRect:
        return QRect(self.choose.mapToGlobal(self.choose.rect().topLeft()), self.choose.size())

    def _choose(self, codes: object) -> None:
        if isinstance(codes, tuple):
            self._codes = codes
            self._show_codes()
            self._show_plan(Plan((), ()))

    # Building

    def _box(self, key: str, items: Sequence[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(self._desk.theme)
        box.setAccessibleName(self._say(f"autocode.{key}"))
        for words, data in items:
            box.addItem(words, data)
        return box

    def _refill(self, box: ChoiceBox, items: Sequence[tuple[str, str]]) -> None:
        """Offer other items; the one in hand stays when it is still there."""
        present = box.currentData()
        box.blockSignals(True)
        box.clear()
        for words, data in items:
            box.addItem(words, data)
        box.setCurrentIndex(max(box.findData(present), 0))
        box.blockSignals(False)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        table: tuple[tuple[str, QWidget], ...] = (
            ("rule", self.rule), ("speaker", self.speaker), ("words", self.words), ("unit", self.unit),
            ("where", self.where), ("codes", self.choose),
        )
        for key, widget in table:
            form.addRow(label(self._say(f"autocode.{key}")), widget)
        top = QWidget()
        top.setMaximumWidth(self._desk.theme.px(_FIELD_WIDTH))
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self._say("page.autocode"), "title"))
        column.addLayout(form)
        column.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 16)
        inner.setSpacing(12)
        inner.addWidget(top)
        inner.addWidget(self.facts)
        self.list.setMinimumHeight(self._desk.theme.px(_LIST_HEIGHT))
        inner.addWidget(self.list, 1)
        layout = page_column(self, self.messages, self.job)
        layout.addWidget(_scrolled(inner), 1)
        layout.addLayout(self._last_row())

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 16)
        row.setSpacing(8)
        for one in (self.all, self.none):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.go)
        return row

    def _connect(self) -> None:
        self.rule.currentIndexChanged.connect(lambda _: self._show_rule())
        for box in (self.rule, self.speaker, self.unit, self.where):
            box.currentIndexChanged.connect(lambda _: self._show_plan(Plan((), ())))
        self.words.textChanged.connect(lambda _: self._show_plan(Plan((), ())))
        self.words.returnPressed.connect(self.find_passages)
        self.palette_box.chosen.connect(self._choose)
        self.palette_box.closed.connect(lambda: self.choose.setFocus(Qt.FocusReason.PopupFocusReason))
        self.list.ticks_changed.connect(self._show_count)
        self.list.picked.connect(self._go_to)

    def _go_to(self, one: object) -> None:
        if isinstance(one, Candidate):
            self._desk.wishes.passage_wanted.emit(*one.passage[:3])


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    """Let a column scroll when it is higher than the page; else its last part has what room is left."""
    page = QWidget()
    page.setProperty("kind", "page")
    page.setLayout(column)
    return scroll_area(page)


def _in_context(document: Document, one: Candidate) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a passage as one line; a short one stands bold between the words around it in its turn."""
    said = " ".join(one.speech.split())
    if len(said) > _SHORT:
        return said, ()
    start, end = one.passage.start, one.passage.end
    turn = turns_in(document, start, end)[0]
    low = next((a for a, b in spoken_ranges(turn) if a <= start < b), start)
    high = next((b for a, b in spoken_ranges(turn) if a < end <= b), end)
    before = document.text[max(low, start - _AROUND) : start].replace("\n", " ")
    after = document.text[end : min(high, end + _AROUND)].replace("\n", " ").rstrip()
    # A word that the limit has cut goes whole.
    head = f"… {before.partition(' ')[2]}" if start - _AROUND > low else before
    tail = f"{after.rpartition(' ')[0]} …" if end + _AROUND < high else after
    return head + said + tail, ((len(head), len(head) + len(said)),)


def _speakers(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Return what each person is called in the interviews, and their id, in the order of the interviews."""
    found: dict[str, list[str]] = {}
    for document in documents:
        for one in document.labels.values():
            found.setdefault(one.person, []).append(f"{document.transcript.short} {one.text}")
    return [(", ".join(names), person) for person, names in found.items()]


def _work(find: partial[Rule], held: Held, codes: tuple[str, ...], coder: str | None) -> Work:
    yield 0, 1
    found = plan(find(), *held, codes=codes, coder=coder)
    yield 1, 1
    return found


def _hits(words: str, documents: tuple[Document, ...], index: tuple[Path, str, bytes], unit: str) -> Rule:
    """Search beside the window, by a searcher of its own."""
    from projects.search.cachefile import cache_path  # noqa: PLC0415 - Whoosh is heavy
    from projects.search.corpus import Documents  # noqa: PLC0415
    from projects.search.search import Searcher  # noqa: PLC0415

    path, project, key = index
    corpus = Documents(documents)
    searcher = Searcher(cache_path(project, path), key)
    try:
        searcher.update(corpus)
        hits = searcher.search(words, corpus, None, 0).hits
    finally:
        searcher.close()
    return ByHits.of(hits, unit)
