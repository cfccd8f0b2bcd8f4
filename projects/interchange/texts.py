"""Make a transcript of another program's text: nothing in it is repaired, header and turns are found as always."""

from __future__ import annotations

from pathlib import PurePath

from codebooks.safe_xml import derived
from projects.importers.draft import DraftTurn
from projects.importers.fields import short_of
from projects.importers.header import find_header
from projects.importers.language import guess_language
from projects.importers.roles import role_of
from projects.importers.turns import find_turns
from projects.model import Document, Label, Mark, Origin, Person, Transcript, Turn
from projects.speech import count_words, turn_speech

_LONGEST_SHORT = 40


def document_of(own: str, name: str, text: str, origin: Origin, position: int) -> Document:
    """Return a text as a transcript; ids of turns, labels and persons are always the same for the same text.

    `own` is the transcript's id. A text without any speech has no turns.
    """
    header = find_header(text)
    drafts = find_turns(text, header.end, len(text))
    texts = list(dict.fromkeys(draft.label for draft in drafts if draft.label is not None))
    labels = {said: derived("label", own, said) for said in texts}
    persons = {said: Person(derived("person", own, said), role_of(said, texts), 0) for said in texts}
    turns = tuple(_turn(own, number, draft, labels) for number, draft in enumerate(drafts, 1))
    words = count_words("\n".join(turn_speech(turn, text) for turn in turns))
    short = short_of(header.lines) or (PurePath(name).stem.strip() or name)[:_LONGEST_SHORT].strip()
    transcript = Transcript(
        own, name, short, guess_language(text[header.end :]), header.lines, header.end, origin, "", words, position
    )
    return Document(
        transcript,
        text,
        turns,
        {labels[said]: Label(labels[said], own, said, persons[said].id) for said in texts},
        {person.id: person for person in persons.values()},
    )


def _turn(own: str, number: int, draft: DraftTurn, labels: dict[str, str]) -> Turn:
    marks = tuple(Mark(*mark) for mark in draft.marks)
    label = labels[draft.label] if draft.label is not None else None
    return Turn(derived("turn", own, str(number)), own, number, "", draft.start, draft.end, label, draft.time, marks)
