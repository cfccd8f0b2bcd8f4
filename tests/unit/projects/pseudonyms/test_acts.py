"""Names give way as one step, with every coding; they come back exactly; for ever leaves no byte of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import draft, dump
from helpers.pseudonyms import SECRET, VOIKKO, WORDS, done, named_store, new_key, planned
from helpers.traces import live, traces
from projects import commands, walls
from projects.anonymise.replacing import Substitute
from projects.anonymise.things import Thing
from projects.backup import make_backup
from projects.check import check
from projects.errors import CommandError, ProjectError
from projects.model import Anchor
from projects.pseudonyms import acts, rows, signs
from projects.pseudonyms.acts import Ground, Known
from projects.pseudonyms.keyfile import KeyFile
from projects.quotes.published import QuoteEdit
from projects.search import cachefile
from projects.search.corpus import Documents
from projects.search.search import Searcher
from projects.store import Store

AFTER = (
    "[henkilö 1]: Mie annoin [Tapiolle] avaimen 🙂 kun se muutti [kaupunkiin 1].\n"
    "H1: Mitä [henkilölle 1] ja [henkilön 1] tytölle kuuluu?\n"
    "[henkilö 1]: Ariel ja Turkulaiset on ihan muita, mutta [Tapio] soitti [kaupungista 1]."
)


def put(store: Store, key: KeyFile) -> object:
    """Do everything the key asks for."""
    known, plan = planned(store, key)
    return acts.pseudonymise(key, known, plan, lambda command: store.do(command, "Aino"))


def test_names_give_way_in_text_and_labels_as_one_step(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path)
    key = new_key(store, tmp_path)
    before = dump(store)
    put(store, key)
    document = store.document(transcript)
    assert document.text == AFTER
    assert {one.text for one in document.labels.values()} == {"[henkilö 1]", "H1"}
    assert [document.text[one.start : one.end] for one in rows.places(store.database)] == [
        "[henkilö 1]", "[Tapiolle]", "[kaupunkiin 1]", "[henkilölle 1]", "[henkilön 1]", "[henkilö 1]", "[Tapio]",
        "[kaupungista 1]",
    ]
    assert check(store) == ()
    assert acts.level(store) == acts.PSEUDONYMISED
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert store.document(transcript).text == AFTER
    key.close()
    store.close()


def test_what_was_replaced_is_not_replaced_again(tmp_path: Path) -> None:
    store, _ = named_store(tmp_path)
    key = new_key(store, tmp_path)
    put(store, key)
    assert planned(store, key)[1] == ()
    assert [one.base for one in _found(store) if one.sure] == ["Ariel"]
    key.close()
    store.close()


def _found(store: Store) -> tuple[acts.Found, ...]:
    return done(Ground.of(store).find(VOIKKO))


PIECES = st.lists(
    st.sampled_from(["Maija", "Maija Virtaselle", "Arista", "Turkuun", "Ariel", "ja", "🙂", "annoin", "."]),
    min_size=1, max_size=9,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, data=st.data())
def test_names_come_back_exactly_with_codings(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("law")
    store, transcript = named_store(folder, "H1: " + " ".join(pieces), "Maija: Ari tuli.")
    text = store.document(transcript).text
    edges = sorted({0, *(at for at in range(4, len(text)) if text[at - 1 : at] == " " or text[at : at + 1] == " ")})
    for _ in range(2):
        start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
        if start < end and text[start:end].strip() and start >= 4:
            store.do(commands.Code(transcript, start, end, ("c1",)), "Aino")
    key = new_key(store, folder)
    before = dump(store)
    names = [(one.start, one.end) for one in planned(store, key)[1]]
    cut = {one.id for one in store.excerpts() for a, b in names if a < one.start < b or a < one.end < b}
    put(store, key)
    assert [one for one in planned(store, key)[1] if one.sure] == []
    assert check(store) == ()
    acts.restore(store, key, lambda command: store.do(command, "Aino"))
    assert check(store) == ()
    after = dump(store)
    for table in ("body", "label", "coding", "turn", "pseudonym"):
        assert after[table] == before[table]
    assert {row for row in after["excerpt"] if row[0] not in cut} == {
        row for row in before["excerpt"] if row[0] not in cut
    }
    assert len(after["excerpt"]) == len(before["excerpt"])
    key.close()
    store.close()


def test_a_coding_on_a_part_of_a_name_takes_the_whole(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path, "H1: annoin Maijalle sen")
    store.do(commands.Code(transcript, 11, 16, ("c1",)), "Aino")
    key = new_key(store, tmp_path)
    put(store, key)
    (excerpt,) = store.excerpts()
    assert store.document(transcript).text[excerpt.start : excerpt.end] == "[henkilölle 1]"
    key.close()
    store.close()


def test_edits_in_between_are_no_obstacle_and_a_changed_substitute_is_left(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path, "H1: annoin Maijalle ja Arille sen")
    key = new_key(store, tmp_path)
    put(store, key)
    store.do(commands.EditText(transcript, 4, "annoin", "mie annoin"), "Aino")
    text = store.document(transcript).text
    store.do(commands.EditText(transcript, text.index("Tapiolle"), "Tapiolle", "Tapsalle"), "Aino")
    receipt = acts.restore(store, key, lambda command: store.do(command, "Aino"))
    assert store.document(transcript).text == "H1: mie annoin Maijalle ja [Tapsalle] sen"
    assert len(receipt.result) == 1  # type: ignore[arg-type]
    key.close()
    store.close()


def test_a_refused_step_leaves_the_key_as_it_was(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path)
    key = new_key(store, tmp_path)
    known, plan = planned(store, key)
    store.do(commands.EditText(transcript, 11, "annoin", "sain"), "Aino")
    with pytest.raises(CommandError, match="selection-stale"):
        acts.pseudonymise(key, known, plan, lambda command: store.do(command, "Aino"))
    assert key.places() == ()
    key.close()
    store.close()


@pytest.mark.parametrize("earlier", [False, True])
def test_for_ever_leaves_no_byte_anywhere(tmp_path: Path, earlier: bool) -> None:
    home, apart = tmp_path / "home", tmp_path / "apart"
    home.mkdir()
    apart.mkdir()
    store, transcript = named_store(home)
    store.do(commands.WriteMemo("Maijasta", "Ari soitti, ja Maijalle vastattiin.", Anchor()), "Aino")
    store.do(commands.RenameTranscript(transcript, "Maijan haastattelu", "RH1"), "Aino")
    store.do(commands.DescribeCode("c1", {"definition_fi": "kun Maijalle käy jotain"}), "Aino")
    cache = cachefile.cache_path(store.info().id, store.path)
    searcher = Searcher(cache, store.index_key())
    searcher.update(Documents(store.documents()))
    searcher.close()
    make_backup(store, None)
    key = new_key(store, apart)
    if earlier:
        put(store, key)
    ground, known = Ground.of(store), Known.of(key)
    planner = ground.planner(known, VOIKKO, WORDS)
    _, plan = planned(store, key)
    elsewhere = acts.names_elsewhere(store, planner)
    built = acts.anonymise(
        key, known, plan, elsewhere, lambda act: walls.build(store, act, "Aino", None, replace_copies=True)
    )
    assert built.finished
    assert built.leftovers == ()
    assert store.document(transcript).text == AFTER
    assert store.document(transcript).transcript.name == "[henkilön 1] haastattelu"
    assert live(store, SECRET) == []
    assert check(store) == ()
    with pytest.raises(ProjectError, match="behind-wall"):
        store.undo("Aino")
    assert not acts.remains(store, key.originals(), None, VOIKKO)
    assert not acts.destroy_key(store, key, None, VOIKKO)
    assert acts.level(store) == acts.ANONYMISED
    assert not key.path.exists()
    store.do(commands.EditText(transcript, 13, "Mie", "Minä"), "Aino")
    assert acts.level(store) == acts.PSEUDONYMISED
    store.close()
    cachefile_folder = cache if cache.is_dir() else cache.parent
    folders = [home, *([cachefile_folder] if cachefile_folder.exists() else [])]
    assert traces(folders, ["Maija", "Virtasen", "Arille", "Turkuun", "Turusta"]) == []


def test_a_key_destroyed_while_the_history_knows_the_names_makes_nothing_anonymous(tmp_path: Path) -> None:
    store, _ = named_store(tmp_path)
    key = new_key(store, tmp_path)
    put(store, key)
    left = acts.destroy_key(store, key, None, VOIKKO)
    assert "journal" in left.certain
    assert acts.level(store) == acts.PSEUDONYMISED
    store.close()


def test_a_place_outside_the_text_is_told(tmp_path: Path) -> None:
    store, _ = named_store(tmp_path)
    key = new_key(store, tmp_path)
    put(store, key)
    key.close()
    store.database.execute('UPDATE pseudonym SET "end" = 9999 WHERE kind = ?', ["town"])
    assert [(one.code, one.values) for one in check(store)] == [("pseudonym-outside", {"count": 2})]
    store.close()


def test_settings_and_risks_are_steps_and_go_with_their_interview(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path)
    key = new_key(store, tmp_path)
    store.do(commands.SetBrackets("double"), "Aino")
    store.do(commands.SetBrackets("single"), "Aino")
    assert signs.brackets(store.database) == ("[", "]")
    store.undo("Aino")
    assert signs.brackets(store.database) == ("[[", "]]")
    put(store, key)
    assert rows.counts(store.database) == {"person": 4, "invented": 2, "town": 2}
    store.do(commands.SetRisk(transcript, "rare", "done", "katsottu"), "Aino")
    store.do(commands.SetRisk(transcript, "rare", "none"), "Aino")
    assert [(one.item, one.state, one.note) for one in rows.risks(store.database)] == [("rare", "none", "")]
    before = dump(store)
    store.do(commands.RemoveTranscript(transcript), "Aino")
    assert (rows.places(store.database), rows.risks(store.database)) == ((), ())
    store.undo("Aino")
    assert dump(store) == before
    refused = (
        (commands.SetBrackets("round"), "bad-brackets"), (commands.SetRisk(transcript, "x", "done"), "bad-risk"),
        (commands.SetRisk("x", "rare", "done"), "no-transcript"),
    )
    for command, code in refused:
        with pytest.raises(CommandError, match=code):
            store.do(command, "Aino")
    key.close()
    store.close()


def test_only_the_transcripts_that_are_asked_for_change(tmp_path: Path) -> None:
    store, first = named_store(tmp_path)
    second = str(store.do(commands.ImportTranscript(draft("H1: Maija tuli.", short="B")), "Aino").result)
    key = new_key(store, tmp_path)
    ground, known = Ground.of(store, [second]), Known.of(key)
    plan = done(ground.plan(ground.planner(known, VOIKKO, WORDS)))
    acts.pseudonymise(key, known, acts.accepted(plan, frozenset()), lambda command: store.do(command, "Aino"))
    assert "Maija:" in store.document(first).text
    assert store.document(second).text == "H1: [henkilö 1] tuli."
    with pytest.raises(CommandError, match="nothing-to-restore"):
        acts.restore(store, key, lambda command: store.do(command, "Aino"), [first])
    key.close()
    store.close()


def test_a_quote_and_its_edits_are_carried_along_and_come_back(tmp_path: Path) -> None:
    store, transcript = named_store(tmp_path)
    text = store.document(transcript).text
    quote = str(store.do(commands.ChoosePassage(transcript, 7, text.index("\n")), "Aino").result)
    said = text[7 : text.index("\n")]
    for words, kind, new in (("Arille", "anonymised", "ystävälle"), ("kun se muutti Turkuun", "omission", "")):
        at = said.index(words)
        store.do(commands.AddEdit(quote, QuoteEdit(at, at + len(words), kind, new), words), "Aino")
    key = new_key(store, tmp_path)
    before = dump(store)
    put(store, key)
    assert check(store) == ()
    now = store.document(transcript).text
    (kept,) = store.quotes()
    assert [now[one.start : one.end] for one in kept.edits] == ["[Tapiolle]", "kun se muutti [kaupunkiin 1]"]
    acts.restore(store, key, lambda command: store.do(command, "Aino"))
    assert dump(store) == before
    key.close()
    store.close()


def test_words_that_may_be_common_ones_wait_for_a_person(tmp_path: Path) -> None:
    store, _ = named_store(tmp_path, "H1: sitten Toivo tuli, ja toivo jäi.")
    key = new_key(store, tmp_path, [Thing("t1", ("Toivo",), Substitute("person", number=1))])
    known, plan = planned(store, key)
    acts.anonymise(key, known, plan, (), lambda act: walls.build(store, act, "Aino", None, replace_copies=True))
    with pytest.raises(CommandError, match="common-words-left"):
        acts.destroy_key(store, key, None, VOIKKO)
    assert key.path.exists()
    left = acts.destroy_key(store, key, None, VOIKKO, common_words=True)
    assert (left.certain, left.maybe) == ({}, {"body": 1})
    assert acts.level(store) == acts.ANONYMISED
    store.close()

