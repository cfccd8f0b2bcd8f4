"""Run every benchmark, each in a process of its own; exit 1 when a bar was missed anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all."""
    chosen = [HERE / f"bench_{name}.py" for name in names] or sorted(HERE.glob("bench_*.py"))
    places = f"{HERE.parents[1]}{os.pathsep}{HERE.parent}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": places}
    codes = [subprocess.run([sys.executable, str(path)], env=environment, check=False).returncode for path in chosen]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
