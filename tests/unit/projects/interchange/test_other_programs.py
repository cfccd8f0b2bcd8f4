"""Projects of QualCoder, RQDA and Taguette: every coding comes to its words, what has no place is told."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebooks.errors import CodebookError, OteError
from codebooks.qdc import read_qdc
from helpers.interchange import SHARED, counted, saved
from helpers.projects import new_store
from projects.check import check
from projects.commands import ImportProject
from projects.errors import ImportRefusedError
from projects.interchange.reading import is_project, read_project
from projects.interchange.taguette import Page, tag_id
from projects.interchange.values import Foreign
from projects.model import Anchor

QUALCODER = SHARED / "qualcoder" / "small.qda"
needs_sample = pytest.mark.skipif(not QUALCODER.exists(), reason="the sample is not beside the working copy")
TEXT = "H1: Koti 😀 on täällä.\nMaija: Piha on 😀 tuolla.\nH1: Koti."

QUALCODER_TABLES = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
    date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
    supercid integer);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
    owner text, date text, memo text, avid integer, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text,
    owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
CREATE TABLE code_image (imid integer primary key, id integer, cid integer);
CREATE TABLE graph (grid integer primary key, name text);
"""
RQDA_TABLES = """
CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text,
    status integer);
CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
    date text, memo text);
CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer,
    owner text, date text,
    memo text);
CREATE TABLE attributes (name text, status integer, date text, dateM text, owner text, memo text, class text);
CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
CREATE TABLE fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
CREATE TABLE annotation (fid integer, position integer, annotation text, owner text, date text, dateM text,
    status integer);
CREATE TABLE journal (name text, journal text, date text, dateM text, owner text, status integer);
"""


def database(path: Path, tables: str, rows: dict[str, Sequence[Sequence[object]]]) -> Path:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(tables)
    for table, records in rows.items():
        for record in records:
            marks = ", ".join("?" * len(record))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", record)
    connection.commit()
    connection.close()
    return path


def coded(foreign: Foreign) -> list[tuple[str, str]]:
    """Return the words and the code's name of every coding."""
    texts = {one.transcript.id: one.text for one in foreign.snapshot.documents}
    excerpts = {one.id: texts[one.transcript][one.start : one.end] for one in foreign.snapshot.excerpts}
    names = {one.id: one.name_fi for one in foreign.snapshot.codebook}
    return [(excerpts[one.excerpt], names[one.code]) for one in foreign.snapshot.codings]


@needs_sample
def test_a_real_project_of_qualcoder_comes_to_its_words(tmp_path: Path) -> None:
    foreign = read_project(QUALCODER)
    assert coded(foreign) == [("tunne", "Koodi 01"), ("tunne.\n\nToinen kappale", "Koodi 01")]
    assert counted(foreign) == {"quote-mended": 2}
    book = foreign.snapshot.codebook
    assert [(one.name_fi, one.own_colour) for one in book][:2] == [("Koodi 01", "#282828"), ("Koodi 02", "#4D835D")]
    assert [one.name_fi for one in book.families] == [f"Luokka {n}" for n in range(1, 9)]
    assert [one.name for one in foreign.snapshot.coders] == ["tutkija"]
    assert [one.time for one in foreign.snapshot.codings] == ["2026-11-24T03:34:59Z"] * 2
    assert read_project(QUALCODER / "data.qda").snapshot.codings == foreign.snapshot.codings
    store = new_store(tmp_path)
    store.do(ImportProject(foreign), "Aino")
    assert check(store) == ()
    assert store.do(ImportProject(read_project(QUALCODER)), "Aino").entry is None
    store.close()


def qualcoder(folder: Path) -> Path:
    home = folder / "hanke.qda"
    home.mkdir(exist_ok=True)
    at = TEXT.index("Piha")
    database(
        home / "data.qda",
        QUALCODER_TABLES,
        {
            "project": [("v17", "2026-01-01 00:00:00", "Hankkeesta", "QualCoder 4.0")],
            "source": [
                (1, "a.txt", TEXT, None, "Tekstistä", "liisa", "2026-01-01 00:00:00"),
                (2, "kuva.jpg", None, "/images/kuva.jpg", "", "liisa", ""),
                (3, "tyhjä", " ", None, "", "", ""),
            ],
            "code_cat": [(1, "Ylä", "", "", "Mitä?", None), (2, "Sisä", "", "", "", 1)],
            "code_name": [
                (1, "Koti", "Asunto", 1, "", "", "#aabbcc", None), (2, "Piha", "", 2, "", "", "punainen", None),
                (3, "Ala", "", None, "", "", "", 1),
            ],
            "code_text": [
                (1, 1, 1, "Koti", 4, 8, "liisa", "2026-01-01 00:00:00", "huomio", None, 1),
                (2, 2, 1, "Piha", at + 1, at + 5, "matti", "", "", None, None),
                (3, 3, 1, "tuolla.\u2029H1", at + 9, at + 20, "matti", "", "", None, None),
                (4, 1, 1, "ei ole", 0, 3, "matti", "", "", None, None),
                (5, 1, 1, "ei ole", 900, 903, "matti", "", "", None, None),
                (6, 9, 1, "Koti", 4, 8, "matti", "", "", None, None),
                (7, 1, 3, "x", 0, 1, "", "", "", None, None),
            ],
            "annotation": [(1, 1, 4, 8, "Paikasta", "liisa", ""), (2, 1, 900, 901, "Poissa", "liisa", "")],
            "attribute_type": [("Ikä", "", "", "", "case", "numeric"), ("Laji", "", "", "Mikä", "file", "character")],
            "attribute": [
                (1, "Ikä", "case", "34", 1), (2, "Ikä", "case", "vanha", 2), (3, "Laji", "file", "ryhmä", 1),
                (4, "Laji", "file", "x", 9),
            ],
            "case_text": [(1, 1, 1, 0, 10)],
            "cases": [(1, "Maija", "Kertoja", "", ""), (2, "Pekka", "", "", "")],
            "journal": [(1, "Päivä", "Tein työtä", "2026-02-03 10:00:00", "liisa")],
            "code_image": [(1, 2, 1)],
            "graph": [(1, "g")],
        },
    )  # fmt: skip
    return home


def test_everything_of_qualcoder_has_its_place_or_is_told(tmp_path: Path) -> None:
    foreign = read_project(qualcoder(tmp_path))
    assert coded(foreign) == [("Koti", "Koti"), ("Piha", "Piha"), ("tuolla.\nH1", "Ala"), ("H1:", "Koti")]
    assert counted(foreign) == {
        "lost-source": 1, "lost-text-empty": 1, "folder-became-code": 1, "lost-colour": 1, "quote-mended": 2,
        "quote-differs": 2, "bad-range": 1, "lost-coding-without-code": 1, "lost-codings-of-text": 1,
        "lost-important": 1, "lost-annotation": 1, "lost-value-of-kind": 1, "lost-value-without-variable": 1,
        "lost-media-codings": 1, "lost-graphs": 1, "case-name-shown": 1,
    }  # fmt: skip
    codes = {one.name_fi: one for one in foreign.snapshot.codebook}
    family = foreign.snapshot.codebook.families[0]
    assert codes["Sisä"].family == codes["Piha"].family == family.id
    assert (codes["Piha"].parent, codes["Ala"].parent) == (codes["Sisä"].id, codes["Koti"].id)
    assert (codes["Koti"].definition_fi, family.question_fi) == ("Asunto", "Mitä?")
    text = foreign.snapshot.documents[0]
    maija = next(label.person for label in text.labels.values() if label.text == "Maija")
    memos = {one.text: one.anchor for one in foreign.snapshot.memos}
    assert memos == {
        "Hankkeesta": Anchor("project"), "Tekstistä": Anchor("transcript", text.transcript.id),
        "Paikasta": Anchor("place", text.transcript.id, 4, 8), "Kertoja": Anchor("person", maija),
        "Tein työtä": Anchor(),
    }  # fmt: skip
    assert next(one for one in foreign.snapshot.memos if one.kind == "journal").day == "2026-02-03"
    assert {(one.target, one.value) for one in foreign.snapshot.values} == {(maija, 34), (text.transcript.id, "ryhmä")}
    assert foreign.snapshot.codings[0].comment == "huomio"
    assert read_project(qualcoder(tmp_path)) == foreign


def test_everything_of_rqda_has_its_place_or_is_told(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    at = TEXT.index("Piha")
    path = database(
        tmp_path / "hanke.rqda",
        RQDA_TABLES,
        {
            "project": [("0.2.2", "Tue Mar 12 10:11:12 2013", "", "Hankkeesta", "", "")],
            "source": [("a", 1, text, "Tekstistä", "liisa", "", "", 1), ("poissa", 2, "x", "", "", "", "", 0)],
            "freecode": [("Koti", "Asunto", "", "", "", 1, 1, "#112233"), ("Pois", "", "", "", "", 2, 0, "red")],
            "codecat": [("Ylä", None, 1, "", "", "", "", 1), ("Muu", None, 2, "", "", "", "", 1)],
            "treecode": [(1, 1, "", "", "", 1, ""), (1, 2, "", "", "", 1, "")],
            "coding": [
                (1, 1, "Piha", at, at + 4, 1, "liisa", "", "huomio"), (1, 1, "Koti", 4, 8, 0, "liisa", "", ""),
                (2, 1, "Koti", 4, 8, 1, "liisa", "", ""),
            ],
            "cases": [("maija", "", "", "", "", 1, 1)],
            "caselinkage": [(1, 1, 0, 9, 1, "", "", "")],
            "attributes": [("Ikä", 1, "", "", "", "", "numeric")],
            "caseAttr": [("Ikä", "34", 1, "", "", "", 1)],
            "fileAttr": [("Laji", "ryhmä", 1, "", "", "", 1)],
            "annotation": [(1, 4, "Paikasta", "liisa", "", "", 1), (9, 4, "Poissa", "", "", "", 1)],
            "journal": [("Päivä", "Tein", "", "", "liisa", 1)],
        },
    )  # fmt: skip
    foreign = read_project(path)
    assert coded(foreign) == [("Piha", "Koti")]
    assert counted(foreign) == {
        "code-in-several": 1, "quote-mended": 1, "lost-coding-without-code": 1, "lost-annotation": 1,
    }  # fmt: skip
    document = foreign.snapshot.documents[0]
    assert document.text == TEXT
    maija = next(label.person for label in document.labels.values() if label.text == "Maija")
    assert {(one.target, one.value) for one in foreign.snapshot.values} == {
        (maija, 34), (document.transcript.id, "ryhmä"),
    }  # fmt: skip
    code = foreign.snapshot.codebook.codes[0]
    assert (code.own_colour, code.definition_fi) == ("#112233", "Asunto")
    assert foreign.snapshot.codebook.family_of(code) == foreign.snapshot.codebook.families[0]
    assert foreign.program == "RQDA"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Otsikko</h1>\n<p>Eka <b>sana</b>\ntoka.</p>\n\n<p>Loppu</p>", "Otsikko\nEka sana toka.\nLoppu"),
        ("<ul><li>yksi</li><li>kaksi</li></ul>", "yksi\nkaksi"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>&amp;&#228;&auml;</p>", "&ää"),
        ("pelkkä teksti", "pelkkä teksti"),
        ("", ""),
    ],
)
def test_a_page_becomes_paragraphs(html: str, text: str) -> None:
    assert Page(html).text == text


def test_bytes_of_a_page_lead_to_its_text() -> None:
    page = Page("<h1>Ähtäri</h1>\n<p>äiti 😀 koti</p>")
    between = "Ähtäri\näiti 😀 koti"
    for word in ("Ähtäri", "äiti", "😀", "koti"):
        start = between.encode().index(word.encode())
        span = page.span(start, start + len(word.encode()))
        assert span is not None
        assert page.text[slice(*span)] == word
    assert page.span(0, 99) is None
    assert page.span(3, 2) is None
    assert page.span(None, 2) is None


def test_a_codebook_of_taguette_has_the_same_ids_in_every_form(tmp_path: Path) -> None:
    content = "tag,description,number of highlights,number of documents\npaikka,Missä,1,1\npaikka.koti,,0,0\n,,,\n"
    foreign = read_project(saved(tmp_path, content.encode(), "codebook.csv"))
    codes = foreign.snapshot.codebook.codes
    assert [(one.name_fi, one.definition_fi, one.parent) for one in codes] == [
        ("paikka", "Missä", None), ("paikka.koti", "", codes[0].id),
    ]  # fmt: skip
    qdc = f'<CodeBook><Codes><Code guid="{tag_id("paikka").upper()}" name="paikka"/></Codes></CodeBook>'
    assert read_qdc(qdc.encode()).codes[0].id == codes[0].id


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "tag,name\nx,y\n", "\x00"])
def test_a_table_without_a_tag_column_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_project(saved(tmp_path, content.encode(), "codebook.csv"))
    assert caught.value.code == "not-codebook-csv"


@pytest.mark.slow
def test_a_project_that_taguette_makes_comes_to_its_words(tmp_path: Path) -> None:
    pytest.importorskip("taguette")
    path = made_by_taguette(tmp_path / "t.sqlite3")
    foreign = read_project(path)
    assert coded(foreign) == [
        ("kotona", "paikka"), ("kotona", "paikka.koti"), ("Luottamus syntyy hitaasti", "luottamus"),
        ("katsomassa.\nAN2", "paikka"),
    ]  # fmt: skip
    assert len(foreign.snapshot.excerpts) == 4
    assert counted(foreign) == {}
    assert [one.name for one in foreign.snapshot.coders] == ["liisa"]
    store = new_store(tmp_path)
    store.do(ImportProject(foreign), "Aino")
    assert check(store) == ()
    store.close()


def made_by_taguette(path: Path) -> Path:
    """Let Taguette itself convert a page, take its highlights and write its file."""
    from bs4 import BeautifulSoup
    from taguette import convert, extract
    from taguette import database as taguette

    page = (
        '<html><head><meta charset="utf-8"></head><body><h1>Ryhmä</h1>\n'
        "<p>H1: Me käydään <b>kotona</b> 😀 katsomassa.</p>\n<p>AN2: Luottamus syntyy\nhitaasti.</p>"
        "<ul><li>yksi</li><li>kaksi</li></ul></body></html>"
    )
    limits = {"CONVERT_TO_HTML_TIMEOUT": 60, "CONVERT_FROM_HTML_TIMEOUT": 60, "OUT_HTML_LIMIT": 10**7}
    html = asyncio.run(convert.to_html_chunks(page.encode(), "text/html", "in.html", limits))
    session = taguette.connect(f"sqlite:///{path}")()
    session.add(taguette.User(login="liisa"))
    project = taguette.Project(name="Asuminen", description="")
    session.add(project)
    session.flush()
    way = taguette.TextDirection.LEFT_TO_RIGHT
    document = taguette.Document(
        name="ryhmä", description="", filename="in.html", project=project, text_direction=way, contents=html
    )
    paths = ("paikka", "paikka.koti", "luottamus")
    tags = {name: taguette.Tag(project=project, path=name, description="") for name in paths}
    session.add_all([document, *tags.values()])
    session.flush()
    between = BeautifulSoup(html, "html5lib").body.get_text().encode()
    for words, names in (
        ("kotona", ["paikka", "paikka.koti"]), ("Luottamus syntyy\nhitaasti", ["luottamus"]),
        ("katsomassa.\nAN2", ["paikka"]), ("kaksi", []),
    ):  # fmt: skip
        start = between.index(words.encode())
        end = start + len(words.encode())
        snippet = extract.extract(html, start, end)
        mark = taguette.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet)
        mark.tags = [tags[name] for name in names]
        session.add(mark)
        session.flush()
        session.add(taguette.Command.highlight_add("liisa", document, mark, [tags[name].id for name in names]))
    session.commit()
    session.close()
    return path


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.rqda", b"", "not-database"),
        ("a.rqda", b"Hei", "not-database"),
        ("a.rqda", b"SQLite format 3\x00" + b"\x00" * 200, "damaged-file"),
        ("a.sqlite3", b"SQLite format 3\x00" + b"\xff" * 5000, "damaged-file"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        read_project(saved(tmp_path, data, name))
    assert caught.value.code == code


def test_databases_of_other_kinds_are_refused(tmp_path: Path) -> None:
    for name, code in (("a.rqda", "not-rqda"), ("a.sqlite3", "not-taguette"), ("data.qda", "not-qualcoder")):
        with pytest.raises(ImportRefusedError) as caught:
            read_project(database(tmp_path / name, "CREATE TABLE t (a);", {}))
        assert caught.value.code == code
    (tmp_path / "x.qda").mkdir()
    with pytest.raises(ImportRefusedError) as empty:
        read_project(tmp_path / "x.qda")
    assert empty.value.code == "not-qualcoder"
    several = "CREATE TABLE projects (id, name); CREATE TABLE documents (id); CREATE TABLE highlights (id); "
    several += "CREATE TABLE tags (id); CREATE TABLE highlight_tags (id);"
    with pytest.raises(ImportRefusedError) as two:
        read_project(database(tmp_path / "b.sqlite3", several, {"projects": [(1, "a"), (2, "b")]}))
    assert two.value.code == "several-projects"


def test_views_and_virtual_tables_are_not_read(tmp_path: Path) -> None:
    endless = (
        "CREATE TABLE freecode (id); CREATE TABLE coding (cid); CREATE VIEW source AS "
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n;"
    )
    with pytest.raises(ImportRefusedError) as caught:
        read_project(database(tmp_path / "a.rqda", endless, {}))
    assert caught.value.code == "not-rqda"


def test_a_project_that_is_open_in_its_program_is_refused(tmp_path: Path) -> None:
    path = database(tmp_path / "a.rqda", RQDA_TABLES, {})
    (tmp_path / "a.rqda-wal").write_bytes(b"x")
    with pytest.raises(ImportRefusedError) as caught:
        read_project(path)
    assert caught.value.code == "database-in-use"


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    home = qualcoder(tmp_path)
    before = (home / "data.qda").read_bytes()
    read_project(home)
    assert (home / "data.qda").read_bytes() == before
    assert [one.name for one in home.iterdir()] == ["data.qda"]


def test_folders_and_endings_say_what_is_a_project(tmp_path: Path) -> None:
    assert is_project(qualcoder(tmp_path))
    assert all(is_project(Path(name)) for name in ("a.RQDA", "a.sqlite3", "data.qda", "a.qdc"))
    assert not is_project(tmp_path)
    assert not is_project(Path("taulukko.csv"))


def test_a_schema_whose_words_are_no_text_is_damage(tmp_path: Path) -> None:
    whole = (qualcoder(tmp_path) / "data.qda").read_bytes()
    broken = whole.replace(b"tableproject", b"table\xff\xfeoject", 1)
    broken = broken.replace(b"CREATE TABLE project", b"CREATE TABLE pro)ect", 1)
    assert broken != whole
    with pytest.raises(ImportRefusedError) as refused:
        read_project(saved(tmp_path, broken, "data.qda"))
    assert refused.value.code == "damaged-file"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_mutated_database_raises_anything_but_our_errors(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray((qualcoder(tmp_path) / "data.qda").read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        at = data.draw(st.integers(16, len(whole) - 1))
        whole[at : at + data.draw(st.integers(1, 8))] = data.draw(st.binary(max_size=8))
    try:
        read_project(saved(tmp_path, bytes(whole), "data.qda"))
    except OteError:
        return
