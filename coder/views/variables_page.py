"""The page *Muuttujat*: which variables there are, and those of the interviews as a table to write in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.models.grid import Column, GridRow, Written
from coder.models.people_rows import VALUE, People, read_people, transcript_columns, transcript_rows
from coder.views.bars import JobBar, MessageBar, button, label
from coder.views.forms import Question, ask_question
from coder.views.grid import Grid
from coder.views.pages import Desk, LatePage, page_column
from coder.views.table_preview import TablePreview
from coder.views.variable_tables import VariableTables, renamed_choice, split_choices
from projects import typed
from projects.commands import Assign, ChangeVariable, MoveVariable, RemoveVariable, SetValues, Together
from projects.model import Variable
from projects.store import Command


class VariablesPage(LatePage):
    """Hold the definitions above and the interviews' values below."""

    reads = frozenset({"transcript", "variable", "variable_value"})

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; empty until a project is open."""
        super().__init__(desk)
        self._session = desk.session
        self._say = say = desk.say
        self._people: People | None = None
        self.setProperty("surface", "page")
        self.messages = MessageBar(desk.theme, say)
        self.job = JobBar(say)
        self.empty = label(say("variables.empty"), "quiet", wrap=True)
        self.definitions = Grid(desk.theme, self._define, self)
        self.definitions.setAccessibleName(say("page.variables"))
        self.values = Grid(desk.theme, self._write, self)
        self.values.setAccessibleName(say("variables.of_interviews"))
        self.preview = TablePreview(desk.theme, say)
        self.tables = VariableTables(desk, self, self.messages, self.preview)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def show_project(self) -> None:
        """Show the variables and the interviews."""
        self.stale = False
        self._people = people = read_people(self._session.store, self._say.language)
        counts = Counter(variable for _, variable in people.values)
        rows = [_definition(one, counts[one.id], self._say) for one in people.variables]
        self.definitions.show_rows(_definition_columns(self._say), rows)
        self.values.show_rows(transcript_columns(people, self._say), transcript_rows(people, self._say))
        self.definitions.setVisible(bool(people.variables))
        self.empty.setVisible(not people.variables)
        self.below.setVisible(bool(people.of_owner("transcript")) and self.preview.isHidden())
        self._row_changed()

    def clear(self) -> None:
        """Let go of the project that closes."""
        self._people = None
        self.preview.hide()
        self.definitions.show_rows((), ())
        self.values.show_rows((), ())
        self.messages.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        first = self.add_person if self.definitions.isHidden() else self.definitions
        below = (self.values,) if self.preview.isHidden() else self.preview.stops()
        return (first, *below, self.add_person)

    def step(self, steps: int) -> None:
        """Move the variable in hand up or down among those of its owner."""
        one = self._chosen()
        if one is not None and self._people is not None:
            own = [each.id for each in self._people.of_owner(one.owner)]
            self._session.do(MoveVariable(one.id, min(max(own.index(one.id) + steps, 0), len(own) - 1)))
            self.definitions.choose_key(one.id)

    def remove(self) -> QDialog | None:
        """Take the variable in hand away; ask first when it has values."""
        one = self._chosen()
        if one is None or self._people is None:
            return None
        count = sum(1 for _, variable in self._people.values if variable == one.id)
        if not count:
            self._session.do(RemoveVariable(one.id))
            return None
        question = Question(self._say("variables.remove_title", name=one.name), self._say("variables.remove_words"),
                            self._say("variables.remove_do", n=count))
        return ask_question(
            self._desk.window, question, lambda: self._session.do(RemoveVariable(one.id)), self._say
        )

    def change(self) -> None:
        """Ask for another name, kind, choices or description of the variable in hand."""
        one = self._chosen()
        if one is not None:
            self.tables.change(one)

    def _chosen(self) -> Variable | None:
        held = self._people.variables if self._people else ()
        return next((one for one in held if one.id == self.definitions.key()), None)

    def _define(self, cells: Sequence[Written]) -> None:
        """Change variables in one step."""
        held = {one.id: one for one in self._people.variables} if self._people else {}
        steps = tuple(step for cell in cells for step in _definition_steps(held[cell.row], cell))
        if steps:
            self._session.do_or_raise(steps[0] if len(steps) == 1 else Together(steps))
            self.messages.be_done()

    def _write(self, cells: Sequence[Written]) -> None:
        values = tuple(Assign(one.column.removeprefix(VALUE), one.row, one.text) for one in cells)
        self._session.do_or_raise(SetValues(values))
        self.messages.be_done()

    def _make_buttons(self) -> None:
        say = self._say
        self.add_person = button(say("variables.add_person"), lambda: self.tables.add("person"))
        self.add_transcript = button(say("variables.add_transcript"), lambda: self.tables.add("transcript"))
        self.edit = button(say("variables.change"), self.change)
        self.up = button(say("variables.up"), lambda: self.step(-1))
        self.down = button(say("variables.down"), lambda: self.step(1))
        self.gone = button(say("variables.remove"), self.remove)
        self.table = button(say("variables.table"), lambda: self.tables.choose_file("transcript"))

    def _connect(self) -> None:
        for grid in (self.definitions, self.values):
            grid.refused.connect(self._tell)
        self.definitions.row_changed.connect(lambda _: self._row_changed())
        self.definitions.opened.connect(lambda _: self.change())
        self.values.pasted.connect(self._paste)
        self.preview.shown.connect(self.below.hide)
        self.preview.left.connect(self._preview_left)

    def _tell(self, problem: object) -> None:
        if isinstance(problem, OteError):
            self.messages.tell(problem)

    def _row_changed(self) -> None:
        for part in (self.edit, self.up, self.down, self.gone):
            part.setEnabled(self._chosen() is not None)

    def _paste(self, text: str) -> None:
        rows = self.values.grid.rows[max(self.values.currentIndex().row(), 0):]
        self.tables.paste("transcript", text, [one.key for one in rows],
                          self.values.column_key().removeprefix(VALUE))

    def _preview_left(self) -> None:
        self.below.setVisible(self._people is not None and bool(self._people.of_owner("transcript")))
        self.values.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(label(self._say("page.variables"), "title"), 1)
        head.addWidget(self.add_person)
        head.addWidget(self.add_transcript)
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 4, 16, 12)
        acts.setSpacing(8)
        for part in (self.edit, self.up, self.down, self.gone):
            acts.addWidget(part)
        acts.addStretch(1)
        layout = page_column(self, self.messages, self.job)
        layout.addLayout(head)
        self.empty.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self.empty)
        layout.addLayout(_inset(self.definitions), 2)
        layout.addLayout(acts)
        self.below = self._below()
        layout.addWidget(self.below, 3)
        layout.addWidget(self.preview, 3)
        layout.addStretch(0)

    def _below(self) -> QFrame:
        below = QFrame()
        below.setProperty("surface", "below")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(label(self._say("variables.of_interviews"), "name"), 1)
        head.addWidget(self.table)
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(_inset(self.values), 1)
        return below


def _inset(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(widget)
    return row


def _definition_columns(say: Catalogue) -> tuple[Column, ...]:
    kinds = tuple((one, say(f"variables.kind.{one}")) for one in typed.KINDS)
    return (
        Column("name", say("variables.name")),
        Column("owner", say("variables.whose"), editable=False,
               choices=tuple((one, say(f"variables.owner.{one}")) for one in ("person", "transcript"))),
        Column("kind", say("variables.kind_title"), choices=kinds),
        Column("choices", say("variables.choices"), tip=say("variables.choices_tip")),
        Column("count", say("variables.count"), editable=False, numeric=True),
        Column("description", say("variables.description")),
    )


def _definition(one: Variable, count: int, say: Catalogue) -> GridRow:
    cells = (one.name, one.owner, one.kind, "; ".join(one.choices), str(count), one.description)
    return GridRow(one.id, cells, f"{one.name}, {say(f'variables.owner.{one.owner}')}")


def _definition_steps(one: Variable, cell: Written) -> tuple[Command, ...]:
    """Return what a written cell of a definition means; a kind that is emptied stays."""
    if cell.column == "name":
        return (ChangeVariable(one.id, name=cell.text),)
    if cell.column == "description":
        return (ChangeVariable(one.id, description=cell.text),)
    if cell.column == "kind":
        return (ChangeVariable(one.id, kind=cell.text),) if cell.text else ()
    fresh = split_choices(cell.text)
    renamed = renamed_choice(one, fresh)
    return (renamed,) if renamed else (ChangeVariable(one.id, kind="choice", choices=fresh),)
