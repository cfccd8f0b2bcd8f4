"""Laws of the way out and back: whatever a project holds goes out valid and comes in as it was."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from codebooks.errors import CodebookError, OteError
from codebooks.extras import attach
from codebooks.files import booklet, empty
from codebooks.find import resolve
from codebooks.model import Codebook
from coder import example_data
from coder.draining import drained
from exports.errors import ExportError
from exports.refi import project_xml, write_qdpx
from helpers.interchange import REFI, bare, container, saved, snapshots
from helpers.projects import group_store
from projects import commands
from projects.check import check
from projects.importers.reading import read_file
from projects.interchange.extras import extras_of
from projects.interchange.refi import read_qdpx
from projects.model import Kept, Snapshot
from projects.store import Store

SCHEMA = REFI / "Project-mrt2019.xsd"
SLOW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not beside the working copy")


def refused_by_schema(data: bytes) -> str:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    # libxml2 accepts eight digits where the pattern does not
    odd = [one for one in re.findall(rb' color="([^"]*)"', data) if len(one) not in (4, 7)]
    return "" if schema.validate(etree.fromstring(data)) and not odd else f"{schema.error_log} {odd}"


def out_and_in(snapshot: Snapshot, folder: Path) -> Snapshot:
    path = folder / "a.qdpx"
    drained(write_qdpx(snapshot, path))
    foreign = read_qdpx(path)
    assert foreign.ours
    assert foreign.findings == ()
    return foreign.snapshot


@needs_schema
@SLOW
@given(snapshots())
def test_any_project_comes_back_as_it_was_and_the_schema_accepts_it(tmp_path: Path, snapshot: Snapshot) -> None:
    assert not refused_by_schema(project_xml(snapshot))
    back = out_and_in(snapshot, tmp_path)
    assert back == snapshot
    assert project_xml(back) == project_xml(snapshot)


@SLOW
@given(snapshots())
def test_any_project_becomes_the_same_new_project(tmp_path: Path, snapshot: Snapshot) -> None:
    drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    foreign = read_qdpx(tmp_path / "a.qdpx")
    path = tmp_path / "new.ote"
    path.unlink(missing_ok=True)
    store = Store.create(path, foreign.snapshot.codebook)
    try:
        store.do(commands.ImportProject(foreign), "Koodaaja 0")
        mine = store.snapshot()
        assert bare(mine) == replace(bare(snapshot), coders=mine.coders, codings=mine.codings)
        assert sorted(mine.codings, key=id_of) == sorted(snapshot.codings, key=id_of)
        assert set(snapshot.coders) == set(mine.coders)
        assert check(store) == ()
        again = store.do(commands.ImportProject(foreign), "Koodaaja 0")
        assert again.entry is None
    finally:
        store.close()


def example(folder: Path) -> Snapshot:
    """Make the shipped example as `ote demo` does."""
    store = Store.create(folder / "example.ote", booklet())
    for path in example_data.write_files(folder):
        store.do(commands.ImportTranscript(read_file(path)), "Aino")
    documents = {one.transcript.short: one for one in store.documents()}
    for passage in example_data.passages():
        document = documents[passage.transcript]
        codes = tuple(resolve(booklet(), key).id for key in passage.codes)
        store.do(commands.Code(document.transcript.id, *passage.span(document.text), codes), "Aino")
    snapshot = store.snapshot()
    store.close()
    return snapshot


def id_of(value: object) -> str:
    return str(getattr(value, "id", ""))


@needs_schema
def test_the_shipped_example_opens_unchanged_after_a_round_trip(tmp_path: Path) -> None:
    snapshot = example(tmp_path)
    assert len(snapshot.codings) > 400
    assert not refused_by_schema(project_xml(snapshot))
    drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    foreign = read_qdpx(tmp_path / "a.qdpx")
    fresh = Store.create(tmp_path / "new.ote", foreign.snapshot.codebook)
    fresh.do(commands.ImportProject(foreign), "Aino")
    assert bare(fresh.snapshot()) == bare(snapshot)
    assert check(fresh) == ()
    drained(write_qdpx(replace(fresh.snapshot(), info=snapshot.info), tmp_path / "b.qdpx"))
    assert (tmp_path / "b.qdpx").read_bytes() == (tmp_path / "a.qdpx").read_bytes()
    fresh.close()


def test_other_programs_find_text_files_quotes_and_notes(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    book = replace(store.codebook(), families=(), codes=())
    snapshot = replace(store.snapshot(), codebook=book)
    store.close()
    drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert archive.namelist() == ["project.qde", f"sources/{transcript}.txt"]
        assert archive.read(f"sources/{transcript}.txt").decode() == snapshot.documents[0].text
        assert archive.read("project.qde").startswith(b"<?xml")


def test_rare_characters_are_told(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    snapshot = replace(store.snapshot(), codebook=empty())
    store.close()
    written = drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    assert [(one.code, one.values) for one in written.findings] == [("positions-beyond-bmp", {"count": 1})]


def test_what_was_kept_goes_out_without_what_is_gone(tmp_path: Path) -> None:
    store, transcript = group_store(tmp_path)
    gone = "11111111-1111-4111-8111-111111111111"
    one, two, three = (f"{n}2222222-1111-4111-8111-111111111111" for n in "123")
    kept = (
        Kept(one, "set", f'<Set guid="{one}" name="S"><MemberSource targetGUID="{transcript}"/>'
             f'<MemberSource targetGUID="{gone}"/><MemberCode targetGUID="{gone}"/></Set>'),
        Kept(two, "link", f'<Link guid="{two}" originGUID="{transcript}" targetGUID="{one}" direction="Odd"/>'),
        Kept(three, "link", f'<Link guid="{three}" originGUID="{transcript}" targetGUID="{gone}"/>'),
    )  # fmt: skip
    data = project_xml(replace(store.snapshot(), codebook=Codebook(), kept=kept))
    store.close()
    root = etree.fromstring(data)
    found = {str(one.tag).rpartition("}")[2]: dict(one.attrib) for one in root.iter() if isinstance(one.tag, str)}
    assert found["MemberSource"] == {"targetGUID": transcript}
    assert "MemberCode" not in found
    assert found["Link"] == {"guid": two, "originGUID": transcript, "targetGUID": one}
    if SCHEMA.exists():
        assert not refused_by_schema(data)


def test_what_was_kept_and_is_no_longer_whole_stays_out(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    snapshot = replace(store.snapshot(), codebook=Codebook())
    store.close()
    own = "12222222-1111-4111-8111-111111111111"
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Set guid="x" name="&x;"/>'
    for kind, xml in (("set", "<Set"), ("set", entity), ("link", "<Odd/>"), ("set", '<Set name="s"/>')):
        assert project_xml(replace(snapshot, kept=(Kept(own, kind, xml),))) != project_xml(snapshot)
        told = etree.fromstring(project_xml(replace(snapshot, kept=(Kept(own, kind, xml),))))
        assert [one for one in told if str(one.tag).endswith(("Sets", "Links"))] == []
    person = snapshot.persons[0].id
    broken = replace(snapshot, kept=(Kept(person, "person", "<Case name='a"),))
    assert b"Case" in project_xml(broken)


def test_a_target_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    store, _ = group_store(tmp_path)
    snapshot = store.snapshot()
    store.close()
    with pytest.raises(CodebookError) as odd:
        drained(write_qdpx(snapshot, tmp_path / "a.qdpx"))
    assert odd.value.code == "codebook-bad-id"
    with pytest.raises(ExportError) as nowhere:
        drained(write_qdpx(replace(snapshot, codebook=empty()), tmp_path / "no" / "a.qdpx"))
    assert nowhere.value.code == "no-folder"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.ote"]




JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a JSON value that could hold something else: what holds it, and its key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in list(pairs) for place in ((value, key), *places(inner))]


@settings(SLOW, max_examples=30)
@given(snapshots(), st.data())
def test_no_odd_extras_raise_anything_but_our_errors(tmp_path: Path, snapshot: Snapshot, data: st.DataObject) -> None:
    extras = json.loads(json.dumps(extras_of(snapshot)))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(extras)))
        holder[key] = data.draw(JSON)
    root = etree.fromstring(project_xml(snapshot))
    plain = etree.fromstring(etree.tostring(root))
    attach(plain, extras)
    members = {f"sources/{one.transcript.id}.txt": one.text.encode() for one in snapshot.documents}
    path = saved(tmp_path, container(etree.tostring(plain.getroottree()), members))
    store = Store.create(tmp_path / "odd.ote", Codebook())
    try:
        store.do(commands.ImportProject(read_qdpx(path)), "Aino")
        assert check(store) == ()
        assert project_xml(store.snapshot())
    except OteError:
        pass
    finally:
        store.close()
        store.path.unlink()
