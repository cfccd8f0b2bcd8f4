"""Print coverage and fail when a file on the list of perfect files is no longer covered whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coverage import Coverage

PERFECT = Path(__file__).with_name("perfect_files.txt")


def main() -> int:
    subprocess.run([sys.executable, "-m", "coverage", "report"], check=True)
    coverage = Coverage(config_file="pyproject.toml")
    coverage.load()
    worse = [name for name in listed() if missing(coverage, name)]
    for name in worse:
        print(f"{name} must stay at 100 %: {missing(coverage, name)}")
    return 1 if worse else 0


def listed() -> list[str]:
    lines = PERFECT.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def missing(coverage: Coverage, name: str) -> str:
    analysis = coverage._analyze(name)
    parts = sorted(analysis.missing), sorted(analysis.missing_branch_arcs())
    return ", ".join(str(part) for part in parts if part)


if __name__ == "__main__":
    sys.exit(main())
