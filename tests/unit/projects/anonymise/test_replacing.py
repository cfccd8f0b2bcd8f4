"""Names give way in the same case, innocent words stay, and everything can be put back exactly."""

from hypothesis import given
from hypothesis import strategies as st

from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import DOUBLE, Rule, Substitute, apply, plan, reverse
from projects.anonymise.words import shipped

VOIKKO = Voikko()
WORDS = shipped()
MAIJA = Rule(frozenset({"Maija", "Virtanen"}), Substitute("person", number=1))
ARI = Rule(frozenset({"Ari"}), Substitute(name="Tapio"))
TURKU = Rule(frozenset({"Turku"}), Substitute("town", number=1))
XHEMILE = Rule(frozenset({"Xhemile"}), Substitute("person", number=2))
RULES = (MAIJA, ARI, TURKU, XHEMILE)


def replaced(text: str, **options: object) -> str:
    return apply(text, plan({"t": text}, RULES, VOIKKO, WORDS, **options))


def test_each_form_takes_the_case_of_what_stood_there():
    assert replaced("annoin Maijalle, Maijakin ja Maijani") == "annoin [henkilölle 1], [henkilökin 1] ja [henkilöni 1]"
    assert replaced("se Ariin luotti, Arilta sai") == "se [Tapioon] luotti, [Tapiolta] sai"


def test_first_and_last_name_are_one():
    assert replaced("kun Maija Virtaselle soitettiin") == "kun [henkilölle 1] soitettiin"


def test_a_name_nobody_knows_is_inflected_by_its_ending():
    assert replaced("mä kysyin Xhemileltä") == "mä kysyin [henkilöltä 2]"


def test_no_innocent_word_is_touched():
    for text in ("se Ariel tuli", "ne Turkulaiset tuli", "meni Arielille", "maija", "siellä Turkulaisten luona"):
        assert replaced(text) == text


def test_brackets_are_the_projects_choice():
    assert replaced("Turussa", brackets=DOUBLE) == "[[kaupungissa 1]]"


def test_what_may_be_a_common_word_waits_for_a_person():
    (one,) = plan({"t": "Arin se on."}, RULES, VOIKKO, WORDS)
    assert not one.sure


@given(st.lists(st.sampled_from(
    ["Maija", "Virtaselle", "Arista", "Turkuun", "Xhemilen", "Ariel", "ja", "\U0001f642", "e\u0301", ".", "\n", " "]
), max_size=20))
def test_what_was_replaced_can_be_put_back_exactly(pieces):
    text = " ".join(pieces)
    made = plan({"t": text}, RULES, VOIKKO, WORDS)
    after = apply(text, made)
    assert reverse(after, made) == text
    assert all(name not in after for name in ("Maija", "Virtaselle", "Turkuun", "Xhemilen"))
