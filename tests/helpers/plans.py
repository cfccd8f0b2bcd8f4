"""Make a small project with quotes and plans for tests of planned reports."""

from __future__ import annotations

from pathlib import Path

from exports.plan_material import Known, plan_material
from exports.plan_quotes import APPROVED
from exports.planned import Planned, planned
from exports.word import write_blocks
from helpers.projects import draft, new_store
from projects import commands
from projects.plans.plan import Plan
from projects.plans.starting import from_codebook
from projects.store import Store

WHEN = "2026-11-25T12:00:00Z"
LINES = (
    "Maija: Mites se alkaa?",
    "AN2: No mä soitan asukkaalle. Ihan vaan kysyn.",
    'AN3: Jätetään lappu. Asunto on sen ihmisen oma paikka - "koti".',
    "AN2: Se on semmonen hetki vaan.",
    "AN3: Ihminen kuuntelee eri tavalla.",
    "AN2: Kyllä luottamus näkyy.",
)  # fmt: skip
CODES = ("c4", "c1", "c4", "c4", "c1")


def quoted_store(folder: Path) -> tuple[Store, str, tuple[str, ...]]:
    """Make a project of five quotes by two speakers, four of one turn and one of two; return it, transcript, quotes."""
    store = new_store(folder)
    transcript = str(store.do(commands.ImportTranscript(draft(*LINES)), "Aino").result)
    turns = store.document(transcript).turns
    found = []
    for at, code in enumerate(CODES, 1):
        end = turns[at + 1 if at == len(CODES) - 1 else at].end
        found.append(store.do(commands.Code(transcript, turns[at].start, end, (code,)), "Aino").result.excerpt)
    quotes = store.do(commands.ChooseQuotes(tuple(found)), "Aino").result
    return store, transcript, tuple(quotes)


def planned_store(folder: Path, preset: str = "tutkimus", language: str = "fi") -> tuple[Store, str, tuple[str, ...]]:
    """Make the project above with a plan begun from its codebook."""
    store, transcript, quotes = quoted_store(folder)
    nodes = from_codebook(store.codebook(), store.code_counts(), preset, language)
    store.do(commands.NewPlan("Raportti", preset, language, nodes), "Aino")
    return store, transcript, quotes


def made(store: Store, *, approved: tuple[str, ...] = (), plan: Plan | None = None) -> Planned:
    """Return the report of the first plan; some quotes are said to be approved."""
    states = dict.fromkeys(approved, APPROVED)
    known = Known(store.mark_key(), "0.1.0", states, frozenset(approved))
    one = plan or store.plans()[0]
    return planned(one, plan_material(store.snapshot(), one, known, WHEN))


def written(store: Store, path: Path, *, approved: tuple[str, ...] = (), template: Path | None = None) -> Path:
    """Write the report of the first plan."""
    for _ in write_blocks(made(store, approved=approved).report, path, template=template):
        pass
    return path
