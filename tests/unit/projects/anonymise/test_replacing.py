"""Names give way in the same case, innocent words stay, and everything can be put back exactly."""

from hypothesis import given
from hypothesis import strategies as st

from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import DOUBLE, Planner, Rule, Substitute, apply, plan, reverse
from projects.anonymise.words import shipped

VOIKKO = Voikko()
WORDS = shipped()
MAIJA = Rule(frozenset({"Maija", "Virtanen"}), Substitute("person", number=1))
ARI = Rule(frozenset({"Ari"}), Substitute(name="Tapio"))
TURKU = Rule(frozenset({"Turku"}), Substitute("town", number=1))
XHEMILE = Rule(frozenset({"Xhemile"}), Substitute("person", number=2))
MATTI = Rule(frozenset({"Matti"}), Substitute("person", number=3))
RULES = (MAIJA, ARI, TURKU, XHEMILE)


def replaced(text: str, **options: object) -> str:
    return apply(text, plan({"t": text}, RULES, VOIKKO, WORDS, **options))


def test_each_form_takes_the_case_of_what_stood_there():
    assert replaced("annoin Maijalle, Maijakin ja Maijani") == "annoin [henkilölle 1], [henkilökin 1] ja [henkilöni 1]"
    assert replaced("se Ariin luotti, Arilta sai") == "se [Tapioon] luotti, [Tapiolta] sai"


def test_first_and_last_name_are_one():
    assert replaced("kun Maija Virtaselle soitettiin") == "kun [henkilölle 1] soitettiin"


def test_a_name_said_twice_in_different_cases_is_two():
    assert replaced("muutin Turusta Turkuun ja Turun Turusta") == (
        "muutin [kaupungista 1] [kaupunkiin 1] ja [kaupungista 1]"
    )
    assert replaced("siis Virtasen Maijalle") == "siis [henkilölle 1]"


def test_a_name_before_a_hyphen_gives_way_in_its_case():
    assert replaced("se Turun-matka ja Maijan-Ari") == "se [kaupungin 1]-matka ja [henkilön 1]-[Tapio]"


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


def test_a_longer_name_goes_before_a_shorter_one():
    rules = (
        Rule(frozenset({"Maija Virtanen"}), Substitute("person", number=1)),
        Rule(frozenset({"Maija"}), Substitute("person", number=2)),
        Rule(frozenset({"Helsingin yliopisto"}), Substitute("workplace", number=1)),
        Rule(frozenset({"Kotipolku ry"}), Substitute("association", number=1)),
    )
    text = "kun Maija Virtaselle ja Maijalle sanottiin Helsingin yliopistossa ja Kotipolku ry:llä"
    assert apply(text, plan({"t": text}, rules, VOIKKO, WORDS)) == (
        "kun [henkilölle 1] ja [henkilölle 2] sanottiin [työpaikassa 1] ja [järjestöllä 1]"
    )


def test_parts_between_hyphens_give_way_and_the_last_one_is_inflected():
    assert replaced("se Maija-täti asui Ala-Turussa") == "se [henkilö 1]-täti asui Ala-[kaupungissa 1]"


def test_an_address_is_known_by_its_street_and_inflected():
    phone = Rule(frozenset({"040 1234567"}), Substitute("phone"))
    rules = (Rule(frozenset({"Pasilankatu"}), Substitute("address")), phone)
    text = "asuu Pasilankadulla 3 A, soita 040 1234567:ään"
    assert apply(text, plan({"t": text}, rules, VOIKKO, WORDS)) == "asuu [osoitteella], soita [puhelinnumeroon]"


def test_a_confirmed_form_goes_before_the_morphology_and_in_small_letters():
    rules = (Rule(frozenset({"Ari"}), Substitute(name="Tapio"), (("arille", "tapiolle"), ("Arin", "Tapparan"))),)
    text = "se arille antoi ja Arin se oli"
    assert apply(text, plan({"t": text}, rules, VOIKKO, WORDS)) == "se [tapiolle] antoi ja [Tapparan] se oli"


def test_what_two_things_share_waits_and_so_does_a_form_that_a_known_name_does_not_have():
    rules = (ARI, Rule(frozenset({"Ari"}), Substitute("person", number=9)))
    (one,) = plan({"t": "se Ari tuli"}, rules, VOIKKO, WORDS)
    assert not one.sure
    made = plan({"t": "Mattin luona. Xhemilelle sanoi."}, (*RULES, MATTI), VOIKKO, WORDS)
    assert [(one.old, one.new, one.sure) for one in made] == [
        ("Mattin", "[henkilön 3]", False), ("Xhemilelle", "[henkilölle 2]", True),
    ]


def test_a_word_that_is_left_alone_stays():
    planner = Planner(RULES, VOIKKO, WORDS, left=frozenset({"Arin"}))
    assert [one.old for one in planner.plan("t", "se Arin ja Arille")] == ["Arille"]
