"""Choose persons and transcripts by conditions on their variables, such as `ikä > 30` or `organisaatio = järjestö`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects import typed
from projects.errors import CommandError
from projects.model import Document, Excerpt, Value, Variable
from projects.reading import label_persons, persons
from projects.speech import pieces
from projects.variables import values_by_place, variables

if TYPE_CHECKING:
    from projects.store import Store

# Every person has these without anybody making a variable, in both languages of the program.
FIELDS: Mapping[str, str] = {
    "rooli": "role", "role": "role", "organisaatio": "organisation", "organisation": "organisation",
    "peitenimi": "pseudonym", "pseudonym": "pseudonym",
}
_OWNERS = {
    "puhuja": "person", "henkilö": "person", "speaker": "person", "person": "person",
    "haastattelu": "transcript", "aineisto": "transcript", "interview": "transcript", "transcript": "transcript",
}
_CONDITION = re.compile(r"\s*(?P<name>[^<>=!~]+?)\s*(?P<operator><=|>=|!=|<>|=|<|>|~)\s*(?P<value>.*?)\s*", re.DOTALL)
_COMPARED: Mapping[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
_ORDERED_KINDS = ("number", "date")


@dataclass(frozen=True, slots=True)
class Condition:
    """Compare a variable with a value.

    `operator` is `=`, `!=`, `<`, `<=`, `>`, `>=` or `~` (contains); texts are compared without regard to capitals.
    No value never fits, but for `=` with None, which asks for what has no value, and `!=` with None: for any value.
    """

    variable: Variable
    operator: str
    value: Value | None

    def fits(self, value: Value | None) -> bool:
        """Tell whether a value meets the condition."""
        if self.value is None or value is None:
            return (value is None) == (self.operator == "=") and self.value is None
        if self.operator in _COMPARED:
            return _COMPARED[self.operator](value, self.value)
        if self.operator == "~":
            return str(self.value).casefold() in str(value).casefold()
        return (_plain(value) == _plain(self.value)) == (self.operator == "=")


def read_conditions(store: Store, written: Iterable[str]) -> tuple[Condition, ...]:
    """Return conditions written as `name operator value`.

    Raises CommandError `condition-syntax`, `no-variable`, `ambiguous-variable`, `condition-order`, or what
    `projects.typed.read` raises.
    """
    known = variables(store.database)
    return tuple(_read(text, known) for text in written)


def persons_where(store: Store, conditions: Iterable[Condition]) -> frozenset[str]:
    """Return the ids of persons who meet all conditions; one on transcripts is met by speaking in such a one."""
    own, others = _parted(conditions)
    fields = {one.id: one for one in persons(store.database)}
    held = values_by_place(store.database)
    found = {key for key, one in fields.items() if all(each.fits(_value(each, one, key, held)) for each in own)}
    if others:
        inside = _transcripts(store, others)
        found &= {person for transcript, person in label_persons(store.database) if transcript in inside}
    return frozenset(found)


def transcripts_where(store: Store, conditions: Iterable[Condition]) -> frozenset[str]:
    """Return the ids of transcripts that meet all conditions; one on persons is met when such a person speaks there."""
    own, others = _parted(conditions)
    found = _transcripts(store, others)
    if own:
        speaking = persons_where(store, own)
        found &= {transcript for transcript, person in label_persons(store.database) if person in speaking}
    return frozenset(found)


def met_by(store: Store, written: Iterable[str]) -> Callable[[Document, Excerpt], bool]:
    """Return what tells whether an excerpt meets conditions: its transcript, and somebody who speaks in it.

    Raises what `read_conditions` raises.
    """
    asked = read_conditions(store, written)
    inside = transcripts_where(store, asked)
    speaking = persons_where(store, asked) if has_person_conditions(asked) else None

    def met(document: Document, excerpt: Excerpt) -> bool:
        if excerpt.transcript not in inside:
            return False
        if speaking is None:
            return True
        said = pieces(document, excerpt.start, excerpt.end)
        return any((person := document.person_of(one.turn)) is not None and person.id in speaking for one in said)

    return met


def has_person_conditions(conditions: Iterable[Condition]) -> bool:
    """Tell whether a condition asks about persons, so that turns of others do not fit."""
    return bool(_parted(conditions)[0])


def _parted(conditions: Iterable[Condition]) -> tuple[list[Condition], list[Condition]]:
    every = list(conditions)
    return (
        [one for one in every if one.variable.owner == "person"],
        [one for one in every if one.variable.owner != "person"],
    )


def _transcripts(store: Store, conditions: list[Condition]) -> set[str]:
    held = values_by_place(store.database)
    return {
        one.id for one in store.transcripts()
        if all(each.fits(held.get((one.id, each.variable.id))) for each in conditions)
    }


def _value(one: Condition, person: object, key: str, held: Mapping[tuple[str, str], Value]) -> Value | None:
    """Return a person's value: of a field that everybody has, or of a variable."""
    if one.variable.id in FIELDS.values():
        return getattr(person, one.variable.id) or None
    return held.get((key, one.variable.id))


def _read(text: str, known: tuple[Variable, ...]) -> Condition:
    parts = _CONDITION.fullmatch(text)
    if parts is None:
        raise CommandError("condition-syntax", text=text.strip())
    variable = _named(parts["name"], known)
    sign = "!=" if parts["operator"] == "<>" else parts["operator"]
    written = parts["value"].strip('"”“')
    if sign in _COMPARED and (variable.kind not in _ORDERED_KINDS or not written):
        raise CommandError("condition-order", name=variable.name, operator=sign)
    if sign == "~":
        return Condition(variable, sign, written)
    return Condition(variable, sign, typed.read(variable.kind, written, variable.choices))


def _named(name: str, known: tuple[Variable, ...]) -> Variable:
    """Return the variable of a name, else the field that every person has; a prefix tells whose it is."""
    owner, dot, rest = name.casefold().partition(".")
    wanted, owners = (rest.strip(), {_OWNERS[owner]}) if dot and owner in _OWNERS else (name.casefold(), None)
    found = [one for one in known if one.name.casefold() == wanted and (owners is None or one.owner in owners)]
    if len(found) > 1:
        raise CommandError("ambiguous-variable", name=found[0].name)
    if found:
        return found[0]
    if wanted in FIELDS and owners in (None, {"person"}):
        return Variable(FIELDS[wanted], wanted, "person", "text")
    raise CommandError("no-variable", text=name)


def _plain(value: Value) -> Value:
    return value.casefold() if isinstance(value, str) else value
