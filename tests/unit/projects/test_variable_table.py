"""A table from a spreadsheet is read and planned before anything changes; taking it in is one step."""

import pytest

from helpers.projects import draft, dump
from projects import commands, reading, variable_table, variables
from projects.errors import CommandError
from projects.store import Store


@pytest.fixture
def two(store: Store) -> Store:
    """Bring two interviews with an advisor each, the age of advisors, and a choice."""
    store.do(commands.ImportTranscript(draft("AN1: Hei.", short="RH1")), "Aino")
    store.do(commands.ImportTranscript(draft("AN1: Hei taas.", short="YH1")), "Aino")
    store.do(commands.AddVariable("ikä", "person", "number"), "Aino")
    store.do(commands.AddVariable("työ", "person", "choice", ("kunta", "järjestö")), "Aino")
    return store


def targets(store: Store) -> tuple[variable_table.Target, ...]:
    printed = {one.id: (f"{one.role} {one.number}",) for one in store.persons()}
    labels = reading.labels(store.database)
    return variable_table.person_targets(store.persons(), labels, store.transcripts(), printed)


def plan(store: Store, text: str) -> variable_table.Plan:
    return variable_table.plan_table(
        variable_table.read_table(text), "person", targets(store), variables.variables(store.database),
        held=variables.values_by_place(store.database),
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\n1\t2\r\n", (("a", "b"), ("1", "2"))),
        ("\ufeffa;b\n1,5;2\n", (("a", "b"), ("1,5", "2"))),
        ('a,b\n"x, y","rivi\nvaihtuu"\n', (("a", "b"), ("x, y", "rivi\nvaihtuu"))),
        ("a\tb\n\n \t \n1\n", (("a", "b"), ("1", ""))),
        ("", ()),
        ("yksi", (("yksi",),)),
    ],
)
def test_tables_are_read_however_they_are_parted(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert variable_table.read_table(text) == rows


def test_people_are_found_by_all_their_names(two: Store) -> None:
    for name in ("RH1/AN1", "rh1/an1", "Asumisneuvoja  1", two.persons()[0].id):
        assert [one.row for one in plan(two, f"puhuja;ikä\n{name};40").changes] == ["asumisneuvoja 1"]


def test_a_table_is_one_step_with_its_new_variables(two: Store) -> None:
    before = dump(two)
    made = plan(two, "puhuja;ikä;aloitti;koulutus\nRH1/AN1;40;1.2.2019;sosionomi\nYH1/AN1;51,5;3.4.2020;\nkuka;1;;\n")
    assert made.unknown == ("kuka",)
    assert made.fresh == ("aloitti", "koulutus")
    assert [(one.row, one.column, one.before, one.after) for one in made.changes] == [
        ("asumisneuvoja 1", "ikä", "", "40"), ("asumisneuvoja 1", "aloitti", "", "1.2.2019"),
        ("asumisneuvoja 1", "koulutus", "", "sosionomi"), ("asumisneuvoja 2", "ikä", "", "51,5"),
        ("asumisneuvoja 2", "aloitti", "", "3.4.2020"),
    ]
    two.do(made.step, "Aino")
    kinds = {one.name: one.kind for one in variables.variables(two.database, "person")}
    assert kinds == {"ikä": "number", "työ": "choice", "aloitti": "date", "koulutus": "text"}
    assert len(variables.values(two.database)) == 5
    assert plan(two, "puhuja;ikä\nRH1/AN1;40").changes == ()
    two.undo("Aino")
    assert dump(two) == before


def test_cells_that_do_not_fit_are_named_and_the_rest_is_taken(two: Store) -> None:
    made = plan(two, "puhuja;ikä;työ\nRH1/AN1;nuori;kunta\nYH1/AN1;30;yritys")
    assert [(one.row, one.column, one.problem.code) for one in made.misfits] == [
        ("asumisneuvoja 1", "ikä", "bad-number"), ("asumisneuvoja 2", "työ", "bad-choice"),
    ]
    assert [one.after for one in made.changes] == ["kunta", "30"]


@pytest.mark.parametrize("text", ["", "puhuja;ikä", "puhuja\nRH1/AN1"])
def test_a_table_without_values_is_refused(two: Store, text: str) -> None:
    with pytest.raises(CommandError, match="table-empty"):
        plan(two, text)


def test_a_block_lies_where_it_is_put_and_empty_cells_take_away(two: Store) -> None:
    held = variables.variables(two.database, "person")
    two.do(commands.SetValues((commands.Assign(held[0].id, two.persons()[0].id, 33),)), "Aino")
    made = variable_table.plan_block(
        variable_table.read_table("\tjärjestö\t9\n44\tkunta\t9\n1\t2\t3"), targets(two), held,
        held=variables.values_by_place(two.database),
    )
    assert [(one.row, one.column, one.before, one.after) for one in made.changes] == [
        ("asumisneuvoja 1", "ikä", "33", ""), ("asumisneuvoja 1", "työ", "", "järjestö"),
        ("asumisneuvoja 2", "ikä", "", "44"), ("asumisneuvoja 2", "työ", "", "kunta"),
    ]


def test_interviews_are_called_by_short_name_and_name(two: Store) -> None:
    called = variable_table.transcript_targets(two.transcripts())
    made = variable_table.plan_table((("h", "pvm"), ("YH1", "1.1.2020")), "transcript", called, (), held={})
    assert [(one.row, one.after) for one in made.changes] == [("YH1", "1.1.2020")]
