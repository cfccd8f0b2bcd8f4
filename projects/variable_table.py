"""Read a table of values from a spreadsheet or a csv file, and plan what it would change before anything does."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from projects import typed
from projects.commands.variables import Assign, FillVariables, NewVariable
from projects.errors import CommandError
from projects.model import Label, Person, Transcript, Value, Variable

_MANY = 12


@dataclass(frozen=True, slots=True)
class Misfit:
    """Name a cell that cannot be taken: its row and column as people see them, and why."""

    row: str
    column: str
    problem: CommandError


@dataclass(frozen=True, slots=True)
class Change:
    """Name a cell that would become another: row and column as people see them, the value before and after."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Say what a table would do: the step, what it changes, what does not fit, and rows that nobody is."""

    step: FillVariables
    changes: tuple[Change, ...]
    misfits: tuple[Misfit, ...] = ()
    unknown: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Name a person or transcript: id, what it is called, every way a table may call it."""

    id: str
    name: str
    calls: frozenset[str]


def read_table(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a text: columns parted by tabs, semicolons or commas, whichever its first line has first.

    Quoted cells may hold anything. Lines without any word are left out, and shorter ones are filled up.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = plain.partition("\n")[0]
    mark = next((one for one in "\t;," if one in first), "\t")
    rows = [tuple(cell.strip() for cell in row) for row in csv.reader(io.StringIO(plain), delimiter=mark)]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def person_targets(
    persons: Iterable[Person], labels: Iterable[Label], transcripts: Iterable[Transcript],
    printed: Mapping[str, Iterable[str]],
) -> tuple[Target, ...]:
    """Return persons with every way to call them: id, pseudonym, what is printed, and `RH1/AN2` for each label."""
    shorts = {one.id: one.short for one in transcripts}
    own: dict[str, list[str]] = {}
    for label in labels:
        own.setdefault(label.person, []).append(f"{shorts[label.transcript]}/{label.text}")
    found = []
    for one in persons:
        names = [*printed.get(one.id, ()), one.pseudonym, one.short, *own.get(one.id, ()), one.id]
        calls = frozenset(_call(name) for name in names if name)
        found.append(Target(one.id, next(name for name in names if name), calls))
    return tuple(found)


def transcript_targets(transcripts: Iterable[Transcript]) -> tuple[Target, ...]:
    """Return transcripts with every way to call them: id, short name, name."""
    return tuple(
        Target(one.id, one.short, frozenset(map(_call, (one.id, one.short, one.name, one.title))))
        for one in transcripts
    )


def plan_table(
    table: Sequence[Sequence[str]], owner: str, targets: Sequence[Target], variables: Sequence[Variable], *,
    held: Mapping[tuple[str, str], Value], language: str = "fi",
) -> Plan:
    """Plan a table whose first row names variables and whose first column names persons or transcripts.

    A column that no variable has becomes a new one, of the kind that fits all its cells. An empty cell changes
    nothing. Raises CommandError `table-empty` when there is no row beside the names.
    """
    if len(table) < 2 or len(table[0]) < 2:  # noqa: PLR2004 - a row of names and one of values, a name and a value
        raise CommandError("table-empty")
    names = [" ".join(name.split()) for name in table[0][1:]]
    columns = [_column(name, owner, at, table, variables) for at, name in enumerate(names, 1) if name]
    places = [at for at, name in enumerate(names, 1) if name]
    known = [(row, _target(row[0], targets)) for row in table[1:]]
    cells = [
        (target, column, row[at])
        for row, target in known if target is not None
        for column, at in zip(columns, places, strict=True) if row[at]
    ]
    unknown = tuple(row[0] for row, target in known if target is None)
    fresh = tuple(NewVariable(one.name, one.kind, one.choices) for one in columns if not one.id)
    return replace(_plan(FillVariables(owner, fresh, ()), cells, held, language), unknown=unknown)


def plan_block(
    block: Sequence[Sequence[str]], targets: Sequence[Target], variables: Sequence[Variable], *,
    held: Mapping[tuple[str, str], Value], language: str = "fi",
) -> Plan:
    """Plan a block of cells without names, laid on these persons or transcripts and variables in their order.

    What lies beyond the last row or column is left out; an empty cell takes a value away.
    """
    cells = [
        (target, variable, text)
        for row, target in zip(block, targets, strict=False)
        for text, variable in zip(row, variables, strict=False)
    ]
    owner = variables[0].owner if variables else "person"
    return _plan(FillVariables(owner, (), ()), cells, held, language)


def _plan(
    step: FillVariables, cells: Iterable[tuple[Target, Variable, str]], held: Mapping[tuple[str, str], Value],
    language: str,
) -> Plan:
    values, changes, misfits = [], [], []
    for target, variable, text in cells:
        try:
            value = typed.read(variable.kind, text, variable.choices)
        except CommandError as problem:
            misfits.append(Misfit(target.name, variable.name, problem))
            continue
        before = held.get((target.id, variable.id))
        if value != before:
            values.append(Assign(variable.id or variable.name, target.id, value))
            shown = (typed.shown(variable.kind, one, language) for one in (before, value))
            changes.append(Change(target.name, variable.name, *shown))
    fresh = tuple(one.name for one in step.fresh)
    return Plan(replace(step, values=tuple(values)), tuple(changes), tuple(misfits), fresh=fresh)


def _column(
    name: str, owner: str, at: int, table: Sequence[Sequence[str]], variables: Sequence[Variable]
) -> Variable:
    """Return the variable that a column is, or a new one (without an id) of the kind that fits its cells."""
    there = [one for one in variables if one.owner == owner and one.name.casefold() == name.casefold()]
    if there:
        return there[0]
    cells = [row[at] for row in table[1:] if row[at]]
    kind = next((kind for kind in ("number", "date") if cells and all(_fits(kind, cell) for cell in cells)), "text")
    return Variable("", name, owner, kind)


def _fits(kind: str, text: str) -> bool:
    try:
        typed.read(kind, text)
    except CommandError:
        return False
    return True


def _target(name: str, targets: Sequence[Target]) -> Target | None:
    """Return the one that a cell calls; None when nobody or more than one is called so."""
    found = [one for one in targets if _call(name) in one.calls]
    return found[0] if len(found) == 1 else None


def _call(name: str) -> str:
    return " ".join(name.split()).casefold()
