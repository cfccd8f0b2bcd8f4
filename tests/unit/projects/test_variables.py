"""Variables are typed, change their kind only when every value fits, and choose persons and transcripts."""

import pytest

from helpers.projects import draft, dump
from projects import commands, conditions, variables
from projects.errors import CommandError
from projects.store import Store


@pytest.fixture
def two(store: Store) -> Store:
    """Bring two interviews, an advisor in each and a resident in the first."""
    store.do(commands.ImportTranscript(draft("AN1: Hei.", "Asukas: Niin.", short="RH1")), "Aino")
    store.do(commands.ImportTranscript(draft("AN1: Hei taas.", short="YH1")), "Aino")
    return store


def add(store: Store, name: str, owner: str = "person", kind: str = "text", choices: tuple[str, ...] = ()) -> str:
    return str(store.do(commands.AddVariable(name, owner, kind, choices), "Aino").result)


def put(store: Store, variable: str, target: str, value: object) -> None:
    store.do(commands.SetValues((commands.Assign(variable, target, value),)), "Aino")  # type: ignore[arg-type]


def held(store: Store, variable: str) -> list[object]:
    return [one.value for one in variables.values(store.database) if one.variable == variable]


def test_a_value_is_kept_in_its_kind(two: Store) -> None:
    person = two.persons()[0].id
    age = add(two, "ikä", kind="number")
    for written, value in (("42", 42), ("3,5", 3.5), (7, 7), ("", None)):
        put(two, age, person, written)
        assert held(two, age) == ([] if value is None else [value])


def test_many_values_are_one_step(two: Store) -> None:
    age = add(two, "ikä", kind="number")
    before = dump(two)
    two.do(commands.SetValues(tuple(commands.Assign(age, one.id, "30") for one in two.persons())), "Aino")
    assert held(two, age) == [30, 30, 30]
    two.undo("Aino")
    assert dump(two) == before


def test_one_value_that_does_not_fit_leaves_all_as_they_were(two: Store) -> None:
    age = add(two, "ikä", kind="number")
    first, second, _ = two.persons()
    before = dump(two)
    with pytest.raises(CommandError, match="bad-number"):
        two.do(commands.SetValues((commands.Assign(age, first.id, "30"), commands.Assign(age, second.id, "x"))), "Aino")
    assert dump(two) == before


@pytest.mark.parametrize(
    ("kind", "values", "into", "after"),
    [
        ("text", ["3,5", "42"], "number", [3.5, 42]),
        ("number", [3.5, 42], "text", ["3,5", "42"]),
        ("text", ["5.11.2020"], "date", ["2020-11-05"]),
        ("date", ["2020-11-05"], "text", ["5.11.2020"]),
        ("text", ["kunta", "järjestö", "kunta"], "choice", ["kunta", "järjestö", "kunta"]),
        ("choice", ["1", "2"], "number", [1, 2]),
    ],
)
def test_another_kind_takes_the_values_along(
    two: Store, kind: str, values: list[object], into: str, after: list[object]
) -> None:
    variable = add(two, "tieto", kind=kind, choices=("1", "2"))
    for person, value in zip(two.persons(), values, strict=False):
        put(two, variable, person.id, value)
    before = dump(two)
    two.do(commands.ChangeVariable(variable, kind=into), "Aino")
    assert held(two, variable) == after
    if into == "choice":
        assert variables.variables(two.database)[0].choices == ("kunta", "järjestö")
    two.undo("Aino")
    assert dump(two) == before


def test_values_that_do_not_fit_are_named_and_nothing_changes(two: Store) -> None:
    variable = add(two, "ikä")
    for person, value in zip(two.persons(), ("42", "nelikymppinen", "en kerro"), strict=True):
        put(two, variable, person.id, value)
    before = dump(two)
    with pytest.raises(CommandError) as caught:
        two.do(commands.ChangeVariable(variable, kind="number"), "Aino")
    assert caught.value.values == {"name": "ikä", "count": 2, "values": ("nelikymppinen", "en kerro")}
    assert dump(two) == before


def test_a_choice_in_use_cannot_go_but_can_be_renamed(two: Store) -> None:
    variable = add(two, "organisaatio", kind="choice", choices=("kunta", "järjestö"))
    put(two, variable, two.persons()[0].id, "kunta")
    with pytest.raises(CommandError, match="values-do-not-fit"):
        two.do(commands.ChangeVariable(variable, choices=("järjestö",)), "Aino")
    two.do(commands.RenameChoice(variable, "kunta", "kaupunki"), "Aino")
    assert held(two, variable) == ["kaupunki"]
    assert variables.variables(two.database)[0].choices == ("kaupunki", "järjestö")
    with pytest.raises(CommandError, match="choice-taken"):
        two.do(commands.RenameChoice(variable, "kaupunki", "Järjestö"), "Aino")
    with pytest.raises(CommandError, match="bad-choice"):
        two.do(commands.RenameChoice(variable, "valtio", "maa"), "Aino")


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (commands.AddVariable(" ", "person"), "variable-no-name"),
        (commands.AddVariable("IKÄ", "person"), "variable-taken"),
        (commands.AddVariable("a", "turn"), "variable-kind"),
        (commands.AddVariable("a", "person", "colour"), "variable-kind"),
        (commands.AddVariable("a", "person", "choice"), "no-choices"),
        (commands.AddVariable("a", "person", "choice", ("x", " X ")), "choice-taken"),
        (commands.ChangeVariable("nobody", name="a"), "no-variable"),
        (commands.RemoveVariable("nobody"), "no-variable"),
        (commands.MoveVariable("nobody", 0), "no-variable"),
    ],
)
def test_refusals(two: Store, command: object, refusal: str) -> None:
    add(two, "ikä")
    before = dump(two)
    with pytest.raises(CommandError) as caught:
        two.do(command, "Aino")  # type: ignore[arg-type]  # any of the commands
    assert caught.value.code == refusal
    assert dump(two) == before


def test_a_value_for_nobody_is_refused(two: Store) -> None:
    variable = add(two, "ikä")
    with pytest.raises(CommandError, match="no-value-target"):
        put(two, variable, two.transcripts()[0].id, "1")


def test_variables_change_places_and_go_with_their_values(two: Store) -> None:
    first, second, third = (add(two, name) for name in ("a", "b", "c"))
    add(two, "a", "transcript")
    two.do(commands.MoveVariable(third, 0), "Aino")
    assert [one.id for one in variables.variables(two.database, "person")] == [third, first, second]
    put(two, first, two.persons()[0].id, "x")
    two.do(commands.RemoveVariable(first), "Aino")
    assert variables.values(two.database) == ()
    two.undo("Aino")
    assert held(two, first) == ["x"]


@pytest.fixture
def filled(two: Store) -> Store:
    """Give the advisor of RH1 the age 30 and organisation, the one of YH1 the age 50, RH1 a date."""
    age, kind = add(two, "ikä", kind="number"), add(two, "työ", kind="choice", choices=("kunta", "järjestö"))
    day = add(two, "pvm", "transcript", "date")
    add(two, "työ", "transcript")
    first, second = (one for one in two.persons() if one.role == "asumisneuvoja")
    put(two, age, first.id, "30")
    put(two, age, second.id, "50")
    put(two, kind, first.id, "järjestö")
    put(two, day, two.transcripts()[0].id, "5.11.2020")
    two.do(commands.SetPerson(second.id, second.role, "Kaarina", "Kaupunki"), "Aino")
    return two


@pytest.mark.parametrize(
    ("written", "roles", "shorts"),
    [
        (["ikä > 30"], ["Kaarina"], ["YH1"]),
        (["ikä >= 30", "ikä<50"], ["asumisneuvoja1"], ["RH1"]),
        (["puhuja.työ = JÄRJESTÖ"], ["asumisneuvoja1"], ["RH1"]),
        (["speaker.työ != kunta"], ["asumisneuvoja1"], ["RH1"]),
        (["ikä ="], ["puhuja1"], ["RH1"]),
        (["ikä !="], ["Kaarina", "asumisneuvoja1"], ["RH1", "YH1"]),
        (["organisaatio = kaupunki"], ["Kaarina"], ["YH1"]),
        (["organisation ~ kaup"], ["Kaarina"], ["YH1"]),
        (["rooli = asumisneuvoja"], ["Kaarina", "asumisneuvoja1"], ["RH1", "YH1"]),
        (["pvm <= 2020-12-31"], ["asumisneuvoja1", "puhuja1"], ["RH1"]),
        (["pvm > 1.1.2020", "ikä = 30"], ["asumisneuvoja1"], ["RH1"]),
        (["pvm > 1.1.2020", "ikä = 50"], [], []),
        ([], ["Kaarina", "asumisneuvoja1", "puhuja1"], ["RH1", "YH1"]),
    ],
)
def test_conditions_choose(filled: Store, written: list[str], roles: list[str], shorts: list[str]) -> None:
    asked = conditions.read_conditions(filled, written)
    people, texts = conditions.persons_where(filled, asked), conditions.transcripts_where(filled, asked)
    assert sorted(one.pseudonym or f"{one.role}{one.number}" for one in filled.persons() if one.id in people) == roles
    assert [one.short for one in filled.transcripts() if one.id in texts] == shorts


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("ikä", "condition-syntax"),
        ("> 3", "condition-syntax"),
        ("paino > 3", "no-variable"),
        ("haastattelu.ikä > 3", "no-variable"),
        ("työ = kunta", "ambiguous-variable"),
        ("rooli > a", "condition-order"),
        ("ikä >", "condition-order"),
        ("ikä > nuori", "bad-number"),
        ("pvm = eilen", "bad-date"),
    ],
)
def test_a_condition_that_makes_no_sense_says_why(filled: Store, written: str, refusal: str) -> None:
    with pytest.raises(CommandError) as caught:
        conditions.read_conditions(filled, [written])
    assert caught.value.code == refusal


def test_choices_stay_when_only_another_thing_changes(two: Store) -> None:
    variable = add(two, "työ", kind="choice", choices=("kunta", "järjestö"))
    put(two, variable, two.persons()[0].id, "")
    two.do(commands.ChangeVariable(variable, description="Kenen palveluksessa"), "Aino")
    held_one = variables.variables(two.database)[0]
    assert (held_one.choices, held_one.description) == (("kunta", "järjestö"), "Kenen palveluksessa")
