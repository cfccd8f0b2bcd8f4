"""A report as OpenDocument: a package as it must be, every word, styles that exist, numbers, notes, pictures."""

from __future__ import annotations

import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from coder.draining import drained
from exports.errors import ExportError
from exports.odt import MIMETYPE, write_odt
from exports.odtxml import text_of
from exports.report import ReportPlan, report
from helpers.every_block import ANCHOR, NASTY, every_block
from helpers.snapshots import snapshot
from helpers.word_parts import tiny_png

SPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("svg", "svg-compatible"), ("manifest", "manifest"),
    )
} | {"xlink": "http://www.w3.org/1999/xlink"}  # fmt: skip


def name_of(prefix, name):
    return f"{{{SPACES[prefix]}}}{name}"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    path = tmp_path_factory.mktemp("odt") / "a.odt"
    drained(write_odt(every_block(), path, lambda _: tiny_png()))
    return path


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def found(root, path):
    return root.xpath(path, namespaces=SPACES)


def test_the_package_says_its_kind_first_and_lists_its_parts(package):
    with zipfile.ZipFile(package) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == ("mimetype", 0, MIMETYPE.encode())
        names = {one.filename for one in archive.infolist()} - {"mimetype", "META-INF/manifest.xml"}
    listed = {
        one.get(name_of("manifest", "full-path"))
        for one in found(part(package, "META-INF/manifest.xml"), "//manifest:file-entry")
    }
    assert listed - {"/"} == names


def test_every_word_comes_out_literally(package):
    said = "".join(found(part(package, "content.xml"), "//text()"))
    assert said.count(NASTY) == 6
    assert "toinen" in said


def test_every_style_that_is_used_is_there(package):
    content, styles = part(package, "content.xml"), part(package, "styles.xml")
    there = {one.get(name_of("style", "name")) for root in (content, styles) for one in found(root, "//style:style")}
    used = {
        value
        for prefix in ("text", "table", "draw")
        for value in found(content, f"//@{prefix}:style-name")
    }
    assert used <= there
    assert {one.get(name_of("style", "parent-style-name"), "body") for one in found(styles, "//style:style")} <= there


def test_marks_are_unique_and_what_refers_leads_to_one(package):
    content = part(package, "content.xml")
    marks = found(content, "//text:bookmark-start/@text:name")
    assert len(marks) == len(set(marks))
    assert ANCHOR in marks
    assert set(found(content, "//text:bookmark-ref/@text:ref-name")) <= set(marks)
    assert {one[1:] for one in found(content, "//text:a/@xlink:href")} <= set(marks)
    assert set(found(content, "//text:sequence-ref/@text:ref-name")) <= set(
        found(content, "//text:sequence/@text:ref-name")
    )


def test_headings_tables_notes_and_pictures_are_what_they_are(package):
    content = part(package, "content.xml")
    assert found(content, "//text:h/@text:outline-level") == ["1", "2", "3"]
    assert len(found(content, "//table:table-header-rows")) == 1
    assert len(found(content, "//text:note[@text:note-class='footnote']")) == 2
    frame = found(content, "//draw:frame")[0]
    assert found(frame, "svg:title/text()") == ["Kuvan nimi"]
    assert NASTY in found(frame, "svg:desc/text()")[0]
    with zipfile.ZipFile(package) as archive:
        assert archive.read(found(frame, "draw:image/@xlink:href")[0]) == tiny_png()


def test_language_and_title_are_said_and_no_persons_name(package):
    meta = etree.tostring(part(package, "meta.xml"), encoding="unicode")
    assert "<dc:language>fi</dc:language>" in meta
    assert "creator" not in meta
    default = found(part(package, "styles.xml"), "//style:default-style/style:text-properties")[0]
    assert {value for key, value in default.items() if key.endswith("}language")} == {"fi"}


def test_blanks_tabs_and_ends_of_lines_are_kept():
    assert text_of("a  b\tc\nd") == 'a <text:s text:c="1"/>b<text:tab/>c<text:line-break/>d'


def test_no_label_is_written_in_any_part(tmp_path):
    project = snapshot("A | a\nMaija: [P01: yksi kaksi]", persons={"Maija": ("asukas", 1, "")})
    drained(write_odt(report(project, ReportPlan("fi")), tmp_path / "a.odt"))
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        assert not any(b"Maija" in archive.read(name) for name in archive.namelist())
        assert b"yksi kaksi" in archive.read("content.xml")


def test_the_same_report_is_the_same_file_and_a_failure_leaves_none(tmp_path):
    for name in ("a.odt", "b.odt"):
        drained(write_odt(every_block(), tmp_path / name))
    assert (tmp_path / "a.odt").read_bytes() == (tmp_path / "b.odt").read_bytes()
    with pytest.raises(ExportError):
        drained(write_odt(every_block(), tmp_path / "ei" / "a.odt"))
    assert not (tmp_path / "ei").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_and_keeps_headings_tables_and_notes(package, tmp_path):
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "fodt"]
    subprocess.run([*convert, "--outdir", str(tmp_path), str(package)], check=True, capture_output=True, timeout=120)
    saved = etree.parse(tmp_path / "a.fodt").getroot()
    assert found(saved, "//office:text//text:h/@text:outline-level") == ["1", "2", "3"]
    assert len(found(saved, "//office:text//table:table")) == 2
    assert len(found(saved, "//office:text//text:note")) == 2
    assert len(found(saved, "//office:text//draw:frame")) == 1
    assert ANCHOR in found(saved, "//text:bookmark-start/@text:name")
    assert "".join(found(saved, "//office:text//text()")).count(NASTY) >= 5
