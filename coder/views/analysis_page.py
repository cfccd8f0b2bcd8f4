"""The workplace *Erittely*: a figure and its table, what is counted in them, and the excerpts behind every mark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coder.models.analysis import VIEWS, Choice, Key, choice_rows, choice_words, still_there, table_of
from coder.views.analysis_acts import AnalysisActs
from coder.views.analysis_side import ChoicePanel, OpenedExcerpts
from coder.views.bars import ChoiceBox, JobBar, MessageBar, button, label, simply
from coder.views.cross_view import CrossView
from coder.views.figure_view import PIXELS, FigureView
from coder.views.flow import Flow
from coder.views.pages import Desk, LatePage, page_column
from exports.charts.draw import FIGURES, draw
from exports.figures import Figure, Target
from projects.analysis.coded import Coded
from projects.coded_rows import read_coded
from projects.model import Excerpt

_NARROWEST, _WIDEST = 380.0, 640.0
_EDGE = 64
_HEADS = 72
_SETTLE_MS = 60
_FIGURE, _TABLE = (0.6, 0.4), (0.72, 0.28)


class AnalysisPage(LatePage):
    """Hold view, figure, table, ticks and excerpts; everything is counted anew when the project changes."""

    reads = frozenset(
        ("coding", "excerpt", "code", "family", "transcript", "turn", "label", "person", "coder", "body", "edit")
    )

    def __init__(self, desk: Desk) -> None:
        """Lay out; nothing is counted before the page is shown a project."""
        super().__init__(desk)
        self.setProperty("surface", "page")
        theme, say = desk.theme, desk.say
        self._whole: Coded | None = None
        self.coded: Coded | None = None
        self.choice = Choice()
        self._excerpts: dict[str, Excerpt] = {}
        self._opener: QWidget | None = None
        self.messages = MessageBar(theme, say)
        self.job = JobBar(say)
        self.view = ChoiceBox(theme)
        self.view.setAccessibleName(say("analysis.view"))
        for key in VIEWS:
            self.view.addItem(say(f"analysis.view_{key}"), key)
        self.view.currentIndexChanged.connect(simply(self._show_view))
        self.choices = ChoicePanel(theme, say)
        self.choices.turned.connect(self._turn)
        self.choices.all_wanted.connect(lambda: self._choose(Choice()))
        self.choices.hide()
        self.narrow = button("", self._toggle_choices)
        self.narrow.setCheckable(True)
        self.acts = AnalysisActs(desk, self)
        self.export_figure = button(say("analysis.export_figure"), self.acts.ask_figure)
        self.export_table = button(say("analysis.export_table"), self.acts.ask_table)
        self._make_middle()
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_SETTLE_MS)
        self._resized.timeout.connect(self._draw)
        self._lay_out()
        theme.changed.connect(self._resized.start)

    def show_project(self) -> None:
        """Count the open project anew; what is ticked and still there stays ticked."""
        if not self.isVisible():
            self.stale = True
            return
        self.stale = False
        whole = self._whole = read_coded(self._desk.session.store)
        self._choose(still_there(whole, self.choice))

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._whole = self.coded = None
        self.choice = Choice()
        self._excerpts = {}
        self.picture.show_figure(None)
        for table in (self.beside, self.alone):
            table.show_table(None, {})
        self.opened.show_excerpts((), "", None)
        self.messages.hide()
        self.choices.show_rows((), narrowed=False)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        work = (self.alone,) if self.is_table else (self.picture, self.beside)
        return (self.view, *([self.choices.list] if not self.choices.isHidden() else []), *work, self.opened.list)

    def status_words(self) -> tuple[str, str]:
        """Say how much is counted."""
        if self.coded is None:
            return "", ""
        transcripts = len({one.transcript for one in self.coded.excerpts})
        return self._desk.say("analysis.status", transcripts=transcripts, codings=len(self.coded.codings)), ""

    @property
    def key(self) -> str:
        """Return the name of the view in hand."""
        return str(self.view.currentData())

    @property
    def is_table(self) -> bool:
        """Tell whether the view is a table without a figure."""
        return self.key not in FIGURES

    @property
    def table(self) -> CrossView:
        """Return the table in view."""
        return self.alone if self.is_table else self.beside

    def refs(self) -> tuple[str, ...]:
        """Return the excerpts that are counted."""
        return tuple(one.id for one in self.coded.excerpts) if self.coded else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the figure as wide as there is room now."""
        super().resizeEvent(event)
        self._resized.start()

    def _make_middle(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        self.picture = FigureView(theme)
        self.picture.opened.connect(self._open_target)
        self.picture.taken.connect(self._bring_into_view)
        self.beside = CrossView(theme, say)
        self.alone = CrossView(theme, say)
        for table in (self.beside, self.alone):
            table.opened.connect(self._open_cell)
        self.title = label("", "title", wrap=True)
        self.facts = label("", "quiet", wrap=True)
        self.empty = label(say("analysis.nothing"), "quiet", wrap=True)
        self.beside_title = label("", "name", wrap=True)
        self.beside_note = label("", "small", wrap=True)
        self.opened = OpenedExcerpts(theme, say)
        self.opened.place_wanted.connect(self._go)
        self.opened.export_wanted.connect(self.acts.ask_excerpts)
        self.opened.left.connect(self._go_back)

    def _choose(self, choice: Choice) -> None:
        if self._whole is None:
            return
        self.choice = choice
        say = self._desk.say
        self.choices.show_rows(choice_rows(self._whole, choice, say), narrowed=bool(choice.ticked))
        self.narrow.setText(say("analysis.narrow", words=choice_words(choice, say)))
        self._show_view()

    def _turn(self, key: Key) -> None:
        self._choose(self.choice.turned(key))

    def _toggle_choices(self) -> None:
        self.choices.setVisible(self.narrow.isChecked())
        if self.narrow.isChecked():
            self.choices.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resized.start()

    def _show_view(self) -> None:
        """Count for the view in hand, and show its figure and table; what was open closes."""
        if self._whole is None:
            return
        self.coded = self.choice.narrow(self._whole, self.key)
        self._excerpts = {one.id: one for one in self.coded.excerpts}
        say, language = self._desk.say, self._desk.say.language
        table = table_of(self.key, self.coded, language)
        slots = {family.id: family.colour for family in self.coded.codebook.families}
        self.table.show_table(table, slots)
        self.stack.setCurrentWidget(self.wide if self.is_table else self.area)
        if self.side_table.isHidden() != self.is_table:
            self.side_table.setVisible(not self.is_table)
            whole = self.split.width()
            self.split.setSizes([round(whole * part) for part in (_TABLE if self.is_table else _FIGURE)])
        self.beside_title.setText(table.title if table else say("analysis.no_table"))
        self.beside_note.setText(table.note if table else "")
        self.export_table.setEnabled(table is not None)
        self.title.setText(str(self.view.currentText()))
        self.facts.setText(table.note if table else "")
        self.side_table.setMaximumHeight(self.beside.height_of_all() + self._desk.theme.px(_HEADS))
        self.opened.show_excerpts((), "", None)
        self.opened.export.setEnabled(bool(self._excerpts))
        self._draw()
        self._desk.wishes.status_changed.emit()

    def _draw(self) -> None:
        """Draw the figure in the width there is; scroll what does not fit."""
        if self.coded is None:
            return
        figure = None if self.is_table else self._drawn()
        self.picture.show_figure(figure)
        if not self.is_table:
            shown_refs = {ref for target in figure.targets for ref in target.refs} if figure else ()
            self.facts.setText(self._desk.say("analysis.facts", n=len(shown_refs)) if figure else "")
        self.picture.setVisible(figure is not None)
        shown = figure is not None or (self.is_table and self.table.cells.table() is not None)
        self.empty.setText(self._desk.say("analysis.nothing" if self._excerpts else "analysis.uncoded"))
        self.empty.setVisible(not shown)
        self.export_figure.setEnabled(figure is not None)

    def _drawn(self) -> Figure | None:
        if self.coded is None:
            return None
        room = (self.stack.width() - self._desk.theme.px(_EDGE)) / (self._desk.theme.px(100) / 100 * PIXELS)
        width = min(max(room, _NARROWEST), _WIDEST)
        return draw(self.key, self.coded, self._desk.say.language, width=width)

    def _open_target(self, target: Target) -> None:
        self._opener = self.picture
        self._open(target.refs, target.words)

    def _open_cell(self, refs: tuple[str, ...], words: str) -> None:
        self._opener = self.table
        self._open(refs, words)

    def _open(self, refs: tuple[str, ...], words: str) -> None:
        """List the excerpts behind a mark, and go there when it was opened by keyboard."""
        excerpts = [self._excerpts[ref] for ref in refs if ref in self._excerpts]
        self.opened.show_excerpts(excerpts, words, self._desk.session.document)
        self.opened.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, excerpt: Excerpt) -> None:
        self._desk.wishes.passage_wanted.emit(excerpt.transcript, excerpt.start, excerpt.end)

    def _go_back(self) -> None:
        if self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_view(self, target: Target) -> None:
        box = self.picture.rect_of(target).center().toPoint()
        self.area.ensureVisible(box.x(), box.y(), 40, 40)

    def _lay_out(self) -> None:
        head = Flow()
        head.setContentsMargins(20, 12, 20, 8)
        for one in (self.view, self.narrow, self.export_figure, self.export_table):
            head.addWidget(one)
        self.stack = QStackedWidget()
        self.area = self._scrolled_figure()
        self.wide = self._page_of(self.alone)
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.wide)
        self.split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.splitterMoved.connect(lambda *_: self._resized.start())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.choices)
        body.addWidget(split, 1)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(20, 4, 8, 8)
        layout.setSpacing(4)
        for one in (self.title, self.facts, self.empty):
            layout.addWidget(one)
        layout.addWidget(self.stack, 1)
        return left

    def _right(self) -> QWidget:
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        self.side_table = QWidget()
        layout = QVBoxLayout(self.side_table)
        layout.setContentsMargins(12, 4, 16, 4)
        layout.setSpacing(4)
        for one in (self.beside_title, self.beside_note):
            layout.addWidget(one)
        layout.addWidget(self.beside, 1)
        right.addWidget(self.side_table)
        right.addWidget(self.opened)
        right.setStretchFactor(0, 1)
        right.setStretchFactor(1, 1)
        return right

    def _scrolled_figure(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(self.picture)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        area.setMinimumSize(QSize(self._desk.theme.px(240), self._desk.theme.px(120)))
        return area

    def _page_of(self, table: CrossView) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(table)
        return page
