"""Whoosh's files are rows: a commit is one transaction, what was not committed is not there, nothing is clear text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from projects.search import cachefile
from projects.search.engine import EmptyReader, FileIndex
from projects.search.index import NAME, Analysed, Asked, SearchIndex, schema
from projects.search.storage import BlobStorage, MemoryStorage

ROOT = Path(__file__).parents[4]
KILLED = """
import sys; sys.path[:0] = [{root!r}]
from pathlib import Path
from projects.search.index import Analysed, SearchIndex
index = SearchIndex(Path({path!r}), bytes(range(32)))
texts = [Analysed(f"new{{n}}", ((("fi", "uusi"),),) * 50) for n in range(20)]
stage = {stage!r}
kill = lambda *_: __import__("os").kill(__import__("os").getpid(), 9)
if stage == "push":
    index._storage.push = kill
elif stage == "docs":
    index._add = kill
elif stage == "merge":
    import projects.search.merging as module
    module.MOST_SEGMENTS = 0
    index._storage.push = kill
    index.tidy()
index.add(texts, {{("fi", "uusi"): frozenset({{"uusi"}})}})
"""


def texts(*addresses, form="koti"):
    return [Analysed(address, ((("fi", form), ("fi", "ja")), ())) for address in addresses]


def terms(form="koti"):
    return {("fi", form): frozenset({form}), ("fi", "ja"): frozenset({"ja"})}


def add_half(index):
    with index._writing() as writer:
        index._add(writer, texts("c")[0], terms())
        raise ZeroDivisionError


@pytest.fixture
def index(cache, key):
    made = SearchIndex(cache, key)
    yield made
    made.close()


def found(connection, term):
    storage = BlobStorage(connection)
    storage.pull()
    if not storage.files:
        return []
    reader = FileIndex(storage, schema=schema(), indexname=NAME).reader()
    if isinstance(reader, EmptyReader):
        return []
    return list(reader.postings("lem", term).all_ids())


def test_whoosh_is_the_one_we_know():
    assert metadata.version("whoosh") == "2.7.4"


def test_a_commit_is_one_transaction(index, cache, key):
    other = cachefile.connect(cache, key)
    index.add(texts("a", "b"), terms())
    assert len(found(other, "koti")) == 2
    with pytest.raises(ZeroDivisionError):
        add_half(index)
    assert index.addresses() == {"a", "b"}
    assert len(found(other, "koti")) == 2
    index.add(texts("c"), terms())
    assert len(found(other, "koti")) == 3
    other.close()


def test_adding_twice_is_adding_once(index):
    index.add(texts("a", "a", "b"), terms())
    index.add(texts("b", "c"), terms())
    assert index.addresses() == {"a", "b", "c"}
    assert len(found(index.connection, "koti")) == 3
    assert index.missing(["d", "a", "d"]) == ("d",)


def test_dropping_forgets_the_words_too(index):
    index.add(texts("a"), terms())
    index.add(texts("b", form="maa"), terms("maa"))
    index.remember({word: Asked(frozenset({word})) for word in ("koti", "maa", "muu")})
    assert index.drop_all_but({"b", "x"}) == 1
    assert index.drop_all_but({"b", "x"}) == 0
    for table, column in (("words", "form"), ("terms", "term"), ("asked", "word")):
        rows = {row for (row,) in index.connection.execute(f"SELECT {column} FROM {table}").fetchall()}
        assert rows & {"koti", "maa", "muu"} == {"maa"}


def test_deleted_documents_go_at_the_merge(index, monkeypatch):
    monkeypatch.setattr("projects.search.merging.MOST_SEGMENTS", 2)
    for n in range(5):
        index.add(texts(f"a{n}"), terms())
    index.drop_all_but({"a0", "a1", "a2"})
    index.tidy()
    storage = BlobStorage(index.connection)
    storage.pull()
    reader = FileIndex(storage, schema=schema(), indexname=NAME).reader()
    assert (reader.doc_count_all(), len(reader.leaf_readers())) == (3, 1)
    index.tidy()
    index.add(texts("a9"), terms())
    assert len(found(index.connection, "koti")) == 4


def test_scratch_files_stay_in_memory(index):
    assert isinstance(index._storage.temp_storage("x"), MemoryStorage)


def test_nothing_reaches_the_temp_folder_or_stands_in_clear(empty_temp, cache, key, monkeypatch):
    monkeypatch.setattr("projects.search.merging.MOST_SEGMENTS", 0)
    monkeypatch.setattr("projects.search.index.WORTH_CLEANING", 1000)
    index = SearchIndex(cache, key)
    for n in range(3):
        index.add(texts(f"a{n}", form="vuokravelkaa"), terms("vuokravelkaa"))
    index.drop_all_but({"a0", "a1"})
    index.tidy()
    index.connection.execute("BEGIN IMMEDIATE")
    index.connection.execute("UPDATE words SET form = 'kotitori' WHERE form = 'ja'")
    journal = cache.with_name(cache.name + "-journal")
    for path in (cache, journal):
        data = path.read_bytes()
        assert not any(
            word in data for word in (b"vuokravelk", b"kotitori", b"SQLite format", b"CREATE TABLE", b"whoosh")
        )
    index.connection.execute("ROLLBACK")
    index.close()
    assert [path.name for path in cache.parent.iterdir()] == [cache.name]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_folder_and_file_are_for_the_owner_alone(index, cache):
    assert (cache.parent.stat().st_mode & 0o777, cache.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize("stage", ["docs", "push", "merge"])
def test_a_killed_commit_leaves_the_old_state(index, cache, key, stage):
    index.add(texts("a"), terms())
    index.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(root=str(ROOT), path=str(cache), stage=stage)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    again = SearchIndex(cache, key)
    assert again.addresses() == {"a"}
    assert found(again.connection, "koti") == [0]
    again.add(texts("b"), terms())
    assert len(found(again.connection, "koti")) == 2
    again.close()


@pytest.mark.parametrize("spoil", ["foreign", "truncated", "flipped", "other key", "other version", "other tables"])
def test_a_file_that_cannot_be_believed_is_damaged(index, cache, key, spoil):
    index.add(texts("a"), terms())
    if spoil == "other version":
        index.connection.execute("UPDATE meta SET value = 'x'")
    if spoil == "other tables":
        index.connection.execute("DROP TABLE meta")
    index.close()
    data = cache.read_bytes()
    if spoil == "foreign":
        cache.write_bytes(b"this is no index\n" * 500)
    elif spoil == "truncated":
        cache.write_bytes(data[:1000])
    elif spoil == "flipped":
        cache.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
    with pytest.raises(cachefile.Damaged):
        SearchIndex(cache, bytes(32) if spoil == "other key" else key)
    cachefile.remove(cache)
    SearchIndex(cache, key).close()


def test_a_writer_waits_for_another(index, cache, key, monkeypatch):
    monkeypatch.setattr(cachefile, "BUSY_MS", 50)
    other = SearchIndex(cache, key)
    index.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(cachefile.ProjectError) as refusal:
        other.add(texts("b"), terms())
    assert refusal.value.code == "search-busy"
    index.connection.execute("ROLLBACK")
    other.add(texts("b"), terms())
    assert index.addresses() == {"b"}
    other.close()


def test_keeping_what_was_asked_does_not_wait(index, cache, key):
    other = SearchIndex(cache, key)
    index.connection.execute("BEGIN IMMEDIATE")
    other.remember_if_free({"koti": Asked(frozenset({"koti"}))})
    index.connection.execute("ROLLBACK")
    assert not other.connection.execute("SELECT * FROM asked").fetchall()
    other.remember_if_free({"koti": Asked(frozenset({"koti"}))})
    assert other.connection.execute("SELECT * FROM asked").fetchall() == [("koti", "koti", "")]
    other.close()


def test_where_the_cache_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cachefile.sys, "platform", "linux")
    one = cachefile.cache_path("id", tmp_path / "p.ote")
    assert one.parent == tmp_path / "ote"
    assert one.suffix == ".index"
    assert one == cachefile.cache_path("id", tmp_path / "x" / ".." / "p.ote")
    assert one != cachefile.cache_path("id", tmp_path / "q.ote")
    assert one != cachefile.cache_path("id2", tmp_path / "p.ote")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert cachefile.cache_folder() == Path.home() / ".cache"
    monkeypatch.setattr(cachefile.sys, "platform", "darwin")
    assert cachefile.cache_folder().name == "Caches"
    monkeypatch.setattr(cachefile.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cachefile.cache_folder() == tmp_path


def test_a_cache_folder_that_cannot_be_is_told(tmp_path, key):
    (tmp_path / "file").write_text("x")
    with pytest.raises(cachefile.ProjectError) as refusal:
        SearchIndex(tmp_path / "file" / "ote" / "p.index", key)
    assert refusal.value.code == "search-cache-closed"


def test_troubles_are_told_apart():
    tell = {"database is locked": "search-busy", "database or disk is full": "search-disk-full", "odd": None}
    for text, code in tell.items():
        told = cachefile.trouble(dbapi2.OperationalError(text), Path("x"))
        assert (told.code if told else None) == code
