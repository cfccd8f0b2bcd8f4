"""List what can be mended in a file that is about to come in, each repair to be done or left, one by one or by kind."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.intake_files import IntakeFile
from coder.models.intake_preview import line_numbers, repair_words
from coder.models.row import Row
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label
from coder.views.lists import RowList
from projects.importers.repairs import KINDS


class RepairList(RowList):
    """Show repairs; Space does one or leaves it."""

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space."""
        if event.text() == " " and self.payload() is not None:
            self.toggled.emit(self.payload())
            return
        super().keyPressEvent(event)


class RepairsPanel(QWidget):
    """Show the repairs of one kind or all, and the one in hand before and after."""

    chosen = Signal(object)
    shown = Signal(int)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out kinds, list and buttons."""
        super().__init__()
        self._say = say
        self._file: IntakeFile | None = None
        self._lines: tuple[int, ...] = ()
        self._quiet = False
        self.kinds = ChoiceBox(theme)
        self.kinds.setAccessibleName(say("intake.kinds"))
        self.kinds.activated.connect(lambda _: self._show_rows())
        self.list = RepairList(theme, self, pad=12)
        # All rows have two lines: a text of hundreds of pages has thousands of them.
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(say("intake.repairs"))
        self.list.moved.connect(self._moved)
        self.list.toggled.connect(lambda _: self._toggle())
        self.list.entered_key.connect(lambda _: self._toggle())
        self.words = label("", "small", wrap=True)
        self.toggle = button(say("intake.leave"), self._toggle)
        self.leave_all = button(say("intake.leave_all"), lambda: self._all(done=False))
        self.mend_all = button(say("intake.mend_all"), lambda: self._all(done=True))
        self.empty = label(say("intake.no_repairs"), "quiet", wrap=True)
        self._lay_out()

    def show_file(self, file: IntakeFile | None) -> None:
        """Show the repairs of a file."""
        new = file is None or self._file is None or file.intake is not self._file.intake
        self._file = file
        self._quiet = True
        if new:
            self._lines = line_numbers(file.intake) if file and file.intake else ()
            self._fill_kinds()
        self._show_rows()
        self._quiet = False

    def choose(self, repair: int) -> None:
        """Put the hand on a repair."""
        if not self.list.rows_model.find(repair).isValid():
            self.kinds.setCurrentIndex(0)
            self._show_rows()
        self.list.choose_thing(repair)
        self.shown.emit(repair)

    def _fill_kinds(self) -> None:
        repairs = self._file.intake.repairs if self._file and self._file.intake else ()
        counts = Counter(one.kind for one in repairs)
        self.kinds.clear()
        self.kinds.addItem(self._say("intake.all_kinds", n=len(repairs)), "")
        for kind in KINDS:
            if counts[kind]:
                self.kinds.addItem(self._say(f"intake.kind_{kind}", n=counts[kind]), kind)

    def _places(self) -> list[int]:
        """Return the repairs that are listed."""
        kind = self.kinds.currentData()
        repairs = self._file.intake.repairs if self._file and self._file.intake else ()
        return [at for at, one in enumerate(repairs) if not kind or one.kind == kind]

    def _show_rows(self) -> None:
        done = self._done()
        items: list[Item] = [(self._row(at, done=at in done), at) for at in self._places()]
        self.list.show_rows(items)
        some = bool(items)
        for part in (self.kinds, self.list, self.words, self.toggle, self.leave_all, self.mend_all):
            part.setVisible(some)
        self.empty.setVisible(not some)
        if some and self.list.payload() is None:
            self.list.choose(0)
        self._fill()

    def _done(self) -> frozenset[int]:
        return frozenset(self._file.settled.mended.done) if self._file and self._file.settled else frozenset()

    def _row(self, at: int, *, done: bool) -> Row:
        if self._file is None or self._file.intake is None:
            raise AssertionError
        before, after = repair_words(self._file.intake, at)
        kind = self._say(f"intake.one_{self._file.intake.repairs[at].kind}")
        words = f"{before} → {after}" if done else before
        state = self._say("intake.mended" if done else "intake.left")
        where = self._say("intake.on_line", line=self._lines[at])
        return Row(words, second=f"{state} · {kind} · {where}", check=done)

    def _moved(self, repair: object) -> None:
        self._fill()
        if isinstance(repair, int) and not self._quiet:
            self.shown.emit(repair)

    def _fill(self) -> None:
        at = self.list.payload()
        if not isinstance(at, int) or self._file is None or self._file.intake is None:
            return
        before, after = repair_words(self._file.intake, at)
        self.words.setText(self._say("intake.before_after", before=before, after=after))
        self.toggle.setText(self._say("intake.leave" if at in self._done() else "intake.mend"))

    def _toggle(self) -> None:
        at = self.list.payload()
        if isinstance(at, int):
            self._mend([at], done=at not in self._done())

    def _all(self, *, done: bool) -> None:
        self._mend(self._places(), done=done)

    def _mend(self, places: list[int], *, done: bool) -> None:
        if self._file is None or self._file.intake is None:
            return
        choices = self._file.choices.mending(self._file.intake.repairs, places, done=done)
        if choices != self._file.choices:
            self.chosen.emit(choices)

    def set_across(self, *, across: bool) -> None:
        """Put list and buttons beside each other, or one above the other."""
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if across else directions.TopToBottom)

    def _lay_out(self) -> None:
        above = QVBoxLayout()
        above.setSpacing(6)
        for part in (self.empty, self.kinds):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 12, 0)
            row.addWidget(part, 1)
            above.addLayout(row)
        above.addWidget(self.list, 1)
        above.addStretch(0)
        below = QVBoxLayout()
        below.setContentsMargins(12, 0, 12, 0)
        below.setSpacing(6)
        for one in (self.words, self.toggle, self.leave_all, self.mend_all):
            below.addWidget(one)
        below.addStretch(0)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 8, 0, 8)
        self._layout.setSpacing(6)
        self._layout.addLayout(above, 3)
        self._layout.addLayout(below)
