"""The right side of the search: hits by transcript, filters, and what can be done with what was found."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout

from coder.session import Session
from coder.views.bars import ChoiceBox, button, label, simply
from coder.views.hit_chart import HitChart
from coder.views.pages import Desk
from coder.views.search_filters import SearchFilters
from projects.search.units import AROUND, SENTENCE, TURN, UNITS, WORDS
from projects.searches import SavedSearch, saved_searches

_WIDTH = 268
_FILTERS = 220
_UNITS = (TURN, SENTENCE, WORDS, AROUND)


class SearchSide(QFrame):
    """Hold chart, filters, the unit that is coded, saved searches, and the buttons."""

    code_wanted = Signal()
    saved_chosen = Signal(object)
    save_wanted = Signal(str)
    remove_wanted = Signal(str)
    word_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin without a project."""
        super().__init__()
        self._session: Session = desk.session
        self._say = say = desk.say
        self._theme = theme = desk.theme
        self.setProperty("surface", "panel")
        self.filters = SearchFilters(desk.session, theme, say)
        self.chart = HitChart(theme)
        self.chart.setAccessibleName(say("search.chart"))
        self.chart_head = label(say("search.chart"), "head")
        self.unit = ChoiceBox(theme)
        self.unit.setAccessibleName(say("search.unit"))
        for unit in _UNITS:
            self.unit.addItem(say(f"search.unit_{unit}"), unit)
        self.turns = QSpinBox()
        self.turns.setRange(1, 9)
        self.turns.setAccessibleName(say("search.unit_turns"))
        self.unit.currentIndexChanged.connect(simply(self._show_turns))
        self.code = button(say("search.code_none"), self.code_wanted.emit, "accent")
        self.saved = ChoiceBox(theme)
        self.saved.setAccessibleName(say("search.saved"))
        self.saved.activated.connect(self._chosen)
        for box in (self.unit, self.saved):
            box.keep_narrow()
        self.save = button(say("search.save"), self._begin_saving)
        self.remove = button(say("search.remove_saved"), self._remove, "link")
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("search.save_name"))
        self.name.setAccessibleName(say("search.save_name"))
        self.name.returnPressed.connect(self._save)
        self.word = button(say("search.to_word"), self.word_wanted.emit)
        self.sheet = button(say("search.to_sheet"), self.sheet_wanted.emit)
        self._lay_out()
        self.show_ticked(0)
        self.show_found(0)
        self._show_turns()
        self.chart.hide()
        self.chart_head.hide()
        theme.changed.connect(self._measure)
        self._measure()

    def show_project(self) -> None:
        """Offer the filters and the saved searches of the open project."""
        self.filters.show_project()
        chosen = self.saved.currentData()
        self.saved.clear()
        self.saved.addItem(self._say("search.saved"), None)
        if self._session.is_open:
            for one in saved_searches(self._session.store):
                self.saved.addItem(one.name, one)
        at = [self.saved.itemData(at) for at in range(self.saved.count())]
        self.saved.setCurrentIndex(at.index(chosen) if chosen in at else 0)
        self._show_saved()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self.filters.clear()
        self.saved.clear()
        self._show_saved()

    def show_ticked(self, count: int) -> None:
        """Say how many hits would be coded."""
        self.code.setText(self._say("search.code", n=count) if count else self._say("search.code_none"))
        self.code.setEnabled(count > 0)
        self.code.setToolTip("" if count else self._say("search.code_how"))

    def show_found(self, count: int) -> None:
        """Let what was found be saved and written out, when there is something."""
        for one in (self.word, self.sheet):
            one.setEnabled(count > 0)

    def chosen_unit(self) -> tuple[str, int]:
        """Return what of a hit is coded, and how many turns around it."""
        unit = self.unit.currentData()
        return (unit if unit in UNITS else TURN), self.turns.value()

    def code_rect(self) -> QRect:
        """Return where the coding button lies on the screen."""
        return QRect(self.code.mapToGlobal(self.code.rect().topLeft()), self.code.size())

    def show_saved(self, search: str) -> None:
        """Have a saved search, by id, in hand."""
        kept = (self.saved.itemData(at) for at in range(self.saved.count()))
        place = next((at for at, one in enumerate(kept) if one is not None and one.id == search), 0)
        self.saved.setCurrentIndex(place)
        self._show_saved()

    def _chosen(self, _: int) -> None:
        self._show_saved()
        chosen = self.saved.currentData()
        if isinstance(chosen, SavedSearch):
            self.saved_chosen.emit(chosen)

    def _show_saved(self) -> None:
        self.saved.setVisible(self.saved.count() > 1)
        self.remove.setVisible(isinstance(self.saved.currentData(), SavedSearch))

    def _begin_saving(self) -> None:
        chosen = self.saved.currentData()
        self.name.setText(chosen.name if isinstance(chosen, SavedSearch) else "")
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.hide()
            self.save_wanted.emit(name)

    def _remove(self) -> None:
        chosen = self.saved.currentData()
        if isinstance(chosen, SavedSearch):
            self.remove_wanted.emit(chosen.id)

    def _show_turns(self) -> None:
        self.turns.setVisible(self.unit.currentData() == AROUND)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        self.filters.setMinimumHeight(self._theme.px(_FILTERS))

    def _lay_out(self) -> None:
        inner = QFrame()
        inner.setProperty("surface", "panel")
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.chart_head)
        top.addWidget(self.chart)
        layout.addLayout(top)
        layout.addWidget(self.filters, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 0)
        foot.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.unit, 1)
        row.addWidget(self.turns)
        foot.addLayout(row)
        for widget in (self.code, self.saved, self.remove, self.name, self.save):
            foot.addWidget(widget)
        out = QHBoxLayout()
        out.addWidget(self.word)
        out.addWidget(self.sheet)
        foot.addLayout(out)
        layout.addLayout(foot)
        self.name.hide()
