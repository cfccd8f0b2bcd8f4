"""Files that are broken or hostile: each its own message, soon, in little memory, and the project stays as it was."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import bad_files, documents
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


REFUSED = {
    "scan.pdf": (lambda: documents.pdf_of([documents.PICTURE]), "scanned-pdf"),
    "locked.pdf": (documents.locked_pdf, "password"),
    "broken.pdf": (lambda: documents.pdf()[:300], "damaged-file"),
    "bomb.pdf": (lambda: documents.pdf_of([b" " * 60_000_000], packed=True), "too-large"),
    "cut.rtf": (lambda: documents.rtf()[:-40], "damaged-file"),
    "deep.html": (lambda: b"<html>" + b"<div>" * 9_000, "damaged-file"),
    "empty.vtt": (lambda: b"WEBVTT\n\nNOTE hei\n", "no-text"),
    "many.txt": (lambda: b"a\n" * 200_002, "too-many-pieces"),
    "secret.odt": (lambda: bad_files.odt(encrypted=True), "password"),
    "doctype.odt": (lambda: documents.odt_of("", [("styles.xml", f"{bad_files.EXTERNAL}<a/>")]), "forbidden-xml"),
    "is.odt.docx": (documents.odt, "not-word"),
    "is.pdf.txt": (documents.pdf, "wrong-name"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "unknown-format"),
}


def test_refused_files_of_every_format_say_why_in_both_languages_and_leave_the_project_alone(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    line.json("new", "p.ote")
    for name, (make, _) in REFUSED.items():
        (tmp_path / name).write_bytes(make())
    before = (tmp_path / "p.ote").read_bytes()
    told = {language: line.json("import", "p.ote", *REFUSED, code=2, OTE_LANG=language) for language in ("fi", "en")}
    for language, rows in told.items():
        assert {Path(row["file"]).name: row["code"] for row in rows} == {name: one[1] for name, one in REFUSED.items()}
        assert all(row["message"] for row in rows), language
    assert all(fi["message"] != en["message"] for fi, en in zip(*told.values(), strict=True))
    assert (tmp_path / "p.ote").read_bytes() == before


def test_every_format_comes_in_by_the_command_line(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    line.json("new", "p.ote")
    for name, make in documents.FORMATS.items():
        (tmp_path / name).write_bytes(make())
    rows = line.json("import", "p.ote", *documents.FORMATS, "--again")
    assert [row["status"] for row in rows] == ["imported"] * len(documents.FORMATS)
    assert {tuple(row["speakers"]) for row in rows} == {("Haastattelija", "Maija")}
    assert {row["turns"] for row in rows} == {3}
    for row in rows:
        characters = row["characters"]
        assert characters["read"] + characters["added"] - characters["removed"] == characters["kept"]
        changed = sum(step["added"] - step["removed"] for step in characters["steps"])
        assert characters["read"] + changed == characters["kept"]


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
        "import sys; from pathlib import Path; from coder.__main__ import main; main(sys.argv[1:]); "
        "sys.stdout.flush(); "
        "status = Path('/proc/self/status').read_text().splitlines(); "  # getrusage counts the process that started it
        "print(next(line.split()[1] for line in status if line.startswith('VmHWM')), file=sys.stderr)"
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
