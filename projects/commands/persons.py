"""Say who the speakers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.errors import CommandError
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class SetPerson:
    """Give a person another role or pseudonym; a new role brings its own next number, given once."""

    label: ClassVar[str] = "person"
    person: str
    role: str
    pseudonym: str = ""

    def apply(self, writer: Writer) -> None:
        """Change the person's row; refuse with `no-person` or `no-role`."""
        row = writer.get("person", self.person)
        if row is None:
            raise CommandError("no-person")
        role = self.role.strip()
        if not role:
            raise CommandError("no-role")
        number = row["number"] if role == row["role"] else next_person_number(writer, role)
        writer.update("person", self.person, role=role, number=number, pseudonym=self.pseudonym.strip())

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a pseudonym stays out of the journal's sentence."""
        return {}


def next_person_number(writer: Writer, role: str) -> int:
    """Return the next number of a role in this project."""
    return writer.next_number(f"person {role}")
