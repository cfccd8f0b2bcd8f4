"""Filters ask a real project; notes are found when they are asked for; names are forgiven, unknown ones refused."""

from __future__ import annotations

import pytest

from codebooks.model import Code, Codebook, Family
from projects.commands.coding import Code as PutCode
from projects.commands.transcripts import ImportTranscript
from projects.errors import QueryError
from projects.importers.reading import read_file
from projects.search.corpus import Documents
from projects.search.facts import facts_of
from projects.search.notes import Note, document_of, kind_of, notes_of
from projects.store import Store

SAID = {
    "RH1.txt": "H1: Koti on turvallinen.\n\nH2: Minulla on vuokravelkaa.\n\nH1: Velka painaa kotona.\n",
    "RH2.txt": "H1: Avain on kodin merkki.\n\nAN: Velkoja soitti.\n",
}
CODEBOOK = Codebook(
    (Family("f1", "paikka", "Paikka", "Place", 0, "", ""), Family("f2", "raha", "Raha", "Money", 1, "", "")),
    (
        Code("c1", "C1", "Koti turvana", "Home as shelter", "Koti suojaa.", "Home shelters.", None, "f1"),
        Code("c2", "C2", "Velka", "Debt", "Rahaa velkaa.", "", None, "f2"),
        Code("c3", "C3", "Koti loukkuna", "Home as trap", "", "", None, "f1"),
    ),
)


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "p.ote", CODEBOOK)
    for name, text in SAID.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        made.do(ImportTranscript(read_file(path)), "Anna")
    one, two = made.documents()
    put(made, "Anna", one, "Koti on", "c1")
    put(made, "Bo", one, "vuokravelkaa", "c2")
    put(made, "Bo", two, "Avain", "c1")
    database = made.database
    person = one.person_of(one.turns[1])
    coder = made.coders()[0].id
    memo = {"id": "m1", "title": "Avaimista", "text": "Kodin avain palaa aina.", "coder": coder, "time": "2026"}
    quote = {"id": "q1", "excerpt": made.excerpts()[0].id, "name": "RH1-1", "start": 4, "end": 12, "lead_in": "Sohva"}
    age = {"id": "v1", "name": "ikä", "target_table": "person", "kind": "number", "choices": "[]", "position": 0}
    town = age | {"id": "v2", "name": "kunta", "target_table": "transcript", "kind": "text"}
    insert(database, "memo", memo)
    insert(database, "theme", {"id": "t1", "name": "Arki", "prose": "Kodin avain on taskussa.", "position": 0})
    insert(database, "quote", quote | {"paraphrase": "Koti suojana", "opening": 0})
    for variable in (age, town):
        insert(database, "variable", variable)
    insert(database, "variable_value", {"id": "x1", "variable": "v1", "target": person.id, "value": 41})
    insert(database, "variable_value", {"id": "x2", "variable": "v2", "target": two.transcript.id, "value": "Espoo"})
    database.conn.commit()
    yield made
    made.close()


def insert(database, table, row):
    names = ",".join(f'"{name}"' for name in row)
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({','.join('?' * len(row))})", list(row.values()))


def put(store, coder, document, words, code):
    start = document.text.index(words)
    store.do(PutCode(document.transcript.id, start, start + len(words), (code,)), coder)


@pytest.fixture
def ask(store, searcher):
    documents = (*store.documents(), *notes_of(store))
    corpus = Documents(documents)
    searcher.update(corpus)
    shorts = {one.transcript.id: one.transcript.short for one in documents}

    def asked(text, **more):
        results = searcher.search(text, corpus, limit=0, facts=lambda: facts_of(store), **more)
        return [f"{shorts[hit.transcript]} {hit.turn.name}" for hit in results.hits]

    return asked


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("koti", ["RH1 1", "RH1 3", "RH2 1"]),
        ("koti koodi: c1", ["RH1 1", "RH2 1"]),
        ('code: "koti turvana"', ["RH1 1", "RH2 1"]),
        ("koodi: Koti", ["RH1 1", "RH2 1"]),
        ("koodi: Home,Debt", ["RH1 1", "RH1 2", "RH2 1"]),
        ("koti EI perhe: paikka", ["RH1 3"]),
        ("family: money", ["RH1 2"]),
        ("koodaaja: bo", ["RH1 2", "RH2 1"]),
        ("puhuja: h1", ["RH1 1", "RH1 3", "RH2 1"]),
        ("rooli: asumisneuvoja", ["RH2 2"]),
        ("aineisto: rh2 koti", ["RH2 1"]),
        ("muuttuja: ikä>40", ["RH1 2"]),
        ("muuttuja: ikä>=42", []),
        ("muuttuja: IKÄ", ["RH1 2"]),
        ("variable: kunta=espoo", ["RH2 1", "RH2 2"]),
        ("variable: kunta!=espoo", []),
        ("koti velka same speaker", ["RH1 1", "RH1 3"]),
        ("koti velka same turn", ["RH1 3"]),
        ("koti velka neighbouring turns 1", ["RH1 1", "RH1 2", "RH1 3", "RH2 1", "RH2 2"]),
    ],
)
def test_filters(ask, query, hits):
    assert ask(query) == hits


@pytest.mark.parametrize(
    ("query", "code", "position", "meant"),
    [
        ("koodi: Turvallisuus", "query-filter-value", 7, None),
        ("koti koodi: velkaa", "query-filter-meant", 12, "velka"),
        ("muuttuja: ikkä>3", "query-filter-meant", 10, "ikä"),
        ("puhuja: ZZ", "query-filter-value", 8, None),
        ("laji: muistot", "query-filter-meant", 6, "muistiot"),
    ],
)
def test_an_unknown_name_is_refused_where_it_stands(ask, query, code, position, meant):
    with pytest.raises(QueryError) as refusal:
        ask(query)
    assert (refusal.value.code, refusal.value.values["position"]) == (code, position)
    assert refusal.value.values.get("meant") == meant


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("avain laji: muistio", [("memo", "m1"), ("memo", "m1")]),
        ("koti kind: code", [("code", "c1"), ("code", "c1")]),
        ("home kind: code", [("code", "c1"), ("code", "c1")]),
        ("koti laji: lainaus", [("quote", "q1"), ("quote", "q1")]),
        ("sohva kind: quote", [("quote", "q1")]),
        ("avain laji: teema", [("theme", "t1")]),
        ("koti kind: memo,quote", [("memo", "m1"), ("quote", "q1"), ("quote", "q1")]),
    ],
)
def test_notes_are_found_when_they_are_asked_for(store, searcher, query, kinds):
    corpus = Documents((*store.documents(), *notes_of(store)))
    searcher.update(corpus)
    results = searcher.search(query, corpus)
    assert [(hit.kind, hit.target) for hit in results.hits] == kinds
    assert all(hit.matches for hit in results.hits)


def test_hits_come_in_the_order_asked_for(ask):
    assert ask("on", order="most") == ["RH1 1", "RH1 2", "RH2 1"]
    assert ask("velka OR koti OR velkoja", order="speaker") == ["RH2 2", "RH1 1", "RH1 3", "RH2 1", "RH1 2"]
    assert ask("aineisto: rh2 OR velka", order="most") == ["RH1 2", "RH1 3", "RH2 1", "RH2 2"]


def test_a_word_that_could_be_another_says_so(store, searcher):
    corpus = Documents(store.documents())
    searcher.update(corpus)
    assert searcher.search("velkoja", corpus).also == {"velkoja": ("velka",)}
    assert searcher.search("koti", corpus).also == {}


def test_a_wide_search_finds_what_is_derived(searcher):
    note = document_of(Note("memo", "a:b", "fi", ("Asunnottomuus", "Asunto\n\nasuntoja")))
    assert kind_of(note.transcript.id) == ("memo", "a:b")
    corpus = Documents([note])
    searcher.update(corpus)
    assert [hit.turn.n for hit in searcher.search("asunto laji: muistio", corpus).hits] == [2, 3]
    assert [hit.turn.n for hit in searcher.search("asunto+ laji: muistio", corpus).hits] == [1, 2, 3]
    assert searcher.search("asunto laji: muistio", corpus, wide=True).count == 3
