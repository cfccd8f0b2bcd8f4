"""Files that are broken or hostile: each its own message, soon, in little memory, and the project stays as it was."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.command_line import SHARED, CommandLine

GROUPS = {"zip", "xml", "word", "text", "unicode", "project"}
SECONDS, MEGABYTES = 10, 300


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (SHARED / "bad_inputs.py").exists():
        pytest.skip("the shared bad inputs are not here")
    folder = tmp_path_factory.mktemp("bad")
    subprocess.run([sys.executable, str(SHARED / "bad_inputs.py"), str(folder)], check=True, capture_output=True)
    return folder


def test_each_bad_file_gets_its_own_message(cases: Path, tmp_path: Path) -> None:
    found, wanted = {}, {}
    for case in json.loads((cases / "cases.json").read_text("utf-8")):
        if case["kind"] in GROUPS:
            wanted[case["id"]] = (case["expect"], case["code"])
            found[case["id"]] = outcome(tmp_path / case["id"], cases / case["path"], case)
    assert found == wanted


def outcome(folder: Path, path: Path, case: dict) -> tuple[str, str]:
    folder.mkdir()
    line = CommandLine(folder)
    begun = time.monotonic()
    if case["kind"] == "project":
        return "reject", line.json("list", path, code=2)["error"]["code"]
    line.json("new", "p.ote")
    before = hashlib.sha256((folder / "p.ote").read_bytes()).hexdigest()
    row = json.loads(measured(line, "import", "p.ote", path, "--json"))[0]
    assert time.monotonic() - begun < SECONDS, case["id"]
    if row["status"] == "rejected":
        assert hashlib.sha256((folder / "p.ote").read_bytes()).hexdigest() == before
        return "reject", row["code"]
    codes = {warning["code"] for warning in row["warnings"]}
    if case["expect"] == "warn":
        return ("warn", case["code"]) if case["code"] in codes else ("warn", ", ".join(sorted(codes)))
    return "accept", ""


def measured(line: CommandLine, *arguments: object) -> str:
    """Run a command and fail when it took too much memory."""
    script = (
        "import resource, sys; from coder.__main__ import main; code = main(sys.argv[1:]); sys.stdout.flush(); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    root = Path(__file__).parents[2]
    # Coverage would count its own memory; what it would see here the other tests see too.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=line.folder, check=True,
        env={**environment, "PYTHONPATH": str(root), "OTE_LANG": "en", "XDG_CACHE_HOME": str(line.folder / "cache")},
    )  # fmt: skip
    assert int(done.stderr.split()[-1]) / 1024 < MEGABYTES
    return done.stdout
