"""Words that were taken away are gone from every column of the schema, or the wall says where they still stand."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from helpers.projects import draft, new_store
from helpers.traces import live, traces
from projects import commands, walls
from projects.backup import backup_folder
from projects.errors import CommandError
from projects.store import Store

SECRET = "Salamyhkäinen"
LINES = (
    "Salamyhkäinen: Mie oon aina asunut Kuusikadulla yksin.",
    "H: Hyvä. Kertoisitko lisää?",
    f"H: Sanoit {SECRET} äsken.",
    "H: Kiitos paljon.",
)
# What the program writes itself and nobody can put a word into, one by one; a column that is in none of these and that
# the wall does not look through fails below, and so does a table without a row here.
MADE = {
    "answer": {"decision", "mark", "source", "time"},
    "code": {"own_colour", "shortcut"},
    "coding": {"time"},
    "consent": {"date", "scope", "use", "withdraw_until", "withdrawn"},
    "draft": {"anchor", "coder", "day", "kind", "memo", "time"},
    "excerpt": {"hash"},
    "kept": {"kind"},
    "memo": {"changed", "day", "kind", "target", "target_table", "time"},
    "plan": {"language"},
    "plan_node": {"kind"},
    "quote_edit": {"kind"},
    "reply": {"time"},
    "round": {"closed", "created", "language", "nonce", "track"},
    "round_quote": {"content_notes", "fingerprint", "quote", "token"},
    "settlement": {"decided_on", "outcome", "time"},
    "pseudonym": {"kind"},
    "risk": {"state"},
    "theme_member": {"kind", "target"},
    "transcript": {"hash", "language", "origin_date", "origin_sha256"},
    "turn": {"marks", "part"},
    "variable": {"kind", "target_table"},
    "variable_value": {"target"},
    "written": {"kind", "printed", "time"},
    "written_quote": {"mark", "quote"},
}
# The history is emptied by value, and these hold keys and numbers of the program's own.
APART = {"meta", "counter", "journal"}
FORMS = {"original": f"Minä olen {SECRET}.".encode()}
TOLD = {"key", "bytes"}


def packed(text: str) -> bytes:
    """Return a Word file's shape: a packed part in which a mark parts the word."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:t>{text[:4]}</w:t><w:t>{text[4:]}</w:t>")
    return data.getvalue()


def full(folder: Path) -> Store:
    """Make a project that has a row in every table."""
    store = new_store(folder)
    store.do(commands.ImportTranscript(draft(*LINES, short="A1", name="Yksi")), "Aino")
    other = draft("K: Tunnetko naapurin?", "V: En tunne ketään.", short="B1", name="Kaksi")
    second = str(store.do(commands.ImportTranscript(other), "Aino").result)
    text = store.document(second).text
    store.do(commands.Code(second, 3, len(text), ("c1",)), "Aino")
    (excerpt,) = store.excerpts()
    (label, *_) = store.document(second).labels.values()
    now = "2026-01-01T10:00:00Z"
    rows: dict[str, dict[str, object]] = {
        "original": {"id": second, "bytes": b"muuta"},
        "quote": {"excerpt": excerpt.id, "name": "q", "start": 17, "end": 19, "lead_in": "", "opening": 0,
                  "paraphrase": ""},
        "quote_name": {"name": "q"},
        "quote_edit": {"quote": "quote-1", "start": 17, "end": 18, "kind": "omission", "text": "", "reason": ""},
        "written": {"time": now, "coder": store.coders()[0].id, "kind": "report", "name": "r.docx", "printed": ""},
        "written_quote": {"written": "written-1", "quote": "quote-1", "name": "q", "mark": ""},
        "memo": {"title": "", "text": "", "coder": store.coders()[0].id, "time": now},
        "variable": {"name": "Ikä", "target_table": "person", "kind": "text", "choices": "[]", "position": 0},
        "variable_value": {"variable": "variable-1", "target": label.person, "value": ""},
        "consent": {"person": label.person, "use": "quote", "basis": "", "version": "", "date": "",
                    "withdraw_until": "", "withdrawn": ""},
        "draft": {"kind": "memo", "anchor": "{}", "day": "", "title": "", "text": "", "coder": "x", "time": now},
        "theme": {"name": "Teema", "prose": "", "position": 0},
        "theme_member": {"theme": "theme-1", "kind": "code", "target": "c1", "position": 0},
        "saved_search": {"name": "Haku", "query": "", "wide": 0},
        "kept": {"kind": "note", "xml": ""},
        "plan": {"name": "Raportti", "title": "", "language": "fi", "preset": "tutkimus", "template": "",
                 "position": 0},
        "plan_node": {"plan": "plan-1", "position": 0, "kind": "chapter", "target": "", "title": "", "text": "",
                      "approved": 0, "balanced": 0, "most": 0, "opening": 0},
        "round": {"number": 1, "nonce": "0", "name": "", "track": "speaker", "language": "fi", "title": "",
                  "greeting": "", "contact": "", "until": "", "created": now, "closed": ""},
        "round_quote": {"round": "round-1", "quote": "q9", "number": 1, "token": "0", "fingerprint": "", "context": "",
                        "topic": "", "content_notes": "[]"},
        "answer": {"asked": "round_quote-1", "reviewer": "", "decision": "accept", "remark": "", "source": "paper",
                   "mark": "", "time": now},
        "settlement": {"asked": "round_quote-1", "outcome": "leave-out", "reason": "", "coder": store.coders()[0].id,
                       "time": now, "decided_on": "[]"},
        "reply": {"answer": "answer-1", "text": "", "coder": store.coders()[0].id, "time": now},
        "setting": {"value": ""},
        "pseudonym": {"transcript": second, "start": 3, "end": 5, "kind": "person"},
        "risk": {"transcript": second, "item": "rare", "state": "open", "note": ""},
    }  # fmt: skip
    for table, row in rows.items():
        store.database[table].insert({"id": f"{table}-1", **row})
    return store


def text_columns(store: Store) -> list[tuple[str, str]]:
    """Name every column that may hold text and refers to no other row, as the schema says."""
    names = set(store.database.table_names())
    found = []
    for table in sorted(names - APART):
        foreign = {row[3] for row in store.database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()}
        for _, name, kind, *_ in store.database.execute(f'PRAGMA table_info("{table}")').fetchall():
            if name != "id" and name not in foreign and kind not in ("INTEGER", "REAL"):
                found.append((table, name))
    return found


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The columns of the schema as the migrations leave it."""
    store = new_store(tmp_path_factory.mktemp("schema"))
    try:
        return text_columns(store)
    finally:
        store.close()


def put(store: Store, table: str, name: str) -> str:
    """Put the word into the column of the last row that another transcript than the first has; return its id."""
    where = "WHERE id = (SELECT id FROM transcript WHERE short = 'B1')" if table == "body" else ""
    (key,) = store.database.execute(f'SELECT id FROM "{table}" {where} ORDER BY rowid DESC LIMIT 1').fetchone()
    value: object = FORMS.get(table, f"sanoi {SECRET} ja")
    if (table, name) in (("transcript", "header"), ("variable", "choices"), ("code", "synonyms")):
        value = json.dumps([["Nimi", f'"{SECRET}"']] if name == "header" else [SECRET], ensure_ascii=False)
    if table == "body":
        (text,) = store.database.execute("SELECT text FROM body WHERE id = ?", [key]).fetchone()
        value = text[:3] + SECRET + text[3 + len(SECRET) :]
    store.database.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', [value, key])
    return str(key)


def redact(store: Store, *, everywhere: bool) -> walls.Redact:
    """Return the act on the first interview's place."""
    first = store.transcripts()[0].id
    places = [one for one in walls.find_words(store.database, [SECRET]) if one.transcript == first]
    return walls.Redact(tuple(places), "[nimi]", everywhere=everywhere)


def test_every_column_is_decided(schema: list[tuple[str, str]], tmp_path: Path) -> None:
    store = full(tmp_path)
    made = {(table, name) for table, names in MADE.items() for name in names}
    assert made <= set(schema)
    for table, name in sorted(set(schema) - made):
        store.database.execute("SAVEPOINT one")
        put(store, table, name)
        left = {one.table for one in walls.leftovers(store.database, [SECRET])}
        store.database.execute("ROLLBACK TO one")
        store.database.execute("RELEASE one")
        assert table in left, f"{table}.{name}: words that stand here are not told"
    store.close()


@pytest.mark.parametrize("act", ["redact", "everywhere", "person", "transcript"])
def test_words_in_every_column_are_gone_or_told(schema: list[tuple[str, str]], tmp_path: Path, act: str) -> None:
    store = full(tmp_path)
    for table, name in schema:
        if name not in MADE.get(table, ()):
            put(store, table, name)
    first = store.transcripts()[0].id
    (person,) = (one.person for one in store.document(first).labels.values() if one.text == SECRET)
    made: dict[str, walls.WallAct] = {
        "redact": redact(store, everywhere=False),
        "everywhere": redact(store, everywhere=True),
        "person": walls.ErasePerson(person),
        "transcript": walls.EraseTranscript(first),
    }
    built = walls.build(store, made[act], "Aino", None, replace_copies=True)
    told = {one.table for one in built.leftovers}
    still = {line.partition(":")[0] for line in live(store, [SECRET])}
    assert still <= told
    if act == "everywhere":
        assert still <= {"family", "code", "coder"}
    else:
        assert {"theme", "draft", "kept", "consent", "saved_search", "variable_value", "original"} <= told
    for table in told:
        for name in [name for one, name in schema if one == table]:
            store.database.execute(f"UPDATE \"{table}\" SET \"{name}\" = '' || rowid")
    store.database.execute("VACUUM")
    for one in backup_folder(store.path).glob("*.ote"):
        one.unlink()  # the fresh one has what the wall told of; no byte but those is looked for
    store.close()
    assert traces([tmp_path], [SECRET]) == []


@pytest.mark.parametrize("data", [packed(SECRET), SECRET.encode("utf-16"), SECRET.encode("cp1252")])
def test_an_original_that_still_says_it_is_told(tmp_path: Path, data: bytes) -> None:
    store = full(tmp_path)
    store.database.execute("UPDATE original SET bytes = ?", [data])
    built = walls.build(store, redact(store, everywhere=False), "Aino", None, replace_copies=False)
    assert ("original", 1) in [(one.table, one.count) for one in built.leftovers]
    store.close()


def test_a_broken_file_is_looked_through_as_it_is(tmp_path: Path) -> None:
    store = full(tmp_path)
    data = packed("Muuta vain tässä")
    store.database.execute("UPDATE original SET bytes = ?", [data[:40] + b"\xff" * 20 + data[60:]])
    assert walls.leftovers(store.database, [SECRET]) != ()
    assert "original" not in {one.table for one in walls.leftovers(store.database, [SECRET])}
    store.close()


def test_marks_of_xml_and_numbers_hide_nothing(tmp_path: Path) -> None:
    store = full(tmp_path)
    store.database.execute("UPDATE kept SET xml = '<a>Matti &amp; Maija</a>'")
    store.database.execute("UPDATE variable_value SET value = 1951")
    assert {one.table for one in walls.leftovers(store.database, ["Matti & Maija"])} == {"kept"}
    assert {one.table for one in walls.leftovers(store.database, ["1951"])} == {"variable_value"}
    store.close()


def test_two_names_that_would_meet_are_refused_whole(tmp_path: Path) -> None:
    store = full(tmp_path)
    store.database["saved_search"].insert({"id": "s2", "name": SECRET, "query": "", "wide": 0})
    store.database["saved_search"].insert({"id": "s3", "name": "[nimi]", "query": "", "wide": 0})
    with pytest.raises(CommandError, match="redact-name-met"):
        walls.build(store, redact(store, everywhere=True), "Aino", None, replace_copies=False)
    assert live(store, [SECRET]) != []
    store.close()


def test_a_code_once_named_from_the_words_is_forgotten_in_the_history(tmp_path: Path) -> None:
    store = full(tmp_path)
    store.database.execute("UPDATE code SET name_fi = 'aina asunut Kuusikadulla' WHERE id = 'c1'")
    store.do(commands.DescribeCode("c1", {"name_fi": "Asuminen"}), "Aino")
    first = store.transcripts()[0].id
    (person,) = (one.person for one in store.document(first).labels.values() if one.text == SECRET)
    walls.build(store, walls.ErasePerson(person), "Aino", None, replace_copies=False)
    assert live(store, ["Kuusikadulla"]) == []
    store.close()
