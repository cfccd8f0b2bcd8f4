"""House templates: own styles win, missing ones are made, none is overwritten; bad files are refused by name."""

from __future__ import annotations

import io
import os
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from exports.errors import ExportError
from exports.report import ReportPlan
from exports.word import write_report
from helpers.broken_zips import broken_zips
from helpers.snapshots import snapshot
from helpers.word_parts import lines, parts, styles

PROJECT = snapshot("A | a\nH1: [P01 N1: Yksi]\nH2: [S01: Kaksi]")


@pytest.fixture
def template(tmp_path):
    """Make a house template with Finnish ids, a quote style of its own, a header and some text."""
    house = docx.Document()
    house.styles["Heading 1"].element.set(qn("w:styleId"), "Otsikko1")
    house.styles.add_style("Aineisto-ote", 1).font.italic = True
    other = house.styles.add_style("Jokin muu", 1)
    other.element.set(qn("w:styleId"), "AineistoOteLahde")
    house.sections[0].header.paragraphs[0].text = "Talon tunnus"
    house.add_paragraph("Pohjan oma teksti")
    house.core_properties.author = "Maija Meikäläinen"
    path = tmp_path / "talo.docx"
    house.save(str(path))
    return path


def as_dotx(path, kind=b"template.main+xml"):
    changed = path.with_suffix(".dotx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"document.main+xml", kind) if name == "[Content_Types].xml" else data)
    return changed


def write(tmp_path, template):
    path = tmp_path / "r.docx"
    for _ in write_report(PROJECT, ReportPlan(template=template, created="2020-11-05T12:00:00Z"), None, path):
        pass
    return path


def style_xml(data):
    root = etree.fromstring(data)
    return {one.get(qn("w:styleId")): etree.tostring(one, method="c14n") for one in root.iter(qn("w:style"))}


def test_no_style_of_the_template_is_changed(tmp_path, template):
    before = style_xml(parts(template)["word/styles.xml"])
    after = style_xml(parts(write(tmp_path, template))["word/styles.xml"])
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before)


def test_styles_are_found_by_name(tmp_path, template):
    path = write(tmp_path, template)
    assert '<w:pStyle w:val="Otsikko1"/>' in parts(path)["word/document.xml"].decode()
    assert ("Aineisto-ote", "Yksi") in list(lines(path))
    assert list(styles(path).values()).count("Aineisto-ote") == 1


def test_a_taken_id_is_avoided(tmp_path, template):
    path = write(tmp_path, template)
    assert styles(path)["AineistoOteLahde"] == "Jokin muu"
    assert any(style == "Aineisto-ote lähde" for style, _ in lines(path))


def test_created_styles_leave_the_typeface_to_the_house(tmp_path, template):
    made = style_xml(parts(write(tmp_path, template))["word/styles.xml"])["TaulukonTeksti"]
    assert b"rFonts" not in made


def test_the_template_lends_its_page_and_its_header_but_not_its_text_or_author(tmp_path, template):
    path = write(tmp_path, template)
    whole = b"\n".join(parts(path).values()).decode("utf-8", "replace")
    assert "Talon tunnus" in whole
    assert "Pohjan oma teksti" not in whole
    assert "Meikäläinen" not in whole
    assert 'w:w="12240"' in parts(path)["word/document.xml"].decode()


def test_a_dotx_becomes_a_document(tmp_path, template):
    path = write(tmp_path, as_dotx(template))
    assert b"template.main" not in parts(path)["[Content_Types].xml"]
    assert docx.Document(str(path)).paragraphs


def test_a_template_without_header_gets_page_numbers(tmp_path):
    plain = tmp_path / "p.docx"
    docx.Document().save(str(plain))
    assert any("footer" in name for name in parts(write(tmp_path, plain)))


def test_lines_and_tables_are_as_wide_as_the_templates_text(tmp_path, template):
    xml = parts(write(tmp_path, template))["word/document.xml"].decode()
    grid = re.search(r"<w:tblGrid>(.*?)</w:tblGrid>", xml).group(1)
    assert sum(int(width) for width in re.findall(r'w:w="(\d+)"', grid)) == 12240 - 2 * 1800


def test_a_template_without_a_section_gets_one(tmp_path):
    bare = docx.Document()
    bare.element.body.remove(bare.element.body.sectPr)
    bare.save(str(tmp_path / "bare.docx"))
    path = write(tmp_path, tmp_path / "bare.docx")
    assert docx.Document(str(path)).sections


def test_a_header_inherited_from_an_earlier_section_is_kept(tmp_path, template):
    house = docx.Document(str(template))
    house.add_section()
    assert house.sections[-1].header.is_linked_to_previous
    house.save(str(template))
    path = write(tmp_path, template)
    kept = docx.Document(str(path)).sections
    assert [section.header.paragraphs[0].text for section in kept] == ["Talon tunnus"]


def refused(tmp_path, template):
    with pytest.raises(ExportError) as problem:
        write(tmp_path, template)
    assert problem.value.file == str(template)
    assert not (tmp_path / "r.docx").exists()
    return problem.value.code


def test_a_template_that_is_not_there(tmp_path):
    assert refused(tmp_path, tmp_path / "none.docx") == "no-template"


def test_a_folder_is_no_template(tmp_path):
    assert refused(tmp_path, tmp_path) == "template-unreadable"


@pytest.mark.parametrize("data", [b"", b"{\\rtf1 hello}", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_file_is_refused(tmp_path, data):
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    assert refused(tmp_path, path) == "bad-template"


def test_every_damage_of_the_container_is_refused(tmp_path, template):
    path = tmp_path / "broken.docx"
    found = {}
    for what, data in broken_zips(template.read_bytes()).items():
        path.write_bytes(data)
        found[what] = refused(tmp_path, path)
    assert found == dict.fromkeys(found, "bad-template")
    assert found


def test_another_package_is_refused(tmp_path):
    path = tmp_path / "sheet.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refused(tmp_path, path) == "bad-template"


def test_a_word_file_without_its_parts_is_refused(tmp_path, template):
    path = tmp_path / "hollow.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", parts(template)["[Content_Types].xml"])
    assert refused(tmp_path, path) == "bad-template"


def test_macros_are_refused(tmp_path, template):
    path = as_dotx(template, b"ms-word.template.macroEnabledTemplate.main+xml")
    assert refused(tmp_path, path) == "macro-template"


def test_a_template_that_unpacks_too_large_is_refused(tmp_path, template):
    path = tmp_path / "bomb.docx"
    path.write_bytes(template.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.bin", bytes(101 * 1024 * 1024))
    assert refused(tmp_path, path) == "template-too-large"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read anything")
def test_a_template_that_may_not_be_read(tmp_path, template):
    template.chmod(0)
    assert refused(tmp_path, template) == "template-unreadable"


def test_the_template_itself_is_not_touched(tmp_path, template):
    before = as_dotx(template).read_bytes()
    write(tmp_path, template.with_suffix(".dotx"))
    assert template.with_suffix(".dotx").read_bytes() == before
    assert zipfile.is_zipfile(io.BytesIO(before))
