"""The demo does the whole main job on the shipped example, and leaves what it did not write."""

import re
import zipfile
from pathlib import Path

from coder.example_data import passages
from helpers.command_line import CommandLine


def test_the_demo_ends_with_a_coded_project_answers_and_a_report(demo: tuple[CommandLine, dict]) -> None:
    line, made = demo
    assert all(Path(path).exists() for path in made["paths"])
    assert made["counts"]["transcripts"] == 3
    assert made["counts"]["codings"] >= 150
    assert all(made["answers"].values())
    project = made["paths"][0]
    codes = line.json("codes", project)
    assert {one["family"] for one in codes if one["count"]} == {one["family"] for one in codes}
    assert line.run("check", project).returncode == 0


def test_the_report_quotes_every_passage_once_and_names_no_label(demo: tuple[CommandLine, dict]) -> None:
    archive = zipfile.ZipFile(demo[1]["paths"][1])
    xml = archive.read("word/document.xml").decode()
    plain = re.sub(r"<[^>]+>", "", xml).replace("&amp;", "&").replace("&quot;", '"')
    words = " ".join(plain.split())
    whole = [one for one in passages() if one.first == one.last and "[" not in one.first]
    missing = [one.first for one in whole if " ".join(one.first.split()) not in words]
    assert missing == []
    names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    everything = "".join(archive.read(name).decode("utf-8") for name in names)
    assert not re.search(r"\b(AN1|H[1-6]|HA2?)\b", re.sub(r"<[^>]+>", " ", everything))


def test_the_demo_asks_reviewers_about_twenty_quotes_without_telling_whose(demo: tuple[CommandLine, dict]) -> None:
    line, made = demo
    told = line.json("review", "show", made["paths"][0])
    assert [one["quotes"] for one in told["rounds"]] == [20]
    assert {one["state"] for one in told["quotes"]} == {"in-review"}
    page = Path(made["paths"][2]).read_text("utf-8")
    assert len(re.findall(r'"sha":', page)) == 20
    assert not re.search(r"\b(AN1|H[1-6]|HA2?|RH0[12]|YH03)\b", page)


def test_the_interviews_have_their_speakers_and_headers(demo: tuple[CommandLine, dict]) -> None:
    line, made = demo
    listed = line.json("list", made["paths"][0])
    assert [set(one["speakers"]) for one in listed] == [
        {"HA", "HA2", "H1", "H2", "H3", "H4", "H5", "H6"},
        {"HA", "HA2", "H1", "H2", "H3", "H4", "H5", "H6"},
        {"Haastattelija", "AN1"},
    ]
    shown = line.json("show", made["paths"][0], "RH01")
    assert shown["header"]["Suostumusversio"]
    assert shown["turns"][0]["time"] is not None


def test_a_second_demo_replaces_only_what_the_first_wrote(ote: CommandLine) -> None:
    folder = ote.folder / "d"
    folder.mkdir()
    (folder / "mine.txt").write_text("keep")
    ote.json("demo", folder, "--no-window")
    told = ote.run("demo", folder, "--no-window")
    assert told.returncode == 0
    assert str(folder / "katselmus.html") in told.stdout
    assert (folder / "mine.txt").read_text() == "keep"


def test_a_demo_never_overwrites_somebodys_project(ote: CommandLine) -> None:
    folder = ote.folder / "d"
    folder.mkdir()
    (folder / "esimerkki.ote").write_text("mine")
    assert ote.json("demo", folder, "--no-window", code=2)["error"]["code"] == "file-exists"
    assert (folder / "esimerkki.ote").read_text() == "mine"
