"""Make projects by chance with the booklet's codebook: overlapping excerpts, several codes, coders and speakers."""

from __future__ import annotations

import random

from codebooks.files import booklet
from projects.model import (
    Coder,
    Coding,
    Document,
    Excerpt,
    Label,
    Mark,
    Origin,
    Person,
    ProjectInfo,
    Snapshot,
    Transcript,
    Turn,
)

TIME = "2020-11-05T10:00:00Z"
BOOKLET = booklet()


def chance_project(seed: int, *, transcripts: int = 3, excerpts: int = 40, codes: int = 0) -> Snapshot:
    """Return a project with so many transcripts and excerpts in each; `codes` bounds how many codes are used."""
    chance = random.Random(seed)
    used = list(BOOKLET)
    chance.shuffle(used)
    used = used[:codes] if codes else list(BOOKLET)
    documents = [_document(f"t{place}", place, chance) for place in range(transcripts)]
    places, codings = [], []
    for document in documents:
        for _ in range(excerpts):
            start = chance.randrange(len(document.text) - 2)
            end = min(start + chance.randint(1, 90), len(document.text))
            places.append(Excerpt(f"e{len(places)}", document.transcript.id, start, end, "h"))
    for excerpt in places:
        for code in {chance.choice(used).id for _ in range(chance.randint(1, 4))}:
            for coder in chance.sample(("k1", "k2"), chance.randint(1, 2)):
                codings.append(Coding(f"g{len(codings)}", excerpt.id, code, coder, TIME))
    order = {document.transcript.id: place for place, document in enumerate(documents)}
    places.sort(key=lambda one: (order[one.transcript], one.start, one.end))
    coders = (Coder("k1", "Aino"), Coder("k2", "Eero"))
    info = ProjectInfo("11111111-2222-3333-4444-555555555555", "Koe", TIME)
    return Snapshot(info, BOOKLET, tuple(documents), tuple(places), tuple(codings), coders)


def _document(key: str, place: int, chance: random.Random) -> Document:
    text, turns = "", []
    persons = {f"{key}p{n}": Person(f"{key}p{n}", "asumisneuvoja", place * 2 + n + 1) for n in range(2)}
    labels = {f"{key}l{n}": Label(f"{key}l{n}", key, f"AN{n}", f"{key}p{n}") for n in range(2)}
    for n in range(chance.randint(6, 14)):
        start = len(text) + (1 if text else 0)
        label = chance.choice([*labels, None])
        mark = f"{labels[label].text}: " if label else ""
        text = f"{text}\n{mark}" if text else mark
        marks = (Mark(start, len(text), "label"),) if mark else ()
        text += " ".join("sanoja" for _ in range(chance.randint(2, 20)))
        turns.append(Turn(f"{key}u{n}", key, n + 1, "", start, len(text), label, None, marks))
    described = Transcript(
        key, f"RH{place + 1} Asumisneuvojat", f"RH{place + 1}", "fi", (), 0, Origin("a.docx", "0", "2020-11-05"), "h",
        len(text.split()), place,
    )  # fmt: skip
    return Document(described, text, tuple(turns), labels, persons)
