"""Make variables and bring in tables of values, for every page that shows some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from codebooks.errors import OteError
from coder.variable_files import read_table_file, variable_targets
from coder.views.bars import MessageBar
from coder.views.forms import Answers, Field, Form, ask_for_file
from coder.views.pages import Desk
from coder.views.table_preview import TablePreview
from projects import typed, variable_table, variables
from projects.commands import AddVariable, ChangeVariable, RenameChoice, Together
from projects.model import Variable
from projects.variable_table import Plan


class VariableTables(QObject):
    """Ask for variables, and plan what is pasted or opened."""

    def __init__(self, desk: Desk, page: QWidget, messages: MessageBar, preview: TablePreview) -> None:
        """Show plans in a preview, and troubles in a message bar."""
        super().__init__(page)
        self._desk = desk
        self._session = desk.session
        self._say = desk.say
        self._messages = messages
        self._preview = preview
        preview.taken.connect(self._take)

    def add(self, owner: str) -> Form:
        """Ask for a new variable."""

        def act(answers: Answers) -> None:
            self._session.do_or_raise(
                AddVariable(answers["name"], owner, answers["kind"], _choices(answers), answers["description"])
            )

        return self._form("variable", None, act)

    def change(self, variable: Variable) -> Form:
        """Ask for another name, kind, choices and description of a variable."""

        def act(answers: Answers) -> None:
            fresh = _choices(answers)
            change = ChangeVariable(
                variable.id, answers["name"], answers["kind"], fresh or None, answers["description"]
            )
            renamed = renamed_choice(variable, fresh)
            self._session.do_or_raise(Together((renamed, change)) if renamed else change)

        return self._form("change_variable", variable, act)

    def choose_file(self, owner: str) -> None:
        """Let a person choose a csv file."""
        ask_for_file(self._desk.window, lambda path: self.show_file(owner, Path(path)),
                     pattern=self._say("variables.pattern"), title=self._say("variables.table"))

    def show_file(self, owner: str, path: Path) -> None:
        """Show what a csv file would change."""
        try:
            self._preview.show_plan(self._plan_table(owner, read_table_file(path)))
        except OteError as problem:
            problem.file = problem.file or str(path)
            self._messages.tell(problem)

    def paste(self, owner: str, text: str, targets: Sequence[str], variable: str) -> None:
        """Show what a pasted text would change: laid from a cell on, or as a table with names elsewhere."""
        cells = variable_table.read_table(text)
        if not cells:
            self._messages.say(self._say("preview.nothing"))
            return
        held = variables.variables(self._session.store.database, owner)
        keys = [one.id for one in held]
        try:
            if variable in keys:
                plan = self._plan_block(owner, cells, targets, held[keys.index(variable):])
            else:
                plan = self._plan_table(owner, cells)
        except OteError as problem:
            self._messages.tell(problem)
            return
        self._preview.show_plan(plan)

    def _plan_table(self, owner: str, cells: Sequence[Sequence[str]]) -> Plan:
        store, language = self._session.store, self._say.language
        return variable_table.plan_table(
            cells, owner, variable_targets(store, owner, language), variables.variables(store.database),
            held=variables.values_by_place(store.database), language=language,
        )

    def _plan_block(
        self, owner: str, cells: Sequence[Sequence[str]], targets: Sequence[str], held: Sequence[Variable]
    ) -> Plan:
        store, language = self._session.store, self._say.language
        known = {one.id: one for one in variable_targets(store, owner, language)}
        return variable_table.plan_block(
            cells, [known[key] for key in targets], held,
            held=variables.values_by_place(store.database), language=language,
        )

    def _take(self, plan: object) -> None:
        if isinstance(plan, Plan) and self._session.do(plan.step) is not None:
            self._messages.say(self._say("preview.done", n=len(plan.changes)), "ok")

    def _form(self, key: str, variable: Variable | None, act: object) -> Form:
        kinds = tuple((one, self._say(f"variables.kind.{one}")) for one in typed.KINDS)
        fields = (
            Field("name", value=variable.name if variable else ""),
            Field("kind", "choice", variable.kind if variable else "text", kinds),
            Field("choices", value="; ".join(variable.choices) if variable else ""),
            Field("description", value=variable.description if variable else ""),
        )
        form = Form(key, fields, act, self._say, self._desk.window)  # type: ignore[arg-type]  # one of the two above
        form.open()
        return form


def _choices(answers: Answers) -> tuple[str, ...]:
    if answers["kind"] != "choice":
        return ()
    return split_choices(answers["choices"])


def split_choices(text: str) -> tuple[str, ...]:
    """Return choices that were written with semicolons between them."""
    return tuple(one.strip() for one in text.split(";") if one.strip())


def renamed_choice(variable: Variable, fresh: Sequence[str]) -> RenameChoice | None:
    """Return the step that renames a choice when exactly one is another in the same place, else None."""
    pairs = [(old, new) for old, new in zip(variable.choices, fresh, strict=False) if old != new]
    if len(fresh) != len(variable.choices) or len(pairs) != 1 or pairs[0][1] in variable.choices:
        return None
    return RenameChoice(variable.id, *pairs[0])
