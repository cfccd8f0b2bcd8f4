"""Suggest pseudonyms: short Finnish names of no gender, never one that stands in the text or is taken already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from projects.importers.roles import role_of
from projects.importers.spellings import plain

# Words of nature and mood that are also given to people of any gender.
NAMES = (
    "Kuura", "Halla", "Utu", "Tuisku", "Aava", "Kaino", "Rauni", "Vieno", "Sointu", "Ilo", "Lumo", "Toive", "Säde",
    "Taika", "Ruska", "Sarastus", "Kajo", "Nietos", "Viri", "Aalto", "Hely", "Tyyne", "Unelma", "Vaaru",
)  # fmt: skip
_INTERVIEWERS = ("haastattelija", "kysyjä")


def suggest_pseudonyms(labels: Iterable[str], text: str, taken: Collection[str] = ()) -> Mapping[str, str]:
    """Return a pseudonym for each label but the interviewers', who are told by their role and number.

    No suggestion begins a word of the text or resembles a label: it would be taken for the person, or be the person.
    """
    every = tuple(labels)
    free = _free(text.casefold(), {plain(one) for one in taken}, {plain(word) for one in every for word in one.split()})
    return {label: next(free, "") for label in every if role_of(label, every) not in _INTERVIEWERS}


def _free(heard: str, taken: set[str], labels: set[str]) -> Iterator[str]:
    """Go through the names that no inflected word of the text begins with; a name is looked for when it is needed."""
    for name in NAMES:
        bare = plain(name)
        if bare in taken or any(bare[:3] == one[:3] for one in labels):
            continue
        if not re.search(rf"\b{name.casefold()}", heard):
            yield name
