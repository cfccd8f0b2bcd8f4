"""What is shown by code, family, coder and speaker, and how two coders agree turn by turn, in plain counts."""

from codebooks.model import Code, Codebook, Family
from coder.models.coding_index import ShownCode, ShownCoding
from coder.models.showing import Agreement, Showing, agreement
from helpers.reading import document_of

HOME, TRUST = ShownCode("h", "Koti", 0), ShownCode("t", "Luottamus", 1)
BOOK = Codebook(
    (Family("f1", "P", "Paikka", "Place", 0), Family("f2", "S", "Suhteet", "Relations", 1)),
    (Code("h", "P1", "Koti", family="f1"), Code("t", "S1", "Luottamus", family="f2")),
)
TALK = document_of((("H1", "Koti on paikka."), ("H2", "Luottamus syntyy."), ("H1", "Niin se on.")))
TURNS = [(turn.start, turn.end) for turn in TALK.turns]


def put(name: str, code: ShownCode, turns: tuple[int, int], coder: str) -> ShownCoding:
    return ShownCoding(name, code, TURNS[turns[0]][0] + 4, TURNS[turns[1]][1], coder_id=coder)


CODINGS = [
    put("a", HOME, (0, 0), "aino"), put("b", TRUST, (1, 1), "aino"), put("c", HOME, (0, 1), "veikko"),
    put("d", TRUST, (2, 2), "veikko"),
]


def names(showing: Showing) -> str:
    return "".join(one.id for one in showing.of(CODINGS, BOOK, TALK))


def test_nothing_chosen_shows_everything():
    assert Showing().is_all
    assert names(Showing()) == "abcd"


def test_each_choice_narrows_and_all_hold_together():
    assert names(Showing(families=frozenset({"f1"}))) == "ac"
    assert names(Showing(codes=frozenset({"t"}))) == "bd"
    assert names(Showing(coders=frozenset({"veikko"}))) == "cd"
    assert names(Showing(speakers=frozenset({"H2"}))) == "bc"
    assert names(Showing(families=frozenset({"f1"}), codes=frozenset({"t"}))) == ""
    assert names(Showing(families=frozenset({"f1"}), coders=frozenset({"aino"}))) == "a"


def test_agreement_counts_turns_and_codes():
    sides = [[one for one in CODINGS if one.coder_id == coder] for coder in ("aino", "veikko")]
    found = agreement(TURNS, *sides)
    assert found == Agreement(same=(0,), differ=(1, 2), shared=1, first=1, second=2)
    assert found.turns == 3


def test_the_same_reading_agrees_everywhere_and_none_nowhere():
    assert agreement(TURNS, CODINGS, list(reversed(CODINGS))).differ == ()
    assert agreement(TURNS, (), ()) == Agreement((), (), 0, 0, 0)
