"""Say how a speaker is printed: the pseudonym, else role and number; never the label."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from projects.model import Person, Snapshot


@dataclass(frozen=True, slots=True)
class Role:
    """Hold the word and the short form of a role in one language."""

    word: str
    short: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """Print the persons of a project in one language."""

    language: str
    roles: Mapping[str, Role]

    def printed(self, person: Person | None) -> str:
        """Return the pseudonym, else role and number, such as *asumisneuvoja 2*; nothing for nobody."""
        if person is None:
            return ""
        return person.pseudonym or self.role_printed(person)

    def printed_role(self, person: Person) -> str:
        """Return the word for the person's role, such as *asumisneuvoja*."""
        return self.roles[person.role].word

    def short(self, person: Person | None) -> str:
        """Return the person's own short form, the pseudonym, else role and number, such as *AN2*; "" for nobody."""
        if person is None:
            return ""
        return person.short or person.pseudonym or self.role_short(person)

    def role_printed(self, person: Person) -> str:
        """Return role and number, whatever the person is called."""
        return f"{self.roles[person.role].word} {person.number}"

    def role_short(self, person: Person) -> str:
        """Return the role's short form and the number, whatever the person is called."""
        return f"{self.roles[person.role].short}{person.number}"


def speakers(persons: Iterable[Person], language: str) -> Speakers:
    """Choose words and unique short forms for the roles that occur."""
    names = sorted({person.role for person in persons})
    shipped = _shipped(language)
    roles = {name: shipped[_plain(name)] for name in names if _plain(name) in shipped}
    taken = {role.short for role in shipped.values()}
    for name in names:
        if name not in roles:
            short = _short_form(name, taken)
            taken.add(short)
            roles[name] = Role(name, short)
    return Speakers(language, roles)


def project_speakers(snapshot: Snapshot, language: str) -> Speakers:
    """Choose words and short forms for all persons of a project."""
    return speakers((person for one in snapshot.documents for person in one.persons.values()), language)


def _short_form(role: str, taken: set[str]) -> str:
    """Take the initials of several words or the first letters of one, longer until nobody else has them."""
    words = "".join(char if char.isalpha() else " " for char in role).upper().split()
    letters = "".join(words) or "X"
    first = "".join(word[0] for word in words) if len(words) > 1 else letters[:2]
    for candidate in (first, *(letters[:length] for length in range(2, len(letters) + 1))):
        if candidate not in taken:
            return candidate
    longer = f"{letters}X"
    while longer in taken:
        longer += "X"
    return longer


@cache
def _shipped(language: str) -> Mapping[str, Role]:
    """Return the shipped roles of a language, found by key and by any of its words, without case or dots."""
    with (Path(__file__).parent / "speakers.toml").open("rb") as stream:
        table = tomllib.load(stream)
    found: dict[str, Role] = {}
    for key, entry in table.items():
        word, short = (entry[part].get(language, entry[part]["en"]) for part in ("word", "short"))
        found.update({_plain(name): Role(word, short) for name in (key, *entry["word"].values())})
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
