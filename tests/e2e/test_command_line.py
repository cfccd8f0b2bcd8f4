"""The command line keeps its contract: keys, exit codes, refusals, languages, secrets."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from helpers.command_line import ROOT, SHARED, CommandLine
from projects import commands
from projects.model import Anchor
from projects.store import Store

GROUP = """Haastattelutunnus: RH5
Pvm: 1.2.2021

H1: Me käydään kotona katsomassa, miten menee 🙂.
AN2: Vuokravelkaa kertyy, jos kukaan ei soita.
Sitten on myöhäistä.
"""


@pytest.fixture
def project(ote: CommandLine) -> Path:
    (ote.folder / "RH5.txt").write_text(GROUP, encoding="utf-8")
    ote.json("new", "p.ote")
    assert ote.json("import", "p.ote", "RH5.txt")[0]["status"] == "imported"
    return ote.folder / "p.ote"


def code(ote: CommandLine, words: str, *keys: str, exit_code: int = 0):
    text = ote.json("show", "p.ote", "RH5")["text"]
    start = text.index(words)
    return ote.json("code", "p.ote", "RH5", start, start + len(words), *keys, code=exit_code)


def wrapped_file(ote: CommandLine) -> Path:
    """Write a file whose lines are wrapped hard, with one word cut."""
    line = "ja tässä on vielä monta sanaa siitä, mitä asumisneuvojat tekevät työkseen joka arkipäivä"
    path = ote.folder / "YH6_2021-02-03_neuvojat_anon.txt"
    path.write_text("\n".join(("H1: Alku.", f"H2: {line}", *[line] * 4, "asun-", "tomuus.", "h2: loppu")), "utf-8")
    return path


def keys(value: object, prefix: str = "") -> set[str]:
    if isinstance(value, dict):
        return {path for name, inner in value.items() for path in {prefix + name} | keys(inner, f"{prefix}{name}.")}
    if isinstance(value, list):
        return {path for inner in value for path in keys(inner, prefix)}
    return set()


def documented() -> dict[str, set[str]]:
    """Read docs/cli.md: a heading `## verb`, then a line `JSON keys: ...`."""
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    parts = re.findall(r"^## (\w+)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return {verb: set(re.findall(r"`([\w.]+)`", line[1])) for verb, body in parts if (line := _keys_line(body))}


def _keys_line(body: str) -> re.Match[str] | None:
    return re.search(r"^JSON keys: (.*)$", body, re.MULTILINE)


def test_every_verbs_keys_are_documented(ote: CommandLine, project: Path) -> None:
    made = {
        "new": ote.json("new", "n.ote"),
        "import": ote.json("import", "n.ote", wrapped_file(ote), "--list-repairs"),
        "readers": ote.json("readers"),
        "list": ote.json("list", project),
        "show": {**ote.json("show", project, "RH5"), "header": {}},
        "language": ote.json("language", project, "RH5", "fi"),
        "codes": ote.json("codes", project),
        "code": code(ote, "kotona", "P01"),
        "excerpts": ote.json("excerpts", project),
        "search": ote.json("search", project, "koti"),
        "undo": ote.json("undo", project),
        "redo": ote.json("redo", project),
        "journal": ote.json("journal", project),
        **planned(ote, project),
        "export": {
            **ote.json("export", project, "k.html"),
            **ote.json("export", project, "out.qdpx"),
            **ote.json("export", project, "out.xlsx"),
            **ote.json("export", project, "out.png", "--figure", "frequencies"),
        },
        "backup": ote.json("backup", project),
        "restore": ote.json("restore", project),
        **changed(ote, project),
        "demo": {**ote.json("demo", "d", "--no-window"), "counts": {}, "answers": {}, "seconds": {}},
    }
    found = {verb: keys(value) for verb, value in made.items()} | people_keys(ote, project) | quote_keys(ote, project)
    found["review"] = review_keys(ote, project)
    found["search"] |= {"also.word", "also.bases"}
    found["import"] |= {path for path in keys(ote.json("import", "n.ote", "out.qdpx")) if len(path.split(".")) <= 2}
    told = {"warnings.code", "warnings.message", "warnings.lost"}
    found["import"] |= told
    found["export"] |= told
    found["anonymise"] = naming_keys(ote, project)
    assert {**found, "check": {"code", "message", "transcript", "excerpt"}} == documented()


def planned(ote: CommandLine, project: Path) -> dict[str, object]:
    """Make, copy and drop plans and write a report of one, on a copy; tell the keys of `plans` and `report`."""
    copy = project.with_name("suunnitelma.ote")
    copy.write_bytes(project.read_bytes())
    excerpts = ote.json("excerpts", copy)
    ote.json("quote", copy, "choose", *(one["id"] for one in excerpts))
    (made,) = ote.json("plans", copy, "--new", "Raportti", "--language", "sv")
    both = ote.json("plans", copy, "--copy", "Raportti", "Toinen", "--new", "Vihko", "--preset", "vihkonen")
    assert [(one["name"], one["preset"], one["language"]) for one in both] == [
        ("Raportti", "tutkimus", "sv"), ("Vihko", "vihkonen", "en"),
        ("Toinen", "tutkimus", "sv"),
    ]  # fmt: skip
    assert len(ote.json("plans", copy, "--drop", "Vihko")) == 2
    told = ote.json("report", copy, "p.docx", "--plan", "Toinen")
    assert told["quotes"] == len(excerpts)
    assert {one["kind"] for one in told["remaining"]} >= {"draft", "unwritten"}
    assert ote.json("report", copy, "p.docx", "--plan", "Ei ole", code=2)["error"]["code"] == "no-plan"
    assert [one["name"] for one in ote.json("documents", copy)] == ["p.docx"]
    assert ote.json("report", project, "r.docx").keys() < told.keys()
    refreshed = ote.json("refresh", copy, "p.docx")
    assert (refreshed["unchanged"], refreshed["kept"]) == (len(excerpts), None)
    assert ote.json("refresh", copy, "r.docx", code=2)["error"]["code"] in ("no-draft", "draft-no-plan")
    return {"plans": made, "report": told, "refresh": refreshed}


def quote_keys(ote: CommandLine, project: Path) -> dict[str, set[str]]:
    """Choose a quote, edit it, write around it and drop it; tell the keys of `quote` and `documents`."""
    (excerpt, *_) = ote.json("excerpts", project)
    (chosen,) = ote.json("quote", project, "choose", excerpt["id"])
    name = chosen["name"]
    (edited,) = ote.json("quote", project, "edit", name, "--end", "2", "--reason", "turha")
    assert edited["edits"][0]["said"] == edited["verbatim"][:2]
    assert edited["mark"] != chosen["mark"]
    (written,) = ote.json("quote", project, "write", name, "--lead-in", "Asukas kertoo:", "--opening", "yes")
    assert (written["lead_in"], written["opening"]) == ("Asukas kertoo:", True)
    (back,) = ote.json("quote", project, "unedit", edited["edits"][0]["id"])
    assert back["mark"] == chosen["mark"]
    assert name in ote.run("quote", project, "list").stdout
    assert ote.json("quote", project, "drop", name) == []
    assert ote.json("quote", project, "list") == []
    assert ote.json("documents", project) == []
    closed = {"closed.use", "closed.speaker", "closed.reason"}
    documents = {"id", "time", "kind", "name", "printed", "quotes", "quotes.id", "quotes.name", "quotes.mark"}
    documents |= {"closed", "next_edition"}
    return {"quote": keys(edited) | closed, "documents": documents}


def review_keys(ote: CommandLine, project: Path) -> set[str]:
    """Make a round in a copy and read an answer; tell the keys of `review`."""
    copy = project.with_name("katselmus.ote")
    copy.write_bytes(project.read_bytes())
    (excerpt, *_) = ote.json("excerpts", copy)
    (quote,) = ote.json("quote", copy, "choose", excerpt["id"])
    made = ote.json("review", "make", copy, "k.html", "--note", f"{quote['name']}=violence")
    assert ote.json("review", "make", copy, "k.pdf", "--cards", "--round", "1")["nonce"] == made["nonce"]
    assert [one["kind"] for one in ote.json("documents", copy)] == ["packet", "packet"]
    one = {"id": made["quotes"][0]["id"], "sha": "0" * 16, "decision": "reject", "identifiable": None, "remark": ""}
    answers = {"format": "ote-decisions-1", "nonce": made["nonce"], "reviewer": "", "decisions": [one]}
    (ote.folder / "v.json").write_text(json.dumps(answers), "utf-8")
    assert ote.json("review", "read", copy, "v.json", code=2)[0]["code"] == "no-reviewer"
    (read,) = ote.json("review", "read", copy, "v.json", "--reviewer", "KA1")
    assert [note["code"] for note in read["warnings"]] == ["quote-changed"]
    assert "KA1" in ote.run("review", "read", copy, "v.json", "--reviewer", "KA1").stdout
    shown = ote.json("review", "show", copy)
    assert [row["state"] for row in shown["quotes"]] == ["blocked"]
    assert quote["name"] in ote.run("review", "show", copy).stdout
    for wrong in (("--round", "9"), ("--quote", "X-v1"), ("--note", "X=violence")):
        assert ote.json("review", "make", copy, "n.html", *wrong, code=2)["error"]["message"]
    for usage in (("make", copy), ("make", copy, "k.txt"), ("read", copy), ("make", project, "k.html")):
        assert ote.json("review", *usage, code=2)["error"]["message"]
    return keys(made) | keys(read) | keys(shown)


def naming_keys(ote: CommandLine, project: Path) -> set[str]:
    """Return the keys of every act on names, on a copy of its own."""
    copy = project.with_name("nimet.ote")
    copy.write_bytes(project.read_bytes())
    told = ("--key-passphrase-file", "avain.txt")
    (ote.folder / "avain.txt").write_text("avaimen lause", "utf-8")
    leftovers = [{"table": "", "count": 0}]
    place = {"transcript": "", "start": 0, "end": 0, "old": "", "new": ""}
    found = {"candidates": [{"kind": "", "base": "", "sure": True, "places": [{**place, "text": "", "sure": True}]}]}
    assert ote.json("anonymise", copy, "find").keys() == found.keys()
    made = ote.json("anonymise", copy, "apply", *told, "--name", "AN2=person", "--for-ever")
    values = [
        {**made, "places": [place], "waiting": [place], "leftovers": leftovers},
        ote.json("anonymise", copy, "reverse", *told),
        ote.json("anonymise", copy, "archive", *told, "--out", "arkisto"),
        {**ote.json("anonymise", copy, "destroy-key", *told, "--for-ever"), "remains": leftovers},
    ]
    del found["candidates"][0]["places"][0]["old"], found["candidates"][0]["places"][0]["new"]
    return {key for one in (found, *values) for key in keys(one)}


def changed(ote: CommandLine, project: Path) -> dict[str, object]:
    """Run the verbs that change the text and code by rule, on a copy of their own."""
    copy = project.with_name("muutettava.ote")
    copy.write_bytes(project.read_bytes())
    leftovers = [{"table": "", "count": 0}]
    place = (str(one) for one in ote.json("search", copy, "koti")["hits"][0]["matches"][0])
    start, end = place
    made = {
        "autocode": ote.json("autocode", copy, "P01", "--pattern", "kot[oi]", "--dry-run"),
        "edit": ote.json("edit", copy, "RH5", start, end, "asunto"),
    }
    here = made["edit"]
    redact = ("redact", copy, "RH5", here["start"], here["end"], "[paikka]")
    return made | {
        "redact": {**ote.json(*redact, "--for-ever"), "leftovers": leftovers},
        "erase": {**ote.json("erase", copy, "RH5", "--for-ever"), "leftovers": leftovers},
    }


def test_autocoding_by_each_rule(ote: CommandLine, project: Path) -> None:
    for rule, passages in (
        (("--speaker", "H1"), 1), (("--pattern", "kert\\w+", "--unit", "match"), 1), (("--heading", ""), 0),
        (("--query", "koti", "--unit", "sentence"), 1),
    ):
        answer = ote.json("autocode", project, "P01", *rule, "--dry-run")
        assert (answer["passages"], answer["made"]) == (passages, 0)
    assert ote.json("autocode", project, "P01", "P02", "--speaker", "H1")["made"] == 2
    again = ote.json("autocode", project, "P01", "P02", "--speaker", "H1")
    assert (again["made"], again["there"]) == (0, 1)
    assert "2 codes" in ote.json("undo", project)["label"]


def test_what_cannot_be_undone_must_be_meant(ote: CommandLine, project: Path) -> None:
    before = project.read_bytes()
    answer = ote.json("erase", project, "RH5", code=2)
    assert answer["error"]["code"] == "needs-for-ever"
    assert project.read_bytes() == before
    assert ote.json("autocode", project, "P01", code=2)["error"]["code"] == "one-rule"


def test_import_does_as_its_options_say(ote: CommandLine, project: Path) -> None:
    path = wrapped_file(ote)
    (row,) = ote.json("import", project, path, "--no-repairs", "--keep-original")
    assert row["characters"]["added"] == row["characters"]["removed"] == 0
    assert {one["kind"]: one["left"] for one in row["repairs"]} == {"line-end-hyphen": 1, "wrapped-line": 5}
    assert row["speakers"] == ["H1", "H2", "h2"]
    shown = ote.json("show", project, "YH6")
    assert shown["text"] == path.read_text("utf-8")
    assert shown["header"] == {"Haastattelutunnus": "YH6", "Pvm": "2021-02-03", "Anonymisoitu": "kyllä"}
    (row,) = ote.json("import", project, path, "--refuse", "line-end-hyphen", "--merge", "h2=H2", "--ignore", "H1")
    assert row["speakers"] == ["H2"]
    assert "asun-\ntomuus" in ote.json("show", project, row["transcript"])["text"]
    (row,) = ote.json("import", project, path, "--pattern", "PUHUJA: Alku", "--language", "sv")
    assert row["speakers"] == ["H1"]
    assert ote.json("import", project, path, "--pattern", "x", code=2)[0]["code"] == "bad-pattern"
    assert ote.json("import", project, path, "--merge", "x", code=2)["error"]["code"] == "usage"


def people_keys(ote: CommandLine, project: Path) -> dict[str, set[str]]:
    """Return the keys of the verbs that need somebody who has said, allowed and noted something."""
    with closing(Store.open(project)) as store:
        person = next(one for one in store.persons() if one.role == "asumisneuvoja")
        store.do(commands.SetConsent(person.id, "report", "role"), "Aino")
        store.do(commands.WriteMemo("Huomio", anchor=Anchor("person", person.id)), "Aino")
    listed = ote.json("variables", project, "--add", "ikä", "--kind", "number", "--set", "ikä", "RH5/AN2", "42")
    told = ote.json("people", project)
    assert [one["variables"] for one in told if one["variables"]] == [{"ikä": 42}]
    return {
        "variables": keys(listed), "memos": keys(ote.json("memos", project)),
        "people": {key for key in keys(told) if not key.startswith("variables.")},
    }


def test_every_verb_is_in_the_documentation_and_in_help(ote: CommandLine) -> None:
    told = ote.run("--help").stdout
    assert all(verb in told for verb in documented())


def test_codes_history_and_filters(ote: CommandLine, project: Path) -> None:
    made = code(ote, "Vuokravelkaa kertyy", "T07", "luottamus")
    assert len(made["codings"]) == 2
    assert ote.json("excerpts", project, "--family", "TOIMINTA")[0]["codes"] == ["T07", "S1.1"]
    assert ote.json("excerpts", project, "--speaker", "H1") == []
    ote.json("undo", project)
    assert ote.json("excerpts", project) == []
    assert ote.json("undo", project)["label"]
    assert ote.json("undo", project, code=2)["error"]["code"] == "nothing-to-undo"
    assert len(ote.json("journal", project)) == 4


def test_search_filters_by_speaker_code_and_transcript(ote: CommandLine, project: Path) -> None:
    code(ote, "kotona", "P01")
    assert ote.json("search", project, "koti", "--speaker", "H1")["count"] == 1
    assert ote.json("search", project, "koti", "--speaker", "AN2")["count"] == 0
    assert ote.json("search", project, "koti", "--code", "P01")["count"] == 1
    assert ote.json("search", project, "koti", "--code", "P02")["count"] == 0
    assert ote.json("search", project, "koti", "--transcript", "RH5")["count"] == 1
    assert ote.json("search", project, "koti OR", code=2)["error"]["code"].startswith("query")


def test_refusals_are_told_in_both_languages(ote: CommandLine) -> None:
    told = [ote.run("list", "gone.ote", OTE_LANG=language).stderr for language in ("fi", "en")]
    assert told[0].startswith("ote: gone.ote: Tiedostoa ei ole")
    assert told[1].startswith("ote: gone.ote: There is no such file")
    assert ote.run("nonsense").returncode == 2
    assert ote.json("list", code=2)["error"]["code"] == "usage"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("search", "p.ote", "koti", "--limit", "-1"), "usage"),
        (("code", "p.ote", "RH5", "x", "2", "P01"), "usage"),
        (("code", "p.ote", "RH5", str(10**30), "2", "P01"), "bad-range"),
        (("code", "p.ote", "RH5", "60", "70", "painotus"), "ambiguous-code"),
        (("show", "p.ote", "nobody"), "no-transcript"),
        (("excerpts", "p.ote", "--family", "nothing"), "unknown-family"),
        (("search", "p.ote", "--queries", "."), "no-file"),
        (("search", "p.ote"), "no-query"),
        (("report", "p.ote", "."), "is-folder"),
        (("restore", "p.ote"), "no-backup"),
        (("list", "."), "is-folder"),
    ],
)
def test_odd_words_are_refused_in_one_json_value(
    ote: CommandLine, project: Path, words: tuple[str, ...], refusal: str
) -> None:
    assert ote.json(*words, code=2)["error"]["code"] == refusal


def test_a_passphrase_comes_from_a_file_or_the_environment(ote: CommandLine) -> None:
    (ote.folder / "secret").write_text("salasana ä\n", encoding="utf-8")
    assert ote.json("new", "e.ote", "--encrypt", code=2)["error"]["code"] == "passphrase-needed"
    ote.json("new", "e.ote", "--encrypt", "--passphrase-file", "secret")
    assert ote.json("list", "e.ote", OTE_PASSPHRASE="salasana ä") == []
    refused = ote.run("list", "e.ote", OTE_PASSPHRASE="väärä")
    assert refused.returncode == 2
    assert "ERROR CORE" not in refused.stderr


def test_a_codebook_of_ones_own(ote: CommandLine) -> None:
    (ote.folder / "own.toml").write_text('[[code]]\nkey = "A"\nname_fi = "Oma"\n', encoding="utf-8")
    (ote.folder / "bad.toml").write_text("[[code]\n", encoding="utf-8")
    ote.json("new", "o.ote", "--codebook", "own.toml")
    assert [one["name"] for one in ote.json("codes", "o.ote")] == ["Oma"]
    assert ote.json("new", "b.ote", "--codebook", "bad.toml", code=2)["error"]["code"] == "codebook-syntax"
    assert not (ote.folder / "b.ote").exists()


def test_a_failed_report_touches_nothing(ote: CommandLine, project: Path) -> None:
    assert ote.json("report", project, "nowhere/r.docx", code=2)["error"]["code"] == "no-folder"
    ote.json("report", project, "r.docx")
    before = (ote.folder / "r.docx").read_bytes()
    (ote.folder / "bad.dotx").write_bytes(b"no template")
    assert ote.json("report", project, "r.docx", "--template", "bad.dotx", code=2)["error"]["code"]
    assert (ote.folder / "r.docx").read_bytes() == before


@pytest.mark.skipif(not (SHARED / "contract.py").exists(), reason="the shared contract is not here")
def test_the_shared_contract(tmp_path: Path) -> None:
    import subprocess
    import sys

    starter = tmp_path / "ote"
    starter.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m coder "$@"\n')
    starter.chmod(0o755)
    command = [sys.executable, str(SHARED / "contract.py"), "--ote", str(starter)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("\n0 failed\n"), done.stdout


def test_the_language_of_a_transcript_decides_how_it_is_searched(ote: CommandLine) -> None:
    (ote.folder / "e.txt").write_text("H1: We sat on the bench and talked.\n", "utf-8")
    ote.json("new", "p.ote")
    ote.json("import", "p.ote", "e.txt", "--language", "fi")
    assert ote.json("search", "p.ote", "olla")["count"] == 1
    assert ote.json("language", "p.ote", "e", "en")["language"] == "en"
    assert ote.json("list", "p.ote")[0]["language"] == "en"
    assert ote.json("search", "p.ote", "olla")["count"] == 0
    assert ote.run("language", "p.ote", "e", "de").returncode == 2
