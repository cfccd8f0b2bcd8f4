"""Lay out the import page: files at the left, the preview in the middle, what can be decided at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.intake_files import REFUSED, IntakeFile
from coder.theme import Theme
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.intake_details import DetailsPanel
from coder.views.intake_reader import IntakeReader
from coder.views.intake_repairs import RepairsPanel
from coder.views.intake_speakers import SpeakersPanel
from coder.views.lists import RowList
from projects.importers.draft import Draft

_LIST, _LIST_NARROW, _SIDE, _MIDDLE = 236, 170, 332, 380
_TABS = ("speakers", "details", "repairs")


class FileList(RowList):
    """Show the files; Delete takes one off."""

    drop_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.drop_wanted.emit()
            return
        super().keyPressEvent(event)


class IntakeLayout(QObject):
    """Make the parts of the page and put them where there is room: in a narrow window the preview is one more tab."""

    def __init__(self, page: QFrame, theme: Theme, say: Catalogue) -> None:
        """Make everything."""
        super().__init__(page)
        self._page, self._theme, self._say = page, theme, say
        self._narrow: bool | None = None
        self.title = label(say("intake.title"), "title")
        self.facts = label("", "quiet")
        self.go = button("", lambda: None, "accent")
        self.add = button(say("intake.add"), lambda: None)
        self.drop = button(say("intake.drop"), lambda: None)
        self.drop_all = button(say("intake.drop_all"), lambda: None)
        self.list = FileList(theme, page, pad=12)
        self.list.setAccessibleName(say("intake.files"))
        self.empty = label(say("intake.empty"), "quiet", wrap=True)
        self.name = label("", "name")
        self.about = label("", "small", wrap=True)
        self.remarks = label("", "small", wrap=True)
        self.account = label("", "faint", wrap=True)
        self.why = label("", "error", wrap=True)
        self.twin = label("", "warning", wrap=True)
        self.twice = button("", lambda: None)
        self.reader = IntakeReader(theme, say)
        self.reader.setProperty("kind", "preview")
        self.legend = label(say("intake.legend"), "faint", wrap=True)
        self.speakers = SpeakersPanel(theme, say)
        self.details = DetailsPanel(theme, say)
        self.repairs = RepairsPanel(theme, say)
        self.repairs.shown.connect(self.reader.choose)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(say("intake.tabs"))
        self.side = QStackedWidget()
        self._build()
        page.installEventFilter(self)
        theme.changed.connect(self._measure)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through; the list first, or the way to fill it."""
        if self.list.isHidden():
            return (self.add,)
        panel = self.side.currentWidget()
        firsts = {self.speakers: self.speakers.list, self.details: self.details.name, self.repairs: self.repairs.list}
        beside = [] if self._narrow and panel is not self._preview else [self.reader]
        return (self.list, *beside, self.tabs, *([firsts[panel]] if panel in firsts else []), self.go)

    def show_counts(self, files: Sequence[IntakeFile], coming: int, *, busy: bool) -> None:
        """Tell how many files are there and how many come."""
        say = self._say
        refused = sum(1 for one in files if one.state == REFUSED)
        told = [say("intake.facts", n=len(files))] if files else []
        told += [say("intake.facts_refused", n=refused)] if refused else []
        self.facts.setText(" · ".join(told))
        self.go.setText(say("intake.go", n=coming))
        self.go.setEnabled(coming > 0 and not busy)
        self.go.setVisible(bool(files))
        self.drop.setVisible(bool(files))
        self.drop_all.setVisible(bool(files))
        self.drop.setEnabled(not busy)
        self.drop_all.setEnabled(not busy)
        self.add.setEnabled(not busy)
        self.list.setVisible(bool(files))
        self.empty.setVisible(not files)

    def show_something(self, draft: Draft, remarks: str, account: str) -> None:
        """Show what stands above the preview of a file."""
        labels = {turn.label for turn in draft.turns} - {None}
        said = draft.short.replace("_", " ").casefold() in draft.name.casefold()
        self.name.setText(draft.name if said else f"{draft.short} {draft.name}")
        self.about.setText(self._say("intake.about", turns=len(draft.turns), speakers=len(labels)))
        self.remarks.setText(remarks)
        self.account.setText(account)
        self.why.hide()
        self._above.show()
        self._body.show()

    def show_nothing(self, why: str) -> None:
        """Show why there is nothing to see."""
        self.reader.show_preview(None, anew=True)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._above.hide()
        self._body.hide()

    def show_twin(self, short: str, *, again: bool, told: bool) -> None:
        """Tell that the text is here already, and offer to take it all the same."""
        self.twin.setText(self._say("intake.twin", short=short))
        self.twice.setText(self._say("intake.once" if again else "intake.twice"))
        for part in (self.twin, self.twice):
            part.setVisible(told and bool(short))

    def show_repair(self, repair: int) -> None:
        """Show a repair in its list."""
        self._show_tab("repairs")
        self.repairs.choose(repair)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._measure()
        return super().eventFilter(watched, event)

    # Building

    def _build(self) -> None:
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(16, 8, 16, 8)
        above.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name)
        head.addWidget(self.about, 1)
        above.addLayout(head)
        self._notes = QWidget()
        told = QVBoxLayout(self._notes)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(3)
        told.addWidget(self.remarks)
        told.addWidget(self.account)
        told.addStretch(1)
        self._head = above
        above.addWidget(self._notes)
        above.addWidget(self.twin)
        row = QHBoxLayout()
        row.addWidget(self.twice)
        row.addStretch(1)
        above.addLayout(row)
        self._preview = QFrame()
        self._preview.setProperty("surface", "page")
        inside = QVBoxLayout(self._preview)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.reader, 1)
        self.legend.setContentsMargins(16, 4, 16, 6)
        inside.addWidget(self.legend)
        for at, key in enumerate(_TABS):
            self._add_tab(at, key, getattr(self, key))
        self.tabs.currentChanged.connect(self._tab_changed)
        self._side = QFrame()
        self._side.setProperty("surface", "side")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.tabs)
        beside.addWidget(self.side, 1)
        self._body = QWidget()
        self._across = QHBoxLayout(self._body)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._preview, 1)
        self._across.addWidget(self._side)
        self._lay_out_page()

    def _lay_out_page(self) -> None:
        self._left = QFrame()
        self._left.setProperty("surface", "panel")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 4, 0, 8)
        left.setSpacing(0)
        self.empty.setContentsMargins(16, 8, 16, 8)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.why.setContentsMargins(16, 16, 16, 16)
        right.addWidget(self.why)
        right.addWidget(self._above)
        right.addWidget(self._body, 1)
        right.addStretch(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addLayout(right, 1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(10)
        for part in (self.title, self.facts):
            head.addWidget(part)
        head.addStretch(1)
        for one in (self.add, self.drop, self.drop_all, self.go):
            head.addWidget(one)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bars = layout
        layout.addLayout(head)
        layout.addLayout(across, 1)

    def put_bars(self, *bars: MessageBar | JobBar) -> None:
        """Put message and progress bars above all."""
        for at, bar in enumerate(bars):
            self._bars.insertWidget(at, bar)

    def _measure(self) -> None:
        px = self._theme.px
        narrow = self._page.width() < px(_LIST + _MIDDLE + _SIDE)
        self._left.setFixedWidth(px(_LIST_NARROW if narrow else _LIST))
        self._side.setMinimumWidth(px(_SIDE) if not narrow else 0)
        self._side.setMaximumWidth(px(_SIDE) if not narrow else 16_777_215)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fold(narrow=narrow)

    def _fold(self, *, narrow: bool) -> None:
        """Put the preview among the tabs, or beside them."""
        for part in (self.title, self.facts):
            part.setVisible(not narrow)
        self.speakers.set_across(across=narrow)
        self.repairs.set_across(across=narrow)
        margin = 12 if narrow else 0
        self._notes.setContentsMargins(margin, margin, margin, margin)
        if narrow:
            self._add_tab(0, "text", self._preview)
            self._add_tab(self.tabs.count(), "notes", self._notes)
            self._show_tab("text")
        elif self.tabs.tabData(0) == "text":
            self._across.insertWidget(0, self._preview, 1)
            self._head.insertWidget(1, self._notes)
            self.tabs.removeTab(self.tabs.count() - 1)
            self.tabs.removeTab(0)
            for back in (self._preview, self._notes):
                back.show()

    def _add_tab(self, at: int, key: str, part: QWidget) -> None:
        self.side.insertWidget(at, part)
        self.tabs.insertTab(at, self._say(f"intake.tab_{key}"))
        self.tabs.setTabData(at, key)

    def _show_tab(self, key: str) -> None:
        at = next((at for at in range(self.tabs.count()) if self.tabs.tabData(at) == key), 0)
        self.tabs.setCurrentIndex(at)
        self._tab_changed(at)

    def _tab_changed(self, at: int) -> None:
        key = self.tabs.tabData(at)
        moving = {"text": self._preview, "notes": self._notes}
        part = moving.get(key) or getattr(self, str(key), None)
        if isinstance(part, QWidget) and self.side.indexOf(part) >= 0:
            self.side.setCurrentWidget(part)
