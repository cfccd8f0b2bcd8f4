"""Make small projects for tests: a codebook of six codes, a draft from one line a turn."""

from __future__ import annotations

from pathlib import Path

from codebooks.model import Code, Codebook, Family
from projects import commands
from projects.importers.draft import Counts, Draft, DraftMark, DraftTurn
from projects.model import Origin
from projects.store import Store

FAMILIES = (Family("f1", "PAIKKA", "Paikka", "Place", 0), Family("f2", "SUHTEET", "Suhteet", "Relations", 1))
CODES = (
    Code("c1", "P01", "Koti", "Home", family="f1"),
    Code("c2", "P02", "Katu", "Street", family="f1"),
    Code("c3", "S1", "Suhde", "Relation", family="f2"),
    Code("c4", "S1.1", "Luottamus", "Trust", parent="c3", family="f2"),
    Code("c5", "S1.2", "Läsnäolo", "Presence", parent="c3", family="f2"),
    Code("c6", "X1", "Vapaa", "Free"),
)
CODEBOOK = Codebook(FAMILIES, CODES)


def draft(*lines: str, short: str = "RH1", name: str = "Ryhmä") -> Draft:
    """Make a draft of lines `Label: speech`; a line without a label has none."""
    turns, position = [], 0
    for line in lines:
        label, colon, _ = line.partition(": ")
        marks = (DraftMark(position, position + len(label) + 2, "label"),) if colon else ()
        turns.append(DraftTurn(position, position + len(line), label if colon else None, None, marks))
        position += len(line) + 1
    text = "\n".join(lines)
    counts = Counts(len(text), 0, 0, len(text))
    return Draft(name, short, text, (), 0, "fi", tuple(turns), Origin("a.txt", "0", "2026-01-01"), (), counts)


GROUP = (
    "H1: Me käydään kotona ja katsotaan yhdessä vuokravelkaa.",
    "AN2: Luottamus syntyy hitaasti 🙂 ja se on tärkeetä 👍🏽 monelle.",
    "H1: Koti on paikka, josta lähdetään.",
)


def new_store(folder: Path, passphrase: str | None = None, name: str = "p.ote") -> Store:
    """Make an empty project in a folder."""
    return Store.create(folder / name, CODEBOOK, passphrase)


def group_store(folder: Path, passphrase: str | None = None) -> tuple[Store, str]:
    """Make a project with one group interview; return it with the transcript's id."""
    store = new_store(folder, passphrase)
    receipt = store.do(commands.ImportTranscript(draft(*GROUP)), "Aino")
    return store, str(receipt.result)


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the project but those that grow with history: journal, coders, counters, names given."""
    tables = [
        row[0]
        for row in store.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if row[0] not in {"journal", "coder", "counter", "quote_name"}
    ]
    return {name: sorted(store.database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables}
