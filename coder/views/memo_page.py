"""The page *Muistiot*: every memo and the project's journal in one list that can be narrowed, and the one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.models.memo_rows import memo_words
from coder.views.bars import ChoiceBox, JobBar, MessageBar, button, label
from coder.views.lists import RowList
from coder.views.memo_editor import MemoEditor
from coder.views.pages import Desk, Handler, LatePage, page_column
from exports.speakers import speakers
from projects import memo_list, memos, typed
from projects.commands import EditMemo, WriteMemo
from projects.errors import CommandError, ProjectError
from projects.memo_list import MemoFilter
from projects.model import Anchor, Memo
from projects.store import Command, now

_LIST, _TEXT = 400, 720


class MemoPage(LatePage):
    """Hold filters and list at the left, the memo in hand at the right."""

    reads = frozenset({"memo", "code", "person", "transcript", "excerpt", "label"})

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._memos: Mapping[str, Memo] = {}
        self._showing = False
        self._just_opened = True
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.words = QLineEdit()
        self.words.setPlaceholderText(say("memos.find"))
        self.words.setAccessibleName(say("memos.find"))
        self.words.setClearButtonEnabled(True)
        self.boxes = {key: self._box(key) for key in ("kind", "coder", "transcript", "code", "person")}
        self.days = {key: self._day(key) for key in ("since", "until")}
        self.list = RowList(desk.theme, self, pad=12, wrap=True)
        self.list.setAccessibleName(say("page.memos"))
        self.empty = label("", "quiet", wrap=True)
        self.editor = MemoEditor(desk, self.messages)
        self.new = button(say("memos.new"), lambda: self.write(Anchor()))
        self.entry = button(say("memos.new_entry"), lambda: self.write(Anchor("project"), memos.JOURNAL), "accent")
        self._left = QWidget()
        self._lay_out()
        self._connect()
        self._measure()

    def show_project(self) -> None:
        """Offer what the project holds and show its memos."""
        store, self.stale = self._session.store, False
        if self._just_opened:
            self._recover()
        say = self._say
        names = [(one.name, one.id) for one in store.coders()]
        shorts = [(one.title, one.id) for one in store.transcripts()]
        codes = [(one.name(say.language), one.id) for one in store.codebook()]
        kinds = [(say("memos.memos"), memos.MEMO), (say("memos.journal"), memos.JOURNAL)]
        printed = speakers(store.persons(), say.language)
        people = [(printed.printed(one), one.id) for one in store.persons()]
        offered = {"kind": kinds, "coder": names, "transcript": shorts, "code": sorted(codes), "person": people}
        for key, choices in offered.items():
            self._offer(self.boxes[key], say(f"memos.all_{key}"), choices)
        self.show_list()
        self.editor.follow()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._just_opened = True
        self.editor.clear()
        self.list.show_rows(())
        self.words.clear()
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        first = self.entry if self.list.isHidden() else self.list
        return (first, self.words, *(self.editor.stops() if self.editor.isEnabled() else ()))

    def handlers(self) -> Mapping[str, Handler]:
        """Write an entry of the journal from anywhere."""
        return {"journal_entry": self.write_entry}

    def write(self, anchor: Anchor, kind: str = memos.MEMO) -> None:
        """Begin a memo here."""
        self.editor.write_new(anchor, kind)
        self.editor.show()
        self.editor.take_focus()

    def write_entry(self) -> None:
        """Come here and begin an entry of the journal."""
        self._desk.wishes.page_wanted.emit("material", "memos")
        self.write(Anchor("project"), memos.JOURNAL)

    def write_on(self, anchor: object) -> None:
        """Come here and begin a memo on something."""
        if isinstance(anchor, Anchor):
            self._desk.wishes.page_wanted.emit("material", "memos")
            self.write(anchor)

    def show_about(self, kind: str, key: str) -> None:
        """Come here and show the memos about a code, a person or a transcript."""
        self._desk.wishes.page_wanted.emit("material", "memos")
        self._filter_anew({kind: key})

    def show_memo(self, key: str) -> None:
        """Come here with a memo in hand; filters that do not let it through are lifted."""
        self._desk.wishes.page_wanted.emit("material", "memos")
        if key not in self._memos:
            self._filter_anew({})
        self.list.choose_thing(key)

    def _filter_anew(self, chosen: Mapping[str, str]) -> None:
        """Let only one choice of some boxes through, and every memo by the others."""
        for box in (*self.boxes.values(), self.words, *self.days.values()):
            box.blockSignals(True)
        for kind, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(chosen.get(kind, "")), 0))
        for line in (self.words, *self.days.values()):
            line.clear()
        for box in (*self.boxes.values(), self.words, *self.days.values()):
            box.blockSignals(False)
        self.show_list()

    def show_list(self) -> None:
        """Show the memos that the filters let through."""
        try:
            asked = self._asked()
        except OteError as problem:
            self.messages.tell(problem)
            return
        self.messages.be_done()
        store = self._session.store
        found = memo_list.chosen(store, asked)
        words = memo_words(store, self._say, [one.anchor for one in found])
        self._memos = {one.id: one for one in found}
        self._showing = True
        self.list.show_rows([(words.row(one), one.id) for one in found])
        if self.editor.memo in self._memos:
            self.list.choose_thing(self.editor.memo)
        self._showing = False
        if found and not self.editor.isEnabled():
            self.list.choose(0)
        self.editor.setVisible(self.editor.isEnabled())
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        any_at_all = bool(memos.memos(store.database))
        self.empty.setText(self._say("memos.none_fit" if any_at_all else "memos.empty"))

    def _asked(self) -> MemoFilter:
        chosen = {key: str(box.currentData() or "") for key, box in self.boxes.items()}
        days = {key: typed.iso_date(line.text()) if line.text().strip() else "" for key, line in self.days.items()}
        return MemoFilter(self.words.text(), **chosen, **days)

    def _moved(self, key: object) -> None:
        if not self._showing and isinstance(key, str) and key in self._memos and key != self.editor.memo:
            self.editor.edit(self._memos[key])
            self.editor.show()

    def _saved(self, key: str) -> None:
        self._showing = True
        self.list.choose_thing(key)
        self._showing = False

    def _recover(self) -> None:
        """Make a memo of what was being typed when the program ended: nothing typed is lost."""
        session, self._just_opened = self._session, False
        draft = memos.draft(session.store.database, session.coder)
        if draft is None:
            return
        tries: tuple[Command, ...] = (
            *([EditMemo(draft.memo, draft.title, draft.text, draft.day)] if draft.memo else []),
            WriteMemo(draft.text, draft.title, draft.anchor, draft.kind),
            WriteMemo(draft.text, draft.title, kind=draft.kind),
        )
        try:
            if any(self._did(command) for command in tries):
                memos.keep_draft(session.store, None, session.coder, now())
                self.messages.say(self._say("memos.recovered"), "ok")
        except ProjectError as problem:
            self.messages.tell(problem)

    def _did(self, command: Command) -> bool:
        try:
            self._session.do_or_raise(command)
        except CommandError:
            return False
        return True

    # Building

    def _box(self, key: str) -> ChoiceBox:
        box = ChoiceBox(self._desk.theme)
        box.setAccessibleName(self._say(f"memos.by_{key}"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(self._filtered)
        return box

    def _day(self, key: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self._say(f"memos.{key}"))
        line.setAccessibleName(self._say(f"memos.{key}"))
        line.setToolTip(self._say("memos.day_tip"))
        line.editingFinished.connect(self._filtered)
        return line

    def _offer(self, box: ChoiceBox, everything: str, choices: Sequence[tuple[str, str]]) -> None:
        wanted = [(everything, ""), *choices]
        if wanted == [(box.itemText(at), box.itemData(at)) for at in range(box.count())]:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for words, value in wanted:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)

    def _filtered(self) -> None:
        if self._session.is_open:
            self.show_list()

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._filtered())
        self.list.moved.connect(self._moved)
        self.list.entered_key.connect(lambda _: self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.editor.left.connect(lambda: self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason))
        self.editor.saved.connect(self._saved)
        self._desk.theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self._left.setMaximumWidth(self._desk.theme.px(_LIST))
        self.editor.setMaximumWidth(self._desk.theme.px(_TEXT))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(label(self._say("page.memos"), "title"), 1)
        head.addWidget(self.new)
        head.addWidget(self.entry)
        grid = QGridLayout()
        grid.setSpacing(6)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        days = QWidget()
        between = QHBoxLayout(days)
        between.setContentsMargins(0, 0, 0, 0)
        between.setSpacing(6)
        for line in self.days.values():
            between.addWidget(line)
        for at, widget in enumerate((*self.boxes.values(), days)):
            grid.addWidget(widget, at // 2, at % 2)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self.words)
        left.addLayout(grid)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        across = QHBoxLayout()
        across.setContentsMargins(16, 0, 16, 16)
        across.setSpacing(24)
        across.addWidget(self._left, 1)
        across.addWidget(self.editor, 1)
        across.addStretch(0)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addLayout(across, 1)
