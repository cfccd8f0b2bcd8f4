"""Bring in the variables of another project and their values."""

from __future__ import annotations

import json
from collections.abc import Mapping

from projects.commands.joining import Joining
from projects.model import Variable, VariableValue
from projects.recorder import Row, new_id


def join_variables(joining: Joining) -> None:
    """Take in variables and values that are new; where ours has another value, ours stays and that is told."""
    became = joining.became("variable")
    for variable in joining.snapshot.variables:
        there = _same_variable(joining, variable)
        if there is not None:
            _widen(joining, variable, there)
        became[variable.id] = there["id"] if there else _write_variable(joining, variable)
        joining.count("variables", new=there is None, there=there is not None)
    theirs = {one.id: one for one in joining.snapshot.variables}
    ours = {row["id"]: row for row in joining.writer.find("variable")}
    for value in joining.snapshot.values:
        _join_value(joining, value, theirs, ours)


def _same_variable(joining: Joining, variable: Variable) -> Row | None:
    """Return our variable with this id, else the one of this name and owner."""
    there = joining.writer.get("variable", variable.id)
    if there is not None:
        return there
    rows = joining.writer.find("variable", target_table=variable.owner)
    return next((row for row in rows if row["name"].casefold() == variable.name.casefold()), None)


def _widen(joining: Joining, variable: Variable, row: Row) -> None:
    """Give a choice variable of ours the choices that theirs has beside its own."""
    if row["kind"] == variable.kind == "choice":
        choices = list(dict.fromkeys((*json.loads(row["choices"]), *variable.choices)))
        joining.writer.update("variable", row["id"], choices=json.dumps(choices, ensure_ascii=False))


def _write_variable(joining: Joining, variable: Variable) -> str:
    places = [row["position"] for row in joining.writer.find("variable", target_table=variable.owner)]
    row = {
        "id": variable.id,
        "name": variable.name,
        "target_table": variable.owner,
        "kind": variable.kind,
        "choices": json.dumps(variable.choices, ensure_ascii=False),
        "position": max(places, default=-1) + 1,
        "description": variable.description,
    }
    return joining.writer.insert("variable", row)


def _join_value(
    joining: Joining, value: VariableValue, theirs: Mapping[str, Variable], ours: Mapping[str, Row]
) -> None:
    variable = ours.get(joining.became("variable").get(value.variable, ""))
    target = joining.became(variable["target_table"]).get(value.target) if variable else None
    if variable is None or target is None:
        joining.findings.count("lost-value-without-variable")
        return
    held = joining.writer.find("variable_value", variable=variable["id"], target=target)
    if held or theirs[value.variable].kind != variable["kind"]:
        differs = not held or held[0]["value"] != value.value
        joining.findings.count("lost-value-differs", 1 if differs else 0, name=variable["name"])
        joining.count("values", new=0, there=1)
        return
    own = new_id() if joining.writer.get("variable_value", value.id) else value.id
    joining.writer.insert(
        "variable_value", {"id": own, "variable": variable["id"], "target": target, "value": value.value}
    )
    joining.count("values", new=1, there=0)
