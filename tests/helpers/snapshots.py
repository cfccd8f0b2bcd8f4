"""Build snapshots for tests from a compact notation: one line a turn, codings in brackets.

    RH1 | Ryhmä 1
    H1: No mä [P01 N1: soitan asukkaalle]. Ihan vaan kysyn.
    H2: [S01: Joo
    H1: niin on].

A block begins with `SHORT | name`; `LABEL: speech` is a turn, a line without a label a turn of nobody.
`[KEYS: text]` codes a passage, over several lines when the bracket stays open;
`⟦ ⟧` are brackets of the text. `persons` maps labels to
(role, number, pseudonym); every other label is a *puhuja* of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codebooks.model import Code, Codebook, Family
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
LABEL = re.compile(r"(\w[\w ]{0,30}): ")
LITERAL = {"⟦": "[", "⟧": "]"}
OPEN = re.compile(r"\[((?:[A-Z]+\d+ ?)+): ?")

FAMILIES = (
    Family("f-p", "PAIKKA", "Paikka", "Place", 0),
    Family("f-s", "SUHTEET", "Suhteet", "Relation", 1),
    Family("f-t", "TOIMINTA", "Toiminta", "Activity", 2),
    Family("f-r", "TOIPUMINEN", "Toipumisorientaatio", "Recovery orientation", 3),
    Family("f-n", "NELIKENTTA", "Nelikenttä", "Four quadrants", 4),
)
CODES = (
    Code("c-P01", "P01", "Asukkaan koti", "Resident's home", "Missä asukas asuu.", "Where one lives.", family="f-p"),
    Code("c-P02", "P02", "Katu (etsivä työ)", "Street (outreach)", family="f-p"),
    Code("c-S01", "S01", "Luottamus", "Trust", "Toiseen voi nojata.", "One can lean on the other.", family="f-s"),
    Code("c-T01", "T01", "Yhteydenotto", "Contact", family="f-t"),
    Code("c-R01", "R01", "Toivo", "Hope", family="f-r"),
    Code("c-N1", "N1", "Taloudellissosiaalista hyvinvointia vahvistava", "Strengthening well-being", family="f-n"),
    Code("c-N2", "N2", "Toipumista tukeva", "Supporting recovery", family="f-n"),
    Code("c-N3", "N3", "Haittoja vähentävä", "Reducing harm", family="f-n"),
    Code("c-N4", "N4", "Toiminnan mahdollisuuksia lisäävä", "Widening possibilities of action", family="f-n"),
    Code("c-X01", "X01", "Irrallinen", "Loose"),
)
CODEBOOK = Codebook(FAMILIES, CODES, "Koe", "Test")


@dataclass(slots=True)
class _Builder:
    persons: Mapping[str, tuple[str, int, str]]
    documents: list[Document] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    coders: Sequence[str] = ("k1",)

    def add(self, block: str) -> None:
        head, *lines = block.strip("\n").split("\n")
        short, _, name = head.partition(" | ")
        transcript = f"t-{short}"
        text, spans, starts = _parse(lines)
        labels: dict[str, Label] = {}
        persons: dict[str, Person] = {}
        turns = [
            self._turn((transcript, place, start, end), text, labels, persons)
            for place, (start, end) in enumerate(starts, 1)
        ]
        described = Transcript(
            transcript,
            name or short,
            short,
            "fi",
            (),
            0,
            Origin(f"{short}.docx", "0" * 64, "2020-11-05"),
            "h",
            len(text.split()),
            len(self.documents),
        )
        self.documents.append(Document(described, text, tuple(turns), labels, persons))
        for keys, start, end in spans:
            self._code(transcript, keys, start, end)

    def _turn(self, place, text, labels, persons) -> Turn:
        transcript, n, start, end = place
        found = LABEL.match(text, start, end)
        name = found.group(1) if found else ""
        marks = (Mark(start, found.end(), "label"),) if found else ()
        label = f"l-{transcript}-{name}" if name else None
        if label and label not in labels:
            person = self._person(transcript, name)
            labels[label] = Label(label, transcript, name, person.id)
            persons[person.id] = person
        return Turn(f"u-{transcript}-{n}", transcript, n, "", start, end, label, None, marks)

    def _person(self, transcript: str, name: str) -> Person:
        if name in self.persons:
            role, number, pseudonym = self.persons[name]
            return Person(f"p-{role}-{number}", role, number, pseudonym)
        self.numbers["puhuja"] = self.numbers.get("puhuja", 0) + 1
        return Person(f"p-{transcript}-{self.numbers['puhuja']}", "puhuja", self.numbers["puhuja"])

    def _code(self, transcript: str, keys: Sequence[str], start: int, end: int) -> None:
        excerpt = Excerpt(f"e{len(self.excerpts) + 1:04d}", transcript, start, end, "h")
        self.excerpts.append(excerpt)
        for coder in self.coders:
            self.codings += [
                Coding(f"g{len(self.codings) + place:05d}", excerpt.id, f"c-{key}", coder, TIME)
                for place, key in enumerate(keys)
            ]


def snapshot(
    *blocks: str,
    persons: Mapping[str, tuple[str, int, str]] | None = None,
    codebook: Codebook = CODEBOOK,
    name: str = "Asumisneuvojat 2020",
    anonymised: bool = False,
    coders: Sequence[str] = ("k1",),
) -> Snapshot:
    """Build a snapshot from blocks of the notation above."""
    builder = _Builder(persons or {}, coders=coders)
    for block in blocks:
        builder.add(block)
    info = ProjectInfo("11111111-2222-3333-4444-555555555555", name, TIME, anonymised)
    return Snapshot(
        info,
        codebook,
        tuple(builder.documents),
        tuple(builder.excerpts),
        tuple(builder.codings),
        tuple(Coder(coder, f"Koodaaja {coder}") for coder in coders),
    )


def _parse(lines: Sequence[str]) -> tuple[str, list[tuple[list[str], int, int]], list[tuple[int, int]]]:
    """Take the brackets out of the lines; return text, coded ranges and turn ranges."""
    text, spans, starts, waiting = "", [], [], []
    for place, line in enumerate(lines):
        text += "\n" if place else ""
        start, at = len(text), 0
        while at < len(line):
            found = OPEN.match(line, at)
            if found:
                waiting.append((found.group(1).split(), len(text)))
                at = found.end()
            elif line[at] == "]" and waiting:
                keys, begin = waiting.pop()
                spans.append((keys, begin, len(text)))
                at += 1
            else:
                text += LITERAL.get(line[at], line[at])
                at += 1
        starts.append((start, len(text)))
    return text, sorted(spans, key=lambda span: span[1:]), starts
