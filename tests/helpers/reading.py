"""Make documents and codings for the reading view's tests and benchmark; knows no Qt."""

from __future__ import annotations

import random
from collections.abc import Sequence

from coder.models.coding_index import ShownCode, ShownCoding
from projects.model import Document, HeaderLine, Label, Mark, Origin, Transcript, Turn

SPEECH = (
    "mä sä se tää niinku sitten kun ihan vaan asukas asukkaalle kotiin soitan kuuluu viikolla vuokra vuokravelka "
    "toimisto luottamus toivo oikeesti joskus mennään yhdessä hakemus päätös naapuri avain ovi kahvi istutaan odotetaan"
)
WORDS = SPEECH.split()
HEADER = "Haastattelutunnus: RH1\nPaikka: toimisto\n\n"


def document_of(turns: Sequence[tuple[str, str]], header: str = HEADER) -> Document:
    """Build a document from labels and speech; a turn's paragraphs are parted by newlines."""
    text, made, labels = [header], [], {}
    at = len(header)
    for number, (label, speech) in enumerate(turns, start=1):
        opening = f"{label}: "
        end = at + len(opening) + len(speech)
        mark = Mark(at, at + len(opening), "label")
        made.append(Turn(f"t{number}", "x", number, "", at, end, label, 60.0 + 7 * number, (mark,)))
        labels[label] = Label(label, "x", label, f"p{label}")
        text.append(f"{opening}{speech}\n")
        at = end + 1
    fields = (HeaderLine("Haastattelutunnus", "RH1"), HeaderLine("Paikka", "toimisto"))
    origin = Origin("rh1.docx", "", "2020-11-05")
    transcript = Transcript("x", "RH1 Ryhmä", "RH1", "fi", fields, len(header), origin, "", 1, 0)
    return Document(transcript, "".join(text), tuple(made), labels, {})


def big_document(words: int) -> Document:
    """Build a document of so many words, turns of 10 to 67 words, the same every time."""
    chance = random.Random(1)
    turns, left = [], words
    while left > 0:
        count = min(chance.randint(10, 67), left)
        turns.append((f"H{chance.randint(1, 6)}", " ".join(chance.choices(WORDS, k=count))))
        left -= count
    return document_of(turns)


def random_codings(document: Document, count: int, codes: Sequence[ShownCode]) -> list[ShownCoding]:
    """Put codings of some 205 characters on random places, the same every time."""
    chance = random.Random(2)
    first, last = document.turns[0].start, len(document.text)
    places = [chance.randrange(first, last - 10) for _ in range(count)]
    return [
        ShownCoding(f"k{n}", chance.choice(codes), at, min(at + chance.randint(20, 390), last))
        for n, at in enumerate(places)
    ]


def coding(document: Document, words: str, code: ShownCode, coding_id: str) -> ShownCoding:
    """Put a code on the first place where some words stand."""
    start = document.text.index(words)
    return ShownCoding(coding_id, code, start, start + len(words))
