"""Turns are split, joined and given to other speakers; text, labels, codings and history stay true to each other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import GROUP, draft, dump, group_store
from projects import commands, speech
from projects.check import check
from projects.commands.turns import part_name
from projects.errors import CommandError
from projects.store import Store

Group = tuple[Store, str]


def lines(store: Store, transcript: str) -> list[tuple[str, str | None, str]]:
    """Return each turn's number, label and speech."""
    document = store.document(transcript)
    return [(turn.name, document.label_of(turn), speech.turn_speech(turn, document.text)) for turn in document.turns]


def place(group: Group, words: str) -> int:
    return group[0].document(group[1]).text.index(words)


def code(group: Group, words: str, key: str = "c1") -> str:
    start = place(group, words)
    return group[0].do(commands.Code(group[1], start, start + len(words), (key,)), "Aino").result.excerpt


def said(group: Group, excerpt: str) -> str:
    store, transcript = group
    row = next(one for one in store.excerpts() if one.id == excerpt)
    return speech.speech(store.document(transcript), row.start, row.end)


def test_a_split_turn_writes_its_label_and_takes_the_next_letter(group: Group) -> None:
    store, transcript = group
    across = code(group, "kotona ja katsotaan yhdessä")
    before = dump(store)
    store.do(commands.SplitTurn(transcript, place(group, "katsotaan")), "Aino")
    assert lines(store, transcript)[:2] == [
        ("1", "H1", "Me käydään kotona ja"),
        ("1b", "H1", "katsotaan yhdessä vuokravelkaa."),
    ]
    assert store.document(transcript).text.startswith("H1: Me käydään kotona ja\nH1: katsotaan")
    assert said(group, across) == "kotona ja\nkatsotaan yhdessä"
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before
    store.do(commands.SplitTurn(transcript, place(group, "yhdessä")), "Aino")
    assert [name for name, *_ in lines(store, transcript)] == ["1", "1c", "2", "3"]  # b was given once


def test_a_turn_without_a_label_in_the_text_is_split_without_one(store: Store) -> None:
    transcript = str(store.do(commands.ImportTranscript(draft("Ensin näin. Sitten noin.")), "Aino").result)
    store.do(commands.SplitTurn(transcript, 12), "Aino")
    assert store.document(transcript).text == "Ensin näin.\nSitten noin."
    assert [name for name, *_ in lines(store, transcript)] == ["1", "1b"]
    assert check(store) == ()


@pytest.mark.parametrize("at", [0, 2, 4, len("H1: Me käydään kotona ja katsotaan yhdessä vuokravelkaa."), 9000])
def test_a_split_that_leaves_nothing_on_one_side_is_refused(group: Group, at: int) -> None:
    store, transcript = group
    before = dump(store)
    with pytest.raises(CommandError, match="split-empty"):
        store.do(commands.SplitTurn(transcript, at), "Aino")
    assert dump(store) == before


def test_a_joined_turn_keeps_number_and_speaker_of_the_first(group: Group) -> None:
    store, transcript = group
    across = code(group, "vuokravelkaa.\nAN2: Luottamus")
    second = store.document(transcript).turns[1]
    before = dump(store)
    store.do(commands.JoinTurns(transcript, second.id), "Aino")
    assert lines(store, transcript)[0] == (
        "1", "H1", f"{GROUP[0][4:]} {GROUP[1][5:]}",
    )
    assert said(group, across) == "vuokravelkaa. Luottamus"
    assert [label.text for label in store.document(transcript).labels.values()] == ["H1"]
    assert len(store.persons()) == 1
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert len(store.persons()) == 1


def test_the_first_turn_has_none_before_it(group: Group) -> None:
    store, transcript = group
    with pytest.raises(CommandError, match="no-turn-before"):
        store.do(commands.JoinTurns(transcript, store.document(transcript).turns[0].id), "Aino")
    with pytest.raises(CommandError, match=r"no-turn$"):
        store.do(commands.JoinTurns(transcript, "x"), "Aino")


def test_another_speaker_changes_the_label_in_the_text(group: Group) -> None:
    store, transcript = group
    words = code(group, "Koti on paikka")
    before = dump(store)
    third = store.document(transcript).turns[2]
    store.do(commands.ChangeSpeaker(transcript, (third.id,), "AN2"), "Aino")
    assert lines(store, transcript)[2][1] == "AN2"
    assert store.document(transcript).text.splitlines()[2] == "AN2: Koti on paikka, josta lähdetään."
    assert said(group, words) == "Koti on paikka"
    assert check(store) == ()
    store.undo("Aino")
    assert dump(store) == before


def test_a_new_label_brings_a_person_and_a_label_without_turns_goes(group: Group) -> None:
    store, transcript = group
    second = store.document(transcript).turns[1]
    store.do(commands.ChangeSpeaker(transcript, (second.id,), " H7 "), "Aino")
    document = store.document(transcript)
    assert [label.text for label in document.labels.values()] == ["H1", "H7"]
    assert len(store.persons()) == 2
    assert document.person_of(document.turns[1]).number > 0
    assert check(store) == ()


def test_a_person_who_is_known_stays_without_turns(group: Group) -> None:
    store, transcript = group
    document = store.document(transcript)
    second = document.turns[1]
    person = document.person_of(second)
    store.do(commands.SetPerson(person.id, person.role, "Kaisa"), "Aino")
    store.do(commands.ChangeSpeaker(transcript, (second.id,), "H1"), "Aino")
    assert person.id in {one.id for one in store.persons()}


def test_a_turn_of_nobody_gets_a_label(store: Store) -> None:
    transcript = str(store.do(commands.ImportTranscript(draft("Ensin näin.", "Sitten noin.")), "Aino").result)
    turn = store.document(transcript).turns[1]
    excerpt = code((store, transcript), "Sitten noin.")
    store.do(commands.ChangeSpeaker(transcript, (turn.id,), "H1"), "Aino")
    assert store.document(transcript).text == "Ensin näin.\nH1: Sitten noin."
    assert lines(store, transcript)[1] == ("2", "H1", "Sitten noin.")
    assert said((store, transcript), excerpt) == "Sitten noin."
    assert check(store) == ()


@pytest.mark.parametrize("label", ["", "  ", "a:b", "x" * 61])
def test_a_label_that_cannot_be_one_is_refused(group: Group, label: str) -> None:
    store, transcript = group
    with pytest.raises(CommandError, match="bad-label"):
        store.do(commands.ChangeSpeaker(transcript, (store.document(transcript).turns[0].id,), label), "Aino")


def test_parts_are_named_as_columns_are() -> None:
    assert [part_name(one) for one in (1, 2, 25, 26, 27, 701, 702)] == ["b", "c", "z", "aa", "ab", "zz", "aaa"]


numbers = st.integers(0, 10_000)
acts = st.lists(st.tuples(st.sampled_from(["split", "join", "speaker", "edit"]), numbers, numbers), max_size=10)


def do(store: Store, transcript: str, act: tuple[str, int, int]) -> bool:
    """Do one act somewhere; tell whether what was said should still be the same."""
    kind, a, b = act
    document = store.document(transcript)
    turn = document.turns[a % len(document.turns)]
    if kind == "split":
        command = commands.SplitTurn(transcript, b % len(document.text))
    elif kind == "join":
        command = commands.JoinTurns(transcript, turn.id)
    elif kind == "speaker":
        command = commands.ChangeSpeaker(transcript, (turn.id,), ("H1", "AN2", "Uusi", "K")[b % 4])
    else:
        at = b % len(document.text)
        command = commands.EditText(transcript, at, document.text[at : at + a % 9], ("", "ö", "uusi sana 🙂")[a % 3],
                                    drop_codings=True)
    try:
        store.do(command, "Aino")
    except CommandError:
        return True
    return kind != "edit"


def words(store: Store, transcript: str) -> dict[str, str]:
    """Return what is said in each excerpt, blanks left out."""
    return {one.id: "".join(said((store, transcript), one.id).split()) for one in store.excerpts()}


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(numbers, numbers), max_size=6), acts)
def test_codings_keep_their_words_and_every_step_comes_back(
    tmp_path_factory: pytest.TempPathFactory, ranges: list[tuple[int, int]], wanted: list[tuple[str, int, int]]
) -> None:
    store, transcript = group_store(tmp_path_factory.mktemp("turns"))
    try:
        text = store.document(transcript).text
        for a, b in ranges:
            start, end = sorted((a % len(text), b % len(text)))
            try:
                store.do(commands.Code(transcript, start, end + 1, ("c1",)), "Aino")
            except CommandError:
                continue
        states = [dump(store)]
        for act in wanted:
            before = words(store, transcript)
            entries = len(store.journal())
            same = do(store, transcript, act)
            if len(store.journal()) > entries:
                states.append(dump(store))
            if same:
                assert before == words(store, transcript)
            assert check(store) == ()
        for state in reversed(states[:-1]):
            store.undo("Aino")
            assert dump(store) == state
        for state in states[1:]:
            store.redo("Aino")
            assert dump(store) == state
        assert check(store) == ()
    finally:
        store.close()
