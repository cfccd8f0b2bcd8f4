"""Say who the speakers are: role, names, which labels are one person, what each person allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects import consents
from projects.errors import CommandError
from projects.recorder import Row, Writer
from projects.typed import iso_date


@dataclass(frozen=True, slots=True)
class SetPerson:
    """Give a person another role, pseudonym, organisation type or short form; a new role brings its own next number.

    None leaves organisation or short form as it is. Refusals: `no-person`, `no-role`, and `pseudonym-taken` or
    `short-form-taken` when another person is printed so.
    """

    label: ClassVar[str] = "person"
    person: str
    role: str
    pseudonym: str = ""
    organisation: str | None = None
    short: str | None = None

    def apply(self, writer: Writer) -> None:
        """Change the person's row."""
        row = person_row(writer, self.person)
        role = _role(self.role)
        pseudonym = _free(writer, "pseudonym", self.pseudonym, self.person)
        short = row["short"] if self.short is None else _free(writer, "short", self.short, self.person)
        organisation = row["organisation"] if self.organisation is None else " ".join(self.organisation.split())
        number = row["number"] if role == row["role"] else next_person_number(writer, role)
        writer.update(
            "person", self.person, role=role, number=number, pseudonym=pseudonym, organisation=organisation, short=short
        )

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a pseudonym stays out of the journal's sentence."""
        return {}


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add somebody who has no label in any transcript, such as a case that another program knows."""

    label: ClassVar[str] = "add-person"
    role: str
    pseudonym: str = ""
    organisation: str = ""
    short: str = ""

    def apply(self, writer: Writer) -> str:
        """Return the new person's id; refusals as for `SetPerson`."""
        row = new_person(writer, _role(self.role))
        row["pseudonym"] = _free(writer, "pseudonym", self.pseudonym)
        row["organisation"] = " ".join(self.organisation.split())
        row["short"] = _free(writer, "short", self.short)
        return writer.insert("person", row)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a pseudonym stays out of the journal's sentence."""
        return {}


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Take away somebody who has no label; `person-speaks` when a label points there or would come home there."""

    label: ClassVar[str] = "remove-person"
    person: str

    def apply(self, writer: Writer) -> None:
        """Delete the person with values, consents and memos."""
        person_row(writer, self.person)
        if writer.find("label", person=self.person) or writer.find("label", home=self.person):
            raise CommandError("person-speaks")
        delete_person(writer, self.person)

    def describe(self) -> Mapping[str, object]:
        """Return nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class JoinPersons:
    """Say that other persons are the same as this one.

    `keep` stays as it is printed; no number changes or is given again. Their labels point to it and remember where
    they came from, their memos go along. Values and consents that `keep` lacks are taken over; of two consents for
    one use the stricter counts. What a joined person had stays with it and comes back when a label parts.
    """

    label: ClassVar[str] = "join-persons"
    keep: str
    others: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Point the labels to the kept person; refuse with `no-person` or `same-person`."""
        if not self.others or self.keep in self.others:
            raise CommandError("same-person")
        for person in (self.keep, *self.others):
            person_row(writer, person)
            if not _is_somebody(writer, person):
                raise CommandError("no-person")
        for other in self.others:
            _take_over(writer, self.keep, person_row(writer, other))

    def describe(self) -> Mapping[str, object]:
        """Return how many persons were joined to the one that stays."""
        return {"persons": len(self.others)}


@dataclass(frozen=True, slots=True)
class PartLabel:
    """Say that a label is not the same person as the others it was joined with.

    It goes home to the person it came with, number and all. The label whose own person this is keeps it: then the
    others leave, to the first home among theirs. `not-joined` when there is nobody to part from.
    """

    label: ClassVar[str] = "part-label"
    label_id: str

    def apply(self, writer: Writer) -> str:
        """Return the person that the label points to now."""
        row = writer.get("label", self.label_id)
        if row is None:
            raise CommandError("no-label")
        others = [one for one in writer.find("label", person=row["person"]) if one["id"] != row["id"]]
        if row["home"] is not None:
            _send(writer, [row], row["home"])
        elif others:
            _send(writer, others, next((one["home"] for one in others if one["home"]), None))
        else:
            raise CommandError("not-joined")
        return str(writer.find("label", id=self.label_id)[0]["person"])

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a label may be a name."""
        return {}


@dataclass(frozen=True, slots=True)
class SetConsent:
    """Write down what a person allows for one use; an empty `scope` takes the line away: nothing is known.

    `use` and `scope` are keys of `projects.consents`; dates are ISO or Finnish, or empty. Refusals: `no-person`,
    `consent-use`, `consent-scope`, `bad-date`.
    """

    label: ClassVar[str] = "consent"
    person: str
    use: str
    scope: str
    basis: str = ""
    version: str = ""
    date: str = ""
    withdraw_until: str = ""
    withdrawn: str = ""

    def apply(self, writer: Writer) -> None:
        """Write the one line for this person and use."""
        person_row(writer, self.person)
        if self.use not in consents.USES:
            raise CommandError("consent-use", text=self.use)
        there = writer.find("consent", person=self.person, use=self.use)
        if not self.scope:
            for row in there:
                writer.delete("consent", row["id"])
            return
        if self.scope not in consents.scopes_of(self.use):
            raise CommandError("consent-scope", text=self.scope)
        dates = {name: _day(getattr(self, name)) for name in ("date", "withdraw_until", "withdrawn")}
        values = {"scope": self.scope, "basis": self.basis.strip(), "version": self.version.strip(), **dates}
        if there:
            writer.update("consent", there[0]["id"], **values)
        else:
            writer.insert("consent", {"person": self.person, "use": self.use, **values})

    def describe(self) -> Mapping[str, object]:
        """Return the use."""
        return {"use": self.use}


def reserve_person_number(writer: Writer, role: str, number: int) -> None:
    """Never give this number of a role again: somebody has it from another project."""
    writer.database.execute(
        "INSERT INTO counter (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = max(value, ?)",
        [f"person {role}", number, number],
    )


def next_person_number(writer: Writer, role: str) -> int:
    """Return the next number of a role in this project."""
    return writer.next_number(f"person {role}")


def new_person(writer: Writer, role: str) -> Row:
    """Return the row, without an id, of a person with the next number of a role."""
    number = next_person_number(writer, role)
    return {"role": role, "number": number, "pseudonym": "", "organisation": "", "short": ""}


def person_row(writer: Writer, person: str) -> Row:
    """Return a person's row; CommandError `no-person` when it is not there."""
    row = writer.get("person", person)
    if row is None:
        raise CommandError("no-person")
    return row


def delete_person(writer: Writer, person: str) -> None:
    """Delete a person to whom no label points, with consents, values and memos."""
    for table, column in (("consent", "person"), ("variable_value", "target"), ("memo", "target")):
        for row in writer.find(table, **{column: person}):
            writer.delete(table, row["id"])
    writer.delete("person", person)


def _role(role: str) -> str:
    wanted = " ".join(role.split())
    if not wanted:
        raise CommandError("no-role")
    return wanted


def _free(writer: Writer, column: str, wanted: str, person: str | None = None) -> str:
    """Return a name without superfluous blanks; refuse one by which somebody else is printed."""
    name = " ".join(wanted.split())
    for row in writer.find("person") if name else ():
        if row["id"] != person and row[column].casefold() == name.casefold() and _is_somebody(writer, row["id"]):
            raise CommandError("pseudonym-taken" if column == "pseudonym" else "short-form-taken", name=name)
    return name


def _is_somebody(writer: Writer, person: str) -> bool:
    return bool(writer.find("label", person=person)) or not writer.find("label", home=person)


def _take_over(writer: Writer, keep: str, other: Row) -> None:
    kept = person_row(writer, keep)
    for label in writer.find("label", person=other["id"]):
        home = label["home"] or other["id"]
        writer.update("label", label["id"], person=kept["id"], home=None if home == kept["id"] else home)
    for memo in writer.find("memo", target=other["id"]):
        writer.update("memo", memo["id"], target=kept["id"])
    _copy_values(writer, kept["id"], other["id"])
    _copy_consents(writer, kept["id"], other["id"])
    if not kept["organisation"]:
        writer.update("person", kept["id"], organisation=other["organisation"])


def _copy_values(writer: Writer, kept: str, other: str) -> None:
    there = {row["variable"] for row in writer.find("variable_value", target=kept)}
    for row in writer.find("variable_value", target=other):
        if row["variable"] not in there:
            writer.insert("variable_value", {"variable": row["variable"], "target": kept, "value": row["value"]})


def _copy_consents(writer: Writer, kept: str, other: str) -> None:
    there = {row["use"]: row for row in writer.find("consent", person=kept)}
    for row in writer.find("consent", person=other):
        mine = there.get(row["use"])
        copied = {column: value for column, value in row.items() if column not in ("id", "person")}
        if mine is None:
            writer.insert("consent", {"person": kept, **copied})
        elif _strictness(row) > _strictness(mine):
            writer.update("consent", mine["id"], **copied)


def _strictness(row: Row) -> int:
    return consents.strictness(row["scope"], row["withdrawn"])


def _send(writer: Writer, labels: list[Row], home: str | None) -> None:
    """Point labels to a person they came from; those that are at home there forget the way."""
    target = home if home is not None else writer.insert("person", new_person(writer, _role_of(writer, labels[0])))
    for row in labels:
        origin = row["home"] or row["person"]
        writer.update("label", row["id"], person=target, home=None if origin == target else origin)
    back = person_row(writer, target)
    for column in ("pseudonym", "short"):
        if any(one["id"] != target and _is_somebody(writer, one["id"])
               for one in writer.find("person", **{column: back[column]}) if back[column]):
            writer.update("person", target, **{column: ""})


def _role_of(writer: Writer, label: Row) -> str:
    return str(person_row(writer, label["person"])["role"])


def _day(text: str) -> str:
    return iso_date(text) if text.strip() else ""
