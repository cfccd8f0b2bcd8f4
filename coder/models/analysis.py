"""Say what the workplace of analysis can show, and count it: views, what is narrowed, rows of choices and excerpts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coder.i18n import Catalogue
from coder.models.people_rows import role_words
from coder.models.row import Row, Square
from coder.models.row_model import Item
from exports.charts.draw import FIGURES
from exports.charts.places import place_family
from exports.crosstables import TABLES, CrossTable, cross_table
from projects.analysis.coded import Coded, Narrowed, narrowed
from projects.model import Person

VIEWS = (*FIGURES, "by_transcript", "by_person")
"""What can be chosen: every figure with the table beside it, and the tables that stand alone."""

_BESIDE = {
    "quadrants": "by_quadrant", "ladder": "by_level", "places": "by_transcript", "frequencies": "by_transcript",
    "overlap": "by_code", "along": "by_transcript",
}  # fmt: skip
_OWN_CODES = frozenset(("quadrants", "ladder", "places"))
_KINDS = ("transcript", "person", "family", "code", "coder")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what is ticked, as pairs of kind (`transcript`, `person`, `family`, `code`, `coder`) and id."""

    ticked: frozenset[Key] = field(default_factory=frozenset)

    def of(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind."""
        return frozenset(key for one, key in self.ticked if one == kind)

    def turned(self, key: Key) -> Choice:
        """Return the choice with one more tick, or without it when it was there."""
        return Choice(self.ticked ^ {key})

    def narrow(self, coded: Coded, view: str) -> Coded:
        """Return what the choice lets through; families and codes together are one set of codes.

        A view that shows codes of its own (quadrants, levels, places) shows them for the excerpts that carry one of
        the set; every other view shows the set alone.
        """
        families = self.of("family")
        codes = self.of("code") | {code.id for code in coded.codebook if code.family in families}
        if families and not codes:
            codes = frozenset(("",))
        own = view in _OWN_CODES
        return narrowed(
            coded,
            Narrowed(
                self.of("transcript"), self.of("person"), frozenset() if own else frozenset(codes), self.of("coder"),
                frozenset(codes) if own else frozenset(),
            ),
        )  # fmt: skip


def table_of(view: str, coded: Coded, language: str) -> CrossTable | None:
    """Return the table of a view: the one beside a figure, or the one it is."""
    if view == "places":
        family = place_family(coded)
        codes = frozenset(code.id for code in coded.codebook if family and code.family == family.id)
        coded = narrowed(coded, Narrowed(codes=codes or frozenset(("",))))
    return cross_table(view if view in TABLES else _BESIDE[view], coded, language)


def choice_rows(coded: Coded, choice: Choice, say: Catalogue) -> list[Item]:
    """Return what can be ticked: interviews, speakers, families, used codes and coders, each group under its head."""
    used = {coding.code for coding in coded.codings}
    codebook, language = coded.codebook, say.language
    squares = {family.id: Square(family.colour) for family in codebook.families}
    groups = (
        ("transcript", [(one.id, one.title, None) for one in coded.transcripts]),
        ("person", [(one.id, _person(one, say), None) for one in _heard(coded)]),
        ("family", [(one.id, one.name(language), squares[one.id]) for one in codebook.families]),
        (
            "code",
            [(one.id, one.name(language), squares.get(one.family or "")) for one in codebook if one.id in used],
        ),
        ("coder", [(one.id, one.name, None) for one in coded.coders if one.id in {c.coder for c in coded.codings}]),
    )
    items: list[Item] = []
    for kind, members in groups:
        if len(members) > 1:
            items.append((Row(say(f"analysis.choose_{kind}"), heading=True), ("head", kind)))
            items += [
                (Row(words, square=square, check=(kind, key) in choice.ticked), (kind, key))
                for key, words, square in members
            ]
    return items


def choice_words(choice: Choice, say: Catalogue) -> str:
    """Say in a few words what is narrowed."""
    parts = [say(f"analysis.narrowed_{kind}", n=len(choice.of(kind))) for kind in _KINDS if choice.of(kind)]
    return ", ".join(parts) or say("analysis.whole")


def still_there(coded: Coded, choice: Choice) -> Choice:
    """Return the choice without what the project no longer holds."""
    ids = {
        "transcript": {one.id for one in coded.transcripts},
        "person": {one.id for one in coded.persons},
        "family": {one.id for one in coded.codebook.families},
        "code": {one.id for one in coded.codebook},
        "coder": {one.id for one in coded.coders},
    }
    return Choice(frozenset((kind, key) for kind, key in choice.ticked if key in ids[kind]))


def _heard(coded: Coded) -> Iterable[Person]:
    heard = {person for persons in coded.voices.values() for person in persons}
    return [one for one in coded.persons if one.id in heard]


def _person(person: Person, say: Catalogue) -> str:
    return person.pseudonym or f"{role_words(person.role, say)} {person.number}"
