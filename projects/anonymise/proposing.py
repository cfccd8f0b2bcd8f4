"""Propose what may stand in a hidden word's place: the shipped category words, in the case of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from projects.anonymise.cases import Standing, inflect
from projects.anonymise.readings import FAMILY, GIVEN, PLACE, Morphology, Reading, Voikko, guesses
from projects.anonymise.words import shipped
from projects.apart import apart
from projects.speech import WORD

_FIRST = {
    GIVEN: ("person", "close", "name"), FAMILY: ("person", "close", "name"),
    PLACE: ("town", "district", "place", "street", "housing"),
}


def in_its_case(said: str, morphology: Morphology) -> tuple[str, ...]:
    """Return every category word as the last word of what was said stands, the likeliest categories first.

    A form that can stand in two ways gives both; one that nobody knows is read by its ending.
    """
    words = [match.group() for match in WORD.finditer(said)]
    if not words:
        return ()
    readings = morphology.readings(words[-1]) or guesses(words[-1])[1:]
    standings = tuple(dict.fromkeys(one.standing for one in readings)) or (Standing(),)
    categories = shipped().categories
    order = [*_likely(readings), *(key for key in categories if key not in _likely(readings))]
    return tuple(dict.fromkeys(inflect(categories[key], standing) for key in order for standing in standings))


def proposals(said: str) -> tuple[str, ...]:
    """Return the same, looked up in a process of its own; nothing when that takes too long."""
    return apart(_proposed, said, ())


def _likely(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in readings for key in _FIRST.get(one.kind, ())))


def _proposed(said: str) -> tuple[str, ...]:
    return in_its_case(said, Voikko())
