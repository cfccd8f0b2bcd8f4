"""Measure planned reports of 2,000 and 10,000 quotes against writing the raw XML, a refresh, and a chapter's page."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.bench_report import BAR, LINEAR, raw, sentences
from exports.blocks import Spoken
from exports.method import MethodFacts
from exports.plan_quotes import APPROVED, PlanQuote
from exports.plan_refresh import asking
from exports.planned import PlanMaterial, planned
from exports.refreshing.draft import open_draft
from exports.refreshing.refresh import refresh
from exports.word import write_blocks
from helpers.snapshots import snapshot
from projects.plans.plan import CHAPTER, QUOTE, Plan, PlanNode

QUOTES = 2000
ROUNDS = 3
CHAPTERS = 20


def case(quotes: int) -> tuple[Plan, PlanMaterial]:
    """Build a plan of twenty chapters with so many quotes of three turns chosen by hand."""
    held = {}
    nodes = [PlanNode(f"c{place}", CHAPTER, title=f"Luku {place}") for place in range(CHAPTERS)]
    for number in range(quotes):
        key = f"00000000-0000-4000-8000-{number:012d}"
        spoken = tuple(Spoken(text, "AN1: ") for text in sentences(number))
        held[key] = PlanQuote(key, f"RH1-v{number}", f"e{number}", APPROVED, "m", ("p1", "p2"), "", spoken,
                              f"(AN1, RH1, v. {number})")  # fmt: skip
        nodes.append(PlanNode(f"n{number}", QUOTE, f"c{number % CHAPTERS}", key))
    project = snapshot("RH1 | Ryhmä\nH1: Joo.")
    return Plan("p", "Raportti", nodes=tuple(nodes)), PlanMaterial(project, held, lambda *_: None,
                                                                   MethodFacts((), frozenset()))  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def write(plan: Plan, material: PlanMaterial, path: Path) -> None:
    """Plan and write the whole report."""
    for _ in write_blocks(planned(plan, material).report, path):
        pass


def renew(plan: Plan, material: PlanMaterial, path: Path) -> None:
    """Read a draft and compare every quote."""
    names = {one.name: one.id for one in material.quotes.values()}
    refresh(open_draft(path), asking(plan, material, {}), names)


def line(measure: str, value: float, unit: str, bar: float, *, met: bool) -> None:
    """Print one measure as a JSON line."""
    row = {"bench": "plan", "measure": measure, "value": round(value, 3), "unit": unit, "bar": bar, "met": met}
    print(json.dumps(row, ensure_ascii=False))


def main() -> int:
    """Measure raw and planned reports side by side, round by round; exit 1 when a bar is missed.

    Each size is built when its turn comes: what lies in memory beside it costs the collector time.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "r.docx", Path(folder) / "o.docx"
        base, once, back = _at_two_thousand(path, other)
        twice, five = (_written(case(times * QUOTES), other) for times in (2, 5))
    line("raw XML, 2000 quotes", base, "s", 0.0, met=True)
    line("planned report / raw XML, 2000 quotes", once / base, "x", BAR, met=once <= BAR * base)
    line("4000 quotes / 2000 quotes", twice / once, "x", LINEAR, met=twice <= LINEAR * once)
    line("10000 quotes / 2000 quotes", five / once, "x", 5 * LINEAR / 2, met=five <= 5 * LINEAR / 2 * once)
    line("refresh, 2000 quotes", back, "s", 0.0, met=True)
    return 0 if once <= BAR * base and twice <= LINEAR * once and five <= 5 * LINEAR / 2 * once else 1


def _at_two_thousand(path: Path, other: Path) -> tuple[float, ...]:
    """Return the medians of raw XML, planned report and refresh."""
    plain = [sentences(number) for number in range(QUOTES)]
    plan, material = case(QUOTES)
    write(plan, material, path)
    rounds = [
        (
            seconds(lambda: raw(other, plain)),
            seconds(lambda: write(plan, material, path)),
            seconds(lambda: renew(plan, material, path)),
        )
        for _ in range(ROUNDS)
    ]
    return tuple(median(column) for column in zip(*rounds, strict=True))


def _written(made: tuple[Plan, PlanMaterial], path: Path) -> float:
    return median(seconds(lambda: write(*made, path)) for _ in range(ROUNDS))


if __name__ == "__main__":
    sys.exit(main())
