"""Turn persons, variables and consents into the rows and columns of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coder.i18n import Catalogue
from coder.models.grid import Column, GridRow
from exports.speakers import Speakers, speakers
from projects import consents, reading, typed, variables
from projects.importers.roles import shipped_roles
from projects.memos import memos
from projects.model import Consent, Label, Person, Transcript, Value, Variable
from projects.store import Store

FIELDS = ("short", "role", "organisation", "pseudonym")
VALUE = "v:"


@dataclass(frozen=True, slots=True)
class People:
    """Hold what is known of everybody who speaks, and of the variables there are."""

    persons: tuple[Person, ...]
    printed: Speakers
    labels: tuple[Label, ...]
    transcripts: tuple[Transcript, ...]
    turns: Mapping[str, int]
    variables: tuple[Variable, ...]
    values: Mapping[tuple[str, str], Value]
    consents: tuple[Consent, ...]
    memos: Mapping[str, int]

    def person(self, key: str) -> Person | None:
        """Return one person by id, or None."""
        return next((one for one in self.persons if one.id == key), None)

    def of_owner(self, owner: str) -> tuple[Variable, ...]:
        """Return the variables of persons or of transcripts, in their order."""
        return tuple(one for one in self.variables if one.owner == owner)


def read_people(store: Store, language: str) -> People:
    """Read everything that the pages of speakers and variables show."""
    database, persons = store.database, store.persons()
    return People(
        persons, speakers(persons, language), reading.labels(database), store.transcripts(),
        reading.person_turns(database), variables.variables(database), variables.values_by_place(database),
        consents.consents(database), Counter(one.anchor.id for one in memos(database) if one.anchor.id),
    )


def people_columns(people: People, say: Catalogue) -> tuple[Column, ...]:
    """Return the columns of the table of speakers: what everybody has, then the variables."""
    roles = dict.fromkeys((*shipped_roles(), *(one.role for one in people.persons)))
    kinds = sorted({one.organisation for one in people.persons if one.organisation})
    return (
        Column("printed", say("people.printed"), editable=False, tip=say("people.printed_tip")),
        Column("short", say("people.short"), tip=say("people.short_tip")),
        Column("role", say("people.role"), choices=tuple((one, role_words(one, say)) for one in roles), free=True),
        Column("organisation", say("people.organisation"), choices=tuple((one, one) for one in kinds), free=True),
        Column("pseudonym", say("people.pseudonym")),
        Column("labels", say("people.labels"), editable=False),
        Column("turns", say("people.turns"), editable=False, numeric=True),
        Column("consents", say("people.consents"), editable=False),
        Column("memos", say("people.memos"), editable=False, numeric=True),
        *value_columns(people.of_owner("person")),
    )


def people_rows(people: People, say: Catalogue) -> tuple[GridRow, ...]:
    """Return a row for each speaker."""
    held = people.of_owner("person")
    return tuple(
        GridRow(one.id, (*_facts(people, one, say), *_values(people, held, one.id, say.language)),
                people.printed.printed(one))
        for one in people.persons
    )


def transcript_columns(people: People, say: Catalogue) -> tuple[Column, ...]:
    """Return the columns of the table of interviews: the name, then the variables."""
    return (Column("name", say("variables.interview"), editable=False), *value_columns(people.of_owner("transcript")))


def transcript_rows(people: People, say: Catalogue) -> tuple[GridRow, ...]:
    """Return a row for each interview."""
    held = people.of_owner("transcript")
    return tuple(
        GridRow(one.id, (one.title, *_values(people, held, one.id, say.language)), one.short)
        for one in people.transcripts
    )


def value_columns(held: Sequence[Variable]) -> tuple[Column, ...]:
    """Return a column for each variable."""
    return tuple(
        Column(f"{VALUE}{one.id}", one.name, numeric=one.kind == "number",
               choices=tuple((choice, choice) for choice in one.choices), tip=one.description)
        for one in held
    )


def consent_columns(say: Catalogue) -> tuple[Column, ...]:
    """Return the columns of one speaker's consents; what may be chosen depends on the use, and stands in the rows."""
    keys = ("basis", "version", "date", "withdraw_until", "withdrawn")
    uses = tuple((one, say(f"consent.use.{one}")) for one in consents.USES)
    scopes = tuple((one, say(f"consent.scope.{one}")) for one in consents.ALL_SCOPES)
    bases = tuple((words, words) for words in (say("consent.basis.consent"), say("consent.basis.research")))
    return (
        Column("use", say("consent.column.use"), editable=False, choices=uses),
        Column("scope", say("consent.column.scope"), choices=scopes),
        *(
            Column(key, say(f"consent.column.{key}"), choices=bases if key == "basis" else (), free=True)
            for key in keys
        ),
    )


def consent_rows(people: People, person: str, say: Catalogue) -> tuple[GridRow, ...]:
    """Return a row for each use, empty where nothing is known."""
    known = {one.use: one for one in people.consents if one.person == person}
    return tuple(GridRow(use, (use, *_consent(known.get(use), say.language)), say(f"consent.use.{use}"))
                 for use in consents.USES)


def label_words(people: People, label: Label) -> str:
    """Return a label as people call it: `RH1 AN2`."""
    short = next((one.short for one in people.transcripts if one.id == label.transcript), "")
    return f"{short} {label.text}".strip()


def role_words(role: str, say: Catalogue) -> str:
    """Return a role in the window's language; a role of somebody's own stays as it is."""
    return say(f"role.{role}") if say.has(f"role.{role}") else role


def _facts(people: People, one: Person, say: Catalogue) -> tuple[str, ...]:
    labels = ", ".join(label_words(people, label) for label in people.labels if label.person == one.id)
    count = people.memos.get(one.id, 0)
    return (
        people.printed.printed(one), one.short or people.printed.short(one), one.role, one.organisation, one.pseudonym,
        labels, str(people.turns.get(one.id, 0)), _consent_words(people, one.id, say), str(count) if count else "",
    )


def _consent_words(people: People, person: str, say: Catalogue) -> str:
    lines = [one for one in people.consents if one.person == person]
    if any(one.withdrawn for one in lines):
        return say("consent.some_withdrawn")
    return say("consent.known", n=len(lines), total=len(consents.USES)) if lines else say("consent.unknown")


def _values(people: People, held: Sequence[Variable], target: str, language: str) -> tuple[str, ...]:
    return tuple(typed.shown(one.kind, people.values.get((target, one.id)), language) for one in held)


def _consent(one: Consent | None, language: str) -> tuple[str, ...]:
    if one is None:
        return ("",) * 6
    days = (typed.shown("date", day, language) for day in (one.date, one.withdraw_until, one.withdrawn))
    return (one.scope, one.basis, one.version, *days)
