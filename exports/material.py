"""Prepare the excerpts of a project for print: readable names, speakers, sources; never a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from exports.blocks import Quote, Reference, Spoken
from exports.naming import Naming
from exports.speakers import Speakers, project_speakers
from exports.words import words
from projects.model import Document, Excerpt, Person, Snapshot
from projects.speech import Piece, pieces

FIRST_WORDS = 9
FIRST_LETTERS = 64
_LETTERS = "bcdefghijklmnopqrstuvwxyz"
_UNSAFE = re.compile(r"[^0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold an excerpt ready for print: its readable name, what is said in it turn by turn, and its place."""

    excerpt: Excerpt
    document: Document
    readable: str
    pieces: tuple[Piece, ...]
    place: int

    @property
    def anchor(self) -> str:
        """Return the hidden bookmark that names the excerpt; Word allows 40 letters, digits and underscores."""
        return f"_quote_{_UNSAFE.sub('', self.excerpt.id)[:33]}"

    def persons(self) -> tuple[Person | None, ...]:
        """Return the voices of the excerpt in the order they are first heard; None is an unnamed one."""
        return tuple(dict.fromkeys(self.document.person_of(piece.turn) for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Material:
    """Hold all excerpts of a project ready for print, by id."""

    language: str
    naming: Naming
    excerpts: Mapping[str, Printed]
    limits: Mapping[str, str]

    @property
    def speakers(self) -> Speakers:
        """Return how the project's speakers are called."""
        return self.naming.speakers

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Sort excerpt ids by transcript and place."""
        return tuple(sorted(ids, key=lambda one: self.excerpts[one].place))

    def quote(self, excerpt: str) -> Quote:
        """Print an excerpt in full."""
        one = self.excerpts[excerpt]
        voices, naming = one.persons(), replace(self.naming, limit=self.limits.get(excerpt, ""))
        several = len(voices) > 1
        spoken = tuple(
            Spoken(piece.text, naming.opening(one.document.person_of(piece.turn)) if several else "")
            for piece in one.pieces
        )
        silent = (Spoken(words(self.language)["no_speech"]),)
        return Quote(excerpt, one.readable, one.anchor, spoken or silent, self._source(one, voices, naming))

    def reference(self, excerpt: str) -> Reference:
        """Point at an excerpt that is printed elsewhere."""
        one, say = self.excerpts[excerpt], words(self.language)
        first = beginning(" ".join(piece.text for piece in one.pieces))
        return Reference(excerpt, one.readable, one.anchor, first or say["no_speech"], say["see_page"])

    def _source(self, one: Printed, voices: tuple[Person | None, ...], naming: Naming) -> str:
        names = [name for name in map(naming.short, voices) if name]
        heard = _listed(names, words(self.language)["and"])
        return f"({', '.join(part for part in (heard, one.document.transcript.short, self._turns(one)) if part)})"

    def _turns(self, one: Printed) -> str:
        if not one.pieces:
            return ""
        first, last = one.pieces[0].turn.name, one.pieces[-1].turn.name
        turns = first if first == last else f"{first}–{last}"
        return words(self.language)["turn"].format(turns=turns)


def material(snapshot: Snapshot, language: str, limits: Mapping[str, str] | None = None) -> Material:
    """Prepare every excerpt of the project, coded or not, so that a name does not change with a coding.

    An excerpt that is a quote has the quote's name. Speakers are named as far as they allow it for reports; `limits`
    are the scopes (`projects.consents`) that speakers gave for single excerpts, by id.
    """
    documents = {document.transcript.id: place for place, document in enumerate(snapshot.documents)}
    ordered = sorted(snapshot.excerpts, key=lambda one: (documents[one.transcript], one.start, one.end, one.id))
    stored = {one.excerpt: one.name for one in snapshot.quotes}
    taken = set(stored.values())
    found: dict[str, Printed] = {}
    for place, excerpt in enumerate(ordered):
        document = snapshot.documents[documents[excerpt.transcript]]
        said = pieces(document, excerpt.start, excerpt.end)
        turn = said[0].turn.name if said else "0"
        readable = stored.get(excerpt.id) or _unique(f"{document.transcript.short}-v{turn}", taken)
        found[excerpt.id] = Printed(excerpt, document, readable, said, place)
    naming = Naming(project_speakers(snapshot, language), "report", snapshot.consents)
    return Material(language, naming, found, limits or {})


def _unique(name: str, taken: set[str]) -> str:
    """Add b, c ... to a name that is taken, and remember it."""
    choice, round_ = name, 0
    while choice in taken:
        choice = name + "z" * (round_ // len(_LETTERS)) + _LETTERS[round_ % len(_LETTERS)]
        round_ += 1
    taken.add(choice)
    return choice


def beginning(said: str) -> str:
    """Return the first words, few enough for one line."""
    words_ = said.split()
    first = " ".join(words_[:FIRST_WORDS])
    if len(first) > FIRST_LETTERS:
        first = first[:FIRST_LETTERS].rsplit(" ", 1)[0]
    return first if len(first) == len(" ".join(words_)) else f"{first.rstrip('.,;:!?… ')}…"


def _listed(names: list[str], joint: str) -> str:
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joint
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
