"""Make, change and remove variables, and give persons and transcripts their values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from projects import typed
from projects.errors import CommandError
from projects.model import Value
from projects.recorder import Row, Writer
from projects.variables import OWNERS

_SHOWN_MISFITS = 12


@dataclass(frozen=True, slots=True)
class AddVariable:
    """Add a variable of persons or transcripts behind the others of its owner.

    Refusals: `variable-no-name`, `variable-taken`, `variable-kind`, `no-choices`.
    """

    label: ClassVar[str] = "add-variable"
    name: str
    owner: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    description: str = ""

    def apply(self, writer: Writer) -> str:
        """Return the new variable's id."""
        if self.owner not in OWNERS:
            raise CommandError("variable-kind", kind=self.owner)
        places = [row["position"] for row in writer.find("variable", target_table=self.owner)]
        row = {
            "name": _free_name(writer, self.name, self.owner), "target_table": self.owner,
            "kind": _known_kind(self.kind), "choices": _stored_choices(self.kind, self.choices),
            "position": max(places, default=-1) + 1, "description": self.description.strip(),
        }
        return writer.insert("variable", row)

    def describe(self) -> Mapping[str, object]:
        """Return whose variable it is."""
        return {"owner": self.owner}


@dataclass(frozen=True, slots=True)
class ChangeVariable:
    """Give a variable another name, kind, choices or description; None leaves one as it is.

    A change of kind reads every value as it is shown: a number becomes its digits, a text becomes the number it says.
    Refused with `values-do-not-fit` (the values, at most a dozen, and how many) when one cannot be read; a choice
    variable made without choices takes the values there are. Other refusals as for `AddVariable`.
    """

    label: ClassVar[str] = "change-variable"
    variable: str
    name: str | None = None
    kind: str | None = None
    choices: tuple[str, ...] | None = None
    description: str | None = None

    def apply(self, writer: Writer) -> None:
        """Change the variable's row, then the values whose form is another."""
        row = variable_row(writer, self.variable)
        name = row["name"] if self.name is None else _free_name(writer, self.name, row["target_table"], self.variable)
        kind = row["kind"] if self.kind is None else _known_kind(self.kind)
        choices = self._choices(writer, row, kind)
        _convert(writer, row, kind, choices)
        writer.update(
            "variable", self.variable, name=name, kind=kind, choices=_stored_choices(kind, choices),
            description=row["description"] if self.description is None else self.description.strip(),
        )

    def describe(self) -> Mapping[str, object]:
        """Return nothing: names may tell too much."""
        return {}

    def _choices(self, writer: Writer, row: Row, kind: str) -> tuple[str, ...]:
        if kind != "choice":
            return ()
        if self.choices is not None:
            return self.choices
        if row["kind"] == "choice":
            return tuple(json.loads(row["choices"]))
        held = writer.find("variable_value", variable=self.variable)
        return tuple(dict.fromkeys(typed.shown(row["kind"], one["value"]) for one in held))


@dataclass(frozen=True, slots=True)
class RenameChoice:
    """Call one choice of a variable something else, wherever it is a value; `choice-taken` when there is such a one."""

    label: ClassVar[str] = "rename-choice"
    variable: str
    old: str
    new: str

    def apply(self, writer: Writer) -> None:
        """Change the list of choices and the values."""
        row = variable_row(writer, self.variable)
        choices, new = json.loads(row["choices"]), " ".join(self.new.split())
        if self.old not in choices:
            raise CommandError("bad-choice", text=self.old, choices=tuple(choices))
        if not new or any(one.casefold() == new.casefold() for one in choices if one != self.old):
            raise CommandError("choice-taken", text=new)
        fresh = tuple(new if one == self.old else one for one in choices)
        writer.update("variable", self.variable, choices=_stored_choices("choice", fresh))
        for held in writer.find("variable_value", variable=self.variable, value=self.old):
            writer.update("variable_value", held["id"], value=new)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: names may tell too much."""
        return {}


@dataclass(frozen=True, slots=True)
class MoveVariable:
    """Put a variable at another place (0 is the first) among those of its owner."""

    label: ClassVar[str] = "move-variable"
    variable: str
    place: int

    def apply(self, writer: Writer) -> None:
        """Number the variables of the owner anew."""
        row = variable_row(writer, self.variable)
        rows = sorted(writer.find("variable", target_table=row["target_table"]), key=lambda one: one["position"])
        order = [one["id"] for one in rows if one["id"] != self.variable]
        order.insert(max(0, self.place), self.variable)
        for place, key in enumerate(order):
            writer.update("variable", key, position=place)

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveVariable:
    """Take a variable away with all its values."""

    label: ClassVar[str] = "remove-variable"
    variable: str

    def apply(self, writer: Writer) -> None:
        """Delete the values, then the variable; refuse with `no-variable`."""
        variable_row(writer, self.variable)
        for row in writer.find("variable_value", variable=self.variable):
            writer.delete("variable_value", row["id"])
        writer.delete("variable", self.variable)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: names may tell too much."""
        return {}


@dataclass(frozen=True, slots=True)
class Assign:
    """Give one person or transcript (`target`, by id) a variable's value; None or blank text takes it away."""

    variable: str
    target: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class SetValues:
    """Give values in one step; text is read as the variable's kind (see `projects.typed.read`).

    Refusals: `no-variable`, `no-value-target`, `bad-number`, `bad-date`, `bad-choice`.
    """

    label: ClassVar[str] = "values"
    values: tuple[Assign, ...]

    def apply(self, writer: Writer) -> None:
        """Write the values that differ."""
        rows = {key: variable_row(writer, key) for key in {one.variable for one in self.values}}
        for one in self.values:
            row = rows[one.variable]
            if writer.get(row["target_table"], one.target) is None:
                raise CommandError("no-value-target")
            _set(writer, one, _typed(row, one.value))

    def describe(self) -> Mapping[str, object]:
        """Return how many values were given."""
        return {"values": len(self.values)}


@dataclass(frozen=True, slots=True)
class NewVariable:
    """Name a variable that a table brings along."""

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FillVariables:
    """Take in a table in one step: new variables of an owner, then values.

    A value names its variable by id, or by the name of one that comes along. Refusals as for `AddVariable` and
    `SetValues`.
    """

    label: ClassVar[str] = "fill-variables"
    owner: str
    fresh: tuple[NewVariable, ...]
    values: tuple[Assign, ...]

    def apply(self, writer: Writer) -> None:
        """Add the variables, then give the values."""
        made = {
            one.name: AddVariable(one.name, self.owner, one.kind, one.choices).apply(writer) for one in self.fresh
        }
        values = (Assign(made.get(one.variable, one.variable), one.target, one.value) for one in self.values)
        SetValues(tuple(values)).apply(writer)

    def describe(self) -> Mapping[str, object]:
        """Return how many variables and values came."""
        return {"variables": len(self.fresh), "values": len(self.values)}


def variable_row(writer: Writer, variable: str) -> Row:
    """Return a variable's row; CommandError `no-variable` when it is not there."""
    row = writer.get("variable", variable)
    if row is None:
        raise CommandError("no-variable", text=variable)
    return row


def _typed(row: Row, value: Value | None) -> Value | None:
    if value is None or (row["kind"] == "number" and not isinstance(value, str)):
        return value
    return typed.read(row["kind"], str(value), json.loads(row["choices"]))


def _set(writer: Writer, one: Assign, value: Value | None) -> None:
    there = writer.find("variable_value", variable=one.variable, target=one.target)
    if there and value is None:
        writer.delete("variable_value", there[0]["id"])
    elif there:
        writer.update("variable_value", there[0]["id"], value=value)
    elif value is not None:
        writer.insert("variable_value", {"variable": one.variable, "target": one.target, "value": value})


def _convert(writer: Writer, row: Row, kind: str, choices: tuple[str, ...]) -> None:
    """Read each value anew as the kind the variable gets; refuse when some do not fit."""
    fresh: dict[str, Value | None] = {}
    misfits: list[str] = []
    for held in writer.find("variable_value", variable=row["id"]):
        written = typed.shown(row["kind"], held["value"])
        try:
            fresh[held["id"]] = typed.read(kind, written, choices)
        except CommandError:
            misfits.append(written)
    if misfits:
        told = tuple(dict.fromkeys(misfits))[:_SHOWN_MISFITS]
        raise CommandError("values-do-not-fit", name=row["name"], count=len(misfits), values=told)
    for key, value in fresh.items():
        writer.update("variable_value", key, value=value)


def _known_kind(kind: str) -> str:
    if kind not in typed.KINDS:
        raise CommandError("variable-kind", kind=kind)
    return kind


def _stored_choices(kind: str, choices: Sequence[str]) -> str:
    if kind != "choice":
        return "[]"
    named = [name for one in choices if (name := " ".join(one.split()))]
    if not named:
        raise CommandError("no-choices")
    if len({one.casefold() for one in named}) < len(named):
        twice = next(one for place, one in enumerate(named) if one.casefold() in map(str.casefold, named[:place]))
        raise CommandError("choice-taken", text=twice)
    return json.dumps(named, ensure_ascii=False)


def _free_name(writer: Writer, name: str, owner: str, variable: str | None = None) -> str:
    """Return a variable's name without superfluous blanks; refuse an empty one and one that the owner has already."""
    wanted = " ".join(name.split())
    if not wanted:
        raise CommandError("variable-no-name")
    for row in writer.find("variable", target_table=owner):
        if row["id"] != variable and row["name"].casefold() == wanted.casefold():
            raise CommandError("variable-taken", name=wanted)
    return wanted
