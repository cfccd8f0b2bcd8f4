"""Cases of other programs are persons of ours; a case called as a speaker of its own text is that speaker."""

from __future__ import annotations

from dataclasses import replace

from projects.model import Document

CASE_ROLE = "tapaus"


def with_speaker(document: Document, name: str, person: str) -> Document:
    """Return the document with the label of this name pointing at a person (by id); unchanged when none has it."""
    wanted = name.strip().casefold()
    label = next((one for one in document.labels.values() if one.text.casefold() == wanted), None)
    if label is None or not wanted:
        return document
    persons = {key: one for key, one in document.persons.items() if key != label.person}
    persons[person] = replace(document.persons[label.person], id=person)
    labels = {key: replace(one, person=person) if key == label.id else one for key, one in document.labels.items()}
    return replace(document, labels=labels, persons=persons)
