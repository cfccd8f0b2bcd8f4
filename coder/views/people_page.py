"""The page *Puhujat*: everybody who speaks, as a table to write in, and one person's labels and consents under it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.models.closed_quotes import closed_words
from coder.models.grid import Written
from coder.models.people_rows import (
    FIELDS,
    VALUE,
    People,
    label_words,
    people_columns,
    people_rows,
    read_people,
    role_words,
)
from coder.models.row import Row
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.chooser import Chooser
from coder.views.grid import Grid
from coder.views.pages import Desk, LatePage, page_column
from coder.views.people_detail import PeopleDetail
from coder.views.table_preview import TablePreview
from coder.views.variable_tables import VariableTables
from projects.commands import Assign, JoinPersons, SetPerson, SetValues, Together
from projects.model import Receipt
from projects.store import Command


class PeoplePage(LatePage):
    """Hold head, table and detail."""

    reads = frozenset({"person", "label", "turn", "transcript", "variable", "variable_value", "consent", "memo"})

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._people: People | None = None
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.facts = label("", "quiet")
        self.add = button(say("variables.add"), lambda: self.tables.add("person"))
        self.table = button(say("variables.table"), lambda: self.tables.choose_file("person"))
        self.empty = label(say("people.empty"), "quiet", wrap=True)
        self.grid = Grid(desk.theme, self._write, self)
        self.grid.setAccessibleName(say("page.people"))
        self.detail = PeopleDetail(desk.session, desk.theme, say)
        self.preview = TablePreview(desk.theme, say)
        self.tables = VariableTables(desk, self, self.messages, self.preview)
        self._connect()
        self._lay_out()

    def show_project(self) -> None:
        """Show everybody who speaks."""
        self.stale = False
        self._people = people = read_people(self._session.store, self._say.language)
        self.grid.show_rows(people_columns(people, self._say), people_rows(people, self._say))
        there = bool(people.persons)
        for part in (self.grid, self.add, self.table):
            part.setVisible(there)
        self.detail.setVisible(there and self.preview.isHidden())
        self.empty.setVisible(not there)
        self.facts.setText(self._say("people.facts", n=len(people.persons), labels=len(people.labels)) if there else "")
        self.detail.show_person(people, self.grid.key())

    def take(self, receipt: Receipt) -> None:
        """Show what changed; when a consent has closed quotes, say which, and where they are."""
        super().take(receipt)
        words = closed_words(self._session, receipt, self._say)
        if words and self.isVisible():
            act = (self._say("quote.show"), lambda: self._desk.wishes.page_wanted.emit("quotes", "quotes"))
            self.messages.say(words, "warning", (act,))

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._people = None
        self.preview.hide()
        self.grid.show_rows((), ())
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        below = self.detail.stops() if self.preview.isHidden() else self.preview.stops()
        return (self.grid, *below, self.add)

    def ask_join(self, person: str) -> Chooser | None:
        """Ask who is the same person as this one."""
        people = self._people
        kept = people.person(person) if people else None
        if people is None or kept is None:
            return None
        say, name = self._say, people.printed.printed(kept)
        items = [
            (Row(people.printed.printed(one), second=", ".join(
                label_words(people, each) for each in people.labels if each.person == one.id),
                aside=role_words(one.role, say)), one.id)
            for one in people.persons if one.id != person
        ]
        chooser = Chooser(
            self._desk.theme, say, self._desk.window, title=say("people.join_title", name=name),
            words=say("people.join_words", name=name), items=items,
            outcome=lambda thing: say("people.join_do") if thing is None else say("people.join_do_named", name=name),
            act=lambda other: self._session.do(JoinPersons(person, (other,))),
        )
        chooser.open()
        return chooser

    def choose_table(self, path: Path) -> None:
        """Show what a csv file would change."""
        self.tables.show_file("person", path)

    def _write(self, cells: Sequence[Written]) -> None:
        """Turn what was written into one step."""
        values = tuple(Assign(one.column.removeprefix(VALUE), one.row, one.text)
                       for one in cells if one.column.startswith(VALUE))
        steps = [self._person_step(key, cells) for key in dict.fromkeys(one.row for one in cells
                                                                        if one.column in FIELDS)]
        commands: tuple[Command, ...] = (*steps, *([SetValues(values)] if values else []))
        self._session.do_or_raise(commands[0] if len(commands) == 1 else Together(commands))
        self.messages.be_done()

    def _person_step(self, person: str, cells: Sequence[Written]) -> SetPerson:
        one = self._people.person(person) if self._people else None
        former = {key: getattr(one, key, "") for key in FIELDS}
        return SetPerson(person, **(former | {each.column: each.text for each in cells
                                              if each.row == person and each.column in FIELDS}))

    def _connect(self) -> None:
        self.grid.refused.connect(self._tell)
        self.grid.pasted.connect(self._paste)
        self.grid.row_changed.connect(self._show_person)
        self.detail.consents.refused.connect(self._tell)
        self.detail.join_wanted.connect(self.ask_join)
        self.detail.memo_wanted.connect(self._desk.wishes.memo_wanted)
        self.detail.erase_wanted.connect(self._desk.wishes.erase_wanted)
        self.preview.shown.connect(self.detail.hide)
        self.preview.left.connect(self._preview_left)

    def _tell(self, problem: object) -> None:
        if isinstance(problem, OteError):
            self.messages.tell(problem)

    def _show_person(self, person: str) -> None:
        if self._people is not None:
            self.detail.show_person(self._people, person)

    def _paste(self, text: str) -> None:
        if self._people is None:
            return
        column = self.grid.column_key().removeprefix(VALUE)
        keys = [one.key for one in self.grid.grid.rows[max(self.grid.currentIndex().row(), 0):]]
        self.tables.paste("person", text, keys, column)

    def _preview_left(self) -> None:
        self.detail.setVisible(self._people is not None and bool(self._people.persons))
        self.grid.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(12)
        head.addWidget(label(self._say("page.people"), "title"))
        head.addWidget(self.facts, 1)
        head.addWidget(self.table)
        head.addWidget(self.add)
        body = QVBoxLayout()
        body.setContentsMargins(8, 0, 8, 0)
        self.empty.setContentsMargins(8, 8, 16, 8)
        body.addWidget(self.empty)
        body.addWidget(self.grid)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        layout.addLayout(body, 3)
        layout.addWidget(self.detail, 2)
        layout.addWidget(self.preview, 2)
