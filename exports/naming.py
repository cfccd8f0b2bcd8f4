"""Print speakers no further than they allow: not at all, by role and number, or as the project prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.speakers import Speakers
from projects.consents import ROLE, UNATTRIBUTED, stricter
from projects.model import Consent, Person
from projects.quotes.standing import allowed

DASH = "– "


@dataclass(frozen=True, slots=True)
class Naming:
    """Name speakers for one use (`projects.consents.USES`).

    `limit` is what a speaker said of just the words in hand when they were shown: it narrows the consent and never
    widens it.
    """

    speakers: Speakers
    use: str
    consents: Sequence[Consent] = field(default_factory=tuple)
    limit: str = ""

    def short(self, person: Person | None) -> str:
        """Return the short form for a source line, or ""."""
        scope = self._scope(person)
        if person is None or scope == UNATTRIBUTED:
            return ""
        return self.speakers.role_short(person) if scope == ROLE else self.speakers.short(person)

    def opening(self, person: Person | None) -> str:
        """Return what stands before a voice in a conversation."""
        scope = self._scope(person)
        if person is None or scope == UNATTRIBUTED:
            return DASH
        return f"{self.speakers.role_printed(person) if scope == ROLE else self.speakers.printed(person)}: "

    def role(self, people: Sequence[Person]) -> str:
        """Return the role of the only speaker for a lead-in, or ""."""
        if len(people) != 1 or self._scope(people[0]) == UNATTRIBUTED:
            return ""
        return self.speakers.printed_role(people[0])

    def _scope(self, person: Person | None) -> str:
        return stricter(allowed(person, self.use, self.consents), self.limit) if person else ""
