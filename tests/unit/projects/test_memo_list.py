"""The list of memos is narrowed by words in any form, kind, coder, code, transcript and day."""

import pytest

from projects import commands
from projects.conditions import met_by
from projects.memo_list import MemoFilter, chosen, memos_in, turn_name, whereabouts
from projects.model import Anchor
from projects.store import Store

Group = tuple[Store, str]


@pytest.fixture
def noted(group: Group) -> tuple[Store, dict[str, str]]:
    """Write memos on a coding, its excerpt, a code, a turn and nothing, and an entry of the journal."""
    store, transcript = group
    made = store.do(commands.Code(transcript, 70, 80, ("c1",)), "Aino").result
    assert isinstance(made, commands.Coded)
    turn = store.document(transcript).turns[0]

    def write(*rest, **more) -> object:
        return store.do(commands.WriteMemo(*rest, **more), "Aino").result

    return store, {
        "coding": str(write("Vuokravelkojen jäljillä", anchor=Anchor("coding", made.codings[0]))),
        "excerpt": str(write("Asukkaiden luottamus", anchor=Anchor("excerpt", made.excerpt))),
        "code": str(write("Rajaus koteihin", "Koti", anchor=Anchor("code", "c1"))),
        "turn": str(write("Vuorosta", anchor=Anchor("turn", turn.id))),
        "free": str(store.do(commands.WriteMemo("Irrallinen"), "Veikko").result),
        "journal": str(write("Luin kaiken", kind="journal", day="2026-01-05")),
    }


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"coding", "excerpt", "code", "turn", "free", "journal"}),
        ({"words": "asukkaat"}, {"excerpt"}),
        ({"words": "LUOTTAMUS asukkaille"}, {"excerpt"}),
        ({"words": "velko"}, {"coding"}),
        ({"words": "koti koteihin"}, {"code"}),
        ({"words": "velka muu"}, set()),
        ({"kind": "journal"}, {"journal"}),
        ({"code": "c1"}, {"coding", "excerpt", "code"}),
        ({"code": "c2"}, set()),
        ({"person": "nobody"}, set()),
        ({"until": "2026-01-05"}, {"journal"}),
        ({"since": "2026-01-06"}, {"coding", "excerpt", "code", "turn", "free"}),
    ],
)
def test_the_list_is_narrowed(noted: tuple[Store, dict[str, str]], asked: dict[str, str], names: set[str]) -> None:
    store, ids = noted
    found = {one.id for one in chosen(store, MemoFilter(**asked))}
    assert found == {ids[name] for name in names}


def test_by_coder_and_transcript(noted: tuple[Store, dict[str, str]]) -> None:
    store, ids = noted
    veikko = next(one.id for one in store.coders() if one.name == "Veikko")
    assert [one.id for one in chosen(store, MemoFilter(coder=veikko))] == [ids["free"]]
    here = {one.id for one in chosen(store, MemoFilter(transcript=store.transcripts()[0].id))}
    assert here == {ids["coding"], ids["excerpt"], ids["turn"]}
    turn = Anchor("turn", store.document(store.transcripts()[0].id).turns[0].id)
    assert whereabouts(store, [turn]).place(turn)[1] == 0
    assert whereabouts(store, [Anchor("turn", "gone")]).place(Anchor("turn", "gone")) == (None, None, None)


def test_memos_of_a_transcript_are_found_with_their_places(noted: tuple[Store, dict[str, str]]) -> None:
    store, ids = noted
    transcript = store.transcripts()[0].id
    found = memos_in(store, transcript)
    assert {one.id for one, _, _ in found} == {ids["turn"], ids["coding"], ids["excerpt"]}
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)
    assert [turn_name(store, transcript, at) for at in (0, 70, -1)] == ["1", "2", ""]


def test_excerpts_are_chosen_by_who_speaks_in_them(group: Group) -> None:
    store, transcript = group
    document = store.document(transcript)
    store.do(commands.AddVariable("ikä", "person", "number"), "Aino")
    age = store.snapshot().variables[0].id
    advisor = next(one for one in store.persons() if one.role == "asumisneuvoja")
    store.do(commands.SetValues((commands.Assign(age, advisor.id, 50),)), "Aino")
    for words in ("Luottamus", "Koti on"):
        start = document.text.index(words)
        store.do(commands.Code(transcript, start, start + len(words), ("c1",)), "Aino")
    met = met_by(store, ["ikä > 40"])
    assert [met(document, one) for one in store.excerpts()] == [True, False]
    anybody, nobody = met_by(store, []), met_by(store, ["ikä > 60"])
    assert all(anybody(document, one) and not nobody(document, one) for one in store.excerpts())
