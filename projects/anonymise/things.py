"""Say what a name stands for and what stands in for it: the values that a key file holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.anonymise.replacing import Rule, Substitute
from projects.errors import CommandError

INVENTED = "invented"
CATEGORY_OF = {
    "phone": "phone", "email": "email", "identity": "identity", "web": "web", "date": "date", "address": "address",
    "plate": "plate", "organisation": "association", "place": "town", "given": "person", "family": "person",
    "other": "person", "derived": "place",
}
"""What stands in for a kind of candidate unless a person says otherwise."""
NUMBERLESS = frozenset(("phone", "email", "identity", "web", "date", "address", "plate"))
"""Categories of which each is only itself: [puhelinnumero], never [puhelinnumero 3]."""
_NAME = re.compile(r"[^\W\d_]+(?:[-’' ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold one person, place or other thing: its names in base form, its substitute, and forms a person confirmed."""

    id: str
    bases: tuple[str, ...]
    substitute: Substitute
    confirmed: tuple[tuple[str, str], ...] = ()

    @property
    def rule(self) -> Rule:
        """Return it as a rule for planning."""
        return Rule(frozenset(self.bases), self.substitute, self.confirmed)

    @property
    def kind(self) -> str:
        """Return what stands in: a category's key, or `invented`."""
        return self.substitute.category or INVENTED


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Say what stood at a place and what stands there now; `id` is the project's."""

    id: str
    transcript: str
    thing: str
    old: str
    new: str


def checked(thing: Thing, others: tuple[Thing, ...]) -> Thing:
    """Return a thing that can be put into a key.

    Refusals: `thing-no-name`; `substitute-bad` for an invented name that is no name (letters, hyphens); and
    `substitute-is-name` for one that is somebody's own, which nobody could tell apart any more.
    """
    bases = tuple(dict.fromkeys(" ".join(base.split()) for base in thing.bases if base.strip()))
    if not bases:
        raise CommandError("thing-no-name")
    name = " ".join(thing.substitute.name.split())
    if not thing.substitute.category and not _NAME.fullmatch(name):
        raise CommandError("substitute-bad")
    own = {word.casefold() for one in (*others, thing) for base in one.bases for word in (base, *base.split())}
    if not thing.substitute.category and own & {name.casefold(), *name.casefold().split()}:
        raise CommandError("substitute-is-name")
    substitute = Substitute(thing.substitute.category, name, thing.substitute.number)
    return Thing(thing.id, bases, substitute, thing.confirmed)


def next_number(category: str, things: tuple[Thing, ...]) -> int:
    """Return the next free number of a category (`[henkilö 3]`)."""
    used = [one.substitute.number or 0 for one in things if one.substitute.category == category]
    return max(used, default=0) + 1
