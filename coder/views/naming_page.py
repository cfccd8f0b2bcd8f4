"""The page *Peitenimet*: what may tell who somebody is, what stands in for it, and every place before and after."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from coder.jobs import Job
from coder.models.naming_rows import Entry, entries, entry_items
from coder.naming import Naming
from coder.views.bars import ChoiceBox, JobBar, MessageBar, button, label, scroll_area
from coder.views.flow import Flow
from coder.views.lists import RowList
from coder.views.naming_acts import NamingActs
from coder.views.naming_detail import NamingDetail
from coder.views.pages import Desk, LatePage, page_column
from projects.anonymise.words import shipped
from projects.commands import SetBrackets
from projects.model import Receipt
from projects.pseudonyms import acts
from projects.pseudonyms.signs import DOUBLE, SINGLE, brackets
from projects.recorder import EDIT

_LIST, _SHARE = 380, 0.4


class NamingPage(LatePage):
    """Hold the list of names at the left, the name in hand at the right, and what is done with all of them below."""

    reads = frozenset({EDIT, "transcript", "label", "pseudonym", "setting", "person"})

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._looking: Job | None = None
        self._looked = False
        self._fresh = True
        self._here: tuple[str, str] | None = None
        self.naming = Naming(desk.session, shipped())
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.facts = label("", "quiet", wrap=True)
        self.brackets = ChoiceBox(desk.theme)
        self.brackets.setAccessibleName(say("naming.brackets"))
        for words, value in (("[ ]", SINGLE), ("[[ ]]", DOUBLE)):
            self.brackets.addItem(words, value)
        self.empty = label(say("naming.empty"), "quiet", wrap=True)
        self.list = RowList(desk.theme, self, wrap=True)
        self.list.setAccessibleName(say("naming.list"))
        self.detail = NamingDetail(desk, self.naming)
        self.acts = NamingActs(desk, self, self.naming)
        self._make_buttons()
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.list)

    def show_project(self) -> None:
        """Show what is known now; what was found once is looked for again."""
        self.stale = False
        with QSignalBlocker(self.brackets):
            value = DOUBLE if brackets(self._session.store.database)[0] == "[[" else SINGLE
            self.brackets.setCurrentIndex(self.brackets.findData(value))
        if self._looked:
            self.look()
        self._show()

    def clear(self) -> None:
        """Let go of the project that closes, and of its key."""
        self._stop()
        self.naming.clear()
        self._looked, self._here = False, None
        self.list.show_rows([])
        self.detail.show_entry(None)
        self.messages.hide()

    def take(self, receipt: Receipt) -> None:
        """Look again when texts or substitutes have changed; places in hand mean nothing any more."""
        if self.reads & {change.table for change in receipt.changes}:
            self.naming.chosen = self.naming.refused = frozenset()
        super().take(receipt)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        first = self.list if self.list.isVisibleTo(self) else self.seek
        return (first, self.detail.what, self.detail.places, self.go)

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room the first time."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            left = min(self._desk.theme.px(_LIST), round(self.width() * _SHARE))
            self.split.setSizes([left, self.width() - left])

    def look(self) -> None:
        """Find names and plan what the key's list asks for, beside the window."""
        self._stop()
        self._looked = True
        work = self.naming.look()
        job = self._desk.runner.start(lambda: work, "names")
        self._looking = job
        self.job.follow(job, self._say("naming.finding"))
        job.finished.connect(lambda answer: self._found(job, answer))
        job.failed.connect(self.messages.tell)

    def key_opened(self) -> None:
        """Show what an open key knows."""
        self.look()
        self._show()

    def leave(self, entry: object) -> None:
        """Say that a name's forms are no names here; the key remembers it."""
        if not isinstance(entry, Entry) or entry.found is None:
            return
        if self.naming.key is None:
            self.acts.ask_key(lambda: self.leave(entry))
            return
        self.naming.key.leave(entry.found.forms)
        self.listed()

    def _stop(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = None

    def _found(self, job: Job, answer: object) -> None:
        if job is self._looking and isinstance(answer, tuple):
            self._looking = None
            self.naming.found, self.naming.plan = answer
            self._show()
            if self.seek.hasFocus() and self.list.count():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def listed(self) -> None:
        """Plan anew once the key's list has changed."""
        self.naming.reread()
        self._show()
        self.look()

    def _show(self) -> None:
        naming, say = self.naming, self._say
        listed = entries(naming.found, naming.known.things)
        self.list.show_rows(entry_items(listed, naming.words, naming.waiting(), say))
        self.list.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        self._stand(listed)
        self._show_acts()

    def _stand(self, listed: tuple[Entry, ...]) -> None:
        """Keep the name in hand in hand; the first one else."""
        here = next((one for one in listed if (one.kind, one.base) == self._here), None)
        here = here or next((one for one in listed if self._here and one.base == self._here[1]), None)
        self.list.choose_thing(here or (listed[0] if listed else None))
        self.detail.show_entry(self.list.payload())

    def _ticked(self) -> None:
        listed = entries(self.naming.found, self.naming.known.things)
        self.list.show_rows(entry_items(listed, self.naming.words, self.naming.waiting(), self._say))
        self._show_acts()

    def _moved(self, entry: object) -> None:
        if isinstance(entry, Entry):
            self._here = (entry.kind, entry.base)
            self.detail.show_entry(entry)

    def _show_acts(self) -> None:
        say, naming = self._say, self.naming
        ready, waiting = len(naming.ready()), naming.waiting().total()
        level = acts.level(self._session.store) if self._session.is_open else acts.NONE
        parts = [say(f"anonymise.level.{level}")]
        parts.append(say("naming.key_open", file=naming.key.path.name) if naming.key else say("naming.key_shut"))
        if waiting:
            parts.append(say("naming.waiting", n=waiting))
        self.facts.setText(" ".join(parts))
        self.go.setText(say("naming.go", n=ready))
        self.go.setEnabled(ready > 0)
        self.go.setToolTip("" if ready else say("naming.nothing_ready"))
        self.key.setText(say("naming.other_key" if naming.key else "naming.key"))
        placed = level != acts.NONE
        self.back.setEnabled(level == acts.PSEUDONYMISED)
        self.for_ever.setEnabled(placed or ready > 0)
        self.end_key.setEnabled(placed or naming.key is not None)

    def _set_brackets(self) -> None:
        self._session.do(SetBrackets(str(self.brackets.currentData())))

    def _make_buttons(self) -> None:
        say = self._say
        self.key = button(say("naming.key"), self.acts.ask_key)
        self.add = button(say("naming.add"), self.acts.ask_name)
        self.seek = button(say("naming.find"), self.look, "accent")
        self.back = button(say("naming.back"), self.acts.put_back)
        self.for_ever = button(say("naming.for_ever"), self.acts.ask_for_ever)
        self.archive = button(say("naming.archive"), self.acts.ask_archive)
        self.end_key = button(say("naming.destroy"), self.acts.ask_destroy)
        self.go = button("", self.acts.replace, "accent")

    def _connect(self) -> None:
        self.list.moved.connect(self._moved)
        self.list.entered_key.connect(lambda _: self.detail.what.setFocus(Qt.FocusReason.OtherFocusReason))
        self.detail.list_changed.connect(self.listed)
        self.detail.left_alone.connect(self.leave)
        self.detail.ticks_changed.connect(self._ticked)
        self.detail.refused.connect(self.messages.tell)
        self.detail.form_wanted.connect(self.acts.ask_form)
        self.detail.key_wanted.connect(lambda: self.acts.ask_key(self.detail.put_on_list))
        self.brackets.activated.connect(lambda _: self._set_brackets())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(8)
        head.addWidget(label(self._say("page.naming"), "title"), 1)
        head.addWidget(label(self._say("naming.brackets"), "quiet"))
        head.addWidget(self.brackets)
        head.addWidget(self.key)
        head.addWidget(self.add)
        head.addWidget(self.seek)
        self.facts.setContentsMargins(16, 0, 16, 8)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(scroll_area(self.detail))
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        below = Flow(8)
        below.setContentsMargins(16, 8, 16, 12)
        for part in (self.go, self.back, self.archive, self.for_ever, self.end_key):
            below.addWidget(part)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.split, 1)
        layout.addLayout(below)
