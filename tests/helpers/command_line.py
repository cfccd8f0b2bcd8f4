"""Run the program as a user does: in a process of its own, with its own home, cache and temp folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("OTE_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Hold a scratch folder; `run` and `json` start `ote` in it."""

    folder: Path

    def run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        for name in ("home", "cache", "tmp"):
            (self.folder / name).mkdir(exist_ok=True)
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("OTE_") and key != "DISPLAY"}
        own = {
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "TMPDIR": str(self.folder / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "OTE_LANG": "en",
        }
        return subprocess.run(
            [sys.executable, "-m", "coder", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            cwd=self.folder,
            env={**inherited, "PYTHONPATH": str(ROOT), **own, **environment},
            check=False,
        )

    def json(self, *arguments: object, code: int = 0, **environment: str):
        done = self.run(*arguments, "--json", **environment)
        assert done.returncode == code, f"{arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}"
        return json.loads(done.stdout)
