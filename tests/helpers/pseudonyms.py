"""Make a project in which people are named, and a key for it, for tests."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TypeVar

from helpers.projects import draft, new_store
from projects import commands
from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import Replacement, Substitute
from projects.anonymise.things import Thing
from projects.anonymise.words import shipped
from projects.pseudonyms.acts import Ground, Known
from projects.pseudonyms.keyfile import KeyFile
from projects.store import Store

VOIKKO = Voikko()
WORDS = shipped()
MAIJA = Thing("t1", ("Maija Virtanen", "Maija", "Virtanen"), Substitute("person", number=1))
ARI = Thing("t2", ("Ari",), Substitute(name="Tapio"))
TURKU = Thing("t3", ("Turku",), Substitute("town", number=1))
THINGS = (MAIJA, ARI, TURKU)
LINES = (
    "Maija: Mie annoin Arille avaimen 🙂 kun se muutti Turkuun.",
    "H1: Mitä Maijalle ja Maija Virtasen tytölle kuuluu?",
    "Maija: Ariel ja Turkulaiset on ihan muita, mutta Ari soitti Turusta.",
)
SECRET = ("Maija", "Maijalle", "Virtasen", "Arille", "Turkuun", "Turusta")
KEY_WORDS = "avaimen oma lause"

T = TypeVar("T")


def done(work: Generator[object, None, T]) -> T:
    """Run work to its end and return its answer."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            answer: T = end.value
            return answer


def named_store(folder: Path, *lines: str, passphrase: str | None = None) -> tuple[Store, str]:
    """Make a project with one interview that names people; return it with the transcript's id."""
    store = new_store(folder, passphrase)
    made = store.do(commands.ImportTranscript(draft(*(lines or LINES))), "Aino").result
    return store, str(made)


def new_key(store: Store, folder: Path, things: Sequence[Thing] = THINGS) -> KeyFile:
    """Make a key that knows three things."""
    key = KeyFile.create(folder / "p.oteavain", KEY_WORDS, store.info().id)
    for one in things:
        key.put(one)
    return key


def planned(store: Store, key: KeyFile) -> tuple[Known, tuple[Replacement, ...]]:
    """Plan everything the key asks for, sure or not."""
    ground, known = Ground.of(store), Known.of(key)
    return known, done(ground.plan(ground.planner(known, VOIKKO, WORDS)))
