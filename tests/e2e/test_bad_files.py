"""Files that are broken or hostile: each its own message, soon, in little memory, and the project stays as it was."""

import csv
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree

from helpers import bad_files, documents
from helpers.command_line import SHARED, CommandLine
from projects import commands
from projects.speech import speech_span
from projects.store import Store

GROUPS = {"zip", "xml", "word", "text", "unicode", "project", "review", "export"}
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


EXPORTED = ("quotes.xlsx", "quotes.csv", "report.docx", "report.odt", "report.html", "project.qdpx")


def test_hostile_words_go_out_as_words(cases: Path, tmp_path: Path) -> None:
    """Code every turn of the files of the group `export`, write all that the program writes, and look for harm."""
    line = CommandLine(tmp_path)
    line.json("new", "p.ote")
    hostile = [one for one in json.loads((cases / "cases.json").read_text("utf-8")) if one["kind"] == "export"]
    assert {one["id"] for one in hostile} == {"E01", "E03", "E05"}
    line.json("import", "p.ote", *(cases / one["path"] for one in hostile))
    said = coded(tmp_path / "p.ote")
    for name in EXPORTED:
        line.json("report" if name.startswith("report") else "export", "p.ote", name)
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [row[4] for row in csv.reader(stream)][1:]
    assert cells == [f"'{text}" if text[0] in "=+-@＝" else text for text in said]
    words = {name: written(tmp_path / name) for name in EXPORTED}
    for text in said:
        for name in ("report.docx", "report.odt", "report.html", "project.qdpx"):
            assert text in words[name], (name, text)
    with zipfile.ZipFile(tmp_path / "quotes.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name]
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    tags = set(re.findall(r"<(\w+)", (tmp_path / "report.html").read_text("utf-8")))
    assert not tags & {"script", "img", "iframe", "object"}


def coded(project: Path) -> list[str]:
    """Code every turn of a project in the place and in a quadrant; return what is said in them."""
    said = []
    with closing(Store.open(project)) as store:
        keys = {code.key: code.id for code in store.codebook()}
        for document in store.documents():
            for turn in document.turns:
                start, end = speech_span(turn, document.text)
                store.do(commands.Code(document.transcript.id, start, end, (keys["N1"], keys["P01"])), "Aino")
                said.append(document.text[start:end])
    return said


def written(path: Path) -> str:
    """Return the words of a file: of its XML parts where it is a package, else of the page."""
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^<>]*>", "", path.read_text("utf-8")))
    if path.suffix == ".csv":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if not name.endswith((".png", "mimetype"))]
    roots = [etree.fromstring(data) for data in parts if data.lstrip().startswith(b"<")]
    texts = [data.decode() for data in parts if not data.lstrip().startswith(b"<")]
    return "\n".join(["".join(root.itertext()) for root in roots] + texts)


def outcome(folder: Path, path: Path, case: dict) -> tuple[str, str]:
    folder.mkdir()
    line = CommandLine(folder)
    begun = time.monotonic()
    if case["kind"] == "project":
        return "reject", line.json("list", path, code=2)["error"]["code"]
    if case["kind"] in ("review", "export"):
        return {"review": answered, "export": exported}[case["kind"]](line, path, case)
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


def answered(line: CommandLine, path: Path, case: dict) -> tuple[str, str]:
    """Read a file of answers into a project whose round it is made to fit, unless it is to belong to another."""
    made = quoted(line, ("H1: Koti on paikka.",))
    answers = json.loads(path.read_text("utf-8"))
    if case["code"] != "other-project":
        answers["nonce"] = made["nonce"]
        for one in answers["decisions"]:
            one["id"] = made["quotes"][0]["id"]
    (line.folder / "v.json").write_text(json.dumps(answers), "utf-8")
    before = (line.folder / "p.ote").read_bytes()
    (row,) = json.loads(measured(line, "review", "read", "p.ote", "v.json", "--json"))
    if row["status"] == "rejected":
        assert (line.folder / "p.ote").read_bytes() == before
        return "reject", row["code"]
    assert len(row["decisions"]) == len(answers["decisions"])
    return ("warn", case["code"]) if case["code"] in {one["code"] for one in row["warnings"]} else ("warn", "")


def exported(line: CommandLine, path: Path, case: dict) -> tuple[str, str]:
    """Send hostile quotes out in every form: what they say comes out as words, and nothing of it as a command."""
    lines = path.read_text("utf-8").splitlines()
    quoted(line, lines)
    page = (line.folder / "k.html").read_text("utf-8")
    assert page.count("<script") == page.count("</script>") == 2
    packet = json.loads(page.partition('id="packet">')[2].partition("</script>")[0])
    said = [one["paragraphs"][0] for one in packet["quotes"]]
    assert said == [one.partition(": ")[2].strip() for one in lines]
    for name in ("k.docx", "k.pdf"):
        line.json("review", "make", "p.ote", name, "--round", "1")
    with zipfile.ZipFile(line.folder / "k.docx") as form:
        root = etree.fromstring(form.read("word/document.xml"))
    text = "".join(root.itertext())
    assert all(one in text for one in said)
    return case["expect"], case["code"]


def quoted(line: CommandLine, lines: Sequence[str]) -> dict:
    """Make a project in which each line is a quote, and a round over them as a page."""
    (line.folder / "a.txt").write_text("\n".join(lines) + "\n", "utf-8")
    line.json("new", "p.ote")
    assert line.json("import", "p.ote", "a.txt")[0]["status"] == "imported"
    for turn in line.json("show", "p.ote", line.json("list", "p.ote")[0]["id"])["turns"]:
        line.json("code", "p.ote", line.json("list", "p.ote")[0]["id"], turn["start"], turn["end"], "P01")
    line.json("quote", "p.ote", "choose", *[one["id"] for one in line.json("excerpts", "p.ote")])
    return line.json("review", "make", "p.ote", "k.html")


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


ODD = {
    "not-answers": lambda: b"{}",
    "answers-newer": lambda: b'{"format": "ote-decisions-9"}',
    "answers-too-large": lambda: b" " * 2_100_000,
    "other-project": lambda: b'{"format": "ote-decisions-1", "nonce": "x", "reviewer": "a", "decisions": []}',
    "damaged-file": lambda: b"PK\x03\x04" + b"\0" * 90,
    "not-form": lambda: bad_files.words_docx(["A: Hei."]),
    "forbidden-xml": bad_files.entities,
    "too-large": bad_files.bomb,
}


def test_hostile_answers_are_refused_each_with_its_reason_in_both_languages_and_nothing_is_lost(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    quoted(line, ("H1: Koti on paikka.",))
    for code, make in ODD.items():
        (tmp_path / f"{code}.json").write_bytes(make())
    before = (tmp_path / "p.ote").read_bytes()
    names = [f"{code}.json" for code in ODD]
    told = {
        language: line.json("review", "read", "p.ote", *names, "gone.json", code=2, OTE_LANG=language)
        for language in ("fi", "en")
    }
    for rows in told.values():
        assert [row["code"] for row in rows] == [*ODD, "no-file"]
    assert all(fi["message"] != en["message"] for fi, en in zip(*told.values(), strict=True))
    assert (tmp_path / "p.ote").read_bytes() == before


def test_what_is_odd_in_a_file_of_answers_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    made = quoted(line, ("H1: Koti on paikka.", "H2: Katu on paikka."))
    first, second = (one["id"] for one in made["quotes"])
    good = {"sha": "0" * 16, "decision": "accept", "identifiable": False, "remark": "<script>alert(1)</script>\u202e"}
    decisions = [good | {"id": first}, good | {"id": first}, good | {"id": "q-9"}, 7,
                 good | {"id": second, "decision": "maybe"}, good | {"id": second, "level": 77}]
    answers = {"format": "ote-decisions-1", "nonce": made["nonce"], "reviewer": "KA1", "decisions": decisions}
    (tmp_path / "v.json").write_text(json.dumps(answers), "utf-8")
    (row,) = line.json("review", "read", "p.ote", "v.json")
    codes = [one["code"] for one in row["warnings"]]
    odd = ["repeated", "unreadable", "unknown-decision", "half-read", "unknown-quote"]
    assert codes == [*odd, "quote-changed", "quote-changed"]
    assert [one["remark"] for one in row["decisions"]] == ["<script>alert(1)</script>"] * 2
    assert (row["new"], line.json("review", "read", "p.ote", "v.json")[0]["new"]) == (2, 0)
