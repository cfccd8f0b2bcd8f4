"""Print what was measured, one JSON line a measure, and take medians of rounds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def typical(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the median of some runs, in seconds."""
    return median(seconds(work) for _ in range(rounds))


@dataclass
class Measures:
    """Collect the measures of one benchmark; a bar is an upper bound, or None where there is none."""

    bench: str
    missed: list[str] = field(default_factory=list)

    def tell(self, measure: str, value: float, unit: str, bar: float | None = None) -> None:
        """Print one measure."""
        met = bar is None or value <= bar
        if not met:
            self.missed.append(measure)
        row = {"bench": self.bench, "measure": measure, "value": round(value, 3), "unit": unit, "bar": bar, "met": met}
        print(json.dumps(row, ensure_ascii=False), flush=True)

    @property
    def code(self) -> int:
        """Return the exit code: 1 when a bar was missed."""
        return 1 if self.missed else 0
