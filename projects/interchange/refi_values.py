"""Variables of a REFI-QDA project and their values, on cases and on sources."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace

from lxml import etree

from codebooks.safe_xml import child, children, derived, text_of
from projects.interchange.refi_context import Context, target_of
from projects.interchange.values import unique
from projects.model import Value, Variable, VariableValue

KINDS = {
    "Text": "text",
    "Boolean": "choice",
    "Integer": "number",
    "Float": "number",
    "Date": "date",
    "DateTime": "text",
}
PLAIN = {"text": "Text", "number": "Float", "date": "Date", "choice": "Text"}
"""The type of a variable of ours when no other is kept."""

BOOLEANS = ("true", "false")
OTHER = {"person": "transcript", "transcript": "person"}
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_EXACT = 2**53
_LONGEST_NUMBER = 400


def read_variables(context: Context, variables: etree._Element | None) -> None:
    """Read the variables; whose they are shows only where they have values, so each is a person's for now."""
    names: set[str] = set()
    for element in children(variables, "Variable"):
        own = context.ids.take("variable", element.get("guid"), element.get("name") or "")
        given = " ".join((element.get("name") or "").split()) or own[:8]
        name = unique(given, names)
        names.add(name)
        kind = KINDS.get((element.get("typeOfVariable") or "").strip(), "text")
        choices = BOOLEANS if kind == "choice" else ()
        described = text_of(child(element, "Description")).strip()
        context.variables[own] = Variable(own, name, "", kind, choices, len(context.variables), described)
        if element.get("typeOfVariable") not in (None, PLAIN[kind]):
            context.keep(own, "variable", etree.Element("Variable", typeOfVariable=str(element.get("typeOfVariable"))))


def read_values(context: Context, element: etree._Element, owner: str, target: str) -> None:
    """Read the values that stand in a case or source."""
    for one in children(element, "VariableValue"):
        variable = _variable_for(context, target_of(one, "VariableRef"), owner)
        if variable is None:
            context.findings.count("lost-value-without-variable")
            continue
        written = next((text_of(value) for value in children(one, *_VALUES)), "")
        value = _typed(variable, written)
        if value is None and written.strip():
            context.findings.count("lost-value-of-kind", name=variable.name)
        if value is not None:
            context.values.append(VariableValue(derived("value", variable.id, target), variable.id, target, value))


def settled(context: Context) -> tuple[Variable, ...]:
    """Return the variables, one without any value as a person's, places counted for persons and transcripts apart."""
    found = [one if one.owner else replace(one, owner="person") for one in context.variables.values()]
    places = {"person": -1, "transcript": -1}
    placed = []
    for one in found:
        places[one.owner] += 1
        placed.append(replace(one, position=places[one.owner]))
    return tuple(sorted(placed, key=lambda one: (one.owner, one.position)))


def _variable_for(context: Context, own: str | None, owner: str) -> Variable | None:
    """Return the variable for an owner; one that persons and texts have becomes two, the second with its own id."""
    variable = context.variables.get(own or "")
    if variable is None:
        return None
    if not variable.owner:
        context.variables[variable.id] = replace(variable, owner=owner)
    elif variable.owner != owner:
        twin = derived("variable", variable.id, owner)
        if twin not in context.variables:
            context.findings.count("variable-of-both")
            context.variables[twin] = replace(variable, id=twin, owner=owner)
        return context.variables[twin]
    return context.variables[variable.id]


def _typed(variable: Variable, written: str) -> Value | None:
    text = written.strip()
    if not text:
        return None
    if variable.kind == "number":
        return _number(text)
    if variable.kind == "choice":
        return {"true": "true", "1": "true", "false": "false", "0": "false"}.get(text.casefold())
    return _date(text) if variable.kind == "date" else text


def _number(text: str) -> Value | None:
    try:
        number = float(text) if len(text) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _date(text: str) -> str | None:
    """Return an `xsd:date` without its zone."""
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
