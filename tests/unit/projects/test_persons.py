"""Who is who: labels that are one person, what each allows; numbers that were given stay given."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.people_steps import joining, parting
from helpers.projects import draft, dump, new_store
from projects import commands, consents, memos, reading
from projects.check import check
from projects.errors import CommandError
from projects.model import Anchor, Person
from projects.store import Store


@pytest.fixture
def three(store: Store) -> Store:
    """Bring three interviews with an advisor each."""
    for short in ("RH1", "RH2", "RH3"):
        store.do(commands.ImportTranscript(draft(f"AN1: Hei, olen {short}.", "Joo: Niin.", short=short)), "Aino")
    return store


def advisors(store: Store) -> list[Person]:
    return [one for one in store.persons() if one.role == "asumisneuvoja"]


def labels_of(store: Store, person: str) -> list[str]:
    return [one.id for one in reading.labels(store.database) if one.person == person]


def test_joined_labels_are_printed_as_the_one_that_stays(three: Store) -> None:
    first, second, third = advisors(three)
    three.do(commands.JoinPersons(second.id, (first.id, third.id)), "Aino")
    assert advisors(three) == [second]
    assert len(labels_of(three, second.id)) == 3
    three.do(commands.ImportTranscript(draft("AN1: Uusi.", short="RH4")), "Aino")
    assert [one.number for one in advisors(three)] == [2, 4]


def test_a_label_goes_home_with_its_number_and_what_it_had(three: Store) -> None:
    first, second, _ = advisors(three)
    three.do(commands.SetPerson(second.id, second.role, "Kaarina", "kunta"), "Aino")
    label = labels_of(three, second.id)[0]
    three.do(commands.JoinPersons(first.id, (second.id,)), "Aino")
    three.do(commands.AddVariable("ikä", "person", "number"), "Aino")
    receipt = three.do(commands.PartLabel(label), "Aino")
    assert receipt.result == second.id
    back = next(one for one in three.persons() if one.id == second.id)
    assert (back.number, back.pseudonym, back.organisation) == (2, "Kaarina", "kunta")


def test_a_pseudonym_that_somebody_took_meanwhile_does_not_come_back(three: Store) -> None:
    first, second, third = advisors(three)
    three.do(commands.SetPerson(second.id, second.role, "Kaarina"), "Aino")
    label = labels_of(three, second.id)[0]
    three.do(commands.JoinPersons(first.id, (second.id,)), "Aino")
    three.do(commands.SetPerson(third.id, third.role, "Kaarina"), "Aino")
    three.do(commands.PartLabel(label), "Aino")
    assert [one.pseudonym for one in advisors(three)] == ["", "", "Kaarina"]


def test_the_label_whose_person_it_is_keeps_it_and_the_others_leave(three: Store) -> None:
    first, second, third = advisors(three)
    own = labels_of(three, first.id)[0]
    others = labels_of(three, second.id) + labels_of(three, third.id)
    three.do(commands.JoinPersons(first.id, (second.id, third.id)), "Aino")
    three.do(commands.PartLabel(own), "Aino")
    assert labels_of(three, first.id) == [own]
    assert labels_of(three, second.id) == others
    three.do(commands.PartLabel(others[0]), "Aino")
    assert [len(labels_of(three, one.id)) for one in (first, second, third)] == [1, 1, 1]


def test_parting_from_nobody_is_refused(three: Store) -> None:
    with pytest.raises(CommandError, match="not-joined"):
        three.do(commands.PartLabel(labels_of(three, advisors(three)[0].id)[0]), "Aino")


def test_joining_takes_over_what_is_missing_and_the_stricter_consent(three: Store) -> None:
    first, second, _ = advisors(three)
    age, town = (str(three.do(commands.AddVariable(name, "person"), "Aino").result) for name in ("ikä", "kunta"))
    three.do(commands.SetValues((commands.Assign(age, first.id, "30"), commands.Assign(age, second.id, "40"),
                                 commands.Assign(town, second.id, "Lahti"))), "Aino")
    three.do(commands.SetConsent(first.id, "report", "pseudonym"), "Aino")
    three.do(commands.SetConsent(second.id, "report", "role", version="2"), "Aino")
    three.do(commands.SetConsent(first.id, "booklet", "no"), "Aino")
    three.do(commands.SetConsent(second.id, "booklet", "role"), "Aino")
    three.do(commands.SetConsent(second.id, "archive", "yes", withdrawn="1.2.2026"), "Aino")
    three.do(commands.WriteMemo("Kuka?", anchor=Anchor("person", second.id)), "Aino")
    before = dump(three)
    three.do(commands.JoinPersons(first.id, (second.id,)), "Aino")
    values = {one.variable: one.value for one in three.snapshot().values if one.target == first.id}
    assert values == {age: "30", town: "Lahti"}
    kept = {one.use: one for one in consents.consents(three.database) if one.person == first.id}
    assert {use: one.scope for use, one in kept.items()} == {"report": "role", "booklet": "no", "archive": "yes"}
    assert (kept["report"].version, kept["archive"].withdrawn) == ("2", "2026-02-01")
    assert [one.anchor.id for one in memos.memos(three.database)] == [first.id]
    three.undo("Aino")
    assert dump(three) == before


@pytest.mark.parametrize("column", ["pseudonym", "short"])
def test_two_persons_are_never_printed_alike(three: Store, column: str) -> None:
    first, second, _ = advisors(three)
    three.do(commands.SetPerson(first.id, first.role, **{column: "Kaarina"}), "Aino")
    with pytest.raises(CommandError, match="taken"):
        three.do(commands.SetPerson(second.id, second.role, **{column: " kaarina "}), "Aino")


def test_organisation_and_short_form_stay_unless_they_are_given(three: Store) -> None:
    first = advisors(three)[0]
    three.do(commands.SetPerson(first.id, first.role, "", "järjestö", "AN-1"), "Aino")
    three.do(commands.SetPerson(first.id, first.role, "Kaarina"), "Aino")
    changed = advisors(three)[0]
    assert (changed.pseudonym, changed.organisation, changed.short) == ("Kaarina", "järjestö", "AN-1")


def test_somebody_without_labels_comes_and_goes(three: Store) -> None:
    person = str(three.do(commands.AddPerson("asukas", "Kaarina", "kunta"), "Aino").result)
    added = next(one for one in three.persons() if one.id == person)
    assert (added.role, added.number, added.organisation) == ("asukas", 1, "kunta")
    three.do(commands.RemovePerson(person), "Aino")
    assert person not in {one.id for one in three.persons()}
    with pytest.raises(CommandError, match="person-speaks"):
        three.do(commands.RemovePerson(advisors(three)[0].id), "Aino")


@pytest.mark.parametrize(
    ("use", "scope", "dates", "refusal"),
    [
        ("wall", "yes", {}, "consent-use"),
        ("archive", "role", {}, "consent-scope"),
        ("report", "yes", {}, "consent-scope"),
        ("report", "role", {"date": "ensi viikolla"}, "bad-date"),
    ],
)
def test_a_consent_that_makes_no_sense_is_refused(
    three: Store, use: str, scope: str, dates: dict[str, str], refusal: str
) -> None:
    with pytest.raises(CommandError) as caught:
        three.do(commands.SetConsent(advisors(three)[0].id, use, scope, **dates), "Aino")
    assert caught.value.code == refusal


def test_consent_is_one_line_for_each_use_and_can_be_unknown_again(three: Store) -> None:
    person = advisors(three)[0].id
    for scope in ("role", "pseudonym"):
        three.do(commands.SetConsent(person, "report", scope, "suostumus", "v2", "5.11.2020"), "Aino")
    (line,) = consents.consents(three.database)
    assert (line.scope, line.basis, line.version, line.date) == ("pseudonym", "suostumus", "v2", "2020-11-05")
    three.do(commands.SetConsent(person, "report", ""), "Aino")
    assert consents.consents(three.database) == ()


def test_removing_an_interview_whose_person_lives_on_keeps_the_person(three: Store) -> None:
    first, second, third = advisors(three)
    three.do(commands.JoinPersons(first.id, (second.id, third.id)), "Aino")
    before = dump(three)
    three.do(commands.RemoveTranscript(three.transcripts()[0].id), "Aino")
    assert len(labels_of(three, first.id)) == 2
    assert check(three) == ()
    three.do(commands.PartLabel(labels_of(three, first.id)[0]), "Aino")
    assert {one.number for one in advisors(three)} == {1, 2}
    three.undo("Aino")
    three.undo("Aino")
    assert dump(three) == before


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.builds(joining, st.integers(0, 99), st.integers(0, 99)),
                          st.builds(parting, st.integers(0, 99))), max_size=12))
def test_joining_and_parting_change_no_number_and_lose_nobody(
    tmp_path_factory: pytest.TempPathFactory, wanted: list
) -> None:
    store = new_store(tmp_path_factory.mktemp("laws"))
    try:
        for short in ("RH1", "RH2", "RH3"):
            store.do(commands.ImportTranscript(draft(f"AN1: Hei {short}.", "Joo: Niin.", short=short)), "Aino")
        given_once = {one.id: (one.role, one.number) for one in store.persons()}
        homes = {one.id: one.person for one in reading.labels(store.database)}
        for step in wanted:
            command = step(store)
            try:
                store.do(command, "Aino")
            except CommandError:
                continue
        assert {key: (one.role, one.number) for one in store.persons() if (key := one.id)}.items() <= given_once.items()
        pointed = {one.id: one.person for one in reading.labels(store.database)}
        assert set(pointed) == set(homes)
        assert {one.id for one in store.persons()} == set(pointed.values())
        assert all((one.home or one.person) == homes[one.id] for one in reading.labels(store.database))
        assert check(store) == ()
    finally:
        store.close()


def test_a_label_that_shares_its_person_without_a_home_becomes_somebody_new(three: Store) -> None:
    first, second, _ = advisors(three)
    own, other = labels_of(three, first.id)[0], labels_of(three, second.id)[0]
    three.database.execute("UPDATE label SET person = ? WHERE id = ?", [first.id, other])  # as another program may do
    fresh = str(three.do(commands.PartLabel(own), "Aino").result)
    assert fresh == first.id
    number = next(one.number for one in three.persons() if labels_of(three, one.id) == [other])
    assert number == 4


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (commands.PartLabel("nobody"), "no-label"),
        (commands.JoinPersons("nobody", ("nobody2",)), "no-person"),
        (commands.JoinPersons("nobody", ()), "same-person"),
        (commands.AddPerson(" "), "no-role"),
        (commands.RemovePerson("nobody"), "no-person"),
        (commands.SetConsent("nobody", "report", "role"), "no-person"),
    ],
)
def test_what_nobody_is_cannot_be_changed(three: Store, command: object, refusal: str) -> None:
    with pytest.raises(CommandError) as caught:
        three.do(command, "Aino")  # type: ignore[arg-type]  # any of the commands
    assert caught.value.code == refusal


def test_a_person_whose_labels_are_all_somebody_elses_cannot_be_joined(three: Store) -> None:
    first, second, third = advisors(three)
    three.do(commands.SetPerson(first.id, first.role, "", "kunta"), "Aino")
    three.do(commands.JoinPersons(first.id, (second.id,)), "Aino")
    with pytest.raises(CommandError, match="no-person"):
        three.do(commands.JoinPersons(third.id, (second.id,)), "Aino")


def test_steps_of_people_tell_numbers_and_kinds_only() -> None:
    steps = (
        commands.JoinPersons("a", ("b", "c")), commands.PartLabel("a"), commands.SetPerson("a", "rooli", "Kaarina"),
        commands.SetConsent("a", "report", "role"), commands.AddPerson("rooli", "Kaarina"), commands.RemovePerson("a"),
        commands.Together((commands.RemoveMemo("a"),)), commands.WriteMemo("Salainen"),
        commands.EditMemo("a", "Salainen", "S"),
        commands.AttachMemo("a", Anchor()), commands.RemoveMemo("a"), commands.AddVariable("Salainen", "person"),
        commands.ChangeVariable("a", name="Salainen"), commands.RenameChoice("a", "Salainen", "S"),
        commands.MoveVariable("a", 1), commands.RemoveVariable("a"), commands.SetValues(()),
        commands.FillVariables("person", (), ()),
    )
    told = [dict(one.describe()) for one in steps]
    assert not {"Kaarina", "Salainen"} & {value for one in told for value in one.values()}
    assert told[0] == {"persons": 2}


def test_several_commands_are_one_step_and_one_refusal_refuses_all(three: Store) -> None:
    first, second, _ = advisors(three)
    rename = commands.SetPerson(first.id, first.role, "Kaarina")
    before = dump(three)
    with pytest.raises(CommandError):
        three.do(commands.Together((rename, commands.SetPerson(second.id, second.role, "kaarina"))), "Aino")
    assert dump(three) == before
    three.do(commands.Together((rename, commands.SetPerson(second.id, second.role, "Veikko"))), "Aino")
    assert [one.pseudonym for one in advisors(three)] == ["Kaarina", "Veikko", ""]
    three.undo("Aino")
    assert dump(three) == before
